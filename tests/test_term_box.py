"""Term boxes: the terms that a page uses and defines, by directive and by setting."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Project

TERMS = """\
Terms
=====

.. term:: Embedding
   :requires: Vector
   :level: advanced

   Places words in a space.

.. term:: Token
   :abbr: TK
   :level: beginner

   A piece of text.

.. term:: Vector
   :requires: Zero

   A list of numbers.

.. term:: Zero

   A number. And more of it.

.. glossary::

   port
   haven
      Where ships land.
"""
BOX = """\
Page
====

An :term:`embedding` and a vector. Each :term:`TK` counts. Safe :term:`haven`.

.. term-box::
"""


@pytest.fixture
def site(project: Project) -> Project:
    """A project with a page of terms and a page that uses some."""
    project.conf |= {"project": "Small", "author": "A", "copyright": "A", "version": "1"}
    index = "Home\n====\n\n.. toctree::\n   :glob:\n\n   *\n"
    project.write({"index": index, "terms": TERMS, "page": BOX})
    return project


def shown(body: str, group: str = "used") -> list[str]:
    """The names in a group of the first box."""
    found = re.search(rf'<div class="mt-group[^>]*id="[\w-]+-{group}">(.*?)</dl>', body, re.DOTALL)
    return re.findall(r"<dt[^>]*>\s*<a[^>]*>(.*?)</a>", found[1], re.DOTALL) if found else []


def test_terms_used_come_after_their_prerequisites(site: Project) -> None:
    built = site.build(modelterms_autolink="page")
    assert built.warnings == []
    assert shown(built.body("page")) == ["Vector", "Embedding", "port", "Token"]
    assert "Terms used on this page" in built.body("page")
    assert "Terms defined on this page" not in built.body("page")
    assert shown(site.build(modelterms_autolink="off").body("page")) == [
        "Embedding",
        "port",
        "Token",
    ]


def test_terms_defined_are_shown_in_their_order(site: Project) -> None:
    site.write({"terms": f"{TERMS}\n.. term-box::\n   :show: defined\n"})
    body = site.build().body("terms")
    assert shown(body, "defined") == ["Embedding", "Token", "Vector", "Zero", "port"]
    assert shown(body) == []


def test_terms_below_the_level_of_the_page_are_left_out(site: Project) -> None:
    site.write({"page": f":modelterms-level: intermediate\n\n{BOX}"})
    assert shown(site.build().body("page")) == ["Embedding", "port"]
    site.write({"page": f":modelterms-level: expert\n\n{BOX}"})
    assert shown(site.build().body("page")) == ["Embedding", "port", "Token"]


def test_an_empty_box_is_left_out(site: Project) -> None:
    site.write({"page": "Page\n====\n\nNothing.\n\n.. term-box::\n"})
    built = site.build()
    assert "mt-box" not in built.body("page") and built.warnings == []


def test_a_wrong_group_is_reported(site: Project) -> None:
    site.write({"page": f"{BOX}   :show: used, all\n"})
    (warning,) = site.build().warnings
    assert warning.startswith("page.rst:7: WARNING: show: 'all' isn't one of 'used', 'defined'.")


def test_a_changed_definition_rewrites_the_page(site: Project) -> None:
    site.build()
    site.write({"terms": TERMS.replace("Places words", "Puts words")})
    built = site.build()
    assert "Puts words" in built.body("page") and "page" in built.resolved
    site.write({"terms": TERMS.replace("Where ships land", "Where boats land")})
    assert "Where boats land" in site.build().body("page")


@pytest.mark.parametrize("where", ["start", "end"])
def test_pages_get_boxes_by_a_setting(site: Project, where: str) -> None:
    page = "Page\n====\n\nAn :term:`embedding`.\n\nMore\n----\n\nText.\n"
    site.write({"page": page, "off": f":no-page-terms:\n\n{page}", "plain": "Plain\n=====\n"})
    built = site.build(modelterms_page_terms=where)
    assert built.warnings == []
    body = built.body("page")
    assert shown(body) == ["Embedding"]
    assert (body.index("mt-box") < body.index("More")) == (where == "start")
    for other in ("off", "plain", "terms", "index"):
        assert "mt-box" not in built.body(other)
    assert "page" in site.build(modelterms_page_terms="off").resolved
    assert "mt-box" not in site.build(modelterms_page_terms="off").body("page")


def test_a_written_box_replaces_that_of_the_setting(site: Project) -> None:
    assert site.build(modelterms_page_terms="end").body("page").count("mt-box") == 1


def test_no_page_terms_is_checked(site: Project) -> None:
    site.write({"page": f":no-page-terms: maybe\n\n{BOX}", "b": f":no-pageterms:\n\n{BOX}"})
    first, second = site.build().warnings
    assert "'no-pageterms'. Did you mean 'no-page-terms'?" in first
    assert "no-page-terms: 'maybe' is neither 'yes' nor 'no'" in second


def test_paper_has_boxes_at_the_end_of_chapters(site: Project) -> None:
    site.write({"page": "Page\n====\n\nAn :term:`embedding`.\n"})
    tex = site.build("latex", modelterms_latex_gloss="chapter").text("small.tex")
    assert "Terms used on this page" in tex and "Places words" in tex.partition("Terms used")[2]
    built = site.build(modelterms_latex_gloss="chapter")
    assert "mt-box" not in built.body("page")
    tex = site.build("latex", modelterms_page_terms="end").text("small.tex")
    assert "Terms used on this page" in tex


def test_paper_has_notes_at_first_mentions(site: Project) -> None:
    page = (
        "Page of :term:`tokens`\n=======================\n\n"
        "An :term:`embedding`. Another :term:`embedding`, a :term:`haven` and a token [#]_.\n\n"
        "Port\n   A :term:`vector`.\n\n"
        ".. [#] A footnote with a :term:`zero`.\n"
    )
    site.write({"page": page, "other": "Other\n=====\n\nAn :term:`embedding`.\n"})
    conf = {"modelterms_latex_gloss": "notes", "modelterms_autolink": "page"}
    built = site.build("latex", **conf)
    assert built.warnings == []
    tex = built.text("small.tex")
    notes = re.findall(r"\\begin\{footnote\}(.*?)\\end\{footnote\}", tex, re.DOTALL)
    # How a link is written depends on Sphinx.
    notes = [re.sub(r"\{\\hyperref.*zero\}*", "zero", note, flags=re.DOTALL) for note in notes]
    texts = [re.sub(r"\\\w+|[{}%\n]", "", note).strip() for note in notes]
    assert texts == [
        "[1]Places words in a space.",  # on the page "other"
        "[2]Places words in a space.",
        "[3]Where ships land.",
        "[1]A footnote with a zero.",
        "[4]A list of numbers.",
    ]
    assert "term-note" not in site.build("latex").text("small.tex")


@pytest.mark.parametrize("builder", ["text", "man", "texinfo", "epub", "singlehtml", "xml"])
def test_every_builder_shows_the_terms(site: Project, builder: str) -> None:
    built = site.build(builder)
    assert built.warnings == []
    texts = [
        path.read_text("utf-8")
        for path in built.outdir.rglob("*")
        if path.suffix in {".txt", ".1", ".texi", ".xhtml", ".html", ".xml"}
    ]
    assert any("Terms used on this page" in text for text in texts)
