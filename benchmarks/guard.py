"""The guard: ``python -m benchmarks.guard``, in less than two minutes.

Fails for exact figures only: documents read and written, doctrees loaded, pages left outdated,
bytes of a term, a mention and a hover card, and what builds touch after each kind of edit
(:mod:`benchmarks.work`). Times depend on the machine and on what else runs on it, so a ratio that
passes its mark by more than a third in the fastest rounds, which are the least disturbed ones, is
printed and decides nothing.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.builds import BuildFailedError
from benchmarks.cases import Bench
from benchmarks.marks import verdicts, wrong_counts
from benchmarks.plans import QUICK
from benchmarks.table import rendered
from benchmarks.work import needless_work

if TYPE_CHECKING:
    from benchmarks.report import Report

TOLERANCE = 4 / 3

MEASURED = ("clean", "rebuild", "links", "stored", "scale")
"""Cases that are measured.

Not how time grows with the number of terms: what a small project starts with hides it.
"""


def main() -> None:
    """Measure, and fail if something got worse."""
    argparse.ArgumentParser(prog="python -m benchmarks.guard", description=__doc__).parse_args()
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="modelterms-benchmark-") as folder:
        bench = Bench(QUICK, Path(folder))
        try:
            for name in MEASURED:
                bench.run(name)
        except BuildFailedError as error:
            raise SystemExit(f"a build failed: {error}") from None
    print(rendered(bench.report))
    print(f"{time.monotonic() - start:.0f} s")
    if slow := slow_figures(bench.report):
        print("\n".join(["Slower than the marks; measure again on a quiet machine:", *slow]))
    if found := problems(bench.report):
        sys.exit("\n".join(["The guard fails:", *found]))
    print("All counts are right.")


def problems(report: Report) -> list[str]:
    """Describe each count and each size that is above its limit, in a sentence."""
    return [
        *wrong_counts(report),
        *needless_work(report),
    ] + [
        f"{verdict.case}/{verdict.key}: {verdict.what} takes {verdict.figure:.0f} bytes, "
        f"{verdict.most} are allowed"
        for verdict in verdicts(report)
        if verdict.exact and not verdict.ok
    ]


def slow_figures(report: Report) -> list[str]:
    """Describe each time that is above its mark by more than a third, in a sentence."""
    return [
        f"{verdict.case}/{verdict.key}, {verdict.what}: {verdict.figure:.2f}; the mark is "
        f"{verdict.most:.4g}"
        for verdict in verdicts(_fastest(report))
        if not verdict.exact and not verdict.passes(TOLERANCE)
    ]


def _fastest(report: Report) -> Report:
    """*report* with the fastest round of each measurement as its only one."""
    return replace(
        report,
        measurements={
            key: replace(one, user=[min(one.user)], wall=[min(one.wall)]) if one.user else one
            for key, one in report.measurements.items()
        },
    )


if __name__ == "__main__":
    main()
