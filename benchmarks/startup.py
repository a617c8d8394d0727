"""Cost of loading the extension: ``python -m benchmarks.startup``.

New processes load what a plain build of HTML loads, then the extension. CPU time of the process,
and the instructions that valgrind counts where it is installed: those are the same whatever else
the machine does.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.builds import surroundings
from benchmarks.instructions import can_count, instructions

MARK = 60
"""Milliseconds at most."""

BUILD = """
import sys
from sphinx.cmd.build import main
failed = main(["-q", sys.argv[1], sys.argv[2]])
print(*(name for name in sys.modules if name != "__main__"), sep="\\n")
sys.exit(failed)
"""
"""Says what a build loads."""

LOAD = """
import importlib, sys, time
for name in sys.argv[2:]:
    try:
        importlib.import_module(name)
    except ImportError:
        pass
before = time.process_time()
if sys.argv[1]:
    import sphinx_modelterms.extension
print((time.process_time() - before) * 1000)
"""
"""Loads what a build does, then the extension if it is told to, and says how long that took."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.startup", description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory(prefix="modelterms-benchmark-") as folder:
        base = loaded_by_sphinx(Path(folder))
        load("1", base, folder)  # compiles
        times = [float(load("1", base, folder)) for _ in range(rounds)]
        print(f"Loading the extension, milliseconds of CPU, {rounds} rounds")
        print(f"  median {statistics.median(times):.1f}, fastest {min(times):.1f}")
        kept = "ok" if min(times) <= MARK else "MISSED"
        print(f"  mark: at most {MARK} for the fastest; {kept}")
        if can_count():
            without, both = (
                instructions(command(extra, base), bytecode(folder)) for extra in ("", "1")
            )
            print(f"  {(both - without) / 1e6:.0f} million instructions ", end="")
            print(f"beside {without / 1e6:.0f} of Python's start and Sphinx")


def loaded_by_sphinx(folder: Path) -> list[str]:
    """The modules that a plain build loads."""
    source = folder / "source"
    source.mkdir()
    (source / "conf.py").write_text('html_theme = "basic"\n', encoding="utf-8", newline="\n")
    (source / "index.rst").write_text("Home\n====\n", encoding="utf-8", newline="\n")
    command = [sys.executable, "-c", BUILD, str(source), str(folder / "out")]
    done = subprocess.run(command, check=True, capture_output=True, encoding="utf-8")
    return done.stdout.split()


def load(extra: str, base: list[str], folder: str) -> str:
    """The milliseconds that a process takes for the extension.

    :param extra: not empty if the extension is loaded
    """
    done = subprocess.run(
        command(extra, base),
        check=True,
        capture_output=True,
        encoding="utf-8",
        env=surroundings(bytecode(folder)),
    )
    return done.stdout


def command(extra: str, base: list[str]) -> list[str]:
    """Return the command that loads modules, and the extension if *extra* is not empty."""
    return [sys.executable, "-c", LOAD, extra, *base]


def bytecode(folder: str) -> Path:
    """Return the directory of compiled modules."""
    return Path(folder, "bytecode")


if __name__ == "__main__":
    main()
