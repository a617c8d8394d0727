"""Running builds as child processes and counting what they cost.

User CPU time of the child counts, not the clock: other programs on the machine disturb it less.
Needs a Unix (``os.wait4``).
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING, NamedTuple, Protocol

from benchmarks.projects import COUNTS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from benchmarks.projects import Project


class Run(NamedTuple):
    """What one build took."""

    seconds: float
    """User CPU time."""
    read: int
    """Documents read."""
    written: int
    """Documents written."""
    loading: float
    """CPU time of loading data files."""


class Buildable(Protocol):
    """A project in a folder."""

    source: Path
    build: Path
    bytecode: Path
    """Where builds keep compiled modules."""


class Comparison(NamedTuple):
    """One project beside another, over several rounds."""

    of_medians: float
    """The ratio of the medians."""
    paired: float
    """The median of the ratios within each round: drift of the machine cancels out."""
    of_fastest: float
    """The ratio of the fastest runs: the least disturbed ones on a busy machine."""


def build(project: Buildable) -> Run:
    """Build *project* on top of what is there already."""
    doctrees = project.build / "doctrees"
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html", "-d", str(doctrees)]
    command += [str(project.source), str(project.build / "html")]
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=project.source,
            env=_surroundings(project),
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            message = output.read().decode(errors="replace")
            raise SystemExit(f"a build failed:\n{' '.join(command)}\n{message}")
    read, written, loading = (doctrees / COUNTS).read_text(encoding="utf-8").split()
    return Run(usage.ru_utime, int(read), int(written), float(loading))


def _surroundings(project: Buildable) -> dict[str, str]:
    """The environment variables of a build.

    A random hash seed changes the order of sets, and with it the time. Bytecode is kept, whatever
    the caller's settings are, but not in the source tree: or else compiling an extension in
    development would count as a cost of each build.
    """
    variables = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return variables | {"PYTHONHASHSEED": "0", "PYTHONPYCACHEPREFIX": str(project.bytecode)}


def clean_build(project: Buildable) -> Run:
    """Build *project* from nothing."""
    shutil.rmtree(project.build, ignore_errors=True)
    return build(project)


def alternate(
    projects: Sequence[Project], rounds: int, measure: Callable[[Project], Run]
) -> list[list[Run]]:
    """The runs of each project, *rounds* times in turn.

    The order is turned round each time, so that none of them is always the first.
    """
    runs: list[list[Run]] = [[] for _ in projects]
    for number in range(rounds):
        order = list(zip(projects, runs, strict=True))
        for project, own in order if number % 2 == 0 else reversed(order):
            own.append(measure(project))
    return runs


def median(runs: Sequence[Run]) -> float:
    """The median of the seconds."""
    return statistics.median(run.seconds for run in runs)


def compare(runs: Sequence[Run], base: Sequence[Run]) -> Comparison:
    """*runs* beside *base*, round by round."""
    pairs = zip(runs, base, strict=True)
    paired = statistics.median(run.seconds / other.seconds for run, other in pairs)
    fastest = min(run.seconds for run in runs) / min(run.seconds for run in base)
    return Comparison(median(runs) / median(base), paired, fastest)


def environment_size(project: Buildable) -> int:
    """The bytes of the stored environment after a build."""
    return (project.build / "doctrees" / "environment.pickle").stat().st_size


def verdict(figure: float, mark: float) -> str:
    """How *figure* stands to the most that we allow ourselves."""
    return f"mark: at most {mark}  {'ok' if figure <= mark else 'MISSED'}"
