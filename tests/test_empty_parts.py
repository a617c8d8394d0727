"""A part of a card of which readers see nothing has no heading, whatever it holds."""

from __future__ import annotations

import re
from textwrap import indent
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Built, Project

UNSEEN = {
    "index entry": ".. index:: salt",
    "comment": ".. A note to myself.",
    "label": ".. _salt-label:",
    "substitution": ".. |s| replace:: salt",
    "language of code": ".. highlight:: c",
    "columns of tables": ".. tabularcolumns:: |l|l|",
    "another format": ".. only:: latex\n\n   Printed.",
    "a list for another format": ".. only:: not html\n\n   * Printed.",
    "raw text of another format": ".. raw:: latex\n\n   \\clearpage",
    "condition": ".. ifconfig:: False\n\n   Hidden.",
    "hidden note": ".. todo:: Write more.",
    "hidden list of notes": ".. todolist::",
    "hidden pages": ".. toctree::\n   :hidden:\n\n   other",
    "empty block": ".. container:: mine\n\n   .. index:: salt",
    "several": ".. index:: salt\n\n.. only:: latex\n\n   .. note:: Printed.\n\n.. A comment.",
}
SEEN = {
    "paragraph": "More.",
    "picture": ".. image:: https://example.org/x.png",
    "this format": ".. only:: html\n\n   Shown.",
    "raw text": ".. raw:: html\n\n   <hr>",
    "condition": ".. ifconfig:: True\n\n   Shown.",
    "line": "One.\n\n----\n\nTwo.",
    "formula": ".. math:: x",
    "contents": ".. contents::",
    "after what is not seen": ".. index:: salt\n\n* An item.",
}


def build(project: Project, body: str, builder: str = "html", layout: str = "section") -> Built:
    project.conf["extensions"] = [
        "sphinx_modelterms",
        "myst_parser",
        "sphinx.ext.ifconfig",
        "sphinx.ext.todo",
    ]
    term = f".. term:: Salt\n   :layout: {layout}\n\n   A mineral.\n\n{indent(body, '   ')}\n"
    project.write(
        {
            "index": f"Home\n====\n\nTerms\n-----\n\n{term}\nOthers\n------\n\nText.\n",
            "other": ":orphan:\n\nOther\n=====\n",
        }
    )
    return project.build(builder)


@pytest.mark.parametrize("layout", ["section", "card", "page"])
@pytest.mark.parametrize("body", UNSEEN.values(), ids=UNSEEN)
def test_there_is_no_heading_over_nothing(project: Project, body: str, layout: str) -> None:
    built = build(project, body, layout=layout)
    assert built.warnings == []
    html = built.body("index")
    assert "A mineral." in html
    assert "Explanation" not in html
    assert "mt-explanation" not in html


@pytest.mark.parametrize("layout", ["section", "page"])
@pytest.mark.parametrize("body", SEEN.values(), ids=SEEN)
def test_a_visible_part_has_one_heading(project: Project, body: str, layout: str) -> None:
    html = build(project, body, layout=layout).body("index")
    heading = r'<h\d class="mt-heading">(?:<a class="toc[^>]*>)?Explanation<'
    assert len(re.findall(heading, html)) == 1


def test_invisible_content_still_has_its_effect(project: Project) -> None:
    built = build(
        project, ".. index:: single: rock\n\n.. only:: latex\n\n   Printed.\n\n.. _here:"
    )
    assert ">rock<" in built.text("genindex.html")
    assert 'id="here"' in built.body("index")
    built = build(project, ".. only:: latex\n\n   Printed.", "latex")
    tex = next(built.outdir.glob("*.tex")).read_text(encoding="utf-8")
    assert re.search(r"Explanation.*Printed\.", tex, re.DOTALL)


@pytest.mark.parametrize("builder", ["text", "man", "texinfo", "singlehtml", "epub"])
def test_no_format_has_a_heading_over_nothing(project: Project, builder: str) -> None:
    project.conf |= {"man_pages": [("index", "t", "T", ["A"], 1)]}
    body = ".. only:: latex\n\n   Printed.\n\n.. raw:: latex\n\n   x"
    outdir = build(project, body, builder).outdir
    names = {"text": "index.txt", "man": "t.1", "texinfo": "*.texi", "epub": "index.xhtml"}
    text = next(outdir.glob(names.get(builder, "index.html"))).read_text(encoding="utf-8")
    assert "A mineral." in text
    assert "Explanation" not in text


@pytest.mark.parametrize("layout", ["section", "page"])
def test_examples_of_which_nothing_is_seen_are_left_out(project: Project, layout: str) -> None:
    hidden = ".. term-example::\n\n   .. index:: dead sea\n\n   .. only:: latex\n\n      The sea."
    built = build(project, hidden, layout=layout)
    assert "Examples" not in built.body("index")
    assert "dead sea" in built.text("genindex.html")
    shown = f"{hidden}\n\n.. term-example:: \n\n   On a table."
    html = build(project, shown, layout=layout).body("index")
    assert html.count(">Examples<") == 1
    assert len(re.findall("<li>", html.split("Examples<")[-1])) == 1


@pytest.mark.parametrize(
    "before", [".. highlight:: c", ".. index:: salt", ".. tabularcolumns:: l"]
)
def test_the_definition_may_come_after_what_is_not_seen(project: Project, before: str) -> None:
    project.write({"index": f"Home\n====\n\n.. term:: Salt\n\n   {before}\n\n   A mineral.\n"})
    built = project.build()
    assert built.warnings == []
    assert re.search('<p class="mt-definition"[^>]*>A mineral.</p>', built.body("index"))
    assert "Explanation" not in built.body("index")


def test_a_comment_on_the_page_does_not_replace_the_record(project: Project) -> None:
    project.write(
        {
            "index": "Home\n====\n\n.. term:: Salt\n\n   .. _salt-label:\n\n   .. Nothing.\n",
            "t.yml": "- name: Salt\n  definition: A mineral.\n  explanation: From the sea.\n",
        }
    )
    built = project.build(modelterms_data=["t.yml"])
    assert built.warnings == []
    assert re.search("Explanation.*From the sea", built.body("index"), re.DOTALL)


@pytest.mark.parametrize("body", ["% A comment.", "(mine)=", "```{index} salt\n```", "+++"])
def test_markdown_has_no_heading_over_nothing(project: Project, body: str) -> None:
    project.write({"index.md": f"# Home\n\n````{{term}} Salt\nA mineral.\n\n{body}\n````\n"})
    built = project.build()
    assert "A mineral." in built.body("index")
    assert "Explanation" not in built.body("index")


@pytest.mark.parametrize("example", ["[#]_", "[*]_", "x\n\n   [#]_", "[1]_\n\n   More.", "|s|"])
@pytest.mark.parametrize("builder", ["html", "singlehtml", "epub", "latex"])
def test_an_example_of_a_data_file_that_shows_no_text_asks_no_question(
    project: Project, example: str, builder: str
) -> None:
    project.conf |= {"modelterms_data": ["a.yml"], "modelterms_pages": "gen", "version": "1"}
    project.source.joinpath("a.yml").write_text(
        f"- name: A\n  definition: Def.\n  examples:\n    - |\n{indent(example, ' ' * 6)}\n",
        encoding="utf-8",
    )
    project.write({"index": "Home\n====\n\n.. toctree::\n\n   gen/index\n"})
    built = project.build(builder)
    if builder == "html":
        asked = 'id="question-a-example"' in built.body("gen/a")
        assert asked == ("Frequently asked" in built.body("gen/a"))
