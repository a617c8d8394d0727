"""The search page in a real browser: definitions above the results, names whatever they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser.waiting import becomes
from tests.conftest import Project
from tests.test_data_attacks import generated

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    Serve = Callable[[Path, str], Page]

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
    page.get_by_text("Search Results").first.wait_for()
    becomes(lambda: shown in found.all_text_contents(), True)
    assert page.locator("ul.search img").count() == 0
    assert page.evaluate("window.hit") is None
    page.close()


def term(name: str, definition: str, **options: str) -> str:
    lines = "".join(f"\n   :{key}: {value}" for key, value in options.items())
    return f".. term:: {name}{lines}\n\n   {definition}\n\n"


DEFINED = {
    "index": "Home\n====\n\n.. toctree::\n\n   terms\n   page\n   zebra\n",
    "terms": "Terms\n=====\n\n"
    + term("Token", "A piece of text.", abbr="TK", category="Basics")
    + term("Tokenizer", "It makes tokens.")
    + term("Fine-tuning", "More training.", aliases="adaptation")
    + term("Retrieval-Augmented Generation", "It looks things up.", abbr="RAG")
    + term("Retrieval", "It finds things.")
    + term("C++", "A language.")
    + term("C", "Another language.")
    + term("Crème brûlée", "A dessert.")
    + term("Port", "A place for ships.", scope="sea", id="port-sea")
    + term("Port", "A number of a socket.", scope="os", id="port-os"),
    "page": "Page\n====\n\nAbout :term:`C++`.\n",
    "zebra": "Zebra\n=====\n\nIt has stripes and :term:`Fine-tuning`.\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = Project(tmp_path_factory.mktemp("found"))
    project.write(DEFINED)
    kinds = {"Basics": {"title": "Basics", "colour": "teal"}}
    return project.build(modelterms_categories=kinds).outdir


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("token", ["Token (TK)"]),
        ("TOKENS", ["Token (TK)", "Tokenizer"]),
        ("tk", ["Token (TK)"]),
        ("fine tuning", ["Fine-tuning"]),
        ("finetuning", ["Fine-tuning"]),
        ("adaptations", ["Fine-tuning"]),
        ("rag", ["Retrieval-Augmented Generation (RAG)"]),
        ("retrieval", ["Retrieval"]),
        ("retrieval augmented", ["Retrieval-Augmented Generation (RAG)"]),
        ("what is a token?", ["Token (TK)"]),
        ("c++", ["C++"]),
        ("C", ["C"]),
        ("creme brulee", ["Crème brûlée"]),
        ("port", ["Port", "Port"]),  # with the scopes below
        ("zebra", []),
        ("tok", []),
        ("  ", []),
        ("constructor", []),
    ],
)
def test_a_search_for_a_term_shows_its_definition(
    site: Path, serve: Serve, words: str, names: list[str]
) -> None:
    page = serve(site, f"search.html?q={quote(words)}")
    found = page.locator(".mt-search .mt-item-name")
    page.wait_for_load_state("load")
    assert [text.strip() for text in found.all_text_contents()] == names
    refused = page.evaluate("window.refused")
    assert not [report for report in refused if "modelterms" in report]
    assert page.locator(".mt-search").count() == bool(names)


def test_a_definition_leads_to_its_term(site: Path, serve: Serve) -> None:
    page = serve(site, "search.html?q=token")
    region = page.get_by_role("region", name="Definition")
    expect(region.get_by_text("A piece of text.")).to_be_visible()
    expect(region.get_by_text("Basics")).to_have_class("mt-category mt-colour-teal")
    results = page.locator("#search-results").bounding_box()
    box = region.bounding_box()
    assert box
    assert results
    assert box["y"] + box["height"] <= results["y"]
    region.get_by_role("link", name="Token (TK)").click()
    page.wait_for_url("**/terms.html#term-token")


def test_no_result_shows_the_text_of_a_hover_card(site: Path, chromium: Browser) -> None:
    page = chromium.new_page()

    def answer(route: Any) -> None:
        path = site / route.request.url.partition("docs.test/")[2].partition("?")[0]
        route.fulfill(path=path) if path.is_file() else route.fulfill(status=404)

    page.route("https://docs.test/**", answer)
    page.goto("https://docs.test/search.html?q=zebra")
    excerpt = page.locator("#search-results p.context").first
    expect(excerpt).to_contain_text("stripes")
    assert "More training" in (site / "zebra.html").read_text(encoding="utf-8")
    assert "More training" not in excerpt.inner_text()
    page.close()
