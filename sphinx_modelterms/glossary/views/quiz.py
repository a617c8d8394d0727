"""Views of quizzes: which questions a quiz asks, and those on the card of a term."""

from __future__ import annotations

from functools import cached_property
from itertools import count, islice
from typing import TYPE_CHECKING, Generic, TypeVar

from sphinx_modelterms.glossary.display_specs import (
    BEFORE,
    DEFINITION,
    EXAMPLE,
    QUIZ_KINDS,
    TERM,
    WRITTEN,
)
from sphinx_modelterms.glossary.quiz.records import ON_CARDS
from sphinx_modelterms.glossary.views.selection import select

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Listing, NamedTarget, Target, Term
    from sphinx_modelterms.glossary.quiz.questions import Questions
    from sphinx_modelterms.glossary.quiz.records import QuizQuestion
    from sphinx_modelterms.glossary.selection import Selection
    from sphinx_modelterms.glossary.text.inline import Inline
    from sphinx_modelterms.glossary.views.presentation import Presentation

Asked = TypeVar("Asked")

MOST_QUESTIONS = 10
"""Maximum number of questions of a quiz, unless its author chooses one."""

MOST_ABOUT, MOST_ABOUT_RELATED = 2, 1
"""Maximum numbers of generated questions on a card: about its term, and about related terms."""

TELLING = frozenset((BEFORE, DEFINITION, TERM))
"""The kinds of questions that tell the answer of another one."""

NEEDS = {BEFORE: "'requires'", EXAMPLE: "examples"}
"""Parts that terms need for some kinds of questions."""


class QuizViews:
    """The views of all quizzes of a build."""

    def __init__(self, glossary: Glossary, presentation: Presentation) -> None:
        self._glossary = glossary
        self._presentation = presentation
        self._made: dict[tuple[Target, tuple[str, ...]], Replayed[QuizQuestion]] = {}

    @cached_property
    def _questions(self) -> Questions:
        # Imported here, as only builds with quizzes need it.
        from sphinx_modelterms.glossary.quiz.questions import Questions

        return Questions(self._glossary, self._glossary.all_by_name)

    def _about(self, term: Term, kinds: tuple[str, ...]) -> Replayed[QuizQuestion]:
        key = term.target, kinds
        if key not in self._made:
            self._made[key] = Replayed(self._questions.about(term, kinds))
        return self._made[key]

    def of_card(self, term: Term) -> tuple[QuizQuestion, ...]:
        """Return the questions on the card of a term, if cards have quizzes: the author's, some
        that its title doesn't answer, and which related term a definition belongs to.
        """
        if "quiz" in self._presentation.hidden_parts:
            return ()
        own = self._about(term, (WRITTEN, *ON_CARDS))
        related = (
            asked
            for link in self._glossary.related(term, "related")
            if (other := self._glossary.term_at(link.target))
            for asked in self._about(other, (TERM,))
        )
        most = len(term.quiz) + MOST_ABOUT
        return (*islice(own, most), *islice(related, MOST_ABOUT_RELATED))

    def of_listing(self, listing: Listing) -> tuple[QuizQuestion, ...]:
        """Return the questions of a directive: first one about each of its terms, then the
        second ones.

        Terms come in an order of their own, unless the author names them or asks for a path. It
        differs between quizzes, so that two about the same terms don't ask the same.
        """
        most = listing.selection.limit or MOST_QUESTIONS
        return tuple(islice(self._of_selection(listing), most))

    def why_empty(self, listing: Listing) -> str:
        """Return why a directive asks nothing, and what to do; ``""`` if it asks something."""
        if next(self._of_selection(listing), None) is not None:
            return ""
        terms = self._selected(listing)
        if not terms:
            return no_terms(listing.selection)
        several = f"its {len(terms):,} terms" if len(terms) > 1 else f"{terms[0].full_name!r}"
        if listing.shown == (WRITTEN,):
            return (
                f"no question is written for {several}, so the quiz is empty. Write a "
                "'term-quiz-question' inside a term, or remove 'questions: written'"
            )
        if not any(map(self._questions.is_asked_about, terms)):
            return (
                f"no question can be generated about {several}, so the quiz is empty: drafts, "
                "deprecated terms, terms with 'not-in-quiz-with: *' and terms with a very short "
                "or very long definition are left out. Select other terms, or change these"
            )
        return nothing_generated(several, listing.shown or QUIZ_KINDS)

    def _selected(self, listing: Listing) -> list[Term]:
        """Return the terms of a directive, in the order in which it asks about them."""
        selection = listing.selection._replace(limit=0)
        terms = select(self._glossary, selection, self._glossary.origin_of(listing), plain=True)
        if not (selection.names or selection.path_to):
            from sphinx_modelterms.glossary.quiz.kinship import shuffled

            terms.sort(key=lambda term: shuffled(listing.anchor, term.source_name, term.scope))
        return terms

    def _of_selection(self, listing: Listing) -> Iterator[QuizQuestion]:
        kinds = listing.shown or QUIZ_KINDS
        asked = (self._about(term, kinds) for term in self._selected(listing))
        return _without_known_answers(_in_turns(asked))


