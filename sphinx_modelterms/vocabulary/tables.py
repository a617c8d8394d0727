"""The tables of a collected vocabulary, and the directories that contain them.

::

    vocab/
      snapshots/2026-12-01/       a snapshot
        sites.json                what was read, and what couldn't be
        term/part-00000.parquet   each table has one part for each batch of sites
      fetched/                    what servers have answered
"""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING

from sphinx_modelterms.regular_files import read_whole
from sphinx_modelterms.terminal import Unusable

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

TEXT, NUMBER = "text", "number"


def _columns(texts: str, numbers: str = "") -> dict[str, str]:
    return dict.fromkeys(texts.split(), TEXT) | dict.fromkeys(numbers.split(), NUMBER)


TABLES: Mapping[str, Mapping[str, str]] = {
    "project": _columns(
        "project title language base release generator sha256 snapshot",
        "bytes pages terms mentions",
    ),
    "term": _columns(
        "project id name name_key loose scope language category level status summary meaning url",
        "explicit automatic",
    ),
    "name": _columns("project id name name_key loose kind scope language", "exact linked"),
    "relation": _columns("project id kind name name_key url"),
    "mention": _columns("project id page section kind context url"),
    "gap": _columns("project text name_key kind file", "times pages line"),
    "near": _columns("name_key", "deleted"),
    "band": _columns("meaning", "band sketch"),
    "word": _columns("meaning", "word"),
}
"""The columns of each table with their types. Rows of a term are joined by ``project`` and ``id``,
the URL of the term within its site; terms with one URL have a number after it.
"""

VERSION = 1
"""The version of the tables; it increases when a column changes."""

SNAPSHOTS = "snapshots"
SITES = "sites.json"
"""The file of a snapshot that lists its sites. It is written last."""

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def is_date(text: str) -> bool:
    """Return True if *text* is the date of a day that exists.

    >>> is_date("2028-02-29"), is_date("2026-02-29"), is_date("20260228")
    (True, False, False)
    """
    try:
        return bool(_DATE.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


def part_name(number: int) -> str:
    """Return the file name of a part.

    >>> part_name(7)
    'part-00007.parquet'
    """
    return f"part-{number:05}.parquet"


def snapshots_in(vocabulary: Path) -> list[Path]:
    """Return the directories of the finished snapshots, the oldest first.

    :raises Unusable: if there are none
    """
    found = sorted(
        path
        for path in (vocabulary / SNAPSHOTS).glob("*")
        if is_date(path.name) and _is_readable(path / SITES)
    )
    if not found:
        raise Unusable(
            f"{vocabulary} contains no vocabulary that this version has collected. Make one with: "
            "python -m sphinx_modelterms vocabulary collect SITES.toml --out DIR"
        )
    return found


def _is_readable(sites: Path) -> bool:
    """Return True if the tables of a finished snapshot are of this version."""
    try:
        listed = json.loads(read_whole(sites))
    except (OSError, ValueError):
        return False
    return isinstance(listed, dict) and listed.get("version") == VERSION


def parts_of_table(snapshot: Path, table: str) -> list[Path]:
    """Return the files of a table.

    :raises Unusable: if there are none
    """
    found = sorted((snapshot / table).glob("part-*.parquet"))
    if not found:
        raise Unusable(
            f"{snapshot / table} contains no Parquet files. Collect the vocabulary again"
        )
    return found
