"""Reports for terminals, spreadsheets and programs."""

from __future__ import annotations

import csv
import io
import unicodedata
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

from sphinx_modelterms.formats.spreadsheet import harmless_cell
from sphinx_modelterms.glossary.text.characters import printable
from sphinx_modelterms.glossary.text.sentences import ELLIPSIS
from sphinx_modelterms.vocabulary.report_specs import REPORTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pyarrow as pa

WIDEST = 40
"""Maximum width of a column in a terminal; other columns are as wide as their texts."""

LONG = frozenset({"url"})
"""Columns that are left out in a terminal, as are empty ones."""


def as_table(tables: Mapping[str, pa.Table], limit: int) -> str:
    """Return reports for a terminal.

    :param limit: maximum number of rows of each; 0 for all
    """
    return "\n".join(line for name, table in tables.items() for line in _lines(name, table, limit))


def _lines(name: str, table: pa.Table, limit: int) -> Iterator[str]:
    report = REPORTS[name]
    yield f"{report.title}: {report.help} ({table.num_rows:,})"
    yield ""
    if not table.num_rows:
        yield f"  {report.empty}"
    else:
        shown = table.slice(0, limit) if limit else table
        columns = [
            (head.replace("_", " "), [*map(_cell, shown.column(head).to_pylist())])
            for head in table.column_names
            if head not in LONG
        ]
        columns = [(head, cells) for head, cells in columns if any(cells)]
        heads = [head for head, _ in columns]
        rows = [[*row] for row in zip(*(cells for _, cells in columns), strict=True)]
        widths = [
            min(WIDEST, max(_width(row[place]) for row in [heads, *rows]))
            for place in range(len(heads))
        ]
        yield _line(heads, widths)
        yield _line(["-" * width for width in widths], widths)
        yield from (_line(row, widths) for row in rows)
        if rest := table.num_rows - shown.num_rows:
            yield f"  {rest:,} more; show all with --limit 0"
    yield ""


def _cell(value: object) -> str:
    return printable(f"{value:,}" if isinstance(value, int) else str(value))


def _line(cells: list[str], widths: list[int]) -> str:
    fitted = (_fitted(cell, width) for cell, width in zip(cells, widths, strict=True))
    return f"  {'  '.join(fitted)}".rstrip()


def _fitted(text: str, width: int) -> str:
    if _width(text) > width:
        while _width(text) >= width:
            text = text[:-1]
        text += ELLIPSIS
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    """Return the number of columns that *text* takes in a terminal.

    >>> _width("token"), _width("词"), _width("e\\u0301")
    (5, 2, 1)
    """
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def as_csv(tables: Mapping[str, pa.Table], limit: int) -> str:
    """Return the rows of a report for a spreadsheet."""
    (table,) = tables.values()
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.column_names)
    for row in rows_of(table, limit):
        writer.writerow(harmless_cell(str(value)) for value in row.values())
    return text.getvalue()


def as_json(tables: Mapping[str, pa.Table], limit: int) -> str:
    """Return reports as an object with a list of rows for each, a line a row."""
    reports = []
    for name, table in tables.items():
        rows = ",\n".join(_json_rows(table.slice(0, limit) if limit else table))
        reports.append(f"{encode(name)}: [\n{rows}\n]" if rows else f"{encode(name)}: []")
    return "{\n" + ",\n".join(reports) + "\n}\n"


def _json_rows(table: pa.Table) -> Iterator[str]:
    """Yield the rows of a table as JSON.

    They are put together from encoded columns, which takes a third of the time of encoding rows:
    some reports have hundreds of thousands.
    """
    row = "{" + ", ".join(f"{encode(name)}: %s" for name in table.column_names) + "}"
    for batch in table.to_batches(max_chunksize=1_000):
        columns = (map(encode, column.to_pylist()) for column in batch.columns)
        yield from map(row.__mod__, zip(*columns, strict=True))


def encode(value: str | int) -> str:
    """Return a value as JSON."""
    return encode_basestring(value) if isinstance(value, str) else str(value)


def rows_of(table: pa.Table, limit: int = 0) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table, a few of which are in memory at a time.

    :param limit: maximum number of rows; 0 for all
    """
    for batch in (table.slice(0, limit) if limit else table).to_batches(max_chunksize=1_000):
        yield from batch.to_pylist()
