"""Writing the sources of generated pages: small files that place one term or list a category."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_modelterms.config import ModelTermsConfig
from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.pagetree import PageTree, page_tree
from sphinx_modelterms.wholefiles import write_whole

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from sphinx.application import Sphinx

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.pagetree import CategoryPage, TermPage

MARK = "Written by sphinx_modelterms; changes in this file are lost."
"""Says which files are ours: only those are changed or removed."""

MOST_IN_TOCTREE = 200
"""With more pages, themes that print the whole toctree on each page take longer than we do."""


def write_pages(app: Sphinx) -> None:
    """On ``builder-inited``, after the records were loaded: bring the files up to date."""
    domain: ModelTermsDomain = app.env.domains["modelterms"]  # type: ignore[assignment]
    config = ModelTermsConfig.from_sphinx(app.config)
    domain.plan_pages(None)
    domain.removed_pages = []
    folder = config.pages.strip("/")
    if not folder:
        return
    tree = _tree(domain, config, folder)
    domain.plan_pages(tree)
    domain.pages_in_toctree = _in_toctree(config, tree)
    suffix = _suffix(app)
    root = Path(app.srcdir)
    source = _Source(markdown=suffix == ".md", in_toctree=domain.pages_in_toctree)
    wanted = {root / f"{name}{suffix}": text for name, text in source.files(tree)}
    for path, text in wanted.items():
        _write(path, text)
    for path in _stale(root / folder, wanted):
        _remove(path)
        docname = path.relative_to(root).with_suffix("").as_posix()
        domain.removed_pages.append(docname)


def _tree(domain: ModelTermsDomain, config: ModelTermsConfig, folder: str) -> PageTree:
    records = [term for file in domain.data_files if file.pages for term in file.terms]
    title = next((file.glossary for file in domain.data_files if file.glossary), "Glossary")
    categories = {
        key: _plain(entry.get("title", key) if isinstance(entry, dict) else entry, key)
        for key, entry in config.categories.items()
    }
    return page_tree(folder, title, records, categories)


def _plain(title: object, key: str) -> str:
    """A lazy title would make another file in each language."""
    return title if isinstance(title, str) else key


def _in_toctree(config: ModelTermsConfig, tree: PageTree) -> bool:
    if config.pages_nav:
        return config.pages_nav == "toctree"
    return sum(1 for _ in tree.term_pages()) <= MOST_IN_TOCTREE


def _suffix(app: Sphinx) -> str:
    """The markup of the root document, which is that of data files too."""
    markdown = str(app.env.doc2path(app.config.root_doc)).endswith(".md")
    wanted = ".md" if markdown else ".rst"
    return wanted if wanted in app.config.source_suffix else next(iter(app.config.source_suffix))


def _stale(folder: Path, wanted: Container[Path]) -> list[Path]:
    """Files of ours that no term or category needs any more."""
    files = sorted(folder.rglob("*")) if folder.is_dir() else []
    others = (path for path in files if path.suffix in {".rst", ".md"} and path not in wanted)
    return [path for path in others if path.is_file() and MARK in _content(path)[:400]]


def _content(path: Path) -> str:
    """The text of a file; nothing if it cannot be read."""
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        message = f"modelterms_pages: {path} cannot be removed: {error.strerror}"
        warn(Subtype.PAGES, message, None)


def _write(path: Path, text: str) -> None:
    """Write a file if it is not that already; never over one that is not ours."""
    try:
        if path.exists():
            present = _content(path)
            if present == text:
                return
            if MARK not in present[:400]:
                message = f"modelterms_pages: {path} is not ours and is left alone; rename it"
                warn(Subtype.PAGES, message, None)
                return
        write_whole(path, text.encode())
    except OSError as error:
        message = f"modelterms_pages: {path} cannot be written: {error.strerror}"
        warn(Subtype.PAGES, message, None)


class _Source:
    """Writes the markup of pages."""

    def __init__(self, markdown: bool, in_toctree: bool) -> None:
        self.markdown = markdown
        self.in_toctree = in_toctree

    def files(self, tree: PageTree) -> Iterator[tuple[str, str]]:
        """The docname and text of each page."""
        for page in tree.term_pages():
            yield page.docname, self._term(page)
        for category in tree.categories:
            yield category.docname, self._category(category)
        yield tree.home, self._index(tree)

    def _term(self, page: TermPage) -> str:
        term = self._directive("modelterms:term", page.record.name, [":layout: page"])
        return self._page(term, orphan=not self.in_toctree)

    def _category(self, page: CategoryPage) -> str:
        key = page.key.replace("\\", r"\\").replace('"', r"\"")
        listed = f'["{key}"]'
        if self.markdown:  # which reads options as YAML
            listed = "'" + listed.replace("'", "''") + "'"
        options = [f":category: {listed}", ":home:", ":group-by: none"]
        return self._page(
            self._title(page.title),
            self._directive("modelterms:list", "", options),
            self._toctree(term.docname for term in page.terms) if self.in_toctree else "",
        )

    def _index(self, tree: PageTree) -> str:
        below = [category.docname for category in tree.categories]
        if self.in_toctree:
            below += (page.docname for page in tree.others)
        return self._page(
            self._title(tree.title),
            self._directive("modelterms:categories", "", []) if tree.categories else "",
            self._directive("modelterms:list", "", [":filter:", ":display: definitions"]),
            self._toctree(below) if below else "",
        )

    def _page(self, *parts: str, orphan: bool = False) -> str:
        mark = f"% {MARK}" if self.markdown else f".. {MARK}"
        if orphan and self.markdown:
            mark = f"---\norphan: true\n---\n\n{mark}"
        elif orphan:
            mark = f"{mark}\n\n:orphan:"
        return "\n\n".join(filter(None, (mark, *parts))) + "\n"

    def _title(self, title: str) -> str:
        """In both markups a sign after a backslash is nothing but itself."""
        escaped = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", " ".join(title.split()))
        return f"# {escaped}" if self.markdown else f"{escaped}\n{'=' * (2 * len(escaped))}"

    def _directive(self, name: str, argument: str, lines: Sequence[str]) -> str:
        if self.markdown:
            return "\n".join((f"~~~{{{name}}} {argument}".rstrip(), *lines, "~~~"))
        return "\n".join((f".. {name}:: {argument}".rstrip(), *(f"   {line}" for line in lines)))

    def _toctree(self, docnames: Iterable[str]) -> str:
        return self._directive("toctree", "", [":hidden:", "", *(f"/{name}" for name in docnames)])
