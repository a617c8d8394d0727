"""Views of lists: terms in groups, questions, the term of the day."""

from __future__ import annotations

import datetime
import hashlib
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.display_specs import DISPLAYS
from sphinx_modelterms.glossary.model import Target, named_target
from sphinx_modelterms.glossary.relations import find_term
from sphinx_modelterms.glossary.text.inline import text_run
from sphinx_modelterms.glossary.text.names import anchor as make_anchor
from sphinx_modelterms.glossary.text.names import question_anchor
from sphinx_modelterms.glossary.views.categories import category_views
from sphinx_modelterms.glossary.views.hover_card import links_in_text
from sphinx_modelterms.glossary.views.questions import questions_about
from sphinx_modelterms.glossary.views.quiz import QuizViews
from sphinx_modelterms.glossary.views.records import (
    DayView,
    FaqGroup,
    FaqQuestion,
    Item,
    ItemGroup,
    Link,
    TermListView,
)
from sphinx_modelterms.glossary.views.selection import (
    BOX,
    CATEGORIES,
    CHANGES,
    DAY,
    FAQ,
    MAP,
    QUIZ,
    group,
    select,
)
from sphinx_modelterms.glossary.views.term_box import BOXES, box_groups
from sphinx_modelterms.glossary.views.term_map import MapViews

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sphinx_modelterms.glossary.display_specs import Display
    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Listing, Page, Term
    from sphinx_modelterms.glossary.scopes import Origin
    from sphinx_modelterms.glossary.term_parts import Question
    from sphinx_modelterms.glossary.views.presentation import Presentation
    from sphinx_modelterms.glossary.views.records import ListView, PageView, Reference
    from sphinx_modelterms.glossary.views.selection import TermGroup

DAYS = 31
"""Number of days for which a page contains its term of the day."""


