"""Tables of a report."""

from __future__ import annotations

import statistics
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from benchmarks import browser, columns, figures
from benchmarks.columns import Table
from benchmarks.marks import BYTES, OURS, verdicts
from benchmarks.scale_table import scale_tables
from benchmarks.vocabulary import vocabulary_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.columns import Cell
    from benchmarks.report import Measurement, Report
    from benchmarks.scale_table import ScaleTable

LINKED = ("links-10", "links-40", "site")
"""The cases with automatic links."""


def tables(report: Report) -> Iterator[Table | ScaleTable]:
    """The tables of the cases that were measured."""
    for make, *cases in TABLES:
        if not cases or any(map(report.case, cases)):
            yield from make(report)
    yield from scale_tables(report)


def _cpu(key: str, one: Measurement) -> str:
    return columns.seconds(one.seconds)


def _cpu_to(base: Measurement, key: str, one: Measurement) -> str:
    return columns.ratio(figures.ratio(one, base))


def _clean(report: Report) -> Iterator[Table]:
    found = report.case("clean")
    yield _from_nothing(report, "clean", "reStructuredText")
    serial = {key: one for key, one in found.items() if f"{key}-j2" in found}
    other = {key: found[f"{key}-j2"] for key in serial}
    if not serial:
        return
    yield Table(
        "parallel",
        f"Clean builds in one process and in two, {_size(report, 'clean')}",
        {key: one if other[key].user else other[key] for key, one in serial.items()},
        {
            "1 process, elapsed": lambda key, one: columns.seconds(statistics.median(one.wall)),
            "2 processes, elapsed": lambda key, one: columns.seconds(
                statistics.median(other[key].wall)
            ),
            "ratio": lambda key, one: columns.ratio(
                statistics.median(figures.speed_ups(one, other[key]))
            ),
            "at most": lambda key, one: _most(report, "clean", "clock", f"{key}-j2"),
            "2 processes, CPU ÷ plain Sphinx": lambda key, one: columns.ratio(
                figures.ratio(other[key], other["plain"])
            ),
            "pages that lack a definition": lambda key, one: _lacking(other[key]),
        },
    )


def _from_nothing(report: Report, case: str, markup: str) -> Table:
    found = report.case(case)
    return Table(
        case,
        f"Clean builds, {markup}, {_size(report, case)}",
        {key: one for key, one in found.items() if not key.endswith("-j2")},
        {
            "CPU": _cpu,
            "CPU ÷ plain Sphinx": partial(_cpu_to, found["plain"]),
            "at most": partial(_most, report, case, "ratio"),
            "memory": lambda key, one: f"{statistics.median(one.memory) / 1024:.0f} MiB",
            "size per page": lambda key, one: columns.kilobytes(one.sizes["page"]),
            "compressed": lambda key, one: columns.kilobytes(one.sizes["gzip"]),
            "shared files": lambda key, one: columns.kilobytes(one.sizes["shared"]),
            "environment": lambda key, one: columns.kilobytes(one.sizes["environment"]),
        },
    )


def _markdown(report: Report) -> Iterator[Table]:
    yield _from_nothing(report, "markdown", "Markdown")


def _nothing(report: Report) -> Iterator[Table]:
    found = report.case("nothing")
    yield Table(
        "nothing",
        f"Builds with nothing changed, {_size(report, 'nothing')}",
        found,
        {
            "CPU": _cpu,
            "more than plain Sphinx": lambda key, one: columns.seconds(
                figures.added(one, found["plain"])
            ),
            "at most": partial(_most, report, "nothing", "seconds more"),
            "read": lambda key, one: str(one.counts["read"]),
            "rewritten": lambda key, one: str(one.counts["written"]),
            "doctrees loaded": lambda key, one: str(one.counts["loaded"]),
        },
    )


def _edited(report: Report, case: str, what: str) -> Table:
    found = report.case(case)
    return Table(
        case,
        f"Builds after {what}, {_size(report, 'nothing')}",
        found,
        {
            "CPU": _cpu,
            "read": lambda key, one: str(one.counts["read"]),
            "must be rewritten": lambda key, one: str(one.counts["show"]),
            "rewritten": lambda key, one: str(one.counts["written"]),
            "doctrees loaded": lambda key, one: str(one.counts["loaded"]),
            "left outdated": lambda key, one: str(one.counts["outdated"]),
        },
    )


def _edit(report: Report) -> Iterator[Table]:
    yield _edited(report, "edit", "an edit of one definition")


def _term(report: Report) -> Iterator[Table]:
    share = report.sizes["nothing"]["waiting_share"]
    what = f"a new term whose name is in the text of {share * 100:.0f}% of the pages"
    table = _edited(report, "term", what)
    yield table._replace(cells={k: v for k, v in table.cells.items() if k != "left outdated"})


def _links(report: Report) -> Iterator[Table]:
    cases = [case for case in LINKED if report.case(case)]
    rows = {case: report.case(case)["on"] for case in cases}
    off = {case: report.case(case)["off"] for case in cases}
    titles = {
        case: f"{report.sizes[case]['plain']} links per page"
        if case in report.sizes
        else "this site"
        for case in cases
    }
    sized = [_size(report, case) for case in cases if case in report.sizes]
    yield Table(
        "links",
        ", ".join(["Automatic links, off and on", *sized[:1]]),
        {case: replace(one, title=titles[case]) for case, one in rows.items()},
        {
            "CPU, links off": lambda key, one: columns.seconds(off[key].seconds),
            "CPU, links on": lambda key, one: columns.seconds(one.seconds),
            "ratio": lambda key, one: columns.ratio(figures.ratio(one, off[key])),
            "at most": lambda key, one: _most(report, key, "ratio", "on"),
            "time per link": lambda key, one: _microseconds(report, key),
        },
    )


