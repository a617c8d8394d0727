"""Content of Sphinx's search index: the search page of Sphinx up to 8 inserts titles as HTML."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import sphinx

from tests.test_data_attacks import generated

if TYPE_CHECKING:
    from tests.conftest import Built, Project

TAKES_HTML = sphinx.version_info < (9,)

NASTY = "<img src=x onerror=bad()>"

TERMS: list[dict[str, Any]] = [
    {"name": "List<T>", "definition": "A list of things."},
    {
        "name": f"R&D {NASTY}",
        "aliases": [f"Zebra {NASTY}"],
        "abbr": f"{NASTY}!",
        "category": f"Kind {NASTY}",
        "definition": "Def.",
        "former-names": [f"Old {NASTY}"],
    },
    {"name": "R&D", "definition": "No tag."},
]


def index(built: Built) -> tuple[str, dict[str, Any]]:
    """The search index as it is written, and read."""
    text = (built.outdir / "searchindex.js").read_text(encoding="utf-8")
    return text, json.loads(text[text.index("(") + 1 : text.rindex(")")])


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_no_name_is_a_tag_where_the_search_page_takes_html(project: Project, builder: str) -> None:
    generated(project, TERMS, glossary=f"Words {NASTY}")
    text, read = index(project.build(builder))
    titles = read["alltitles"]
    if TAKES_HTML:
        assert "<" not in text
        assert "List&lt;T&gt;" in titles
        assert "R&amp;D &lt;img src=x onerror=bad()&gt;" in titles
        assert "list&lt;t&gt;" in read["indexentries"]
        # The page compares both, and shows them as one only if they are the same.
        assert set(read["titles"]) >= {title for title in titles if "List" in title}
    else:
        assert {"List<T>", f"R&D {NASTY}"} <= set(titles)
    assert "R&D" in titles


def test_titles_of_pages_that_are_not_written_again_stay_escaped_once(project: Project) -> None:
    generated(project, TERMS)
    project.write({"other": ":orphan:\n\nOther <x> &lt; y\n=================\n"})
    _, first = index(project.build())
    project.write({"other": ":orphan:\n\nOther <x> &lt; y\n=================\n\nMore.\n"})
    _, later = index(project.build())
    assert later["alltitles"] == first["alltitles"]
    _, clean = index(project.build(builddir=project.builddir / "clean"))
    assert later["alltitles"] == clean["alltitles"]


def test_titles_without_a_tag_are_as_sphinx_writes_them(project: Project) -> None:
    page = 'A & B "c" > d\n=============\n\n.. index:: x & y\n\nText.\n'
    project.write({"index": page})
    _, ours = index(project.build())
    _, plain = index(project.build(extensions=[], builddir=project.builddir / "plain"))
    assert ours["alltitles"] == plain["alltitles"]
    assert ours["indexentries"] == plain["indexentries"]
