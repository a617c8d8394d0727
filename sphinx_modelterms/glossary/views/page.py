"""Page views: all content of other pages that a page shows, and the only source of its cards and
links.

A page has to be written again exactly if its view changes, which a digest of the view shows. So
whatever a card shows of another page must come through here.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.model import named_target
from sphinx_modelterms.glossary.relation_specs import INVERSE, LINES, RELATIONS
from sphinx_modelterms.glossary.text.templates import fill_template
from sphinx_modelterms.glossary.views.comparison import (
    Kinds,
    compared_names,
    comparison_rows,
    comparison_title,
)
from sphinx_modelterms.glossary.views.hidden_parts import without_parts
from sphinx_modelterms.glossary.views.hover_card import HoverCards
from sphinx_modelterms.glossary.views.hover_text import LONGEST_RELATED, excerpt
from sphinx_modelterms.glossary.views.page_titles import PageTitles
from sphinx_modelterms.glossary.views.plans import NoPlans
from sphinx_modelterms.glossary.views.questions import questions_about, repeated_kinds
from sphinx_modelterms.glossary.views.records import (
    NOTHING,
    CardView,
    Column,
    ComparisonView,
    Link,
    LinkLine,
    Neighbour,
    PageView,
    ShownMention,
    Uses,
)
from sphinx_modelterms.glossary.views.search_page import answers
from sphinx_modelterms.glossary.views.selection import DAY
from sphinx_modelterms.glossary.views.term_list import ListViews

if TYPE_CHECKING:
    from collections.abc import (
        Callable,
        Collection,
        Container,
        Iterator,
        Mapping,
        Sequence,
    )

    from sphinx_modelterms.glossary.autolink.decisions import AutoLink
    from sphinx_modelterms.glossary.model import (
        Comparison,
        Listing,
        NamedTarget,
        Page,
        Target,
        Term,
    )
    from sphinx_modelterms.glossary.text.inline import Inline
    from sphinx_modelterms.glossary.views.plans import Plans
    from sphinx_modelterms.glossary.views.records import MentionPlace, Navigation, SectionPlace
    from sphinx_modelterms.glossary.views.references import References
    from sphinx_modelterms.glossary.views.search_page import Answer


VIEWS_IN_MEMORY = 100
"""Maximum number of views that are held in memory: transforms ask for the view of a page several
times, and in a document of several pages for the views of all of them.
"""


class Views:
    """The views of all pages of a build.

    :param pages: the records of each document, without those that this builder leaves out
    :param title: returns the title of a document, or ``""``
    :param plans: the automatic links and mentions
    :param navigation: breadcrumb and neighbours of each page that is in no toctree
    :param without_hover: docnames of the pages without hover cards
    :param docnames: all documents, whose titles are to be distinguished
    """

    def __init__(
        self,
        references: References,
        pages: Mapping[str, Page],
        title: Callable[[str], str],
        plans: Plans | None = None,
        navigation: Mapping[str, Navigation] | None = None,
        without_hover: Container[str] = (),
        docnames: Collection[str] = (),
    ) -> None:
        self.references = references
        self.glossary = references.glossary
        self.presentation = references.presentation
        self.plans = plans or NoPlans()
        self._without_hover = without_hover
        self.navigation = navigation or {}
        self.records = pages
        self._titles = PageTitles(title, docnames)
        # Cached, since there are far fewer places than mentions, and terms than relations.
        self._link = cache(self._make_link)
        self._neighbour = cache(self._make_neighbour)
        self._lists = ListViews(self.glossary, self.listings(), self.presentation, references.find)
        self.quizzes = self._lists.quizzes
        self._hovers = HoverCards(self.glossary, self.presentation)
        self.page = lru_cache(VIEWS_IN_MEMORY)(self.make)

    def make(self, docname: str, links: tuple[AutoLink, ...] | None = None) -> PageView:
        """Make the view of one page; :attr:`page` returns one that was made before.

        :param links: its automatic links, if they are known
        """
        autolinks = self.plans.links(docname) if links is None else links
        page = self.records.get(docname)
        if page is None:
            return self._with_hovers(docname, NOTHING._replace(autolinks=autolinks))
        view = PageView(
            tuple(
                (*key, self.references.find(*key[:2], self.glossary.origin(docname, key[2])))
                for key in sorted({(m.role, m.target, m.scopes) for m in page.mentions})
            ),
            tuple((term.anchor, self._card(term)) for term in page.terms),
            tuple((c.anchor, self._comparison(c)) for c in page.comparisons),
            (),
            autolinks,
            self.navigation.get(docname),
            backlinks=tuple(self._backlinks(page)),
        )
        view = view._replace(lists=tuple(self._lists.of(page, view)))
        return self._with_hovers(docname, view)

    def _backlinks(self, page: Page) -> Iterator[tuple[str, Uses]]:
        """Yield the uses of each glossary entry on *page*, if entries are to show them."""
        for entry in page.entries if self.presentation.glossary_backlinks else ():
            uses = self._uses(entry.target)
            if uses.shown and not entry.head and not entry.in_sentence:
                yield entry.anchor, uses

    def _uses(self, target: Target) -> Uses:
        shown = self.presentation.used_in
        places = self.plans.mentions(target) if shown else []
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
        return [listing for page in self.records.values() for listing in page.listings]

    def comparison_link(self, comparison: Comparison) -> Link:
        """Return a link to *comparison* with its title."""
        title = self.comparison_title(comparison)
        return Link(comparison.target, title)

    def comparison_title(self, comparison: Comparison) -> str:
        """Return the title as written, or one made of the names of the terms."""
        return comparison_title(self.glossary, comparison, self.presentation.versus)

    def _comparison(self, comparison: Comparison) -> ComparisonView:
        terms = self.glossary.compared(comparison)
        names = compared_names(self.glossary, comparison)
        shown = self.presentation
        kinds = Kinds(
            shown.categories,
            shown.levels,
            lambda term: [target.name for target in self.glossary.related(term, "requires")],
            shown.separator,
        )
        most = shown.limits["rows"] if any(term.data for term in terms) else None
        return ComparisonView(
            self.comparison_title(comparison),
            tuple(
                Column(
                    Link(*named_target(term)),
                    shown.category(term.category),
                    shown.levels.get(term.level),
                    names[term.target],
                )
                for term in terms
            ),
            comparison_rows(terms, comparison.rows, kinds)[:most],
            bool(comparison.rows),
        )

    def _card(self, term: Term) -> CardView:
        uses = self._uses(term.target)
        shown = self.presentation
        repeated = repeated_kinds(shown.repeated_questions, shown.hidden_parts)
        questions = questions_about(self.glossary, term, shown)
        related = self.glossary.related(term, "related")
        view = CardView(
            scope=term.shown_scope or term.scope,
            category=shown.category(term.category),
            home=self._lists.homes.get(term.category),
            level=shown.levels.get(term.level),
            replaced_by=self.replacement(term),
            relations=self._relations(term, related),
            related=tuple(map(self._neighbour, related)),
            questions=tuple(q for q in questions if q.key not in repeated),
            answered=tuple(q.key for q in questions if q.key in repeated),
            comparisons=tuple(map(self.comparison_link, self.glossary.comparisons_of(term))),
            used_in=uses.shown,
            folded=uses.folded,
            map=self._lists.maps.of_card(term),
            quiz=self._lists.quizzes.of_card(term),
        )
        return without_parts(view, shown.hidden_parts) if shown.hidden_parts else view

    def replacement(self, term: Term) -> Link | None:
        """Return a link to the term that replaces *term*, if that is in the glossary."""
        if not term.replaced_by:
            return None
        target = self.glossary.find_named(term.replaced_by, self.glossary.origin_of(term))
        return Link(*target) if target and target.target != term.target else None

    def _make_neighbour(self, target: NamedTarget) -> Neighbour:
        term = self.glossary.term_at(target.target)
        if term is None:
            return Neighbour(Link(*target), None, ())
        category = self.presentation.category(term.category)
        return Neighbour(Link(*target), category, excerpt(term.definition, LONGEST_RELATED))

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
                links = [Link(*named_target(t)) for t in naming]
            if RELATIONS[relation].with_definitions:
                links = [link for link in links if link.target not in {t.target for t in related}]
            if links:
                lines.append(LinkLine(name, part, tuple(links)))
        return tuple(lines)

    def mentions(self, term: Term) -> list[MentionPlace]:
        """Return the mentions of *term*, in the order in which cards show them."""
        return self.plans.mentions(term.target)

    def shows_uses(self, docname: str) -> bool:
        """Return True if a page shows where its terms are used."""
        page, shown = self.records.get(docname), self.presentation
        if page is None or not shown.used_in:
            return False
        return bool(page.terms) or bool(page.entries and shown.glossary_backlinks)

    def targets_on(self, docname: str) -> Iterator[Target]:
        """Yield the targets of the terms and glossary entries on a page."""
        page = self.records[docname]
        yield from (term.target for term in page.terms)
        yield from (entry.target for entry in page.entries)

    def pages_of_the_day(self) -> set[str]:
        """Return the pages that show the term of the day."""
        return {listing.docname for listing in self.listings() if listing.display == DAY}

    def digests_of_hovers(self) -> dict[str, str]:
        """Return a digest of the hover card of each term and entry, by ``docname#anchor``."""
        return self._hovers.digests() if self.presentation.hover else {}

    def explanation(self, target: Target) -> Inline:
        """Return the text of the hover card of a term or entry; ``()`` if it has none."""
        card = self._hovers.card(self.glossary.head(target))
        return card.text if card else ()

    def answers(self) -> Iterator[Answer]:
        """Yield the definitions that the search page shows."""
        return answers(self.glossary, self._hovers)

    def _make_link(self, section: SectionPlace) -> Link:
        text = self._qualified(self._titles(section.docname), self._titles.where(section.docname))
        if section.title:
            number = str(section.number) if section.number > 1 else ""
            title = self._qualified(section.title, number)
            text = fill_template(self.presentation.section, page=text, section=title)
        return Link(section.target, text)

    def _qualified(self, title: str, which: str) -> str:
        """Return *title*, followed by *which* in brackets if there is any."""
        spelt_out = self.presentation.spelt_out
        return fill_template(spelt_out, name=title, abbr=which) if which else title
