"""What each page shows from elsewhere: the only thing its cards and links are filled from.

A page has to be written again exactly when its view changes, so a digest of the view decides.
Whatever a card shows of another page must come through here.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from sphinx_modelterms.glossary.comparisons import Kinds, Row, comparison_rows
from sphinx_modelterms.glossary.lookup import target_of
from sphinx_modelterms.glossary.names import fold, slug
from sphinx_modelterms.glossary.questions import (
    Asked,
    Generated,
    generated_questions,
    worth_asking,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx_modelterms.glossary.lookup import Glossary, Target
    from sphinx_modelterms.glossary.model import Comparison, Inline, Mention, Page, Term
    from sphinx_modelterms.glossary.questions import Template


class Badge(NamedTuple):
    """A category or level as shown."""

    title: str
    colour: str
    """One of the colour names of the configuration, or ``""``."""


class Link(NamedTuple):
    """A link to a place with its text."""

    docname: str
    anchor: str
    text: str


class Neighbour(NamedTuple):
    """A related term as a card shows it."""

    link: Link
    category: Badge | None
    definition: Inline


class LinkLine(NamedTuple):
    """A labelled line of links."""

    relation: str
    """``requires``, ``broader``; with ``inverse-`` before it, the terms that name this one."""
    links: tuple[Link, ...]


class ComparisonView(NamedTuple):
    """A comparison as shown."""

    title: str
    columns: tuple[Link, ...]
    rows: tuple[Row, ...]


class CardView(NamedTuple):
    """What a card shows beside the text of its own page."""

    category: Badge | None
    level: Badge | None
    replaced_by: Link | None
    relations: tuple[LinkLine, ...]
    related: tuple[Neighbour, ...]
    questions: tuple[Generated, ...]
    comparisons: tuple[Link, ...]
    used_in: tuple[Link, ...]
    folded: tuple[Link, ...]
    """More of ``used_in``, shown folded."""


class PageView(NamedTuple):
    """What a page shows from elsewhere."""

    references: tuple[tuple[str, Link], ...]
    """What is written, and where it leads: all ``""`` if nowhere, no text if that is written."""
    cards: tuple[tuple[str, CardView], ...]
    """Anchor and view of each card."""
    comparisons: tuple[tuple[str, ComparisonView], ...]
    """Anchor and view of each comparison."""

    def __bool__(self) -> bool:
        return any(self)


NOWHERE = Link("", "", "")
NOTHING = PageView((), (), ())


@dataclass(frozen=True, kw_only=True)
class Presentation:
    """How facts are shown, from the configuration, in the reader's language."""

    categories: Mapping[str, Badge] = field(default_factory=dict)
    levels: Mapping[str, Badge] = field(default_factory=dict)
    question_kinds: Sequence[str] = ()
    question_templates: Mapping[str, Template] = field(default_factory=dict)
    related_questions: int = 0
    """How many related terms are asked about."""
    used_in: int = 10
    """How many places are shown before the rest is folded; 0 for none at all."""
    versus: str = " vs "
    """What stands between the names in the title of a comparison."""


SHOWN_RELATIONS = ("requires", "inverse-requires", "broader", "inverse-broader", "inverse-related")


