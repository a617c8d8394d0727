"""Running builds as child processes, and what each of them took.

User CPU time of the child counts, not the clock: other programs on the machine disturb it less.
Needs a Unix (``os.wait4``).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Protocol

from benchmarks.counting import COUNTS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class Buildable(Protocol):
    """A project in a folder."""

    source: Path
    build: Path
    bytecode: Path
    """Directory in which builds keep compiled modules."""
    strict: bool
    """True if a warning fails the build."""


class Run(NamedTuple):
    """Time and memory that one build took."""

    user: float
    """Seconds of user CPU time, with that of all its processes."""
    wall: float
    """Seconds by the clock."""
    memory: int
    """The most memory that one of its processes held, in KiB."""
    read: tuple[str, ...] = ()
    """Documents read."""
    loaded: tuple[str, ...] = ()
    """Documents whose stored doctree was loaded, each as often as it was."""
    resolved: tuple[str, ...] = ()
    """Documents made ready for writing, each as often as it was."""
    loading: float = 0
    """Seconds of CPU time for loading data files."""
    seconds: Mapping[str, float] = MappingProxyType({})
    """Seconds of CPU time for reading and writing each document, if one process did."""


class BuildFailedError(Exception):
    """A build failed; its figures would mean nothing."""


def build(project: Buildable, jobs: int = 1) -> Run:
    """Build *project* on top of what is there already.

    :param jobs: the number of processes
    :raises BuildFailedError: with the command and what it printed
    """
    doctrees = project.build / "doctrees"
    command = command_for(project, jobs)
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=project.source,
            env=surroundings(project.bytecode),
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            message = output.read().decode(errors="replace")
            raise BuildFailedError(f"{' '.join(command)}\n{message}")
    counts = json.loads((doctrees / COUNTS).read_text(encoding="utf-8"))
    return Run(
        usage.ru_utime,
        wall,
        # macOS counts bytes.
        usage.ru_maxrss // (1024 if sys.platform == "darwin" else 1),
        tuple(counts["read"]),
        tuple(counts["loaded"]),
        tuple(counts["resolved"]),
        counts["loading"],
        counts["seconds"],
    )


def command_for(project: Buildable, jobs: int = 1) -> list[str]:
    """The command that builds *project*."""
    doctrees = project.build / "doctrees"
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-d", str(doctrees)]
    command += ["-W"] if project.strict else []
    command += ["-j", str(jobs)] if jobs > 1 else []
    return [*command, str(project.source), str(project.build / "html")]


def surroundings(bytecode: Path) -> dict[str, str]:
    """The environment variables of what is measured.

    A random hash seed changes the order of sets, and with it the time. Bytecode is kept, whatever
    the caller's settings are, but not in the source tree: or else compiling an extension in
    development would count as a cost of each build.

    :param bytecode: where compiled modules are kept
    """
    variables = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return variables | {"PYTHONHASHSEED": "0", "PYTHONPYCACHEPREFIX": str(bytecode)}


def clean_build(project: Buildable, jobs: int = 1) -> Run:
    """Build *project* from nothing."""
    shutil.rmtree(project.build, ignore_errors=True)
    return build(project, jobs)
