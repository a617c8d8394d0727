"""Collector of a finished document's running text, which decides where links are allowed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_modelterms.doctree.blocks import PART, TEXT_BLOCK, TextBlock
from sphinx_modelterms.doctree.node_text import text_of
from sphinx_modelterms.doctree.walking import LINKABLE
from sphinx_modelterms.glossary.autolink.page_text import Block, PageText, SkippedBlock
from sphinx_modelterms.glossary.autolink.rules import LinkRule
from sphinx_modelterms.glossary.text.inline import BARRIER
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.reading.block_text import NO_AUTOLINK, LinkableText
from sphinx_modelterms.reading.raw_html import OpenElements

if TYPE_CHECKING:
    from sphinx_modelterms.glossary.model import Section
    from sphinx_modelterms.reading.place import NodePlace


UNLINKED: dict[type[nodes.Node], LinkRule] = {
    nodes.title: LinkRule.HEADING,
    nodes.subtitle: LinkRule.HEADING,
    nodes.rubric: LinkRule.HEADING,
    addnodes.centered: LinkRule.HEADING,
    nodes.caption: LinkRule.CAPTION,
    nodes.attribution: LinkRule.CAPTION,
    nodes.term: LinkRule.NAME,
    nodes.field_name: LinkRule.NAME,
    addnodes.desc_signature: LinkRule.NAME,
    nodes.option_string: LinkRule.CODE,
    nodes.literal_block: LinkRule.CODE,
    nodes.doctest_block: LinkRule.CODE,
    nodes.math_block: LinkRule.CODE,
}
"""Nodes whose text is never linked, with the reason."""

TEXT_KINDS = frozenset({*LINKABLE, *UNLINKED})


class Excluded(NamedTuple):
    """Nodes that the project excludes from automatic links."""

    kinds: frozenset[str] = frozenset()
    """Names of node classes."""
    classes: frozenset[str] = frozenset()


class TextCollector:
    """Collector of one document's text, block by block in document order.

    :param docname: the document
    :param own_source: path of the document's own file
    :param excluded: nodes that the project excludes
    """

    def __init__(self, docname: str, own_source: str, excluded: Excluded) -> None:
        self._docname = docname
        self._own_source = own_source
        self._excluded = excluded
        self._blocks: list[Block] = []
        self._skipped: list[SkippedBlock] = []
        self._seen: set[int] = set()
        """Identities of the nodes of running text: an extension can put a node in two places."""
        self._rules: dict[int, LinkRule | None] = {}
        """Reason why nothing in a node is linked, or ``None``, by the node's identity."""
        self._open = OpenElements()

    def page(
        self, sections: list[Section], off: bool, audience: str, without: tuple[str, ...]
    ) -> PageText:
        """Return the text that was gathered.

        :param off: True if the page turns automatic links off
        :param audience: level of the page's readers
        :param without: names of the terms that aren't linked
        """
        return PageText(
            tuple(self._blocks), tuple(self._skipped), tuple(sections), off, audience, without
        )

    def add(self, node: nodes.Element, around: NodePlace) -> None:
        """Add the text of a node of one of :data:`TEXT_KINDS`."""
        place = (around.section, around.card, *self._place(node), around.conditions)
        if (rule := UNLINKED.get(node.__class__)) is not None:
            self._skipped.append(
                SkippedBlock(self._rule_of_title(node, rule), text_of(node), *place, around.scopes)
            )
            return
        if id(node) in self._seen:
            return
        self._seen.add(id(node))
        node.attributes.pop(TEXT_BLOCK, None)  # of a copy, if it was made from another page
        open_before = bool(self._open)
        block = LinkableText(node)
        raw_html_spans = self._raw_html_spans(block)
        rule = self._rule_within(node)
        if rule is None and open_before and not block.raw:
            rule = LinkRule.MARKUP
        if rule is not None:
            self._skipped.append(SkippedBlock(rule, text_of(node), *place, around.scopes))
        elif block.text.strip(BARRIER).strip() or block.written:
            spans = (tuple(block.spans), tuple(raw_html_spans))
            found = (tuple(block.opaque), tuple(block.written))
            number = len(self._blocks)
            node[TEXT_BLOCK] = TextBlock(self._docname, number)
            self._blocks.append(Block(number, block.text, *place, *spans, *found, around.scopes))

    def _place(self, node: nodes.Element) -> tuple[str, int]:
        """Return the file, or ``""`` for the document's own, and the line."""
        source = node.source or (node.parent.source if node.parent is not None else "") or ""
        line = node.line or (node.parent.line if node.parent is not None else 0) or 0
        return "" if source == self._own_source else sys.intern(source), line

    def raw(self, text: str) -> None:
        """Read a block of raw HTML, which can open or close elements."""
        self._open.read(text)

    def _raw_html_spans(self, block: LinkableText) -> list[tuple[int, int]]:
        """Return the spans of a block's text that are inside elements opened by raw HTML."""
        raw_html_spans, since = [], 0
        for position, text in block.raw:
            if self._open:
                raw_html_spans.append((since, position))
            self.raw(text)
            since = position + 1
        if block.raw and self._open:
            raw_html_spans.append((since, len(block.text)))
        return raw_html_spans

    @staticmethod
    def _rule_of_title(node: nodes.Element, rule: LinkRule) -> LinkRule:
        return LinkRule.CAPTION if isinstance(node.parent, nodes.table) else rule

    def _rule_within(self, node: nodes.Element | None) -> LinkRule | None:
        """Return the reason why nothing in *node* is linked, from itself or its ancestors, or
        ``None``."""
        if node is None or isinstance(node, nodes.document):
            return None
        key = id(node)
        if key not in self._rules:
            self._rules[key] = self._own_rule(node) or self._rule_within(node.parent)
        return self._rules[key]

    def _own_rule(self, node: nodes.Element) -> LinkRule | None:
        classes = node["classes"]
        if NO_AUTOLINK in classes:
            return LinkRule.NO_AUTOLINK
        excluded = self._excluded
        if node.tagname in excluded.kinds or (
            classes and not excluded.classes.isdisjoint(classes)
        ):
            return LinkRule.EXCLUDED
        if node.get(PART) == "sources":
            return LinkRule.CAPTION
        if isinstance(node, _RULED):
            return _rule_of_kind(node)
        stretched = classes and _is_foreign_card(node) and _has_stretched_link(node)
        return LinkRule.LINK if stretched else None


