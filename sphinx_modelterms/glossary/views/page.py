"""What each page shows from elsewhere: the only thing its cards and links are filled from.

A page has to be written again exactly when its view changes, so a digest of the view decides.
Whatever a card shows of another page must come through here.
"""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.autolink.plan import LinkPlan
from sphinx_modelterms.glossary.lookup import target_of
from sphinx_modelterms.glossary.text.inline import in_sentence, plain, text_run
from sphinx_modelterms.glossary.views.comparison import Kinds, comparison_rows
from sphinx_modelterms.glossary.views.hover_card import HoverCards
from sphinx_modelterms.glossary.views.mentions import MentionSearch
from sphinx_modelterms.glossary.views.page_titles import PageTitles
from sphinx_modelterms.glossary.views.questions import questions_about
from sphinx_modelterms.glossary.views.records import (
    NOTHING,
    CardView,
    ComparisonView,
    Link,
    LinkLine,
    Neighbour,
    PageView,
    Reference,
    Use,
    Uses,
    without_parts,
)
from sphinx_modelterms.glossary.views.term_list import ListViews

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterator, Mapping, Sequence

    from sphinx_modelterms.glossary.lookup import Glossary, Target
    from sphinx_modelterms.glossary.model import Comparison, Listing, Page, Term
    from sphinx_modelterms.glossary.text.inline import Inline
    from sphinx_modelterms.glossary.views.presentation import Presentation
    from sphinx_modelterms.glossary.views.records import MentionPlace, Navigation, SectionPlace

SHOWN_RELATIONS = ("requires", "inverse-requires", "broader", "inverse-broader", "inverse-related")


