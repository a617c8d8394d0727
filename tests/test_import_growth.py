"""``import-glossary`` takes work in proportion to the number of entries, counted in calls."""

from __future__ import annotations

import difflib
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from docutils import nodes
from docutils.utils import new_document

from sphinx_modelterms import migration
from sphinx_modelterms.commands.main import main
from sphinx_modelterms.migration import differences
from sphinx_modelterms.sources import isolation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conftest import Project

COUNTED = (
    *(str(Path(module.__file__ or "")) for module in (isolation, difflib)),
    *migration.__path__,
)


def calls(run: Callable[[], object]) -> int:
    """Count the function calls by the command and to the parsers of data-file text."""
    count = 0

    def profile(frame: Any, event: str, argument: object) -> None:
        nonlocal count
        if event in {"call", "c_call"} and frame.f_code.co_filename.startswith(COUNTED):
            count += 1

    before = sys.getprofile()
    sys.setprofile(profile)
    try:
        run()
    finally:
        sys.setprofile(before)
    return count


def entries(count: int, more: str = "") -> Iterator[str]:
    for number in range(count):
        yield f"   word {number}\n   alias {number}\n      Definition {number}.\n\n      More.\n{more}"


PAGES: dict[str, tuple[str, Callable[[int], str]]] = {
    "one glossary": ("page.rst", lambda n: ".. glossary::\n\n" + "\n".join(entries(n))),
    "many glossaries": (
        "page.rst",
        lambda n: "\n".join(f".. glossary::\n\n{entry}" for entry in entries(n)),
    ),
    "glossaries in a block": (
        "page.rst",
        lambda n: (
            ".. only:: html\n\n   Text.\n\n"
            + "\n".join(f"   .. glossary::\n\n      w{i}\n         Text.\n" for i in range(n))
        ),
    ),
    "sorted": (
        "page.rst",
        lambda n: ".. glossary::\n   :sorted:\n\n" + "\n".join(reversed(list(entries(n)))),
    ),
    "entries that stay": (
        "page.rst",
        lambda n: (
            ".. glossary::\n\n"
            + "\n".join(
                f"{entry}\n   ``same{i}``\n      Text.\n" for i, entry in enumerate(entries(n))
            )
        ),
    ),
    "entries that warn": (
        "page.rst",
        lambda n: (
            ".. glossary::\n\n"
            + "\n".join(entries(n, "\n      .. term-example::\n\n         x\n"))
        ),
    ),
    "Markdown": (
        "page.md",
        lambda n: "```{glossary}\n" + "\n".join(entries(n)).replace("\n   ", "\n")[3:] + "\n```\n",
    ),
}


@pytest.mark.parametrize("data", [False, True])
@pytest.mark.parametrize("kind", PAGES)
def test_work_grows_with_the_number_of_entries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, data: bool
) -> None:
    monkeypatch.setattr(differences, "AT_ONCE", 2_000)
    name, text = PAGES[kind]
    more = ["--data", str(tmp_path / "words.yml")] if data else []
    counts = []
    for size in (20, 20, 40, 60):  # the first time, modules are imported
        page = tmp_path / name
        page.write_text(f"Title\n=====\n\n{text(size)}", encoding="utf-8")
        counts.append(calls(lambda page=page: main(["import-glossary", str(page), *more])))
    _, once, twice, thrice = counts
    assert thrice - twice < 1.1 * (twice - once)


def patched(old: list[str], lines: list[str]) -> list[str]:
    """Apply a diff to *old*, as ``patch`` would; it must fit exactly."""
    new: list[str] = []
    position = 0
    for line in lines[2:]:
        if line.startswith("@@"):
            start = line.split()[1][1:].partition(",")
            first = int(start[0]) - (start[2] != "0")
            assert first >= position
            new += old[position:first]
            position = first
        elif line.startswith("+"):
            new.append(line[1:])
        else:
            assert old[position] == line[1:]
            position += 1
            new += [line[1:]] * line.startswith(" ")
    return new + old[position:]


@pytest.mark.parametrize("at_once", [0, 9, 60])
def test_the_difference_of_long_texts_makes_one_of_the_other(
    monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(differences, "AT_ONCE", at_once)
    dice = random.Random(at_once)
    for _ in range(200):
        old = [
            f"{dice.choice('abcdefghijklm')}{dice.randrange(5)}" for _ in range(dice.randrange(50))
        ]
        new = list(old)
        for _ in range(dice.randrange(8)):
            place = dice.randrange(len(new) + 1)
            new[place : place + dice.randrange(4)] = dice.choices(
                ["a1", "b2", "x"], k=dice.randrange(4)
            )
        lines = list(differences.difference(old, new, "a/x", "b/x"))
        assert patched(old, lines) == new
        assert bool(lines) == (old != new)
        assert len(lines) <= 2 + 2 * (len(old) + len(new))


class Untouched(dict[str, Any]):
    """Names that a long page registers; searching them for each text would take too long."""

    def __iter__(self) -> Iterator[str]:
        raise AssertionError

    items = keys = values = copy = __reduce_ex__ = __iter__  # type: ignore[assignment]


def test_texts_of_data_files_leave_alone_what_the_page_has_noted(project: Project) -> None:
    project.write({"index": "Home\n====\n"})
    built = project.build("dummy")
    document = new_document("page")
    for name in ("ids", "nameids", "nametypes", "refids", "refnames"):
        setattr(document, name, Untouched())
    document.ids["a"] = document
    with isolation.without_side_effects(document, built.app.env):
        document.note_explicit_target(nodes.target("", "", names=["a"]))
        assert list(document.nameids) == ["a"]
    assert isinstance(document.ids, Untouched)
    assert len(document.ids) == 1
    assert not document.nameids
