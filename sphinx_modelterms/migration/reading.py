"""Reading a page as Sphinx does, to learn what its glossary entries and terms are.

The page is read by itself, with no more extensions than the command was told of: what they would
make of it is the same before and after, as the texts of entries do not change.
"""

from __future__ import annotations

import io
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinx_modelterms.cardtree import PART, option_texts, part_of
from sphinx_modelterms.glossary.names import fold
from sphinx_modelterms.glossary.tuples import NamedTuple
from sphinx_modelterms.migration.sourcefile import MARKDOWN, Unusable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.datafiles.records import DataTerm
    from sphinx_modelterms.glossary.model import Term


class Token(NamedTuple):
    """The start or the end of a node, or a text."""

    kind: str
    value: str


class ReadEntry(NamedTuple):
    """An entry of a glossary, or a term: both have names that lead to a text."""

    names: tuple[str, ...]
    anchors: tuple[str, ...]
    classifiers: tuple[str, ...]
    content: tuple[Token, ...]
    line: int
    """The line of its first name, from 1."""
    source: str
    """The file that it was written in."""
    marked_up: str
    """The first of the names that has markup, or ``""``."""
    begins: str
    """The class of the first node of its text that readers see, or ``""``."""


class ReadWarning(NamedTuple):
    """A warning of a page."""

    file: str
    line: int
    """From 1; 0 if it has none."""
    message: str
    """Without the place."""


class ReadPage(NamedTuple):
    """What a page says to Sphinx."""

    parts: tuple[Token | ReadEntry, ...]
    """In reading order."""
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
"""The syntax of Markdown pages that is understood: all that needs no further package."""


class PageReader:
    """Reads versions of a page.

    :param path: where the page is, whose included files are found from there
    :param extensions: extensions of Sphinx that it needs
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
            raise Unusable(f"{self._path} cannot be read by Sphinx: {error}") from None

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
            domain.records = dict(records)
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
            "include_patterns": [re.sub(r"([*?\[])", r"[\1]", self._path.name)],
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
        raise Unusable(f"{docname!r} is not read by Sphinx: it needs a suffix such as .rst or .md")
    tree = app.env.get_doctree(docname)
    domain: ModelTermsDomain = app.env.domains["modelterms"]  # type: ignore[assignment]
    page = domain.pages.get(docname)
    terms = {term.anchor: term for term in page.terms} if page else {}
    lists = [node for node in tree.findall(nodes.definition_list) if _is_glossary(node)]
    outer = [node for node in lists if not any(_is_glossary(above) for above in _above(node))]
    return ReadPage(
        tuple(_Walk(terms).parts(tree)),
        tuple(tuple(sorted(map(_entry, node.children), key=_line)) for node in outer),
        frozenset(_anchors(tree)),
        tuple(warnings),
    )


def _line(entry: ReadEntry) -> int:
    return entry.line


def _anchors(tree: nodes.Element) -> Iterator[str]:
    """What links can lead to; messages of docutils have ids too."""
    for node in tree.findall(nodes.Element):
        if not (isinstance(node, nodes.system_message | nodes.problematic) or _is_address(node)):
            yield from node["ids"]


def _is_address(node: nodes.Node) -> bool:
    """Whether *node* only names an address, so that no reader sees it and no link leads there."""
    return isinstance(node, nodes.target) and "refuri" in node


def _is_glossary(node: nodes.Node) -> bool:
    if not isinstance(node, nodes.definition_list) or "glossary" not in node["classes"]:
        return False
    first = next(node.findall(nodes.term), None)
    return first is not None and any(first.findall(addnodes.index))


def _above(node: nodes.Node) -> Iterator[nodes.Node]:
    while node.parent is not None:
        node = node.parent
        yield node


def _entry(item: nodes.Node) -> ReadEntry:
    """An item of a glossary's definition list."""
    assert isinstance(item, nodes.definition_list_item)
    names, anchors, classifiers, marked_up, content = [], [], [], "", []
    first: nodes.Element = item
    for child in item.children:
        if isinstance(child, nodes.term):
            first = child if first is item else first
            index = next(child.findall(addnodes.index))
            _, name, *_, classifier = index["entries"][0]
            names.append(str(name))
            anchors += child["ids"]
            classifiers += [classifier] if classifier else []
            shown = [part for part in child.children if part is not index]
            if not all(isinstance(part, nodes.Text) for part in shown):
                marked_up = marked_up or str(name)
        else:
            content.append(child)
    texts = [node for child in content for node in _within(child)]
    return ReadEntry(
        tuple(names),
        tuple(anchors),
        tuple(dict.fromkeys(classifiers)),
        tuple(token for node in texts for token in _tokens(node)),
        first.line or 0,
        str(first.source or ""),
        marked_up,
        next((type(node).__name__ for node in texts if not isinstance(node, _UNSEEN)), ""),
    )


