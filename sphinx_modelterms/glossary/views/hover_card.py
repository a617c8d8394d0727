"""Views of hover cards: the terms for which a page has one, and their content."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.model import Term
from sphinx_modelterms.glossary.text.digests import digest_of
from sphinx_modelterms.glossary.text.inline import plain
from sphinx_modelterms.glossary.text.pointers import pointed_name
from sphinx_modelterms.glossary.text.templates import fill_template
from sphinx_modelterms.glossary.views.hover_text import LONGEST, excerpt, joined
from sphinx_modelterms.glossary.views.records import (
    CardView,
    CategoryView,
    FaqGroup,
    HoverCard,
    ItemGroup,
    TermListView,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Entry, Target
    from sphinx_modelterms.glossary.text.inline import Inline
    from sphinx_modelterms.glossary.views.presentation import Presentation
    from sphinx_modelterms.glossary.views.records import Link, ListView, PageView


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
        return tuple(card for target in targets if (card := self.card(target)))

    def digests(self) -> dict[str, str]:
        """Return a digest of the card of each term and entry that has one."""
        records: Iterable[Term | Entry] = chain(self._glossary.terms, self._glossary.entries)
        cards = (self.card(record.target) for record in records)
        return {card.target.place: digest_of(card) for card in cards if card}

    def card(self, target: Target) -> HoverCard | None:
        """Return the hover card of a term or entry; ``None`` if it has no definition."""
        if target not in self._made:
            self._made[target] = self._make(target)
        return self._made[target]

    def _make(self, target: Target) -> HoverCard | None:
        term = self._glossary.term_at(target)
        entry = None if term else self._glossary.entry_at(target)
        known = term or entry
        text = self.text(known) if known else ()
        if known is None or not text:
            return None
        if term is None:
            return HoverCard(target, known.name, (), text, scope=known.scope)
        category = self._presentation.category(term.category)
        level = self._presentation.levels.get(term.level)
        kinds = tuple(badge.title for badge in (category, level) if badge)
        colour = category.colour if category else ""
        scope = term.shown_scope or term.scope
        return HoverCard(target, self._name(term), kinds, text, colour, scope)

    def text(self, known: Term | Entry, longest: int = LONGEST) -> Inline:
        """Return the start of the definition. If it only points to another term, as "See X", the
        definition of X follows.

        :param longest: maximum length of the definition, in characters
        """
        text = excerpt(known.definition, longest)
        meant = self.meant(known)
        return text if meant is known else joined(text, meant.definition)

    def meant(self, known: Term | Entry) -> Term | Entry:
        """Return the term to which the definition of *known* only points, through others or not;
        *known* itself if it points to none, or in a circle.
        """
        passed = {known.target}
        meant = known
        while following := self._pointed(meant):
            if following.target in passed:
                return known
            passed.add(following.target)
            meant = following
        return meant

    def _pointed(self, record: Term | Entry) -> Term | Entry | None:
        """Return the term that the definition of *record* only points to."""
        name = pointed_name(plain(record.definition))
        if not name:
            return None
        origin = (
            self._glossary.origin_of(record)
            if isinstance(record, Term)
            else self._glossary.origin(record.docname, record.scopes)
        )
        shorter = name.partition(" (")[0]  # "X (Y)" can be a name with its abbreviation
        found = self._glossary.find(name, origin) or self._glossary.find(shorter, origin)
        if found is None:
            return None
        return self._glossary.term_at(found.target) or self._glossary.entry_at(found.target)

    def _name(self, term: Term) -> str:
        if not term.abbr:
            return term.name
        return fill_template(self._presentation.spelt_out, name=term.name, abbr=term.abbr)


def linked_targets(view: PageView) -> Iterator[Target]:
    """Yield the targets of the links to terms that have a hover card.

    A link next to the definition has none: the card would repeat it, and cover what is being read.
    One to another project has a card everywhere, which names the project.
    """
    yield from links_in_text(view)
    for _, card in view.cards:
        yield from _linked_in_card(card)
    for _, comparison in view.comparisons:
        defined = any(row.own and row.key == "definition" for row in comparison.rows)
        for column in comparison.columns:
            if not defined or _is_outside(column.link):
                yield column.link.target
    for _, listed in view.lists:
        yield from _linked_in_list(listed)


def links_in_text(view: PageView) -> Iterator[Target]:
    """Yield the targets of the references to terms and of the automatic links on a page."""
    for role, _, _, found in view.references:
        if found and role != "compare":
            yield found.target
    yield from (link.target for link in view.autolinks)


def _linked_in_card(card: CardView) -> Iterator[Target]:
    if card.replaced_by:
        yield card.replaced_by.target
    for line in card.relations:
        yield from (link.target for link in line.links)
    for neighbour in card.related:
        if not neighbour.definition or _is_outside(neighbour.link):
            yield neighbour.link.target


def _is_outside(link: Link) -> bool:
    """Return True if a link leads to a term of another project."""
    return not link.target.docname


def _linked_in_list(listed: ListView) -> Iterator[Target]:
    names = []
    for group in listed.groups if isinstance(listed, TermListView) else listed:
        if isinstance(group, ItemGroup):
            names += [
                item.link.target
                for item in group.items
                if not item.definition or _is_outside(item.link)
            ]
        elif isinstance(group, CategoryView):
            yield from (sample.target for sample in group.samples)
        elif isinstance(group, FaqGroup):
            yield group.link.target
            for question in group.questions:
                for role, _, _, found in question.references:
                    if found and role != "compare":
                        yield found.target
    if len(names) <= MOST_NAMES:
        yield from names
