"""No message of ours has characters that a terminal obeys, whatever files, pages and names are
called: they are written as in Python."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING

import pytest

from sphinx_modelterms.commands.main import main
from sphinx_modelterms.migration import command
from tests.conftest import make_link

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Built, Project

NASTY = {
    "escape": ("a\x1b]0;b", r"a\x1b]0;b"),
    "turned round": ("a\u202eb", r"a\u202eb"),
    "isolated": ("a\u2066b\u200f", r"a\u2066b\u200f"),
    "eight bits": ("a\x9b31mb\x85", r"a\x9b31mb\x85"),
    "two lines": ("a\nWARNING b", r"a\nWARNING b"),
    "carriage return": ("a\rb\u2028", r"a\rb\u2028"),
    "no text": ("a\udcffb", r"a\udcffb"),
    "unseen": ("a\U000e0041\xadb", r"a\U000e0041\xadb"),
}
"""Names of files, and what messages show of them."""

MARKS = re.compile("\x1b\\[[0-9;]*m")
"""Sphinx's own colours."""


def is_obeyed(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"} and char != "\n"


def obeyed(text: str) -> list[str]:
    return [char for char in text if is_obeyed(char)]


def write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except (OSError, ValueError):
        pytest.skip("the file system does not have such names")


def said(built: Built) -> list[str]:
    """The warnings as a terminal gets them, without Sphinx's own colours."""
    text: str = MARKS.sub("", built.app.warning.getvalue())
    return text.rstrip("\n").split("\n")


def naming(warnings: list[str], shown: str) -> list[str]:
    """Those of *warnings* that name the file as it is shown; all are harmless."""
    assert warnings
    for warning in warnings:
        assert obeyed(warning) == [], ascii(warning)
    return [warning for warning in warnings if shown in warning]


BAD_TERMS = [
    {"name": "A", "definition": "Def. <b>x</b> `a", "level": "no\x1b[31m", "x\u202ey": 1},
    {"name": "B", "definition": "Def :ref:`nothing`.\n\n.. raw:: html\n\n   x", "tags": "a; b"},
    {"name": "B", "definition": "Again.", "related": ["Nobody\u2066"], "reviewed": "\x1b"},
    {"definition": "Without a name."},
]


@pytest.mark.parametrize("kind", NASTY)
@pytest.mark.parametrize("parallel", [0, 2])
def test_names_of_data_files_are_harmless(project: Project, kind: str, parallel: int) -> None:
    name, shown = NASTY[kind]
    project.conf |= {"modelterms_data": ["*.json", "*.yml"], "modelterms_pages": "gen"}
    project.write({"index": "Home\n====\n\n.. toctree::\n\n   gen/index\n"})
    write(project.source / f"{name}.json", json.dumps(BAD_TERMS))
    write(project.source / f"{name}.yml", "- name: [broken\n")
    built = project.build(parallel=parallel)
    found = naming(said(built), shown)
    places = [warning.partition(": ")[0] for warning in found]
    assert sum(place.rpartition(":")[0].endswith(f"{shown}.json") for place in places) > 3
    # docutils does not see the place in a message if there is a line end in it.
    assert kind == "two lines" or any("[docutils]" in warning for warning in found)
    assert any(".yml:" in warning for warning in found)
    assert built.domain.build.data.records


@pytest.mark.parametrize("kind", ["missing", "unreadable", "outside"])
@pytest.mark.parametrize("nasty", ["escape", "turned round", "two lines", "no text"])
def test_patterns_and_paths_in_messages_are_harmless(
    project: Project, kind: str, nasty: str, tmp_path: Path
) -> None:
    name, shown = NASTY[nasty]
    project.conf |= {"modelterms_data": [f"{name}*" if kind == "missing" else "*.json"]}
    project.write({"index": "Home\n====\n"})
    if kind == "outside":
        write(tmp_path / f"{name}.json", "[]")
        make_link(project.source / f"{name}.json", tmp_path / f"{name}.json")
    elif kind == "unreadable":
        write(project.source / f"{name}.json", "{")
    assert naming(said(project.build()), shown)


@pytest.mark.parametrize("kind", sorted(NASTY.keys() - {"no text", "two lines"}))
@pytest.mark.parametrize("parallel", [0, 2])
def test_names_of_pages_are_harmless(project: Project, kind: str, parallel: int) -> None:
    name, shown = NASTY[kind]
    project.write({"index": "Home\n====\n\n.. toctree::\n   :glob:\n\n   *\n"})
    page = "Page\n====\n\n.. term:: A\n   :nothing: x\n   :related: Nobody\n\n   See :term:`a1`.\n"
    write(project.source / f"{name}.rst", page)
    write(project.source / "other.rst", page.replace("term:: A", "term:: A1") + "\n.. term:: A\n")
    built = project.build(parallel=parallel, modelterms_quality=["all"])
    found = naming([text for text in said(built) if "[modelterms." in text], shown)
    assert len(found) >= 2


def test_names_of_terms_in_messages_of_sphinx_about_data_are_harmless(project: Project) -> None:
    """Also in those that are given late."""
    project.conf |= {"modelterms_data": ["a.json"], "modelterms_autolink": "page"}
    text = "Def.\n\n:term:`x\u2066y\u200f` :doc:`x\u2066y` :ref:`\u2067x` :any:`\u2066`\n\n.. \u2066x::"
    project.write(
        {
            "index": "Home\n====\n\n.. term:: A\n",
            "a.json": json.dumps([{"name": "A", "definition": "Def.", "explanation": text}]),
        }
    )
    assert len(naming(said(project.build()), "a.json:")) >= 4


GLOSSARY = "T\n=\n\n.. glossary::\n\n   a\x1b[31m\n      Def\u202e.\n\n   B\n      Def.\n\n   ``c\u2066``\n      x\n"


@pytest.mark.parametrize("kind", NASTY)
@pytest.mark.parametrize("text", [GLOSSARY, "nothing", "T\n=\n\n.. glossary::\n\n   A : b\n"])
def test_import_glossary_says_nothing_that_terminals_obey(
    tmp_path: Path,
    kind: str,
    text: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    name, shown = NASTY[kind]
    page, data = tmp_path / f"{name}.rst", tmp_path / f"{name}.yml"
    monkeypatch.setattr(command, "is_terminal", lambda: True)
    write(page, text)
    for more in ([], ["--data", str(data)], [f"{name}.2"], ["--data", str(page)]):
        main(["import-glossary", str(page), *more])
        out, err = capsys.readouterr()
        assert obeyed((out + err).replace("\t", "")) == []
        assert shown in out + err or "Nothing was written" in err
    main(["import-glossary", str(page), "--write"])
    assert obeyed("".join(capsys.readouterr())) == []
    with pytest.raises(SystemExit):
        main(["import-glossary", str(page), "--markup", name])
    assert obeyed("".join(capsys.readouterr())) == []


def test_a_difference_that_programs_read_is_exact(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.rst"
    page.write_text(GLOSSARY, encoding="utf-8")
    main(["import-glossary", str(page)])
    assert "\u202e" in capsys.readouterr().out
