"""The garbage collector pauses while views are made, and runs again afterwards."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from sphinx_modelterms.gc_pause import paused_collector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Project

PAGES = {"index": "Home\n====\n\n.. term:: Alpha\n\n   First.\n\n:term:`Alpha`\n"}


@pytest.fixture
def restored_collector() -> Iterator[None]:
    """Switch the collector on again, whatever a test leaves."""
    yield
    gc.enable()


@pytest.mark.parametrize("on", [True, False])
def test_a_pause_ends_as_it_began(on: bool, restored_collector: None) -> None:
    if not on:
        gc.disable()
    with pytest.raises(ValueError, match="inside"), paused_collector():
        assert not gc.isenabled()
        with paused_collector():
            pass
        assert not gc.isenabled()
        raise ValueError("inside")
    assert gc.isenabled() is on


def test_views_are_made_without_the_collector(project: Project, restored_collector: None) -> None:
    project.write(PAGES)
    seen = []
    built = project.build()
    views = type(built.domain.build.views)
    make = views.make

    def note(self: object, docname: str) -> object:
        seen.append(gc.isenabled())
        return make(self, docname)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(views, "make", note)
        project.write({"index": PAGES["index"] + "\nMore.\n"})
        project.build()
    assert seen[0] is False
    assert gc.isenabled()
