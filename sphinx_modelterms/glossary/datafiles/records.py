"""Records of data files: options are parsed, texts are still markup."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from sphinx_modelterms.glossary.datafiles.tree import FileProblem


class Text(NamedTuple):
    """A text in markup."""

    text: str
    line: int
    """Line of the file where it begins."""


class DataQuestion(NamedTuple):
    """A question with its answer."""

    question: Text
    answer: Text
    id: str


class DataSource(NamedTuple):
    """A source of a definition."""

    title: Text
    address: str
    """A validated URL, or ``""``."""
    note: Text | None


@dataclass(frozen=True, kw_only=True)
class DataTerm:
    """A term of a data file: options are parsed, texts are still markup."""

    name: str
    line: int
    file: str = ""
    """Path of the file as messages show it."""
    markup: str = ""
    """``rst``, ``md``, or ``""`` for the markup of the project."""
    options: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    """Line of each option."""
    definition: Text | None = None
    explanation: Text | None = None
    examples: tuple[Text, ...] = ()
    questions: tuple[DataQuestion, ...] = ()
    facts: tuple[tuple[str, Text], ...] = ()
    sources: tuple[DataSource, ...] = ()

    @cached_property
    def digest(self) -> str:
        """Digest of everything except line numbers, so that a term that only moved is the same."""
        content = (
            self.name,
            self.file,
            self.markup,
            sorted(self.options.items()),
            [text and text.text for text in (self.definition, self.explanation)],
            [text.text for text in self.examples],
            [(q.question.text, q.answer.text, q.id) for q in self.questions],
            [(key, text.text) for key, text in self.facts],
            [(s.title.text, s.address, s.note and s.note.text) for s in self.sources],
        )
        return hashlib.sha256(repr(content).encode("utf-8", "surrogatepass")).hexdigest()[:16]

    @property
    def starts(self) -> tuple[int, ...]:
        """Lines in which the record and its parts begin; as many in each record with the same
        digest.
        """
        texts = [text for text in (self.definition, self.explanation) if text]
        texts += self.examples
        texts += (text for q in self.questions for text in (q.question, q.answer))
        texts += (text for _, text in self.facts)
        texts += (text for s in self.sources for text in (s.title, s.note) if text)
        options = (self.lines.get(option, self.line) for option in sorted(self.options))
        return (self.line, *options, *(text.line for text in texts))


@dataclass(frozen=True, kw_only=True)
class DataFile:
    """The terms of a file, with the settings in its head."""

    terms: tuple[DataTerm, ...] = ()
    glossary: str = ""
    language: str = ""
    licence: str = ""
    markup: str = ""
    pages: bool = True
    """True if generated pages show these terms."""


class FileRead(NamedTuple):
    """The result of reading a file."""

    content: DataFile
    problems: tuple[FileProblem, ...]