_RULED = (nodes.thead, nodes.entry, nodes.decoration, nodes.reference, addnodes.pending_xref)


def _rule_of_kind(node: nodes.Element) -> LinkRule | None:
    """Return the reason why nothing in a node of one of the kinds :data:`_RULED` is linked, or
    ``None``."""
    if isinstance(node, nodes.decoration):
        return LinkRule.HIDDEN
    if isinstance(node, nodes.entry):
        return LinkRule.TABLE_HEAD if _is_stub(node) else None
    return LinkRule.TABLE_HEAD if isinstance(node, nodes.thead) else LinkRule.LINK


def _is_stub(entry: nodes.entry) -> bool:
    """Return True if a table cell is in a header column."""
    row = entry.parent
    group = row.parent.parent
    columns = [child for child in group.children if isinstance(child, nodes.colspec)]
    index = row.index(entry)
    return index < len(columns) and bool(columns[index].get("stub"))


def _is_foreign_card(node: nodes.Element) -> bool:
    """Return True if *node* is a card of another extension, over all of which its link can be
    stretched."""
    return any(name.endswith("-card") and name != "mt-card" for name in node["classes"])


def _has_stretched_link(node: nodes.Element) -> bool:
    """Return True if *node* has a link stretched over it, apart from those of cards inside it."""
    return any(
        any("stretched-link" in name for name in child["classes"])
        or (not _is_foreign_card(child) and _has_stretched_link(child))
        for child in node.children
        if isinstance(child, nodes.Element)
    )
