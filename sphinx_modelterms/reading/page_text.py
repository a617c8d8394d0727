"""From a finished document to its running text, and which nodes of it are linked."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_modelterms.doctree.blocks import PART
from sphinx_modelterms.doctree.node_text import text_of
from sphinx_modelterms.doctree.walking import LINKABLE
from sphinx_modelterms.glossary.autolink.page_text import Block, PageText, SkippedBlock
from sphinx_modelterms.glossary.autolink.rules import LinkRule
from sphinx_modelterms.glossary.text.inline import BARRIER
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.reading.flat_text import NO_AUTOLINK, FlatBlock
from sphinx_modelterms.reading.raw_html import OpenElements

if TYPE_CHECKING:
    from sphinx_modelterms.glossary.model import Condition, Section


BARRED: dict[type[nodes.Node], LinkRule] = {
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
"""What has text that is never linked."""

TEXT_KINDS = frozenset({*LINKABLE, *BARRED})


class Excluded(NamedTuple):
    """What the project leaves out beside pages."""

    kinds: frozenset[str] = frozenset()
    """Names of node classes."""
    classes: frozenset[str] = frozenset()


class TextCollector:
    """Gathers the text of one document, block by block as they come.

    :param own_source: the document's own file
    :param excluded: what the project leaves out
    """

    def __init__(self, own_source: str, excluded: Excluded) -> None:
        self._own_source = own_source
        self._excluded = excluded
        self._blocks: list[Block] = []
        self._skipped: list[SkippedBlock] = []
        self._count = 0
        self._rules: dict[int, LinkRule | None] = {}
        """What holds within a node, by its identity."""
        self._open = OpenElements()

    def page(self, sections: list[Section], off: bool, audience: str) -> PageText:
        """What was gathered.

        :param off: whether the page asks for no links
        :param audience: the level of its readers
        """
        return PageText(tuple(self._blocks), tuple(self._skipped), tuple(sections), off, audience)

    def add(
        self,
        node: nodes.Element,
        section: int,
        card: str,
        conditions: tuple[Condition, ...],
    ) -> None:
        """Take the text of a node of :data:`TEXT_KINDS`."""
        place = (section, card, *self._place(node), conditions)
        if (rule := BARRED.get(node.__class__)) is not None:
            self._skipped.append(
                SkippedBlock(self._rule_of_title(node, rule), text_of(node), *place)
            )
            return
        number = self._count
        self._count += 1
        open_before = bool(self._open)
        flat = FlatBlock(node)
        raw_html_spans = self._raw_html_spans(flat)
        rule = self._rule_within(node)
        if rule is None and open_before and not flat.raw:
            rule = LinkRule.MARKUP
        if rule is not None:
            self._skipped.append(SkippedBlock(rule, text_of(node), *place))
        elif flat.text.strip(BARRIER).strip() or flat.written:
            spans = (tuple(flat.spans), tuple(raw_html_spans))
            found = (tuple(flat.opaque), tuple(flat.written))
            self._blocks.append(Block(number, flat.text, *place, *spans, *found))

    def _place(self, node: nodes.Element) -> tuple[str, int]:
        """The file, if it is not the document's own, and the line."""
        source = node.source or (node.parent.source if node.parent is not None else "") or ""
        line = node.line or (node.parent.line if node.parent is not None else 0) or 0
        return "" if source == self._own_source else sys.intern(source), line

    def raw(self, text: str) -> None:
        """Take note of a block of raw HTML."""
        self._open.read(text)

    def _raw_html_spans(self, flat: FlatBlock) -> list[tuple[int, int]]:
        """Where the text of a block is within elements that raw HTML has opened."""
        raw_html_spans, since = [], 0
        for position, text in flat.raw:
            if self._open:
                raw_html_spans.append((since, position))
            self.raw(text)
            since = position + 1
        if flat.raw and self._open:
            raw_html_spans.append((since, len(flat.text)))
        return raw_html_spans

    @staticmethod
    def _rule_of_title(node: nodes.Element, rule: LinkRule) -> LinkRule:
        return LinkRule.CAPTION if isinstance(node.parent, nodes.table) else rule

    def _rule_within(self, node: nodes.Element | None) -> LinkRule | None:
        """Why nothing within *node* is linked: for itself, or for what is around it."""
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
        if node.tagname in excluded.kinds or not excluded.classes.isdisjoint(classes):
            return LinkRule.EXCLUDED
        if node.get(PART) == "sources":
            return LinkRule.CAPTION
        if isinstance(node, _RULED):
            return _rule_of_kind(node)
        return LinkRule.LINK if _is_box(node) and _has_stretched_link(node) else None


_RULED = (nodes.thead, nodes.entry, nodes.decoration, nodes.reference, addnodes.pending_xref)


def _rule_of_kind(node: nodes.Element) -> LinkRule | None:
    """What holds within a node of one of the kinds :data:`_RULED`."""
    if isinstance(node, nodes.decoration):
        return LinkRule.HIDDEN
    if isinstance(node, nodes.entry):
        return LinkRule.TABLE_HEAD if _is_stub(node) else None
    return LinkRule.TABLE_HEAD if isinstance(node, nodes.thead) else LinkRule.LINK


def _is_stub(entry: nodes.entry) -> bool:
    """Whether a cell of a table is in a column of heads."""
    row = entry.parent
    group = row.parent.parent
    columns = [child for child in group.children if isinstance(child, nodes.colspec)]
    index = row.index(entry)
    return index < len(columns) and bool(columns[index].get("stub"))


def _is_box(node: nodes.Element) -> bool:
    """Whether *node* is a card of another extension: its link can be stretched over all of it."""
    return any(name.endswith("-card") and name != "mt-card" for name in node["classes"])


def _has_stretched_link(node: nodes.Element) -> bool:
    """Whether *node* has a link that covers it, apart from those of cards within it."""
    return any(
        any("stretched-link" in name for name in child["classes"])
        or (not _is_box(child) and _has_stretched_link(child))
        for child in node.children
        if isinstance(child, nodes.Element)
    )
