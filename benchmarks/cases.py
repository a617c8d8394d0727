"""Cases that are measured."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import browser, variants
from benchmarks.builds import BuildFailedError, clean_build
from benchmarks.instructions import (
    VALGRIND,
    can_count,
    instructions_of_build,
    instructions_of_next_build,
)
from benchmarks.projects import Change, Project, Size
from benchmarks.report import Measurement, Report
from benchmarks.rounds import after, alternate, apart_from_terms, from_nothing, subject, tell
from benchmarks.scale import scale
from benchmarks.site import site_subject
from benchmarks.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from benchmarks.builds import Run
    from benchmarks.plans import Plan
    from benchmarks.projects import Variant
    from benchmarks.rounds import Subject

PARALLEL = {"plain", "loaded", "cards", *(peer.key for peer in variants.PEERS)}
"""Variants that are also built by two processes."""

REBUILT = (
    variants.PLAIN,
    variants.LOADED,
    variants.CARDS,
    variants.LOADED_AUTO,
    variants.CARDS_AUTO,
    *variants.PEERS,
)

ALL_LINKS = "modelterms_autolink_budget = 0\n"
"""No limit for a paragraph."""

COUNTED = (variants.PLAIN, variants.LOADED_BARE, variants.LOADED, variants.CARDS)

FOREIGN = (variants.PLAIN, variants.LOADED)

UNMENTIONED = (variants.LOADED, variants.OTHERS)

LINKED = (
    replace(variants.CARDS, key="off", title="automatic links off", settings=ALL_LINKS),
    replace(
        variants.CARDS_AUTO,
        key="on",
        title="automatic links on",
        settings=variants.AUTOMATIC + ALL_LINKS,
    ),
)

BROWSED = Size(pages=1, terms=300, mentions=300, glossaries=1)

EXAMPLE_SITE = Path(__file__).parents[1] / "example_docs" / "ai-glossary"


class Bench:
    """A run of the benchmarks.

    :param folder: for all projects
    :param report: what is added to; by default an empty one
    """

    def __init__(self, plan: Plan, folder: Path, report: Report | None = None) -> None:
        self.plan = plan
        self.report = report or Report.begin(plan.rounds)
        self._folder = folder
        self._compiled: set[tuple[object, ...]] = set()

    @property
    def bytecode(self) -> Path:
        """Directory in which the builds of all projects keep compiled modules."""
        return self._folder / "bytecode"

    def run(self, name: str) -> None:
        """Measure a case; its projects are removed."""
        with tempfile.TemporaryDirectory(prefix=f"{name}-", dir=self._folder) as folder:
            CASES[name](self, Path(folder))

    def projects(
        self, case: str, size: Size, some: Iterable[Variant], folder: Path
    ) -> list[Project]:
        """The projects of a case; a peer that is not installed is reported instead."""
        self.report.sizes[case] = asdict(size)
        made = []
        for variant in some:
            if variant.peer and not self.plan.peers:
                continue
            if package := variants.missing(variant):
                absent = Measurement(variant.title, failed=f"{package} is not installed")
                self.note(case, {variant.key: absent})
                continue
            self._compile(variant, folder)
            made.append(Project(variant, size, folder, self.bytecode))
        return made

    def _compile(self, variant: Variant, folder: Path) -> None:
        """Have what its builds load compiled before the first of them is measured."""
        key = (variant.extensions, variant.cards, variant.settings)
        if key not in self._compiled:
            self._compiled.add(key)
            tiny = Project(variant, Size(1, 1), folder / "tiny", self.bytecode)
            # Why it fails is said where it would be measured.
            with suppress(BuildFailedError):
                clean_build(tiny)

    def take(
        self,
        case: str,
        subjects: Sequence[Subject],
        measure: Callable[[Subject, Measurement], Run] = from_nothing,
        rounds: int | None = None,
    ) -> None:
        """Measure the builds of a case."""
        self.note(case, self._alternate(case, subjects, measure, rounds or self.plan.rounds))

    def count(
        self,
        case: str,
        size: Size,
        some: Iterable[Variant],
        folder: Path,
        *,
        edited: bool = False,
    ) -> None:
        """Count the instructions of clean builds, with valgrind.

        :param edited: True to count those of a build after an edit of one page, too
        """
        for project in self.projects(case, size, some, folder):
            found = Measurement(project.variant.title)
            if can_count():
                found.counts["instructions"] = instructions_of_build(project)
                if edited:
                    project.edit_page()
                    found.counts["edited"] = instructions_of_next_build(project)
            else:
                found.failed = f"{VALGRIND} is not installed"
            tell(f"{case}, {project.variant.key}: {found.counts or found.failed}")
            self.note(case, {project.variant.key: found})

    def built(self, case: str, subjects: Sequence[Subject]) -> list[Subject]:
        """The subjects, built once; a peer that cannot be built is reported instead."""
        found = self._alternate(f"{case}, before it", subjects, from_nothing, 1)
        self.note(case, {key: one for key, one in found.items() if one.failed})
        return [one for one in subjects if not found[one.key].failed]

    def note(self, case: str, found: Mapping[str, Measurement]) -> None:
        """Keep what was found."""
        self.report.measurements |= {f"{case}/{key}": one for key, one in found.items()}

    def _alternate(
        self,
        title: str,
        subjects: Sequence[Subject],
        measure: Callable[[Subject, Measurement], Run],
        rounds: int,
    ) -> dict[str, Measurement]:
        return alternate(subjects, rounds, measure, lambda text: tell(f"{title}, {text}"))


def clean(bench: Bench, folder: Path) -> None:
    """Clean builds, in one process and in two."""
    subjects = []
    for project in bench.projects("clean", bench.plan.full, bench.plan.clean, folder):
        subjects.append(subject(project))
        if bench.plan.parallel and project.variant.key in PARALLEL:
            subjects.append(subject(project, jobs=2))
    bench.take("clean", subjects)


def markdown(bench: Bench, folder: Path) -> None:
    """The same pages in Markdown."""
    projects = bench.projects("markdown", bench.plan.full, variants.MARKDOWN, folder)
    bench.take("markdown", [subject(project) for project in projects])


def rebuild(bench: Bench, folder: Path) -> None:
    """Builds on top of finished ones: nothing changed, an edited definition, a new term."""
    edits = bench.plan.edits
    size = replace(bench.plan.full, waiting=edits)
    projects = bench.projects("nothing", size, REBUILT, folder)
    subjects = bench.built("nothing", [subject(project) for project in projects])
    nothing = Change(frozenset(), frozenset())
    bench.take("nothing", subjects, after(lambda project: nothing))
    bench.take("edit", subjects, after(Project.edit_definition), edits)
    own = [one for one in subjects if not one.peer]
    bench.take("term", own, after(Project.add_term), edits)


def links(bench: Bench, folder: Path) -> None:
    """Automatic links off and on."""
    for count in bench.plan.linked:
        size, case = replace(bench.plan.links, plain=count), f"links-{count}"
        projects = bench.projects(case, size, LINKED, folder)
        bench.take(case, [subject(project) for project in projects])


def counted(bench: Bench, folder: Path) -> None:
    """Instructions of clean builds of smaller projects."""
    size = bench.plan.counted
    dense = replace(size, terms=10 * size.terms)
    bench.count("counted", size, COUNTED, folder)
    for number in bench.plan.linked:
        bench.count(f"counted-{number}", replace(dense, plain=number), LINKED, folder)


def foreign(bench: Bench, folder: Path) -> None:
    """Half of the mentions are of terms of another project: timed, and counted as well."""
    for known in bench.plan.known:
        size = _with_foreign(bench.plan.counted, known)
        bench.count(f"counted-foreign-{known}", size, FOREIGN, folder / "counted")
    size = _with_foreign(bench.plan.full, bench.plan.known[-1])
    projects = bench.projects("foreign", size, FOREIGN, folder)
    bench.take("foreign", [subject(project) for project in projects])


def unmentioned(bench: Bench, folder: Path) -> None:
    """Instructions with and without three other projects whose terms no page mentions."""
    bench.count("counted-unmentioned", bench.plan.unmentioned, UNMENTIONED, folder, edited=True)


def _with_foreign(size: Size, known: int) -> Size:
    half = size.mentions // 2
    return replace(size, mentions=size.mentions - half, foreign=half, known=known)


def site(bench: Bench, folder: Path) -> None:
    """The example site, with automatic links off and on."""
    pair = [site_subject(key, EXAMPLE_SITE, folder, bench.bytecode) for key in ("off", "on")]
    bench.built("site", pair[:1])
    bench.take("site", pair)


def growth(bench: Bench, folder: Path) -> None:
    """The same pages with few and with many terms, each with and without the text pages."""
    subjects = []
    for key, size in (("few", bench.plan.few), ("many", bench.plan.many)):
        for part, some in (("all", size), ("own", replace(size, pages=0))):
            projects = bench.projects(
                f"growth-{key}", some, bench.plan.grown, folder / f"{key}-{part}"
            )
            subjects += [
                subject(project)._replace(key=f"{project.variant.key}-{key}-{part}")
                for project in projects
            ]
        bench.report.sizes[f"growth-{key}"] = asdict(size)
    bench.take("growth", subjects, apart_from_terms)


def stored(bench: Bench, folder: Path) -> None:
    """Bytes of terms, mentions and hover cards, by leaving each of them out."""
    projects = bench.projects("stored", bench.plan.full, variants.STORED, folder)
    bench.take("stored", [subject(project) for project in projects], rounds=1)


def in_browser(bench: Bench, folder: Path) -> None:
    """Loads of a page with 300 hover cards, in Chromium."""
    some = (variants.PLAIN, variants.LOADED_BARE, variants.LOADED)
    projects = bench.projects("browser", BROWSED, some, folder)
    bench.built("browser", [subject(project) for project in projects])
    bench.note("browser", browser.loads(projects, bench.plan.rounds, tell))


CASES = {
    "clean": clean,
    "markdown": markdown,
    "rebuild": rebuild,
    "links": links,
    "site": site,
    "growth": growth,
    "stored": stored,
    "counted": counted,
    "foreign": foreign,
    "unmentioned": unmentioned,
    "scale": scale,
    "vocabulary": vocabulary,
    "browser": in_browser,
}
"""Cases that can be chosen on the command line."""
