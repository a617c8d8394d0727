"""Sphinx's glossaries as text: where they stand on a page, and what their entries are.

The rules for entries are those of Sphinx's ``glossary`` directive and of MyST-Parser's
``{.glossary}`` lists. The parsers have the last word: what is found here is compared with what
they read (:mod:`~sphinx_modelterms.migration.proof`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass
class GlossaryEntry:
    """What stands between two definitions: terms with their classifiers, and the definition."""

    first: int
    """Its first line on the page, from 0; comments before it are part of it."""
    line: int
    """The line of its first name."""
    end: int = 0
    """The line after its last."""
    names: list[str] = field(default_factory=list)
    """As written, with classifiers."""
    definition: list[str] = field(default_factory=list)
    """Its lines, not indented."""
    comments: list[str] = field(default_factory=list)
    """The lines of comments before it, as written."""
    torn: bool = False
    """Whether an empty line is between its names, so that they are most likely two entries."""


class WrittenGlossary(NamedTuple):
    """A glossary on a page."""

    first: int
    """Its first line, from 0."""
    end: int
    """The line after its last."""
    indent: str
    head: int
    """The line after those of the directive itself, with its options."""
    foot: tuple[str, ...]
    """What closes it."""
    entries: tuple[GlossaryEntry, ...]
    left: tuple[str, ...]
    """Comments after the last entry."""
    stray: int | None
    """The first line of text that no entry has, from 0."""


def glossaries(lines: Sequence[str], markdown: bool) -> Iterator[WrittenGlossary]:
    """The glossaries of a page, in order."""
    number = 0
    closing: set[int] = set()
    while number < len(lines):
        found = None
        if number in closing:
            number += 1
            continue
        if not markdown:
            found = _directive(lines, number)
        elif match := _FENCE.fullmatch(lines[number]):
            found = _fence(lines, number, match[1], match[2])
        elif re.fullmatch(r"\{[^}]*\.glossary\b[^}]*\}\s*", lines[number]):
            found = _definition_list(lines, number)
        elif match := re.match(r"\s*([`~]{3,}) *(?:\{([\w:+.-]+)\})?(?!.*`)", lines[number]):
            end = _closing(lines, number, match[1])
            if match[2] and match[2].lower() not in _LITERAL:
                closing.add(end)  # there can be a glossary within
            else:
                number = end  # an example of something
        if found:
            yield found
            number = found.end
        else:
            number += 1


_FENCE = re.compile(r"(\s*)([`:~]{3,})[ \t]*\{(?:std:)?glossary\}\s*", re.IGNORECASE)
_DIRECTIVE = re.compile(r"(\s*)\.\. +(?:std:)?glossary ?::", re.IGNORECASE)


def _directive(lines: Sequence[str], number: int) -> WrittenGlossary | None:
    match = _DIRECTIVE.fullmatch(lines[number])
    if match is None or _is_literal(lines, number, len(match[1])):
        return None
    end = number + 1
    for position in range(number + 1, len(lines)):
        if lines[position].strip():
            if _indent(lines[position]) <= len(match[1]):
                break
            end = position + 1
    filled = (_indent(line) for line in lines[number + 1 : end] if line.strip())
    width = min(filled, default=0)
    start = number + 1
    while start < end and re.match(r"\s+:[\w-]+:", lines[start]):
        start += 1
    return _made(lines, (number, start, end), width, (), match[1])


def _is_literal(lines: Sequence[str], number: int, indent: int) -> bool:
    """Whether a line is in a block that is shown as it is written, or in a comment."""
    for line in reversed(lines[:number]):
        if not line.strip() or _indent(line) >= indent:
            continue
        indent = _indent(line)
        directive = re.match(r"\s*\.\. +([\w:+.-]+) ?::", line)
        if directive:
            if directive[1].lower() in _LITERAL:
                return True
        elif line.rstrip().endswith("::") or re.match(r"\s*\.\.(\s+(?![\[_|])|$)", line):
            return True
    return False


_LITERAL = {
    *("code", "code-block", "code-cell", "sourcecode", "parsed-literal", "literalinclude"),
    *("prompt", "eval-rst", "raw", "math", "mermaid"),
}
"""Directives whose content is not read as markup, or not as that of the page."""


def _fence(lines: Sequence[str], number: int, indent: str, fence: str) -> WrittenGlossary:
    closing = _closing(lines, number, fence)
    start = number + 1
    while start < closing and re.match(r"\s*:[\w-]+:", lines[start]):
        start += 1
    if start < closing and start == number + 1 and lines[start].strip() == "---":
        start = next((n for n in range(start + 1, closing) if lines[n].strip() == "---"), start)
        start += 1
    foot = tuple(lines[closing : closing + 1])
    return _made(lines, (number, start, closing), len(indent), foot, indent)


def _closing(lines: Sequence[str], number: int, fence: str) -> int:
    """The line that closes the fence which begins in line *number*."""
    deepest = _indent(lines[number]) + 3
    for position in range(number + 1, len(lines)):
        line = lines[position].strip()
        closes = line.startswith(fence) and set(line) == {fence[0]}
        if closes and _indent(lines[position]) <= deepest:
            return position
    return len(lines)


def _made(
    lines: Sequence[str],
    borders: tuple[int, int, int],
    width: int,
    foot: tuple[str, ...],
    indent: str,
) -> WrittenGlossary:
    """A glossary.

    :param borders: its first line, the first of its content, the line after its content
    :param width: how far its content is indented
    """
    first, start, end = borders
    content = [(n, lines[n][min(width, _indent(lines[n])) :]) for n in range(start, end)]
    reader = _EntryReader()
    for number, line in content:
        reader.read(number, line)
    entries, left = reader.finished()
    return WrittenGlossary(
        first, end + len(foot), indent, start, foot, entries, left, reader.stray
    )


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


class _EntryReader:
    """Reads the content of a ``glossary`` line by line, as the directive does."""

    def __init__(self) -> None:
        self.entries: list[GlossaryEntry] = []
        self.comments: list[tuple[int, str]] = []
        self.stray: int | None = None
        self._in_definition = True
        self._in_comment = False
        self._was_empty = True
        self._width = 0

    def read(self, number: int, line: str) -> None:
        """Read a line of the page, without what the content is indented by."""
        if not line:
            if self._in_comment:
                self.comments.append((number, line))
            elif self._in_definition and self.entries:
                self.entries[-1].definition.append(line)
        elif not line[0].isspace():
            self._in_comment = line.startswith(".. ")
            if self._in_comment:
                self.comments.append((number, line))
            else:
                self._name(number, line)
        elif self._in_comment:
            self.comments.append((number, line))
        elif self.entries:
            if not self._in_definition:
                self._in_definition, self._width = True, _indent(line)
            self.entries[-1].definition.append(line[min(self._width, _indent(line)) :])
            self.entries[-1].end = number + 1
        elif self.stray is None and line.strip():
            self.stray = number
        self._was_empty = not line

    def _name(self, number: int, line: str) -> None:
        if self._in_definition or not self.entries:
            first = self.comments[0][0] if self.comments else number
            self.entries.append(GlossaryEntry(first, number))
            self._in_definition = False
        entry = self.entries[-1]
        entry.torn |= bool(entry.names) and self._was_empty
        entry.comments += _stripped([text for _, text in self.comments])
        entry.names.append(line)
        entry.end = number + 1
        self.comments = []

    def finished(self) -> tuple[tuple[GlossaryEntry, ...], tuple[str, ...]]:
        """The entries, and the comments after the last."""
        for entry in self.entries:
            entry.definition = _stripped(entry.definition)
        return tuple(self.entries), tuple(_stripped([text for _, text in self.comments]))


def _stripped(lines: list[str]) -> list[str]:
    """*lines* without empty ones at their ends."""
    filled = [number for number, line in enumerate(lines) if line.strip()]
    return lines[filled[0] : filled[-1] + 1] if filled else []


def _definition_list(lines: Sequence[str], number: int) -> WrittenGlossary | None:
    """A ``{.glossary}`` list: a term in a line, below it lines that begin with a colon."""
    entries: list[GlossaryEntry] = []
    position = end = number + 1
    while position < len(lines):
        line = lines[position]
        following = next((n for n in range(position + 1, len(lines)) if lines[n].strip()), 0)
        if not line.strip():
            position += 1
        elif following and following <= position + 2 and _marker(lines[following]):
            entry = GlossaryEntry(position, position, names=[line.strip()])
            position = end = entry.end = _defined(lines, following, entry)
            entries.append(entry)
        else:
            break
    if not entries:
        return None
    return WrittenGlossary(number, end, "", number + 1, (), tuple(entries), (), None)


def _marker(line: str) -> re.Match[str] | None:
    return re.match(r" {0,2}:(?: {1,3}|\t)(?=\S)", line)


def _defined(lines: Sequence[str], number: int, entry: GlossaryEntry) -> int:
    """Read the definitions from line *number* on; the line after them."""
    end = number
    width = 0
    for position in range(number, len(lines)):
        line = lines[position]
        if marker := _marker(line):
            if entry.definition:
                entry.definition.append("")
            width = marker.end()
            entry.definition.append(line[width:])
        elif not line.strip():
            entry.definition.append("")
            continue
        elif line[0].isspace():
            entry.definition.append(line[min(width, _indent(line)) :])
        elif lines[position - 1].strip():
            entry.definition.append(line)  # a line of the paragraph that is not indented
        else:
            break
        end = position + 1
    entry.definition = _stripped(entry.definition)
    return end
