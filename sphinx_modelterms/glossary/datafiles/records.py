"""Records: the terms of data files, with their values checked and their texts still in markup."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sphinx_modelterms.glossary.scopes import meaning_key
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from sphinx_modelterms.glossary.datafiles.tree import FileProblem


class Text(NamedTuple):
    """A text in markup."""

    text: str
    """The text as written."""
    line: int
    """The line of the file where it begins, from 1."""


class DataQuestion(NamedTuple):
    """A question with its answer."""

    question: Text
    """The question, in one paragraph."""
    answer: Text
    """The answer, in any number of paragraphs."""
    id: str
    """The end of the question's anchor, or ``""``."""


class DataQuizQuestion(NamedTuple):
    """A question with choices, which quizzes ask."""

    question: Text
    """The question, in one paragraph."""
    choices: tuple[Text, ...]
    """The choices, each in one paragraph, the right one first."""
    explanation: Text | None
    """Why the answer is right, in one paragraph."""

    @property
    def texts(self) -> tuple[Text, ...]:
        """All texts in the order of the fields."""
        return (self.question, *self.choices, *filter(None, [self.explanation]))


class DataSource(NamedTuple):
    """A source of a term."""

    title: Text
    """The title, in one paragraph."""
    address: str
    """A validated URL, or ``""``."""
    note: Text | None
    """Anything else about the source."""


@dataclass(frozen=True, kw_only=True)
class DataTerm:
    """A term in a data file."""

    name: str
    """The name of the term."""
    line: int
    """The line of the file where the record begins, from 1."""
    file: str = ""
    """The path of the file, as passed to ``read_file``."""
    markup: str = ""
    """The markup of the texts: ``rst``, ``md``, or ``""`` for that of the project."""
    options: dict[str, Any] = field(default_factory=dict)
    """The options of the ``term`` directive, such as ``level``, with their checked values."""
    lines: dict[str, int] = field(default_factory=dict)
    """The line of each option."""
    definition: Text | None = None
    """The definition, if the record has one."""
    explanation: Text | None = None
    """The explanation, if the record has one."""
    examples: tuple[Text, ...] = ()
    """The examples."""
    questions: tuple[DataQuestion, ...] = ()
    """The questions."""
    facts: tuple[tuple[str, Text], ...] = ()
    """The facts: key and value of each."""
    sources: tuple[DataSource, ...] = ()
    """The sources."""
    quiz: tuple[DataQuizQuestion, ...] = ()
    """The questions that quizzes ask."""

    @property
    def scope(self) -> str:
        """The scope of the term, or ``""``."""
        scope: str = self.options.get("scope", "")
        return scope

    @property
    def key(self) -> str:
        """The key of the record: no other record has the same name and scope."""
        return meaning_key(self.name, self.scope)

    @cached_property
    def digest(self) -> str:
        """A digest of everything except line numbers, so that moving a term doesn't change it."""
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
            [([text.text for text in q.texts], len(q.choices)) for q in self.quiz],
        )
        return hashlib.sha256(repr(content).encode("utf-8", "surrogatepass")).hexdigest()[:16]

    @property
    def starts(self) -> tuple[int, ...]:
        """The lines in which the record and its parts begin.

        Records with the same digest have the same number of them.
        """
        texts = [text for text in (self.definition, self.explanation) if text]
        texts += self.examples
        texts += (text for q in self.questions for text in (q.question, q.answer))
        texts += (text for _, text in self.facts)
        texts += (text for s in self.sources for text in (s.title, s.note) if text)
        texts += (text for q in self.quiz for text in q.texts)
        options = (self.lines.get(option, self.line) for option in sorted(self.options))
        return (self.line, *options, *(text.line for text in texts))


@dataclass(frozen=True, kw_only=True)
class DataFile:
    """The terms of a data file, with the settings in its head."""

    terms: tuple[DataTerm, ...] = ()
    """The terms in the order of the file."""
    glossary: str = ""
    """The name of the glossary."""
    language: str = ""
    """The language of the texts, such as ``en``."""
    licence: str = ""
    """The license of the texts, such as ``CC-BY-4.0``."""
    markup: str = ""
    """The markup of the texts: ``rst``, ``md``, or ``""`` for that of the project."""
    pages: bool = True
    """True if the terms get generated pages."""


class FileRead(NamedTuple):
    """The result of reading a data file."""

    content: DataFile
    """Everything that could be read."""
    problems: tuple[FileProblem, ...]
    """The mistakes in the file, in the order of lines."""
