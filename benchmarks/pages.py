"""Cost of pages generated from data files: ``python -m benchmarks.pages``.

A build that reads or writes other documents than those that show a change fails the command.
"""

from __future__ import annotations

import argparse
import importlib.util
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.builds import build, clean_build
from benchmarks.records import (
    FOLDER,
    LOADING_CONF,
    PAGES_CONF,
    RecordProject,
    full_records,
    short_records,
)

if TYPE_CHECKING:
    from benchmarks.builds import Run

GROWTH_MARK = 1.3
LOADING_MARK = 2

SIZES = {"basic": (500, 5000), "furo": (500, 2000)}
"""Pages of the smaller and the larger project, by theme."""

QUICK_SIZES = {"basic": (30, 60), "furo": (30, 60)}
LOADED_TERMS = 10_000
QUICK_LOADED_TERMS = 1000


class PageRuns(NamedTuple):
    """The builds of one project."""

    pages: int
    full: Run
    unchanged: Run
    explanation: Run
    definition: Run

    @property
    def per_page(self) -> float:
        """Milliseconds that the full build takes for a page."""
        return self.full.user * 1000 / self.pages


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small projects")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="modelterms-benchmark-") as folder:
        report_data(Path(folder), options.seed, quick=options.quick)


def report_data(folder: Path, seed: int, *, quick: bool) -> None:
    """Everything about data files.

    :param folder: for the projects; each makes its own in it
    """
    report_loading(folder, QUICK_LOADED_TERMS if quick else LOADED_TERMS, seed)
    print(f"\nPages made of data files (modelterms_pages = {FOLDER!r}), user CPU seconds")
    print("  read+written: documents of a build after a change to one record")
    heads = ("pages", "full", "ms/page", "unchanged", "explanation", "definition")
    print("  theme  {:>6} {:>8} {:>8} {:>10} {:>16} {:>16}".format(*heads))
    for theme, sizes in (QUICK_SIZES if quick else SIZES).items():
        if theme != "basic" and importlib.util.find_spec(theme) is None:
            print(f"  {theme:6} is not installed")
            continue
        small, large = (_measured(folder, theme, pages, seed) for pages in sizes)
        growth = large.per_page / small.per_page
        print(f"  {theme:6} growth of ms/page: {growth:.2f}  {verdict(growth, GROWTH_MARK)}")
        print(f"  {theme:6} ms of each further page: {_further(small, large):.2f}")


def report_loading(folder: Path, terms: int, seed: int) -> None:
    """Reading a data file, and taking it from the cache."""
    records = short_records(terms, seed)
    project = RecordProject(records, folder / "loading", LOADING_CONF, file_terms=terms)
    first = clean_build(project).loading
    second = build(project).loading
    print(f"\nLoading {terms} terms of a file with {project.data_bytes} bytes, CPU seconds")
    print(f"  parsed      {first:6.2f}  {verdict(first, LOADING_MARK)}")
    print(f"  from cache  {second:6.2f}")


def _measured(folder: Path, theme: str, pages: int, seed: int) -> PageRuns:
    """Build a project in all ways, and print what that took."""
    place = folder / f"{theme}-{pages}"
    project = RecordProject(full_records(pages, seed), place, PAGES_CONF.format(theme=theme))
    full = clean_build(project)
    _check("full build", full, read=project.documents, written=project.documents)
    unchanged = build(project)
    _check("build with nothing changed", unchanged, read=0, written=0)
    one = pages // 2
    shown = project.change_explanation(one)
    explanation = build(project)
    _check("build after a change to an explanation", explanation, read=1, written=shown)
    shown = project.change_definition(one)
    definition = build(project)
    _check("build after a change to a definition", definition, read=1, written=shown)
    runs = PageRuns(pages, full, unchanged, explanation, definition)
    print(
        f"  {theme:6} {pages:6} {full.user:8.2f} {runs.per_page:8.2f} "
        f"{unchanged.user:10.2f} {_touching(explanation):>16} {_touching(definition):>16}",
        flush=True,
    )
    return runs


def _further(small: PageRuns, large: PageRuns) -> float:
    """Milliseconds of a page without the start of Sphinx, which small projects feel more."""
    seconds = large.full.user - small.full.user
    return seconds * 1000 / (large.pages - small.pages)


def _touching(run: Run) -> str:
    return f"{run.user:.2f} ({len(run.read)}+{len(run.resolved)})"


def _check(what: str, run: Run, *, read: int, written: int) -> None:
    """Stop if a build touched other documents than it has to."""
    if (len(run.read), len(run.resolved)) != (read, written):
        found = f"{len(run.read)} documents were read and {len(run.resolved)} written"
        raise SystemExit(f"{what}: {found}, instead of {read} and {written}")


def verdict(figure: float, mark: float) -> str:
    """Compare *figure* with the highest value that is allowed."""
    return f"mark: at most {mark}  {'ok' if figure <= mark else 'MISSED'}"


if __name__ == "__main__":
    main()
