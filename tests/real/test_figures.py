"""Figures of builds of real projects: without the extension, with it, and with automatic links.

They are printed and never judged. CPU time is the median of rounds in which the three builds take
turns; the instructions of one small project are counted by valgrind. This takes a quarter of an
hour, so ``MODELTERMS_REAL=quick`` leaves it out.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from benchmarks.builds import surroundings
from benchmarks.instructions import can_count, instructions
from tests.real.builds import build, command_for, unpack, variables
from tests.real.projects import PROJECTS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.real.projects import RealProject

pytestmark = pytest.mark.skipif(
    os.environ.get("MODELTERMS_REAL") == "quick", reason="MODELTERMS_REAL=quick leaves figures out"
)

ROUNDS = 3

COUNTED = "colander"
"""A small project: under valgrind, everything takes twenty times as long."""

PLAIN, LOADED, LINKS = "plain", "loaded", "links"

OPTIONS: dict[str, tuple[str, ...]] = {
    PLAIN: (),
    LOADED: (),
    LINKS: ("-D", "modelterms_autolink=page"),
}


def remove_output(top: Path, key: str) -> None:
    """Remove what a build wrote, so that the next one is clean."""
    shutil.rmtree(top.parent / f"{key}.doctrees", ignore_errors=True)
    shutil.rmtree(top.parent / f"{key}-html", ignore_errors=True)


@pytest.mark.parametrize("project", PROJECTS, ids=lambda project: project.name)
def test_seconds_of_builds_are_measured(
    project: RealProject, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    top = unpack(project, tmp_path)
    seconds: dict[str, list[float]] = defaultdict(list)
    for number in range(ROUNDS):
        for key in list(OPTIONS)[:: 1 if number % 2 == 0 else -1]:
            built = build(project, top, key, *OPTIONS[key], extension=key != PLAIN)
            seconds[key].append(built.seconds or 1)  # Windows counts none of children
            remove_output(top, key)
    said = [f"{project.folder}: {statistics.median(seconds[PLAIN]):.1f} s of CPU without"]
    for key in (LOADED, LINKS):
        pairs = zip(seconds[key], seconds[PLAIN], strict=True)
        ratio = statistics.median(one / plain for one, plain in pairs)
        said.append(f"{key} {statistics.median(seconds[key]):.1f} s, ratio {ratio:.3f}")
    record_property("real", f"{'; '.join(said)}; medians of {ROUNDS} rounds")


def test_instructions_of_a_small_project_are_counted(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    if not can_count():
        pytest.skip("INSTRUCTIONS ARE NOT COUNTED: valgrind is not installed")
    (project,) = (one for one in PROJECTS if one.name == COUNTED)
    top = unpack(project, tmp_path)
    bytecode = tmp_path / "bytecode"
    counts = {}
    for key, options in OPTIONS.items():
        command = command_for(project, top, key, *options, extension=key != PLAIN)
        around = variables(project, top)
        # The first build compiles what is loaded.
        environment = {**surroundings(bytecode), **around}
        subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
        remove_output(top, key)
        counts[key] = instructions(command, bytecode, tmp_path, around)
    said = [f"{key} {counts[key] / counts[PLAIN]:.3f}" for key in (LOADED, LINKS)]
    millions = counts[PLAIN] / 1e6
    record_property(
        "real",
        f"{project.folder}, instructions: {millions:,.0f} million without; {', '.join(said)}",
    )
