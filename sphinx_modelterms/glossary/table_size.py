"""Number of cells in the tables of a text, including those that only pad short rows.

Parsers pad all rows to the length of the longest one. So a line of 4,500 commas above 900 short
lines has 12 kilobytes, but makes four million cells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FEW = 300
"""Number of cells that any table may have, however short its source."""

NARROW = 10
"""Number of columns that any table may have, however short its rows."""

_BORDER = lazy_pattern(r"\s*=+( +=+)+\s*")
"""The border line of a simple table in reStructuredText."""

_BELOW_HEAD = lazy_pattern(r"[\s>*+\d.)]*[\s|:-]*\|[\s|:-]*")
"""The line below the head of a table in Markdown."""


def is_too_big(cells: int, lines: Sequence[str]) -> bool:
    """Return True if *cells* are out of proportion to the *lines* in which they are written."""
    return cells > max(FEW, NARROW * len(lines), sum(map(len, lines)))


def cells_at_most(lines: Iterable[str]) -> int:
    """Return the maximum number of cells that tables in a text can have, not counting those of
    directives.

    >>> cells_at_most(["| a | b |", "|---|---|", "| 1 |", "| 2 |", "", "More"])
    6
    >>> cells_at_most(["= = =", "a", "", "b c", "= = ="])
    6
    """
    cells = columns = 0
    in_markdown = False
    for line in lines:
        if not line.strip():
            columns = 0 if in_markdown else columns
        elif _BORDER.fullmatch(line):
            columns, in_markdown = len(line.split()), False
        elif "-" in line and _BELOW_HEAD.fullmatch(line):
            columns, in_markdown = sum("-" in cell for cell in line.split("|")), True
            cells += columns
        else:
            cells += columns
    return cells
