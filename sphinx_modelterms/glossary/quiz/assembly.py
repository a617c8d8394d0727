"""Questions that are put together from their right and wrong choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.display_specs import WRITTEN
from sphinx_modelterms.glossary.model import named_target
from sphinx_modelterms.glossary.quiz.kinship import shuffled
from sphinx_modelterms.glossary.quiz.records import QuizQuestion
from sphinx_modelterms.glossary.text.inline import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_modelterms.glossary.model import Term
    from sphinx_modelterms.glossary.text.inline import Inline


def assembled(
    kind: str, term: Term, right: Inline, wrong: Iterable[Inline], text: Inline = ()
) -> QuizQuestion:
    """Return a generated question about *term*."""
    key = shuffled(kind, term.source_name, term.scope)[:12]
    return _shuffled_question(
        QuizQuestion(kind, key, named_target(term), text, (), 0), right, wrong
    )


def written(term: Term) -> Iterator[QuizQuestion]:
    """Yield the questions about *term* that its author wrote."""
    for asked in term.quiz:
        key = shuffled(WRITTEN, term.source_name, term.scope, plain(asked.text))[:12]
        question = QuizQuestion(
            WRITTEN, key, named_target(term), asked.text, (), 0, asked.explanation
        )
        yield _shuffled_question(question, asked.choices[0], asked.choices[1:])


def _shuffled_question(
    question: QuizQuestion, right: Inline, wrong: Iterable[Inline]
) -> QuizQuestion:
    """Return *question* with its choices in an order that tells nothing."""
    choices = sorted((right, *wrong), key=lambda text: shuffled(question.key, plain(text)))
    return question._replace(choices=tuple(choices), right=choices.index(right))
