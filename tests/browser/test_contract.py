"""Promises of a hover card to its reader: twelve points, twelve tests."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.waiting import becomes, drawn
from tests.conftest import Project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    Show = Callable[..., Page]
    Serve = Callable[[Path, str], Page]

TERMS = """
    Terms
    =====

    .. term:: Token
       :abbr: TK
       :category: Inference
       :level: beginner

       A piece of text that a model reads, *shown* to nobody <b>as</b> it is.

    .. term:: Embedding

       A list of numbers that stands for a text.

    .. term:: Extraordinarily Long-Winded Name of a Term

       What is wrapped over two lines.
    """

FILLER = "Much is said here, for the page has to be long enough to be scrolled. " * 12

PAGE = f"""
    Page
    ====

    A :term:`Token`, the :term:`Embedding`, and again :term:`TK`.
    Beside it stands the :term:`Extraordinarily Long-Winded Name of a Term`, and more text.

    {FILLER}

    {FILLER}

    {FILLER}

    {FILLER}

    At the end :term:`embedding` again.
    """

PAGES = {
    "index": "Home\n====\n\n.. toctree::\n\n   terms\n   page\n   again\n",
    "terms": TERMS,
    "page": PAGE,
    "again": "Again\n=====\n\n:term:`Token` and :term:`token`.\n",
}

EDGE = 6
SOON = 150
"""Milliseconds after which what happens at once has happened."""
LATER = 700
"""Milliseconds after which a card has opened or closed."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    made = Project(tmp_path_factory.mktemp("hover"))
    made.write(PAGES)
    return made


@pytest.fixture(scope="module")
def site(project: Project) -> Path:
    built = project.build(html_theme="furo")
    assert built.warnings == []
    return built.outdir


@pytest.fixture
def at(show: Show) -> Show:
    """Opens a page on which time passes when the test says so."""
    return partial(show, timed=False)


def link(page: Page, text: str) -> Locator:
    return page.locator("a.mt-ref", has_text=re.compile(f"^{text}$"))


def opened(page: Page) -> list[str]:
    """The ids of the cards that are seen once the page is drawn."""
    drawn(page)
    seen = page.locator(".mt-tip:visible").all()
    return [str(card.get_attribute("id")) for card in seen]


def hover(page: Page, text: str, wait: int = LATER) -> None:
    link(page, text).hover()
    page.clock.run_for(wait)


def box(place: Locator) -> dict[str, float]:
    found = place.bounding_box()
    assert found is not None
    return dict(found) | {
        "right": found["x"] + found["width"],
        "end": found["y"] + found["height"],
    }


def focus_by_keyboard(page: Page, text: str) -> None:
    """Tab to a link, as only keys make the focus visible."""
    page.locator("h1").click()
    for _ in range(40):
        page.keyboard.press("Tab")
        if link(page, text).evaluate("link => link === document.activeElement"):
            return
    raise AssertionError(f"{text} is not reached by keyboard")


def test_01_the_link_alone_is_the_whole_feature(site: Path, at: Show) -> None:
    page = at(site / "page.html", java_script_enabled=False)
    assert opened(page) == []
    link(page, "Token").hover()
    assert opened(page) == []
    link(page, "Token").click()
    page.wait_for_url("**/terms.html#term-token")


def test_02_a_card_holds_short_text_and_nothing_to_focus(site: Path, at: Show) -> None:
    page = at(site / "page.html")
    hover(page, "Token")
    card = page.locator("#mt-tip-token")
    expect(card).to_be_visible()
    lines = card.inner_text().splitlines()
    assert lines[:2] == ["Token (TK)", "Inference · beginner"]
    assert lines[-1] == "A piece of text that a model reads, shown to nobody <b>as</b> it is."
    assert card.locator("a, button, input, select, textarea, summary, [tabindex]").count() == 0
    for each in page.locator(".mt-tip").all():
        assert len(each.inner_text()) <= 260
    scrolls = card.evaluate(
        "card => ['auto', 'scroll'].includes(getComputedStyle(card).overflowY)"
    )
    assert not scrolls


