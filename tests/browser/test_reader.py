"""The reader's own choices, other directions of writing, and paper."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.test_contract import box, focus_by_keyboard, hover, link, opened
from tests.browser.waiting import becomes, drawn
from tests.conftest import READABILITY, Project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    Show = Callable[..., Page]
    Serve = Callable[[Path, str], Page]

PAGES = {
    "index": "Home\n====\n\n.. toctree::\n\n   terms\n   page\n   bare\n",
    "terms": """
        Terms
        =====

        .. term:: Token
           :level: beginner

           A piece of text.

        .. term:: Embedding

           A list of numbers.

           .. term-question:: Why?

              Because of what is said in quagga.
        """,
    "page": "Page\n====\n\nA :term:`Token` and an :term:`Embedding`.\n",
    "bare": "Bare\n====\n\nNothing.\n",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    made = Project(tmp_path_factory.mktemp("reader"))
    made.conf |= {"html_theme": "furo", "modelterms_reader_controls": True}
    made.write(PAGES)
    return made


@pytest.fixture(scope="module")
def site(project: Project) -> Path:
    return project.build().outdir


def described(page: Page) -> int:
    return page.locator("a.mt-ref[aria-describedby]").count()


def test_readers_switch_hover_cards_off_and_it_is_kept(site: Path, serve: Serve) -> None:
    page = serve(site, "page.html")
    group = page.get_by_role("group", name="Links to terms")
    box_ = group.get_by_label("Show hover cards")
    expect(box_).to_be_checked()
    assert described(page) == 2
    box_.focus()
    page.keyboard.press("Space")
    becomes(partial(described, page), 0)
    focus_by_keyboard(page, "Token")
    assert opened(page) == []
    page.reload()
    expect(page.get_by_label("Show hover cards")).not_to_be_checked()
    assert described(page) == 0
    assert page.context.cookies() == []
    page.get_by_label("Show hover cards").check()
    becomes(partial(described, page), 2)
    focus_by_keyboard(page, "Token")
    assert opened(page) == ["mt-tip-token"]


def test_readers_hide_the_underlines_of_automatic_links_only(site: Path, serve: Serve) -> None:
    page = serve(site, "page.html")
    # Stands for an automatic link: of those only the class matters here.
    link(page, "Embedding").evaluate("link => link.classList.add('mt-auto')")

    def underlined(text: str) -> str:
        drawn(page)
        style: str = link(page, text).evaluate("link => getComputedStyle(link).textDecorationLine")
        return style

    assert underlined("Token") == underlined("Embedding") == "underline"
    page.get_by_label("Underline automatic links").uncheck()
    page.mouse.move(1, 1)
    assert (underlined("Token"), underlined("Embedding")) == ("underline", "none")
    colour = "link => getComputedStyle(link).color"
    text_colour = page.locator("article p").first.evaluate(colour)
    becomes(lambda: link(page, "Embedding").evaluate(colour), text_colour)
    link(page, "Embedding").hover()
    assert underlined("Embedding") == "underline"


def test_the_switch_stands_only_where_it_does_something(site: Path, show: Show) -> None:
    expect(show(site / "page.html").get_by_role("checkbox")).to_have_count(2)
    bare = show(site / "bare.html")
    drawn(bare)
    expect(bare.get_by_role("checkbox")).to_have_count(0)
    assert "modelterms" not in (site / "bare.html").read_text(encoding="utf-8")
    unscripted = show(site / "page.html", java_script_enabled=False)
    place = unscripted.locator(".mt-reader").bounding_box()
    assert place is None or place["height"] == 0


def test_from_right_to_left_a_card_begins_at_the_right(site: Path, show: Show) -> None:
    page = show(site / "page.html", timed=False)
    page.evaluate("document.documentElement.dir = 'rtl'")
    hover(page, "Token")
    card, to = box(page.locator(".mt-tip:visible")), box(link(page, "Token"))
    assert card["right"] == pytest.approx(to["right"], abs=1)
    assert page.locator(".mt-tip:visible").evaluate("c => getComputedStyle(c).direction") == "rtl"


def test_paper_has_the_answers_but_no_hover_cards(site: Path, show: Show) -> None:
    page = show(site / "terms.html")
    page.emulate_media(media="print")
    becomes(lambda: page.get_by_text("quagga").evaluate("text => text.checkVisibility()"), True)
    answer = page.locator(".mt-answer").last.bounding_box()
    assert answer is not None
    assert answer["height"] > 10
    printed = show(site / "page.html", timed=False)
    hover(printed, "Token")
    printed.emulate_media(media="print")
    assert opened(printed) == []
    expect(printed.locator(".mt-reader")).to_be_hidden()


def reader_text(page: Page) -> str:
    """The article that the reader mode of Firefox shows of the page."""
    page.evaluate(
        READABILITY.read_text(encoding="utf-8") + "; window.Readability = Readability; 0"
    )
    text: str = page.evaluate(
        "() => new Readability(document.cloneNode(true), {charThreshold: 0}).parse().textContent"
    )
    return text


@pytest.mark.skipif(not READABILITY.exists(), reason="npm has not installed Readability")
@pytest.mark.parametrize("theme", ["furo", "alabaster", "sphinx_rtd_theme"])
@pytest.mark.parametrize("before", [False, True], ids=["closed", "opened"])
def test_reader_modes_leave_hover_cards_out(
    tmp_path: Path, show: Show, theme: str, before: bool
) -> None:
    project = Project(tmp_path)
    project.write(
        PAGES | {"page": PAGES["page"] + "\nThe page goes on, and has more text.\n" * 30}
    )
    site = project.build(html_theme=theme).outdir
    page = show(site / "page.html", timed=False)
    if before:
        hover(page, "Token")
        assert opened(page)
    text = reader_text(page)
    assert "The page goes on" in text
    assert "Embedding" in text
    assert "A piece of text" not in text
    assert "A list of numbers" not in text
    # With another element, they would be part of the article.
    page.evaluate("for (const a of document.querySelectorAll('aside')) a.outerHTML = a.innerHTML")
    assert "A list of numbers" in reader_text(page)
