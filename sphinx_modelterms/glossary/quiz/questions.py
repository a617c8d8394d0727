"""Questions about a term, with wrong answers that are near the right one but never right.

A question without enough good wrong answers is not asked.
"""

from __future__ import annotations

from functools import partial
from itertools import combinations, islice
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.display_specs import (
    BEFORE,
    DEFINITION,
    EXAMPLE,
    TERM,
    WRITTEN,
)
from sphinx_modelterms.glossary.formulas.spoken import spoken
from sphinx_modelterms.glossary.model import ALL_TERMS
from sphinx_modelterms.glossary.quiz.assembly import assembled, written
from sphinx_modelterms.glossary.quiz.form import (
    agrees,
    as_choice,
    begin_alike,
    examples_are_fair,
    is_middle,
    is_usable,
    names_are_fair,
    none_is_odd,
    texts_are_fair,
    traces,
)
from sphinx_modelterms.glossary.quiz.kinship import Kinship, kept, shuffled
from sphinx_modelterms.glossary.quiz.meaning import stands_alone
from sphinx_modelterms.glossary.quiz.words import words_in_text
from sphinx_modelterms.glossary.text.inline import text_run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Term
    from sphinx_modelterms.glossary.quiz.records import QuizQuestion
    from sphinx_modelterms.glossary.text.inline import Inline

WRONG = 3
"""Number of wrong answers of a generated question."""

MOST_TRIED = 12
"""Maximum number of near terms of which the wrong answers are combined."""

MOST_WEIGHED = 20
"""Maximum number of fair combinations among which the best one is looked for."""

FEWEST_OF_CATEGORY = 2
"""Minimum number of wrong examples that are of the category of the right one."""

ONE_IN = 1 + WRONG
"""Of as many questions, one has the right definition as the one that is most like the others."""

FEWEST_WORDS = 4
"""Minimum number of words with a meaning of a definition or example that is asked about."""

Chosen = tuple["Term", ...]