def test_03_the_first_link_is_described_by_its_card(site: Path, at: Show) -> None:
    page = at(site / "page.html")
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    links = [
        (node["name"]["value"], node.get("description", {}).get("value", ""))
        for node in nodes
        if node.get("role", {}).get("value") == "link"
    ]
    told = {name: text for name, text in links if text}
    assert set(told) == {"Token", "Embedding", "Extraordinarily Long-Winded Name of a Term"}
    assert told["Token"].startswith("A piece of text that a model reads")
    assert ("TK", "") in links
    roles = [n["role"]["value"] for n in nodes if n.get("role", {}).get("value") == "tooltip"]
    assert roles == []  # closed cards are read through their links only


def test_04_it_opens_on_hover_and_on_focus_but_never_on_touch(site: Path, at: Show) -> None:
    page = at(site / "page.html")
    hover(page, "Token", SOON)
    assert opened(page) == []
    page.clock.run_for(LATER - SOON)
    assert opened(page) == ["mt-tip-token"]
    page.mouse.move(1, 1)
    page.clock.run_for(LATER)
    focus_by_keyboard(page, "Embedding")
    assert opened(page) == ["mt-tip-embedding"]
    page.keyboard.press("Tab")
    assert opened(page) == ["mt-tip-token"]
    passing = at(site / "page.html")
    hover(passing, "Token", SOON)
    passing.mouse.move(1, 1)
    passing.clock.run_for(LATER)
    assert opened(passing) == []
    touched = at(site / "page.html", has_touch=True, is_mobile=True)
    touched.evaluate(
        "document.addEventListener('toggle', () => sessionStorage.setItem('opened', 1), true)"
    )
    link(touched, "Token").tap()
    touched.wait_for_url("**/terms.html#term-token")
    assert touched.evaluate("sessionStorage.getItem('opened')") is None


@pytest.fixture(scope="module")
def tapped(project: Project) -> Path:
    """The site in which the first tap opens the card."""
    conf = {"html_theme": "furo", "modelterms_hover_touch": "card"}
    return project.build(builddir=project.builddir / "tapped", **conf).outdir


def test_04_the_first_tap_opens_it_if_the_project_wants_so(tapped: Path, at: Show) -> None:
    page = at(tapped / "page.html", has_touch=True, is_mobile=True)
    address = page.url
    link(page, "Token").tap()
    page.clock.run_for(LATER)
    assert opened(page) == ["mt-tip-token"]
    assert page.url == address
    # A tap on the card changes nothing, one on another link shows that card instead.
    page.locator("#mt-tip-token").tap()
    page.clock.run_for(LATER)
    assert opened(page) == ["mt-tip-token"]
    link(page, "Embedding").tap()
    page.clock.run_for(LATER)
    assert opened(page) == ["mt-tip-embedding"]
    assert page.locator(".mt-tip :is(a, button, input, [tabindex])").count() == 0
    # A tap elsewhere closes it.
    page.locator("h1").tap()
    page.clock.run_for(LATER)
    assert opened(page) == []
    link(page, "Token").tap()
    link(page, "Token").tap()
    page.wait_for_url("**/terms.html#term-token")


def test_04_the_first_tap_follows_a_link_without_a_card(tapped: Path, at: Show) -> None:
    page = at(tapped / "page.html", has_touch=True, is_mobile=True)
    page.evaluate("document.documentElement.dataset.mtHover = 'off'")  # the reader's choice
    link(page, "Token").tap()
    page.wait_for_url("**/terms.html#term-token")


def test_04_mouse_and_keyboard_follow_links_at_once(tapped: Path, at: Show) -> None:
    for follow in ("click", "Enter"):
        page = at(tapped / "page.html", has_touch=True)
        link(page, "Embedding").tap()
        page.clock.run_for(LATER)
        assert opened(page) == ["mt-tip-embedding"]
        if follow == "click":
            link(page, "Token").click()
        else:
            link(page, "Token").focus()
            page.keyboard.press("Enter")
        page.wait_for_url("**/terms.html#term-token")


