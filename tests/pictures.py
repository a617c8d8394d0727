"""Makes the pictures of the manual and of the README from the built site, in Chromium.

python noxfile.py docs
python noxfile.py pictures
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page

REPOSITORY = Path(__file__).parents[1]
SITE = REPOSITORY / "build" / "site"
FOLDER = REPOSITORY / "example_docs" / "pictures"

DENSITY = 1.5
"""Pixels of a picture for each pixel of CSS."""

MARGIN = 16
"""Pixels of CSS around what is shown."""


class Picture(NamedTuple):
    """A picture of a part of a page."""

    page: str
    top: str
    """Selector of the first element."""
    bottom: str
    """Selector of the last element; the picture ends below it."""
    hover: str = ""
    """Selector of a link that the pointer rests on."""
    open: str = ""
    """Selector of a question that is open."""
    width: int = 1100
    """Width of the window, in pixels of CSS."""
    theme: str = "light"


ARTICLE = "ai-glossary/articles/how-a-chat-model-is-made.html"
CARD = "ai-glossary/glossary/agents-and-tools.html"
QUESTION = "#term-prompt-engineering details >> nth=0"
LAST_QUESTION = "#term-prompt-engineering details >> nth=3"

HOVER_CARD = Picture(
    ARTICLE,
    top="h2 >> nth=0",
    bottom=".mt-tip:visible",
    hover='a.mt-ref[href*="term-transformer"] >> nth=0',
)
TERM_CARD = Picture(CARD, top="#term-prompt-engineering", bottom=LAST_QUESTION, open=QUESTION)
TERM_PAGE = Picture(
    "ai-glossary/glossary/training.html",
    top="#term-synthetic-data",
    bottom="#term-synthetic-data .mt-related",
)
COMPARISON = Picture(
    "ai-glossary/comparisons.html", top=".mt-compare >> nth=0", bottom=".mt-advice >> nth=0"
)

PICTURES = {
    "hover-card": HOVER_CARD,
    "hover-card-dark": HOVER_CARD._replace(theme="dark"),
    "term-card": TERM_CARD,
    "term-card-dark": TERM_CARD._replace(theme="dark"),
    "term-page": TERM_PAGE,
    "term-page-dark": TERM_PAGE._replace(theme="dark"),
    "comparison": COMPARISON,
    "comparison-dark": COMPARISON._replace(theme="dark"),
}
"""Pictures by their names; ``build.svg`` is drawn by hand, and ``build.png`` is made from it."""

DRAWINGS = {"build": (960, 390)}
"""Widths and heights of drawings in SVG that formats without SVG need as pictures."""


def make_pictures(browser: Browser, folder: Path) -> Iterator[Path]:
    """Make all pictures and yield their paths.

    :param folder: the folder for the pictures; that of the manual, except in tests
    """
    for name, picture in PICTURES.items():
        page = _open(browser, SITE / picture.page, picture.width, picture.theme)
        yield _take(page, picture, folder / f"{name}.png")
    for name, (width, height) in DRAWINGS.items():
        page = _open(browser, FOLDER / f"{name}.svg", width, "light")
        path = folder / f"{name}.png"
        clip = {"x": 0, "y": 0, "width": width, "height": height}
        page.screenshot(path=path, clip=clip)  # type: ignore[arg-type]
        yield path


def _open(browser: Browser, path: Path, width: int, theme: str) -> Page:
    scheme = "dark" if theme == "dark" else "light"
    context = browser.new_context(
        viewport={"width": width, "height": 2400},
        device_scale_factor=DENSITY,
        color_scheme=scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(path.as_uri())
    return page


def _take(page: Page, picture: Picture, path: Path) -> Path:
    if picture.open:
        page.locator(picture.open).locator("summary").click()
    top = page.locator(picture.top).first
    top.evaluate(f"element => scrollBy(0, element.getBoundingClientRect().top - {2 * MARGIN})")
    if picture.hover:
        page.locator(picture.hover).first.hover()
        page.locator(picture.bottom).first.wait_for(state="visible")
    first, last = _box(top), _box(page.locator(picture.bottom).first)
    article = _box(page.locator("article").first)
    clip = {
        "x": article["x"] - MARGIN,
        "y": first["y"] - MARGIN,
        "width": article["width"] + 2 * MARGIN,
        "height": last["y"] + last["height"] - first["y"] + 1.5 * MARGIN,
    }
    page.screenshot(path=path, clip=clip)  # type: ignore[arg-type]
    return path


def _box(locator: Locator) -> dict[str, float]:
    """Place of an element in the window, in pixels of CSS."""
    box = locator.bounding_box()
    assert box is not None, f"{locator} is not on the page"
    return dict(box)  # type: ignore[arg-type]


def main() -> None:
    """Make the pictures in the folder of the manual."""
    from playwright.sync_api import sync_playwright

    from tests.browser.conftest import FLAGS
    from tests.conftest import BROWSER

    if not SITE.exists() or BROWSER is None:
        sys.exit("Build the site first (python noxfile.py docs), and install Chromium.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=FLAGS)
        for path in make_pictures(browser, FOLDER):
            print(path.relative_to(REPOSITORY))
        browser.close()


if __name__ == "__main__":
    main()
