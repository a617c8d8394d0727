"""Rows of CSV as spreadsheets write it: delimiters, empty rows, broken quotes."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.datafiles.tree import FileProblem

if TYPE_CHECKING:
    from _csv import Reader
    from collections.abc import Callable, Iterator

DELIMITERS = ",;\t|"

_SEPARATOR_LINE = re.compile(r'\s*"?sep=(.)"?[,;\t]*\n', re.IGNORECASE)
"""The line that tells Excel which delimiter is used."""

LOOK_AHEAD = 20
"""Maximum number of rows before the one that names the columns."""


def read_rows(
    text: str, is_known: Callable[[str], bool], problems: list[FileProblem]
) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not empty, each with the number of its first line.

    :param text: with ``\\n`` at the ends of lines
    :param is_known: returns True if a cell names a column, by which the delimiter is detected
    :param problems: mistakes are appended here
    """
    line = 1
    delimiter = delimiter_of(text, is_known)
    if stated := _SEPARATOR_LINE.match(text):
        line += stated[0].count("\n")
        text = text[stated.end() :]
    rows = _reader(text, delimiter)
    before = line - 1
    while True:
        try:
            row = next(rows, None)
        except csv.Error as error:
            end = before + rows.line_num
            message, goes_on = _broken(error, more=end > line)
            problems.append(FileProblem(line, message))
            if not goes_on:
                return
            row = []
        if row is None:
            return
        if any(cell.strip() for cell in row):
            yield line, row
        line = before + rows.line_num + 1


def _reader(text: str, delimiter: str) -> Reader:
    # Without this, a space after a delimiter would make the quote a part of the value.
    return csv.reader(
        io.StringIO(text, newline=""), delimiter=delimiter, strict=True, skipinitialspace=True
    )


def delimiter_of(text: str, is_known: Callable[[str], bool]) -> str:
    """Return the delimiter that the file declares; else the one that splits the first row into the
    most known columns, or the most columns at all.

    >>> delimiter_of("name;definition, short", {"name"}.__contains__)
    ';'
    """
    if stated := _SEPARATOR_LINE.match(text):
        return stated[1]
    first = text.lstrip("\n").partition("\n")[0]

    def merit(delimiter: str) -> tuple[int, int]:
        try:
            cells: list[str] = next(_reader(first, delimiter), [])
        except csv.Error:
            cells = first.split(delimiter)
        return sum(map(is_known, cells)), len(cells)

    return max(DELIMITERS, key=merit)


def _broken(error: csv.Error, *, more: bool) -> tuple[str, bool]:
    """Return the message about a broken row, and True if the rows below can be read.

    :param more: True if the row has several lines, so that its end is uncertain
    """
    reason = str(error)
    if "expected after" in reason:
        what = "text follows a closing quote"
    elif "field larger" in reason:
        what, more = f"a cell is longer than {csv.field_size_limit():,} characters", True
    elif "end of data" in reason:
        what, more = "a cell begins with a quote that is never closed", True
    else:
        what = f"can't read this as CSV ({reason})"
    left = "this row and all rows below are left out" if more else "this row is left out"
    return f'{what}, so {left}. Inside a quoted cell, write "" for a quote', not more
