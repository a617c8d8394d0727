"""Five themes: what checkers of accessibility and of HTML say, with the extension and without."""

from __future__ import annotations

import importlib.util
import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.browser.waiting import drawn
from tests.conftest import AXE, VNU, Project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    Show = Callable[..., Page]

DARK = ("furo", "pydata_sphinx_theme", "sphinx_book_theme")
THEMES = ("furo", "pydata_sphinx_theme", "sphinx_book_theme", "sphinx_rtd_theme", "alabaster")

# Without the extension all of this is standard markup, so what it has wrong is the theme's.
PLAIN = {
    "index": """
        Home
        ====

        A :term:`Token`, an :term:`Embedding`, and again a :term:`Token`.

        .. rubric:: A rubric

        Term
           A definition with ``code``.

        * An item with `a link <page.html>`_.

        .. list-table:: A caption
           :header-rows: 1
           :stub-columns: 1

           * -
             - One
           * - Row
             - Cell

        A section
        ---------

        .. toctree::
           :hidden:

           gloss
        """,
    "gloss": """
        Glossary
        ========

        .. glossary::

           Token
              A piece of text.

           Embedding
              A list of numbers, see :term:`Token`.
        """,
}

BLOCKS = """
    Blocks
    ======

    .. term:: Retrieval-Augmented Generation
       :abbr: RAG
       :category: Tools
       :level: advanced
       :tags: search
       :related: Vector Database, Token
       :requires: Token
       :reviewed: 2026-01-02

       It fetches documents and lets the model answer from them.

       See :term:`Embedding`.

       .. term-example::

          A support bot.

       .. term-question:: Is it new?

          No.

       .. term-facts::

          Needs training: no

       .. term-source:: The paper
          :url: https://example.org/

       .. term-quiz-question:: What does it fetch?

          * Documents
          * Models

          It fetches them first.

    .. term:: Vector Database
       :category: Tools
       :level: beginner
       :status: deprecated
       :replaced-by: RAG

       It finds vectors that are near.

       .. term-facts::

          Needs training: no

    Side by side
    ------------

    .. term-compare:: RAG, Vector Database

       Choose well.

    Lists
    -----

    .. term-list::
       :filter:

    .. term-list::
       :display: names

    .. term-list::
       :display: table

    .. term-list::
       :display: definitions

    .. term-categories::

    .. term-of-the-day::

    .. term-map:: RAG

    .. term-quiz::

    .. term-map::

    .. term-faq:: RAG
    """


@pytest.fixture(scope="module", params=THEMES)
def sites(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, Path, Path]:
    """A theme, its pages without the extension, and with it."""
    theme: str = request.param
    if importlib.util.find_spec(theme) is None:
        pytest.skip(f"the theme {theme} is not installed")
    outs = []
    for name, extensions in (("without", []), ("with", ["sphinx_modelterms"])):
        project = Project(tmp_path_factory.mktemp(f"{theme}-{name}"))
        project.conf |= {
            "extensions": extensions,
            "html_theme": theme,
            "modelterms_reader_controls": True,
            "modelterms_categories": {"Tools": {"description": "Things.", "colour": "teal"}},
            "html_copy_source": False,
        }
        if not extensions:
            project.conf = {k: v for k, v in project.conf.items() if "modelterms" not in k}
        project.write(PLAIN)
        if extensions:
            index = PLAIN["index"].replace("   gloss", "   gloss\n           blocks")
            project.write({"blocks": BLOCKS, "index": index})
        built = project.build()
        assert [w for w in built.warnings if "modelterms" in w] == []
        outs.append(built.outdir)
    return theme, outs[0], outs[1]


def violations(page: Page) -> dict[str, list[str]]:
    """The rules that axe finds broken, with the places."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    return {rule["id"]: [node["html"] for node in rule["nodes"]] for rule in found}


def prepare(page: Page, scheme: str) -> None:
    """Some themes choose light or dark by a script, which here follows the reader."""
    page.add_style_tag(content="* { transition: none !important; animation: none !important }")
    page.evaluate(
        """scheme => {
            if (document.documentElement.dataset.theme !== undefined)
                document.documentElement.dataset.theme = scheme;
            for (const details of document.querySelectorAll("details")) details.open = true;
        }""",
        scheme,
    )
    drawn(page)


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is missing")
def test_axe_finds_nothing_that_is_not_the_theme_s(
    sites: tuple[str, Path, Path], show: Show
) -> None:
    theme, without, with_ = sites
    for scheme in ("light", "dark") if theme in DARK else ("light",):
        page = show(without / "index.html", color_scheme=scheme)
        prepare(page, scheme)
        known = violations(page)
        for name in ("index", "blocks"):
            page = show(with_ / f"{name}.html", color_scheme=scheme)
            prepare(page, scheme)
            if name == "index":
                page.locator("a.mt-ref").first.hover()
                page.locator(".mt-tip:visible").hover()
                drawn(page)
            found = violations(page)
            assert {rule: at for rule, at in found.items() if rule not in known} == {}, scheme
            assert not [at for at in found.values() if 'class="mt-tip"' in str(at)], scheme


def messages(*pages: Path) -> list[set[str]]:
    """Return the messages of the Nu HTML checker about each page, without locations."""
    command = ["java", "-Xss4m", "-jar", str(VNU), "--skip-non-html", "--format", "json"]
    run = subprocess.run(
        [*command, "--exit-zero-always", *map(str, pages)],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    found: dict[str, set[str]] = {page.as_uri(): set() for page in pages}
    for message in json.loads(run.stderr)["messages"]:
        url = message["url"].replace("file:/", "file:///", 1).replace("/////", "///")
        found[url].add(f"{message['type']}: {message['message']}")
    return [*found.values()]


@pytest.mark.skipif(not VNU.exists(), reason="the Nu HTML checker is missing")
def test_the_html_checker_finds_nothing_that_is_not_the_theme_s(
    sites: tuple[str, Path, Path],
) -> None:
    _, without, with_ = sites
    known, index, blocks = messages(
        without / "index.html", with_ / "index.html", with_ / "blocks.html"
    )
    assert index <= known
    assert blocks <= known
