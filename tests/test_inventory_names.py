"""The inventory: no name is the entry of something else, whoever reads it."""

from __future__ import annotations

import json
import posixpath
import re
import zlib
from typing import TYPE_CHECKING, Any

import pytest
from sphinx.util.inventory import InventoryFile

from sphinx_modelterms.glossary.inventory_names import is_read_whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Project

EVIL = "//evil.example/"

FORGED = "os.path.join py:function 1 //evil.example/x -"

RECORDS: list[dict[str, Any]] = [
    {"name": FORGED, "definition": "x", "category": "open py:function 1 //evil.example/c -"},
    {
        "name": "Alpha",
        "abbr": "abs py:function -1 //evil.example/abbr -",
        "aliases": [
            "setup std:label 1 //evil.example/login -",
            "intro std:doc 1 //evil.example/login -",
            "Plain alias",
            "Stable Diffusion 3",
        ],
        "definition": "x",
    },
    {"name": "Beta\u2028len py:function ١ //evil.example/b -", "definition": "x"},
]

READERS = {
    "Sphinx": r"(.+?)\s+(\S+)\s+(-?\d+)\s+?(\S*)\s+(.*)",
    "sphobjinv": r"(.+?)\s+([^\s:]+:[^\s]+)\s+(-?\d+)\s+?(\S*)\s+(.+?)\r?$",
    "mkdocstrings": r"(.+?)\s+(\S+:\S+)\s+(-?\d+)\s+(\S+)\s*(.*)$",
}
"""Patterns with which these programs split an inventory entry."""


def entries(path: Path) -> list[str]:
    content = path.read_bytes()
    start = content.index(b"zlib.\n") + len(b"zlib.\n")
    return zlib.decompress(content[start:]).decode().splitlines()


def addresses(path: Path) -> list[str]:
    """The addresses of all entries, as Sphinx reads them."""
    with path.open("rb") as file:
        found = InventoryFile.load(file, "https://docs.example/", posixpath.join)
    return [
        tuple(entry)[2] if isinstance(entry, tuple) else entry.uri  # type: ignore[arg-type]
        for names in found.values()
        for entry in names.values()
    ]


def write(project: Project, extensions: list[str], **conf: Any) -> None:
    project.conf["extensions"] = ["sphinx_modelterms", "myst_parser", *extensions]
    project.conf |= {"modelterms_data": ["a.json"], "modelterms_pages": "terms", **conf}
    names = ", ".join(("Alpha", FORGED))
    page = f"Home\n====\n\n.. toctree::\n   :glob:\n\n   terms/*\n\n.. term-compare:: {names}\n"
    project.write({"index": page, "a.json": json.dumps({"terms": RECORDS})})


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "json"])
@pytest.mark.parametrize("extensions", [[], ["sphinx.ext.autosectionlabel"]])
def test_names_forge_no_entries(project: Project, builder: str, extensions: list[str]) -> None:
    write(project, extensions)
    path = project.build(builder).outdir / "objects.inv"
    assert len(entries(path)) > 10
    for reader, pattern in READERS.items():
        for line in entries(path):
            match = re.match(pattern, line)
            assert match, (reader, line)
            assert EVIL not in match[4], (reader, line)
            assert match[2].startswith(("std:", "modelterms:", "Diffusion")), (reader, line)
    assert addresses(path)
    assert all(place.startswith("https://docs.example/") for place in addresses(path))


def test_other_names_and_ids_stay_in_the_inventory(project: Project) -> None:
    write(project, [])
    lines = entries(project.build().outdir / "objects.inv")
    for start in (
        "Alpha std:term -1 ",
        "Plain alias std:term -1 ",
        "Stable Diffusion 3 std:term -1 ",
        "term-alpha std:label -1 ",
        "term-os-path-join-py-function-1-evil-example-x-0b8560 std:label -1 ",
        "compare-alpha-vs-os-path-join-py-function-1-evil-exam-8adc70 modelterms:comparison 1 ",
    ):
        assert any(line.startswith(start) for line in lines), start


