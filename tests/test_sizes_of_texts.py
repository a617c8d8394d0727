"""Texts of data files: what parsers make of them grows with the text and no faster."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from sphinx import addnodes

from sphinx_modelterms.glossary.table_size import cells_at_most, is_too_big
from tests.test_data_attacks import FENCE, with_text

if TYPE_CHECKING:
    from tests.conftest import Project

COMMAS = "," * 4500

HUGE = {
    "rows": ("rst", f".. csv-table::\n\n   {COMMAS}\n" + "   a\n" * 900),
    "head": ("rst", f".. csv-table::\n   :header: {COMMAS}\n\n" + "   a\n" * 900),
    "sign": (
        "rst",
        f".. csv-table::\n   :delim: ;\n\n   {COMMAS.replace(',', ';')}\n" + "   a\n" * 900,
    ),
    "in Markdown": ("md", f"{FENCE}{{csv-table}}\n{COMMAS}\n" + "a\n" * 900 + f"{FENCE}\n"),
    "simple": ("rst", "= " * 1000 + "\n" + "a\n\n" * 300 + "= " * 1000 + "\n"),
    "pipes": ("md", "|a" * 250 + "|\n" + "|-" * 250 + "|\n" + "|a|\n" * 260),
    "quoted pipes": ("md", "> " + "|a" * 250 + "|\n> " + "|:-" * 250 + "|\n" + "> |a|\n" * 260),
}


@pytest.mark.parametrize("kind", HUGE)
def test_short_rows_are_not_filled_up_without_end(project: Project, kind: str) -> None:
    markup, text = HUGE[kind]
    with_text(project, text, markup)
    start = time.process_time()
    built = project.build("dummy")
    assert time.process_time() - start < 20
    (warning,) = built.warnings
    assert warning.startswith("a.json:1: WARNING: ")
    reasons = ("columns", "far more cells than are written", "Put spaces into it")
    assert any(reason in warning for reason in reasons)
    assert "[modelterms.unsafe-text]" in warning
    tree = built.doctree("index")
    assert not [*tree.findall(nodes.table)]
    assert len(tree.astext().split("\n")) >= 250  # what is written is there


FITTING = {
    "short rows": ("rst", ".. csv-table::\n   :header: a,b,c,d,e\n\n" + "   1\n" * 300, 301 * 5),
    "empty cells": ("rst", ".. csv-table::\n\n" + f"   {',' * 30}\n" * 20, 20 * 31),
    "simple": ("rst", "== == ==\n" + "a\n" * 200 + "== == ==\n", 600),
    "pipes": ("md", "|a|b|c|\n|-|-|-|\n" + "|1|\n" * 200, 603),
}


@pytest.mark.parametrize("kind", FITTING)
def test_tables_as_people_write_them_are_filled_up(project: Project, kind: str) -> None:
    markup, text, cells = FITTING[kind]
    with_text(project, text, markup)
    built = project.build("dummy")
    assert built.warnings == []
    assert len([*built.doctree("index").findall(nodes.entry)]) == cells


def test_tables_of_pages_are_not_limited(project: Project) -> None:
    rows = f"   {',' * 450}\n" + "   a\n" * 9
    project.write({"index": f"Home\n====\n\n.. csv-table::\n\n{rows}"})
    built = project.build("dummy")
    assert built.warnings == []
    assert len([*built.doctree("index").findall(nodes.entry)]) == 4510


def test_lists_have_no_more_columns_than_lines(project: Project) -> None:
    with_text(project, ".. hlist::\n   :columns: 9999\n\n   * a\n   * b\n   * c\n")
    built = project.build("dummy")
    assert built.warnings == []
    assert len([*built.doctree("index").findall(addnodes.hlistcol)]) == 3


def test_cells_are_counted_by_the_lines_that_set_columns() -> None:
    assert cells_at_most(["a", "b"]) == 0
    assert cells_at_most(["+---+---+", "| a | b |", "+---+---+"]) == 0
    assert cells_at_most(["- - -", "a"]) == 0
    assert cells_at_most(["a|b", "-|-", "1", "", "x"]) == 4
    assert is_too_big(301, ["a"])
    assert not is_too_big(300, ["a"])
    assert not is_too_big(1000, ["a"] * 100)
    assert is_too_big(1001, ["a"] * 100)
    assert not is_too_big(1001, ["a" * 11] * 100)


REFERENCES = {
    "names": "a_ ",
    "phrases": "`a b`_ ",
    "footnotes": "[1]_ ",
    "numbered footnotes": "[#]_ ",
    "citations": "[A]_ ",
    "substitutions": "|a| ",
    "anonymous": "a__ ",
}


@pytest.mark.parametrize("kind", REFERENCES)
def test_many_names_of_links_take_no_long_time(project: Project, kind: str) -> None:
    line = REFERENCES[kind] * (9900 // len(REFERENCES[kind]))
    with_text(project, "\n".join([line] * 5))
    start = time.process_time()
    built = project.build("dummy")
    assert time.process_time() - start < 10
    (warning,) = built.warnings
    assert "it has more than 100 HTML tags, link names and footnotes" in warning
    assert "raise 'messages' in modelterms_limits" in warning
    assert REFERENCES[kind].strip() in built.doctree("index").astext()


def test_many_tags_in_markdown_take_no_long_time(project: Project) -> None:
    with_text(project, "\n".join(["<b>x</b> " * 1000] * 5), "md")
    start = time.process_time()
    built = project.build("dummy")
    assert time.process_time() - start < 10
    (warning,) = built.warnings
    assert "it has more than 100 HTML tags, link names" in warning
    assert "<b>x</b> <b>x</b>" in built.doctree("index").astext()


def test_a_few_names_of_links_have_a_message_each(project: Project) -> None:
    with_text(project, "A text with a_ and `b c`_ and [1]_ and |d|.")
    built = project.build("dummy")
    assert len([text for text in built.warnings if "only on pages" in text]) == 4
    assert "A text with a and b c and 1 and d." in built.doctree("index").astext()
