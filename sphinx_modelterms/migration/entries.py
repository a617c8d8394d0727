"""Sphinx's glossaries as text: where they stand on a page, and what their entries are.

The rules for entries are those of Sphinx's ``glossary`` directive and of MyST-Parser's
``{.glossary}`` lists; nothing is parsed that they leave to the markup.
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

    names: list[str] = field(default_factory=list)
    """As written, with classifiers."""
    definition: list[str] = field(default_factory=list)
    """Its lines, not indented."""
    comments: list[str] = field(default_factory=list)
    """The lines of comments before it, as written."""


class WrittenGlossary(NamedTuple):
    """A glossary on a page."""

    first: int
    """Its first line, from 0."""
    end: int
    """The line after its last."""
    indent: str
    sorted: bool
    head: tuple[str, ...]
    """The lines of the directive itself, with its options."""
    foot: tuple[str, ...]
    """What closes it."""
    entries: tuple[GlossaryEntry, ...]
    left: tuple[str, ...]
    """Comments after the last entry."""


def glossaries(lines: Sequence[str], markdown: bool) -> Iterator[WrittenGlossary]:
    """The glossaries of a page, in order."""
    number = 0
    while number < len(lines):
        found = None
        if not markdown:
            found = _directive(lines, number)
        elif match := re.fullmatch(r"(\s*)([`:~]{3,})\{glossary\}\s*", lines[number]):
            found = _fence(lines, number, match[1], match[2])
        elif re.fullmatch(r"\{[^}]*\.glossary\b[^}]*\}\s*", lines[number]):
            found = _definition_list(lines, number)
        elif match := re.match(r"\s*([`~]{3,})(?!.*`)", lines[number]):
            number = _closing(lines, number, match[1])  # an example of something
        if found:
            yield found
            number = found.end
        else:
            number += 1


def _directive(lines: Sequence[str], number: int) -> WrittenGlossary | None:
    match = re.fullmatch(r"(\s*)\.\. glossary::\s*", lines[number])
    if match is None or _is_literal(lines, number, len(match[1])):
        return None
    end = number + 1
    for position in range(number + 1, len(lines)):
        if lines[position].strip():
            if _indent(lines[position]) <= len(match[1]):
                break
            end = position + 1
    block = list(lines[number + 1 : end])
    options = 0
    while options < len(block) and re.match(r"\s+:[\w-]+:", block[options]):
        options += 1
    head = (lines[number], *block[:options])
    return _made(head, block[options:], (), number, end, match[1])


def _is_literal(lines: Sequence[str], number: int, indent: int) -> bool:
    """Whether a line is in a block that is shown as it is written."""
    for line in reversed(lines[:number]):
        if not line.strip() or _indent(line) >= indent:
            continue
        indent = _indent(line)
        directive = re.match(r"\s*\.\. ([\w:-]+)::", line)
        if directive and directive[1] in _LITERAL:
            return True
        if not directive and line.rstrip().endswith("::"):
            return True
    return False


_LITERAL = {"code", "code-block", "sourcecode", "parsed-literal", "literalinclude", "prompt"}


def _fence(lines: Sequence[str], number: int, indent: str, fence: str) -> WrittenGlossary:
    closing = _closing(lines, number, fence)
    start = number + 1
    while start < closing and re.match(r"\s*:[\w-]+:", lines[start]):
        start += 1
    if start < closing and start == number + 1 and lines[start].strip() == "---":
        start = next((n for n in range(start + 1, closing) if lines[n].strip() == "---"), start)
        start += 1
    foot = tuple(lines[closing : closing + 1])
    block = lines[start:closing]
    return _made(tuple(lines[number:start]), block, foot, number, closing + 1, indent)


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
    head: tuple[str, ...],
    block: Sequence[str],
    foot: tuple[str, ...],
    first: int,
    end: int,
    indent: str,
) -> WrittenGlossary:
    sorted_ = any(re.match(r"\s*:?sorted:", line) for line in head[1:])
    entries, left = _entries(_dedented(block))
    end = min(end, first + len(head) + len(block) + len(foot))
    return WrittenGlossary(first, end, indent, sorted_, head, foot, entries, left)


def _dedented(block: Sequence[str]) -> list[str]:
    indent = min((_indent(line) for line in block if line.strip()), default=0)
    return [line[indent:].rstrip() for line in block]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _entries(lines: Sequence[str]) -> tuple[tuple[GlossaryEntry, ...], tuple[str, ...]]:
    """The entries in the content of a ``glossary``, and the comments after the last."""
    entries: list[GlossaryEntry] = []
    comments: list[str] = []
    in_definition, in_comment, width = True, False, 0
    for line in lines:
        if not line:
            if in_comment:
                comments.append(line)
            elif in_definition and entries:
                entries[-1].definition.append(line)
        elif not line[0].isspace():
            in_comment = line.startswith(".. ")
            if in_comment:
                comments.append(line)
                continue
            if in_definition or not entries:
                entries.append(GlossaryEntry(comments=_stripped(comments)))
                in_definition, comments = False, []
            entries[-1].names.append(line)
        elif in_comment:
            comments.append(line)
        elif entries:
            if not in_definition:
                in_definition, width = True, _indent(line)
            entries[-1].definition.append(line[min(width, _indent(line)) :])
    for entry in entries:
        entry.definition = _stripped(entry.definition)
    return tuple(entries), tuple(_stripped(comments))


def _stripped(lines: list[str]) -> list[str]:
    """*lines* without empty ones at their ends."""
    filled = [number for number, line in enumerate(lines) if line]
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
            entry = GlossaryEntry([line.strip()])
            position = end = _defined(lines, following, entry)
            entries.append(entry)
        else:
            break
    if not entries:
        return None
    head = (lines[number],)
    return WrittenGlossary(number, end, "", False, head, (), tuple(entries), ())


def _marker(line: str) -> re.Match[str] | None:
    return re.match(r" {0,2}:(?: {1,3}|\t)(?=\S)", line)


def _defined(lines: Sequence[str], number: int, entry: GlossaryEntry) -> int:
    """Read the definitions from line *number* on; the line after them."""
    end = number
    width = 0
    for position in range(number, len(lines)):
        line = lines[position].rstrip()
        if marker := _marker(line):
            if entry.definition:
                entry.definition.append("")
            width = marker.end()
            entry.definition.append(line[width:])
        elif not line:
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
