"""Compare the instructions of clean builds before and after a change:
``python -m benchmarks.revisions main`` (valgrind and git are needed).

The extension is taken out of each revision that is named, and out of the working tree last; all
build the same pages. The counts don't depend on what else the machine does.
"""

from __future__ import annotations

import argparse
import io
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.builds import BuildFailedError
from benchmarks.columns import ratio
from benchmarks.instructions import VALGRIND, can_count, instructions_of_build
from benchmarks.projects import Project, Size
from benchmarks.variants import CARDS, CARDS_AUTO, LOADED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.builds import Buildable

ROOT = Path(__file__).parents[1]
PACKAGE = "sphinx_modelterms"
WORKING_TREE = "the working tree"

VARIANTS = (LOADED, CARDS, CARDS_AUTO)
SIZE = Size(pages=10, terms=20)


class Folder:
    """A project of the reader's own."""

    strict = False

    def __init__(self, source: Path, root: Path) -> None:
        self.source = source.resolve()
        self.build = root / "build"
        self.bytecode = root / "bytecode"


def main(arguments: Sequence[str] | None = None) -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.revisions", description=__doc__)
    parser.add_argument("revisions", nargs="+", metavar="REVISION", help="what git calls it")
    parser.add_argument("--source", type=Path, help="build this directory instead")
    options = parser.parse_args(arguments)
    if not can_count():
        raise SystemExit(f"{VALGRIND} is not installed")
    with tempfile.TemporaryDirectory(prefix="modelterms-benchmark-") as folder:
        found: dict[str, int] = {}
        for number, revision in enumerate([*options.revisions, WORKING_TREE]):
            root = Path(folder, str(number))
            variables = {"PYTHONPATH": str(extension_of(revision, root / "package"))}
            for title, project in projects(options.source, root):
                try:
                    count = instructions_of_build(project, variables)
                except BuildFailedError as error:
                    raise SystemExit(f"{revision}: a build failed: {error}") from None
                base = found.setdefault(title, count)
                millions = f"{count / 1e6:,.0f} million instructions"
                print(f"{title}: {revision}: {millions}, {ratio(count / base)}", flush=True)


def extension_of(revision: str, folder: Path) -> Path:
    """Put the package of a revision into *folder*, and return the folder."""
    if revision == WORKING_TREE:
        shutil.copytree(ROOT / PACKAGE, folder / PACKAGE)
        return folder
    command = ["git", "archive", revision, PACKAGE]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr.decode(errors="replace"))
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def projects(source: Path | None, root: Path) -> Iterator[tuple[str, Buildable]]:
    """Yield what is built, with titles."""
    if source:
        yield str(source), Folder(source, root)
        return
    for variant in VARIANTS:
        yield variant.title, Project(variant, SIZE, root, root / "bytecode")


if __name__ == "__main__":
    main()