def test_05_it_stays_while_the_pointer_or_the_focus_does(site: Path, at: Show) -> None:
    page = at(site / "page.html")
    hover(page, "Token")
    card = box(page.locator("#mt-tip-token"))
    page.mouse.move(card["x"] + 30, card["y"] + 20, steps=5)
    page.clock.run_for(60_000)
    assert opened(page) == ["mt-tip-token"]
    link(page, "Token").hover()
    page.clock.run_for(LATER)
    assert opened(page) == ["mt-tip-token"]
    page.mouse.move(card["right"] + 300, 5)
    page.clock.run_for(SOON)
    assert opened(page) == ["mt-tip-token"]
    page.clock.run_for(LATER)
    assert opened(page) == []
    focus_by_keyboard(page, "Token")
    link(page, "Token").hover()
    page.mouse.move(1, 1)
    page.clock.run_for(LATER)
    assert opened(page) == ["mt-tip-token"]
    page.keyboard.press("Tab")
    assert opened(page) == ["mt-tip-embedding"]


def test_06_escape_closes_it_and_is_kept_from_others_only_then(site: Path, at: Show) -> None:
    page = at(site / "page.html")
    page.evaluate(
        "window.heard = 0; document.addEventListener('keydown', (e) => { heard += e.key === 'Escape'; })"
    )
    focus_by_keyboard(page, "Token")
    page.keyboard.press("Escape")
    assert opened(page) == []
    assert link(page, "Token").evaluate("link => link === document.activeElement")
    assert page.evaluate("heard") == 0
    page.keyboard.press("Escape")
    assert page.evaluate("heard") == 1
    hover(page, "Embedding")
    assert opened(page) == ["mt-tip-embedding"]
    page.keyboard.press("Escape")
    page.clock.run_for(LATER)
    assert opened(page) == []
    assert page.evaluate("heard") == 1
    # The pointer has not moved: it stays closed; it comes again when the pointer does.
    page.mouse.move(1, 1)
    hover(page, "Embedding")
    assert opened(page) == ["mt-tip-embedding"]


def test_07_one_at_a_time_beside_its_link_and_the_focus_stays(site: Path, at: Show) -> None:
    page = at(site / "page.html")
    focus_by_keyboard(page, "Token")
    assert opened(page) == ["mt-tip-token"]
    hover(page, "Embedding")
    assert opened(page) == ["mt-tip-embedding"]
    assert link(page, "Token").evaluate("link => link === document.activeElement")
    for text in ("Token", "Embedding", "TK"):
        hover(page, text)
        card, to = box(page.locator(".mt-tip:visible")), box(link(page, text))
        assert card["y"] >= to["end"] or card["end"] <= to["y"], text


def test_08_it_keeps_inside_the_window(site: Path, at: Show) -> None:
    long = "Extraordinarily.*"
    for width in (320, 700, 1280):
        page = at(site / "page.html", width=width)
        for text in ("Token", "Embedding", "TK", long, "embedding"):
            hover(page, text)
            card, to = box(page.locator(".mt-tip:visible")), box(link(page, text))
            assert card["x"] >= EDGE, (width, text)
            assert card["right"] <= width - EDGE, (width, text)
            assert card["y"] >= 0, (width, text)
            assert card["end"] <= 900, (width, text)
            assert card["y"] >= to["end"] or card["end"] <= to["y"], (width, text)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    # At the lower edge of the window it is above its link.
    page.set_viewport_size({"width": 1280, "height": 400})
    link(page, "embedding").evaluate(
        "link => link.scrollIntoView({block: 'end', behavior: 'instant'})"
    )
    hover(page, "embedding")
    assert box(page.locator(".mt-tip:visible"))["end"] <= box(link(page, "embedding"))["y"]
    # On the second line of a wrapped link it begins where that line does.
    page = at(site / "page.html", width=400)
    lines = link(page, long).evaluate(
        "link => [...link.getClientRects()].map((line) => [line.left, line.top, line.height])"
    )
    assert len(lines) > 1
    left, top, height = lines[-1]
    page.mouse.move(left + 10, top + height / 2)
    page.clock.run_for(LATER)
    card = box(page.locator(".mt-tip:visible"))
    assert card["x"] == pytest.approx(min(left, 400 - card["width"] - EDGE), abs=1)
    # It goes with its link when the page is scrolled, and away with it.
    focus_by_keyboard(page, "Token")

    def distance() -> float:
        return box(page.locator(".mt-tip:visible"))["y"] - box(link(page, "Token"))["y"]

    before = distance()
    page.evaluate("scrollBy({top: 40, behavior: 'instant'})")
    becomes(distance, pytest.approx(before, abs=1))
    page.evaluate("scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")
    becomes(partial(opened, page), [])


