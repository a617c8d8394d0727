"""Rounds: builds of several projects in turn, so that they can be compared."""

from __future__ import annotations

import re
import sys
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.builds import BuildFailedError, build, clean_build
from benchmarks.output import environment_size, showing, stamps, weight, written
from benchmarks.projects import Project
from benchmarks.report import Measurement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from benchmarks.builds import Buildable, Run
    from benchmarks.projects import Change

LISTED = 5
"""Maximum number of documents that a complaint names."""


class Subject(NamedTuple):
    """A project as it is built in one case."""

    key: str
    title: str
    project: Buildable
    jobs: int = 1
    rounds: int | None = None
    """The most rounds that are run."""
    peer: bool = False
    """True if the build may fail, and may touch other documents than it has to."""


def subject(project: Project, jobs: int = 1) -> Subject:
    """*project*, built by *jobs* processes."""
    variant = project.variant
    key = variant.key if jobs == 1 else f"{variant.key}-j{jobs}"
    return Subject(key, variant.title, project, jobs, variant.rounds, variant.peer)


def alternate(
    subjects: Sequence[Subject],
    rounds: int,
    measure: Callable[[Subject, Measurement], Run],
    tell: Callable[[str], None],
) -> dict[str, Measurement]:
    """The measurements of each subject, *rounds* times in turn.

    The order is turned round each time, so that none of them is always the first.

    :param measure: builds a subject once; may note more than the run in its measurement
    :param tell: is told of each build
    :raises BuildFailedError: unless it is the build of a peer
    """
    taken = {one.key: Measurement(one.title) for one in subjects}
    for number in range(rounds):
        for one in subjects if number % 2 == 0 else reversed(subjects):
            measurement = taken[one.key]
            if number >= (one.rounds or rounds) or measurement.failed:
                continue
            try:
                run = measure(one, measurement)
            except BuildFailedError as error:
                if not one.peer:
                    raise
                measurement.failed = _reason(error)
                tell(f"{one.key}: {measurement.failed}")
                continue
            measurement.add(run)
            tell(f"round {number + 1} of {rounds}, {one.key}: {run.user:.2f} s")
    return taken


def from_nothing(one: Subject, measurement: Measurement) -> Run:
    """A clean build; the first of them also says how large things get."""
    run = clean_build(one.project, one.jobs)
    if not measurement.sizes:
        measurement.sizes["environment"] = environment_size(one.project)
        if isinstance(one.project, Project):
            _note_pages(one, one.project, run, measurement)
    return run


def apart_from_terms(one: Subject, measurement: Measurement) -> Run:
    """A clean build of which the pages of the terms are timed apart."""
    run = from_nothing(one, measurement)
    project: Project = one.project  # type: ignore[assignment]
    measurement.own.append(round(sum(run.seconds[name] for name in project.glossaries), 3))
    return run


def _note_pages(one: Subject, project: Project, run: Run, measurement: Measurement) -> None:
    """Note how heavy pages are, and whether they show a definition that they should."""
    pages = [page.docname for page in project.pages]
    if pages:
        measurement.sizes |= weight(project, pages)._asdict()
    due = project.showing(project.edited)
    lacking = due - showing(project, due, project.edition)
    measurement.counts |= {"due": len(due), "lacking": len(lacking)}
    if not one.peer:
        if lacking:
            measurement.wrong.append(f"without the definition: {_names(sorted(lacking))}")
        # One process has all that it has read still at hand.
        measurement.wrong += _complaints("loaded", run.loaded, run.read if one.jobs > 1 else ())


def after(edit: Callable[[Project], Change]) -> Callable[[Subject, Measurement], Run]:
    """Builds on top of finished ones, each after an edit.

    Which documents the build touches is compared with those that it has to touch.
    """

    def measure(one: Subject, measurement: Measurement) -> Run:
        project: Project = one.project  # type: ignore[assignment]
        change = edit(project)
        before = stamps(project, project.documents)
        run = build(project, one.jobs)
        touched = written(before, stamps(project, project.documents))
        due = project.showing(project.edited) if change.shown else set()
        outdated = due - showing(project, due, change.shown)
        measurement.counts |= {
            "written": len(touched),
            "show": len(change.written),
            "outdated": len(outdated),
        }
        if not one.peer:
            measurement.wrong += [
                *_complaints("read", run.read, change.read),
                *_complaints("written", touched, change.written),
                *([f"left outdated: {_names(sorted(outdated))}"] if outdated else ()),
                # Sphinx has those that it has read still at hand.
                *_complaints("loaded", run.loaded, change.written - change.read),
            ]
        return run

    return measure


def _complaints(what: str, found: Iterable[str], wanted: Iterable[str]) -> Iterator[str]:
    """Yield complaints about documents that were handled needlessly, too often or not at all."""
    found, wanted = Counter(found), Counter(wanted)
    if needless := sorted((found - wanted).elements()):
        yield f"{what} without need: {_names(needless)}"
    if missing := sorted((wanted - found).elements()):
        yield f"not {what}: {_names(missing)}"


def _names(docnames: Sequence[str]) -> str:
    more = f" and {len(docnames) - LISTED} more" if len(docnames) > LISTED else ""
    return ", ".join(docnames[:LISTED]) + more


def _reason(error: Exception) -> str:
    """The line of a build's output that says best why it failed."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    named = [line for line in lines if re.match(r"[\w.]*(Error|Exception)\b", line)]
    return f"the build fails: {(named or lines)[-1]}"


def tell(text: str) -> None:
    """Show progress, apart from the tables."""
    print(text, file=sys.stderr, flush=True)
