"""Views of quizzes: which questions a quiz asks, and those on the card of a term."""

from __future__ import annotations

from functools import cache, cached_property
from itertools import islice
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.display_specs import (
    BEFORE,
    DEFINITION,
    QUIZ_KINDS,
    TERM,
    WRITTEN,
)
from sphinx_modelterms.glossary.quiz.records import ON_CARDS
from sphinx_modelterms.glossary.views.selection import select

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Listing, NamedTarget, Term
    from sphinx_modelterms.glossary.quiz.questions import Questions
    from sphinx_modelterms.glossary.quiz.records import QuizQuestion
    from sphinx_modelterms.glossary.text.inline import Inline
    from sphinx_modelterms.glossary.views.presentation import Presentation

MOST_QUESTIONS = 10
"""Maximum number of questions of a quiz, unless its author chooses one."""

MOST_ABOUT, MOST_ABOUT_RELATED = 2, 1
"""Maximum numbers of generated questions on a card: about its term, and about related terms."""


TELLING = frozenset((BEFORE, DEFINITION, TERM))
"""The kinds of questions that tell the answer of another one."""


class QuizViews:
    """The views of all quizzes of a build."""

    def __init__(self, glossary: Glossary, presentation: Presentation) -> None:
        self._glossary = glossary
        self._presentation = presentation
        self._about = cache(self._questions_about)

    @cached_property
    def _questions(self) -> Questions:
        # Imported here, as only builds with quizzes need it.
        from sphinx_modelterms.glossary.quiz.questions import Questions

        return Questions(self._glossary, self._glossary.all_by_name)

    def _questions_about(self, term: Term, kinds: tuple[str, ...]) -> list[QuizQuestion]:
        return self._questions.about(term, kinds)

    def of_card(self, term: Term) -> tuple[QuizQuestion, ...]:
        """Return the questions on the card of a term, if cards have quizzes: the author's, some
        that its title doesn't answer, and which related term a definition belongs to.
        """
        if "quiz" in self._presentation.hidden_parts:
            return ()
        own = self._about(term, (WRITTEN, *ON_CARDS))
        written = [asked for asked in own if asked.kind == WRITTEN]
        related = (
            asked
            for link in self._glossary.related(term, "related")
            if (other := self._glossary.term_at(link.target))
            for asked in self._about(other, (TERM,))
        )
        return (*own[: len(written) + MOST_ABOUT], *islice(related, MOST_ABOUT_RELATED))

    def of_listing(self, listing: Listing) -> tuple[QuizQuestion, ...]:
        """Return the questions of a directive: first one about each of its terms, then the
        second ones.

        Terms come in an order of their own, unless the author names them or asks for a path. It
        differs between quizzes, so that two about the same terms don't ask the same.
        """
        selection = listing.selection._replace(limit=0)
        origin = self._glossary.origin_of(listing)
        terms = select(self._glossary, selection, origin, plain=True)
        if not (selection.names or selection.path_to):
            from sphinx_modelterms.glossary.quiz.kinship import shuffled

            terms.sort(key=lambda term: shuffled(listing.anchor, term.source_name, term.scope))
        most = listing.selection.limit or MOST_QUESTIONS
        found = _without_known_answers(self._in_turns(terms, listing.shown or QUIZ_KINDS))
        return tuple(islice(found, most))

    def _in_turns(self, terms: Sequence[Term], kinds: tuple[str, ...]) -> Iterator[QuizQuestion]:
        turn, left = 0, list(terms)
        while left:
            left = [term for term in left if len(self._about(term, kinds)) > turn]
            yield from (self._about(term, kinds)[turn] for term in left)
            turn += 1


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