def test_08_it_keeps_inside_a_window_at_400_percent(site: Path, at: Show) -> None:
    page = at(site / "page.html", width=320)
    page.set_viewport_size({"width": 320, "height": 256})
    page.add_style_tag(content="p { margin-block: 200px !important }")
    page.evaluate(
        "document.querySelectorAll('.mt-tip span').forEach(s => s.textContent += ' And more words.'.repeat(9))"
    )
    for text in ("Token", "Embedding", "TK", "Extraordinarily.*", "embedding"):
        for start in range(10, 235, 25):
            page.mouse.move(1, 1)
            page.clock.run_for(LATER)
            link(page, text).evaluate(
                "(link, start) => scrollBy({top: link.getBoundingClientRect().top - start, behavior: 'instant'})",
                start,
            )
            link(page, text).evaluate("link => link.focus()")
            page.clock.run_for(LATER)
            drawn(page)  # scrolling moves the card in the next frame
            card, to = box(page.locator(".mt-tip:visible")), box(link(page, text))
            assert card["y"] >= EDGE, (text, start)
            assert card["end"] <= 256 - EDGE, (text, start)
            assert card["y"] >= to["end"] or card["end"] <= to["y"], (text, start)


def test_08_where_neither_side_has_room_it_docks_at_the_edge(site: Path, at: Show) -> None:
    page = at(site / "page.html", width=600)
    page.set_viewport_size({"width": 600, "height": 256})
    page.add_style_tag(content="p { margin-block: 110px !important }")
    page.evaluate(
        "document.querySelector('#mt-tip-token span').textContent += ' More of it.'.repeat(30)"
    )
    for start in (110, 130):
        page.mouse.move(1, 1)
        page.clock.run_for(LATER)
        link(page, "Token").evaluate(
            "(link, start) => scrollBy({top: link.getBoundingClientRect().top - start, behavior: 'instant'})",
            start,
        )
        hover(page, "Token")
        page.wait_for_timeout(SOON)
        card, to = box(page.locator(".mt-tip:visible")), box(link(page, "Token"))
        assert card["x"] == pytest.approx(600 - card["right"], abs=1)
        gap = card["y"] if card["end"] <= to["y"] else 256 - card["end"]
        assert EDGE <= gap < 10
        assert card["y"] >= to["end"] or card["end"] <= to["y"]


def test_08_it_has_at_most_four_lines_of_text(site: Path, at: Show) -> None:
    page = at(site / "page.html")
    page.evaluate(
        "document.querySelector('#mt-tip-token span').textContent += ' More of it.'.repeat(30)"
    )
    hover(page, "Token")
    height, line = page.locator("#mt-tip-token span").evaluate(
        "text => [text.getBoundingClientRect().height, parseFloat(getComputedStyle(text).lineHeight)]"
    )
    assert height == pytest.approx(4 * line, abs=1)


def test_05_its_text_can_be_selected_though_the_focus_opened_it(site: Path, at: Show) -> None:
    page = at(site / "page.html")
    focus_by_keyboard(page, "Token")
    text = box(page.locator(".mt-tip:visible span"))
    page.mouse.move(text["x"] + 2, text["y"] + 8)
    page.mouse.down()
    page.mouse.move(text["right"] - 2, text["y"] + 8, steps=5)
    page.clock.run_for(LATER)
    assert "piece of text that" in page.evaluate("getSelection().toString()")
    page.mouse.move(text["right"] + 90, text["y"] + 8, steps=5)
    page.clock.run_for(LATER)
    assert opened(page) == ["mt-tip-token"]
    page.mouse.up()
    page.clock.run_for(LATER)
    assert opened(page) == []


def look(page: Page) -> dict[str, str]:
    """The computed style of the open card."""
    drawn(page)
    names = ["backgroundColor", "color", "borderTopWidth", "borderTopStyle", "transitionDuration"]
    names += ["animationName", "borderTopColor"]
    style: dict[str, str] = page.locator(".mt-tip:visible").evaluate(
        "(card, names) => Object.fromEntries(names.map((n) => [n, getComputedStyle(card)[n]]))",
        names,
    )
    return style


