"""What hover cards add to the loading of a page, in counts that no other program disturbs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.browser.test_contract import hover, opened
from tests.browser.waiting import becomes
from tests.conftest import Project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

    Show = Callable[..., Page]

CARDS = 300
NODES = 6 * CARDS + 20
"""DOM nodes that hover cards may add: three elements, two texts and a line break each."""
LISTENERS = 11
"""Listeners that hover cards may add, however many there are."""
STYLED = 20
"""Elements whose style may be computed in addition."""

ENTRIES = "\n".join(f"   Term {number}\n      It is one of many.\n" for number in range(CARDS))
PAGES = {
    "index": "Home\n====\n\n.. toctree::\n\n   terms\n   page\n",
    "terms": f"Terms\n=====\n\n.. glossary::\n\n{ENTRIES}",
    "page": "Page\n====\n\n" + " ".join(f":term:`Term {number}`" for number in range(CARDS)),
}


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The page without the extension, and with it."""
    project = Project(tmp_path_factory.mktemp("loading"))
    project.write(PAGES)
    plain = {"extensions": [], "builddir": project.builddir / "plain"}
    project.conf["html_theme"] = "basic"
    return [project.build(**plain).outdir, project.build().outdir]


def least_counts(browser: Browser, path: Path) -> dict[str, int]:
    """Return the least of each count in three loads: a busy machine adds to some of them."""
    loads = []
    for _ in range(3):
        context = browser.new_context()
        loads.append(counts(browser, context.new_page(), path))
        context.close()
    return {name: min(load[name] for load in loads) for name in loads[0]}


def counts(browser: Browser, page: Page, path: Path) -> dict[str, int]:
    """Load a page; count its nodes, listeners and the elements whose style was computed."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    page.goto("about:blank")
    browser.start_tracing(page=page, categories=["-*", "devtools.timeline"])
    page.goto(path.as_uri())
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")
    events = json.loads(browser.stop_tracing())["traceEvents"]
    styled = [e["args"]["elementCount"] for e in events if "elementCount" in e.get("args", {})]
    session.send("HeapProfiler.collectGarbage")  # nodes of the page before
    metrics = session.send("Performance.getMetrics")["metrics"]
    found = {one["name"]: int(one["value"]) for one in metrics}
    return {
        "nodes": found["Nodes"],
        "listeners": found["JSEventListeners"],
        "styled": sum(styled),
    }


def test_loading_costs_little_more_than_without_hover_cards(
    chromium: Browser, sites: list[Path]
) -> None:
    plain, cards = (least_counts(chromium, site / "page.html") for site in sites)
    assert plain["styled"] > CARDS
    assert cards["nodes"] - plain["nodes"] <= NODES
    assert cards["listeners"] - plain["listeners"] <= LISTENERS
    assert cards["styled"] - plain["styled"] <= STYLED


def test_the_page_does_not_wait_for_the_script(sites: list[Path], chromium: Browser) -> None:
    page = chromium.new_page()
    held: list[Route] = []
    page.route("**/modelterms-hover.js*", lambda route: held.append(route))
    page.goto((sites[1] / "page.html").as_uri(), wait_until="domcontentloaded")
    assert page.locator("a.mt-ref").count() == CARDS
    becomes(lambda: len(held), 1, pause=lambda seconds: page.wait_for_timeout(seconds * 1000))
    held[0].continue_()
    page.wait_for_load_state()
    page.locator("a.mt-ref").first.hover()
    page.locator(".mt-tip:visible").wait_for()
    page.close()


def test_a_script_of_the_project_can_open_a_card(sites: list[Path], show: Show) -> None:
    page = show(sites[1] / "page.html", timed=False)
    page.evaluate("document.querySelectorAll('.mt-tip')[7].showPopover()")
    assert len(opened(page)) == 1
    page.evaluate("document.querySelectorAll('.mt-tip')[7].hidePopover()")
    assert opened(page) == []
    hover(page, "Term 7")
    assert len(opened(page)) == 1
