"""The records of the parts of a term that come in any number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
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


class Source(NamedTuple):
    """A source of a definition."""

    title: str
    address: str
    """A validated URL, or ``""``."""
