"""Detection of texts in data files that a parser would take long to parse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.limits import raised
from sphinx_modelterms.glossary.table_size import cells_at_most, is_too_big
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern
from sphinx_modelterms.sources.line_numbers import numbers_in_ranges

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_modelterms.glossary.limits import Limits

BIG_OPTION = lazy_pattern(r"(?m)^\s*:[\w-]+:.*\d{5}")
"""An option such as ``:emphasize-lines: 1-30000000``, for which Sphinx lists all the numbers."""

MOST_NUMBERS = 100_000
"""Maximum count of numbers in ranges in attributes of Markdown.

MyST-Parser lists them before it compares them with the number of lines.
"""

_WORD = lazy_pattern(r"[!-~\w]{500,}")
"""A sequence without spaces that is so long that a search from each of its characters is slow."""

_START = lazy_pattern(r"[!-/:-@\[-^`{-~]")
"""Punctuation after which markup or a URL can begin: parsers search on from each."""

MOST_SEARCHED = 250_000
"""Maximum number of characters that a parser visits in all its searches through a word."""

_BORDER = lazy_pattern(r"[+=|:-]+")
"""The border of a table, which may be longer than other words."""


def problem_of_text(text: str, limits: Limits, markdown: bool) -> str:
    """Return the problem of a *text* that would take long to parse, with its cure, or ``""``."""
    lines = text.splitlines()
    if len(lines) > (most := limits["text-lines"]):
        return f"it has more than {most:,} lines. Shorten it, {raised('text-lines')}"
    if max(map(len, lines), default=0) > (most := limits["text-line"]):
        return f"it has a line of more than {most:,} characters. Break it, {raised('text-line')}"
    if BIG_OPTION.search(text):
        return "a number in one of its options is too big"
    if markdown and "emphasize-lines" in text and numbers_in_ranges(text) > MOST_NUMBERS:
        return (
            f"'emphasize-lines' names more than {MOST_NUMBERS:,} lines. List only existing lines"
        )
    if word := _slow_word(lines):
        return f"the word {f'{word[:40]}…'!r} has {len(word):,} characters. Put spaces into it"
    if is_too_big(cells_at_most(lines), lines):
        return "a table has far more cells than are written. Write its rows in full"
    return ""


def _slow_word(lines: Iterable[str]) -> str:
    """Return a word that parsers would search too often, again from each sign in it, or ``""``."""
    for line in lines:
        for word in _WORD.findall(line):
            most = MOST_SEARCHED * (4 if _BORDER.fullmatch(word) else 1)
            if len(word) * len(_START.findall(word)) > most:
                return str(word)
    return ""
