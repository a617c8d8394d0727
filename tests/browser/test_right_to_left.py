"""The sample page in Hebrew: everything is mirrored, names keep the direction of their letters."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from sphinx.testing.util import SphinxTestApp

from tests.browser.waiting import drawn

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

    Show = Callable[..., Page]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    root = tmp_path_factory.mktemp("hebrew")
    shutil.copytree(repository / "tests" / "hebrew", root / "source")
    warnings = io.StringIO()
    app = SphinxTestApp("html", srcdir=root / "source", builddir=root / "build", warning=warnings)
    try:
        app.build()
    finally:
        app.cleanup()
    assert warnings.getvalue() == ""
    return Path(app.outdir)


@pytest.fixture
def page(site: Path, show: Show) -> Page:
    return show(site / "index.html")


def style(element: Locator, name: str) -> str:
    return str(element.evaluate(f"e => getComputedStyle(e)[{name!r}]"))


def box(element: Locator) -> dict[str, float]:
    found = element.bounding_box()
    assert found is not None
    return found | {"right": found["x"] + found["width"]}


def test_the_edge_of_the_category_is_at_the_right(page: Page) -> None:
    item = page.locator(".mt-related .mt-item").first
    left, right = (float(style(item, f"border{at}Width")[:-2]) for at in ("Left", "Right"))
    assert right > left


def test_the_parts_of_a_card_begin_at_the_right(page: Page) -> None:
    card = box(page.locator(".mt-card").first)
    for part in (".mt-names p", ".mt-related dt", ".mt-question summary"):
        assert box(page.locator(f".mt-card {part}").first)["right"] == pytest.approx(
            card["right"], abs=30
        ), part
    facts = box(page.locator(".mt-facts").first)
    assert facts["x"] == pytest.approx(card["x"], abs=30)
    for part in ("dt", "dd"):
        place = box(page.locator(f".mt-facts {part}").first)
        assert place["right"] == pytest.approx(facts["right"], abs=30)


def test_an_open_answer_is_indented_from_the_right(page: Page) -> None:
    page.locator(".mt-question summary").first.click()
    answer = page.locator(".mt-answer").first
    expect(answer).to_be_visible()
    assert float(style(answer, "paddingRight")[:-2]) > float(style(answer, "paddingLeft")[:-2])


def test_a_comparison_begins_with_its_heads_at_the_right(page: Page) -> None:
    rows = page.locator(".mt-compare tbody tr").first
    assert box(rows.locator("th"))["x"] > box(rows.locator("td").first)["x"]
    assert style(rows.locator("td").first, "textAlign") == "start"


def test_lists_run_from_the_right(page: Page) -> None:
    names = page.locator(".mt-letters a")
    assert box(names.nth(0))["x"] > box(names.nth(1))["x"]
    label = box(page.locator(".mt-filter label"))
    field = box(page.locator(".mt-filter input"))
    assert field["right"] == pytest.approx(label["right"], abs=2)


def test_signs_stay_behind_the_letter_they_follow(page: Page) -> None:
    link = page.locator(".mt-compare thead a", has_text="C++")
    places = link.evaluate(
        """e => {
            const text = document.createTreeWalker(e, NodeFilter.SHOW_TEXT).nextNode();
            return [0, 1].map(n => {
                const range = document.createRange();
                range.setStart(text, n);
                range.setEnd(text, n + 1);
                return range.getBoundingClientRect().left;
            });
        }"""
    )
    assert places[0] < places[1]


def test_a_hover_card_begins_at_the_right_of_its_link(page: Page) -> None:
    link = page.locator("article p a.mt-ref").first
    link.hover()
    tip = page.locator(".mt-tip:visible")
    tip.wait_for()
    drawn(page)
    assert box(tip)["right"] == pytest.approx(box(link)["right"], abs=3)
    assert style(tip, "direction") == "rtl"


def test_nothing_is_wider_than_a_small_screen(site: Path, show: Show) -> None:
    page = show(site / "index.html", width=360)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
