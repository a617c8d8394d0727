"""What automatic links cost: ``python -m benchmarks.links``.

The example site, and generated projects with many links a page, are built with automatic links off
and on, in turn. User CPU time of whole builds from nothing.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measure import alternate, clean_build, compare, median, verdict
from benchmarks.projects import CONF, Project, Size, Variant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.measure import Buildable

SITE_MARK = 1.05
DENSE_MARK = 1.2
SPARSE_MARK = 1.1

TERMS = 3000

COMMON = "modelterms_autolink_budget = 0\nmodelterms_json = False\n"

OFF = Variant("off", "automatic links off", True, True, mentions=False, settings=COMMON)
ON = Variant(
    "on",
    "automatic links on",
    True,
    True,
    mentions=False,
    settings=f'{COMMON}modelterms_autolink = "page"\n',
)


class ExampleSite:
    """The example site as it is, or with automatic links switched off.

    :param root: a folder for all that is made
    """

    def __init__(self, key: str, mode: str, source: Path, root: Path) -> None:
        folder = root / f"site-{key}"
        self.source = folder / "source"
        self.build = folder / "build"
        self.bytecode = root / "bytecode"
        shutil.copytree(source, self.source)
        conf = self.source / "conf.py"
        text = conf.read_text(encoding="utf-8")
        counting = CONF[CONF.index("read, written") :].format()
        conf.write_text(
            f"import time\n{text}\nmodelterms_autolink = {mode!r}\n{counting}", encoding="utf-8"
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.links", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="modelterms-benchmark-") as name:
        report_links(Path(name), options.pages, options.rounds, options.seed)


def report_links(folder: Path, pages: int, rounds: int, seed: int) -> None:
    """The projects off and on, with the ratio and what a link costs."""
    print(f"\nAutomatic links off and on, user CPU seconds, {rounds} rounds")
    print(f"     {'off':>8} {'on':>8} {'ratio':>7} {'paired':>7} {'us a link':>10}")
    source = Path(__file__).parents[1] / "example_docs"
    sites = [ExampleSite("off", "off", source, folder), ExampleSite("on", "page", source, folder)]
    row("example site", sites, rounds, 0, SITE_MARK)
    for links, mark in ((10, SPARSE_MARK), (40, DENSE_MARK)):
        size = Size(pages, TERMS, links, 10, seed)
        projects = [Project(variant, size, folder / str(links)) for variant in (OFF, ON)]
        row(f"{links} links a page, {TERMS} terms", projects, rounds, links * pages, mark)


def row(title: str, pair: Sequence[Buildable], rounds: int, links: int, mark: float) -> None:
    """One project off and on."""
    clean_build(pair[0])  # fills the caches of files and of bytecode
    off, on = alternate(pair, rounds, clean_build)
    found = compare(on, off)
    each = f"{(median(on) - median(off)) / links * 1e6:10.0f}" if links else " " * 10
    print(
        f"     {median(off):8.2f} {median(on):8.2f} {found.of_medians:7.3f} {found.paired:7.3f}"
        f" {each}  {title}; {verdict(found.paired, mark)}"
    )


if __name__ == "__main__":
    main()
