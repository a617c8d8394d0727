"""Waiting for what a frame, a timer, the network or scrolling brings: for states, never for a time.

For what playwright's ``expect`` can say of elements, that is used: it looks again too.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

T = TypeVar("T")

PATIENCE = 60
"""Seconds until a state has to be there, on a machine that is busy with other things."""

DRAWN = """async () => {
    if (matchMedia("(scripting: none)").matches) return;
    // An observer is told in the next frame, also on a page where a test stops the clock.
    for (let frame = 0; frame < 2; frame++) {
        await new Promise((done) => {
            const observer = new IntersectionObserver(() => {
                observer.disconnect();
                done();
            });
            observer.observe(document.documentElement);
        });
    }
    const moving = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime < 1e5);
    await Promise.all(moving.map((one) => one.finished.catch(() => null)));
}"""
"""Ends after two frames and the transitions that were under way."""


def drawn(page: Page) -> None:
    """Wait until *page* shows what was done to it; timers of its scripts are not waited for."""
    page.evaluate(DRAWN)


REST = """async () => {
    for (let still = 0, last = -1; still < 20; last = scrollY) {
        await new Promise(requestAnimationFrame);
        still = scrollY === last ? still + 1 : 0;
    }
}"""
"""Ends when nothing scrolls any more."""


def rest(page: Page) -> None:
    """Wait until nothing scrolls any more."""
    page.evaluate(REST)


def becomes(
    look: Callable[[], T], wanted: T, pause: Callable[[float], object] = time.sleep
) -> None:
    """Assert that *look* returns *wanted*, now or before long.

    :param pause: waits for some seconds; a page's own hears of requests meanwhile
    """
    end = time.monotonic() + PATIENCE
    while (found := look()) != wanted and time.monotonic() < end:
        pause(0.05)
    assert found == wanted
