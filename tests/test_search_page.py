"""Definitions on the search page: what the page holds, and when."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.test_data_attacks import generated

if TYPE_CHECKING:
    from tests.conftest import Built, Project

GLOSSARY = "G\n=\n\n.. glossary::\n\n   Crate\n   Box\n      A big box.\n"

PAGES = {
    "index": "Home\n====\n\n.. toctree::\n   :glob:\n\n   *\n   */*\n",
    "parts/terms": """
        Terms
        =====

        .. term:: Token
           :abbr: TK
           :aliases: Piece
           :forms: tokes
           :former-names: Chunk
           :category: Foundations
           :level: beginner

           A piece of text. It is small.

        .. term:: Bare
        """,
}


def held(built: Built, page: str = "search.html") -> dict[str, Any]:
    """The definitions in a page, by name."""
    html = (built.outdir / page).read_text(encoding="utf-8")
    found = re.search(r'<script[^>]*id="mt-definitions"[^>]*>([^<]*)</script>', html)
    return {item["name"]: item for item in json.loads(found[1])} if found else {}


@pytest.mark.parametrize(
    ("builder", "page", "url"),
    [
        ("html", "search.html", "parts/terms.html#term-token"),
        ("dirhtml", "search/index.html", "../parts/terms/#term-token"),
    ],
)
def test_the_search_page_holds_all_definitions(
    project: Project, builder: str, page: str, url: str
) -> None:
    project.write(PAGES | {"gloss": GLOSSARY})
    kinds = {"Foundations": {"title": "Foundations", "colour": "teal"}}
    built = project.build(builder, modelterms_categories=kinds)
    items = held(built, page)
    assert items["Token (TK)"] == {
        "name": "Token (TK)",
        "names": ["Token", "TK", "Piece", "tokes", "Chunk"],
        "kinds": "Foundations · beginner",
        "colour": "teal",
        "text": "A piece of text. It is small.",
        "url": url,
    }
    assert items["Crate"]["names"] == ["Box"]
    assert set(items) == {"Token (TK)", "Crate"}  # "Bare" says nothing
    others = [path for path in built.outdir.rglob("*.html") if path.name != "search.html"]
    others = [path for path in others if path.parent.name != "search"]
    assert others
    assert not [path for path in others if "modelterms-search" in path.read_text("utf-8")]


@pytest.mark.parametrize(
    ("setting", "files", "expected"),
    [
        ("auto", PAGES, {"Token (TK)"}),
        ("off", PAGES, set()),
        ("auto", {"index": GLOSSARY}, set()),
        ("on", {"index": GLOSSARY}, {"Crate"}),
        ("on", {"index": "Home\n====\n\nNothing.\n"}, set()),
    ],
)
def test_a_setting_decides(
    project: Project, setting: str, files: dict[str, str], expected: set[str]
) -> None:
    project.write(files)
    built = project.build(modelterms_search=setting)
    assert set(held(built)) == expected
    assert ("modelterms" in built.text("search.html")) == bool(expected)


def test_a_builder_without_a_search_page_gets_none(project: Project) -> None:
    project.write(PAGES)
    for builder in ("singlehtml", "json", "epub"):
        built = project.build(builder)
        for path in built.outdir.rglob("*"):
            if path.suffix in {".html", ".xhtml", ".fjson"}:
                assert "mt-definitions" not in path.read_text(encoding="utf-8")


def test_a_page_of_the_project_called_search_is_left_alone(project: Project) -> None:
    project.write({"index": PAGES["index"], "search": "Search\n======\n\n.. term:: A\n\n   B.\n"})
    project.conf["html_use_index"] = False
    assert not held(project.build())


def test_definitions_are_those_of_a_clean_build(project: Project) -> None:
    project.write(PAGES | {"other": "Other\n=====\n\nText.\n"})
    project.build()
    changed = PAGES["parts/terms"].replace("A piece of text.", "A part of text.")
    project.write({"parts/terms": changed})
    again = project.build()
    assert held(again)["Token (TK)"]["text"].startswith("A part")
    clean = project.build(builddir=project.builddir / "clean")
    assert held(again) == held(clean)
    assert again.text("search.html") == clean.text("search.html")


def test_no_definition_can_leave_its_element(project: Project) -> None:
    nasty = '</script><script>bad()</script><!-- <b onclick="x">& \u2028'
    generated(project, [{"name": f"N {nasty}", "definition": f"D {nasty}."}])
    built = project.build()
    html = built.text("search.html")
    assert "bad()</script>" not in html
    assert "<!-- <b" not in html
    (name,) = held(built)
    assert name.startswith("N </script><script>bad()</script><!")
