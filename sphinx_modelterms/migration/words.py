"""CSV of any program: which column means what."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.datafiles.keys import DATA_OPTIONS, TEXTS, canonical
from sphinx_modelterms.glossary.fields import split_items
from sphinx_modelterms.migration.terms import NewTerm

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

USUAL = {
    "name": ("term", "word", "title", "entry", "concept", "begriff", "terme"),
    "definition": ("meaning", "description", "explanation", "text", "definitions"),
    "abbr": ("abbreviation", "acronym", "short", "short form"),
    "aliases": ("alias", "synonyms", "synonym", "also known as", "other names"),
    "category": ("topic", "domain", "group", "subject area"),
    "related": ("see also", "related terms"),
    "tags": ("tag", "keywords"),
}
"""What columns are called for a field; the field's own name goes before these."""

FIELDS = ("name", *TEXTS, *DATA_OPTIONS)


class Unusable(ValueError):
    """The table cannot be read, in words for its owner."""


def columns(header: list[str], said: Mapping[str, str]) -> list[str]:
    """The field of each column; ``""`` for one that nothing is made of.

    :param said: column to field, from the command
    :raises Unusable: if no column is the name, or what was said is wrong
    """
    if wrong := [column for column in said if column not in header]:
        raise Unusable(f"there is no column {wrong[0]!r}; there are {', '.join(header)}")
    if wrong := [field for field in said.values() if canonical(field) not in FIELDS]:
        raise Unusable(f"there is no field {wrong[0]!r}; there are {', '.join(FIELDS)}")
    fields: list[str] = []
    for column in header:
        word = column.strip().lower().replace("_", " ")
        own = canonical(word.replace(" ", "-"))
        usual = next((field for field, words in USUAL.items() if word in words), "")
        field = canonical(said.get(column, "")) or (own if own in FIELDS else usual)
        fields.append("" if field in fields else field)
    if "name" not in fields:
        message = f"no column is the name of a term; there are {', '.join(header)}"
        raise Unusable(f"{message}: say which one by --column 'COLUMN=name'")
    return fields


def read_words(text: str, said: Mapping[str, str]) -> tuple[list[NewTerm], list[str]]:
    """The terms of a table, and what each column was taken for.

    :raises Unusable: if it has no header or no column with names
    """
    first = text.lstrip().partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    rows = list(
        csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter)
    )
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    if not rows:
        raise Unusable("the file is empty")
    header = [cell.strip() for cell in rows[0]]
    fields = columns(header, said)
    taken = [
        f"{column} → {field or 'nothing'}" for column, field in zip(header, fields, strict=True)
    ]
    terms = []
    for row in rows[1:]:
        cells = {f: c.strip() for f, c in zip(fields, row, strict=False) if f and c.strip()}
        if name := " ".join(cells.pop("name", "").split()):
            texts = [cells.pop(key, "") for key in TEXTS]
            lines = "\n\n".join(filter(None, texts)).splitlines()
            options = {key: list(_items(key, value)) for key, value in cells.items()}
            terms.append(NewTerm(name, options, tuple(line.rstrip() for line in lines), ()))
    return terms, taken


def _items(key: str, value: str) -> Iterator[str]:
    if DATA_OPTIONS[key].kind != "list":
        yield " ".join(value.split())
        return
    try:
        yield from split_items(value.replace(";", ",") if "," not in value else value)
    except ValueError:
        yield " ".join(value.split())