class Views:
    """The views of all pages of a build.

    :param pages: the records of each document, without those that this builder leaves out
    :param titles: the title of each document
    """

    def __init__(
        self,
        glossary: Glossary,
        pages: Mapping[str, Page],
        titles: Mapping[str, str],
        presentation: Presentation,
    ) -> None:
        self.glossary = glossary
        self._pages = pages
        self._titles = titles
        self._presentation = presentation
        self._made: dict[str, PageView] = {}

    def page(self, docname: str) -> PageView:
        """The view of one page."""
        if docname not in self._made:
            self._made[docname] = self._make(docname)
        return self._made[docname]

    def _make(self, docname: str) -> PageView:
        page = self._pages.get(docname)
        if page is None:
            return NOTHING
        return PageView(
            tuple(sorted({self._reference(mention) for mention in page.mentions})),
            tuple((term.anchor, self._card(term)) for term in page.terms),
            tuple((c.anchor, self._comparison(c)) for c in page.comparisons),
        )

    def _reference(self, mention: Mention) -> tuple[str, Link]:
        if mention.role == "compare":
            comparison = self.glossary.find_comparison(mention.target)
            return mention.target, self.comparison_link(comparison) if comparison else NOWHERE
        found = self.glossary.find(mention.target)
        return mention.target, Link(found.docname, found.anchor, "") if found else NOWHERE

    def comparison_link(self, comparison: Comparison) -> Link:
        """A link to *comparison* with its title."""
        title = self.comparison_title(comparison)
        return Link(comparison.docname, comparison.anchor, title)

    def comparison_title(self, comparison: Comparison) -> str:
        """The title as written, or made of the names of the terms."""
        if comparison.title:
            return comparison.title
        names = [term.name for term in self.glossary.compared(comparison)]
        return self._presentation.versus.join(names)

    def _comparison(self, comparison: Comparison) -> ComparisonView:
        terms = self.glossary.compared(comparison)
        kinds = Kinds(self._presentation.categories, self._presentation.levels)
        return ComparisonView(
            self.comparison_title(comparison),
            tuple(Link(*target_of(term)) for term in terms),
            comparison_rows(terms, comparison.rows, kinds),
        )

    def _card(self, term: Term) -> CardView:
        shown = self._presentation.used_in
        uses = self._used_in.get((term.docname, term.anchor), []) if shown else []
        related = self.glossary.related(term, "related")
        return CardView(
            category=self._category(term),
            level=self._presentation.levels.get(term.level),
            replaced_by=self._replacement(term),
            relations=self._relations(term, related),
            related=tuple(self._neighbour(target) for target in related),
            questions=self._questions(term, related),
            comparisons=tuple(map(self.comparison_link, self.glossary.comparisons_of(term))),
            used_in=tuple(uses[:shown]),
            folded=tuple(uses[shown:]),
        )

    def _category(self, term: Term) -> Badge | None:
        if not term.category:
            return None
        return self._presentation.categories.get(term.category) or Badge(term.category, "")

    def _replacement(self, term: Term) -> Link | None:
        target = self.glossary.find(term.replaced_by) if term.replaced_by else None
        return Link(*target) if target else None

    def _neighbour(self, target: Target) -> Neighbour:
        term = self.glossary.term_at(target.docname, target.anchor)
        if term is None:
            return Neighbour(Link(*target), None, ())
        return Neighbour(Link(*target), self._category(term), term.definition)

    def _relations(self, term: Term, related: Sequence[Target]) -> tuple[LinkLine, ...]:
        """Prerequisites and the like; who names this term, unless it is among *related*."""
        lines = []
        for name in SHOWN_RELATIONS:
            relation = name.removeprefix("inverse-")
            if relation == name:
                links = [Link(*target) for target in self.glossary.related(term, relation)]
            else:
                naming = self.glossary.naming(term, relation)
                links = [Link(t.docname, t.anchor, t.name) for t in naming]
            if relation == "related":
                links = [link for link in links if link[:2] not in {t[:2] for t in related}]
            if links:
                lines.append(LinkLine(name, tuple(links)))
        return tuple(lines)

    def _questions(self, term: Term, related: Sequence[Target]) -> tuple[Generated, ...]:
        if not term.faq:
            return ()
        category, level = self._category(term), self._presentation.levels.get(term.level)
        asked = Asked(
            self._presentation.question_kinds,
            self._presentation.question_templates,
            category.title if category else "",
            level.title if level else "",
        )
        others = [
            (slug(target.name), other)
            for target in related
            if (other := self.glossary.term_at(target.docname, target.anchor))
        ]
        others = others[: self._presentation.related_questions]
        generated = generated_questions(term, others, asked)
        return generated if worth_asking(generated, term.questions) else ()

    @cached_property
    def _used_in(self) -> dict[tuple[str, str], list[Link]]:
        """Links to the places that mention each term, in order of titles, without doubles."""
        uses: dict[tuple[str, str], list[Link]] = defaultdict(list)
        for docname in sorted(self._pages, key=lambda name: (fold(self._title(name)), name)):
            page = self._pages[docname]
            places = {
                (mention.section, target[:2])
                for mention in page.mentions
                if mention.role != "compare"
                and (target := self.glossary.find(mention.target))
                and (docname, mention.card) != target[:2]
            }
            for section, place in sorted(places):
                anchor, title = page.sections[section]
                text = f"{self._title(docname)}: {title}" if title else self._title(docname)
                uses[place].append(Link(docname, anchor, text))
        return dict(uses)

    def _title(self, docname: str) -> str:
        return self._titles.get(docname) or docname
