"""Reader of a page by Sphinx's own parsers, to learn its glossary entries and terms.

The page is read on its own, with no extensions except those that the command was given: their
effect is the same before and after, as the texts of entries do not change.
"""

from __future__ import annotations

import io
import re
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.transforms.post_transforms.code import HighlightLanguageTransform
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.text.names import fold
from sphinx_modelterms.migration.doctree_reader import (
    DoctreeToken,
    ReadEntry,
    TreeReader,
    anchors_of,
    glossaries_of,
    read_entry,
)
from sphinx_modelterms.migration.source_file import MARKDOWN
from sphinx_modelterms.terminal import Unusable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.datafiles.records import DataTerm


class ReadWarning(NamedTuple):
    """A warning about a page."""

    file: str
    line: int
    """Line number from 1; 0 if it has none."""
    message: str
    """The text without the location."""


class ReadPage(NamedTuple):
    """The content of a page as Sphinx reads it."""

    parts: tuple[DoctreeToken | ReadEntry, ...]
    """The content in reading order."""
    glossaries: tuple[tuple[ReadEntry, ...], ...]
    """The entries of each glossary in the order of the source."""
    anchors: frozenset[str]
    warnings: tuple[ReadWarning, ...]

    @property
    def entries(self) -> list[ReadEntry]:
        """Entries and terms in reading order."""
        return [part for part in self.parts if isinstance(part, ReadEntry)]


MYST_EXTENSIONS = (
    *("amsmath", "attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath"),
    *("fieldlist", "html_image", "strikethrough", "substitution", "tasklist"),
)
"""Supported syntax extensions of MyST: all that need no further package."""


class PageReader:
    """Reader of versions of a page.

    :param path: path of the page, to which paths of included files are relative
    :param extensions: Sphinx extensions that it needs
    """

    def __init__(self, path: Path, extensions: Sequence[str] = ()) -> None:
        self._path = path.resolve()
        self._extensions = extensions

    def read(self, text: str, records: Iterable[DataTerm] = ()) -> ReadPage:
        """Read *text* as the content of the page, with *records* as those of data files.

        :raises Unusable: if the page cannot be read
        """
        said = io.StringIO()
        try:
            with TemporaryDirectory(prefix="modelterms-") as folder:
                app = self._build(
                    text, {fold(record.name): record for record in records}, folder, said
                )
                return _read_page(app, self._path.stem, self._warnings(said.getvalue()))
        except SphinxError as error:
            raise Unusable(f"Sphinx can't read {self._path}: {error}") from None

    def _build(
        self, text: str, records: Mapping[str, DataTerm], folder: str, said: io.StringIO
    ) -> Sphinx:
        def give_text(_: Sphinx, docname: str, content: list[str]) -> None:
            content[0] = text

        source, out = self._path.parent, Path(folder)
        with patch_docutils(), docutils_namespace():
            app = Sphinx(
                source, None, out, out / "doctrees", "dummy", self._configuration(), None, said
            )
            app.connect("source-read", give_text, priority=-1)
            domain: ModelTermsDomain = app.env.domains["modelterms"]  # type: ignore[assignment]
            domain.build.data.records = dict(records)
            app.build()
        return app

    def _configuration(self) -> dict[str, object]:
        suffix = self._path.suffix
        markdown = suffix.lower() in MARKDOWN
        own = ["sphinx_modelterms", *(["myst_parser"] if markdown else []), *self._extensions]
        settings: dict[str, object] = {
            "extensions": list(dict.fromkeys(own)),
            "root_doc": self._path.stem,
            "source_suffix": {suffix: "markdown" if markdown else "restructuredtext"},
            "include_patterns": [re.sub(r"[*?\[]", "?", self._path.name)],
            "smartquotes": False,
        }
        if markdown:
            settings["myst_enable_extensions"] = list(MYST_EXTENSIONS)
        return settings

    def _warnings(self, said: str) -> Iterator[ReadWarning]:
        text = re.sub(r"\x1b\[[0-9;]*m", "", said)
        for match in _WARNING.finditer(text):
            place, message = match[1] or "", re.sub(r" \[[\w.-]+\]$", "", match[2].strip())
            file, _, line = place.rpartition(":")
            yield ReadWarning(file or place, int(line) if line.isdecimal() else 0, message)


_START = "(?:WARNING|ERROR|CRITICAL): "
_WARNING = re.compile(rf"(?ms)^(?:(.*?):? )?{_START}(.*?)(?=^[^\n]*{_START}|\Z)")


def _read_page(app: Sphinx, docname: str, warnings: Iterable[ReadWarning]) -> ReadPage:
    if docname not in app.env.all_docs:
        raise Unusable(f"Sphinx doesn't read {docname!r}. Give it the suffix '.rst' or '.md'")
    tree = app.env.get_doctree(docname)
    HighlightLanguageTransform(tree).apply()  # compares the languages of code, too
    domain: ModelTermsDomain = app.env.domains["modelterms"]  # type: ignore[assignment]
    page = domain.pages.get(docname)
    terms = {term.anchor: term for term in page.terms} if page else {}
    lists = [map(read_entry, node.children) for node in glossaries_of(tree)]
    return ReadPage(
        tuple(TreeReader(terms).parts(tree)),
        tuple(tuple(sorted(entries, key=attrgetter("line"))) for entries in lists),
        frozenset(anchors_of(tree)),
        tuple(warnings),
    )
