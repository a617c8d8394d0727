"""The look of every block in thirteen themes, of which each day takes a part: what can be measured.

``python noxfile.py look`` takes all themes. With ``MODELTERMS_PICTURES``, the folder of that name
gets a picture of each page.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.stress_site import (
    A_DAY,
    DARK,
    IN_OTHER_ENGINES,
    OWN_STYLES,
    PAGES,
    THEMES,
    site_in_theme,
    themes_of_today,
    themes_of_today_in_other_engines,
)
from tests.browser.test_filter import lands
from tests.browser.waiting import drawn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Literal

    from playwright.sync_api import Browser, Page

    Scheme = Literal["light", "dark"]
    Show = Callable[..., Page]

MEASURE = Path(__file__).with_name("measure.js").read_text(encoding="utf-8")
PICTURES = os.environ.get("MODELTERMS_PICTURES", "")

NARROW, WIDE, VERY_WIDE = 360, 1280, 1920

WINDOWS = {
    "phone": (NARROW, 900),
    "tablet": (768, 900),
    "desk": (WIDE, 900),
    "desk at 200 %": (640, 450),
    "desk at 400 %": (320, 256),
}
"""Widths and heights of windows, in pixels of CSS."""

PAPER = 700
"""Width of a sheet of A4 between its margins, in pixels of CSS."""

INDEX = "modelterms-index"

LOOKED_AT = [*(name for name in PAGES if name not in ("index", "terms")), INDEX]
"""Pages that are measured: "index" has no blocks, and "terms" only cards as in "cards"."""

FIXED = {"classic"}
"""Themes whose pages are wider than a narrow window, also without the extension."""

STILL = "*, ::before, ::after { transition: none !important; animation: none !important }"
"""Styles with which everything is at once what it becomes."""


@pytest.fixture(scope="module", params=themes_of_today())
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path]:
    """A theme and the site in it."""
    theme: str = request.param
    return theme, site_in_theme(theme, tmp_path_factory.mktemp(theme))


UNFOLD = """
for (const part of document.querySelectorAll("details")) part.open = true;
for (const [number, field] of document.querySelectorAll(".mt-quiz fieldset").entries()) {
    const choices = [...field.querySelectorAll("input")];
    const chosen = (Number(field.dataset.mtSolution) + number) % choices.length;
    if (number % 3 < 2) choices[chosen].click();
    field.querySelector("button").click();
}
document.activeElement.blur();
"""
"""Opens what is folded, and answers questions: right, wrong, and without a choice."""


def opened(page: Page, scheme: str = "light") -> Page:
    """Return *page* in a colour scheme, with everything unfolded and without transitions."""
    page.add_style_tag(content=STILL)
    if scheme == "dark":
        page.evaluate(DARK)
    page.evaluate(UNFOLD)
    drawn(page)
    return page


@pytest.fixture
def show(chromium: Browser) -> Iterator[Show]:
    """Opens a page in a window of the given width, without fonts of other sites.

    Errors in scripts of themes don't matter here.
    """
    contexts = []

    def open_page(
        path: Path,
        width: int = WIDE,
        scheme: Scheme = "light",
        height: int = 900,
        fragment: str = "",
    ) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme
        )
        contexts.append(context)
        page = context.new_page()
        page.route("https://**", lambda route: route.abort())
        page.goto(path.as_uri() + fragment)
        return page

    yield open_page
    for context in contexts:
        context.close()


def take(page: Page, *names: object) -> None:
    """Take a picture if there is a folder for them."""
    if PICTURES:
        page.screenshot(path=Path(PICTURES, "-".join(map(str, names)) + ".png"), full_page=True)


@pytest.mark.parametrize("window", WINDOWS)
def test_nothing_is_cut_or_without_padding_and_borders(
    site: tuple[str, Path], show: Show, window: str
) -> None:
    theme, folder = site
    width, height = WINDOWS[window]
    if theme in FIXED and width <= NARROW:
        pytest.skip("the theme has a least width")
    found = {}
    for name in LOOKED_AT:
        for scheme in ("light", "dark") if width == WIDE else ("light",):
            page = opened(
                show(folder / f"{name}.html", width=width, height=height, scheme=scheme),
                scheme,
            )
            take(page, theme, name, width, scheme)
            if faults := page.evaluate(MEASURE):
                found[name, scheme] = faults
            page.close()
    assert found == {}


def test_paper_has_all_of_it(site: tuple[str, Path], show: Show) -> None:
    theme, folder = site
    found = {}
    for name in LOOKED_AT:
        page = show(folder / f"{name}.html", width=PAPER)
        page.emulate_media(media="print")
        page.add_style_tag(content=STILL)
        drawn(page)
        take(page, theme, name, "paper")
        faults = page.evaluate(MEASURE, {"paper": True})
        faults += [f"not on paper: {text}" for text in page.evaluate(FOLDED)]
        if faults:
            found[name] = faults
        page.close()
    assert found == {}


FOLDED = """() => [...document.querySelectorAll(":is(.mt-faq, .mt-card, .mt-comparison) details > *")]
    .filter((part) => !part.closest(".mt-quiz"))
    .filter((part) => !part.checkVisibility() || !part.getBoundingClientRect().height)
    .map((part) => part.textContent.trim().slice(0, 40))"""
"""What is folded on the screen and would stay so on paper; a quiz is solved there, too."""


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_nothing_is_cut_from_right_to_left(site: tuple[str, Path], show: Show, width: int) -> None:
    theme, folder = site
    if theme in FIXED and width == NARROW:
        pytest.skip("the theme has a least width")
    found = {}
    for name in LOOKED_AT:
        page = show(folder / f"{name}.html", width=width)
        page.evaluate("document.documentElement.dir = 'rtl'")
        opened(page)
        take(page, theme, name, width, "rtl")
        # Few themes are made for it: their own parts can be wider than the window.
        faults = [fault for fault in page.evaluate(MEASURE) if not fault.startswith("the page")]
        if faults:
            found[name] = faults
        page.close()
    assert found == {}


@pytest.mark.parametrize(("width", "height"), [(NARROW, 900), (320, 256), (WIDE, 900)])
def test_hover_cards_look_right_and_stay_inside_the_window(
    site: tuple[str, Path], show: Show, width: int, height: int
) -> None:
    theme, folder = site
    for scheme in ("light", "dark") if width == WIDE else ("light",):
        page = opened(show(folder / "links.html", width=width, scheme=scheme), scheme)
        page.set_viewport_size({"width": width, "height": height})
        places = page.locator("a.mt-ref:has(.xref)")
        for number in range(places.count()):
            link = places.nth(number)
            link.evaluate("link => link.scrollIntoView({block: 'center', behavior: 'instant'})")
            link.evaluate("link => link.focus({focusVisible: true, preventScroll: true})")
            page.locator(".mt-tip:popover-open").wait_for()
            drawn(page)
            place = page.evaluate(CARD_AND_LINK, number)
            left, top, right, bottom = place["card"]
            assert left >= 0, (number, place)
            assert top >= 0, (number, place)
            assert right <= width, (number, place)
            assert bottom <= height, (number, place)
            above, below = place["link"]
            assert bottom <= above + 1 or top >= below - 1, (number, place)
            assert place["opaque"]
        take(page, theme, "card", width, scheme)
        faults = [fault for fault in page.evaluate(MEASURE) if "mt-tip" in fault]
        assert faults == [], scheme
        page.close()


CARD_AND_LINK = """(number) => {
    const card = document.querySelector(".mt-tip:popover-open");
    const {left, top, right, bottom} = card.getBoundingClientRect();
    const link = document.querySelectorAll("a.mt-ref:has(.xref)")[number].getBoundingClientRect();
    const [,,, alpha] = getComputedStyle(card).backgroundColor.match(/[\\d.]+/g);
    const opaque = alpha === undefined || alpha === "1";
    return {card: [left, top, right, bottom], link: [link.top, link.bottom], opaque};
}"""


def test_letters_land_at_their_head(site: tuple[str, Path], show: Show) -> None:
    _, folder = site
    page = show(folder / "letters.html")
    for letter in "MTC":
        page.locator(".mt-letters a", has_text=letter).first.click()
        lands(page, f"term-list-1-{letter.lower()}")


LETTERS = """async (letter) => {
    const line = document.querySelector(".mt-alphabet");
    const link = [...line.querySelectorAll("a")].find((link) => link.textContent === letter);
    const group = document.getElementById(link.hash.slice(1));
    document.documentElement.style.scrollBehavior = "auto";
    link.click();
    for (let n = 0; n < 20 && !link.hasAttribute("aria-current"); n++)
        await new Promise((done) => setTimeout(done, 50));
    const box = line.getBoundingClientRect();
    const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    const head = group.querySelector("h2").getBoundingClientRect().top;
    return {
        seen: line.contains(at),
        below: head >= box.bottom && head < box.bottom + 120,
        current: [...line.querySelectorAll("[aria-current]")].map((link) => link.textContent),
    };
}"""


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_the_letters_of_the_index_stay_in_view_and_the_current_one_is_marked(
    site: tuple[str, Path], show: Show, width: int
) -> None:
    theme, folder = site
    if theme in FIXED and width == NARROW:
        pytest.skip("the theme has a least width")
    page = opened(show(folder / f"{INDEX}.html", width=width))
    for letter in "MTC":
        found = page.evaluate(LETTERS, letter)
        assert found == {"seen": True, "below": True, "current": [letter]}, (theme, letter)


UNCOVERED = """(letter) => {
    const bar = document.querySelector(".mt-alphabet").getBoundingClientRect().bottom;
    const head = document.querySelector(`#cap-${letter} h2`).getBoundingClientRect().top;
    return head >= bar && head < bar + 120;
}"""


@pytest.mark.parametrize("width", [NARROW, 800, WIDE])
def test_the_letters_do_not_cover_the_one_at_which_the_index_is_opened(
    site: tuple[str, Path], show: Show, width: int
) -> None:
    theme, folder = site
    if theme in FIXED and width == NARROW:
        pytest.skip("the theme has a least width")
    page = show(folder / f"{INDEX}.html", width=width, fragment="#cap-L")
    page.wait_for_function(UNCOVERED, arg="L", timeout=5000)
    page.wait_for_timeout(300)
    assert page.evaluate(UNCOVERED, "L"), theme
    # Then the page is the reader's: nothing scrolls it back.
    page.mouse.wheel(0, -400)
    page.wait_for_function("!(%s)('L')" % UNCOVERED)  # noqa: UP031
    page.set_viewport_size({"width": width - 30, "height": 900})
    page.wait_for_timeout(300)
    assert not page.evaluate(UNCOVERED, "L"), theme


PATH = """() => [...document.querySelectorAll(".mt-list-path .mt-item")].map((step) => {
    const [number, line] = ["::before", "::after"].map((part) => getComputedStyle(step, part));
    return {
        marker: getComputedStyle(step).listStyleType,
        number: number.content,
        line: parseFloat(line.borderInlineStartWidth) > 0,
        beside: step.querySelector(".mt-item-name").getBoundingClientRect().left
            > step.getBoundingClientRect().left + 20,
    };
})"""


def test_a_path_has_a_number_for_each_step_and_a_line_between_them(
    site: tuple[str, Path], show: Show
) -> None:
    _, folder = site
    steps = opened(show(folder / "path.html", width=NARROW)).evaluate(PATH)
    assert len(steps) > 15
    lines = [step.pop("line") for step in steps]
    assert lines.count(False) == 4  # the last step of each list
    assert steps == [{"marker": "none", "number": "counter(mt-step)", "beside": True}] * len(steps)


STEPS = """() => [...document.querySelectorAll("#term-list-4 .mt-item")].map((step) => {
    const box = (element) => element && element.getBoundingClientRect();
    const name = step.querySelector(".mt-item-name");
    const text = [...step.children].find((part) => !part.matches(".mt-item-name, .mt-meta"));
    const shown = [...step.querySelectorAll(".mt-category, .mt-level")]
        .filter((part) => getComputedStyle(part).position !== "absolute");
    const parts = [
        ...shown.filter((part) => part.matches(".mt-level")), name,
        ...shown.filter((part) => part.matches(".mt-category")), ...(text ? [text] : []),
    ];
    return {
        parts: parts.map((part) => part.className.replace(/ .*/, "")),
        inOrder: parts.every((part, n) => !n || box(part).top >= box(parts[n - 1]).bottom - 1),
        room: box(step).bottom - box(parts.at(-1)).bottom,
        line: parseFloat(getComputedStyle(step, "::after").height),
    };
})"""
CATEGORY, LEVEL, NAME = "mt-category", "mt-level", "mt-item-name"


def test_a_step_of_a_path_is_in_order_whatever_it_lacks(
    site: tuple[str, Path], show: Show
) -> None:
    theme, folder = site
    steps = opened(show(folder / "path.html", width=NARROW)).evaluate(STEPS)
    assert [step["parts"] for step in steps] == [
        [NAME],
        [NAME, ""],
        [NAME, CATEGORY],
        [NAME, CATEGORY, ""],
        [LEVEL, NAME],
        [LEVEL, NAME, ""],
        [LEVEL, NAME, CATEGORY],
        [LEVEL, NAME, CATEGORY, ""],
        [NAME, CATEGORY, ""],
    ]
    for step in steps:
        assert step["inOrder"], (theme, step)
        assert step["room"] >= 12, (theme, step)
    for step in steps[:-1]:
        assert step["line"] > 5, (theme, step)


ROWS = """() => {
    const tiles = [...document.querySelectorAll(".mt-categories .mt-item")];
    const rows = new Map();
    for (const tile of tiles) {
        const {top, left, right} = tile.getBoundingClientRect();
        const row = Math.round(top);
        rows.set(row, [...(rows.get(row) ?? []), [left, right]]);
    }
    return [...rows.values()].map((row) => Math.round(Math.max(...row.map((tile) => tile[1]))
        - Math.min(...row.map((tile) => tile[0]))));
}"""


def test_tiles_of_categories_fill_each_row(site: tuple[str, Path], show: Show) -> None:
    _, folder = site
    page = opened(show(folder / "lists.html", width=VERY_WIDE))
    for number in range(8):
        assert len({*page.evaluate(ROWS)}) == 1, number
        page.evaluate(
            "document.querySelector('.mt-categories ul')"
            ".append(document.querySelector('.mt-categories li').cloneNode(true))"
        )


def test_a_list_has_no_more_columns_than_asked_for_and_straight_rows(
    site: tuple[str, Path], show: Show
) -> None:
    _, folder = site
    for width in (WIDE, VERY_WIDE):
        page = show(folder / "lists.html", width=width)
        tops = page.locator(".mt-columns-3 .mt-item").evaluate_all(
            "items => items.map(item => item.getBoundingClientRect().top)"
        )
        assert len(tops) == 6
        first = [top for top in tops if abs(top - tops[0]) < 8]
        assert 1 < len(first) <= 3, width
        assert max(first) - min(first) < 0.6, width
        names = page.locator(".mt-columns-3 .mt-item-name").evaluate_all(
            "names => names.map(name => name.getBoundingClientRect().top)"
        )
        assert max(names[: len(first)]) - min(names[: len(first)]) < 0.6, width


TERM_PAGE = """() => {
    const box = (of) => document.querySelector(of).getBoundingClientRect();
    const of = (e, name) => getComputedStyle(e)[name];
    const cards = [...document.querySelectorAll(".mt-related .mt-item")];
    const whole = (card) => {
        card.scrollIntoView({block: "center", behavior: "instant"});
        const {right, bottom} = card.getBoundingClientRect();
        return card.contains(document.elementFromPoint(right - 4, bottom - 4)?.closest("a"));
    };
    const heads = [...document.querySelectorAll(".mt-heading")];
    return {
        category: box(".mt-meta").bottom <= box(".mt-title").bottom,
        sizes: [...new Set(heads.map((e) => `${e.localName} ${of(e, "fontSize")}`))],
        beside: box(".mt-facts").left > box(".mt-beside [class*=highlight-]").left + 100,
        whole: cards.map(whole),
        lines: cards.map((card) => card.querySelector("dd").clientHeight
            / parseFloat(of(card.querySelector("dd p"), "lineHeight"))),
        cut: cards.some((card) => card.querySelector("dd p").scrollHeight > card.querySelector("dd p").clientHeight + 1),
    };
}"""
FLAT = {"sphinx_immaterial"}
"""Themes that write no sections, so that nothing can be moved above the name."""


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_a_term_page_is_laid_out(site: tuple[str, Path], show: Show, width: int) -> None:
    theme, folder = site
    if theme in FIXED and width == NARROW:
        pytest.skip("the theme has a least width")
    seen = show(folder / "page.html", width=width).evaluate(TERM_PAGE)
    assert seen["category"] or theme in FLAT
    assert len(seen["sizes"]) == 1, seen["sizes"]
    assert seen["beside"] == (width == WIDE)
    assert seen["whole"] == [True] * 3
    assert max(seen["lines"]) < 5.1
    assert not seen["cut"]


FORMS = """() => {
    const of = (e, name) => parseFloat(getComputedStyle(e)[name]);
    const all = (selector) => [...document.querySelectorAll(selector)];
    const uneven = (item) => {
        const [first, last] = [item.firstElementChild, item.lastElementChild];
        const [box, top, end] = [item, first, last].map((e) => e.getBoundingClientRect());
        return Math.abs(top.top - box.top - (box.bottom - end.bottom)) > 8;
    };
    // In a row of cards, the highest one has no room below its text.
    const fullest = (items) => items.reduce((one, other) =>
        one.textContent.length > other.textContent.length ? one : other);
    const items = all(".mt-columns-3 .mt-item");
    return {
        edges: all(".mt-definition, .mt-advice").map((e) => of(e, "borderInlineStartWidth")),
        inner: all("div.mt-card .mt-facts, div.mt-card .mt-related .mt-item")
            .map((e) => of(e, "borderTopWidth")),
        light: all(":is(.mt-item-name, .mt-related dt, .mt-compare thead) a")
            .map((e) => of(e, "fontWeight")).filter((weight) => weight < 600),
        uneven: items.length ? uneven(fullest(items)) : false,
        apart: all(".mt-names").map((e) => e.nextElementSibling).filter(Boolean)
            .filter((e) => e.matches(".mt-prerequisites"))
            .map((e) => e.getBoundingClientRect().top
                - e.previousElementSibling.getBoundingClientRect().bottom),
    };
}"""


def test_each_meaning_has_a_form_of_its_own(site: tuple[str, Path], show: Show) -> None:
    """Only categories have an edge, frames are in no frames, and names of terms are bold."""
    _, folder = site
    seen = {name: show(folder / f"{name}.html").evaluate(FORMS) for name in LOOKED_AT}
    assert {edge for page in seen.values() for edge in page["edges"]} == {0}
    assert {edge for page in seen.values() for edge in page["inner"]} == {0}
    assert [page["light"] for page in seen.values() if page["light"]] == []
    assert not seen["lists"]["uneven"]
    assert seen["page"]["apart"]
    assert max(seen["page"]["apart"]) < 6


def test_links_with_hover_cards_are_told_by_their_underline(
    site: tuple[str, Path], show: Show
) -> None:
    _, folder = site
    page = show(folder / "links.html")
    line = page.locator("p > a.mt-ref:has(.xref)").first.evaluate(
        "link => [getComputedStyle(link).textDecorationLine, getComputedStyle(link).textDecorationStyle]"
    )
    assert line == ["underline", "dotted"]


OWN = {
    ("page", ".mt-definition"): {"borderInlineStartWidth": "0px", "paddingInlineStart": "0px"},
    ("page", ".mt-category"): {"borderTopLeftRadius": "3px"},
    ("page", ".mt-facts"): {"paddingTop": "19px", "borderTopLeftRadius": "5px"},
    ("page", ".mt-related .mt-item"): {"paddingTop": "8px", "borderTopLeftRadius": "7px"},
    ("cards", "div.mt-card .mt-facts"): {"paddingTop": "19px", "borderTopLeftRadius": "5px"},
    ("page", ".mt-reader fieldset"): {"paddingTop": "17px", "paddingLeft": "17px"},
    ("compare", ".mt-compare td + td"): {"paddingTop": "11px", "paddingLeft": "11px"},
    ("compare", ".mt-compare .mt-differs th"): {"textDecorationLine": "underline"},
    ("compare", ".mt-shared th"): {"backgroundColor": "rgb(4, 5, 6)"},
    ("compare", ".mt-shared button"): {"paddingTop": "12px", "paddingLeft": "12px"},
    ("compare", ".mt-advice"): {"borderTopWidth": "6px", "borderTopColor": "rgb(7, 8, 9)"},
    ("lists", ".mt-list-cards .mt-item"): {"paddingTop": "9px", "paddingLeft": "9px"},
    ("lists", ".mt-list-cards ul"): {"rowGap": "13px"},
    ("faq", ".mt-question"): {"borderBottomWidth": "0px"},
}

STRONGER = {
    ("sphinx_immaterial", ".mt-definition"): "the theme has no sections, so no .mt-card",
    ("sphinx_immaterial", ".mt-question"): "the theme's own rule is stronger",
    ("sphinxawesome_theme", ".mt-compare td + td"): "the theme's own rule is stronger",
    ("shibuya", ".mt-compare td + td"): "the theme's own rule is stronger",
    ("sphinx_nefertiti", ".mt-compare td + td"): "the theme's own rule is stronger",
}
"""Rules of a site for our classes that a theme didn't let win before."""


def test_a_site_s_own_styles_win(site: tuple[str, Path], show: Show) -> None:
    theme, folder = site
    styles = {}
    for (name, selector), wanted in OWN.items():
        if (theme, selector) in STRONGER:
            continue
        page = show(folder / f"{name}.html")
        page.add_style_tag(content=OWN_STYLES)
        styles[name, selector] = page.locator(selector).first.evaluate(
            "(part, names) => Object.fromEntries(names.map(n => [n, getComputedStyle(part)[n]]))",
            [*wanted],
        )
    assert styles == {key: OWN[key] for key in styles}


def test_each_day_takes_some_themes_and_all_have_their_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("MODELTERMS_THEMES", "all")
    assert themes_of_today() == [*THEMES]
    monkeypatch.setenv("MODELTERMS_THEMES", "furo,cloud")
    assert themes_of_today() == ["furo", "cloud"]
    assert themes_of_today_in_other_engines() == ["furo"]
    monkeypatch.delenv("MODELTERMS_THEMES")
    assert len({*themes_of_today()}) == A_DAY
    (theme,) = themes_of_today_in_other_engines()
    assert theme in IN_OTHER_ENGINES
