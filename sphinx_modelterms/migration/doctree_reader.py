"""Reader of doctrees: glossary entries, terms, and the content around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_modelterms.doctree.blocks import AS_WRITTEN, DATA, PART, option_texts, part_of
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_modelterms.glossary.model import Term


class DoctreeToken(NamedTuple):
    """The start or the end of a node, or a text."""

    kind: str
    value: str


class ReadEntry(NamedTuple):
    """An entry of a glossary, or a term: names with anchors, and a definition."""

    names: tuple[str, ...]
    anchors: tuple[str, ...]
    classifiers: tuple[str, ...]
    content: tuple[DoctreeToken, ...]
    line: int
    """Line of its first name, from 1."""
    source: str
    """The file in which it was written."""
    marked_up: str
    """The first of the names that contains markup, or ``""``."""
    begins: str
    """Class name of the first visible node of its definition, or ``""``."""


def anchors_of(tree: nodes.Element) -> Iterator[str]:
    """Yield the ids that links can target; system messages have ids, too, but are left out."""
    for node in tree.findall(nodes.Element):
        if not (isinstance(node, nodes.system_message | nodes.problematic) or _is_address(node)):
            yield from node["ids"]


def _is_address(node: nodes.Node) -> bool:
    """Return True if *node* only defines an external URL: it is invisible and no
    target of links.
    """
    return isinstance(node, nodes.target) and "refuri" in node


def is_glossary(node: nodes.Node) -> bool:
    """Return True if *node* is the definition list of a glossary, also of MyST's."""
    if not isinstance(node, nodes.definition_list) or "glossary" not in node["classes"]:
        return False
    first = next(node.findall(nodes.term), None)
    return first is not None and any(first.findall(addnodes.index))


def glossaries_of(tree: nodes.Element) -> Iterator[nodes.Element]:
    """Yield the definition lists of the glossaries that are in no other glossary."""
    for node in tree.findall(nodes.definition_list):
        if is_glossary(node) and not any(map(is_glossary, _above(node))):
            yield node


def _above(node: nodes.Node) -> Iterator[nodes.Node]:
    while node.parent is not None:
        node = node.parent
        yield node


def read_entry(item: nodes.Node) -> ReadEntry:
    """Return the entry of an item in a glossary's definition list."""
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


class TreeReader:
    """Walker over a doctree that takes entries and terms as a whole.

    :param terms: the terms of the page by anchor
    """

    def __init__(self, terms: Mapping[str, Term]) -> None:
        self._terms = terms

    def parts(self, node: nodes.Node) -> Iterator[DoctreeToken | ReadEntry]:
        """Yield the content of *node* in reading order."""
        if part_of(node) == "card":
            assert isinstance(node, nodes.Element)
            yield self._term(node)
        elif is_glossary(node):
            yield from map(read_entry, node.children)
        elif isinstance(node, addnodes.glossary):
            for child in node.children:
                yield from self.parts(child)
        elif any(_is_place(below) for below in node.findall()):
            assert isinstance(node, nodes.Element)
            yield _start(node)
            for child in node.children:
                yield from self.parts(child)
            yield DoctreeToken("end", node.tagname)
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
            term.location.line,
            term.location.source,
            "",
            "",
        )


def _is_place(node: nodes.Node) -> bool:
    return part_of(node) == "card" or is_glossary(node)


def _is_wrapper(node: nodes.Node) -> bool:
    """Return True if *node* is a part of a card that contains its text."""
    return isinstance(node, nodes.container) and bool(part_of(node))


_OWN = frozenset({"ids", "names", "dupnames", "backrefs", "refid", "anonymous"})
"""Attributes that only connect nodes; anchors are compared separately."""


def _tokens(node: nodes.Node) -> Iterator[DoctreeToken]:
    """Yield the content of a node: its class, its attributes and its texts."""
    if isinstance(node, nodes.Text):
        yield DoctreeToken("text", node.astext())
    elif isinstance(node, nodes.system_message):
        for block in node.findall(nodes.literal_block):
            yield DoctreeToken("text", block.astext())
    elif isinstance(node, nodes.Element) and not _is_ignored(node):
        yield _start(node)
        for child in node.children:
            yield from _tokens(child)
        yield DoctreeToken("end", node.tagname)


def _is_ignored(node: nodes.Element) -> bool:
    """Return True if *node* adds nothing: a table of contents repeats headings, which terms have,
    too.
    """
    contents = isinstance(node, nodes.topic) and "contents" in node["classes"]
    return contents or isinstance(node, nodes.comment) or _is_address(node)


def _start(node: nodes.Element) -> DoctreeToken:
    values = {k: v for k, v in node.attributes.items() if k not in _OWN and v not in ([], None)}
    for name in (PART, DATA, AS_WRITTEN):  # marks of the cards that we make
        values.pop(name, None)
    if isinstance(node, nodes.reference) and "refuri" in values:
        values.pop("name", None)  # by which docutils has found the address
        if values.get("rel") == "noopener":  # that external links of data files get
            del values["rel"]
    if isinstance(node, addnodes.index):
        # target names are numbered in order
        values["entries"] = [(kind, text, key) for kind, text, _, _, key in node["entries"]]
    classes = [name for name in node["classes"] if not name.startswith("mt-")]
    values = {**values, "classes": classes} if classes else {**values}
    if not classes:
        values.pop("classes", None)
    return DoctreeToken(node.tagname, repr(sorted(values.items(), key=str)))
