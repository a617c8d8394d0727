"""Comparisons in a browser: the head that stays, what is folded, and what scrolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import Project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    Show = Callable[..., Page]

FACTS = "\n".join(f"          Fact {n}: {{value}} {n}, with some more words" for n in range(30))


def term(name: str, value: str) -> str:
    return f"""
    .. term:: {name}
       :level: beginner

       The definition of {name}.

       .. term-facts::

          Shared: quagga
{FACTS.format(value=value)}
    """


PAGES = {
    "index": """
    Home
    ====

    .. term-compare:: One, Two

    .. term-compare:: One, Two, Three, Four

    .. term-compare:: One, Two
       :id: shared
       :rows: shared, level

    .. toctree::

       terms
    """,
    "terms": "\n    Terms\n    =====\n"
    + "".join(map(term, ("One", "Two", "Three", "Four"), "abcd")),
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = Project(tmp_path_factory.mktemp("compare"))
    project.conf |= {"html_theme": "basic", "html_theme_options": {"body_min_width": 0}}
    project.write(PAGES)
    return project.build().outdir / "index.html"


def shared(page: Page) -> Locator:
    """The row that the first two terms share."""
    return page.locator(".mt-comparison").first.get_by_text("quagga")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_head_stays_in_view(index: Path, show: Show, width: int) -> None:
    page = show(index, width=width)
    table = page.locator(".mt-compare").first
    table.evaluate(
        "t => scrollTo({top: t.getBoundingClientRect().top + 400, behavior: 'instant'})"
    )
    head = table.locator("thead th").first.bounding_box()
    assert head is not None
    assert head["y"] == pytest.approx(0, abs=2)
    for cell in table.locator("thead th").all():
        assert "beginner" in cell.inner_text()


def test_what_terms_share_is_folded(index: Path, show: Show) -> None:
    page = show(index)
    assert shared(page).is_hidden()
    button = page.get_by_role("button", name="What they share (1)").first
    assert button.get_attribute("aria-expanded") == "false"
    button.focus()
    page.keyboard.press("Enter")
    assert shared(page).is_visible()
    assert button.get_attribute("aria-expanded") == "true"
    button.click()
    assert shared(page).is_hidden()
    page.emulate_media(media="print")
    assert shared(page).is_visible()
    # Nothing is folded where there is nothing else.
    assert page.locator("#shared button").count() == 0
    assert page.locator("#shared").get_by_text("quagga").count() == 1


def test_nothing_is_folded_without_script(index: Path, show: Show) -> None:
    page = show(index, java_script_enabled=False)
    assert shared(page).is_visible()
    assert page.get_by_role("button").count() == 0


def test_two_terms_are_side_by_side_on_a_phone_and_more_of_them_scroll(
    index: Path, show: Show
) -> None:
    page = show(index, width=360)
    two, four = page.locator(".mt-scroll").first, page.locator(".mt-scroll").nth(1)
    for box, cells in ((two, 2), (four, 4)):
        places = [
            cell.bounding_box() for cell in box.locator("tbody tr").first.locator("td").all()
        ]
        assert len(places) == cells
        assert len({place and place["y"] for place in places}) == 1
        second = places[1]
        assert second is not None
        assert second["x"] + second["width"] <= 360
    assert "mt-continues" not in str(two.get_attribute("class"))
    page.wait_for_function("document.querySelectorAll('.mt-continues').length === 1")
    four.evaluate("box => box.scrollLeft = box.scrollWidth")
    page.wait_for_function("document.querySelectorAll('.mt-continues').length === 0")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_it_is_still_a_table(index: Path, show: Show) -> None:
    for width in (360, 1280):
        page = show(index, width=width)
        table = page.get_by_role("table", name="One vs Two", exact=True).first
        assert table.get_by_role("columnheader").count() == 2
        assert table.get_by_role("rowheader").count() > 30
