"""The search page in a real browser: names are shown as they are, whatever they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from tests.test_data_attacks import generated

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.conftest import Project

NASTY = "<img src=x onerror=window.hit=1>"

TERMS: list[dict[str, Any]] = [
    {"name": "List<T>", "definition": "A list of things."},
    {"name": f"Gamma {NASTY}", "aliases": [f"Zebra {NASTY}"], "definition": "Def."},
    {"name": "Delta", "category": f"Kind {NASTY}", "definition": "Def."},
]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("List<T>", "List<T>"),
        ("list", "List<T>"),
        ("Gamma", f"Gamma {NASTY}"),
        ("zebra", f"Gamma {NASTY}"),
        ("Kind", f"Kind {NASTY}"),
    ],
)
def test_names_are_found_and_read_right(
    project: Project, chromium: Browser, words: str, shown: str
) -> None:
    generated(project, TERMS, glossary="Words")
    page = chromium.new_page()
    page.goto(f"{(project.build().outdir / 'search.html').as_uri()}?q={quote(words)}")
    found = page.locator("ul.search li a")
    found.first.wait_for()
    page.get_by_text("Search Results").first.wait_for()
    assert shown in found.all_inner_texts()
    assert page.locator("ul.search img").count() == 0
    assert page.evaluate("window.hit") is None
    page.close()
