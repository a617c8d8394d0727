"""Lists, comparisons and questions in a real browser: with keyboard, without script, narrow."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.waiting import drawn

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from tests.conftest import Project

    Show = Callable[..., Page]
    Serve = Callable[[Path, str], Page]

TERMS = "\n".join(
    f"""
.. term:: {name}
   :aliases: {alias}
   :level: beginner

   The {name} of many words, so that a cell is wide.

   .. term-facts::

      Kind: thing number {number} of several things

   .. term-question:: Why {name}?

      Because of `this <https://example.org/>`_.
"""
    for number, (name, alias) in enumerate(
        [("Alpha", "first"), ("Ähre", "ear"), ("Beta", "second"), ("Gamma", "third")]
    )
)

PAGES = {
    "index": "Home\n====\n\n.. toctree::\n   :hidden:\n\n   terms\n   list\n   compare\n   faq\n   day\n",
    "terms": f"Terms\n=====\n{TERMS}",
    "list": "List\n====\n\n.. term-list::\n   :filter:\n\nAfter.\n",
    "compare": "Compare\n=======\n\n.. term-compare:: Alpha, Beta, Gamma, Ähre\n",
    "faq": "FAQ\n===\n\n.. term-faq:: Alpha, Beta\n   :questions: written\n",
    "day": "Day\n===\n\n.. term-of-the-day::\n",
}

TODAY = datetime.datetime(2026, 3, 1, 12)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from tests.conftest import Project

    project: Project = Project(tmp_path_factory.mktemp("read"))
    project.conf["html_theme"] = "furo"
    project.write(PAGES)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", str(int(TODAY.timestamp())))
        built = project.build()
    assert built.warnings == []
    return built.outdir


def seen(page: Page, selector: str) -> Locator:
    """The elements that are visible, for `expect`, which looks again until it is so."""
    return page.locator(f"{selector}:visible")


def test_the_filter_narrows_and_says_how_much_is_left(site: Path, show: Show) -> None:
    page = show(site / "list.html")
    box = page.get_by_label("Filter the terms")
    status = page.get_by_role("status")
    expect(status).to_have_text("")
    box.press_sequentially("AHRE")
    expect(seen(page, ".mt-item-name")).to_have_text(["Ähre (ear)"])
    expect(seen(page, ".mt-group > .rubric")).to_have_text(["A"])
    expect(status).to_have_text("1 of 4 terms")
    expect(seen(page, ".mt-letters")).to_have_count(0)
    box.fill("beta words")
    expect(seen(page, ".mt-item-name")).to_have_text(["Beta (second)"])
    box.press("Escape")
    expect(box).to_have_value("")
    expect(box).to_be_focused()
    expect(seen(page, ".mt-item-name")).to_have_count(4)
    expect(status).to_have_text("")
    box.fill("nothing")
    expect(status).to_have_text("0 of 4 terms")


def test_the_address_keeps_what_the_filter_was_asked_for(site: Path, serve: Serve) -> None:
    page = serve(site, "list.html")
    box = page.get_by_label("Filter the terms")
    box.press_sequentially("beta words")
    page.wait_for_url("**/list.html?term-list-1=beta+words")
    page.locator(".mt-item:visible a.mt-ref").click()
    page.wait_for_url("**/terms.html#term-beta")
    page.go_back()
    expect(box).to_have_value("beta words")
    expect(seen(page, ".mt-item-name")).to_have_text(["Beta (second)"])
    expect(page.get_by_role("status")).to_have_text("1 of 4 terms")
    page.reload()
    expect(seen(page, ".mt-item-name")).to_have_text(["Beta (second)"])
    box.press("Escape")
    page.wait_for_url("**/list.html")
    expect(seen(page, ".mt-item-name")).to_have_count(4)


def test_the_filter_s_place_is_kept_so_that_nothing_jumps(site: Path, show: Show) -> None:
    def top_of_list(page: Page) -> float:
        top = page.locator(".mt-count").bounding_box()
        assert top is not None
        return top["y"]

    with_script = show(site / "list.html")
    with_script.get_by_label("Filter the terms").wait_for()
    filled = top_of_list(with_script)

    def block_our_script(page: Page) -> None:
        page.route("**/modelterms.js*", lambda route: route.abort())

    late = show(site / "list.html", before=block_our_script)
    assert abs(top_of_list(late) - filled) < 1


def test_without_script_the_list_is_whole_and_there_is_no_box(site: Path, show: Show) -> None:
    page = show(site / "list.html", java_script_enabled=False)
    expect(seen(page, ".mt-item-name")).to_have_count(4)
    expect(seen(page, "input[type=search]")).to_have_count(0)
    box = page.locator(".mt-filter").bounding_box()
    assert box is None


def test_a_comparison_takes_the_focus_only_if_it_is_too_wide(site: Path, show: Show) -> None:
    wide = show(site / "compare.html", width=1600)
    drawn(wide)
    assert wide.locator(".mt-scroll").get_attribute("tabindex") is None
    assert wide.locator(".mt-scroll").get_attribute("role") is None
    narrow = show(site / "compare.html", width=320)
    region = narrow.get_by_role("region", name="Alpha vs Beta vs Gamma vs Ähre")
    region.focus()
    narrow.keyboard.press("ArrowRight")
    narrow.wait_for_function("document.querySelector('.mt-scroll').scrollLeft > 0")
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_question_opens_by_keyboard_and_when_it_is_linked(site: Path, show: Show) -> None:
    page = show(site / "faq.html")
    expect(seen(page, ".mt-answer")).to_have_count(0)
    page.locator("summary").first.focus()
    page.keyboard.press("Enter")
    expect(seen(page, ".mt-answer")).to_have_text(["Because of this.¶"])
    linked = show(site / "faq.html", "term-faq-1-beta-1")
    linked.wait_for_function("document.querySelectorAll('.mt-question')[1].open")
    expect(linked.locator("#term-faq-1-beta-1")).to_be_visible()


def test_each_reader_sees_the_term_of_their_own_day(site: Path, show: Show) -> None:
    def on(days: int) -> str:
        moment = TODAY + datetime.timedelta(days=days)
        page = show(site / "day.html", before=lambda page: page.clock.set_fixed_time(moment))
        return str(seen(page, ".mt-day .mt-item-name").text_content())

    week = [on(day) for day in range(5)]
    assert len(set(week[:4])) == 4
    assert week[4] == week[0]
    assert on(-1) == week[0]  # a clock that is behind the build's
    unscripted = show(site / "day.html", java_script_enabled=False)
    expect(seen(unscripted, ".mt-day .mt-item-name")).to_have_text([week[0]])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_wider_than_the_window(
    site: Path, show: Show, name: str, width: int, scheme: str
) -> None:
    page = show(site / f"{name}.html", width=width, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
