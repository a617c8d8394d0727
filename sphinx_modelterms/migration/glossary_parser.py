"""Parser of Sphinx glossaries in source text: their lines on a page, and their entries.

The rules for entries are those of Sphinx's ``glossary`` directive and of MyST-Parser's
``{.glossary}`` lists. The real parsers have the last word: the entries found here are compared
with those that they read (:mod:`~sphinx_modelterms.migration.lossless_check`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_modelterms.migration.written_glossary import (
    EntryReader,
    GlossaryEntry,
    WrittenGlossary,
    stripped,
    width_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def glossaries(lines: Sequence[str], markdown: bool) -> Iterator[WrittenGlossary]:
    """Yield the glossaries of a page, in order."""
    number = 0
    closing: set[int] = set()
    above = [] if markdown else _lines_above(lines)
    while number < len(lines):
        found = None
        if number in closing:
            number += 1
            continue
        if not markdown:
            found = _directive(lines, number, above)
        elif match := _FENCE.fullmatch(lines[number]):
            found = _fence(lines, number, match[1], match[2])
        elif re.fullmatch(r"\{[^}]*\.glossary\b[^}]*\}\s*", lines[number]):
            found = _definition_list(lines, number)
        elif match := re.match(r"\s*([`~]{3,}) *(?:\{([\w:+.-]+)\})?(?!.*`)", lines[number]):
            end = _closing(lines, number, match[1])
            if match[2] and match[2].lower() not in _LITERAL:
                closing.add(end)  # a glossary can be nested within
            else:
                number = end  # an example in a literal block
        if found:
            yield found
            number = found.end
        else:
            number += 1


_FENCE = re.compile(r"(\s*)([`:~]{3,})[ \t]*\{(?:std:)?glossary\}\s*", re.IGNORECASE)
_DIRECTIVE = re.compile(r"(\s*)\.\. +(?:std:)?glossary ?::", re.IGNORECASE)


def _directive(lines: Sequence[str], number: int, above: Sequence[int]) -> WrittenGlossary | None:
    match = _DIRECTIVE.fullmatch(lines[number])
    if match is None or _is_literal(lines, number, above):
        return None
    end = number + 1
    for position in range(number + 1, len(lines)):
        if lines[position].strip():
            if width_of(lines[position]) <= len(match[1]):
                break
            end = position + 1
    filled = (width_of(line) for line in lines[number + 1 : end] if line.strip())
    width = min(filled, default=0)
    start = number + 1
    while start < end and re.match(r"\s+:[\w-]+:", lines[start]):
        start += 1
    return _made(lines, (number, start, end), width, (), match[1])


def _lines_above(lines: Sequence[str]) -> list[int]:
    """Return for each line the next one above it that is indented less, -1 if there is none."""
    above: list[int] = []
    around: list[int] = []
    for number, line in enumerate(lines):
        if not line.strip():
            above.append(-1)
            continue
        while around and width_of(lines[around[-1]]) >= width_of(line):
            around.pop()
        above.append(around[-1] if around else -1)
        around.append(number)
    return above


def _is_literal(lines: Sequence[str], number: int, above: Sequence[int]) -> bool:
    """Return True if a line is in a literal block or in a comment."""
    while (number := above[number]) >= 0:
        line = lines[number]
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
"""Directives whose content is not parsed as markup, or not as that of the page."""


def _fence(lines: Sequence[str], number: int, indent: str, fence: str) -> WrittenGlossary:
    closing = _closing(lines, number, fence)
    start = number + 1
    while start < closing and re.match(r"\s*:[\w-]+:", lines[start]):
        start += 1
    if start < closing and start == number + 1 and lines[start].strip() == "---":
        start = next((n for n in range(start + 1, closing) if lines[n].strip() == "---"), start)
        start += 1
    foot = tuple(lines[closing : closing + 1])
    made = _made(lines, (number, start, closing), len(indent), foot, indent)
    return made if foot else made._replace(unclosed=fence)


def _closing(lines: Sequence[str], number: int, fence: str) -> int:
    """Return the line that closes the fence which begins in line *number*."""
    deepest = width_of(lines[number]) + 3
    for position in range(number + 1, len(lines)):
        line = lines[position].strip()
        closes = line.startswith(fence) and set(line) == {fence[0]}
        if closes and width_of(lines[position]) <= deepest:
            return position
    return len(lines)


def _made(
    lines: Sequence[str],
    borders: tuple[int, int, int],
    width: int,
    foot: tuple[str, ...],
    indent: str,
) -> WrittenGlossary:
    """Return the glossary within given lines.

    :param borders: its first line, the first line of its content, the line after its content
    :param width: indentation of its content, in columns
    """
    first, start, end = borders
    content = [(n, lines[n][min(width, width_of(lines[n])) :]) for n in range(start, end)]
    reader = EntryReader()
    for number, line in content:
        reader.read(number, line)
    entries, left = reader.finished()
    return WrittenGlossary(
        first, end + len(foot), indent, start, foot, entries, left, reader.stray
    )


def _definition_list(lines: Sequence[str], number: int) -> WrittenGlossary | None:
    """Return a ``{.glossary}`` list: each term on a line, followed by lines that begin with a
    colon.
    """
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
    """Read the definitions from line *number* on, and return the line after them."""
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
            entry.definition.append(line[min(width, width_of(line)) :])
        elif lines[position - 1].strip():
            entry.definition.append(line)  # a lazy continuation line of the paragraph
        else:
            break
        end = position + 1
    entry.definition = stripped(entry.definition)
    return end
