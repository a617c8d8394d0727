"""Page views: all content of other pages that a page shows, and the only source of its cards and
links.

A page has to be written again exactly if its view changes, which a digest of the view shows. So
whatever a card shows of another page must come through here.
"""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.autolink.plan import LinkPlan
from sphinx_modelterms.glossary.lookup import named_target
from sphinx_modelterms.glossary.relation_specs import INVERSE, LINES, RELATIONS
from sphinx_modelterms.glossary.text.inline import plain
from sphinx_modelterms.glossary.text.templates import fill_template
from sphinx_modelterms.glossary.views.comparison import Kinds, comparison_rows, comparison_title
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
    ShownMention,
    Uses,
    without_parts,
)
from sphinx_modelterms.glossary.views.term_list import ListViews

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterator, Mapping, Sequence

    from sphinx_modelterms.glossary.lookup import NamedTarget
    from sphinx_modelterms.glossary.model import Comparison, Listing, Page, Target, Term
    from sphinx_modelterms.glossary.views.records import MentionPlace, Navigation, SectionPlace
    from sphinx_modelterms.glossary.views.references import References


class Views:
    """The views of all pages of a build.

    :param pages: the records of each document, without those that this builder leaves out
    :param title: returns the title of a document, or ``""``
    :param make_plan: makes the plan of automatic links; called when the first page is asked for
    :param navigation: breadcrumb and neighbours of each page that is in no toctree
    :param without_hover: docnames of the pages without hover cards
    :param docnames: all documents, whose titles are to be distinguished
    """

    def __init__(
        self,
        references: References,
        pages: Mapping[str, Page],
        title: Callable[[str], str],
        make_plan: Callable[[], LinkPlan] = LinkPlan,
        navigation: Mapping[str, Navigation] | None = None,
        without_hover: Container[str] = (),
        docnames: Collection[str] = (),
    ) -> None:
        self.references = references
        self.glossary = references.glossary
        self.presentation = references.presentation
        self._make_plan = make_plan
        self._without_hover = without_hover
        self.navigation = navigation or {}
        self._pages = pages
        self._titles = PageTitles(title, docnames)
        # Cached, since there are far fewer places than mentions.
        self._link = cache(self._make_link)
        self._lists = ListViews(self.glossary, self.listings(), self.presentation, references.find)
        self._hovers = HoverCards(self.glossary, self.presentation)
        self._made: dict[str, PageView] = {}

    @cached_property
    def plan(self) -> LinkPlan:
        """The plan of the automatic links."""
        return self._make_plan()

    def release_plan(self) -> None:
        """Release the candidates that links were decided from, once the view of each page is made.

        They are most of the memory of automatic links, and the garbage collector would walk over
        all of them again and again while pages are written.
        """
        if self.plan.linker is not None:
            self._mentions = self._find_mentions()
            self.plan = self.plan.outcome()

    def page(self, docname: str) -> PageView:
        """Return the view of one page."""
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
                (role, written, self.references.find(role, written))
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
        """Yield the uses of each glossary entry on *page*, if entries are to show them."""
        for entry in page.entries if self.presentation.glossary_backlinks else ():
            uses = self._uses(entry.target)
            if uses.shown and not entry.head:
                yield entry.anchor, uses

    def _uses(self, target: Target) -> Uses:
        shown = self.presentation.used_in
        places = self._mentions.get(target, []) if shown else []
        return Uses(
            tuple(
                ShownMention(self._link(place.section), place.context) for place in places[:shown]
            ),
            tuple(self._link(place.section) for place in places[shown:]),
        )

    def _with_hovers(self, docname: str, view: PageView) -> PageView:
        if docname in self._without_hover:
            return view
        return view._replace(hovers=self._hovers.of(docname, view))

    def listings(self) -> list[Listing]:
        """All lists of all pages."""
        return [listing for page in self._pages.values() for listing in page.listings]

    def comparison_link(self, comparison: Comparison) -> Link:
        """Return a link to *comparison* with its title."""
        title = self.comparison_title(comparison)
        return Link(comparison.target, title)

    def comparison_title(self, comparison: Comparison) -> str:
        """Return the title as written, or one made of the names of the terms."""
        return comparison_title(self.glossary, comparison, self.presentation.versus)

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
            tuple(Link(*named_target(term)) for term in terms),
            comparison_rows(terms, comparison.rows, kinds)[:most],
        )

    def _card(self, term: Term) -> CardView:
        uses = self._uses(term.target)
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
        """Return a link to the term that replaces *term*, if that is in the glossary."""
        target = self.glossary.find(term.replaced_by) if term.replaced_by else None
        return Link(*target) if target and target.target != term.target else None

    def _neighbours(self, term: Term, related: Sequence[NamedTarget]) -> Iterator[Neighbour]:
        """Yield the related terms of *term*; for a data-file term, those beyond a limit without
        definition.
        """
        room = self.presentation.limits["related"]
        for neighbour in map(self._neighbour, related):
            if term.data:
                room -= len(plain(neighbour.definition))
            yield neighbour if room >= 0 else neighbour._replace(definition=())

    def _neighbour(self, target: NamedTarget) -> Neighbour:
        term = self.glossary.term_at(target.target)
        if term is None:
            return Neighbour(Link(*target), None, ())
        return Neighbour(Link(*target), self.presentation.category(term.category), term.definition)

    def _relations(self, term: Term, related: Sequence[NamedTarget]) -> tuple[LinkLine, ...]:
        """Return lines for the other relations: prerequisites, broader terms, and terms that name
        this one unless they are in *related*.
        """
        lines = []
        for name, part in LINES.items():
            relation = name.removeprefix(INVERSE)
            if relation == name:
                links = [Link(*target) for target in self.glossary.related(term, relation)]
            else:
                naming = self.glossary.naming(term, relation)
                links = [Link(t.target, t.name) for t in naming]
            if RELATIONS[relation].with_definitions:
                links = [link for link in links if link.target not in {t.target for t in related}]
            if links:
                lines.append(LinkLine(name, part, tuple(links)))
        return tuple(lines)

    def mentions(self, term: Term) -> list[MentionPlace]:
        """Return the mentions of *term*, in the order of :meth:`MentionSearch.by_term`."""
        return self._mentions.get(term.target, [])

    @cached_property
    def _mentions(self) -> dict[Target, list[MentionPlace]]:
        return self._find_mentions()

    def _find_mentions(self) -> dict[Target, list[MentionPlace]]:
        known = self.glossary, self._pages, self.plan, self._titles
        return MentionSearch(*known, self.references.target).by_term()

    def _make_link(self, section: SectionPlace) -> Link:
        text = self._qualified(self._titles(section.docname), self._titles.where(section.docname))
        if section.title:
            number = str(section.number) if section.number > 1 else ""
            title = self._qualified(section.title, number)
            text = fill_template(self.presentation.section, page=text, section=title)
        return Link(section.target, text)

    def _qualified(self, title: str, which: str) -> str:
        """Return *title*, followed by *which* in brackets if there is any."""
        return (
            fill_template(self.presentation.spelt_out, name=title, abbr=which) if which else title
        )
