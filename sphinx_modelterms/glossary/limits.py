"""Limits of data files: each once, with its default and a description.

Files may come from anywhere. Whatever one record can multiply on pages, in messages or in the time
of a build has a limit here, so that the output grows no faster than the files. Pages are trusted:
text that an author writes there is not limited.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    Limits = Mapping[str, int]


class Limit(NamedTuple):
    """A limit of data files."""

    most: int
    """The default value."""
    unit: str
    help: str


LIMITS = {
    "file": Limit(4_000_000, "bytes", "The longest file; 10,000 short terms are a quarter of it."),
    "values": Limit(100_000, "values", "All texts, lists and tables of a file."),
    "columns": Limit(100, "columns", "The columns of a CSV file."),
    "terms": Limit(50_000, "terms", "The terms of all data files together."),
    "items": Limit(
        200,
        "items",
        "The items of each list of a term: names, tags, related terms, examples, questions, "
        "facts, sources.",
    ),
    "line": Limit(300, "characters", "The longest name, or value on one line."),
    "address": Limit(2_000, "characters", "The longest address of a source."),
    "text": Limit(50_000, "characters", "The longest text in markup."),
    "text-lines": Limit(1_000, "lines", "The lines of a text that is read as markup."),
    "text-line": Limit(10_000, "characters", "The longest line of a text that is read as markup."),
    "formula": Limit(
        1_000,
        "characters",
        "The longest formula; longer ones are shown as text. TeX cannot set lines that are wider "
        "than about 1,500 letters.",
    ),
    "shown": Limit(
        2_000,
        "characters",
        "The length to which a definition, example or fact is cut in places other than its own "
        "card: cards of related terms, comparisons, lists, answers.",
    ),
    "related": Limit(
        20_000,
        "characters",
        "The definitions of related terms on one card; the others are linked without theirs.",
    ),
    "rows": Limit(200, "rows", "The rows of a comparison that has terms of data files."),
    "redirects": Limit(
        5_000, "pages", "The pages at former addresses, which lead to generated pages."
    ),
    "messages": Limit(
        100,
        "messages",
        "The warnings of each kind that are shown for a file. A text with more mistakes in its "
        "markup is shown as plain text.",
    ),
}
"""All limits, by the keys of ``modelterms_limits``."""

DEFAULTS: dict[str, int] = {name: limit.most for name, limit in LIMITS.items()}


def raised(name: str) -> str:
    """Return the end of a message about a limit: how to raise it."""
    return f"or raise {name!r} in modelterms_limits"


def too_long(size: int, most: int) -> str:
    """Return the message about a file of *size* bytes, if *most* are allowed."""
    return f"the file has {size:,} bytes; {most:,} are the most: split it, {raised('file')}"
