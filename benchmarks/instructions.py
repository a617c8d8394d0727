"""Counting instructions with valgrind: the same in each run, whatever else the machine does.

What it leaves out is how long each takes, above all waiting for memory. Everything takes fifty
times as long as usual meanwhile, so projects are small.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

from benchmarks.builds import BuildFailedError, clean_build, command_for, surroundings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from benchmarks.builds import Buildable

VALGRIND = "valgrind"

COUNTING = (VALGRIND, "--tool=callgrind", "--callgrind-out-file=/dev/null")


def can_count() -> bool:
    """Return True if valgrind is installed."""
    return shutil.which(VALGRIND) is not None


def instructions(command: Sequence[str], bytecode: Path, folder: Path | None = None) -> int:
    """The instructions of a command.

    :param bytecode: where compiled modules are kept
    :param folder: what it runs in
    :raises BuildFailedError: with what it printed
    """
    done = subprocess.run(
        [*COUNTING, *command],
        capture_output=True,
        text=True,
        cwd=folder,
        env=surroundings(bytecode),
        check=False,
    )
    found = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode or found is None:
        raise BuildFailedError(f"{' '.join(command)}\n{done.stderr}")
    return int(found[1])


def instructions_of_build(project: Buildable) -> int:
    """The instructions of a build from nothing.

    :raises BuildFailedError: with what it printed
    """
    clean_build(project)  # compiles what it loads
    shutil.rmtree(project.build)
    return instructions(command_for(project), project.bytecode, project.source)
