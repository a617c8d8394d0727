"""Builds of the documentation of real projects."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
from typing import TYPE_CHECKING, NamedTuple

from tests.real.fetch import archive, is_there

if TYPE_CHECKING:
    from pathlib import Path

    from tests.real.projects import RealProject


class Built(NamedTuple):
    """One build of a project's documentation."""

    out: Path
    warnings: list[str]
    """All, in order of their text: in parallel they come as they come."""
    seconds: float
    """Of processor time."""

    def pages(self) -> list[str]:
        """The HTML of all pages."""
        return [path.read_text(encoding="utf-8") for path in sorted(self.out.rglob("*.html"))]


def unpack(project: RealProject, folder: Path) -> Path:
    """The sources of *project*; ``conf.py`` asks for no package that is not there."""
    assert is_there(project), "run `python noxfile.py real`, which fetches the projects first"
    with tarfile.open(archive(project)) as packed:
        packed.extractall(folder, filter="data")
    top = folder / project.folder
    # What an installed project would say of itself to importlib.metadata.
    said = top / "said" / f"{project.folder}.dist-info"
    said.mkdir(parents=True)
    (said / "METADATA").write_bytes((top / "PKG-INFO").read_bytes())
    conf = top / project.docs / "conf.py"
    text = conf.read_text(encoding="utf-8")
    for old, new in project.edits:
        assert old in text, f"{old!r} is not in {conf}"
        text = text.replace(old, new)
    conf.write_text(text, encoding="utf-8")
    return top


def build(
    project: RealProject,
    top: Path,
    key: str,
    *more: str,
    builder: str = "html",
    extension: bool = True,
) -> Built:
    """Build the documentation under *top*, in a process of its own.

    :param key: a name for the doctrees, which several builders can share
    """
    out, warnings = top.parent / f"{key}-{builder}", top.parent / f"{key}-{builder}.txt"
    command = command_for(
        project, top, key, "-w", str(warnings), *more, builder=builder, extension=extension
    )
    start = _child_seconds()
    done = subprocess.run(
        command,
        env=os.environ | variables(project, top),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    said = re.sub(r"0x[0-9a-f]{6,}", "0x0", warnings.read_text(encoding="utf-8"))
    # We add the nearest names to Sphinx's own warnings about references.
    said = re.sub(r"\. Did you mean [^\n]*\?(?= \[ref\.)", "", said)
    return Built(out, sorted(said.splitlines()), _child_seconds() - start)


def command_for(
    project: RealProject,
    top: Path,
    key: str,
    *more: str,
    builder: str = "html",
    extension: bool = True,
) -> list[str]:
    """The command that :func:`build` runs."""
    extensions = [*project.extensions, *(["sphinx_modelterms"] if extension else [])]
    doctrees = top.parent / f"{key}.doctrees"
    sphinx = [sys.executable, "-m", "sphinx", "-q", "-b", builder, "-d", str(doctrees)]
    options = ["-D", f"extensions={','.join(extensions)}", *more]
    return [*sphinx, *options, str(top / project.docs), str(top.parent / f"{key}-{builder}")]


def variables(project: RealProject, top: Path) -> dict[str, str]:
    """The environment variables of the builds of *project*."""
    paths = (str(top / "said"), str(top / project.code), os.environ.get("PYTHONPATH"))
    return {
        "PYTHONPATH": os.pathsep.join(filter(None, paths)),
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": "1700000000",
    }


def _child_seconds() -> float:
    used = os.times()
    return used.children_user + used.children_system