def _foreign(report: Report) -> Iterator[Table]:
    found = report.case("foreign")
    yield Table(
        "foreign",
        f"Clean builds, {_size(report, 'foreign')}",
        found,
        {
            "CPU": _cpu,
            "CPU ÷ plain Sphinx": partial(_cpu_to, found["plain"]),
            "at most": partial(_most, report, "foreign", "ratio"),
        },
    )


def _growth(report: Report) -> Iterator[Table]:
    found = report.case("growth")
    few, many = (report.sizes[f"growth-{size}"]["terms"] for size in ("few", "many"))

    rounds = max(len(one.user) for one in found.values())
    fewer = f", {rounds} rounds" if rounds < report.rounds else ""

    def pages(size: str) -> Cell:
        return lambda key, one: columns.seconds(
            statistics.median(figures.without_own(report, key, size))
        )

    yield Table(
        "growth",
        f"Text pages with {few:,} and with {many:,} terms, "
        f"{_size(report, 'growth-few', terms=False)}{fewer}",
        {
            key.removesuffix("-few-all"): one
            for key, one in found.items()
            if key.endswith("-few-all")
        },
        {
            f"{few:,} terms, CPU": pages("few"),
            f"{many:,} terms, CPU": pages("many"),
            "ratio": lambda key, one: columns.ratio(figures.grown(report, key)),
            "at most": partial(_most, report, "growth", "growth"),
        },
    )


def _stored(report: Report) -> Iterator[Table]:
    found = report.case("stored")
    cells: dict[str, Cell] = {}
    for what in BYTES:
        head = f"bytes per {what.removeprefix('a ')}"
        cells[head] = partial(_bytes, report, what)
        cells[f"{head}, at most"] = partial(_most, report, "stored", what)
    rows = {key: one for key, one in found.items() if key in OURS}
    caption = f"Bytes more than plain Sphinx, {_size(report, 'stored')}"
    yield Table("stored", caption, rows, cells)


def _counted(report: Report) -> Iterator[Table]:
    """Of each case by which instructions were counted; the first project is compared with."""
    for case in report.sizes:
        found = report.case(case)
        if not (found and case.startswith("counted")):
            continue
        names = report.sizes[case]["plain"]
        more = f", {names} names in the text of each page" if names else ""
        base = next(iter(found.values()))
        cells: dict[str, Cell] = {
            "million instructions": partial(_instructions, "instructions"),
            "ratio": partial(_instructions_to, "instructions", 2, base),
        }
        if "edited" in base.counts:
            cells |= {
                "ratio": partial(_instructions_to, "instructions", 4, base),
                "at most": partial(_most, report, case, "instructions"),
                "after an edit, million": partial(_instructions, "edited"),
                "ratio after an edit": partial(_instructions_to, "edited", 4, base),
            }
        caption = f"Instructions of clean builds, {_size(report, case)}{more}"
        yield Table(case, caption, found, cells)


def _instructions(build: str, key: str, one: Measurement) -> str:
    return f"{one.counts[build] / 1e6:,.0f}"


def _instructions_to(
    build: str, digits: int, base: Measurement, key: str, one: Measurement
) -> str:
    return f"{figures.instructions_to(base, one, build):.{digits}f}"


TABLES: tuple[tuple[Callable[[Report], Iterator[Table]], *tuple[str, ...]], ...] = (
    (_clean, "clean"),
    (_markdown, "markdown"),
    (_nothing, "nothing"),
    (_edit, "edit"),
    (_term, "term"),
    (_links, *LINKED),
    (_growth, "growth"),
    (_stored, "stored"),
    (_counted,),
    (_foreign, "foreign"),
    (browser.tables, "browser"),
    (vocabulary_tables, "vocabulary"),
)
"""Functions that make the tables, with the cases of which at least one must have been measured, if
any."""


def _size(report: Report, case: str, *, terms: bool = True) -> str:
    """Describe the size of a case's projects in words."""
    size = report.sizes[case]
    parts = [f"{size['pages']:,} pages"]
    parts += [f"{size['terms']:,} terms"] if terms else []
    parts.append(f"{size['mentions']} mentions per page")
    if foreign := size.get("foreign"):
        parts.append(f"{foreign} more of another project's {size['known']:,} terms")
    if published := size.get("published"):
        parts.append(f"three other projects with {published:,} terms that no page mentions")
    return ", ".join(parts)


def _most(report: Report, case: str, what: str, key: str, one: Measurement | None = None) -> str:
    """Return the limit of a figure, and if it is missed."""
    for verdict in verdicts(report):
        if (verdict.case, verdict.key, verdict.what) == (case, key, what):
            most = f"{verdict.most:.{0 if verdict.exact else 2}f}"
            return most if verdict.ok else f"{most}, **missed**"
    return ""


def _lacking(one: Measurement) -> str:
    """Count the pages that lack a definition, of those that should show it."""
    due = one.counts["due"]
    return f"{one.counts['lacking']} of {due}" if due else columns.NOTHING


def _bytes(report: Report, what: str, key: str, one: Measurement) -> str:
    figure, _ = BYTES[what]
    return f"{figure(report, key):.0f}"


def _microseconds(report: Report, case: str) -> str:
    return (
        f"{figures.link_microseconds(report, case):.0f} µs"
        if case in report.sizes
        else columns.NOTHING
    )
