"""Filters of long lists: quick by the work that a key makes, and never in the way of a jump."""

from __future__ import annotations

import string
from functools import partial
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.waiting import becomes, rest
from tests.conftest import Project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    Show = Callable[..., Page]

EACH = 40
"""Terms of a letter."""
FIRST = 200
"""Rows that the script shows with the key; the others come later."""
NEAR = 8
"""Pixels by which a head can be off its place."""

TERMS = "\n".join(
    f".. term:: {letter}{'aeiou'[number % 5]}la {number}\n\n   {'Many words. ' * (number % 7)}Said.\n"
    for letter in string.ascii_uppercase
    for number in range(EACH)
)

PAGES = {
    "index": "Home\n====\n\n.. toctree::\n\n   list\n   lines\n   terms\n",
    "list": "List\n====\n\n.. term-list::\n   :filter:\n\nAfter\n-----\n\nIt.\n",
    "lines": "Lines\n=====\n\n.. term-list::\n   :filter:\n   :display: definitions\n",
    "terms": f"Terms\n=====\n\n{TERMS}",
}

SMOOTH = "html { scroll-behavior: smooth; scroll-padding-top: 80px }\n"
"""What shibuya, sphinx-awesome-theme and nefertiti have."""


@pytest.fixture(scope="module", params=["furo", "basic"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = Project(tmp_path_factory.mktemp("filter"))
    project.conf |= {"html_theme": request.param}
    if request.param == "basic":
        project.conf |= {"html_static_path": ["own"], "html_css_files": ["smooth.css"]}
        project.write({"own/smooth.css": SMOOTH})
    project.write(PAGES)
    return project.build().outdir


DISTANCE = """anchor => {
    const padding = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop);
    const place = document.getElementById(anchor);
    const margin = parseFloat(getComputedStyle(place).scrollMarginTop);
    const end = document.documentElement.scrollHeight - innerHeight - scrollY;
    const off = place.getBoundingClientRect().top - (padding || 0) - margin;
    return end < 1 ? Math.min(0, off) : off;
}"""


def distance(page: Page, anchor: str) -> float:
    """Return how many pixels an element is away from where a jump to it should end."""
    found: float = page.evaluate(DISTANCE, anchor)
    return abs(found)


def lands(page: Page, anchor: str) -> None:
    """Assert that a jump to *anchor* ends there."""

    def is_near() -> bool:
        rest(page)
        return distance(page, anchor) < NEAR

    becomes(is_near, True)


def test_letters_and_addresses_land_at_their_head(site: Path, show: Show) -> None:
    page = show(site / "list.html")
    for letter in "MWC":
        page.locator(".mt-letters a", has_text=letter).first.click()
        lands(page, f"term-list-1-{letter.lower()}")
        page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    for anchor in ("term-list-1-m", "after"):
        page = show(site / "list.html", anchor)
        lands(page, anchor)


def test_letters_land_at_their_head_after_the_filter_was_used(site: Path, show: Show) -> None:
    page = show(site / "list.html")
    box = page.get_by_label("Filter the terms")
    box.press_sequentially("a")
    box.fill("")
    page.locator(".mt-letters a", has_text="M").click()
    lands(page, "term-list-1-m")
    page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    box.fill("ela")
    box.press("Escape")
    box.press("Tab")
    for _ in range(string.ascii_uppercase.index("W")):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    lands(page, "term-list-1-w")


TYPE = """([box, key]) => {
    box.focus();
    const seen = new MutationObserver(() => {});
    const what = {subtree: true, attributes: true, childList: true};
    seen.observe(document.querySelector(".mt-list"), what);
    box.value = key;
    box.dispatchEvent(new Event("input"));
    return seen.takeRecords().length;
}"""


def shown(page: Page) -> int:
    count: int = page.evaluate(
        "[...document.querySelectorAll('.mt-item')].filter(item => item.offsetParent).length"
    )
    return count


@pytest.mark.parametrize("name", ["list", "lines"])
def test_a_key_changes_few_elements(site: Path, show: Show, name: str) -> None:
    page = show(site / f"{name}.html", timed=False)
    box = page.get_by_label("Filter the terms").element_handle()
    parts = 2 if name == "lines" else 1
    others = 2 * len(string.ascii_uppercase) + 10
    all_ = EACH * len(string.ascii_uppercase)
    for key, matches, rows in (
        ("la", all_, 0),
        ("eli", 0, 0),
        ("l", all_, FIRST),
        ("ela", all_ // 5, FIRST),
        ("", all_, FIRST),
        ("eli", 0, 0),
    ):
        page.evaluate("document.querySelector('.mt-list').classList.remove('mt-filtering')")
        changes = page.evaluate(TYPE, [box, key])
        assert changes <= parts * (rows + all_ // 5) + others, key
        said = f"{matches} of {all_} terms" if key else ""
        expect(page.get_by_role("status")).to_have_text(said)
        page.clock.run_for(1000)
        becomes(partial(shown, page), matches)
