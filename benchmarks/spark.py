"""Compare Spark with DuckDB and local processes: ``python -m benchmarks.spark [--projects N]``.

It installs PySpark into ``build/spark``, next to the environment that runs it, and collects
made-up sites. Then all reports and a search have to find the same rows. Spark needs Java 17 or
newer; without it, or if PySpark can't be installed, nothing is compared, and the program says so.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.vocabularies import Sites, VocabularySize

FOLDER = Path(__file__).parents[1] / "build" / "spark"

PACKAGES = ("pyspark>=4", "pandas>=2.2,<3")
"""Spark gives functions batches of Arrow only if pandas is there."""


def main() -> int:
    """Install Spark, compare, and return 1 if a row differs."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.spark", description=__doc__)
    parser.add_argument("--projects", type=int, default=50, help="number of made-up projects")
    options = parser.parse_args()
    if reason := _missing_java() or _install():
        print(f"Skipped: {reason} Nothing was compared.")
        return 0
    with tempfile.TemporaryDirectory(prefix="modelterms-spark-") as folder:
        wrong = _compare(Path(folder), options.projects)
    print("\n".join(wrong) or "Spark, DuckDB and local processes find the same rows.")
    return bool(wrong)


def _missing_java() -> str:
    if os.environ.get("JAVA_HOME") or shutil.which("java"):
        return ""
    return "there is no Java. Install one, such as Debian's package openjdk-17-jre-headless."


def _install() -> str:
    """Install PySpark unless it is there; return what went wrong, or ``""``."""
    if (FOLDER / "pyspark").exists() and (FOLDER / "pandas").exists():
        return ""
    print(f"Installing {' and '.join(PACKAGES)} into {FOLDER} ...", flush=True)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    command = [*pip, "--target", str(FOLDER), *PACKAGES]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode == 0:
        return ""
    shutil.rmtree(FOLDER, ignore_errors=True)
    last = (done.stderr.strip() or "pip says nothing").splitlines()[-1]
    return f"pip can't install PySpark: {last}."


def _compare(folder: Path, projects: int) -> list[str]:
    """Return what differs."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    sites = Sites(VocabularySize(projects))
    vocabulary = folder / "vocabulary"
    _run("collect", sites.write(folder), "--out", vocabulary)
    rows = {}
    for engine in ("duckdb", "spark"):
        output = folder / f"{engine}.json"
        options = ("--engine", engine, "--format", "json", "--memory", "2GB", "-o", output)
        _run("report", "all", vocabulary, *options)
        rows[engine] = output.read_bytes()
    texts = [
        {"page": f"{number}", "text": " ".join(mention["context"] for mention in one["mentions"])}
        for number, one in enumerate(sites.glossary(0)["terms"])
    ]
    pq.write_table(pa.Table.from_pylist(texts), folder / "texts.parquet")
    for engine in ("local", "spark"):
        places = ("--texts", folder / "texts.parquet", "--out", folder / engine)
        _run("search", vocabulary, *places, "--engine", engine)
    order = [(name, "ascending") for name in ("page", "start", "name_key")]
    local, spark = (
        pq.read_table(folder / engine).sort_by(order).to_pylist() for engine in ("local", "spark")
    )
    wrong = [] if rows["spark"] == rows["duckdb"] else ["the reports of Spark differ"]
    return wrong + ([] if spark == local else ["the search on Spark finds other places"])


def _run(*arguments: object) -> None:
    start = time.perf_counter()
    command = [sys.executable, "-m", "sphinx_modelterms", "vocabulary", *map(str, arguments)]
    paths = filter(None, (os.environ.get("PYTHONPATH"), str(FOLDER)))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL, env=environment)
    print(f"{arguments[0]}: {time.perf_counter() - start:.1f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main())
