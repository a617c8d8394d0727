"""Table of the limits of data files, each with its default and its help.

Data files may come from anyone. Everything that a record can multiply, on pages, in messages or in
build time, has a limit here, so that the output grows no faster than the files. Pages are trusted,
so text that authors write there has no limits.
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
    "file": Limit(
        4_000_000,
        "bytes",
        "The size of a file. 10,000 short terms take about a quarter of the default.",
    ),
    "values": Limit(100_000, "values", "The number of texts, lists and mappings in a file."),
    "columns": Limit(100, "columns", "The number of columns in a CSV file."),
    "terms": Limit(50_000, "terms", "The number of terms in all data files together."),
    "items": Limit(
        200,
        "items",
        "The length of each list of a term: aliases, tags, related terms, examples, questions, "
        "facts, sources and so on.",
    ),
    "line": Limit(300, "characters", "The length of a name, or of a value on one line."),
    "address": Limit(2_000, "characters", "The length of the URL of a source."),
    "text": Limit(50_000, "characters", "The length of a text in markup."),
    "text-lines": Limit(1_000, "lines", "The number of lines in a text in markup."),
    "text-line": Limit(10_000, "characters", "The length of each line in a text in markup."),
    "formula": Limit(
        1_000,
        "characters",
        "The length of a formula. A longer one is shown as plain text. TeX can't typeset lines of "
        "more than about 1,500 letters.",
    ),
    "shown": Limit(
        2_000,
        "characters",
        "The length of a definition, an example or a fact outside its own card: in "
        "comparisons, lists and answers. The rest is cut.",
    ),
    "rows": Limit(
        200, "rows", "The number of rows in a comparison that has terms from data files."
    ),
    "redirects": Limit(
        5_000, "pages", "The number of pages at former URLs that lead to generated pages."
    ),
    "messages": Limit(
        100,
        "messages",
        "The number of warnings of each kind that are shown for a file. A text with more mistakes "
        "in its markup is shown as plain text, and so is one with more HTML tags, names of links "
        "and footnotes.",
    ),
}
"""All limits, by the keys of ``modelterms_limits``."""

DEFAULTS: dict[str, int] = {name: limit.most for name, limit in LIMITS.items()}


def raised(name: str) -> str:
    """Return the end of a message about a limit, which says how to raise it."""
    return f"or raise {name!r} in modelterms_limits"


def too_long(size: int, most: int) -> str:
    """Return the message about a file of *size* bytes, if *most* are allowed."""
    message = f"the file has {size:,} bytes, but at most {most:,} are allowed"
    return f"{message}. Split it, {raised('file')}"
