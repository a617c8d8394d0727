"""The page of the report in a browser: valid, accessible, readable on a phone and in the dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.test_themes import messages, violations
from tests.conftest import AXE, VNU, Project
from tests.test_report_page import TERMS, A, B

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    Show = Callable[..., Page]


@pytest.fixture(scope="module")
def report_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a project with a finding of each kind, and with long names."""
    project = Project(tmp_path_factory.mktemp("report"))
    long = "Antidisestablishmentarianism" * 3
    index = "Home\n====\n\n.. toctree::\n   :glob:\n\n   *\n"
    terms = TERMS + f"\n    .. term:: {long}\n\n       x.\n\n    .. term:: عربي\n\n       x.\n"
    project.write({"index": index, "terms": terms, "a": A, "b": B})
    project.write({long: "Long\n====\n\nThis one is an old cache.\n"})
    project.conf |= {"modelterms_autolink": "page", "project": "Small"}
    return project.build("modelterms").outdir / "modelterms-report.html"


@pytest.mark.parametrize("width", [320, 360, 1200])
def test_page_needs_no_script_and_no_sideways_scrolling(
    report_page: Path, show: Show, width: int
) -> None:
    requests: list[str] = []
    complaints: list[str] = []

    def listen(page: Page) -> None:
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))

    page = show(report_page, width=width, before=listen, java_script_enabled=False)
    boxes = [box for box in (e.bounding_box() for e in page.query_selector_all("*")) if box]
    assert max(box["x"] + box["width"] for box in boxes) <= width + 0.5
    assert requests == [report_page.as_uri()]
    assert complaints == []
    assert page.locator("mark").first.is_visible()


def test_page_follows_the_reader_s_colors(report_page: Path, show: Show) -> None:
    def colors(scheme: str) -> list[str]:
        page = show(report_page, color_scheme=scheme)
        return [
            page.evaluate(f"getComputedStyle(document.body).{name}")
            for name in ("color", "backgroundColor")
        ]

    assert colors("light")[1] == "rgb(255, 255, 255)"
    assert colors("dark")[1] == "rgb(20, 23, 26)"
    assert colors("light")[0] != colors("dark")[0]


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is missing")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(report_page: Path, show: Show, scheme: str) -> None:
    assert violations(show(report_page, color_scheme=scheme)) == {}


@pytest.mark.skipif(not VNU.exists(), reason="the Nu HTML checker is missing")
def test_the_html_checker_finds_nothing(report_page: Path) -> None:
    (found,) = messages(report_page)
    # The checker doesn't compare the hash of the style sheet; Chromium does, and says nothing.
    assert {one for one in found if "violates Content Security Policy" not in one} == set()