class Views:
    """The views of all pages of a build.

    :param pages: the records of each document, without those that this builder leaves out
    :param title: gives the title of a document, or ``""``
    :param navigation: where each page stands that is in no toctree
    :param foreign: names in lower case that other projects know: they are no forms of ours
    :param without_hover: pages that have no hover cards
    :param docnames: all documents, whose titles are told apart
    """

    def __init__(
        self,
        glossary: Glossary,
        pages: Mapping[str, Page],
        title: Callable[[str], str],
        presentation: Presentation,
        navigation: Mapping[str, Navigation] | None = None,
        foreign: Collection[str] = (),
        without_hover: Container[str] = (),
        docnames: Collection[str] = (),
    ) -> None:
        self._without_hover = without_hover
        self.foreign = foreign
        self.navigation = navigation or {}
        self.glossary = glossary
        self._pages = pages
        self._titles = PageTitles(title, docnames)
        self.presentation = presentation
        # Of each of these there are far fewer than mentions.
        self._meanings = cache(self._find_meanings)
        self._references = cache(self._find_reference)
        self._link = cache(self._make_link)
        self._lists = ListViews(glossary, self.listings(), presentation, self.reference)
        self._hovers = HoverCards(glossary, presentation)
        self._made: dict[str, PageView] = {}
        self.make_plan: Callable[[], LinkPlan] = LinkPlan
        """Decides about automatic links; set before the first page is asked for."""

    @cached_property
    def plan(self) -> LinkPlan:
        """The automatic links."""
        return self.make_plan()

    def forget_plan(self) -> None:
        """Let go of what links were decided from, once the view of each page is made.

        It is most of what automatic links hold in memory, and the collector of garbage walks over
        all of that again and again while pages are written.
        """
        if self.plan.linker is not None:
            self._mentions  # noqa: B018  # follows from it
            self.plan = self.plan.outcome()

    def page(self, docname: str) -> PageView:
        """The view of one page."""
        if docname not in self._made:
            self._made[docname] = self._make(docname)
        return self._made[docname]

    def _make(self, docname: str) -> PageView:
        autolinks = self.plan.links(docname)
        page = self._pages.get(docname)
        if page is None:
            return self._with_hovers(docname, NOTHING._replace(autolinks=autolinks))
        view = PageView(
            tuple(
                (role, written, self.reference(role, written))
                for role, written in sorted({(m.role, m.target) for m in page.mentions})
            ),
            tuple((term.anchor, self._card(term)) for term in page.terms),
            tuple((c.anchor, self._comparison(c)) for c in page.comparisons),
            tuple((x.anchor, self._lists.view(x)) for x in page.listings),
            autolinks,
            self.navigation.get(docname),
            backlinks=tuple(self._backlinks(page)),
        )
        return self._with_hovers(docname, view)

    def _backlinks(self, page: Page) -> Iterator[tuple[str, Uses]]:
        """Where the entries of the glossaries on *page* are used, if they are to say so."""
        for entry in page.entries if self.presentation.glossary_backlinks else ():
            uses = self._uses((entry.docname, entry.anchor))
            if uses.shown and not entry.head:
                yield entry.anchor, uses

    def _uses(self, place: tuple[str, str]) -> Uses:
        shown = self.presentation.used_in
        places = self._mentions.get(place, []) if shown else []
        return Uses(
            tuple(Use(self._link(place.section), place.context) for place in places[:shown]),
            tuple(self._link(place.section) for place in places[shown:]),
        )

    def _with_hovers(self, docname: str, view: PageView) -> PageView:
        if docname in self._without_hover:
            return view
        return view._replace(hovers=self._hovers.of(docname, view))

    def listings(self) -> list[Listing]:
        """All lists of all pages."""
        return [listing for page in self._pages.values() for listing in page.listings]

    def reference(self, role: str, written: str) -> Reference | None:
        """Where what is *written* in a *role* leads."""
        return self._references(role, written)

    def _find_reference(self, role: str, written: str) -> Reference | None:
        if role == "compare":
            comparison = self.glossary.find_comparison(written)
            return comparison and Reference(
                comparison.docname, comparison.anchor, text_run(self.comparison_title(comparison))
            )
        targets = self._meanings(role, written)
        if not targets:
            return None
        term = self.glossary.term_at(*targets[0][:2])
        text, first = self._text(role, targets[0].name, term)
        return Reference(*targets[0][:2], text, first)

    def place_of_reference(self, role: str, written: str) -> tuple[str, str] | None:
        """Page and anchor of the term that a reference leads to."""
        if role == "compare":
            return None
        found = next(iter(self._meanings(role, written)), None)
        return found and found[:2]

    def meanings(self, role: str, written: str) -> list[str]:
        """The names of all terms that can be meant. Pages show nothing of it, so it is no part of
        what they show from elsewhere."""
        return [] if role == "compare" else [t.name for t in self._meanings(role, written)]

    def _find_meanings(self, role: str, written: str) -> tuple[Target, ...]:
        """The terms that can be meant, the likeliest first."""
        if self.glossary.find(written) is None and written.lower() in self.foreign:
            return ()
        return self.glossary.meanings(written)

    def _text(self, role: str, name: str, term: Term | None) -> tuple[Inline, Inline]:
        """What stands in place of the author's text, and at the first use on a page."""
        if role == "def":
            return (in_sentence(term.definition) if term else ()) or text_run(name), ()
        if role == "abbr" and (term is None or not term.abbr):
            return text_run(name), ()
        if role == "abbr" and term is not None:
            spelt_out = self.presentation.spelt_out.format(name=term.name, abbr=term.abbr)
            return text_run(term.abbr), text_run(spelt_out)
        return (), ()

    def comparison_link(self, comparison: Comparison) -> Link:
        """A link to *comparison* with its title."""
        title = self.comparison_title(comparison)
        return Link(comparison.docname, comparison.anchor, title)

    def comparison_title(self, comparison: Comparison) -> str:
        """The title as written, or made of the names of the terms."""
        if comparison.title:
            return comparison.title
        names = [term.name for term in self.glossary.compared(comparison)]
        return self.presentation.versus.join(names)

    def _comparison(self, comparison: Comparison) -> ComparisonView:
        terms = self.glossary.compared(comparison)
        kinds = Kinds(
            self.presentation.categories,
            self.presentation.levels,
            lambda term: [target.name for target in self.glossary.related(term, "requires")],
            self.presentation.separator,
        )
        most = self.presentation.limits["rows"] if any(term.data for term in terms) else None
        return ComparisonView(
            self.comparison_title(comparison),
            tuple(Link(*target_of(term)) for term in terms),
            comparison_rows(terms, comparison.rows, kinds)[:most],
        )

    def _card(self, term: Term) -> CardView:
        uses = self._uses((term.docname, term.anchor))
        related = self.glossary.related(term, "related")
        view = CardView(
            category=self.presentation.category(term.category),
            home=self._lists.homes.get(term.category),
            level=self.presentation.levels.get(term.level),
            replaced_by=self.replacement(term),
            relations=self._relations(term, related),
            related=tuple(self._neighbours(term, related)),
            questions=questions_about(self.glossary, term, self.presentation),
            comparisons=tuple(map(self.comparison_link, self.glossary.comparisons_of(term))),
            used_in=uses.shown,
            folded=uses.folded,
        )
        hidden = self.presentation.hidden_parts
        return without_parts(view, hidden) if hidden else view

    def replacement(self, term: Term) -> Link | None:
        """What is to be used instead of *term*, if that is in the glossary."""
        target = self.glossary.find(term.replaced_by) if term.replaced_by else None
        itself = (term.docname, term.anchor)
        return Link(*target) if target and target[:2] != itself else None

    def _neighbours(self, term: Term, related: Sequence[Target]) -> Iterator[Neighbour]:
        """The related terms of *term*; if a data file says so, those of too many without text."""
        room = self.presentation.limits["related"]
        for neighbour in map(self._neighbour, related):
            if term.data:
                room -= len(plain(neighbour.definition))
            yield neighbour if room >= 0 else neighbour._replace(definition=())

    def _neighbour(self, target: Target) -> Neighbour:
        term = self.glossary.term_at(target.docname, target.anchor)
        if term is None:
            return Neighbour(Link(*target), None, ())
        return Neighbour(Link(*target), self.presentation.category(term.category), term.definition)

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

    def mentions(self, term: Term) -> list[MentionPlace]:
        """The places that mention *term*, as :meth:`MentionSearch.by_term` orders them."""
        return self._mentions.get((term.docname, term.anchor), [])

    @cached_property
    def _mentions(self) -> dict[tuple[str, str], list[MentionPlace]]:
        known = self.glossary, self._pages, self.plan, self._titles
        return MentionSearch(*known, self.place_of_reference).by_term()

    def _make_link(self, section: SectionPlace) -> Link:
        text = self._told_apart(self._titles(section.docname), self._titles.where(section.docname))
        if section.title:
            number = str(section.number) if section.number > 1 else ""
            title = self._told_apart(section.title, number)
            text = self.presentation.section.format(page=text, section=title)
        return Link(section.docname, section.anchor, text)

    def _told_apart(self, title: str, which: str) -> str:
        """*title*, with *which* one it is in brackets, if that has to be said."""
        return self.presentation.spelt_out.format(name=title, abbr=which) if which else title
