"""Counting the instructions of a build: the same in each run, whatever else the machine does.

What it leaves out is how long each takes, above all waiting for memory. A build takes fifty times
as long as usual meanwhile, so projects are small.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

from benchmarks.builds import BuildFailedError, clean_build, command_for, surroundings

if TYPE_CHECKING:
    from benchmarks.builds import Buildable

VALGRIND = "valgrind"

COUNTING = (VALGRIND, "--tool=callgrind", "--callgrind-out-file=/dev/null")


def instructions(project: Buildable) -> int:
    """The instructions of a build from nothing.

    :raises BuildFailedError: also if valgrind is missing
    """
    if shutil.which(VALGRIND) is None:
        raise BuildFailedError(f"{VALGRIND} is not installed")
    clean_build(project)  # compiles what it loads
    shutil.rmtree(project.build)
    done = subprocess.run(
        [*COUNTING, *command_for(project)],
        capture_output=True,
        text=True,
        cwd=project.source,
        env=surroundings(project),
        check=False,
    )
    found = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode or found is None:
        raise BuildFailedError(done.stderr)
    return int(found[1])
