"""Compare Spark with DuckDB and local processes: ``python -m benchmarks.spark [--projects N]``.

It installs PySpark, and Java if there is none, into ``build/spark``, next to the environment that
runs it; if Java can't be downloaded, apt-get installs it for root. It collects made-up sites. Then
all reports and a search have to find the same rows. Where Java or PySpark can't be installed,
nothing is compared, and the program says so.
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

JAVA = FOLDER / "java"
"""Directory of the Java that this program installs."""

JAVA_PROGRAM = "**/bin/java*"
"""Pattern of the program in it; Windows has several whose names begin so."""

GET_JAVA = "import sys, jdk; jdk.install('17', jre=True, path=sys.argv[1])"
"""Code that downloads Java, with the package install-jdk."""

APT_PACKAGE = "default-jre-headless"


def main() -> int:
    """Install Spark, compare, and return 1 if a row differs."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.spark", description=__doc__)
    parser.add_argument("--projects", type=int, default=50, help="number of made-up projects")
    options = parser.parse_args()
    if reason := _provide_java() or _install("pyspark", *PACKAGES):
        print(f"Skipped: {reason} Nothing was compared.")
        return 0
    with tempfile.TemporaryDirectory(prefix="modelterms-spark-") as folder:
        wrong = _compare(Path(folder), options.projects)
    print("\n".join(wrong) or "Spark, DuckDB and local processes find the same rows.")
    return bool(wrong)


def _provide_java() -> str:
    """Install Java unless it is there; return what went wrong, or ``""``."""
    if os.environ.get("JAVA_HOME") or shutil.which("java"):
        return ""
    downloaded = _download_java()
    if not downloaded:
        os.environ["JAVA_HOME"] = str(next(JAVA.glob(JAVA_PROGRAM)).parents[1])
        return ""
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print(f"Installing the package {APT_PACKAGE} ...", flush=True)
        install = ["apt-get", "install", "--yes", "--no-install-recommends", APT_PACKAGE]
        if not _failure(install) and shutil.which("java"):
            return ""
    return (
        f"there is no Java, and it can't be downloaded ({downloaded}) or installed by apt-get "
        "as root. Install Java 17 or newer."
    )


def _download_java() -> str:
    """Download Java unless it is there; return what went wrong, or ``""``."""
    if any(JAVA.glob(JAVA_PROGRAM)):
        return ""
    if failure := _install("jdk", "install-jdk"):
        return failure
    print(f"Downloading Java into {JAVA} ...", flush=True)
    if failure := _failure([sys.executable, "-c", GET_JAVA, str(JAVA)]):
        shutil.rmtree(JAVA, ignore_errors=True)
    return failure


def _install(module: str, *packages: str) -> str:
    """Install packages unless *module* is there; return what went wrong, or ``""``."""
    if (FOLDER / module).exists():
        return ""
    print(f"Installing {' and '.join(packages)} into {FOLDER} ...", flush=True)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if failure := _failure([*pip, "--target", str(FOLDER), *packages]):
        shutil.rmtree(FOLDER / module, ignore_errors=True)
        return f"pip can't install {packages[0]}: {failure}."
    return ""


def _failure(command: list[str]) -> str:
    """Run a command, and return the last line of its messages if it fails, else ``""``."""
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", check=False, env=_environment()
    )
    messages = (done.stderr or done.stdout).strip().splitlines()
    return (messages[-1] if messages else "it says nothing") if done.returncode else ""


def _environment() -> dict[str, str]:
    """Return the variables for programs that use what is installed here."""
    paths = filter(None, (os.environ.get("PYTHONPATH"), str(FOLDER)))
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


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
    local, spark = (
        {path.name: path.read_bytes() for path in (folder / engine).iterdir()}
        for engine in ("local", "spark")
    )
    wrong = [] if rows["spark"] == rows["duckdb"] else ["the reports of Spark differ"]
    return wrong + ([] if spark == local else ["the search on Spark finds other places"])


def _run(*arguments: object) -> None:
    start = time.perf_counter()
    command = [sys.executable, "-m", "sphinx_modelterms", "vocabulary", *map(str, arguments)]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL, env=_environment())
    print(f"{arguments[0]}: {time.perf_counter() - start:.1f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main())
