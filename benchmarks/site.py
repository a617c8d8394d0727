"""The example site as something to measure."""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks.rounds import Subject

MODES = {"off": "off", "on": "page"}

CONF = f"""
sys.path.append({str(Path(__file__).parents[1])!r})
extensions.append("benchmarks.counting")
modelterms_autolink = {{mode!r}}
"""


class ExampleSite:
    """The example site as it is, or with automatic links switched off.

    :param source: where it stands; it is copied
    :param root: a folder for all that is made
    :param bytecode: where builds keep compiled modules
    """

    strict = True

    def __init__(self, key: str, source: Path, root: Path, bytecode: Path) -> None:
        folder = root / f"site-{key}"
        self.source = folder / "source"
        self.build = folder / "build"
        self.bytecode = bytecode
        shutil.copytree(source, self.source)
        with (self.source / "conf.py").open("a", encoding="utf-8", newline="\n") as conf:
            conf.write(CONF.format(mode=MODES[key]))


def site_subject(key: str, source: Path, root: Path, bytecode: Path) -> Subject:
    """The site with automatic links ``off`` or ``on``."""
    title = f"this site, automatic links {key}"
    return Subject(key, title, ExampleSite(key, source, root, bytecode))
