"""Runs of reports: the SQL files, the rows to ignore, and the conditions for exit status 1."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import pyarrow as pa

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.text.names import fold
from sphinx_modelterms.terminal import Unusable
from sphinx_modelterms.vocabulary.engines import open_engine
from sphinx_modelterms.vocabulary.report_specs import BEFORE, GROUPS, NEED_BEFORE, REPORTS
from sphinx_modelterms.vocabulary.tables import TABLES, parts_of_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

NAME_COLUMNS = ("name", "name_a", "name_b")
"""The columns by which a row can be ignored."""


@cache
def sql_of(report: str) -> str:
    """Return the SQL of a report."""
    return files(__package__).joinpath("reports", f"{report}.sql").read_text(encoding="utf-8")


def run_reports(
    names: Sequence[str], snapshots: Sequence[Path], engine: str, memory: str
) -> dict[str, pa.Table]:
    """Return the rows of reports.

    :param snapshots: all snapshots up to the one that is reported on, the oldest first
    :raises Unusable: if a report can't run
    """
    views = {table: parts_of_table(snapshots[-1], table) for table in TABLES}
    if len(snapshots) > 1:
        views |= {f"{table}{BEFORE}": parts_of_table(snapshots[-2], table) for table in TABLES}
    with open_engine(engine, views, memory) as query:
        return {name: query(sql_of(name)) for name in names}


def reports_named(name: str, snapshots: Sequence[Path]) -> list[str]:
    """Return the report of which a user has given the name; of a group, those that can run.

    :raises Unusable: if it can't run
    """
    if name in GROUPS:
        return [one for one in GROUPS[name] if one not in NEED_BEFORE or len(snapshots) > 1]
    if name in NEED_BEFORE and len(snapshots) < 2:
        raise Unusable(
            f"the report {name!r} compares two snapshots, and there is only that of "
            f"{snapshots[-1].name}. Collect the vocabulary again on another day"
        )
    return [name]


class Ignored:
    """The rows that a file says to ignore: those with certain names.

    A line is ``name``, ``report: name``, or ``name | name`` for a row that has both names.
    """

    def __init__(self, lines: Iterable[str] = ()) -> None:
        self._entries: dict[tuple[str, frozenset[str]], str] = {}
        for line in lines:
            text = line.strip()
            if text and not text.startswith("#"):
                start, colon, rest = text.partition(":")
                is_report = bool(colon) and start.strip() in REPORTS
                report, names = (start.strip(), rest) if is_report else ("", text)
                keys = frozenset(fold(name) for name in names.split("|"))
                self._entries.setdefault((report, keys), text)
        self._used: set[str] = set()

    @property
    def unused(self) -> list[str]:
        """The lines that no row has met."""
        return [line for line in self._entries.values() if line not in self._used]

    def without(self, report: str, table: pa.Table) -> pa.Table:
        """Return the rows of a report that aren't ignored."""
        columns = [name for name in NAME_COLUMNS if name in table.column_names]
        if not self._entries or not columns:
            return table
        rows = zip(*(table.column(name).to_pylist() for name in columns), strict=True)
        return table.filter(pa.array([not self._matches(report, row) for row in rows], pa.bool_()))

    def _matches(self, report: str, names: Sequence[str]) -> bool:
        keys = [fold(name) for name in names]
        entries = [frozenset({key}) for key in keys] + [frozenset(keys)]
        found = [
            self._entries[place, entry]
            for entry in entries
            for place in (report, "")
            if (place, entry) in self._entries
        ]
        self._used.update(found)
        return bool(found)


_CONDITION = re.compile(r"\s*([a-z-]+)\s*>\s*(\d{1,12})\s*")


class RowLimit(NamedTuple):
    """A condition for exit status 1: a report has more rows than a number."""

    report: str
    most: int

    def fails(self, tables: Mapping[str, pa.Table]) -> bool:
        """Return True if the report has more rows."""
        rows: int = tables[self.report].num_rows
        return rows > self.most


def read_condition(text: str, reports: Sequence[str]) -> RowLimit:
    """Return the condition that *text* describes.

    :param reports: the reports that run
    :raises Unusable: if it isn't one
    """
    found = _CONDITION.fullmatch(text)
    if not found or found[1] not in REPORTS:
        raise Unusable(
            f"the condition {text!r} isn't of the form REPORT>NUMBER, such as 'conflicts>0'"
        )
    if found[1] not in reports:
        raise Unusable(
            f"the condition {text!r} is about a report that doesn't run. Run that report, or all"
        )
    return RowLimit(found[1], int(found[2]))
