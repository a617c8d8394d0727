"""The case ``scale``: what a build, and what an edit, takes in projects with many pages.

Everything is measured for the same three projects in turn: plain Sphinx, the extension loaded, and
automatic links on. In ``samples`` of a measurement are, a round each:

``cpu``
    Seconds of CPU time, user and system, of all processes.
``between``
    The part of it that the first process spends between reading and writing, and after writing.
``parent``, ``children``
    The same time by process: of the first one, and of those that it starts.
``memory``
    The peak of the memory of all processes, in KiB.
"""

from __future__ import annotations

import os
import re
from dataclasses import asdict, replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from benchmarks import variants
from benchmarks.builds import build, clean_build
from benchmarks.output import stamps, written
from benchmarks.rounds import Subject, alternate, tell
from benchmarks.scale_project import ScaleProject

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from benchmarks.builds import Run
    from benchmarks.cases import Bench
    from benchmarks.report import Measurement, Report
    from benchmarks.scale_project import Edit, ScaleSize

SCALED = (
    variants.PLAIN,
    replace(variants.LOADED, key="off", title="extension loaded"),
    replace(variants.LOADED_AUTO, key="on", title="automatic links"),
)


PLAIN, OFF, ON = (one.key for one in SCALED)

CASE = re.compile(r"scale-\d+")


class Kind(NamedTuple):
    """A kind of edit."""

    key: str
    title: str
    apply: Callable[[ScaleProject], Edit]


EDITS = (
    Kind("page", "one page edited", ScaleProject.edit_page),
    Kind("definition", "one definition edited", ScaleProject.edit_definition),
    Kind("name", "one new term", ScaleProject.add_term),
    Kind("nothing", "nothing changed", ScaleProject.change_nothing),
    Kind("day", "a new day", ScaleProject.next_day),
)


def scale_cases(report: Report) -> dict[str, dict[str, Measurement]]:
    """The measurements of all sizes, by case."""
    found = {case: report.case(case) for case in report.sizes if CASE.fullmatch(case)}
    return {case: some for case, some in found.items() if some}


def scale(bench: Bench, folder: Path) -> None:
    """Builds and edits with many pages."""
    for size in bench.plan.scale:
        measure_size(bench, size, folder)


def measure_size(bench: Bench, size: ScaleSize, folder: Path) -> None:
    """Measure projects of one size.

    :param folder: for the projects
    """
    case = f"scale-{size.pages}"
    bench.report.sizes[case] = asdict(size)
    projects = [ScaleProject(one, size, folder, bench.bytecode) for one in SCALED]
    rounds = min(bench.plan.rounds, size.rounds or bench.plan.rounds)
    # What builds load is compiled before the first of them is measured.
    tiny = replace(size, pages=1, terms=size.names, waiting=0)
    for one in SCALED:
        clean_build(ScaleProject(one, tiny, folder / "tiny", bench.bytecode))

    def take(
        key: str, measure: Callable[..., Run], jobs: int = 1, most: int | None = None
    ) -> None:
        subjects = [
            Subject(f"{key}-{one.variant.key}", one.variant.title, one, jobs) for one in projects
        ]
        said = partial(_said, f"{case}, {key}")
        bench.note(case, alternate(subjects, min(rounds, most or rounds), measure, said))

    if bench.plan.parallel:
        take("parallel", from_nothing, jobs=2)
    take("clean", from_nothing)
    for kind in EDITS:
        # The waiting names are the edits that a project has.
        take(kind.key, partial(after, kind), most=size.waiting)


def _said(title: str, text: str) -> None:
    tell(f"{title}, {text}")


def from_nothing(one: Subject, measurement: Measurement) -> Run:
    """A clean build; with several processes, the memory of all is sampled."""
    project: ScaleProject = one.project  # type: ignore[assignment]
    watched = one.jobs > 1
    run = clean_build(project, one.jobs, project.variables, watched=watched)
    _note(measurement, run, run.tree if watched else run.memory)
    return run


def after(kind: Kind, one: Subject, measurement: Measurement) -> Run:
    """A build on top of a finished one, after an edit."""
    project: ScaleProject = one.project  # type: ignore[assignment]
    edit = kind.apply(project)
    before = stamps(project, project.documents)
    run = build(project, one.jobs, project.variables)
    touched = written(before, stamps(project, project.documents))
    measurement.counts |= {"written": len(touched), "holding": edit.holding, **run.calls}
    _note(measurement, run, run.memory)
    return run


def _note(measurement: Measurement, run: Run, memory: int) -> None:
    used = run.user + run.system if hasattr(os, "wait4") else run.parent + run.children
    found = {
        "cpu": used,
        "between": run.between,
        "parent": run.parent,
        "children": run.children,
        "memory": memory,
    }
    for name, figure in found.items():
        measurement.samples.setdefault(name, []).append(round(figure, 3))
