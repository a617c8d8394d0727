"""Views of hover cards: the terms for which a page has one, and their content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.sentences import shorten
from sphinx_modelterms.glossary.text.templates import fill_template
from sphinx_modelterms.glossary.views.records import (
    CardView,
    FaqGroup,
    HoverCard,
    ItemGroup,
    TermListView,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Target, Term
    from sphinx_modelterms.glossary.views.presentation import Presentation
    from sphinx_modelterms.glossary.views.records import ListView, PageView


MOST_NAMES = 100
"""Maximum number of names in a list with hover cards: beyond it, they would be most of
the page.
"""


class HoverCards:
    """The hover cards of a build; each is made once.

    :param presentation: settings, among them whether there are hover cards at all
    """

    def __init__(self, glossary: Glossary, presentation: Presentation) -> None:
        self._glossary = glossary
        self._presentation = presentation
        self._made: dict[Target, HoverCard | None] = {}

    def of(self, docname: str, view: PageView) -> tuple[HoverCard, ...]:
        """Return the hover cards of the page *docname*: one for each term that it links and does
        not define.
        """
        if not self._presentation.hover:
            return ()
        targets = sorted({target for target in linked_targets(view) if target.docname != docname})
        return tuple(card for target in targets if (card := self._card(target)))

    def _card(self, target: Target) -> HoverCard | None:
        if target not in self._made:
            self._made[target] = self._make(target)
        return self._made[target]

    def _make(self, target: Target) -> HoverCard | None:
        term = self._glossary.term_at(target)
        entry = None if term else self._glossary.entry_at(target)
        known = term or entry
        text = shorten(known.definition) if known else ""
        if known is None or not text:
            return None
        if term is None:
            return HoverCard(target, known.name, (), text)
        return HoverCard(target, self._name(term), self._kinds(term), text)

    def _name(self, term: Term) -> str:
        if not term.abbr:
            return term.name
        return fill_template(self._presentation.spelt_out, name=term.name, abbr=term.abbr)

    def _kinds(self, term: Term) -> tuple[str, ...]:
        category = self._presentation.category(term.category)
        level = self._presentation.levels.get(term.level)
        return tuple(badge.title for badge in (category, level) if badge)


def linked_targets(view: PageView) -> Iterator[Target]:
    """Yield the targets of the links to terms that have a hover card.

    A link next to the definition has none: the card would repeat it, and cover what is being read.
    """
    for role, _, found in view.references:
        if found and role != "compare":
            yield found.target
    yield from (link.target for link in view.autolinks)
    for _, card in view.cards:
        yield from _linked_in_card(card)
    for _, comparison in view.comparisons:
        if not any(row.own and row.key == "definition" for row in comparison.rows):
            yield from (link.target for link in comparison.columns)
    for _, listed in view.lists:
        yield from _linked_in_list(listed)


def _linked_in_card(card: CardView) -> Iterator[Target]:
    if card.replaced_by:
        yield card.replaced_by.target
    for line in card.relations:
        yield from (link.target for link in line.links)
    for neighbour in card.related:
        if not neighbour.definition:
            yield neighbour.link.target


def _linked_in_list(listed: ListView) -> Iterator[Target]:
    names = []
    for group in listed.groups if isinstance(listed, TermListView) else listed:
        if isinstance(group, ItemGroup):
            names += [item.link.target for item in group.items if not item.definition]
        elif isinstance(group, FaqGroup):
            yield group.link.target
            for question in group.questions:
                for role, _, found in question.references:
                    if found and role != "compare":
                        yield found.target
    if len(names) <= MOST_NAMES:
        yield from names
