"""What all formats are read into: text, lists and tables, each with its line."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from sphinx_modelterms.glossary.limits import raised, too_long
from sphinx_modelterms.glossary.text.characters import FORBIDDEN, harmless
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

DEEPEST = 12
"""How deep lists and tables may be nested; a question in a term of a file is at 5."""

TOO_DEEP = f"lists and tables are nested more than {DEEPEST} deep: make them flat"

MOST_HINTS = 100
"""For so many problems of a file, hints are looked for: each takes a while."""

MOST_MARKS = 30
"""How many combining marks follow each other, as in the Stream-Safe Text Format of Unicode (UAX
15). To put more of them in order takes a time that grows with the square of their number."""


_HEAP = re.compile(rf"[^\x00-\u02ff\w\s]{{{MOST_MARKS + 1}}}")
"""What may be a heap of marks: none of them counts as a part of a word for Python."""


class FileProblem(NamedTuple):
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
        self.problem = FileProblem(line, message)


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
    """Counts the values of a file, of which there are *most*."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values = 0

    def add(self, line: int) -> None:
        """One more value.

        :raises UnreadableFile: if it is one too many
        """
        self._values += 1
        if self._values > self._most:
            message = f"the file has more than {self._most:,} values: split it"
            raise UnreadableFile(line, f"{message}, {raised('values')}")


def make_scalar(text: str, line: int, problems: list[FileProblem], text_line: int = 0) -> Scalar:
    """A text, without such letters as only an escape can have brought in."""
    text = _plain_lines(text)
    if found := FORBIDDEN.search(text):
        problems.append(FileProblem(line, _forbidden(found[0])))
    text = _without_heaps(harmless(text), line, problems)
    return Scalar(text, line, text_line or line)


def make_mapping(
    entries: list[tuple[Scalar, Tree]], line: int, problems: list[FileProblem], begin: str = ""
) -> Mapping:
    """A table; of a key that stands twice the first value is kept.

    :param begin: how the next item of a list is begun; where the first key of a table comes
        again, that has been forgotten, and the keys below it are those of the next item
    """
    kept: dict[str, tuple[Scalar, Tree]] = {}
    next_item = False
    for key, value in entries:
        first, _ = kept.setdefault(key.text, (key, value))
        if first is key:
            continue
        if begin and first is entries[0][0]:
            next_item = True
            problems.append(twice(key, first.line, f"{begin}, or remove one"))
        elif not next_item:
            problems.append(twice(key, first.line))
    return Mapping(tuple(kept.values()), line)


def twice(key: Scalar, first: int, cure: str = "remove one") -> FileProblem:
    """The problem of a *key* that is in line *first* already."""
    message = f"the key {key.text[:40]!r} stands twice, first in line {first}; {cure}"
    return FileProblem(key.line, message)


def decoded(content: bytes, problems: list[FileProblem], most: int) -> str:
    """The text of a file, with ``\\n`` at the ends of lines and without a byte order mark.

    Control characters are left out, so that one of them does not cost the whole file.

    :param problems: what is wrong is added here
    :param most: how many bytes it may have
    :raises UnreadableFile: if it is too long, or not UTF-8, or holds a NUL byte
    """
    if len(content) > most:
        raise UnreadableFile(0, too_long(len(content), most))
    if encoding := other_encoding(content):
        raise UnreadableFile(0, f"the file is {encoding}: save it as UTF-8")
    try:
        text = _plain_lines(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        before = _plain_lines(error.object[: error.start].decode("utf-8"))
        message = "the file is not UTF-8 from here on: save it as UTF-8"
        raise UnreadableFile(before.count("\n") + 1, message) from None
    if found := FORBIDDEN.search(text):
        line = text.count("\n", 0, found.start()) + 1
        if "\0" in text:
            line = text.count("\n", 0, text.index("\0")) + 1
            raise UnreadableFile(line, "there is a NUL byte: is this a text file?")
        problems.append(FileProblem(line, _forbidden(found[0])))
        text = FORBIDDEN.sub("", text)
    if found := _HEAP.search(text):
        line = text.count("\n", 0, found.start()) + 1
        text = _without_heaps(text, line, problems)
    return text


def _without_heaps(text: str, line: int, problems: list[FileProblem]) -> str:
    """*text* without the marks that are heaped on one letter, but for the first ones."""
    if not _HEAP.search(text):
        return text
    parts: list[str] = []
    height = left_out = 0
    for char in text:
        height = height + 1 if unicodedata.combining(char) else 0
        if height <= MOST_MARKS:
            parts.append(char)
        else:
            left_out += 1
    if left_out:
        message = f"a letter has more than {MOST_MARKS} accents: {left_out:,} are left out"
        problems.append(FileProblem(line, message))
    return "".join(parts)


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
