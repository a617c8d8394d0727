"""The records of quizzes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.display_specs import BEFORE, DEFINITION, EXAMPLE
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from sphinx_modelterms.glossary.model import NamedTarget
    from sphinx_modelterms.glossary.text.inline import Inline

ON_CARDS = (DEFINITION, BEFORE, EXAMPLE)
"""The kinds of generated questions that the card of a term asks: its title answers the other."""


class QuizQuestion(NamedTuple):
    """A question with choices, one of which is right."""

    kind: str
    """One of :data:`~sphinx_modelterms.glossary.display_specs.QUIZ_KINDS`."""
    key: str
    """The same in each build, so that browsers can remember the answer."""
    about: NamedTarget
    """The term that the question is about."""
    text: Inline
    """A definition with blanks, or the question as its author wrote it; empty for other kinds."""
    choices: tuple[Inline, ...]
    right: int
    """Number of the right choice, from 0."""
    explanation: Inline = ()
    """The author's; of the kind ``definition``, the definition without blanks."""
