"""Loads of a page in Chromium: what hover cards cost the reader's processor.

The figures are time of the page's main thread, by its own clock: other programs disturb it less
than the time until an event. Everything is four times slower than this machine, as on a phone.
"""

from __future__ import annotations

import importlib.util
import shutil
import statistics
from typing import TYPE_CHECKING

from benchmarks import columns
from benchmarks.columns import Table
from benchmarks.report import Measurement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from playwright.sync_api import Browser

    from benchmarks.projects import Project
    from benchmarks.report import Report

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
SLOWER = 4
LOADS_PER_ROUND = 3
SETTLED = 500
"""Milliseconds after the load in which the page comes to rest."""

COUNTS = {"nodes": "Nodes", "listeners": "JSEventListeners"}
"""Counts in the report, and what Chromium calls them."""

LOADED = "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"

FOCUS = """() => {
  const start = performance.now();
  document.querySelector('a.reference.internal:has(.std-term)').focus({focusVisible: true});
  document.body.getBoundingClientRect();
  return performance.now() - start;
}"""
"""The first hover card by keyboard, to the end of the layout."""


def missing() -> str:
    """Return what is not installed of what is needed; ``""`` if nothing is missing."""
    if importlib.util.find_spec("playwright") is None:
        return "playwright"
    return "" if any(map(shutil.which, PROGRAMS)) else "Chromium"


def loads(
    projects: Sequence[Project], rounds: int, tell: Callable[[str], None]
) -> dict[str, Measurement]:
    """Load the first page of each of the built projects in turn, some times a round.

    Times of the main thread are in ``user`` and times until ``DOMContentLoaded`` in ``wall``.
    """
    found = {one.variant.key: Measurement(one.variant.title) for one in projects}
    if absent := missing():
        for measurement in found.values():
            measurement.failed = f"{absent} is not installed"
        return found
    from playwright.sync_api import sync_playwright

    program = next(filter(None, map(shutil.which, PROGRAMS)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for number in range(rounds * LOADS_PER_ROUND):
            for one in projects if number % 2 == 0 else reversed(projects):
                page = one.build / "html" / f"{one.pages[0].docname}.html"
                _load(browser, page.as_uri(), found[one.variant.key])
            tell(f"browser, load {number + 1}")
        browser.close()
    return found


def _load(browser: Browser, address: str, measurement: Measurement) -> None:
    """Load a page once, and focus its first link to a term."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def metrics() -> dict[str, float]:
        answer = session.send("Performance.getMetrics")
        return {one["name"]: one["value"] for one in answer["metrics"]}

    page.goto("about:blank")
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    before = metrics()
    page.goto(address)
    page.wait_for_timeout(SETTLED)
    after = metrics()
    measurement.user.append(round(after["TaskDuration"] - before["TaskDuration"], 4))
    measurement.wall.append(round(page.evaluate(LOADED) / 1000, 4))
    measurement.own.append(round(page.evaluate(FOCUS) / 1000, 4))
    measurement.counts |= {key: int(after[name]) for key, name in COUNTS.items()}
    page.close()


def tables(report: Report) -> Iterator[Table]:
    """The table of these loads."""
    found = report.case("browser")
    plain = found["plain"]
    size = report.sizes["browser"]

    def milliseconds(times: Sequence[float]) -> str:
        return f"{statistics.median(times) * 1000:.0f} ms"

    yield Table(
        "browser",
        f"Loads of a page with {size['mentions']} mentions, processor {SLOWER} times slower",
        found,
        {
            "main thread": lambda key, one: milliseconds(one.user),
            "main thread ÷ plain Sphinx": lambda key, one: columns.ratio(
                one.seconds / plain.seconds
            ),
            "DOMContentLoaded": lambda key, one: milliseconds(one.wall),
            "first focus": lambda key, one: milliseconds(one.own),
            "DOM nodes": lambda key, one: str(one.counts["nodes"]),
            "listeners": lambda key, one: str(one.counts["listeners"]),
        },
    )
