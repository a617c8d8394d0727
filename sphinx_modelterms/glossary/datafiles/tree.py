"""What all formats are read into: text, lists and tables, each with its line."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from sphinx_modelterms.glossary.datafiles import MOST_BYTES
from sphinx_modelterms.glossary.tuples import NamedTuple

MOST_VALUES = 100_000
"""The most texts, lists and tables in a file; 5,000 terms with 20 each have as many."""

TOO_MANY = f"the file has more than {MOST_VALUES:,} values: split it"

DEEPEST = 12
"""How deep lists and tables may be nested; a question in a term of a file is at 5."""

TOO_DEEP = f"lists and tables are nested more than {DEEPEST} deep: make them flat"

MOST_PROBLEMS = 100
"""As many problems of a file are told."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
"""What no markup needs, no XML may have, and terminals obey."""


class Problem(NamedTuple):
    """Something wrong in a file."""

    line: int
    """From 1; 0 for the file as a whole."""
    message: str
    """What is wrong and what to do."""


class UnreadableFile(Exception):
    """A file that nothing can be read from.

    :param line: from 1; 0 for the file as a whole
    """

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.problem = Problem(line, message)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text; numbers, dates and words like ``no`` are texts too."""

    text: str
    line: int
    text_line: int
    """The line of its first letter, which is below :attr:`line` in a YAML block."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Tree, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """A table; each key once."""

    entries: tuple[tuple[Scalar, Tree], ...]
    line: int


@dataclass(frozen=True, slots=True)
class Refused:
    """A value that a problem was reported of."""

    line: int


Tree = Scalar | Sequence | Mapping | Refused


class Counter:
    """Counts the values of a file."""

    def __init__(self) -> None:
        self._values = 0

    def add(self, line: int) -> None:
        """One more value.

        :raises UnreadableFile: if it is one too many
        """
        self._values += 1
        if self._values > MOST_VALUES:
            raise UnreadableFile(line, TOO_MANY)


def make_scalar(text: str, line: int, problems: list[Problem], text_line: int = 0) -> Scalar:
    """A text, without such letters as only an escape can have brought in."""
    text = _plain_lines(text)
    if found := _FORBIDDEN.search(text):
        problems.append(Problem(line, _forbidden(found[0])))
        text = _FORBIDDEN.sub("", text)
    return Scalar(text, line, text_line or line)


def make_mapping(
    entries: list[tuple[Scalar, Tree]], line: int, problems: list[Problem]
) -> Mapping:
    """A table; of a key that stands twice the first value is kept."""
    kept: dict[str, tuple[Scalar, Tree]] = {}
    for key, value in entries:
        first, _ = kept.setdefault(key.text, (key, value))
        if first is not key:
            problems.append(twice(key, first.line))
    return Mapping(tuple(kept.values()), line)


def twice(key: Scalar, first: int) -> Problem:
    """The problem of a *key* that is in line *first* already."""
    message = f"the key {key.text[:40]!r} stands twice, first in line {first}; remove one"
    return Problem(key.line, message)


def decoded(content: bytes, problems: list[Problem]) -> str:
    """The text of a file, with ``\\n`` at the ends of lines and without a byte order mark.

    Control characters are left out, so that one of them does not cost the whole file.

    :param problems: what is wrong is added here
    :raises UnreadableFile: if it is too long, or not UTF-8, or holds a NUL byte
    """
    if len(content) > MOST_BYTES:
        size = f"{len(content):,} bytes; {MOST_BYTES:,} are the most"
        raise UnreadableFile(0, f"the file has {size}: split it")
    if encoding := other_encoding(content):
        raise UnreadableFile(0, f"the file is {encoding}: save it as UTF-8")
    try:
        text = _plain_lines(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        before = _plain_lines(error.object[: error.start].decode("utf-8"))
        message = "the file is not UTF-8 from here on: save it as UTF-8"
        raise UnreadableFile(before.count("\n") + 1, message) from None
    if found := _FORBIDDEN.search(text):
        line = text.count("\n", 0, found.start()) + 1
        if "\0" in text:
            line = text.count("\n", 0, text.index("\0")) + 1
            raise UnreadableFile(line, "there is a NUL byte: is this a text file?")
        problems.append(Problem(line, _forbidden(found[0])))
        text = _FORBIDDEN.sub("", text)
    return text


BYTE_ORDER_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
"""The marks of other encodings than UTF-8, longer ones first."""


def other_encoding(content: bytes) -> str:
    """The encoding of *content*, if its beginning tells that it is another one than UTF-8.

    >>> other_encoding("name".encode("utf-16")), other_encoding(b"name")
    ('UTF-16', '')
    """
    marks = BYTE_ORDER_MARKS.items()
    if told := next((name for mark, name in marks if content.startswith(mark)), ""):
        return told
    # Without a mark: Latin letters and line ends have a NUL byte beside them.
    start = content[:200]
    return "UTF-16" if len(start) > 1 and start.count(0) * 3 > len(start) else ""


def _plain_lines(text: str) -> str:
    """*text* with ends of lines that all who count them agree on."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\u2028", " ").replace("\u2029", " ")


def _forbidden(char: str) -> str:
    """The message about a letter that is left out, with all others of its kind."""
    return f"the character U+{ord(char):04X} is not allowed here; such characters are left out"
