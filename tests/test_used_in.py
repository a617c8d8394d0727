"""Lists of places that use a term: equal titles are told apart, and what is near comes first."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Built, Project

TERM = "Terms\n=====\n\n.. term:: Token\n\n   A piece of text.\n"


def uses(built: Built, page: str = "guide/terms") -> list[str]:
    """The places that the card on a page lists."""
    part = re.split('<div class="mt-used-in[ "]', built.body(page))[1]
    return re.findall(r'<a class="reference internal" href="[^"]*">([^<]*)</a>', part)


def page(title: str, text: str = ":term:`Token`") -> str:
    return f"{title}\n{'=' * len(title)}\n\n{text}\n"


def build(project: Project, pages: dict[str, str], **conf: object) -> Built:
    names = "\n".join(f"   {name}" for name in pages if name != "guide/terms")
    home = f"Home\n====\n\n.. toctree::\n\n   guide/terms\n{names}\n"
    project.write({"index": home, "guide/terms": TERM} | pages)
    built = project.build(**conf)
    assert built.warnings == []
    return built


def test_equal_titles_have_their_folder(project: Project) -> None:
    pages = {name: page("Start") for name in ("api/start", "cli/deep/start", "start")}
    pages["other"] = page("Other")
    assert uses(build(project, pages)) == [
        "Other",
        "Start (api)",
        "Start (cli/deep)",
        "Start",
    ]


def test_equal_titles_in_one_folder_have_their_name(project: Project) -> None:
    pages = {name: page("Start") for name in ("api/one", "api/two", "cli/start")}
    assert uses(build(project, pages)) == ["Start (api/one)", "Start (api/two)", "Start (cli)"]


def test_a_page_that_does_not_use_the_term_counts_too(project: Project) -> None:
    pages = {"api/start": page("Start"), "cli/start": page("Start", "Nothing.")}
    assert uses(build(project, pages)) == ["Start (api)"]


def test_equal_headings_on_a_page_are_numbered(project: Project) -> None:
    text = "\n\n".join(f"{name}\n---\n\n:term:`Token`" for name in ("Use", "Not", "Use", "Use"))
    assert uses(build(project, {"api": page("API", text)})) == [
        "API: Use",
        "API: Not",
        "API: Use (2)",
        "API: Use (3)",
    ]


def test_titles_with_markup_and_the_names_of_pages_without_title(project: Project) -> None:
    pages = {
        "api/a": page("The ``start``"),
        "cli/a": page("The *start*"),
        "api/b": "No heading: :term:`Token`.\n",
    }
    built = build(project, {name: pages[name] for name in ("api/a", "cli/a")})
    assert uses(built) == ["The start (api)", "The start (cli)"]
    project.write({"api/b": f":orphan:\n\n{pages['api/b']}"})
    assert uses(project.build()) == ["api/b", "The start (api)", "The start (cli)"]


def test_order_is_folder_then_references_then_title(project: Project) -> None:
    pages = {
        "a": page("A", "A token in the text."),
        "b": page("B"),
        "guide/c": page("C", "A token in the text."),
        "guide/d": page("D"),
        "guide/sub/e": page("E"),
    }
    for order in itertools.islice(itertools.permutations(pages), 0, None, 60):
        built = build(project, {name: pages[name] for name in order}, modelterms_autolink="page")
        assert uses(built) == ["D", "C", "B", "E", "A"]


def test_order_does_not_depend_on_other_places(project: Project) -> None:
    pages = {name: page(name.upper()) for name in ("b", "c", "guide/x", "guide/y")}
    whole = uses(build(project, pages))
    project.write({"c": page("C", "Nothing.")})
    assert uses(project.build()) == [name for name in whole if name != "C"]


def test_glossary_entries_distinguish_pages_of_one_title(project: Project) -> None:
    glossary = "Words\n=====\n\n.. glossary::\n\n   Token\n      A piece.\n"
    pages = {"api/start": page("Start"), "guide/start": page("Start")}
    built = build(project, pages | {"guide/terms": glossary}, modelterms_glossary_backlinks=True)
    assert uses(built) == ["Start (guide)", "Start (api)"]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_new_page_of_the_same_title_rewrites_the_card(project: Project, language: str) -> None:
    pages = {"api/start": page("Start")}
    assert uses(build(project, pages, language=language)) == ["Start"]
    built = build(project, pages | {"cli/start": page("Start", "x")}, language=language)
    assert len(uses(built)) == 1
    assert "api" in uses(built)[0]
    clean = project.build(language=language, builddir=project.builddir.with_name("clean"))
    assert built.body("guide/terms") == clean.body("guide/terms")
    project.write({"cli/start": page("Begin", "x")})
    assert uses(project.build(language=language)) == ["Start"]
