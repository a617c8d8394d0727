"""Hover cards: which terms a page has one of, and what stands in it."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.model import plain
from sphinx_modelterms.glossary.text.lazy_regex import late_pattern
from sphinx_modelterms.glossary.views.records import (
    CardView,
    FaqGroup,
    HoverCard,
    ItemGroup,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Inline, Term
    from sphinx_modelterms.glossary.views.records import ListView, PageView, Presentation

    Place = tuple[str, str]

LONGEST = 200
"""Characters of a definition that a hover card shows."""

SHORTEST = 60
"""A text that is cut at the end of a sentence keeps at least so many."""

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
        return self._presentation.spelt_out.format(name=term.name, abbr=term.abbr)

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


_STOP = late_pattern(r"[.!?…]+[\"'”’»)]*(?=\s)|[。！？]+[」』”’）]*")


def shorten(definition: Inline, longest: int = LONGEST) -> str:
    """The text of *definition*, cut at the end of a sentence or else of a word.

    >>> from sphinx_modelterms.glossary.model import text_run
    >>> shorten(text_run("One two three four."), 12)
    'One two…'
    """
    text = " ".join(plain(definition).split())
    if len(text) <= longest:
        return text
    stops = (found.span() for found in _STOP.finditer(text))
    ends = [end for start, end in stops if end <= longest and _ends_sentence(text, start, end)]
    if ends and ends[-1] >= min(SHORTEST, longest // 2):
        return text[: ends[-1]]
    cut = text.rfind(" ", longest // 2, longest)
    if cut < 0:
        # A language without spaces; a letter keeps the accents that follow it.
        cut = longest - 1
        while cut > 1 and unicodedata.combining(text[cut]):
            cut -= 1
    return text[:cut].rstrip(" ,;:–—-") + "…"


def _ends_sentence(text: str, start: int, end: int) -> bool:
    """Whether the stop from *start* to *end* is one; no abbreviation such as "e.g." or "approx."

    A short word before it or a small letter after it tells an abbreviation.
    """
    word = text[:start].rpartition(" ")[2]
    short = text[start] == "." and len(word) < 3 and not word[-1:].isdigit()
    dotted = "." in word and text[start] == "."
    return not (short or dotted or text[end:].lstrip()[:1].islower())
