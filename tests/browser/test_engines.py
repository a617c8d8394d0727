"""Hover cards in the engines of Firefox and of Safari."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.browser.engines import STARTS
from tests.browser.waiting import becomes
from tests.conftest import ENGINES, Project

if TYPE_CHECKING:
    from pathlib import Path

OPENED = "return [...document.querySelectorAll('.mt-tip:popover-open')].map((tip) => tip.id)"
"""The ids of the hover cards that are open."""

LONGER = "return new Promise((done) => setTimeout(done, 900))"
"""A timer of the page's own ends after those that could close a card."""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = Project(tmp_path_factory.mktemp("engines"))
    project.write(
        {
            "index": "Home\n====\n\nA :term:`Token`.\n\n.. toctree::\n\n   terms\n",
            "terms": "Terms\n=====\n\n.. term:: Token\n\n   A piece of text.\n",
        }
    )
    return project.build().outdir / "index.html"


@pytest.mark.parametrize("name", STARTS)
def test_a_card_opens_stays_under_the_mouse_and_closes(page: Path, name: str) -> None:
    if not ENGINES[name]:
        pytest.skip(f"{name} or its driver is missing")
    with STARTS[name]() as engine:
        engine.open(page)
        opened = partial(engine.run, OPENED)
        assert opened() == []
        engine.point_at("a.mt-ref")
        becomes(opened, ["mt-tip-token"])
        engine.point_at(".mt-tip:popover-open")
        engine.run(LONGER)
        assert opened() == ["mt-tip-token"]
        engine.press_escape()
        becomes(opened, [])