def _within(child: nodes.Node) -> list[nodes.Node]:
    return child.children if isinstance(child, nodes.definition) else [child]


_UNSEEN = (nodes.Invisible, nodes.system_message, addnodes.index)


class _Walk:
    """Goes through a tree; entries and terms are taken as a whole.

    :param terms: the terms of the page by anchor
    """

    def __init__(self, terms: Mapping[str, Term]) -> None:
        self._terms = terms

    def parts(self, node: nodes.Node) -> Iterator[Token | ReadEntry]:
        if part_of(node) == "card":
            assert isinstance(node, nodes.Element)
            yield self._term(node)
        elif _is_glossary(node):
            yield from map(_entry, node.children)
        elif isinstance(node, addnodes.glossary):
            for child in node.children:
                yield from self.parts(child)
        elif any(_is_place(below) for below in node.findall()):
            assert isinstance(node, nodes.Element)
            yield _start(node)
            for child in node.children:
                yield from self.parts(child)
            yield Token("end", node.tagname)
        else:
            yield from _tokens(node)

    def _term(self, card: nodes.Element) -> ReadEntry:
        term = self._terms[card["ids"][0]]
        content: list[nodes.Node] = []
        names = next((n for n in card.children if isinstance(n, addnodes.index)), None)
        for child in card.children:
            if child is names or isinstance(child, option_texts) or part_of(child) == "title":
                continue
            content += child.children if _is_wrapper(child) else [child]
        return ReadEntry(
            (term.source_name, *term.aliases),
            tuple(card["ids"]),
            term.tags,
            tuple(token for node in content for token in _tokens(node)),
            term.place.line,
            term.place.source,
            "",
            "",
        )


def _is_place(node: nodes.Node) -> bool:
    return part_of(node) == "card" or _is_glossary(node)


def _is_wrapper(node: nodes.Node) -> bool:
    """Whether *node* is a part of a card that its text stands in."""
    return isinstance(node, nodes.container) and bool(part_of(node))


_OWN = frozenset({"ids", "names", "dupnames", "backrefs", "refid", "anonymous"})
"""Attributes that say how nodes are connected: anchors are compared by themselves."""


def _tokens(node: nodes.Node) -> Iterator[Token]:
    """What a node says: its class, its attributes and its texts."""
    if isinstance(node, nodes.Text):
        yield Token("text", node.astext())
    elif isinstance(node, nodes.system_message):
        for block in node.findall(nodes.literal_block):
            yield Token("text", block.astext())
    elif isinstance(node, nodes.Element) and not _is_unsaid(node):
        yield _start(node)
        for child in node.children:
            yield from _tokens(child)
        yield Token("end", node.tagname)


def _is_unsaid(node: nodes.Element) -> bool:
    """Whether *node* says nothing of its own: contents list headings, which terms have too."""
    contents = isinstance(node, nodes.topic) and "contents" in node["classes"]
    return contents or isinstance(node, nodes.comment) or _is_address(node)


def _start(node: nodes.Element) -> Token:
    values = {k: v for k, v in node.attributes.items() if k not in _OWN and v not in ([], None)}
    values.pop(PART, None)
    if isinstance(node, addnodes.index):
        # Targets are numbered by their order.
        values["entries"] = [(kind, text, key) for kind, text, _, _, key in node["entries"]]
    classes = [name for name in node["classes"] if not name.startswith("mt-")]
    values = {**values, "classes": classes} if classes else {**values}
    if not classes:
        values.pop("classes", None)
    return Token(node.tagname, repr(sorted(values.items(), key=str)))
