"""A headless Chromium for tests of what readers see and do."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.waiting import PATIENCE
from tests.conftest import BROWSER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from playwright.sync_api import Browser, Error, Page, Route

HERE = Path(__file__).parent

NO_JQUERY = re.compile(r"^(\$|jQuery) is not defined")

# Without a sandbox, as root in a container has none; nothing but our own files is opened.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


expect.set_options(timeout=PATIENCE * 1000)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let a test in a browser run once more if it fails; the summary names it loudly.

    Browsers are other people's programs with processes, timers and drivers of their own, which
    now and then fail on a busy machine. A fault of ours fails twice. No other tests are run again:
    those have nothing outside that could be to blame.
    """
    if config.pluginmanager.hasplugin("rerunfailures"):
        for item in items:
            if item.path.parent == HERE:
                item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser, once a test process."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=FLAGS)
        yield browser
        browser.close()


POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)
"""The strictest policy that a page with a script and a stylesheet can have."""

NOTE_REFUSED = """
    window.refused = [];
    addEventListener("securitypolicyviolation", (event) => {
        refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
    });
"""


@pytest.fixture
def serve(chromium: Browser) -> Iterator[Callable[[Path, str], Page]]:
    """Opens a page of a site as a server with a strict policy would send it; ``refused`` on the
    page holds what was refused."""
    contexts = []

    def open_page(site: Path, name: str) -> Page:
        context = chromium.new_context()
        contexts.append(context)
        page = context.new_page()
        page.add_init_script(NOTE_REFUSED)

        def answer(route: Route) -> None:
            path = site / urlsplit(route.request.url).path.lstrip("/")
            if path.is_file():
                route.fulfill(path=path, headers={"Content-Security-Policy": POLICY})
            else:
                route.fulfill(status=404)

        page.route("https://docs.test/**", answer)
        page.goto(f"https://docs.test/{name}")
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def show(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a file, or a part of it; keyword arguments describe the reader's browser.

    Unless it is *timed*, time passes there when the test says so. Errors in scripts fail the test,
    but for those of a theme that misses jQuery on every page.
    """
    contexts = []

    def fail(error: Error) -> None:
        if not NO_JQUERY.search(str(error)):
            pytest.fail(f"script error: {error}")

    def open_file(
        path: Path,
        fragment: str = "",
        width: int = 1280,
        before: Any = None,
        timed: bool = True,
        **reader: Any,
    ) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": 900}, **reader)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", fail)
        if not timed:
            page.clock.install(time=0)
        if before:
            before(page)
        page.goto(path.as_uri() + (f"#{fragment}" if fragment else ""))
        if not timed:
            page.clock.pause_at(60_000)
        return page

    yield open_file
    for context in contexts:
        context.close()
