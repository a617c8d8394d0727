"""Running builds as child processes, and what each of them took.

User CPU time of the child counts, not the clock: other programs on the machine disturb it less.
Windows does not tell it of a child, so there the build itself tells its own.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import nullcontext
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Protocol

from benchmarks.counting import COUNTS
from benchmarks.tree_memory import TreeMemory

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
    """The most memory that one of its processes held, in KiB; 0 on Windows."""
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
    system: float = 0
    """Seconds of system CPU time, with that of all its processes; 0 on Windows."""
    parent: float = 0
    """Seconds of CPU time of the first process, user and system; the other processes are its
    children."""
    children: float = 0
    """Seconds of CPU time of these."""
    between: float = 0
    """Seconds of CPU time that the first process spends between reading and writing, and after
    writing."""
    tree: int = 0
    """The most memory that all its processes held together, in KiB; 0 if it was not asked for."""
    calls: Mapping[str, int] = MappingProxyType({})
    """Calls of methods that are counted, by the name of the counter."""


class BuildFailedError(Exception):
    """A build failed; its figures would mean nothing."""


def build(
    project: Buildable,
    jobs: int = 1,
    variables: Mapping[str, str] = MappingProxyType({}),
    *,
    watched: bool = False,
) -> Run:
    """Build *project* on top of what is there already.

    :param jobs: the number of processes
    :param variables: further environment variables
    :param watched: whether the memory of all processes together is sampled
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
            env={**surroundings(project.bytecode), **variables},
        )
        with TreeMemory(process.pid) if watched else nullcontext() as tree:
            usage = wait_for(process)
        wall = time.perf_counter() - start
        if process.returncode:
            output.seek(0)
            message = output.read().decode(errors="replace")
            raise BuildFailedError(f"{' '.join(command)}\n{message}")
    counts = json.loads((doctrees / COUNTS).read_text(encoding="utf-8"))
    return Run(
        usage.user if usage else counts["user"],
        wall,
        usage.memory if usage else 0,
        tuple(counts["read"]),
        tuple(counts["loaded"]),
        tuple(counts["resolved"]),
        counts["loading"],
        counts["seconds"],
        usage.system if usage else 0,
        counts["parent"],
        counts["children"],
        counts["between"],
        tree.peak if tree else 0,
        counts["calls"],
    )


class Usage(NamedTuple):
    """Time and memory that a finished process took."""

    user: float
    """Seconds of user CPU time, with that of its own children."""
    memory: int
    """The most memory that it held, in KiB."""
    system: float
    """Seconds of system CPU time, with that of its own children."""


def wait_for(process: subprocess.Popen[bytes]) -> Usage | None:
    """Wait for *process* to end; return its usage, if the system tells it."""
    if not hasattr(os, "wait4"):
        process.wait()
        return None
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    # macOS counts bytes.
    unit = 1024 if sys.platform == "darwin" else 1
    return Usage(usage.ru_utime, usage.ru_maxrss // unit, usage.ru_stime)


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


def clean_build(
    project: Buildable,
    jobs: int = 1,
    variables: Mapping[str, str] = MappingProxyType({}),
    *,
    watched: bool = False,
) -> Run:
    """Build *project* in empty directories."""
    shutil.rmtree(project.build, ignore_errors=True)
    return build(project, jobs, variables, watched=watched)
