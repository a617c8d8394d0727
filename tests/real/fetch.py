"""Fetches the source distributions, pinned by version and checksum: ``python -m tests.real.fetch``.

They are kept in ``build/real`` of the checkout.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from tests.real.projects import PROJECTS

if TYPE_CHECKING:
    from tests.real.projects import RealProject

FOLDER = Path(__file__).parents[2] / "build" / "real"


def archive(project: RealProject) -> Path:
    """Return the path of *project*'s source distribution."""
    return FOLDER / f"{project.folder}.tar.gz"


def is_there(project: RealProject) -> bool:
    """Return True if the source distribution is there and unchanged."""
    path = archive(project)
    return path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == project.sha256


def fetch(project: RealProject) -> str:
    """Fetch what is not there yet; what went wrong, or ``""``."""
    if is_there(project):
        return ""
    requirements = FOLDER / f"{project.folder}.txt"
    line = f"{project.name}=={project.version} --hash=sha256:{project.sha256}\n"
    requirements.write_text(line, encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    options = ["--no-deps", "--no-binary", project.name, "--require-hashes", "--retries", "1"]
    place = ["--dest", str(FOLDER), "--requirement", str(requirements)]
    done = subprocess.run(
        [*pip, *options, *place], capture_output=True, encoding="utf-8", check=False
    )
    return "" if is_there(project) else done.stderr.strip() or "pip says nothing"


def main() -> int:
    """Fetch all; 1 if one is missing."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor() as pool:
        outcomes = dict(zip(PROJECTS, pool.map(fetch, PROJECTS), strict=True))
    missing = {project: why for project, why in outcomes.items() if why}
    for project, why in missing.items():
        print(f"{project.folder}: {why.splitlines()[-1]}", file=sys.stderr)
    if missing:
        names = ", ".join(project.folder for project in missing)
        print(
            f"The source distributions of {names} could not be fetched: is the package index "
            "of pip within reach? Nothing was tested.",
            file=sys.stderr,
        )
    return bool(missing)


if __name__ == "__main__":
    sys.exit(main())
