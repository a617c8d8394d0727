"""Two clean builds have the same bytes: in other folders, at other times, with other hash seeds."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.test_control_characters import ESCAPED, SETTINGS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Project

BUILDERS = ("html", "dirhtml", "singlehtml", "epub", "text", "latex", "json", "xml", "modelterms")

OF_SPHINX = {"environment.pickle", "last_build"}
"""Differ with plain Sphinx too: the JSON builder dumps its environment."""

SCRIPT = """
import sys
from sphinx.cmd.build import build_main
source, out, *builders = sys.argv[1:]
for builder in builders:
    status = build_main(["-q", "-b", builder, "-d", f"{out}/trees", source, f"{out}/{builder}"])
    assert not status, builder
"""

DATA = """\
terms:
- name: Data one
  definition: It is a thing of *Beta*.
  tags: [x, y, z]
  aliases: [D1, d-one]
- name: Data two
  category: cat
  definition: Another Beta.
"""


@pytest.fixture
def site(project: Project) -> Project:
    project.write(ESCAPED)
    project.write({"terms.yml": DATA})
    project.write(
        {"index": ESCAPED["index"].replace("   marked\n", "   marked\n       gen/index\n")}
    )
    conf = project.conf | SETTINGS | {"modelterms_data": ["terms.yml"], "modelterms_pages": "gen"}
    conf |= {"modelterms_autolink_exclude": [".no", "<footnote>"], "numfig": True}
    lines = [f"{key} = {value!r}" for key, value in conf.items()]
    # Sets have another order in each process.
    lines += [
        "myst_enable_extensions = {'colon_fence', 'deflist', 'amsmath'}",
        "rst_epilog = '.. |x| replace:: y'",
    ]
    (project.source / "conf.py").write_text("\n".join(lines), encoding="utf-8")
    return project


def clean_build(source: Path, root: Path, seed: int) -> dict[str, bytes]:
    """Each file of the outputs of a copy of *source* in a folder of its own."""
    copy = root / "sources of it" / root.name
    shutil.copytree(source, copy)
    age = time.time() - 10_000 * seed
    for path in copy.rglob("*"):
        os.utime(path, (age, age))
    # The date within an e-book is Sphinx's; it takes this one.
    settings = {"PYTHONHASHSEED": str(seed), "SOURCE_DATE_EPOCH": "1700000000"}
    command = [sys.executable, "-c", SCRIPT, str(copy), str(root / "out"), *BUILDERS]
    subprocess.run(command, check=True, env={**os.environ, **settings})
    content = {}
    for builder in BUILDERS:
        for path in (root / "out" / builder).rglob("*"):
            if path.is_file() and path.name not in OF_SPHINX:
                name = path.relative_to(root / "out").as_posix()
                content |= dict(texts(path, name, str(copy)))
    return content


def texts(path: Path, name: str, source: str) -> list[tuple[str, bytes]]:
    """Return the compared content of a file, without the parts that Sphinx itself makes different.

    The XML builder writes the path of each source, so the digests of its pages differ as well, and
    an e-book has the times of its files.
    """
    if path.suffix == ".epub":
        with zipfile.ZipFile(path) as book:
            return [(f"{name}/{inner}", book.read(inner)) for inner in book.namelist()]
    content = path.read_bytes()
    if name == "xml/.modelterms-pages-xml.json":
        content = " ".join(json.loads(content)).encode()
    elif name.startswith("xml/"):
        content = content.replace(source.encode(), b"")
    return [(name, content)]


def test_two_clean_builds_have_the_same_bytes(site: Project, tmp_path: Path) -> None:
    one = clean_build(site.source, tmp_path / "one", 1)
    two = clean_build(site.source, tmp_path / "another name", 2)
    assert one.keys() == two.keys()
    assert {name for name in one if one[name] != two[name]} == set()
    assert {
        "html/.modelterms-html.json",
        "html/modelterms.json",
        "text/.modelterms-text.json",
    } <= {*one}


def test_a_build_at_another_time_changes_no_byte(site: Project) -> None:
    def content() -> dict[str, bytes]:
        site.build()
        return {p.name: p.read_bytes() for p in (site.builddir / "html").rglob("*") if p.is_file()}

    site.conf |= SETTINGS
    before = content()
    shutil.rmtree(site.builddir / "doctrees")
    for path in site.source.rglob("*"):
        os.utime(path)
    assert content() == before
