"""Quizzes as readers use them: by keyboard, on a phone, in print, without the script or storage.

Each day takes one of the themes of the picture test; ``python noxfile.py look`` takes all.
"""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.browser.stress_site import site_in_theme, themes_of_today
from tests.browser.test_look import FIXED, NARROW, WIDE, opened
from tests.conftest import AXE, VNU
from tests.test_term_quiz import QUIZ, TERMS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    Show = Callable[..., Page]
    Serve = Callable[[Path, str], Page]

STORED = "Object.entries(localStorage)"

FIELDS = ".mt-quiz fieldset"

BOX = """
    .. term-box::

    An :term:`oven` and a :term:`kettle` are used on this page.
    """

PAGES = {
    "index": "Home\n====\n\n.. toctree::\n\n   terms\n   deep/quiz\n",
    "terms": f"    Terms\n    =====\n{TERMS.replace('Tools', 'Nature')}",
    "deep/quiz": QUIZ + BOX,
}
WITH_QUIZZES = ("deep/quiz.html", "terms.html")
"""A page with the directive, and one with quizzes on cards."""


@pytest.fixture(scope="module", params=themes_of_today())
def themed(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path]:
    """A theme and a site with quizzes in it."""
    theme: str = request.param
    return theme, site_in_theme(theme, tmp_path_factory.mktemp(theme), PAGES)


@pytest.fixture(scope="module")
def site(themed: tuple[str, Path]) -> Path:
    return themed[1]


def answer(page: Page, number: int, right: bool) -> None:
    field = page.locator(FIELDS).nth(number)
    solution = int(field.get_attribute("data-mt-solution") or "0")
    field.locator("input").nth(solution if right else (solution + 1) % 2).check()
    field.get_by_role("button", name="Check").click()


def test_a_question_is_answered_by_keyboard_alone(site: Path, show: Show) -> None:
    page = show(site / "deep/quiz.html")
    field = page.locator(FIELDS).first
    field.locator("input").first.focus()
    page.keyboard.press("ArrowDown")
    assert field.locator("input").nth(1).is_checked()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Check"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert field.get_by_role("status").text_content() in {"Right.", "Not right."}
    assert field.locator("details").get_attribute("open") is not None
    assert page.url.endswith("deep/quiz.html")


def test_enter_on_a_choice_sends_nothing(site: Path, show: Show) -> None:
    page = show(site / "deep/quiz.html")
    page.locator(f"{FIELDS} input").first.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("deep/quiz.html")


def test_right_and_wrong_are_said_in_words_and_signs(site: Path, show: Show) -> None:
    page = show(site / "deep/quiz.html")
    answer(page, 0, right=True)
    answer(page, 1, right=False)
    first, second = page.locator(FIELDS).nth(0), page.locator(FIELDS).nth(1)
    assert first.get_by_role("status").text_content() == "Right."
    assert first.locator(".mt-mark").all_text_contents() == ["✓"]
    assert second.get_by_role("status").text_content() == "Not right."
    assert sorted(second.locator(".mt-mark").all_text_contents()) == ["✓", "✗"]
    assert "1 of 2 right" in (page.locator(".mt-score").first.text_content() or "")


def test_without_a_choice_nothing_is_counted(site: Path, show: Show) -> None:
    page = show(site / "deep/quiz.html")
    field = page.locator(FIELDS).first
    field.get_by_role("button", name="Check").click()
    assert field.get_by_role("status").text_content() == "Choose an answer first."
    assert not field.locator("details").is_visible()
    assert page.evaluate(STORED) == []


def test_answers_are_kept_under_the_address_of_the_site_and_can_be_cleared(
    site: Path, serve: Serve
) -> None:
    page = serve(site, "deep/quiz.html")
    answer(page, 0, right=True)
    ((key, _),) = page.evaluate(STORED)
    assert key == "modelterms-quiz /"
    page.reload()
    assert page.locator(FIELDS).first.get_by_role("status").text_content() == "Right."
    assert page.locator(FIELDS).first.locator("input").first.is_disabled()
    page.get_by_role("button", name="Clear my answers").first.click()
    assert page.evaluate(STORED) == []
    assert page.locator(FIELDS).first.locator("input").first.is_enabled()
    assert page.locator(".mt-score:visible").count() == 0
    assert page.evaluate("document.activeElement.type") == "radio"


