"""The most that we allow ourselves, and how a report stands to it."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING, NamedTuple

from benchmarks import figures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.report import Report

RATIOS = {
    ("clean", "loaded", "plain"): 1.05,
    ("clean", "cards", "plain"): 1.10,
    ("markdown", "loaded", "plain"): 1.05,
    ("markdown", "cards", "plain"): 1.10,
    ("links-10", "on", "off"): 1.10,
    ("links-40", "on", "off"): 1.20,
    ("site", "on", "off"): 1.05,
    ("foreign", "loaded", "plain"): 1.00,
}
"""User CPU time: by case, project, and what it is compared with."""

COUNTED_RATIOS = {("counted-unmentioned", "others", "loaded"): 1.01}
"""Instructions of clean builds: by case, project, and what it is compared with."""

NOTHING_SECONDS = 0.2
"""Maximum number of seconds that a build without changes may take in addition to plain
Sphinx's."""

GROWTH = 1.10
"""Time for the same pages with many terms, beside that with few."""

PARALLEL_NOISE = 1.03
"""Ratio of plain Sphinx's own rounds; a smaller ratio is due to chance."""

BYTES = {
    "a term": (figures.term_bytes, 1000),
    "a mention": (figures.mention_bytes, 60),
    "a hover card": (figures.hover_bytes, 400),
}
"""In the stored environment; a hover card in the page, with 200 characters of a definition."""

OURS = ("loaded", "cards")


class Verdict(NamedTuple):
    """A figure and its mark."""

    case: str
    key: str
    """The project."""
    what: str
    figure: float
    most: float
    exact: bool = False
    """True if the figure is the same in each run; times are not."""

    @property
    def ok(self) -> bool:
        """True if the mark is kept."""
        return self.figure <= self.most

    def passes(self, tolerance: float) -> bool:
        """Return True if the mark is kept by a figure that may be noisy.

        :param tolerance: what a mark of time is multiplied by
        """
        return self.figure <= self.most * (1 if self.exact else tolerance)


def verdicts(report: Report) -> Iterator[Verdict]:
    """Compare each figure of *report* that has a mark with it."""
    for (case, key, base), most in RATIOS.items():
        found = report.case(case)
        if found:
            yield Verdict(case, key, "ratio", figures.ratio(found[key], found[base]), most)
    for (case, key, base), most in COUNTED_RATIOS.items():
        found = report.case(case)
        if found and not found[key].failed:
            figure = figures.instructions_to(found[base], found[key])
            yield Verdict(case, key, "instructions", figure, most)
    found = report.case("nothing")
    for key in found:
        if key.startswith(OURS):
            more = figures.added(found[key], found["plain"])
            yield Verdict("nothing", key, "seconds more", more, NOTHING_SECONDS)
    if report.case("growth"):
        for key in ("cards", "cards-auto"):
            if f"{key}-few-all" not in report.case("growth"):
                continue
            yield Verdict("growth", key, "growth", figures.grown(report, key), GROWTH)
    yield from _parallel(report)
    yield from _bytes(report)


def _parallel(report: Report) -> Iterator[Verdict]:
    """Two processes: what plain Sphinx itself reached in one of its rounds is noise."""
    found = report.case("clean")
    if "plain-j2" not in found:
        return
    plain = figures.speed_ups(found["plain"], found["plain-j2"])
    most = max(*plain, statistics.median(plain) * PARALLEL_NOISE)
    for key in OURS:
        ratios = figures.speed_ups(found[key], found[f"{key}-j2"])
        yield Verdict("clean", f"{key}-j2", "clock", statistics.median(ratios), most)


def _bytes(report: Report) -> Iterator[Verdict]:
    if report.case("stored"):
        for key in OURS:
            for what, (figure, most) in BYTES.items():
                yield Verdict("stored", key, what, figure(report, key), most, exact=True)


def wrong_counts(report: Report) -> list[str]:
    """Describe needless and missing work of builds."""
    return [
        f"{key}: {complaint}"
        for key, measurement in report.measurements.items()
        for complaint in dict.fromkeys(measurement.wrong)
    ]
