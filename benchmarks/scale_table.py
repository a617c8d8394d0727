"""The table of the case ``scale``, and the arithmetic for many processes."""

from __future__ import annotations

import statistics
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.columns import block, ratio, seconds
from benchmarks.scale import EDITS, OFF, ON, PLAIN, SCALED, scale_cases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.report import Measurement, Report

PROCESSES = 16
"""The number of processes for which the time is computed."""


class Row(NamedTuple):
    """A figure of all variants."""

    title: str
    key: str
    """The build that it is a figure of."""
    values: Callable[[Measurement], list[float]]
    shown: Callable[[float], str]
    ratios: tuple[float | None, float | None] = (None, None)
    """The highest ratios to plain Sphinx, without and with automatic links."""
    more: float | None = None
    """The most that is added to plain Sphinx, with automatic links."""


class ScaleTable(NamedTuple):
    """The figures of projects of one size."""

    name: str
    size: dict[str, int]
    found: dict[str, Measurement]

    def markdown(self) -> str:
        """The table with its comment, its caption and what follows from it."""
        pages, terms = self.size["pages"], self.size["terms"]
        head = f"{pages:,} pages|plain|links off|÷ plain|− plain|links on|÷ plain|− plain|at most"
        lines = [head.split("|"), ["---", *["--:"] * 8], *map(self._line, self._rows())]
        table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
        caption = (
            f"Medians of alternating builds, {pages:,} pages with {self.size['names']} names of "
            f"{terms:,} terms each"
        )
        parts = [f"{caption}:", table, self._pages(), *([self._many()] if self.parallel else [])]
        return block(self.name, "\n\n".join(parts))

    @property
    def parallel(self) -> bool:
        """True if builds by two processes were measured."""
        return f"parallel-{PLAIN}" in self.found

    def _rows(self) -> Iterator[Row]:
        cpu = partial(samples, "cpu")
        memory = partial(samples, "memory")
        serial = partial(Row, values=partial(samples, "between"), shown=seconds)
        yield Row("clean build, CPU", "clean", cpu, seconds, (1.05, 1.10))
        yield serial("— of it between reading and writing", "clean", more=0.5)
        yield Row("clean build, memory", "clean", memory, mebibytes, (1.05, 1.30))
        if self.parallel:
            yield from self._two_processes()
        for kind in EDITS:
            more = 0.3 if kind.key == "page" else None
            yield Row(f"{kind.title}, CPU", kind.key, cpu, seconds, more=more)
            yield serial("— of it between reading and writing", kind.key)
            yield Row("— memory", kind.key, memory, mebibytes)

    def _two_processes(self) -> Iterator[Row]:
        cpu, memory = partial(samples, "cpu"), partial(samples, "memory")
        yield Row("`-j 2`, elapsed", "parallel", lambda one: one.wall, seconds)
        yield Row("`-j 2`, CPU", "parallel", cpu, seconds)
        yield Row("`-j 2`, memory of all processes", "parallel", memory, mebibytes, (1.05, 1.30))

    def _line(self, row: Row) -> list[str]:
        plain, off, on = (
            row.values(self.found[f"{row.key}-{variant}"]) for variant in (PLAIN, OFF, ON)
        )
        cells = [row.title, row.shown(statistics.median(plain))]
        for figures in (off, on):
            cells += [
                row.shown(statistics.median(figures)),
                ratio(_ratio(figures, plain)) if min(plain) > 0 else "–",
                _signed(row.shown, _more(figures, plain)),
            ]
        return [*cells, _limits(row, plain, off, on)]

    def _pages(self) -> str:
        """Say how many pages were written after each edit."""
        parts = []
        for kind in EDITS:
            plain, off, on = (self.found[f"{kind.key}-{one}"].counts for one in (PLAIN, OFF, ON))
            held = f", with the name on {on['holding']}" if on["holding"] else ""
            numbers = f"{plain['written']}, {off['written']}, {on['written']}"
            parts.append(f"{kind.title}: {numbers}{held}")
        return f"Pages written (plain, links off, links on): {'; '.join(parts)}."

    def _many(self) -> str:
        """Compute the time in many processes, by Amdahl's law."""
        lines = [
            "With several processes, the CPU time of the first one (reading the results of the "
            "others, deciding, preparing pages to be written) is serial; that of the others is "
            "divided by their number (*n*). Computed, elapsed = first + others ÷ *n*:\n",
            f"| `-j 2` | first process | other processes | computed for 2 | measured for 2 | "
            f"computed for {PROCESSES} |",
            f"| --- |{' --: |' * 5}",
        ]
        for variant in SCALED:
            one = self.found[f"parallel-{variant.key}"]
            first, others = (
                statistics.median(samples(key, one)) for key in ("parent", "children")
            )
            computed = [first + others / count for count in (2, PROCESSES)]
            figures = [first, others, computed[0], statistics.median(one.wall), computed[1]]
            lines.append(f"| {variant.title} | {' | '.join(map(seconds, figures))} |")
        return "\n".join(lines)


def scale_tables(report: Report) -> Iterator[ScaleTable]:
    """The tables of all sizes."""
    for case, found in scale_cases(report).items():
        yield ScaleTable(case, report.sizes[case], found)


def samples(name: str, one: Measurement) -> list[float]:
    """One of the further figures of a measurement."""
    return one.samples[name]


def mebibytes(kibibytes: float) -> str:
    """A number of KiB as MiB."""
    return f"{kibibytes / 1024:,.0f} MiB"


def _ratio(some: list[float], base: list[float]) -> float:
    return statistics.median(a / b for a, b in zip(some, base, strict=True))


def _more(some: list[float], base: list[float]) -> float:
    return statistics.median(a - b for a, b in zip(some, base, strict=True))


def _signed(shown: Callable[[float], str], number: float) -> str:
    return f"{'−' if number < 0 else '+'}{shown(abs(number))}"


def _limits(row: Row, plain: list[float], off: list[float], on: list[float]) -> str:
    """Name the limits, and those that are missed."""
    limits = []
    for which, figures, most in zip(("off", "on"), (off, on), row.ratios, strict=True):
        if most is not None:
            limits.append((f"{which}: {most:.2f}", _ratio(figures, plain) <= most))
    if row.more is not None:
        limits.append((f"on: {_signed(row.shown, row.more)}", _more(on, plain) <= row.more))
    return "; ".join(text if kept else f"{text}, **missed**" for text, kept in limits)
