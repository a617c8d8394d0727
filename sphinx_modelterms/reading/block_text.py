"""Text of a block, with the text nodes that it comes from."""

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
"""Class that forbids automatic links, and name of the option of pages and terms that does so."""

_CODE = (nodes.literal, nodes.math, addnodes.literal_strong, addnodes.literal_emphasis)
_LINKS = (
    nodes.reference,
    nodes.footnote_reference,
    nodes.citation_reference,
    addnodes.pending_xref,
    addnodes.download_reference,
)
_TRANSPARENT = (nodes.emphasis, nodes.strong, nodes.inline)


class BlockText:
    """Text of a block, with the origin of each part.

    :param node: text element, such as a paragraph; it is read when the object is created
    """

    def __init__(self, node: nodes.Element) -> None:
        self.leaves: list[tuple[int, nodes.Text]] = []
        """Each text node, with its position in the text."""
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


class LinkableText(BlockText):
    """Text of a block, with everything that decides about links in it."""

    def __init__(self, node: nodes.Element) -> None:
        self.spans: list[tuple[int, int]] = []
        self.opaque: list[OpaqueInline] = []
        self.written: list[WrittenReference] = []
        self.raw: list[tuple[int, str]] = []
        """Pieces of raw HTML, with their positions in the text."""
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
        elif not isinstance(child, (nodes.Invisible, nodes.footnote_reference)) and not (
            isinstance(child, nodes.Body) and not isinstance(child, nodes.Inline)
        ):
            self.opaque.append(OpaqueInline(self._length, text_of(child), _rule_of_inline(child)))
        super()._bar(child)


def is_transparent(node: nodes.Node) -> bool:
    """Return True if *node* contains ordinary text: it is emphasis, or an inline node without a
    meaning of its own."""
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
