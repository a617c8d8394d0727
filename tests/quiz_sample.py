"""Questions of the example glossary as text, so that somebody can judge them without the code::

    python -m tests.quiz_sample 200 QUESTIONS KEY

The file KEY gets the right answers.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from string import ascii_lowercase
from typing import TYPE_CHECKING

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from sphinx_modelterms.glossary.display_specs import QUIZ_KINDS, TERM, WRITTEN
from sphinx_modelterms.glossary.formulas.spoken import spoken
from sphinx_modelterms.glossary.quiz.kinship import shuffled
from sphinx_modelterms.glossary.quiz.questions import Questions
from sphinx_modelterms.glossary.text.inline import plain
from sphinx_modelterms.rendering.term_quiz import ASKED

if TYPE_CHECKING:
    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.quiz.records import QuizQuestion

SITE = Path(__file__).parents[1] / "example_docs" / "ai-glossary"


def example_glossary(folder: Path) -> Glossary:
    """Read the example glossary, with the outputs in *folder*."""
    with docutils_namespace():
        app = Sphinx(SITE, SITE, folder, folder / "doctrees", "dummy", status=None)
        app.build()
    domain: ModelTermsDomain = app.env.domains["modelterms"]  # type: ignore[assignment]
    return domain.build.glossary


def all_questions(glossary: Glossary) -> list[QuizQuestion]:
    """Return all questions of a glossary, in an order without a system."""
    questions = Questions(glossary, glossary.terms)
    asked = [asked for term in glossary.terms for asked in questions.about(term, QUIZ_KINDS)]
    return sorted(asked, key=lambda question: shuffled(question.key))


def as_text(number: int, question: QuizQuestion) -> str:
    """Return a question with its choices."""
    if question.kind == WRITTEN:
        lines = [plain(question.text)]
    elif question.kind == TERM:
        lines = ["Which term is defined here?", f"   {spoken(question.text)}"]
    else:
        lines = [ASKED[question.kind].message.replace("{name}", f'"{question.about.name}"')]
    lines += (
        f"   {letter}) {spoken(text)}"
        for letter, text in zip(ascii_lowercase, question.choices, strict=False)
    )
    return f"{number}. " + "\n".join(lines) + "\n"


def main(count: str, questions: str, key: str) -> None:
    """Write the two files."""
    with tempfile.TemporaryDirectory() as folder:
        asked = all_questions(example_glossary(Path(folder)))[: int(count)]
    texts = (as_text(number, question) for number, question in enumerate(asked, 1))
    right = (f"{number}. {ascii_lowercase[q.right]}" for number, q in enumerate(asked, 1))
    Path(questions).write_text("\n".join(texts), encoding="utf-8")
    Path(key).write_text("\n".join(right) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
