"""Counting instructions with valgrind: the same in each run, whatever else the machine does.

What it leaves out is how long each takes, above all waiting for memory. Everything takes twenty
times as long as usual meanwhile, so projects are small.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from types import MappingProxyType
from typing import TYPE_CHECKING

from benchmarks.builds import BuildFailedError, command_for, surroundings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from benchmarks.builds import Buildable

VALGRIND = "valgrind"

COUNTING = (
    VALGRIND,
    "--tool=cachegrind",
    "--cache-sim=no",
    "--branch-sim=no",
    "--cachegrind-out-file=/dev/null",
)


def can_count() -> bool:
    """Return True if valgrind is installed."""
    return shutil.which(VALGRIND) is not None


def instructions(
    command: Sequence[str],
    bytecode: Path,
    folder: Path | None = None,
    variables: Mapping[str, str] = MappingProxyType({}),
) -> int:
    """The instructions of a command.

    :param bytecode: where compiled modules are kept
    :param folder: what it runs in
    :param variables: further environment variables
    :raises BuildFailedError: with what it printed
    """
    done = subprocess.run(
        [*COUNTING, *command],
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env={**surroundings(bytecode), **variables},
        check=False,
    )
    found = re.search(r"I +refs: +([\d,]+)", done.stderr)
    if done.returncode or found is None:
        raise BuildFailedError(f"{' '.join(command)}\n{done.stderr}")
    return int(found[1].replace(",", ""))


def instructions_of_build(
    project: Buildable, variables: Mapping[str, str] = MappingProxyType({})
) -> int:
    """The instructions of a clean build.

    :param variables: further environment variables
    :raises BuildFailedError: with what it printed
    """
    shutil.rmtree(project.build, ignore_errors=True)
    environment = {**surroundings(project.bytecode), **variables}
    # The first build compiles what is loaded.
    done = subprocess.run(
        command_for(project),
        capture_output=True,
        encoding="utf-8",
        cwd=project.source,
        env=environment,
        check=False,
    )
    if done.returncode:
        raise BuildFailedError(f"{' '.join(command_for(project))}\n{done.stderr}")
    shutil.rmtree(project.build)
    return instructions_of_next_build(project, variables)


def instructions_of_next_build(
    project: Buildable, variables: Mapping[str, str] = MappingProxyType({})
) -> int:
    """The instructions of a build on top of what is there already.

    :raises BuildFailedError: with what it printed
    """
    return instructions(command_for(project), project.bytecode, project.source, variables)
