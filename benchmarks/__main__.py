"""The command: ``python -m benchmarks``, run from the repository's root.

Prints tables and writes only into a temporary folder. Slow results do not fail the command: they
depend on the machine. A build that fails or warns does, since its figures mean nothing; so does
one that touches documents which do not show what was changed.
"""

from __future__ import annotations

import argparse
import dataclasses
import os
import platform
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import docutils
import sphinx

from benchmarks.measure import (
    alternate,
    build,
    clean_build,
    compare,
    environment_size,
    median,
    verdict,
)
from benchmarks.pages import report_data
from benchmarks.projects import CARDS, LOADED, PLAIN, Project, Size

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.measure import Run

RATIO_MARK = 1.1
TERM_MARK = 2000
MENTION_MARK = 80

VARIANTS = (PLAIN, CARDS, LOADED)


def main() -> None:
    """Measure and print."""
    options = read_options()
    size = Size(options.pages, options.terms, options.mentions, options.glossaries, options.seed)
    print_machine()
    print(
        f"{size.pages} pages, {size.terms} terms on {size.glossaries} glossary pages, "
        f"{size.mentions} mentions a page, {options.rounds} rounds"
    )
    for variant in VARIANTS:
        print(f"  {variant.key}  {variant.title}")
    with tempfile.TemporaryDirectory(prefix="modelterms-benchmark-") as folder:
        projects = [Project(variant, size, Path(folder)) for variant in VARIANTS]
        clean_build(projects[-1])  # fills the caches of files and of bytecode
        report_clean(projects, options.rounds)
        report_rebuilds(projects, options.rounds)
        report_sizes(projects, size, Path(folder))
        report_data(Path(folder), options.seed, quick=options.quick)


def read_options() -> argparse.Namespace:
    """The command line; ``--quick`` changes the defaults of the others."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="small projects, one round, to see that it works"
    )
    quick = parser.parse_known_args()[0].quick
    parser.add_argument("--pages", type=int, default=30 if quick else 300)
    parser.add_argument("--terms", type=int, default=30 if quick else 300)
    parser.add_argument("--mentions", type=int, default=20, help="on each page")
    parser.add_argument("--glossaries", type=int, default=10, help="pages that the terms are on")
    parser.add_argument("--rounds", type=int, default=1 if quick else 5)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def print_machine() -> None:
    """What the figures depend on, and what any figure has to be quoted with."""
    print(f"{platform.platform()}, {os.cpu_count()} cores")
    print(
        f"{platform.python_implementation()} {platform.python_version()}, "
        f"Sphinx {sphinx.__version__}, docutils {docutils.__version__}"
    )


def report_clean(projects: Sequence[Project], rounds: int) -> None:
    """The build from nothing, which has a mark.

    The three ratios agree on a quiet machine. Where they do not, none of them is worth quoting.
    """
    print("\nClean build, user CPU seconds; to A: of medians, median within rounds, of fastest")
    print(f"     {'median':>8} {'ratio':>7} {'paired':>7} {'fastest':>8}")
    plain, cards, loaded = alternate(projects, rounds, clean_build)
    print(f"  A  {median(plain):8.2f}")
    print(f"  B  {ratios(cards, plain)}  {verdict(compare(cards, plain).paired, RATIO_MARK)}")
    print(f"  C  {ratios(loaded, plain)}")


def ratios(runs: Sequence[Run], base: Sequence[Run]) -> str:
    """Seconds and ratios as columns."""
    found = compare(runs, base)
    columns = f"{found.of_medians:7.3f} {found.paired:7.3f} {found.of_fastest:8.3f}"
    return f"{median(runs):8.2f} {columns}"


def edited_build(project: Project) -> Run:
    """A build after a change to one definition."""
    project.edit_definition()
    return build(project)


def report_rebuilds(projects: Sequence[Project], rounds: int) -> None:
    """Builds on top of a finished one; how many documents they touch says more than seconds."""
    for title, measure in (
        ("Build with nothing changed", build),
        ("Build after a change to one definition", edited_build),
    ):
        print(f"\n{title}")
        print(f"     {'seconds':>8} {'read':>6} {'written':>8}")
        for project, runs in zip(projects, alternate(projects, rounds, measure), strict=True):
            key, last = project.variant.key, runs[-1]
            print(f"  {key}  {median(runs):8.2f} {last.read:6} {last.written:8}")


def report_sizes(projects: Sequence[Project], size: Size, folder: Path) -> None:
    """The stored environment: what terms add to it, and what mentions add on top.

    A variant of each project whose mentions are mere text tells the two apart.
    """
    print("\nStored environment, bytes")
    print(f"     {'all':>10} {'a term':>8} {'a mention':>10}")
    mentions = size.pages * min(size.mentions, size.terms)
    plain_bare, plain_full = 0, 0
    marked: list[tuple[str, float, float]] = []
    for project in projects:
        bare = Project(dataclasses.replace(project.variant, mentions=False), size, folder)
        clean_build(bare)
        # The rebuilds have stored the full ones several times; a clean build is like for like.
        clean_build(project)
        bare_bytes, full_bytes = environment_size(bare), environment_size(project)
        key = project.variant.key
        if project.variant is PLAIN:
            plain_bare, plain_full = bare_bytes, full_bytes
            print(f"  {key}  {full_bytes:10}")
            continue
        by_term = (bare_bytes - plain_bare) / size.terms
        by_mention = (full_bytes - plain_full - bare_bytes + plain_bare) / mentions
        print(f"  {key}  {full_bytes:10} {by_term:8.0f} {by_mention:10.1f}")
        if project.variant is CARDS:
            marked = [("a term", by_term, TERM_MARK), ("a mention", by_mention, MENTION_MARK)]
    for what, figure, mark in marked:
        print(f"  B, {what}: {verdict(figure, mark)}")


if __name__ == "__main__":
    main()
