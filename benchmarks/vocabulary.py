"""The case ``vocabulary``: collecting the terms of many sites, and all reports on them.

The sites are made up (:mod:`benchmarks.vocabularies`). Collecting runs in one process and in two,
which have to write the same bytes; the reports run on DuckDB with a limit of memory, and on Polars
if it is installed, which has to find the same rows.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from importlib.util import find_spec
from statistics import median
from typing import TYPE_CHECKING

from benchmarks import columns
from benchmarks.builds import BuildFailedError, surroundings, wait_for
from benchmarks.columns import Table
from benchmarks.report import Measurement
from benchmarks.rounds import tell
from benchmarks.vocabularies import Sites

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from benchmarks.cases import Bench
    from benchmarks.report import Report
    from benchmarks.vocabularies import VocabularySize

CASE = "vocabulary"

MEMORY = "600MB"
"""The limit of memory that the reports get."""

DATE = "2026-01-01"
ENGINES = ("duckdb", "polars")


def vocabulary(bench: Bench, folder: Path) -> None:
    """Collecting the terms of many sites, and reports on them."""
    bench.report.sizes[CASE] = {str(one.projects): one._asdict() for one in _sizes(bench)}
    if missing := [name for name in ("duckdb", "pyarrow", "tqdm") if not find_spec(name)]:
        absent = Measurement("the vocabulary", failed=f"{missing[0]} is not installed")
        bench.note(CASE, {"absent": absent})
        return
    for size in _sizes(bench):
        bench.note(CASE, measure(size, folder / str(size.projects), bench.bytecode))


def _sizes(bench: Bench) -> tuple[VocabularySize, ...]:
    return bench.plan.vocabularies


def measure(size: VocabularySize, folder: Path, bytecode: Path) -> dict[str, Measurement]:
    """Measure one number of projects."""
    sites = Sites(size).write(folder)
    content = sum(path.stat().st_size for path in (folder / "sites").rglob("*.json"))
    found: dict[str, Measurement] = {}
    for workers in (1, 2):
        out = folder / f"vocabulary-{workers}"
        command = ("collect", sites, "--out", out, "--date", DATE, "--workers", workers)
        title = f"{size.projects:,} projects, collected by {workers}"
        one = _run(title, folder, bytecode, *command)
        one.sizes = {"content": content, "tables": sum(map(_bytes, _parts(out)))}
        found[f"{size.projects}-collect-{workers}"] = one
        if workers > 1 and _digest(out) != _digest(folder / "vocabulary-1"):
            one.wrong.append("the files differ from those of one process")
    rows: dict[str, bytes] = {}
    for engine in filter(find_spec, ENGINES):
        output = folder / f"{engine}.json"
        options = ("--engine", engine, "--memory", MEMORY, "--format", "json", "--output", output)
        title = f"{size.projects:,} projects, all reports, {engine}"
        vocabulary_of_one = folder / "vocabulary-1"
        one = _run(title, folder, bytecode, "report", "all", vocabulary_of_one, *options)
        rows[engine] = output.read_bytes()
        if rows[engine] != rows["duckdb"]:
            one.wrong.append("the rows differ from those of DuckDB")
        found[f"{size.projects}-{engine}"] = one
    return found


def _run(title: str, folder: Path, bytecode: Path, *arguments: object) -> Measurement:
    """Run an action of the command, and return what it took.

    :raises BuildFailedError: if it fails
    """
    command = [sys.executable, "-m", "sphinx_modelterms", "vocabulary", *map(str, arguments)]
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, stdout=output, stderr=output, cwd=folder, env=surroundings(bytecode)
        )
        usage = wait_for(process)
        wall = time.perf_counter() - start
        if process.returncode:
            output.seek(0)
            raise BuildFailedError(f"{' '.join(command)}\n{output.read().decode()}")
    one = Measurement(title, wall=[round(wall, 3)])
    one.user = [round(usage.user + usage.system, 3) if usage else round(wall, 3)]
    one.memory = [usage.memory if usage else 0]
    tell(f"{title}: {one.user[0]} s")
    return one


def _parts(vocabulary: Path) -> list[Path]:
    return sorted(vocabulary.rglob("*.parquet"))


def _bytes(path: Path) -> int:
    return path.stat().st_size


def _digest(vocabulary: Path) -> str:
    digest = sha256()
    for path in _parts(vocabulary):
        digest.update(path.relative_to(vocabulary).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def vocabulary_tables(report: Report) -> Iterator[Table]:
    """Make the table of the case."""
    found = report.case(CASE)
    least = min((int(key.partition("-")[0]) for key in found if key[0].isdigit()), default=0)

    def grown(key: str, one: Measurement) -> str:
        smallest = found[f"{least}-{key.partition('-')[2]}"]
        return columns.ratio(one.seconds / smallest.seconds)

    def speed(key: str, one: Measurement) -> str:
        content = one.sizes.get("content", 0)
        return f"{content / one.seconds / 1e6:.1f} MB/s" if content else columns.NOTHING

    yield Table(
        CASE,
        "The vocabulary of many made-up sites",
        found,
        {
            "CPU": lambda key, one: columns.seconds(one.seconds),
            f"CPU ÷ {least:,} projects": grown,
            "JSON per second of CPU": speed,
            "memory": lambda key, one: f"{median(one.memory) / 1024:.0f} MiB",
        },
    )
