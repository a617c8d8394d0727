"""The command: ``python -m benchmarks [CASE...]``, run from the repository's root.

Builds generated projects without and with the extension, prints tables and writes a JSON file.
Slow results do not fail the command: they depend on the machine. A build that fails or warns
does, since its figures mean nothing; so does one that touches documents which do not show what
was changed.
"""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import replace
from pathlib import Path

from benchmarks.builds import BuildFailedError
from benchmarks.cases import CASES, Bench
from benchmarks.marks import wrong_counts
from benchmarks.plans import FULL, QUICK, Plan
from benchmarks.report import Report
from benchmarks.table import rendered

OTHERS = """
other measurements, each a command of its own:
  python -m benchmarks.pages        pages made of data files, and loading these
  python -m benchmarks.startup      loading the extension
  python -m benchmarks.matching     finding names in text
  python -m benchmarks.revisions    instructions of builds before and after a change
  python -m benchmarks.filter_keys  keys in the filter of a list, in a browser
  python -m benchmarks.spark        that Spark finds what DuckDB and local processes find
"""


def main() -> None:
    """Measure, print and write."""
    parser = make_parser()
    options = parser.parse_args()
    if unknown := set(options.cases) - CASES.keys():
        parser.error(f"there is no case {', '.join(sorted(unknown))}; cases: {', '.join(CASES)}")
    plan = plan_of(options)
    with tempfile.TemporaryDirectory(prefix="modelterms-benchmark-") as folder:
        bench = Bench(plan, Path(folder), earlier(options) if options.update else None)
        for name in options.cases or CASES:
            try:
                bench.run(name)
            except BuildFailedError as error:
                raise SystemExit(f"a build failed: {error}") from None
            # After each, so that a run that is cut off was not for nothing.
            bench.report.save(options.json)
    print(rendered(bench.report))
    if wrong := wrong_counts(bench.report):
        raise SystemExit("\n".join(wrong))


def make_parser() -> argparse.ArgumentParser:
    """The command line; ``--quick`` changes the defaults of the others."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=__doc__,
        epilog="cases:\n"
        + "".join(f"  {name:33} {case.__doc__}\n" for name, case in CASES.items())
        + OTHERS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("cases", nargs="*", metavar="CASE", help="all by default")
    parser.add_argument("--json", type=Path, default="build/benchmarks.json", help="what to write")
    parser.add_argument("--update", action="store_true", help="keep the other cases of that file")
    parser.add_argument("--quick", action="store_true", help="small projects, three rounds")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--pages", type=int, help="not for growth; one size of scale")
    parser.add_argument("--terms", type=int, help="not for growth and links")
    parser.add_argument("--mentions", type=int, help="roles on each page")
    parser.add_argument("--seed", type=int, help="of the made-up text")
    parser.add_argument(
        "--no-peers", dest="peers", action="store_false", help="our own projects only"
    )
    return parser


def plan_of(options: argparse.Namespace) -> Plan:
    """Parse the arguments: the cases to measure."""
    plan = QUICK if options.quick else FULL
    for_all = {
        name: value
        for name in ("mentions", "seed")
        if (value := getattr(options, name)) is not None
    }
    pages = {"pages": options.pages} if options.pages else {}
    terms = {"terms": options.terms} if options.terms else {}
    return replace(
        plan,
        rounds=options.rounds or plan.rounds,
        full=replace(plan.full, **for_all, **pages, **terms),
        links=replace(plan.links, **for_all, **pages),
        counted=replace(plan.counted, **for_all, **pages, **terms),
        unmentioned=replace(plan.unmentioned, **for_all, **pages, **terms),
        few=replace(plan.few, **for_all),
        many=replace(plan.many, **for_all),
        scale=tuple(
            replace(size, **pages, **terms) for size in plan.scale[: 1 if pages else None]
        ),
        peers=plan.peers and options.peers,
    )


def earlier(options: argparse.Namespace) -> Report | None:
    """The report that the file has; nothing if there is none.

    Its cases must be of the same machine, versions and number of rounds, or no table could say
    where its figures are from.
    """
    if not options.json.exists():
        return None
    found, now = Report.load(options.json), Report.begin(plan_of(options).rounds)
    if (found.machine, found.versions, found.rounds) != (now.machine, now.versions, now.rounds):
        raise SystemExit(f"{options.json} is of another machine, other versions or other rounds")
    found.date = now.date
    return found


if __name__ == "__main__":
    main()
