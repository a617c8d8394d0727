"""Quotes, dashes and dots in names: readers see typographic ones, and either form is found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from sphinx_modelterms.commands.main import main

if TYPE_CHECKING:
    from tests.conftest import Built, Project

TERM = """
    Words
    =====

    .. term:: he's --- first
       :abbr: h's
       :aliases: she's -- x, wait...
       :former-names: who's
       :avoid: don't
       :tags: o'clock

       A word.

    See :term:`she's -- x`, :term:`she’s – x`, :term:`wait...` and :term-abbr:`h's`.
    """


def text_of(built: Built) -> str:
    """The text of the page as readers see it."""
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", "", built.body("index")))


def test_names_in_options_are_shown_with_typographic_signs(project: Project) -> None:
    project.write({"index": TERM})
    built = project.build(suppress_warnings=["modelterms.odd-name"])
    assert built.warnings == []
    text = text_of(built)
    for words in ("she’s – x, wait…", "who’s", "don’t", "o’clock", "he’s — first", "h’s"):
        assert words in text
    assert "'" not in text
    assert "--" not in text
    (term,) = built.domain.build.glossary.terms
    assert term.tags == ("o'clock",)
    assert term.aliases == ("she’s – x", "wait…")


@pytest.mark.parametrize(
    "conf", [{"smartquotes": False}, {"smartquotes_excludes": {"builders": ["html"]}}]
)
def test_signs_stay_where_the_project_wants_no_others(
    project: Project, conf: dict[str, object]
) -> None:
    project.write({"index": TERM.replace(", :term:`she’s – x`", "")})
    built = project.build(suppress_warnings=["modelterms.odd-name"], **conf)  # type: ignore[arg-type]
    assert built.warnings == []
    assert "she's -- x, wait..." in text_of(built)


def test_a_second_name_of_an_entry_looks_the_same_as_a_term(project: Project) -> None:
    page = "Words\n=====\n\n.. glossary::\n\n   it's\n   she's -- x\n      A word.\n"
    project.write({"index": page})
    before = text_of(project.build())
    assert main(["import-glossary", str(project.source / "index.rst"), "--write"]) == 0
    after = text_of(project.build())
    for words in ("it’s", "she’s – x"):
        assert words in before
        assert words in after