def brightness(colour: str) -> float:
    red, green, blue = map(float, re.findall(r"[\d.]+", colour)[:3])
    return (red * 299 + green * 587 + blue * 114) / 255000


def test_09_it_looks_as_the_theme_says(project: Project, site: Path, at: Show) -> None:
    for scheme, dark in (("light", False), ("dark", True)):
        page = at(site / "page.html", color_scheme=scheme)
        hover(page, "Token")
        style = look(page)
        assert (brightness(style["backgroundColor"]) < 0.3) == dark
        assert (brightness(style["color"]) > 0.6) == dark
        assert (style["borderTopWidth"], style["borderTopStyle"]) == ("1px", "solid")
        # It may fade in, unless readers asked for less motion; nothing else moves.
        assert (style["transitionDuration"], style["animationName"]) == ("0s", "mt-fade")
        page.emulate_media(reduced_motion="reduce")
        assert look(page)["animationName"] == "none"
    forced = at(site / "page.html", forced_colors="active")
    hover(forced, "Token")
    assert look(forced)["borderTopStyle"] == "solid"
    assert look(forced)["borderTopColor"] != look(forced)["backgroundColor"]
    forced.emulate_media(media="print", forced_colors="none")
    assert opened(forced) == []
    # A theme that is always light has light cards, whatever the reader's system prefers.
    light = project.build(html_theme="basic", builddir=project.builddir / "basic")
    page = at(light.outdir / "page.html", color_scheme="dark")
    hover(page, "Token")
    assert brightness(look(page)["backgroundColor"]) > 0.9
    assert brightness(look(page)["color"]) < 0.1


def test_10_browsers_without_popovers_show_nothing(site: Path, at: Show) -> None:
    def older(page: Page) -> None:
        page.add_init_script("delete HTMLElement.prototype.popover")

    page = at(site / "page.html", before=older)
    hover(page, "Token")
    assert opened(page) == []
    # What such a browser does not know of the stylesheet and of the markup leaves cards hidden.
    page.evaluate(
        "for (const card of document.querySelectorAll('.mt-tip')) card.removeAttribute('popover')"
    )
    assert opened(page) == []


def refused(page: Page) -> list[str]:
    found: list[str] = page.evaluate("refused")
    return sorted(one.replace(page.url, "") for one in found)


def test_11_it_needs_no_server_and_no_leave(site: Path, at: Show, serve: Serve) -> None:
    asked: list[str] = []

    def listen(page: Page) -> None:
        page.on("request", lambda request: asked.append(request.url))

    page = at(site / "again.html", before=listen)
    loaded = len(asked)
    hover(page, "Token")
    assert opened(page) == ["mt-tip-token"]
    assert len(asked) == loaded
    assert all(url.startswith((site.as_uri(), "data:")) for url in asked)
    # Under a strict policy nothing of ours is refused; themes have their own faults.
    strict = serve(site, "again.html")
    link(strict, "Token").hover()
    expect(strict.locator("#mt-tip-token")).to_be_visible()
    assert opened(strict) == ["mt-tip-token"]
    assert box(strict.locator(".mt-tip:visible"))["y"] > 0
    plain = serve(site, "index.html")  # the same theme without anything of ours
    assert plain.locator("[src*=modelterms], [href*=modelterms]").count() == 0
    drawn(plain)
    becomes(partial(refused, strict), refused(plain))


def test_12_ids_stand_once_in_all_output(project: Project, site: Path, at: Show) -> None:
    pages = [*site.glob("*.html")]
    one = project.build("singlehtml", html_theme="basic", builddir=project.builddir / "one")
    pages.append(one.outdir / "index.html")
    for path in pages:
        ids = re.findall(r'\bid="([^"]+)"', path.read_text(encoding="utf-8"))
        ours = [name for name in ids if name.startswith("mt-tip-")]
        assert sorted(set(ours)) == sorted(ours), path
    page = at(one.outdir / "index.html")
    assert page.locator(".mt-tip").count() == 3
    hover(page, "TK")
    assert opened(page) == ["mt-tip-token"]
