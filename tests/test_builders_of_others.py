"""Builders of other projects that put all pages into one file, if they are installed.

``python noxfile.py others`` installs them in an environment of its own and runs this.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import unicodedata
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.conftest import Project
from tests.test_builders import CONTENT
from tests.test_companions import is_missing
from tests.test_single_page import FAR

if TYPE_CHECKING:
    from collections.abc import Mapping


class Other(NamedTuple):
    """A builder of another project."""

    extension: str
    output: str
    """A pattern for what it makes."""
    conf: dict[str, object]
    noise: str = r"\Z."
    """A pattern for lines about fonts, progress, and rules of style that the program does not know."""


BUILDERS = {
    "rinoh": Other(
        "rinoh.frontend.sphinx",
        "out.pdf",
        {"rinoh_documents": [{"doc": "index", "target": "out", "template": "book.rtt"}]},
        r"ETA|rinohtype|ABSOLUTELY NO|terms of the GNU|Not yet converged|Writing output|Falling back",
    ),
    "pdf": Other(
        "rst2pdf.pdfbuilder",
        "out.pdf",
        {"pdf_documents": [("index", "out", "T", "A")], "pdf_use_index": False},
    ),
    "simplepdf": Other(
        "sphinx_simplepdf",
        "out.pdf",
        {"simplepdf_file_name": "out.pdf"},
        r"^WARNING: |page numbering errors|duplicate chapters|^\{",
    ),
    "singleconfluence": Other(
        "sphinxcontrib.confluencebuilder",
        "index.conf",
        {"confluence_server_url": "https://x.example/", "confluence_space_key": "X"},
    ),
}

PLAIN = {
    "index": "Home\n====\n\nA :term:`token`, :term:`LLM`.\n\n.. toctree::\n\n   words/g\n",
    # Else it writes "Section 1.2" for all links to sections; the manual says so.
    "book.rtt": "[TEMPLATE_CONFIGURATION]\nname = b\ntemplate = book\nstylesheet = book.rts\n",
    "book.rts": "[STYLESHEET]\nname = b\nbase = sphinx\n\n[linked reference]\ntype = custom\n",
    "words/g": """
        Words
        =====

        .. glossary::

           Token
              A piece of text, see :term:`LLM`.

           LLM
              A model.
        """,
}


class Output(NamedTuple):
    """Result of a build."""

    text: str
    said: list[str]
    dead: int
    """Links that the builder says lead nowhere."""


def build(root: Path, name: str, pages: Mapping[str, str], ours: bool = True) -> Output:
    """Build in a process of its own: some of them change what others share."""
    other = BUILDERS[name]
    project = Project(root)
    project.write(pages)
    conf = {"project": "P", "author": "A", "release": "1", "html_theme": "basic", **other.conf}
    conf["extensions"] = [other.extension, *(["sphinx_modelterms"] if ours else [])]
    lines = [f"{key} = {value!r}" for key, value in conf.items()]
    (project.source / "conf.py").write_text("\n".join((*lines, "")), encoding="utf-8")
    out = root / "out"
    command = [sys.executable, "-W", "ignore", "-m", "sphinx", "-q", "-b", name]
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    done = subprocess.run(
        [*command, "-d", str(root / "trees"), str(project.source), str(out)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        env=os.environ | {"PATH": path, "NO_COLOR": "1"},
    )
    assert done.returncode == 0, done.stdout
    assert "Traceback" not in done.stdout, done.stdout
    said = [re.sub(r"\x1b\[[0-9;]*m", "", line).strip() for line in done.stdout.splitlines()]
    said = [line for line in said if line and not re.search(other.noise, line)]
    dead = [line for line in said if "No anchor" in line or "undefined anchor" in line]
    return Output(text_of(out / other.output), [s for s in said if s not in dead], len(dead))


def text_of(path: Path) -> str:
    """The words in a file, with one space between them."""
    if path.suffix == ".pdf":
        done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True)
        text = done.stdout.decode()
    else:
        text = unescape(re.sub("<[^>]*>", " ", path.read_text(encoding="utf-8")))
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text).replace("\u00ad", ""))


def needed(name: str) -> None:
    if is_missing(BUILDERS[name].extension.partition(".")[0]) or is_missing(
        BUILDERS[name].extension
    ):
        pytest.skip(f"not installed: {BUILDERS[name].extension}")
    if BUILDERS[name].output.endswith(".pdf") and not shutil.which("pdftotext"):
        pytest.skip("not installed: pdftotext")


@pytest.mark.parametrize("name", BUILDERS)
def test_a_plain_glossary_comes_out_as_before(tmp_path: Path, name: str) -> None:
    needed(name)
    plain = build(tmp_path / "plain", name, PLAIN, ours=False)
    built = build(tmp_path / "with", name, PLAIN)
    assert "A piece of text" in plain.text
    assert built.text == plain.text
    assert built.said == plain.said
    assert built.dead <= plain.dead


@pytest.mark.parametrize("name", BUILDERS)
def test_cards_are_whole(tmp_path: Path, name: str) -> None:
    needed(name)
    built = build(tmp_path / "ours", name, PLAIN | FAR | {"words/g": ":orphan:"})
    # rst2pdf names each class that its style sheet has no style for.
    assert [line for line in built.said if "undefined style" not in line] == []
    squeezed = re.sub(r"[\s-]", "", built.text)  # lines are broken, and words too
    for expected in [*CONTENT, "Frequently asked", "Used in", "not stated", "Leads to:"]:
        assert re.sub(r"[\s-]", "", expected) in squeezed, expected
