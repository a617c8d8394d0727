"""Translated labels and headings of cards, and functions that fill in nodes."""

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
"""Templates of the lines of names on a card, by field of the term."""
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
"""Templates of the lines of links on a card, by relation."""


RELATED = sentence("Related: {terms}")


def relation_line(relation: str) -> Sentence:
    """Return the template of a line with all terms under *relation*."""
    return RELATED if relation == "related" else RELATIONS[relation]


def relation_label(relation: str) -> str:
    """Return the words of such a line without the colon."""
    return without_colon(relation_line(relation), "terms")


def without_colon(template: Sentence, field: str) -> str:
    """Return the words of *template* before *field*, without the colon."""
    return template.around(field)[0].strip().rstrip(":：").rstrip()


def heading(part: str) -> str:
    """Return the heading of a part, or ``""`` if it has none."""
    return {
        "explanation": _("Explanation"),
        "examples": _("Examples"),
        "facts": _("Facts"),
        "faq": _("Frequently asked"),
        "map": _("Map"),
        "quiz": _("Quiz"),
        "related": _("Related terms"),
        "comparisons": _("Side-by-side comparisons"),
        "sources": _("Sources"),
        "used-in": _("Used in"),
    }.get(part, "")


def row(key: str) -> str:
    """Return the head of a row of a comparison that is not a fact."""
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
    """Return *template* as a paragraph, with *items* as *field* and the text before as label."""
    return nodes.paragraph("", "", *filled(template, field, items, label))


def filled(
    template: Sentence, field: str, items: Sequence[nodes.Node], label: str = ""
) -> list[nodes.Node]:
    """Return *template* with *items* as *field*, separated by the separator of the language.

    :param label: a class for the text before them
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
    """Return *template* with nodes as its fields."""
    return list(fill_with_items(template.text, fields, nodes.Text))


def separated(items: Iterable[nodes.Node], separator: str) -> list[nodes.Node]:
    """Return *items* with *separator* between them."""
    result: list[nodes.Node] = []
    for item in items:
        if result:
            result.append(nodes.Text(separator))
        result.append(item)
    return result
