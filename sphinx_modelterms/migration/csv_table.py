"""Import of CSV tables from any program: columns are mapped to fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_modelterms.formats.spreadsheet import original_cell
from sphinx_modelterms.glossary.datafiles.csv_rows import read_rows
from sphinx_modelterms.glossary.datafiles.keys import DATA_OPTIONS, TEXTS, canonical
from sphinx_modelterms.glossary.option_values import split_items
from sphinx_modelterms.migration.source_file import decode, read_bytes
from sphinx_modelterms.migration.term_builder import NewTerm
from sphinx_modelterms.terminal import Unusable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from sphinx_modelterms.glossary.datafiles.tree import FileProblem

USUAL = {
    "name": ("term", "word", "title", "entry", "concept", "begriff", "terme"),
    "definition": ("meaning", "description", "explanation", "text", "definitions"),
    "abbr": ("abbreviation", "acronym", "short", "short form"),
    "aliases": ("alias", "synonyms", "synonym", "also known as", "other names"),
    "category": ("topic", "domain", "group", "subject area"),
    "related": ("see also", "related terms"),
    "tags": ("tag", "keywords"),
}
"""Usual headings of the column for each field; the field's own name is recognized first."""

FIELDS = ("name", *TEXTS, *DATA_OPTIONS)


def columns(header: Sequence[str], chosen: Mapping[str, str]) -> list[str]:
    """Return the field of each column; ``""`` for a column that is not imported.

    :param chosen: column to field, from the command line
    :raises Unusable: if no column has the name or a text, or *chosen* names an unknown column or
        field
    """
    there = ", ".join(filter(None, header))
    if wrong := [column for column in chosen if column not in header]:
        raise Unusable(f"there is no column {wrong[0]!r}. The columns are {there}")
    if wrong := [field for field in chosen.values() if canonical(field) not in FIELDS]:
        raise Unusable(f"there is no field {wrong[0]!r}. The fields are {', '.join(FIELDS)}")
    fields: list[str] = []
    for column in header:
        field = canonical(chosen.get(column, "")) or _usual_field(column)
        fields.append("" if field in fields else field)
    if "name" not in fields:
        message = f"can't tell which column ({there}) has the names of the terms"
        raise Unusable(f"{message}. Specify it with --column 'COLUMN=name'")
    if not any(text in fields for text in TEXTS):
        left = [column for column, field in zip(header, fields, strict=True) if not field]
        column = next(filter(None, left), "COLUMN")
        if "'" in column or not column.isprintable():
            column = "COLUMN"
        message = f"can't tell which column ({there}) has the definitions of the terms"
        message += f". Specify it with --column '{column}=definition'"
        raise Unusable(f"{message}, or add an empty column 'definition' if pages define the terms")
    return fields


def _usual_field(column: str) -> str:
    """Return the field for which a column's heading is usual; ``""`` if there is none."""
    word = " ".join(column.lower().replace("_", " ").split())
    own = canonical(word.replace(" ", "-"))
    usual = (field for field, words in USUAL.items() if word in words)
    return own if own in FIELDS else next(usual, "")


def read_words(path: Path, chosen: Mapping[str, str]) -> tuple[list[NewTerm], list[str]]:
    """Return the terms of a table, and notes on the field of each column.

    :raises Unusable: if the file cannot be read, or a row would be lost
    :param chosen: column to field, from the command line
    """
    text = "\n".join(re.split("\r\n|\r|\n", decode(path, read_bytes(path))))
    problems: list[FileProblem] = []
    rows = list(read_rows(text, lambda cell: cell in chosen or bool(_usual_field(cell)), problems))
    if problems:
        raise Unusable(f"{path}:{problems[0].line}: {problems[0].message}")
    if len(rows) < 2:
        raise Unusable(
            f"{path} has no rows below the names of its columns" if rows else f"{path} is empty"
        )
    header = [cell.strip() for cell in rows[0][1]]
    fields = columns(header, chosen)
    terms = [_term(path, line, cells, fields) for line, cells in rows[1:]]
    return terms, list(_taken(header, fields, [cells for _, cells in rows[1:]]))


def _taken(
    header: Sequence[str], fields: Sequence[str], rows: Sequence[Sequence[str]]
) -> Iterator[str]:
    """Yield the field of each column, in the syntax of ``--column``."""
    for number, (column, field) in enumerate(zip(header, fields, strict=True)):
        if field:
            yield f"{column}={field}"
        elif any(cells[number].strip() for cells in rows if number < len(cells)):
            yield f"{column or f'column {number + 1}'} (not used)"


def _term(path: Path, line: int, row: Sequence[str], fields: Sequence[str]) -> NewTerm:
    """Return the term of a row.

    :raises Unusable: if it has no name, or more cells than there are columns
    """
    if any(cell.strip() for cell in row[len(fields) :]):
        message = f"the row has {len(row)} cells, but there are {len(fields)} columns. Put cells "
        message += "that contain the delimiter in double quotes"
        raise Unusable(f"{path}:{line}: {message}")
    texts = [original_cell(cell.strip()).strip() for cell in row]
    cells = {f: text for f, text in zip(fields, texts, strict=False) if f and text}
    name = " ".join(cells.pop("name", "").split())
    if not name:
        raise Unusable(f"{path}:{line}: the row that begins with {row[:3]} has no name")
    parts = [cells.pop(key, "") for key in TEXTS]
    lines = "\n\n".join(filter(None, parts)).split("\n")
    options = {key: list(_items(key, value)) for key, value in cells.items()}
    definition = tuple(text.rstrip() for text in lines) if any(parts) else ()
    return NewTerm(name, options, definition, (), line - 1)


def _items(key: str, value: str) -> Iterator[str]:
    if DATA_OPTIONS[key].kind != "list":
        yield " ".join(value.split())
        return
    try:
        yield from split_items(value.replace(";", ",") if "," not in value else value)
    except ValueError:
        yield " ".join(value.split())
