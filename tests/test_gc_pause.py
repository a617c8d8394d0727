"""Python's collector of garbage is after a build as it was before."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, NamedTuple

import pytest

from sphinx_modelterms.gc_pause import paused_collector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Project

PAGES = {"index": "Home\n====\n\n.. term:: Alpha\n\n   First.\n\n:term:`Alpha`\n"}


class State(NamedTuple):
    """What a build could leave changed."""

    on: bool
    frozen: int
    thresholds: tuple[int, int, int]


def state() -> State:
    return State(gc.isenabled(), gc.get_freeze_count(), gc.get_threshold())


@pytest.fixture
def frozen_while_writing() -> Iterator[list[int]]:
    """How many objects were frozen at each document that was written."""
    counts: list[int] = []
    yield counts
    gc.unfreeze()
    gc.enable()


def count(app: object, counts: list[int]) -> None:
    app.connect("doctree-resolved", lambda *_: counts.append(gc.get_freeze_count()))  # type: ignore[attr-defined]


def test_memory_is_frozen_only_while_pages_are_written_and_only_if_that_is_wanted(
    project: Project, frozen_while_writing: list[int]
) -> None:
    project.write(PAGES)
    before = state()
    project.build(before=lambda app: count(app, frozen_while_writing))
    assert frozen_while_writing == [0]
    assert state() == before
    for _ in range(2):
        project.write({"index": PAGES["index"] + "\nMore.\n"})
        project.build(
            before=lambda app: count(app, frozen_while_writing),
            modelterms_freeze=True,
            force_all=True,
        )
        assert frozen_while_writing.pop() > 1000
        assert state() == before


def test_a_failing_build_leaves_nothing_frozen(
    project: Project, frozen_while_writing: list[int]
) -> None:
    def fail(*_: object) -> None:
        frozen_while_writing.append(gc.get_freeze_count())
        raise RuntimeError("on purpose")

    project.write(PAGES)
    before = state()
    with pytest.raises(Exception, match="on purpose"):
        project.build(
            before=lambda app: app.connect("doctree-resolved", fail), modelterms_freeze=True
        )
    assert frozen_while_writing.pop() > 1000
    assert state() == before


def test_the_build_after_an_interrupted_one_ends_the_freeze(
    project: Project, frozen_while_writing: list[int]
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    project.write(PAGES)
    before = state()
    with pytest.raises(KeyboardInterrupt):
        project.build(
            before=lambda app: app.connect("doctree-resolved", interrupt), modelterms_freeze=True
        )
    project.build(before=lambda app: count(app, frozen_while_writing))
    assert frozen_while_writing == [0]
    assert state() == before


def test_what_somebody_else_has_frozen_stays_frozen(
    project: Project, frozen_while_writing: list[int]
) -> None:
    project.write(PAGES)
    gc.freeze()
    before = gc.get_freeze_count()
    project.build(before=lambda app: count(app, frozen_while_writing), modelterms_freeze=True)
    # Objects that die leave; none joins.
    assert 0 < frozen_while_writing[0] <= before
    assert 0 < gc.get_freeze_count() <= before


@pytest.mark.parametrize("on", [True, False])
def test_a_pause_ends_as_it_began(on: bool, frozen_while_writing: list[int]) -> None:
    if not on:
        gc.disable()
    with pytest.raises(ValueError, match="inside"), paused_collector():
        assert not gc.isenabled()
        with paused_collector():
            pass
        assert not gc.isenabled()
        raise ValueError("inside")
    assert gc.isenabled() is on


def test_views_are_made_without_the_collector(
    project: Project, frozen_while_writing: list[int]
) -> None:
    project.write(PAGES)
    seen = []
    built = project.build()
    views = type(built.domain.build.views)
    make = views._make

    def note(self: object, docname: str) -> object:
        seen.append(gc.isenabled())
        return make(self, docname)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(views, "_make", note)
        project.write({"index": PAGES["index"] + "\nMore.\n"})
        project.build()
    assert seen[0] is False
    assert gc.isenabled()
