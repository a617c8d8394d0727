"""A headless Chromium for tests of what readers see and do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from tests.conftest import BROWSER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import Any

    from playwright.sync_api import Browser, Page

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


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser, once a test process."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def show(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a file, or a part of it; keyword arguments describe the reader's browser."""
    contexts = []

    def open_file(
        path: Path, fragment: str = "", width: int = 1280, before: Any = None, **reader: Any
    ) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": 900}, **reader)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
        if before:
            before(page)
        page.goto(path.as_uri() + (f"#{fragment}" if fragment else ""))
        return page

    yield open_file
    for context in contexts:
        context.close()
