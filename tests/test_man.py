"""Manual pages: no text of a data file is a request or an escape of groff."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from tests.test_data_attacks import DATA, FENCE

if TYPE_CHECKING:
    from tests.conftest import Built, Project

MAN = {"man_pages": [("index", "t", "T", ["A"], 1)]}

REQUESTS = re.compile(r"(?m)^[.'][ \t]*(so|while|pso|sy|open)\b.*$")
"""Lines that read a file, run on, or run a program."""

BLOCKS = {
    "formula": ".. math::\n\n   x\n   .so /etc/passwd\n   .while 1 .nop\n",
    "formula of two parts": ".. math::\n\n   x\n\n   .so /etc/passwd\n   'so /etc/passwd\n",
    "numbered formula": ".. math:: x\n   .so /etc/passwd\n   :no-wrap:\n",
    "caption": ".. figure:: i.png\n\n   x\n   .so /etc/passwd\n\n   y\n   .so /etc/passwd\n",
    "text of an image": ".. image:: i.png\n   :alt: x\n      .so /etc/passwd\n",
    "title of a table": ".. table:: x\n   .so /etc/passwd\n\n   == ==\n   a  b\n   == ==\n",
    "heading of a note": ".. admonition:: x\n   .so /etc/passwd\n\n   y\n",
    "author of a quotation": ".. epigraph::\n\n   x\n\n   -- y\n      .so /etc/passwd\n",
    "rubric": ".. rubric:: x\n   .so /etc/passwd\n",
    "line": "| x\n  .so /etc/passwd\n| *y*\n  .so /etc/passwd\n",
    "paragraph": "x\n.so /etc/passwd\n*y*\n.so /etc/passwd :math:`z\n.so /etc/passwd`\n",
    "code": "::\n\n   x\n   .so /etc/passwd\n",
    "cell": "+------------------+\n| x                |\n| .so /etc/passwd  |\n+------------------+\n",
    "refused formula": ".. math::\n\n   \\input x\n   .so /etc/passwd\n",
}

IN_MARKDOWN = {
    "formula": "$$\nx\n.so /etc/passwd\n$$\n",
    "environment": "\\begin{align}\nx\n.so /etc/passwd\n\\end{align}\n",
    "heading": "x\n.so /etc/passwd\n===\n",
    "picture": "![x\n.so /etc/passwd](i.png)\n",
    "caption with a link": f"{FENCE}{{figure}} i.png\n[x\n*.so /etc/passwd*](https://e.org)\n{FENCE}\n",
    "term": "x\n: y\n.so /etc/passwd\n",
}


def build(project: Project, markup: str, record: dict[str, Any], **conf: Any) -> Built:
    name = record["name"]
    head = {
        "rst": f"Home\n====\n\n.. term:: {name}\n",
        "md": f"# H\n\n{FENCE}{{term}} {name}\n{FENCE}",
    }
    data = json.dumps({"markup": markup, "terms": [{"definition": "x", **record}]})
    project.write({"index.rst" if markup == "rst" else "index.md": head[markup], "a.json": data})
    (project.source / "i.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    conf = {**DATA, **MAN, "myst_enable_extensions": ["dollarmath", "amsmath", "deflist"], **conf}
    return project.build("man", **conf)


def test_docutils_writes_lines_of_formulas_as_requests(project: Project) -> None:
    text = BLOCKS["formula"].replace("\n", "\n   ")
    project.write({"index": f"Home\n====\n\n{BLOCKS['formula']}\n.. only:: html\n\n   {text}"})
    project.conf["extensions"] = []
    assert REQUESTS.findall(project.build("man", **MAN).text("t.1")) == ["so", "while"]


@pytest.mark.parametrize("block", BLOCKS)
def test_no_line_of_data_is_a_request(project: Project, block: str) -> None:
    page = build(project, "rst", {"name": "A", "explanation": BLOCKS[block]}).text("t.1")
    assert not REQUESTS.search(page)
    assert ".so" in page.lower()  # some versions write titles in capitals


@pytest.mark.parametrize("block", IN_MARKDOWN)
def test_no_line_of_data_in_markdown_is_a_request(project: Project, block: str) -> None:
    page = build(project, "md", {"name": "A", "explanation": IN_MARKDOWN[block]}).text("t.1")
    assert not REQUESTS.search(page)
    assert ".so" in page


LINES = "x\n.so /etc/passwd\n.while 1 .nop"

FIELDS: dict[str, Any] = {
    "definition": LINES,
    "examples": [LINES],
    "facts": {LINES: LINES},
    "questions": [{"question": LINES, "answer": LINES}],
    "sources": [{"title": LINES}],
    "aliases": [LINES],
    "category": LINES,
}


@pytest.mark.parametrize("layout", ["section", "card", "page"])
def test_no_field_of_a_record_is_a_request(project: Project, layout: str) -> None:
    conf = {"modelterms_layout": layout} if layout != "section" else {}
    record = {"name": "A", "layout": layout, **FIELDS}
    page = build(project, "rst", record, **conf).text("t.1")
    assert not REQUESTS.search(page)
    assert page.count(".so") > 5


ESCAPE = r"\X'ps: file /etc/passwd' \V[HOME]"


@pytest.mark.parametrize("layout", ["section", "card"])
@pytest.mark.parametrize(
    "block",
    [
        f".. table:: {ESCAPE}\n\n   == ==\n   a  b\n   == ==\n",
        f".. table:: .so {ESCAPE}\n\n   == ==\n   a  b\n   == ==\n",
        f".. image:: i.png\n   :alt: {ESCAPE}\n",
        f".. math::\n\n   {ESCAPE}\n",
        f".. admonition:: {ESCAPE}\n\n   x\n",
    ],
)
def test_backslashes_of_data_are_no_escapes(project: Project, block: str, layout: str) -> None:
    block = block.replace("\\", "\\\\") if "math" not in block else block
    record = {"name": ESCAPE, "explanation": block, "layout": layout}
    page = build(project, "rst", record).text("t.1")
    assert re.search(r"(?i)X.{1,6}ps: file", page)
    assert not re.search(r"(?i)\\[XV]", page.replace(r"\X'tty: link", ""))
    assert not REQUESTS.search(page)


@pytest.mark.skipif(not shutil.which("nroff"), reason="needs groff")
def test_readers_see_backslashes_and_dots_of_data(project: Project) -> None:
    record = {
        "name": r"A\V[HOME]",
        "explanation": f"{BLOCKS['formula']}\n.. figure:: i.png\n   :alt: C\\X\n\n   D\n   .e\n",
    }
    built = build(project, "rst", record)
    shown = subprocess.run(
        ["nroff", "-man", "-Tutf8", str(built.outdir / "t.1")],
        capture_output=True,
        timeout=300,
        check=True,
    ).stdout.decode()
    shown = re.sub(r"\x1b\[\d*m|.\x08", "", shown)
    assert "A\\V[HOME]" in shown
    assert "x .so /etc/passwd .while 1 .nop" in shown
    assert "[image: C\\X]" in shown
    assert "D .e" in shown


def test_code_keeps_its_lines(project: Project) -> None:
    project.write({"index": "Home\n====\n\n.. code-block:: none\n\n   a\n   .b\n   'c\n"})
    assert "\na\n\\&.b\n\\(aqc\n" in project.build("man", **MAN).text("t.1")


def test_raw_groff_of_pages_stays(project: Project) -> None:
    project.write({"index": "Home\n====\n\n.. raw:: manpage\n\n   x\n   .br\n\ny\n"})
    assert "x\n.br" in project.build("man", **MAN).text("t.1")