class ListViews:
    """The views of all lists of a build.

    :param listings: all lists, in order of (docname, position)
    :param reference: resolves a reference, given its role, target and origin
    """

    def __init__(
        self,
        glossary: Glossary,
        listings: Sequence[Listing],
        presentation: Presentation,
        reference: Callable[[str, str, Origin], Reference | None],
    ) -> None:
        self._glossary = glossary
        self._listings = listings
        self._presentation = presentation
        self._reference = reference
        self.maps = MapViews(glossary, presentation)
        self.quizzes = QuizViews(glossary, presentation)

    def of(self, page: Page, view: PageView) -> Iterator[tuple[str, ListView]]:
        """Yield the views of the lists on *page*, each with its anchor.

        :param view: the view of the page without them
        """
        for listing in page.listings:
            if listing.display not in BOXES:
                yield listing.anchor, self.view(listing)
            elif box := self._box(listing, page, links_in_text(view)):
                yield listing.anchor, box

    def view(self, listing: Listing) -> ListView:
        """Return the view of one list."""
        if listing.display == CATEGORIES:
            return tuple(category_views(self._glossary, self._presentation, self.homes))
        if listing.display == FAQ:
            return tuple(self._faq(listing))
        if listing.display == DAY:
            return self._day(listing)
        if listing.display == MAP:
            return self.maps.of_listing(listing)
        if listing.display == QUIZ:
            return self.quizzes.of_listing(listing)
        origin = self._glossary.origin_of(listing)
        if listing.display == CHANGES:
            found = ((name, self._glossary.find_named(name, origin)) for name in listing.shown)
            return tuple(Link(named.target, name) for name, named in found if named)
        terms = select(self._glossary, listing.selection, origin, plain=True)
        display = DISPLAYS[listing.display]
        groups = group(terms, listing.group_by, self._presentation, self._glossary.collation)
        named = bool(listing.selection.names)
        goal = self._goal(listing, origin) if display.steps else None
        items = self._groups(listing, groups, display, goal)
        return TermListView(listing.display, named, listing.filter, items)

    def _box(self, box: Listing, page: Page, links: Iterable[Target]) -> TermListView | None:
        """Return the view of a term box; ``None`` if it has no terms, or isn't for this page or
        builder: boxes that pages get by a setting are for pages that define nothing.

        :param page: the records of its page
        :param links: the targets of the references and automatic links on its page
        """
        if box.display != BOX and (
            box.display != self._presentation.page_box or page.terms or page.entries
        ):
            return None
        groups = box_groups(self._glossary, box, page, links, self._presentation)
        items = self._groups(box, groups, DISPLAYS["definitions"])
        return TermListView(box.display, True, False, items) if items else None

    def _groups(
        self,
        listing: Listing,
        groups: Iterable[TermGroup],
        display: Display,
        goal: Term | None = None,
    ) -> tuple[ItemGroup, ...]:
        return tuple(
            ItemGroup(
                f"{listing.anchor}-{key}",
                title,
                tuple(self._item(term, display, goal) for term in members),
            )
            for key, title, members in groups
        )

    @cached_property
    def homes(self) -> dict[str, Link]:
        """The home of each category: the first list that declares itself so."""
        homes: dict[str, Link] = {}
        for listing in self._listings:
            for category in listing.selection.categories if listing.home else ():
                homes.setdefault(category, Link(Target(listing.docname, listing.anchor), ""))
        return homes

    def _goal(self, listing: Listing, origin: Origin) -> Term | None:
        """Return the goal of a learning path."""
        path_to = listing.selection.path_to
        return find_term(self._glossary, path_to, origin) if path_to else None

    def _item(self, term: Term, display: Display, goal: Term | None = None) -> Item:
        """Return only the facts that a display shows; others would cause pages to be written for
        nothing.
        """
        return Item(
            Link(*named_target(term)),
            term.other_names,
            self._presentation.category(term.category) if display.kinds else None,
            self._presentation.levels.get(term.level) if display.kinds else None,
            term.definition if display.definition else (),
            term is goal,
        )

    def _faq(self, listing: Listing) -> Iterator[FaqGroup]:
        """Yield the terms that have questions, in the order of the list; limits count
        only these.
        """
        limit = listing.selection.limit
        shown = 0
        origin = self._glossary.origin_of(listing)
        for term in select(self._glossary, listing.selection._replace(limit=0), origin):
            written = {
                question.anchor: self._written(term, question) for question in term.questions
            }
            generated = {} if listing.written_only else self._generated(term)
            asked = [q for anchor, q in generated.items() if anchor not in written]
            if questions := (*written.values(), *asked):
                yield FaqGroup(Link(*named_target(term)), questions)
                shown += 1
            if limit and shown == limit:
                return

    def _generated(self, term: Term) -> dict[str, FaqQuestion]:
        asked = {}
        card = term.anchor if term.docname else make_anchor(term.name, term.shown_scope)
        for question in questions_about(self._glossary, term, self._presentation):
            anchor = question_anchor(card, question.key)
            text = text_run(question.question)
            asked[anchor] = FaqQuestion(anchor, text, question.answer, "", ())
        return asked

    def _written(self, term: Term, question: Question) -> FaqQuestion:
        references = tuple(
            (*key, self._reference(*key[:2], self._glossary.origin(term.docname, key[2])))
            for key in question.mentions
        )
        return FaqQuestion(question.anchor, question.text, (), question.digest, references)

    def _day(self, listing: Listing) -> DayView:
        """Return the term of each day, in a pseudo-random order without repetitions.

        A new term can move the others to other days, but no term is repeated before all have had a
        day.
        """
        selection = listing.selection._replace(statuses=listing.selection.statuses or ("current",))
        origin = self._glossary.origin_of(listing)
        terms = sorted(select(self._glossary, selection, origin), key=_shuffled)
        today = datetime.date.fromisoformat(self._presentation.today)
        days = range(today.toordinal(), today.toordinal() + min(len(terms), DAYS))
        items = tuple(self._item(terms[day % len(terms)], DISPLAYS["cards"]) for day in days)
        return DayView(self._presentation.today, items)


def _shuffled(term: Term) -> tuple[str, str]:
    return hashlib.sha256(term.anchor.encode()).hexdigest(), term.docname
