"""A table of the terms in CSV, for spreadsheets and translators."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.option_values import quoted, split_items
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx_modelterms.formats.vocabulary import PublishedTerm, Vocabulary

COLUMNS: Mapping[str, Callable[[PublishedTerm], str]] = {
    "name": lambda term: term.name,
    "definition": lambda term: term.summary,
    "abbr": lambda term: term.abbr,
    "aliases": lambda term: _list(term.aliases),
    "avoid": lambda term: _list(term.avoid),
    "former-names": lambda term: _list(term.former_names),
    "scope": lambda term: term.scope,
    "category": lambda term: term.category,
    "level": lambda term: term.level,
    "tags": lambda term: _list(term.tags),
    "status": lambda term: term.status,
    "since": lambda term: term.since,
    "changed": lambda term: "\n".join(": ".join(filter(None, c)) for c in term.changed),
    "id": lambda term: term.id,
    "url": lambda term: term.url,
}
"""The columns, called as in data files, and the value of each for a term; ``language`` follows."""

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings of cells that spreadsheets take for formulas, which could run commands."""

THRICE = "'''"
"""The signs before a text that a single apostrophe doesn't keep."""

GUARDED = lazy_pattern(r"'[=+\-@\t\r](?!\S*'(?!\w))")
"""The beginning of a cell that :func:`harmless_cell` has changed, and not of one that begins with
a word in quotes.
"""


def content(vocabulary: Vocabulary, name: str) -> bytes:
    """Return a row for each term."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow([*COLUMNS, "language"])
    for term in vocabulary.terms:
        cells = [value(term) for value in COLUMNS.values()]
        rows.writerow([harmless_cell(cell) for cell in (*cells, vocabulary.language)])
    return text.getvalue().encode()


def harmless_cell(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe makes it a text.

    There are three apostrophes where one would be read as a part of the text.

    >>> harmless_cell("=1+1"), harmless_cell("a=b"), harmless_cell("'=b")
    ("'=1+1", 'a=b', "''''=b")
    """
    is_formula = text.startswith(FORMULA)
    if is_formula and original_cell(f"'{text}") == text:
        return f"'{text}"
    return f"{THRICE}{text}" if is_formula or original_cell(text) != text else text


def original_cell(text: str) -> str:
    """Return the text of a cell that :func:`harmless_cell` has made.

    >>> original_cell("'@property"), original_cell("'-v' is an option"), original_cell("'tis")
    ('@property', "'-v' is an option", "'tis")
    """
    if text.startswith(THRICE) and text.lstrip("'").startswith(FORMULA):
        return text.removeprefix(THRICE)
    return text[1:] if GUARDED.match(text) else text


def _list(items: tuple[str, ...]) -> str:
    """Return a list as data files in CSV have it.

    >>> _list(("token", "piece, small", "- a", 'the "good" one'))
    'token, "piece, small", "- a", the "good" one'
    """
    return ", ".join(item if _is_one_item(item) else quoted(item) for item in items)


def _is_one_item(text: str) -> bool:
    """Return True if *text* is read as it is, and not as several items or a list."""
    try:
        return split_items(text) == [text]
    except ValueError:
        return False