class Questions:
    """Maker of the questions of a glossary.

    :param terms: the terms that are asked about, and among which wrong answers are chosen
    """

    def __init__(self, glossary: Glossary, terms: Iterable[Term]) -> None:
        usable = [term for term in terms if self._is_usable(term)]
        self._kinship = Kinship(glossary, usable)
        self._usable = {term.target for term in usable}
        self._names = self._kinship.names
        self._definition = kept(self._shown_definition)
        self._example = kept(self._shown_example)

    def _is_usable(self, term: Term) -> bool:
        is_left_out = term.status or ALL_TERMS in term.not_in_quiz_with
        return not is_left_out and self._is_clear(term.definition)

    def is_asked_about(self, term: Term) -> bool:
        """Return True if questions about *term* can be generated, by its definition and status."""
        return term.target in self._usable

    @staticmethod
    def _is_clear(text: Inline) -> bool:
        return is_usable(text) and len(words_in_text(spoken(text))) >= FEWEST_WORDS

    def about(self, term: Term, kinds: Sequence[str]) -> Iterator[QuizQuestion]:
        """Yield the questions about *term* of the given kinds: the author's, then the others in
        an order that differs from term to term. Each is made when it is asked for.
        """
        if WRITTEN in kinds:
            yield from written(term)
        if term.target in self._usable:
            makers = {kind: maker for kind, maker in MAKERS.items() if kind in kinds}
            for kind in sorted(makers, key=lambda k: shuffled(term.source_name, term.scope, k)):
                if asked := makers[kind](self, term):
                    yield asked

    def _which_term(self, term: Term) -> QuizQuestion | None:
        """Ask which term a definition belongs to."""
        text = self._names.blanked(term.definition, term)
        shown = spoken(text)
        named = self._names.targets(shown)
        told = traces(self._kinship.names_of(term), shown)

        def is_good(other: Term) -> bool:
            return (
                other.target not in named
                and agrees(term.full_name, other.full_name)
                and traces(self._kinship.names_of(other), shown) == told
                and not self._kinship.both_right(term, other)
            )

        def are_fair(others: Chosen) -> bool:
            return self._are_near(term, others) and _fair_names(term, others)

        chosen = self._choose(self._by_kind(term), is_good, are_fair)
        if chosen is None:
            return None
        return assembled(TERM, term, _named(term), map(_named, chosen), text)

    def _which_definition(self, term: Term) -> QuizQuestion | None:
        """Ask which definition belongs to a term."""
        right = self._definition(term)
        names = self._kinship.names_of(term)
        told = traces(names, spoken(right))
        is_middle_one = int(shuffled(term.source_name, term.scope), 16) % ONE_IN == 0

        def is_good(other: Term) -> bool:
            text = self._definition(other)
            return (
                term.target not in self._names.targets(spoken(other.definition))
                and begin_alike(right, text)
                and traces(names, spoken(text)) == told
                and not self._kinship.both_right(term, other)
            )

        def are_fair(others: Chosen) -> bool:
            kinds = [self._kinship.kind(other).is_thing for other in (term, *others)]
            texts = [self._definition(other) for other in others]
            return (
                none_is_odd(kinds)
                and self._are_near(term, others)
                and texts_are_fair(right, texts)
            )

        def is_best(others: Chosen) -> bool:
            texts = [self._kinship.text(other) for other in others]
            return is_middle(self._kinship.text(term), texts) is is_middle_one

        chosen = self._choose(self._by_kind(term), is_good, are_fair, is_best)
        if chosen is None:
            return None
        asked = assembled(DEFINITION, term, right, map(self._definition, chosen))
        return asked._replace(explanation=term.definition)

    def _by_kind(self, term: Term) -> list[Term]:
        """Return the terms near *term*, those that are the same kind of thing first."""
        kind = self._kinship.kind(term)
        return sorted(
            self._kinship.near(term), key=lambda other: self._kinship.kind(other) != kind
        )

    def _are_near(self, term: Term, others: Chosen) -> bool:
        """Return True if one of *others* is the same kind of thing as *term*, and one is near it
        by more than its category, if one can be a wrong answer.
        """
        kind, kin = self._kinship.kind(term), self._kinship
        return any(kin.kind(other) == kind for other in others) and (
            any(kin.is_neighbour(term, other) for other in others) or not kin.has_neighbours(term)
        )

    def _shown_definition(self, term: Term) -> Inline:
        return as_choice(self._names.blanked(term.definition, term))

    def _which_before(self, term: Term) -> QuizQuestion | None:
        """Ask which of several terms comes before a term: the others require it."""
        steps = self._kinship.required(term)
        before = sorted(
            (other for other in self._kinship.members(steps) if steps[other.target] == 1),
            key=lambda other: shuffled(term.source_name, other.source_name),
        )
        following = self._kinship.following(term)
        following.sort(key=lambda other: shuffled(term.source_name, other.source_name))
        place = int(shuffled(BEFORE, term.source_name, term.scope), 16) % (1 + WRONG)
        for right in before:
            if self._kinship.are_related(term, right):
                continue
            is_good = partial(self._is_after, term, right)
            has_place = partial(_has_place, right, place)
            chosen = self._choose(following, is_good, partial(_fair_names, right), has_place)
            if chosen:
                return assembled(BEFORE, term, _named(right), map(_named, chosen))
        return None

    def _is_after(self, term: Term, right: Term, other: Term) -> bool:
        return (
            agrees(right.full_name, other.full_name)
            and traces(self._kinship.names_of(right), term.full_name)
            == traces(self._kinship.names_of(other), term.full_name)
            and not self._kinship.are_related(term, other)
            and not self._kinship.both_right(right, other)
        )

    def _which_example(self, term: Term) -> QuizQuestion | None:
        """Ask which of several examples is one of a term."""
        right = self._example(term)
        if not right:
            return None
        names = self._kinship.names_of(term)
        told = traces(names, spoken(right))

        def is_good(other: Term) -> bool:
            text = self._example(other)
            return (
                bool(text)
                and term.target not in self._names.targets(spoken(text))
                and not self._kinship.is_linked(term, other)
                and traces(names, spoken(text)) == told
                and not self._kinship.both_right(term, other)
            )

        def are_fair(others: Chosen) -> bool:
            same = sum(other.category == term.category for other in others)
            texts = [self._example(other) for other in others]
            return same >= FEWEST_OF_CATEGORY and examples_are_fair(right, texts)

        chosen = self._choose(self._kinship.near(term), is_good, are_fair)
        if chosen is None:
            return None
        return assembled(EXAMPLE, term, right, map(self._example, chosen))

    def _shown_example(self, term: Term) -> Inline:
        """Return the first example of *term* that can be a choice.

        After a colon, there is a table or code, which choices don't show.
        """
        for example in term.examples:
            text = spoken(example)
            if (
                self._is_clear(example)
                and not text.rstrip().endswith((":", "："))
                and (stands_alone(text) or not self._kinship.is_english)
                and term.target not in self._names.targets(text)
            ):
                return as_choice(example)
        return ()

    def _choose(
        self,
        near: Iterable[Term],
        is_good: Callable[[Term], bool],
        are_fair: Callable[[Chosen], bool],
        is_best: Callable[[Chosen], bool] | None = None,
    ) -> Chosen | None:
        """Return the first good terms that are fair together, if possible the best ones; ``None``
        if there are none.
        """
        good = islice(filter(is_good, near), MOST_TRIED)
        fair = filter(are_fair, combinations(good, WRONG))
        if is_best is None:
            return next(fair, None)
        weighed = list(islice(fair, MOST_WEIGHED))
        return next(filter(is_best, weighed), next(iter(weighed), None))


MAKERS: dict[str, Callable[[Questions, Term], QuizQuestion | None]] = {
    TERM: Questions._which_term,
    DEFINITION: Questions._which_definition,
    BEFORE: Questions._which_before,
    EXAMPLE: Questions._which_example,
}
"""The method that makes a question of each kind."""


def _named(term: Term) -> Inline:
    return text_run(term.full_name)


def _has_place(right: Term, place: int, others: Chosen) -> bool:
    """Return True if *place* of the names of *others* are shorter than the right one."""
    return sum(len(other.full_name) < len(right.full_name) for other in others) == place


def _fair_names(right: Term, others: Chosen) -> bool:
    return names_are_fair(right.full_name, [other.full_name for other in others])
