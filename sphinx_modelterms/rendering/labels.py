"""Our own words on cards, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.glossary.text.templates import fill_with_items
from sphinx_modelterms.translations import _, list_separator, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_modelterms.translations import Sentence

NAMES = {
    "abbr": sentence("Abbreviation: {names}"),
    "aliases": sentence("Also called: {names}"),
    "former_names": sentence("Formerly: {names}"),
    "avoid": sentence("Do not say: {names}"),
}
"""The lines of names on a card: field of the term, and words."""
REVIEWED = sentence("reviewed {date}")
DEPRECATED = sentence("This term is deprecated. Use instead: {term}")
IN_BRACKETS = sentence("({names})")
SAME = sentence("{row} (same)")
CELL = sentence("{term}: {value}")
PAGE = sentence("(page {page})")
RELATIONS = {
    "requires": sentence("Read first: {terms}"),
    "inverse-requires": sentence("Leads to: {terms}"),
    "broader": sentence("Kind of: {terms}"),
    "inverse-broader": sentence("Kinds: {terms}"),
    "inverse-related": sentence("Also related: {terms}"),
}
"""The lines of links on a card."""


def heading(part: str) -> str:
    """The heading of a part, or ``""`` if it has none."""
    return {
        "explanation": _("Explanation"),
        "examples": _("Examples"),
        "facts": _("Facts"),
        "faq": _("Frequently asked"),
        "related": _("Related terms"),
        "comparisons": _("Side-by-side comparisons"),
        "sources": _("Sources"),
        "used-in": _("Used in"),
    }.get(part, "")


def row(key: str) -> str:
    """The head of a row of a comparison that is not a fact."""
    return {
        "definition": _("Definition"),
        "category": _("Category"),
        "level": _("Level"),
        "example": _("Example"),
        "requires": _("Read first"),
    }[key]


def labelled_line(
    template: Sentence, field: str, items: Sequence[nodes.Node], label: str = "mt-label"
) -> nodes.paragraph:
    """A line of its own: *items* in the place of *field*, the words before them as a label."""
    return nodes.paragraph("", "", *filled(template, field, items, label))


def filled(
    template: Sentence, field: str, items: Sequence[nodes.Node], label: str = ""
) -> list[nodes.Node]:
    """*template* with *items*, separated as the language does, in the place of *field*.

    :param label: a class for the words before them
    """
    before, after = template.around(field)
    words = before.rstrip()
    shown: list[nodes.Node] = []
    if words and label:
        shown = [nodes.inline(words, words, classes=[label]), nodes.Text(before[len(words) :])]
    elif before:
        shown = [nodes.Text(before)]
    content = [*shown, *separated(items, list_separator()), nodes.Text(after)]
    return [node for node in content if not isinstance(node, nodes.Text) or node]


def composed(template: Sentence, **fields: Sequence[nodes.Node]) -> list[nodes.Node]:
    """*template* with nodes in the place of its fields."""
    return list(fill_with_items(template.text, fields, nodes.Text))


def separated(items: Iterable[nodes.Node], separator: str) -> list[nodes.Node]:
    """*items* with *separator* between them."""
    result: list[nodes.Node] = []
    for item in items:
        if result:
            result.append(nodes.Text(separator))
        result.append(item)
    return result
