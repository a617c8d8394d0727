"""The benchmark of projects with many pages: projects as asked, right counts, table, arithmetic.

No test here depends on how long something takes.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import asdict, replace
from functools import partial
from typing import TYPE_CHECKING

import pytest

from benchmarks import guard, tree_memory, work
from benchmarks.__main__ import make_parser, plan_of
from benchmarks.builds import build, clean_build
from benchmarks.counting import CALLS
from benchmarks.instructions import instructions
from benchmarks.plans import FULL, QUICK
from benchmarks.report import Measurement, Report
from benchmarks.rounds import Subject, alternate
from benchmarks.scale import EDITS, ON, SCALED, after, from_nothing
from benchmarks.scale_project import ScaleProject, ScaleSize
from benchmarks.table import rendered

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SIZE = ScaleSize(6, terms=40, names=12, waiting=2, holding=0.5, glossaries=2)

LINKED = SCALED[-1]


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., ScaleProject]:
    """Makes a project with automatic links."""

    def make(size: ScaleSize = SIZE, settings: str = "") -> ScaleProject:
        variant = replace(LINKED, settings=LINKED.settings + settings)
        return ScaleProject(variant, size, tmp_path, tmp_path / "bytecode")

    return make


def quiet(text: str) -> None:
    """Progress that nobody sees."""


def test_pages_have_300_words_and_as_many_names_as_asked(tmp_path: Path) -> None:
    project = ScaleProject(LINKED, ScaleSize(2, waiting=0), tmp_path, tmp_path / "bytecode")
    glossaries = [project.source / f"{name}.rst" for name in project.glossaries]
    terms = "".join(path.read_text(encoding="utf-8") for path in glossaries)
    names = re.findall(r"^   (\w+(?: \w+)?)$", terms, re.M)
    assert len(names) == len(set(names)) == 3000
    text = (project.source / "page0.rst").read_text(encoding="utf-8")
    body = re.sub(r"(?m)^(?:Page|Section) .*\n[=-]+$", "", text)
    assert len(body.split()) == 300
    # A name of two words can be at the end of a line, but not on both sides of it.
    found = re.findall(rf"\b(?:{'|'.join(sorted(names, key=len, reverse=True))})\b", body)
    assert len(found) == len(set(found)) == 111


def test_the_same_project_is_made_again(tmp_path: Path) -> None:
    texts = []
    for key in ("one", "other"):
        variant = replace(LINKED, key=key)
        project = ScaleProject(variant, SIZE, tmp_path, tmp_path / "bytecode")
        paths = sorted(project.source.glob("*.rst"))
        texts.append([path.read_text(encoding="utf-8") for path in paths])
    assert texts[0] == texts[1]


def test_builds_after_all_edits_touch_no_more_than_allowed(
    make: Callable[..., ScaleProject],
) -> None:
    project = make()
    clean_build(project, variables=project.variables)
    subjects = [Subject(ON, "", project)]
    report = Report(1, sizes={"scale-6": asdict(SIZE)})
    for kind in EDITS:
        found = alternate(subjects, 1, partial(after, kind), quiet)[ON]
        report.measurements[f"scale-6/{kind.key}-{ON}"] = found
    assert list(work.needless_work(report)) == []
    counts = {key: one.counts for key, one in report.case("scale-6").items()}
    nothing = dict.fromkeys(("read", "loaded", "written", "planned", "holding"), 0)
    one = {"read": 1, "loaded": 1, "written": 2, "planned": 1}
    assert counts[f"page-{ON}"] == nothing | one
    assert counts[f"definition-{ON}"]["planned"] == 1
    for key in ("definition", "name"):
        holding = counts[f"{key}-{ON}"]["holding"]
        assert counts[f"{key}-{ON}"]["written"] == 2 + holding > 2
    assert counts[f"day-{ON}"] == nothing


def test_time_and_memory_of_all_processes_are_measured(make: Callable[..., ScaleProject]) -> None:
    project = make()
    found = alternate([Subject(ON, "", project, jobs=2)], 1, from_nothing, quiet)[ON]
    figures = {name: figure for name, (figure,) in found.samples.items()}
    assert figures["cpu"] > figures["parent"] > figures["between"] > 0
    if (tree_memory.PROCESSES / "self" / "smaps_rollup").exists():
        assert figures["memory"] > 0


def test_calls_are_counted(make: Callable[..., ScaleProject]) -> None:
    counted = "sphinx_modelterms.glossary.lookup:Glossary.__init__"
    settings = f"import benchmarks.counting\nbenchmarks.counting.CALLS['made'] = {counted!r}\n"
    run = clean_build(make(settings=settings))
    assert run.calls["made"] > 0


def test_counters_belong_to_a_column_of_the_guard() -> None:
    assert all(CALLS.keys() <= columns.keys() for columns in work.MOST.values())


def test_each_kind_of_edit_is_guarded() -> None:
    assert list(work.MOST) == [kind.key for kind in EDITS]
    assert len({tuple(columns) for columns in work.MOST.values()}) == 1


def test_the_guard_fails_for_pages_that_are_written_without_need() -> None:
    report = report_of([1.0], [1.0], [1.0])
    assert guard.problems(report) == []
    report.measurements["scale-40/definition-on"].counts["written"] = 6
    report.measurements["scale-40/nothing-on"].counts["read"] = 1
    assert guard.problems(report) == [
        "scale-40, one definition edited: written 6, 5 are allowed",
        "scale-40, nothing changed: read 1, 0 are allowed",
    ]


def report_of(plain: list[float], off: list[float], on: list[float]) -> Report:
    """A report in which all builds of a variant took the same seconds."""
    report = Report(3, {"cores": "2", "processor": "X", "memory": "1 GiB", "system": "Y"})
    report.sizes["scale-40"] = asdict(QUICK.scale[0])
    for variant, seconds in zip(SCALED, (plain, off, on), strict=True):
        for key in ("parallel", "clean", *(kind.key for kind in EDITS)):
            report.measurements[f"scale-40/{key}-{variant.key}"] = Measurement(
                variant.title,
                seconds,
                seconds,
                counts={"read": 0, "written": 2, "loaded": 0, "planned": 0, "holding": 3},
                samples={
                    "cpu": seconds,
                    "between": [one / 10 for one in seconds],
                    "parent": [one / 4 for one in seconds],
                    "children": [one * 4 for one in seconds],
                    "memory": [one * 102_400 for one in seconds],
                },
            )
            if key in ("nothing", "day"):
                report.measurements[f"scale-40/{key}-{variant.key}"].counts["written"] = 0
    return report


def test_the_table_has_all_figures_beside_those_of_plain_sphinx() -> None:
    """The machine was half as fast in the second round."""
    report = report_of([4.0, 8.0, 4.0], [4.0, 8.8, 4.4], [4.8, 9.6, 6.0])
    lines = rendered(report).splitlines()
    rows = {line.split(" | ")[0].strip("| "): line for line in lines if line.startswith("|")}
    assert rows["clean build, CPU"].endswith(
        "| 4.00 s | 4.40 s | 1.10 | +0.40 s | 6.00 s | 1.20 | +1.60 s "
        "| off: 1.05, **missed**; on: 1.10, **missed** |"
    )
    assert rows["clean build, memory"].endswith(
        "| 400 MiB | 440 MiB | 1.10 | +40 MiB | 600 MiB | 1.20 | +160 MiB "
        "| off: 1.05, **missed**; on: 1.30 |"
    )
    assert rows["one page edited, CPU"].endswith("| +1.60 s | on: +0.30 s, **missed** |")
    assert rows["one new term, CPU"].endswith("| +1.60 s |  |")
    assert any("one new term: 2, 2, 2, with the name on 3" in line for line in lines)


def test_the_time_in_sixteen_processes_is_computed() -> None:
    report = report_of([4.0], [4.0], [8.0])
    # One second in the first process, 16 in the others.
    assert "| 1.00 s | 16.00 s | 9.00 s | 4.00 s | 2.00 s |" in rendered(report)
    for key in ("plain", "off", "on"):
        del report.measurements[f"scale-40/parallel-{key}"]
    assert "other processes" not in rendered(report)


def test_one_size_can_be_chosen() -> None:
    options = make_parser().parse_args(["scale", "--pages", "200", "--terms", "70"])
    assert [(size.pages, size.terms) for size in plan_of(options).scale] == [(200, 70)]
    assert plan_of(make_parser().parse_args([])).scale == FULL.scale
    assert [size.pages for size in FULL.scale] == [1500, 10_000]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not tell it")
def test_the_memory_of_children_counts() -> None:
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'input()'])"
    process = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE)
    try:
        while len(found := list(tree_memory.tree(process.pid))) < 2:
            assert process.poll() is None
        assert found[0] == process.pid
        assert all(tree_memory.proportional_memory(pid) > 0 for pid in found)
    finally:
        process.communicate(b"\n")
    assert tree_memory.proportional_memory(process.pid) == 0


def test_the_instructions_are_read_from_what_valgrind_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, 0, "", "==1== I   refs:      701,256,766\n")

    monkeypatch.setattr("benchmarks.instructions.subprocess.run", run)
    assert instructions(["python"], tmp_path) == 701_256_766


def test_a_build_can_be_given_environment_variables(make: Callable[..., ScaleProject]) -> None:
    settings = "import os\nassert os.environ['SOURCE_DATE_EPOCH'] == '1700086400'\n"
    project = make(settings=settings)
    project.next_day()
    build(project, variables=project.variables)
    assert os.environ.get("SOURCE_DATE_EPOCH") != "1700086400"