@pytest.mark.parametrize("kept", ["nonsense", "7", "null", '"x"', '{"x": {}}', "[]", "[[1]]"])
def test_a_damaged_store_does_no_harm(site: Path, serve: Serve, kept: str) -> None:
    page = serve(site, "deep/quiz.html")
    page.evaluate("kept => localStorage.setItem('modelterms-quiz /', kept)", kept)
    page.reload()
    answer(page, 0, right=True)
    field = page.locator(FIELDS).first
    assert field.get_by_role("status").text_content() == "Right."
    ((_, stored),) = page.evaluate(STORED)
    assert json.loads(stored)[field.get_attribute("data-mt-key")]


def test_the_quiz_works_where_the_browser_refuses_its_storage(site: Path, serve: Serve) -> None:
    page = serve(site, "deep/quiz.html")
    page.add_init_script(
        """Object.defineProperty(window, "localStorage", {
            get() { throw new DOMException("no", "SecurityError"); } })"""
    )
    page.reload()
    answer(page, 0, right=True)
    assert page.locator(FIELDS).first.get_by_role("status").text_content() == "Right."


def test_without_script_the_answers_are_folded(site: Path, show: Show) -> None:
    page = show(site / "deep/quiz.html", java_script_enabled=False)
    details = page.locator(FIELDS).first.locator("details")
    assert details.is_visible()
    assert page.get_by_role("button", name="Check").count() == 0
    assert not details.locator("p").first.is_visible()
    details.locator("summary").click()
    assert details.locator("p").first.is_visible()


@pytest.mark.parametrize("name", WITH_QUIZZES)
@pytest.mark.parametrize("width", [320, NARROW, WIDE])  # 320: 1280 at a zoom of 400 %
def test_the_quiz_fits_on_the_page(
    themed: tuple[str, Path], show: Show, width: int, name: str
) -> None:
    theme, site = themed
    if theme in FIXED and width <= NARROW:
        pytest.skip("the theme has a least width")
    page = show(site / name, width=width)
    answer(page, 0, right=False)
    for quiz in page.locator(".mt-quiz:has(form)").all():
        # Alabaster is never narrower.
        around = quiz.bounding_box()
        assert around
        assert around["width"] <= max(width, 360)
        for box in quiz.locator("label, legend, button, details, .mt-mark").all():
            if place := box.bounding_box():
                assert place["x"] >= around["x"] - 1
                assert place["x"] + place["width"] <= around["x"] + around["width"] + 1


def test_a_screen_reader_hears_question_choices_and_result(site: Path, show: Show) -> None:
    page = show(site / "deep/quiz.html")
    group = page.get_by_role("group", name="Which term is defined here? _____ boils water")
    assert group.count() == 1
    assert group.get_by_role("radio").count() == 4
    assert group.get_by_role("radio", name="Kettle").count() == 1


@pytest.mark.parametrize("name", WITH_QUIZZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.skipif(not AXE.exists(), reason="axe-core is missing")
def test_axe_finds_nothing_in_quizzes_and_boxes(
    site: Path, show: Show, scheme: str, name: str
) -> None:
    page = opened(show(site / name, color_scheme=scheme), scheme)
    assert page.locator(f"{FIELDS} .mt-mark").count() > 2
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(VIOLATIONS)
    nodes = [(rule["id"], node["html"]) for rule in found for node in rule["nodes"]]
    # The colours of links and code are the theme's.
    assert [
        node for node in nodes if not node[1].startswith(("<a ", "<code", "<span class="))
    ] == []


VIOLATIONS = "axe.run({include: [['.mt-quiz'], ['.mt-box']]}).then((result) => result.violations)"


@pytest.mark.skipif(not VNU.exists(), reason="the Nu HTML checker is missing")
def test_the_html_checker_finds_nothing(site: Path) -> None:
    command = ["java", "-Xss4m", "-jar", str(VNU), "--format", "json", "--exit-zero-always"]
    pages = [str(site / name) for name in WITH_QUIZZES]
    done = subprocess.run([*command, *pages], capture_output=True, check=True)
    messages = json.loads(done.stderr.decode("utf-8"))["messages"]
    ours = [m for m in messages if "mt-" in m.get("extract", "") and m["type"] == "error"]
    assert ours == []


def test_on_paper_no_question_is_cut_and_buttons_are_left_out(site: Path, show: Show) -> None:
    page = show(site / "deep/quiz.html")
    page.emulate_media(media="print")
    assert not page.get_by_role("button", name="Check").first.is_visible()
    inside = "getComputedStyle(document.querySelector('.mt-quiz fieldset')).breakInside"
    assert page.evaluate(inside) == "avoid"


def test_a_strict_policy_refuses_nothing_of_a_quiz(site: Path, serve: Serve) -> None:
    page = serve(site, "deep/quiz.html")
    answer(page, 0, right=True)
    assert not [text for text in page.evaluate("refused") if "mt-" in text or "modelterms" in text]