def test_each_name_that_is_left_out_has_a_message(project: Project) -> None:
    write(project, [])
    said = [text for text in project.build().warnings if "[modelterms.inventory-name]" in text]
    assert len(said) == 5
    assert any(
        text.startswith("a.json:1: WARNING: the name 'setup std:label 1 //evil.example/login -' ")
        and "Other projects can link to the term by its id, 'term-alpha'" in text
        for text in said
    )


def test_links_of_other_projects_stay_theirs(
    project: Project, new_project: Callable[[str], Project]
) -> None:
    write(project, ["sphinx.ext.autosectionlabel"])
    inventory = str(project.build().outdir / "objects.inv")
    other = new_project("other")
    other.conf = {"extensions": ["sphinx.ext.intersphinx"], "html_theme": "basic"}
    other.conf["intersphinx_mapping"] = {"v": ("https://docs.example/", inventory)}
    other.write(
        {
            "index": "Home\n====\n\n:py:func:`os.path.join`, :py:func:`open`, :py:func:`abs`, :ref:`setup`,"
            " :py:func:`len`, :external+v:doc:`intro`, :term:`Plain alias`,"
            " :ref:`x <term-os-path-join-py-function-1-evil-example-x-0b8560>`\n"
        }
    )
    html = other.build().body("index")
    assert "evil.example/x" not in html
    assert 'href="//' not in html
    assert html.count('href="https://docs.example/') == 2


def test_pages_can_refer_to_names_that_the_inventory_lacks(project: Project) -> None:
    write(project, ["sphinx.ext.autosectionlabel"])
    project.write(
        {
            "own": f"""
                Own
                ===

                :term:`{FORGED}`, :ref:`Rule of thumb: 3 sigmas`.

                Rule of thumb: 3 sigmas
                -----------------------

                .. term:: Gamma

                   x
                """
        }
    )
    built = project.build()
    assert not [text for text in built.warnings if "own.rst" in text and "toctree" not in text]
    html = built.body("own")
    assert html.count('href="terms/os-path-join-py-function-1-evil-example-x-0b8560.html#') == 1
    assert 'href="#rule-of-thumb-3-sigmas"' in html
    lines = entries(built.outdir / "objects.inv")
    assert not any(line.startswith("rule of thumb") for line in lines)
    assert any(line.startswith("gamma std:label") for line in lines)
    again = project.build()
    assert entries(again.outdir / "objects.inv") == lines


def test_plain_glossaries_and_headings_are_exported_as_by_sphinx(
    new_project: Callable[[str], Project],
) -> None:
    found = {}
    for name in ("plain", "ours"):
        project = new_project(name)
        own = ["sphinx_modelterms"] if name == "ours" else []
        project.conf["extensions"] = [*own, "sphinx.ext.autosectionlabel"]
        project.write(
            {
                "index": "Home\n====\n\nRule of thumb: 3 sigmas\n------\n\n.. glossary::\n\n"
                f"   {FORGED}\n      x\n\n   Rule of thumb: 3\n      x\n"
            }
        )
        built = project.build()
        found[name] = [
            line
            for line in entries(built.outdir / "objects.inv")
            if not line.startswith("modelterms-index")
        ]
        assert not [text for text in built.warnings if "modelterms" in text]
    assert found["ours"] == found["plain"]


@pytest.mark.parametrize(
    ("name", "whole"),
    [
        ("Alpha", True),
        ("std::vector of 3 items", True),
        ("py:function 1 x", True),
        ("Note: the 3 laws", True),
        ("Stable Diffusion 3", True),
        ("Rule of thumb: 3 sigmas", False),
        ("a b:c -1 d", False),
        ("a b:c 1", False),
        ("a\tb:c\u00a01 d", False),
        ("a b:c ٣ d", False),
        ("a\u2028b", False),
        ("a\x85b", False),
    ],
)
def test_names_that_other_readers_would_cut_are_detected(name: str, whole: bool) -> None:
    assert is_read_whole(name) == whole
    if whole:
        match = re.match(READERS["mkdocstrings"], f"{name} std:term -1 a.html#b -")
        assert match
        assert match[1] == name
