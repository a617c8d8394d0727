"""The text of a block, and the nodes that it is in."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from sphinx_modelterms.doctree.node_text import letters_of, text_of
from sphinx_modelterms.glossary.autolink.page_text import OpaqueInline, WrittenReference
from sphinx_modelterms.glossary.autolink.rules import LinkRule
from sphinx_modelterms.glossary.text.inline import BARRIER
from sphinx_modelterms.reading.raw_html import is_html
from sphinx_modelterms.reading.term_record import mention_role

NO_AUTOLINK = "no-autolink"
"""The class, and the option of pages and terms."""

_CODE = (nodes.literal, nodes.math, addnodes.literal_strong, addnodes.literal_emphasis)
_LINKS = (
    nodes.reference,
    nodes.footnote_reference,
    nodes.citation_reference,
    addnodes.pending_xref,
    addnodes.download_reference,
)
_TRANSPARENT = (nodes.emphasis, nodes.strong, nodes.inline)


class Flat:
    """The text of a block, and where each part of it comes from.

    :param node: a paragraph or the like; its text is read at once
    """

    def __init__(self, node: nodes.Element) -> None:
        self.leaves: list[tuple[int, nodes.Text]] = []
        """Each text node with the place where it begins."""
        self._parts: list[str] = []
        self._length = 0
        self._read(node)
        self.text = "".join(self._parts)

    def _read(self, node: nodes.Element) -> None:
        for child in node.children:
            if isinstance(child, nodes.Text):
                self.leaves.append((self._length, child))
                self._add(letters_of(child))
            elif is_transparent(child):
                self._within(child)  # type: ignore[arg-type]
            else:
                self._bar(child)

    def _within(self, child: nodes.Element) -> None:
        self._read(child)

    def _bar(self, child: nodes.Node) -> None:
        self._add(BARRIER)

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


class FlatBlock(Flat):
    """The text of a block with all that decides about links."""

    def __init__(self, node: nodes.Element) -> None:
        self.spans: list[tuple[int, int]] = []
        self.opaque: list[OpaqueInline] = []
        self.written: list[WrittenReference] = []
        self.raw: list[tuple[int, str]] = []
        """Raw HTML with its place."""
        super().__init__(node)

    def _within(self, child: nodes.Element) -> None:
        start = self._length
        super()._within(child)
        self.spans.append((start, self._length))

    def _bar(self, child: nodes.Node) -> None:
        if isinstance(child, addnodes.pending_xref) and (role := mention_role(child)):
            self.written.append(WrittenReference(self._length, role, child["reftarget"]))
        if isinstance(child, nodes.raw):
            if is_html(child):
                self.raw.append((self._length, text_of(child)))
        elif not isinstance(child, (nodes.Invisible, nodes.footnote_reference)):
            self.opaque.append(OpaqueInline(self._length, text_of(child), _rule_of_inline(child)))
        super()._bar(child)


def is_transparent(node: nodes.Node) -> bool:
    """Whether the words in *node* are ordinary text: emphasis, or an inline without a meaning."""
    if type(node) not in _TRANSPARENT:
        return False
    assert isinstance(node, nodes.Element)
    plain = not node["classes"] if type(node) is nodes.inline else True
    return plain and not node["ids"] and NO_AUTOLINK not in node["classes"]


def _rule_of_inline(node: nodes.Node) -> LinkRule:
    if isinstance(node, _LINKS):
        return LinkRule.LINK
    if isinstance(node, _CODE):
        return LinkRule.CODE
    if isinstance(node, nodes.Element) and NO_AUTOLINK in node["classes"]:
        return LinkRule.NO_AUTOLINK
    return LinkRule.MARKUP
