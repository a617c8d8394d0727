"""Scripts of others change what describes a link; hover cards go on as before."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.browser.test_contract import PAGES, focus_by_keyboard, hover, link, opened
from tests.browser.waiting import becomes
from tests.conftest import Project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    Show = Callable[..., Page]

ALIKE = {
    "index": "Home\n====\n\n.. toctree::\n\n   terms\n   more\n   page\n",
    "terms": "Terms\n=====\n\n.. term:: One\n   :id: x\n\n   First.\n",
    "more": "More\n====\n\n.. term:: Two\n   :id: term-x\n\n   Second.\n",
    "page": "Page\n====\n\n:term:`One` and :term:`Two`.\n",
}
"""Two terms whose hover cards would have one id."""

CHANGES = {
    "an id after ours": "a.setAttribute('aria-describedby', ours + ' tippy-1')",
    "an id before ours": "a.setAttribute('aria-describedby', 'tippy-1 ' + ours)",
    "odd spaces": "a.setAttribute('aria-describedby', ' tippy-1\\n\\t' + ours + '  ')",
    "only an id of theirs": "a.setAttribute('aria-describedby', 'tippy-1')",
    "an id of nothing": "a.setAttribute('aria-describedby', 'gone ' + ours)",
    "an empty list": "a.setAttribute('aria-describedby', '')",
    "no list": "a.removeAttribute('aria-describedby')",
    "details of theirs": "a.setAttribute('aria-details', 'tippy-1')",
    "ours as details": "a.removeAttribute('aria-describedby'); a.setAttribute('aria-details', ours)",
}


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One site with cards of the usual ids, and one where they are alike."""
    built = {}
    for name, pages in (("usual", PAGES), ("alike", ALIKE)):
        project = Project(tmp_path_factory.mktemp(name))
        project.conf["modelterms_reader_controls"] = True
        project.write(pages)
        built[name] = project.build().outdir
    return built


@pytest.fixture
def at(show: Show) -> Show:
    """Opens a page on which time passes when the test says so."""
    return partial(show, timed=False)


def change(page: Page, text: str, script: str) -> str:
    """Change a link as another script does; the id of its hover card."""
    return str(
        link(page, text).first.evaluate(
            f"""(a) => {{
                const theirs = document.createElement("div");
                theirs.id = "tippy-1";
                theirs.textContent = "Theirs";
                document.body.append(theirs);
                const ours = a.getAttribute("aria-describedby");
                {script};
                return ours.replace(/-text$/, "");
            }}"""
        )
    )


@pytest.mark.parametrize("script", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize(("site", "text"), [("usual", "Token"), ("alike", "Two")])
def test_cards_open_and_escape_closes_them(
    sites: dict[str, Path], at: Show, site: str, text: str, script: str
) -> None:
    page = at(sites[site] / "page.html")
    ours = change(page, text, script)
    assert ours.startswith("mt-tip-")
    focus_by_keyboard(page, text)
    assert opened(page) == [ours]
    page.keyboard.press("Escape")
    assert opened(page) == []
    if link(page, text).count() == 1:
        page.mouse.move(0, 0)
        hover(page, text)
        assert opened(page) == [ours]


def test_a_change_while_a_card_is_open_does_not_matter(sites: dict[str, Path], at: Show) -> None:
    page = at(sites["usual"] / "page.html")
    focus_by_keyboard(page, "Token")
    before = opened(page)
    change(page, "Token", CHANGES["no list"])
    assert opened(page) == before
    page.keyboard.press("Escape")
    assert opened(page) == []


def test_a_description_of_another_script_does_not_open_its_tooltip(
    sites: dict[str, Path], at: Show
) -> None:
    page = at(sites["usual"] / "page.html")
    script = "a.setAttribute('aria-describedby', 'tippy-1'); a.setAttribute('href', '#nowhere')"
    change(page, "Token", script)
    focus_by_keyboard(page, "Token")
    assert opened(page) == []


def describes(page: Page, text: str, ids: str | None) -> None:
    """Assert by what a link is described."""
    becomes(lambda: link(page, text).get_attribute("aria-describedby"), ids)


def test_the_reader_s_switch_leaves_their_ids_alone(sites: dict[str, Path], at: Show) -> None:
    page = at(sites["alike"] / "page.html")
    ours = change(page, "Two", CHANGES["an id before ours"])
    switch = page.get_by_label("Show hover cards")
    switch.uncheck()
    describes(page, "Two", "tippy-1")
    describes(page, "One", None)
    link(page, "Two").evaluate("a => a.setAttribute('aria-describedby', 'tippy-1 tippy-2')")
    switch.check()
    describes(page, "Two", f"tippy-1 tippy-2 {ours}-text")
    switch.uncheck()
    switch.check()
    describes(page, "Two", f"tippy-1 tippy-2 {ours}-text")
