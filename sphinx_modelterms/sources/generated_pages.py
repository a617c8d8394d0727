"""Generated pages: planning them, and updating their source files."""

from __future__ import annotations

import os.path
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_modelterms.build_state import GeneratedPages
from sphinx_modelterms.config import ModelTermsConfig
from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.datafiles.generated_pages import PageTree, page_tree
from sphinx_modelterms.sources.page_folder import PageFolder
from sphinx_modelterms.sources.page_sources import Stub
from sphinx_modelterms.sources.source_suffixes import (
    choose_suffix,
    markup_of_root,
    writable_suffixes,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_modelterms.build_state import LoadedData

MOST_IN_TOCTREE = 200
"""Maximum number of term pages in a toctree by default.

With more pages, themes that render the whole toctree on each page take longer than we do.
"""

LONGEST_TOCTREE = 100 * MOST_IN_TOCTREE
"""Maximum number of characters of all names in a toctree by default, for the same reason."""


def write_pages(app: Sphinx, data: LoadedData) -> GeneratedPages:
    """Write, update and remove the source files of the pages generated from *data*."""
    config = ModelTermsConfig.from_sphinx(app.config)
    pages = GeneratedPages(markup=markup_of_root(app))
    folder = config.pages.strip("/")
    if not folder:
        return pages
    suffix = choose_suffix(app)
    if not suffix:
        message = (
            "modelterms_pages: no pages are generated, because source_suffix has no suffix for "
            "reStructuredText or MyST Markdown (notebooks don't count). Add '.rst' or '.md'"
        )
        warn(Subtype.PAGES, message, None)
        return pages
    if not config.data:
        message = "there are no terms to generate pages for. List data files in modelterms_data"
        warn(Subtype.PAGES, f"modelterms_pages: {message}", None)
    tree = pages.tree = _tree(data, config, folder)
    nav = _navigation(app, config, tree)
    pages.in_toctree = nav == "toctree"
    markups = writable_suffixes(app)
    stub = Stub(markups[suffix] == "md", nav)
    wanted = {
        f"{name.removeprefix(f'{folder}/')}{suffix}": text for name, text in stub.files(tree)
    }
    files = PageFolder(Path(app.srcdir), folder, tuple(markups))
    gone = files.update(wanted, complete=not data.broken)
    pages.removed = list(map(files.docname, gone))
    pages.current = set(map(files.docname, files.current))
    # The path may have a file that is not ours, or a page that was edited.
    written = Path(app.srcdir, folder)
    pages.unwritten = {
        files.docname(name)
        for name in wanted.keys() - files.current
        if not os.path.isfile(written / name)  # noqa: PTH113, since it never fails
    }
    return pages


def _tree(data: LoadedData, config: ModelTermsConfig, folder: str) -> PageTree:
    records = [term for file in data.files if file.pages for term in file.terms]
    title = next((file.glossary for file in data.files if file.glossary), "Glossary")
    categories = {
        key: _plain(entry.get("title", key) if isinstance(entry, dict) else entry, key)
        for key, entry in config.categories.items()
    }
    return page_tree(folder, title, records, categories)


def _plain(title: object, key: str) -> str:
    """Return *title* if it is text, else *key*: a lazy title would depend on the language."""
    return title if isinstance(title, str) and title.strip() else key


def _navigation(app: Sphinx, config: ModelTermsConfig, tree: PageTree) -> str:
    if "sphinx_external_toc" in app.extensions:  # it warns of any toctree but its own
        return "none"
    names = [page.record.name for page in tree.term_pages()]
    few = len(names) <= MOST_IN_TOCTREE and sum(map(len, names)) <= LONGEST_TOCTREE
    return config.pages_nav or ("toctree" if few else "context")
