"""The guard: ``python -m benchmarks.guard``, in less than two minutes.

Small projects, so times are rough: the fastest rounds are compared, as the least disturbed ones,
and a ratio fails only if it passes its mark by more than a third, twice. Counts are exact, and one
that is wrong fails at once: documents read and written, doctrees loaded, pages left outdated,
bytes of a term, a mention and a hover card.
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

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.marks import Verdict
    from benchmarks.report import Report

TOLERANCE = 4 / 3

CASES = {"clean": "clean", "nothing": "rebuild", "links-40": "links", "stored": "stored"}
"""Cases that are measured, by their names in verdicts.

Not how time grows with the number of terms: what a small project starts with hides it.
"""


def main() -> None:
    """Measure, and fail if something got worse."""
    argparse.ArgumentParser(prog="python -m benchmarks.guard", description=__doc__).parse_args()
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="modelterms-benchmark-") as folder:
        bench = Bench(QUICK, Path(folder))
        try:
            for name in CASES.values():
                bench.run(name)
            found = problems(bench.report, bench.run)
        except BuildFailedError as error:
            raise SystemExit(f"a build failed: {error}") from None
    print(rendered(bench.report))
    print(f"{time.monotonic() - start:.0f} s")
    if found:
        sys.exit("\n".join(["The guard fails:", *found]))
    print("All counts are right, and no ratio passes its mark by more than a third.")


def problems(report: Report, measure_again: Callable[[str], None]) -> list[str]:
    """Describe each figure that is worse than allowed, in a sentence.

    :param measure_again: measures a case anew; used where a time is too long, as another program
        may have been in the way
    """
    exact = _exact(report)
    if not exact:
        for case in dict.fromkeys(verdict.case for verdict in _too_slow(report)):
            measure_again(CASES[case])
        exact = _exact(report)
    return exact + [
        f"{verdict.case}/{verdict.key}, {verdict.what}: {verdict.figure:.2f}; the mark is "
        f"{verdict.most:.4g}, and with a third more {verdict.most * TOLERANCE:.2f}"
        for verdict in _too_slow(report)
    ]


def _exact(report: Report) -> list[str]:
    """Describe the faults that are the same on every machine."""
    return wrong_counts(report) + [
        f"{verdict.case}/{verdict.key}: {verdict.what} takes {verdict.figure:.0f} bytes, "
        f"{verdict.most} are allowed"
        for verdict in verdicts(report)
        if verdict.exact and not verdict.ok
    ]


def _too_slow(report: Report) -> list[Verdict]:
    found = verdicts(_fastest(report))
    return [one for one in found if not one.exact and not one.passes(TOLERANCE)]


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
