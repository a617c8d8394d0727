"""The look of every block in Firefox and WebKit, in five themes of which each day takes one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.browser.engines import STARTS
from tests.browser.stress_site import (
    DARK,
    site_in_theme,
    themes_of_today_in_other_engines,
)
from tests.browser.test_filter import DISTANCE, NEAR
from tests.browser.test_look import (
    CARD_AND_LINK,
    LOOKED_AT,
    MEASURE,
    STILL,
    UNFOLD,
    WIDE,
    WINDOWS,
)
from tests.browser.waiting import DRAWN, REST, becomes
from tests.conftest import ENGINES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from tests.browser.engines import Engine


@pytest.fixture(scope="module", params=themes_of_today_in_other_engines())
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site in a theme."""
    return site_in_theme(request.param, tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="module", params=STARTS)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A browser for all tests of this module."""
    if not ENGINES[request.param]:
        pytest.skip(f"{request.param} or its driver is missing")
    with STARTS[request.param]() as started:
        yield started


def call(engine: Engine, function: str, *arguments: Any) -> Any:
    """Call a function of JavaScript on the page."""
    return engine.run(f"return ({function})(...arguments)", *arguments)


def opened(engine: Engine, path: Path, width: int, height: int, scheme: str = "light") -> None:
    """Open a page with everything unfolded and without transitions."""
    engine.open(path, width, height)
    engine.run(
        f"document.head.append(Object.assign(document.createElement('style'), {{textContent: {STILL!r}}}))"
    )
    if scheme == "dark":
        call(engine, DARK)
    engine.run(UNFOLD)
    call(engine, DRAWN)


@pytest.mark.parametrize("window", WINDOWS)
def test_nothing_is_cut_or_without_padding_and_borders(
    site: Path, engine: Engine, window: str
) -> None:
    found = {}
    for name in LOOKED_AT:
        for scheme in ("light", "dark") if window == "desk" else ("light",):
            opened(engine, site / f"{name}.html", *WINDOWS[window], scheme)
            if faults := call(engine, MEASURE):
                found[name, scheme] = faults
    assert found == {}


HOVER = """(number) => {
    const link = document.querySelectorAll("a.mt-ref:has(.xref)")[number];
    link.scrollIntoView({block: "center", behavior: "instant"});
    const {top, height} = link.getClientRects()[0];
    const at = {bubbles: true, clientY: top + height / 2};
    document.body.dispatchEvent(new PointerEvent("pointerout", {bubbles: true}));
    link.dispatchEvent(new PointerEvent("pointerover", at));
    return link.dataset.mtTip ?? link.getAttribute("href").replace(/.*#(term-)?/, "mt-tip-");
}"""
"""Tells the page that the pointer is on a link, and answers with the id of its hover card."""


@pytest.mark.parametrize("window", ["phone", "desk at 400 %", "desk"])
def test_hover_cards_look_right_and_stay_inside_the_window(
    site: Path, engine: Engine, window: str
) -> None:
    width, height = WINDOWS[window]
    opened(engine, site / "links.html", width, height)
    shown = "return document.querySelector('.mt-tip:popover-open')?.id"
    for number in range(
        engine.run("return document.querySelectorAll('a.mt-ref:has(.xref)').length")
    ):
        becomes(partial(engine.run, shown), call(engine, HOVER, number))
        call(engine, DRAWN)
        place = call(engine, CARD_AND_LINK, number)
        left, top, right, bottom = place["card"]
        assert left >= 0, (number, place)
        assert top >= 0, (number, place)
        assert right <= width, (number, place)
        assert bottom <= height, (number, place)
        above, below = place["link"]
        assert bottom <= above + 1 or top >= below - 1, (number, place)
        assert place["opaque"]
    assert [fault for fault in call(engine, MEASURE) if "mt-tip" in fault] == []


def test_letters_land_at_their_head(site: Path, engine: Engine) -> None:
    engine.open(site / "letters.html", WIDE, 900)

    def is_near(anchor: str) -> bool:
        call(engine, REST)
        return bool(abs(call(engine, DISTANCE, anchor)) < NEAR)

    for letter in "mtc":
        anchor = f"term-list-1-{letter}"
        engine.run(f"document.querySelector('.mt-letters a[href=\"#{anchor}\"]').click()")
        becomes(partial(is_near, anchor), True)
