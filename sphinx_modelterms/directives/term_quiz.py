"""The directives ``term-quiz``, and ``term-quiz-question`` inside a term."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.directives.content import parse_body
from sphinx_modelterms.directives.options import option_location
from sphinx_modelterms.directives.term_list import ListingDirective
from sphinx_modelterms.directives.term_parts import (
    ExampleDirective,
    FactsDirective,
    PartDirective,
    QuestionDirective,
    SourceDirective,
    quiz_item,
)
from sphinx_modelterms.glossary.list_option_specs import QUIZ_OPTIONS
from sphinx_modelterms.glossary.option_specs import QUIZ_QUESTION_OPTIONS
from sphinx_modelterms.glossary.term_parts import problem_of_choices
from sphinx_modelterms.glossary.views.selection import QUIZ

if TYPE_CHECKING:
    from typing import Any, ClassVar


class QuizDirective(ListingDirective):
    """Ask questions about the selected terms::

    <container classes="mt-quiz" ids="term-quiz-1" modelterms="term-quiz">
        # filled by a post-transform
    """

    known_options = QUIZ_OPTIONS
    kind = "term-quiz"
    display = QUIZ
    classes: ClassVar[list[str]] = ["mt-quiz"]
    takes_names = True

    def draft(self, values: dict[str, Any]) -> dict[str, Any]:
        return {**super().draft(values), "shown": values.get("questions", ())}


class QuizQuestionDirective(PartDirective):
    """Add a question with choices to the term, the right choice first::

    <list_item modelterms="quiz-question">
        <paragraph>                  # the question
        <bullet_list>                # the choices
        <paragraph>                  # the explanation, if there is one
    """

    known_options = QUIZ_QUESTION_OPTIONS

    def make_part(self) -> nodes.Element | None:
        question = self.argument()
        body = parse_body(self)
        if not question:
            self.left = body
            self.warn_unnamed("question", "only its text is shown" if body else "it is left out")
            return None
        choices = next((node for node in body if isinstance(node, nodes.bullet_list)), None)
        explanation = [node for node in body if node is not choices]
        if problem := _problem_of(choices, explanation):
            message = f"{self.name}: {problem}. The question is left out"
            warn(Subtype.BAD_QUIZ_QUESTION, message, option_location(self, 0))
            return None
        assert choices is not None
        paragraph = nodes.paragraph(question, "", *self.parse_line(question))
        self.set_source_info(paragraph)
        return quiz_item(paragraph, choices, explanation)


def _problem_of(choices: nodes.bullet_list | None, explanation: list[nodes.Node]) -> str:
    """Return what is wrong with a question; ``""`` if nothing is."""
    if choices is None:
        return "there is no list of choices. Write them as a bullet list, the right one first"
    texts = [item.astext().strip() for item in choices.children]
    for item, text in zip(choices.children, texts, strict=True):
        if not text or not isinstance(item.children[0], nodes.paragraph) or len(item.children) > 1:
            start = next(iter(text.splitlines()), "")
            return f"the choice {start!r} isn't a line of text"
    if problem := problem_of_choices(texts):
        return problem
    if len(explanation) > 1 or not all(isinstance(n, nodes.paragraph) for n in explanation):
        return "the explanation isn't a single paragraph below the choices"
    return ""


PART_DIRECTIVES: dict[str, type[PartDirective]] = {
    "example": ExampleDirective,
    "question": QuestionDirective,
    "facts": FactsDirective,
    "source": SourceDirective,
    "quiz-question": QuizQuestionDirective,
}
"""Directives inside a term; without the domain, their names begin with ``term-``."""
