"""Views of lists: terms in groups, categories, questions, the term of the day."""

from __future__ import annotations

import datetime
import hashlib
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.display_specs import DISPLAYS
from sphinx_modelterms.glossary.lookup import named_target
from sphinx_modelterms.glossary.model import Target
from sphinx_modelterms.glossary.text.inline import text_run
from sphinx_modelterms.glossary.text.names import question_anchor
from sphinx_modelterms.glossary.views.presentation import Badge
from sphinx_modelterms.glossary.views.questions import questions_about
from sphinx_modelterms.glossary.views.records import (
    CategoryView,
    DayView,
    FaqGroup,
    FaqQuestion,
    Item,
    ItemGroup,
    Link,
    TermListView,
)
from sphinx_modelterms.glossary.views.selection import CATEGORIES, DAY, FAQ, group, select

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sphinx_modelterms.glossary.display_specs import Display
    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Listing, Question, Term
    from sphinx_modelterms.glossary.views.presentation import Presentation
    from sphinx_modelterms.glossary.views.records import ListView, Reference

DAYS = 31
"""Number of days for which a page contains its term of the day."""


class ListViews:
    """The views of all lists of a build.

    :param listings: all lists, in order of (docname, position)
    :param reference: resolves a reference, given its role and target
    """

    def __init__(
        self,
        glossary: Glossary,
        listings: Sequence[Listing],
        presentation: Presentation,
        reference: Callable[[str, str], Reference | None],
    ) -> None:
        self._glossary = glossary
        self._listings = listings
        self._presentation = presentation
        self._reference = reference

    def view(self, listing: Listing) -> ListView:
        """Return the view of one list."""
        if listing.display == CATEGORIES:
            return tuple(self._categories())
        if listing.display == FAQ:
            return tuple(self._faq(listing))
        if listing.display == DAY:
            return self._day(listing)
        terms = select(self._glossary, listing.selection, plain=True)
        display = DISPLAYS[listing.display]
        groups = (
            ItemGroup(
                f"{listing.anchor}-{key}",
                title,
                tuple(self._item(term, display) for term in members),
            )
            for key, title, members in group(
                terms, listing.group_by, self._presentation, self._glossary.collation
            )
        )
        named = bool(listing.selection.names)
        return TermListView(listing.display, named, listing.filter, tuple(groups))

    @cached_property
    def homes(self) -> dict[str, Link]:
        """The home of each category: the first list that declares itself so."""
        homes: dict[str, Link] = {}
        for listing in self._listings:
            for category in listing.selection.categories if listing.home else ():
                homes.setdefault(category, Link(Target(listing.docname, listing.anchor), ""))
        return homes

    def _item(self, term: Term, display: Display) -> Item:
        """Return only the facts that a display shows; others would cause pages to be written for
        nothing.
        """
        return Item(
            Link(*named_target(term)),
            term.other_names,
            self._presentation.category(term.category) if display.kinds else None,
            self._presentation.levels.get(term.level) if display.kinds else None,
            term.definition if display.definition else (),
        )

    def _categories(self) -> Iterator[CategoryView]:
        """Yield the categories that have terms, in the order of the configuration."""
        counts = Counter(term.category for term in self._glossary.terms if term.category)
        known = self._presentation.categories
        for key in [*(k for k in known if counts[k]), *sorted(counts.keys() - known.keys())]:
            badge = known.get(key) or Badge(key, "")
            description = self._presentation.descriptions.get(key, "")
            yield CategoryView(badge, description, counts[key], self.homes.get(key))

    def _faq(self, listing: Listing) -> Iterator[FaqGroup]:
        """Yield the terms that have questions, in the order of the list; limits count
        only these.
        """
        limit = listing.selection.limit
        shown = 0
        for term in select(self._glossary, listing.selection._replace(limit=0)):
            written = {question.anchor: self._written(question) for question in term.questions}
            generated = {} if listing.written_only else self._generated(term)
            asked = [q for anchor, q in generated.items() if anchor not in written]
            if questions := (*asked, *written.values()):
                yield FaqGroup(Link(*named_target(term)), questions)
                shown += 1
            if limit and shown == limit:
                return

    def _generated(self, term: Term) -> dict[str, FaqQuestion]:
        asked = {}
        for question in questions_about(self._glossary, term, self._presentation):
            anchor = question_anchor(term.anchor, question.key)
            text = text_run(question.question)
            asked[anchor] = FaqQuestion(anchor, text, question.answer, "", ())
        return asked

    def _written(self, question: Question) -> FaqQuestion:
        references = tuple(
            (r, target, self._reference(r, target)) for r, target in question.mentions
        )
        return FaqQuestion(question.anchor, question.text, (), question.digest, references)

    def _day(self, listing: Listing) -> DayView:
        """Return the term of each day, in a pseudo-random order without repetitions.

        A new term can move the others to other days, but no term is repeated before all have had a
        day.
        """
        selection = listing.selection._replace(statuses=listing.selection.statuses or ("current",))
        terms = sorted(select(self._glossary, selection), key=_shuffled)
        today = datetime.date.fromisoformat(self._presentation.today)
        days = range(today.toordinal(), today.toordinal() + min(len(terms), DAYS))
        items = tuple(self._item(terms[day % len(terms)], DISPLAYS["cards"]) for day in days)
        return DayView(self._presentation.today, items)


def _shuffled(term: Term) -> tuple[str, str]:
    return hashlib.sha256(term.anchor.encode()).hexdigest(), term.docname
