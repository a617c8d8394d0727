"""The tree into which all formats are read: text, lists and mappings, each with its line."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from sphinx_modelterms.glossary.limits import raised, too_long
from sphinx_modelterms.glossary.text.characters import FORBIDDEN, harmless
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

DEEPEST = 12
"""Maximum nesting of lists and mappings; a question of a term in a file is at level 5."""

TOO_DEEP = (
    f"lists and key-value pairs are nested more than {DEEPEST} levels deep. Use fewer levels"
)

MOST_HINTS = 100
"""Maximum number of problems of a file for which hints are searched: each search takes a while."""

MOST_MARKS = 30
"""Maximum number of combining marks in a row, as in the Stream-Safe Text Format of Unicode (UAX
15). Normalizing longer runs takes quadratic time.
"""


_MARK_RUN = re.compile(rf"[^\x00-\u02ff\w\s]{{{MOST_MARKS + 1}}}")
"""A run of characters that can be too many marks: Python counts no mark as a word character."""


class FileProblem(NamedTuple):
    """A mistake in a data file."""

    line: int
    """The line, from 1; 0 for the file as a whole."""
    message: str
    """The mistake, and how to fix it."""


class UnreadableFile(Exception):
    """A file that cannot be read at all.

    :param line: line number from 1; 0 for the file as a whole
    """

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.problem = FileProblem(line, message)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text; numbers, dates and words like ``no`` are texts, too."""

    text: str
    line: int
    text_line: int
    """Line of its first character, which is below :attr:`line` in a YAML block scalar."""


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Tree, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping with unique keys."""

    entries: tuple[tuple[Scalar, Tree], ...]
    line: int


@dataclass(frozen=True, slots=True)
class Refused:
    """A value for which a problem was reported."""

    line: int


Tree = Scalar | Sequence | Mapping | Refused


class Counter:
    """Counter of the values of a file, which may have *most* of them."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values = 0

    def add(self, line: int) -> None:
        """Count one more value.

        :raises UnreadableFile: if the limit is exceeded
        """
        self._values += 1
        if self._values > self._most:
            message = f"the file has more than {self._most:,} values. Split it"
            raise UnreadableFile(line, f"{message}, {raised('values')}")


def make_scalar(text: str, line: int, problems: list[FileProblem], text_line: int = 0) -> Scalar:
    """Return a text, without forbidden characters that an escape sequence has brought in."""
    text = _plain_lines(text)
    if found := FORBIDDEN.search(text):
        problems.append(FileProblem(line, _forbidden(found[0])))
    text = _without_mark_runs(harmless(text), line, problems)
    return Scalar(text, line, text_line or line)


def make_mapping(
    entries: list[tuple[Scalar, Tree]], line: int, problems: list[FileProblem], begin: str = ""
) -> Mapping:
    """Return a mapping; of a duplicate key, the first value is kept.

    :param begin: start of the next item of a list: if the first key of a mapping is repeated, that
        has been forgotten, and the keys below it belong to the next item
    """
    kept: dict[str, tuple[Scalar, Tree]] = {}
    next_item = False
    for key, value in entries:
        first, _ = kept.setdefault(key.text, (key, value))
        if first is key:
            continue
        if begin and first is entries[0][0]:
            next_item = True
            problems.append(twice(key, first.line, f"{begin}, or remove one of them"))
        elif not next_item:
            problems.append(twice(key, first.line))
    return Mapping(tuple(kept.values()), line)


def twice(key: Scalar, first: int, cure: str = "Remove one of them") -> FileProblem:
    """Return the problem of a *key* that is already in line *first*."""
    message = f"the key {key.text[:40]!r} is already on line {first}. {cure}"
    return FileProblem(key.line, message)


def decoded(content: bytes, problems: list[FileProblem], most: int) -> str:
    """Return the text of a file, with ``\\n`` at the ends of lines and without a byte order mark.

    Control characters are removed, so that one of them does not cost the whole file.

    :param problems: mistakes are appended here
    :param most: maximum size in bytes
    :raises UnreadableFile: if the file is too long, not UTF-8, or contains a NUL byte
    """
    if len(content) > most:
        raise UnreadableFile(0, too_long(len(content), most))
    if encoding := other_encoding(content):
        raise UnreadableFile(0, f"the file is {encoding}. Save it as UTF-8")
    try:
        text = _plain_lines(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        before = _plain_lines(error.object[: error.start].decode("utf-8"))
        message = "the file isn't UTF-8 from here on. Save it as UTF-8"
        raise UnreadableFile(before.count("\n") + 1, message) from None
    if found := FORBIDDEN.search(text):
        line = text.count("\n", 0, found.start()) + 1
        if "\0" in text:
            line = text.count("\n", 0, text.index("\0")) + 1
            raise UnreadableFile(line, "the file contains a NUL byte. Is it a text file?")
        problems.append(FileProblem(line, _forbidden(found[0])))
        text = FORBIDDEN.sub("", text)
    if found := _MARK_RUN.search(text):
        line = text.count("\n", 0, found.start()) + 1
        text = _without_mark_runs(text, line, problems)
    return text


def _without_mark_runs(text: str, line: int, problems: list[FileProblem]) -> str:
    """Return *text* with only the first ones of too many combining marks in a row."""
    if not _MARK_RUN.search(text):
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
        message = f"a letter has more than {MOST_MARKS} accents, so {left_out:,} are left out"
        problems.append(FileProblem(line, message))
    return "".join(parts)


BYTE_ORDER_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
"""Byte order marks of encodings other than UTF-8, longer ones first."""


def other_encoding(content: bytes) -> str:
    """Return the encoding of *content* if its beginning shows that it is not UTF-8, else ``""``.

    >>> other_encoding("name".encode("utf-16")), other_encoding(b"name")
    ('UTF-16', '')
    """
    marks = BYTE_ORDER_MARKS.items()
    if marked := next((name for mark, name in marks if content.startswith(mark)), ""):
        return marked
    # Without a byte order mark: Latin letters and line ends are next to a NUL byte.
    start = content[:200]
    return "UTF-16" if len(start) > 1 and start.count(0) * 3 > len(start) else ""


def _plain_lines(text: str) -> str:
    """Return *text* with line ends that every tool counts in the same way."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\u2028", " ").replace("\u2029", " ")


def _forbidden(char: str) -> str:
    """Return the message about a forbidden character, which is removed wherever it occurs."""
    return f"the character U+{ord(char):04X} isn't allowed here. Such characters are left out"
