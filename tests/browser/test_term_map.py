"""Maps as readers see them: nothing overlaps, on any screen, and the keyboard reaches each term."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_modelterms.doctree.blocks import PARTS
from tests.conftest import Project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    Show = Callable[..., Page]
    Serve = Callable[[Path, str], Page]

NAMES = [
    "Reinforcement Learning from Human Feedback",
    "Donaudampfschifffahrtsgesellschaftskapitän",
    "大規模言語モデルの学習データ",
    "מודל שפה גדול",
    "MMMMMMMMMMMMMMMMMMMMMM WWWWWWWWWWWWW",
    "Extraordinarily long name of a term with eighty letters in it, which nobody reads",
    "C++",
    "illicit filigree",
]


def terms() -> str:
    """Terms with names of all shapes, each with all relations."""
    text = ""
    for number, name in enumerate(NAMES):
        others = [f'"{other}"' for other in NAMES if other != name]
        text += (
            f".. term:: {name}\n   :category: A category with a long title\n"
            f"   :requires: {', '.join(others[:number])}\n   :related: {', '.join(others)}\n"
            f"   :broader: {others[-1]}\n\n   Text.\n\n"
        )
    return text


@pytest.fixture(scope="module", params=["furo", "alabaster"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Project(tmp_path_factory.mktemp("maps"))
    made.conf |= {"html_theme": request.param, "modelterms_card_parts": list(PARTS)}
    made.conf["modelterms_categories"] = {"A category with a long title": {"colour": "red"}}
    made.write({"index": f"Maps\n====\n\n.. term-map::\n\nTerms\n=====\n\n{terms()}"})
    return made.build().outdir


MEASURE = """() => [...document.querySelectorAll("svg.mt-picture")].map((svg) => {
    const box = (e) => { const r = e.getBoundingClientRect();
                         return [r.left, r.top, r.right, r.bottom]; };
    return {
        svg: box(svg),
        around: box(svg.parentElement),
        nodes: [...svg.querySelectorAll("a")].map((a) => ({
            name: a.textContent,
            rect: box(a.querySelector("rect")),
            texts: [...a.querySelectorAll("text")].map(box),
        })),
        captions: [...svg.querySelectorAll("svg > text")].map(box),
        size: parseFloat(getComputedStyle(svg.querySelector("a text")).fontSize)
              * svg.getBoundingClientRect().width / 362,
    };
})"""

Sides = tuple[float, float, float, float]


def inside(inner: Sides, outer: Sides) -> bool:
    return (
        inner[0] >= outer[0] - 1
        and inner[1] >= outer[1] - 1
        and inner[2] <= outer[2] + 1
        and inner[3] <= outer[3] + 1
    )


def overlap(a: Sides, b: Sides) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


@pytest.mark.parametrize("width", [360, 1280])
def test_labels_are_in_their_boxes_and_nothing_overlaps(
    site: Path, show: Show, width: int
) -> None:
    page = show(site / "index.html", width=width)
    found = page.evaluate(MEASURE)
    assert len(found) == 1 + len(NAMES)
    for picture in found:
        assert inside(picture["svg"], picture["around"])
        rects = [node["rect"] for node in picture["nodes"]]
        for number, node in enumerate(picture["nodes"]):
            for text in node["texts"]:
                assert inside(text, node["rect"]), node["name"]
            assert not any(overlap(node["rect"], other) for other in rects[:number])
        for caption in picture["captions"]:
            assert not any(overlap(caption, rect) for rect in rects)
        assert picture["size"] >= 9


def test_the_keyboard_reaches_each_term_once_with_a_ring(site: Path, show: Show) -> None:
    page = show(site / "index.html")
    picture = page.locator("svg.mt-picture").first
    links = picture.locator("a").count()
    page.evaluate(
        """() => {
            const first = document.querySelector("svg.mt-picture a");
            const before = document.createElement("button");
            first.closest("div").prepend(before);
            before.focus();
        }"""
    )
    seen = []
    for _ in range(links):
        page.keyboard.press("Tab")
        at = "document.activeElement"
        seen.append(page.evaluate(f"{at}.closest('svg') ? {at}.getAttribute('href') : ''"))
        width = page.evaluate(f"getComputedStyle({at}.querySelector('rect')).strokeWidth")
        assert width == "3px"
    assert "" not in seen
    assert len(set(seen)) == links == len(NAMES)


def test_a_screen_reader_hears_the_relations(site: Path, show: Show) -> None:
    page = show(site / "index.html")
    whole = page.get_by_role("group", name="Map of terms")
    assert whole.get_by_role("link").count() == len(NAMES)
    assert whole.get_by_role("link", name="illicit filigree. Kinds: C++").count() == 1
    card = page.get_by_role("group", name="Map of C++")
    assert "Read first" in (card.text_content() or "")


def test_a_strict_policy_refuses_nothing(site: Path, serve: Serve) -> None:
    page = serve(site, "index.html")
    assert page.locator("svg.mt-picture").count() == 1 + len(NAMES)
    refused = page.evaluate("refused.filter((text) => !text.includes('alabaster'))")
    assert not [text for text in refused if "mt-" in text or "modelterms" in text]
    colour = "getComputedStyle(document.querySelector('.mt-edge')).fill"
    assert page.evaluate(colour) == "rgb(221, 85, 68)"


@pytest.mark.parametrize("forced", ["active", "none"])
def test_forced_colours_and_paper_keep_the_lines(site: Path, show: Show, forced: str) -> None:
    page = show(site / "index.html", forced_colors=forced)
    page.emulate_media(media="print")
    colour = "getComputedStyle(document.querySelector('.mt-lines')).stroke"
    assert page.evaluate(colour) not in {"none", "rgba(0, 0, 0, 0)"}