def no_terms(selection: Selection) -> str:
    """Return that no term is selected, and what to do."""
    filters = {
        "category": selection.categories,
        "level": selection.levels,
        "tags": selection.tags,
        "since": selection.since,
        "changed": selection.changed,
    }
    used = " and ".join(repr(option) for option, values in filters.items() if values)
    if not used:
        return "there are no terms to ask about, so the quiz is empty. Define terms"
    what = "none of the terms named" if selection.names or selection.path_to else "no term"
    return f"{what} matches {used}, so the quiz is empty. Change or remove {used}"


def nothing_generated(several: str, kinds: Sequence[str]) -> str:
    """Return that no question of some kinds can be generated, and what to do.

    :param several: the terms that the quiz is about, in words
    """
    generated = [kind for kind in kinds if kind != WRITTEN]
    is_any = {*kinds} == {*QUIZ_KINDS}
    of_kinds = "" if is_any else f" of the kind {' or '.join(map(repr, generated))}"
    needed = [NEEDS[kind] for kind in generated if kind in NEEDS]
    parts = f" with {' or '.join(needed)}" if len(needed) == len(generated) else ""
    write, remove = "write a 'term-quiz-question' inside a term", "remove 'questions'"
    return (
        f"no question{of_kinds} can be generated about {several}, so the quiz is empty: there "
        f"aren't enough similar terms{parts} for wrong answers. Select more terms, define similar "
        f"ones, or {write if WRITTEN in kinds else remove}"
    )


class Replayed(Generic[Asked]):
    """The items of an iterator, each of which is made once, when it is first asked for."""

    def __init__(self, items: Iterator[Asked]) -> None:
        self._items = items
        self._made: list[Asked] = []

    def __iter__(self) -> Iterator[Asked]:
        for number in count():
            if number == len(self._made):
                try:
                    self._made.append(next(self._items))
                except StopIteration:
                    return
            yield self._made[number]


def _in_turns(sequences: Iterable[Iterable[Asked]]) -> Iterator[Asked]:
    """Yield the first item of each sequence, then the second ones, and so on."""
    left: Iterable[Iterator[Asked]] = map(iter, sequences)
    while True:
        turn, left = left, []
        for items in turn:
            for item in islice(items, 1):
                left.append(items)
                yield item
        if not left:
            return


def _without_known_answers(questions: Iterable[QuizQuestion]) -> Iterator[QuizQuestion]:
    """Yield *questions* without those whose answer an earlier one has told: those about order with
    the same answer, and of two that have the name and the definition of a term, the second.
    """
    known: set[Inline | NamedTarget] = set()
    for question in questions:
        if question.kind in TELLING:
            told = question.choices[question.right] if question.kind == BEFORE else question.about
            if told in known:
                continue
            known.add(told)
        yield question
