"""Beside extensions that show hover cards of their own, or make pages of notebooks.

Each project is built without our extension and with it, in a process of its own.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.conftest import Project
from tests.real.compare import Page, differences
from tests.test_companions import is_missing

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PAGES = {
    "index": """
        Home
        ====

        .. _here:

        A :term:`token`, :term:`LLM`, :ref:`words <here>`, :ref:`there`.

        .. toctree::

           glossary
           notebook
        """,
    "glossary": """
        .. _there:

        Glossary
        ========

        .. glossary::

           Token
           Piece
              A piece of text, see :term:`LLM`.

           LLM
              A model.
        """,
}

NOTEBOOK = {
    "cells": [
        {
            "cell_type": "raw",
            "id": "a",
            "metadata": {"raw_mimetype": "text/restructuredtext"},
            "source": "Notebook\n========\n\nA :term:`Token` and an :term:`LLM`.",
        },
        {
            "cell_type": "code",
            "id": "b",
            "execution_count": 1,
            "metadata": {},
            "outputs": [{"output_type": "stream", "name": "stdout", "text": "token\n"}],
            "source": 'print("token")',
        },
    ],
    "metadata": {
        "kernelspec": {"name": "python3", "display_name": "Python", "language": "python"}
    },
    "nbformat": 4,
    "nbformat_minor": 5,
}
"""Cells in reST, as those in Markdown need a program for nbsphinx."""

PLAIN_NOTEBOOK = "Notebook\n========\n\nA :term:`Token`.\n"

NO_NETWORK = {"tippy_enable_wikitips": False, "tippy_enable_doitips": False}

COMPANIONS = {
    "nbsphinx": {"nbsphinx_execute": "never", "html_sourcelink_suffix": ""},
    "sphinx_tippy": NO_NETWORK,
    "hoverxref.extension": {"hoverxref_roles": ["term"], "hoverxref_auto_ref": True},
}


class Output(NamedTuple):
    """Result of a build."""

    folder: Path
    warnings: list[str]


def build(
    root: Path,
    name: str,
    extensions: list[str],
    pages: Mapping[str, str],
    conf: Mapping[str, object],
) -> Output:
    """Build in a process of its own: these extensions change what others share."""
    project = Project(root / name)
    project.write(pages)
    if "nbsphinx" in extensions:
        (project.source / "notebook.ipynb").write_text(json.dumps(NOTEBOOK), encoding="utf-8")
    else:
        project.write({"notebook": PLAIN_NOTEBOOK})
    settings = {**conf, "extensions": extensions, "html_theme": "basic"}
    lines = [f"{key} = {value!r}" for key, value in settings.items()]
    (project.source / "conf.py").write_text("\n".join((*lines, "")), encoding="utf-8")
    out, said = root / name / "html", root / name / "warnings.txt"
    command = [sys.executable, "-W", "ignore", "-m", "sphinx", "-q", "-d", f"{out}.doctrees"]
    done = subprocess.run(
        [*command, "-w", str(said), str(project.source), str(out)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=os.environ | {"NO_COLOR": "1"},
    )
    assert done.returncode == 0, done.stderr
    warnings = said.read_text(encoding="utf-8").replace(str(project.source), "").splitlines()
    return Output(out, warnings)


def without_their_terms(folder: Path) -> None:
    """Let *folder* have what the others show at links to terms no more.

    Where both are on, links to terms have our hover card, not one of theirs too; the files of
    sphinx-tippy are named by chance and hold HTML.
    """
    for path in folder.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        html = re.sub(
            r'class="hxr-hoverxref hxr-tooltip reference internal"( href="[^"]*"[^>]*><span class="xref std std-term">)',
            r'class="reference internal"\1',
            html,
        )
        html = re.sub(r"(_static/tippy/[\w/.]+?)\.[0-9a-f-]{36}\.js(\?v=\w+)?", r"\1.js", html)
        path.write_text(html, encoding="utf-8")
    for path in (folder / "_static").rglob("tippy/**/*.js"):
        path.unlink()


def tips(folder: Path) -> dict[str, dict[str, str]]:
    """Return the tooltips of sphinx-tippy, by page and link, without the extension's own
    markup."""
    found = {}
    for path in (folder / "_static").rglob("tippy/*.js"):
        table = path.read_text(encoding="utf-8").splitlines()[0].partition(" = ")[2].rstrip(";")
        table = re.sub(r'aria-describedby=\\"[^"]*" |mt-ref ', "", table)
        found[path.name.partition(".")[0]] = json.loads(table)
    return found


@pytest.mark.parametrize("place", [0, 1], ids=["first", "last"])
@pytest.mark.parametrize("companion", COMPANIONS)
def test_output_of_the_other_extension_stays_the_same(
    tmp_path: Path, companion: str, place: int
) -> None:
    if is_missing(companion):
        pytest.skip(f"not installed: {companion}")
    conf = COMPANIONS[companion]
    both = [companion]
    both.insert(place, "sphinx_modelterms")
    plain = build(tmp_path, "plain", [companion], PAGES, conf)
    built = build(tmp_path, "with", both, PAGES, conf)
    assert built.warnings == plain.warnings
    assert tips(built.folder) == tips(plain.folder)
    assert bool(tips(plain.folder)) is (companion == "sphinx_tippy")
    for output in (plain, built):
        without_their_terms(output.folder)
    found = differences(plain.folder, built.folder)
    if companion == "hoverxref.extension":  # it asks for all files on all pages
        found = [line for line in found if "a page that has nothing of ours" not in line]
    assert found == []
    page = Page((built.folder / "index.html").read_text(encoding="utf-8"))
    assert (page.links, len(page.cards)) == (2, 2)
    if companion == "hoverxref.extension":
        assert 'class="hxr-hoverxref hxr-tooltip' in (built.folder / "index.html").read_text(
            "utf-8"
        )


OURS = {
    "index": PAGES["index"],
    "glossary": """
        .. _there:

        Glossary
        ========

        .. modelterms:term:: Token
           :aliases: Piece
           :related: LLM

           A piece of text.

           .. modelterms:question:: Why?

              Because.

        .. modelterms:term:: LLM

           A model.

        .. modelterms:compare:: Token, LLM

        .. modelterms:list::
        """,
}


@pytest.mark.parametrize("companion", COMPANIONS)
def test_our_terms_on_their_pages(tmp_path: Path, companion: str) -> None:
    if is_missing(companion):
        pytest.skip(f"not installed: {companion}")
    conf = COMPANIONS[companion]
    first, last = (
        build(tmp_path, name, extensions, OURS, conf)
        for name, extensions in (
            ("first", ["sphinx_modelterms", companion]),
            ("last", [companion, "sphinx_modelterms"]),
        )
    )
    for built in (first, last):
        assert built.warnings == []
        without_their_terms(built.folder)
        notebook = (built.folder / "notebook.html").read_text(encoding="utf-8")
        assert 'href="glossary.html#term-token"' in notebook
        assert 'id="mt-tip-token"' in notebook
        assert 'href="notebook.html"' in (built.folder / "glossary.html").read_text("utf-8")
    for name in ("index", "glossary", "notebook"):
        one, other = (built.folder / f"{name}.html" for built in (first, last))
        bodies = [
            re.sub(r"<(?:script|link)\b[^>]*>", "", p.read_text("utf-8")) for p in (one, other)
        ]
        assert bodies[0].split() == bodies[1].split(), name
