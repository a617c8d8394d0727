"""Hover cards: which terms a page has one of, and what stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.sentences import shorten
from sphinx_modelterms.glossary.text.templates import fill_template
from sphinx_modelterms.glossary.views.records import (
    CardView,
    FaqGroup,
    HoverCard,
    ItemGroup,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Term
    from sphinx_modelterms.glossary.views.presentation import Presentation
    from sphinx_modelterms.glossary.views.records import ListView, PageView

    Place = tuple[str, str]


MOST_NAMES = 100
"""A list of more names than this has no hover cards: they would be most of the page."""


class HoverCards:
    """The hover cards of a build, each made once.

    :param presentation: says how facts are shown, and whether there are hover cards at all
    """

    def __init__(self, glossary: Glossary, presentation: Presentation) -> None:
        self._glossary = glossary
        self._presentation = presentation
        self._made: dict[Place, HoverCard | None] = {}

    def of(self, docname: str, view: PageView) -> tuple[HoverCard, ...]:
        """Those of the page *docname*: one for each term that it links and does not define."""
        if not self._presentation.hover:
            return ()
        places = sorted({place for place in linked_places(view) if place[0] != docname})
        return tuple(card for place in places if (card := self._card(place)))

    def _card(self, place: Place) -> HoverCard | None:
        if place not in self._made:
            self._made[place] = self._make(place)
        return self._made[place]

    def _make(self, place: Place) -> HoverCard | None:
        term = self._glossary.term_at(*place)
        entry = None if term else self._glossary.entry_at(*place)
        known = term or entry
        text = shorten(known.definition) if known else ""
        if known is None or not text:
            return None
        if term is None:
            return HoverCard(*place, known.name, (), text)
        return HoverCard(*place, self._name(term), self._kinds(term), text)

    def _name(self, term: Term) -> str:
        if not term.abbr:
            return term.name
        return fill_template(self._presentation.spelt_out, name=term.name, abbr=term.abbr)

    def _kinds(self, term: Term) -> tuple[str, ...]:
        category = self._presentation.category(term.category)
        level = self._presentation.levels.get(term.level)
        return tuple(badge.title for badge in (category, level) if badge)


def linked_places(view: PageView) -> Iterator[Place]:
    """Where the links to terms lead that are to have a hover card.

    A link beside which the definition stands has none of its own: the card would say it again,
    and hide what is read.
    """
    for role, _, found in view.references:
        if found and role != "compare":
            yield found[:2]
    yield from ((link.docname, link.anchor) for link in view.autolinks)
    for _, card in view.cards:
        yield from _linked_in_card(card)
    for _, comparison in view.comparisons:
        if not any(row.own and row.key == "definition" for row in comparison.rows):
            yield from (link[:2] for link in comparison.columns)
    for _, listed in view.lists:
        yield from _linked_in_list(listed)


def _linked_in_card(card: CardView) -> Iterator[Place]:
    if card.replaced_by:
        yield card.replaced_by[:2]
    for line in card.relations:
        yield from (link[:2] for link in line.links)
    for neighbour in card.related:
        if not neighbour.definition:
            yield neighbour.link[:2]


def _linked_in_list(listed: ListView) -> Iterator[Place]:
    names = []
    for group in listed:
        if isinstance(group, ItemGroup):
            names += [item.link[:2] for item in group.items if not item.definition]
        elif isinstance(group, FaqGroup):
            yield group.link[:2]
            for question in group.questions:
                for role, _, found in question.references:
                    if found and role != "compare":
                        yield found[:2]
    if len(names) <= MOST_NAMES:
        yield from names
