"""The records of the parts of a term that come in any number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.text.names import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_modelterms.glossary.text.inline import Inline


class Fact(NamedTuple):
    """One line of ``term-facts``."""

    key: str
    value: Inline
    source_key: str
    """The key as written, which identifies the fact also in translated builds."""


class Question(NamedTuple):
    """A question that the author wrote; a copy of its answer is stored beside the
    page's doctree.
    """

    anchor: str
    text: Inline
    digest: str = ""
    """Digest of the answer."""
    mentions: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    """Role, target and scopes of each reference in the answer."""


class WrittenQuizQuestion(NamedTuple):
    """A question with choices that the author wrote for quizzes."""

    text: Inline
    choices: tuple[Inline, ...]
    """The right one first."""
    explanation: Inline


FEWEST_CHOICES, MOST_CHOICES = 2, 8
"""Minimum and maximum number of choices of a question that the author wrote."""


def problem_of_choices(texts: Sequence[str]) -> str:
    """Return what is wrong with the choices of a question, and what to do; ``""`` if nothing is.

    >>> problem_of_choices(["Yes", "No", "yes"])
    "two choices are 'Yes'. Change one of them"
    """
    if not FEWEST_CHOICES <= len(texts) <= MOST_CHOICES:
        found = f"there is only the choice {texts[0]!r}" if texts else "there are no choices"
        found = f"there are {len(texts)} choices" if len(texts) > MOST_CHOICES else found
        return f"{found}. Write {FEWEST_CHOICES} to {MOST_CHOICES}, the right one first"
    folded = [fold(text) for text in texts]
    twice = next((t for t, key in zip(texts, folded, strict=True) if folded.count(key) > 1), "")
    return f"two choices are {twice!r}. Change one of them" if twice else ""


class Source(NamedTuple):
    """A source of a definition."""

    title: str
    address: str
    """A validated URL, or ``""``."""
