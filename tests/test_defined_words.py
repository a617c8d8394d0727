"""The role ``term-dfn`` defines a word where it stands in a sentence."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Project

WORDS = """
    Words
    =====

    Some text, e.g. this. A :term-dfn:`context window` is *the text* that a
    model can read at ``once``! It has :term-dfn:`tokens <Token>`.

    * The :term-dfn:`boss`, who decides

    .. term:: Card

       Text in a card has a :term-dfn:`Corner` of its own. More.
    """


@pytest.fixture
def site(project: Project) -> Project:
    project.write(
        {
            "index": "Home\n====\n\n.. toctree::\n\n   words\n   page\n   other\n",
            "words": WORDS,
            "page": "Page\n====\n\n:term:`Context Windows`, :term:`token`, :term:`BOSS`, :term:`corner`.\n",
            "other.md": "# Other\n\nA {term-dfn}`Chunk` is a part. See {any}`Token`.\n",
        }
    )
    return project


DEFINITIONS = {
    "boss": "The boss, who decides",
    "Chunk": "A Chunk is a part.",
    "context window": "A context window is the text that a model can read at once!",
    "Corner": "Text in a card has a Corner of its own.",
    "Token": "It has tokens.",
}


def test_the_sentence_is_the_definition(site: Project) -> None:
    built = site.build()
    assert built.warnings == []
    terms = json.loads(built.text("modelterms.json"))["terms"]
    words = {term["name"]: term["summary"] for term in terms if term.get("glossary")}
    assert words == DEFINITIONS
    urls = {term["name"]: term["url"] for term in terms}
    assert urls["Token"] == "words.html#term-token"


def test_references_go_to_the_word_and_have_hover_cards(site: Project) -> None:
    built = site.build()
    page, words = built.body("page"), built.body("words")
    for anchor in ("term-context-window", "term-token", "term-boss", "term-corner"):
        assert f'href="words.html#{anchor}"' in page
        assert words.count(f'id="{anchor}"') == 1
    assert "A <em>context window</em> is <em>the text</em> that a model" in page
    assert '<em class="mt-dfn no-autolink">tokens</em>' in words
    assert 'href="words.html#term-token"' in built.body("other")


@pytest.mark.parametrize(
    "builder", ["text", "latex", "man", "texinfo", "epub", "xml", "singlehtml"]
)
def test_every_builder_links_the_words(site: Project, builder: str) -> None:
    built = site.build(builder, version="1", copyright="us")
    assert built.warnings == []
    if builder == "latex":
        assert r"\hyperref[\detokenize{words:term-token}]" in built.text("projectnamenotset.tex")
        assert r"\label{\detokenize{words:term-token}}" in built.text("projectnamenotset.tex")


def test_indexes_and_lists_have_the_words(site: Project) -> None:
    site.write({"page": "Page\n====\n\n.. term-list::\n   :display: definitions\n"})
    built = site.build(modelterms_index="on")
    assert 'href="words.html#term-token"' in built.text("genindex.html")
    assert 'href="words.html#term-token"' in built.text("modelterms-index.html")
    for name in DEFINITIONS:
        assert f">{name}</a>" in built.body("page")


def test_words_are_linked_automatically_but_not_where_they_are_defined(site: Project) -> None:
    site.write({"page": "Page\n====\n\nEach context window has some chunks.\n"})
    built = site.build(modelterms_autolink="all")
    assert 'mt-auto reference internal" href="words.html#term-context-window"' in built.body(
        "page"
    )
    assert 'mt-auto reference internal" href="other.html#term-chunk"' in built.body("page")
    assert "mt-auto" not in built.body("words")


def test_other_pages_follow_the_sentence(site: Project) -> None:
    site.build()
    site.write({"words": WORDS.replace("at ``once``", "in one go").replace("boss", "chief")})
    built = site.build()
    assert built.read == ["words"]
    assert "in one go" in built.body("page")
    clean = site.build(builddir=site.builddir.with_name("clean"))
    for page in ("words", "page", "other"):
        assert built.body(page) == clean.body(page)
    assert [w.replace("chief", "") for w in built.warnings] == clean.warnings


def test_a_word_of_another_builder_is_no_target(site: Project) -> None:
    site.write({"other.md": "# Other\n\n````{only} latex\nA {term-dfn}`Chunk` is a part.\n````\n"})
    site.write({"page": "Page\n====\n\n:term:`Chunk`\n"})
    assert "term not in glossary: 'Chunk'" in site.build().warnings[0]
    assert site.build("latex").warnings == []


def test_a_name_that_is_defined_twice_is_reported(site: Project) -> None:
    site.write({"other.md": "# Other\n\nText.\nA {term-dfn}`Token` and a {term-dfn}`Card`.\n"})
    twice, card = sorted(site.build().warnings)
    assert "duplicate term description of Token, other instance in" in twice
    assert "[modelterms.duplicate-name]" in card


@pytest.mark.parametrize("text", [":term-dfn:`<>`", ":term-dfn:`\\ `"])
def test_a_word_without_letters_is_reported(site: Project, text: str) -> None:
    site.write({"page": f"Page\n====\n\nA {text}.\n"})
    (warning,) = site.build().warnings
    assert warning.startswith("page.rst:4: WARNING: 'term-dfn' defines no word.")


def test_data_files_define_no_words(site: Project) -> None:
    site.write({"d.yml": "name: Data\nmarkup: rst\ndefinition: A :term-dfn:`thing`.\n"})
    site.write(
        {"d.yml": "markup: rst\nterms:\n- name: Data\n  definition: A :term-dfn:`thing`.\n"}
    )
    site.write({"page": "Page\n====\n\n.. term:: Data\n"})
    built = site.build(modelterms_data=["d.yml"])
    (warning,) = built.warnings
    assert "the role 'term-dfn' isn't allowed in data files" in warning
    assert "term-thing" not in built.body("page")


@pytest.mark.parametrize(
    ("page", "line"),
    [
        ("{term-dfn}`Gamma` is a ray.", 3),
        ("Some\n{term-dfn}`gammas <Gamma>`.", 4),
        ("A {term-dfn}`x`.\nA\n{term-dfn}`Gamma` ray.", 5),
    ],
)
def test_a_word_and_a_term_of_the_same_name_have_their_places(
    site: Project, page: str, line: int
) -> None:
    site.write(
        {"other.md": f"# Other\n\n{page}\n", "page": "Page\n====\n\n.. term:: Gamma\n\n   A.\n"}
    )
    (warned,) = (w for w in site.build().warnings if "duplicate-name" in w)
    assert warned == (
        "page.rst:4: WARNING: 'Gamma' is defined twice: as a term here, and in a sentence by "
        f"'term-dfn'. Remove one of them. The other one is at other.md:{line}. "
        "[modelterms.duplicate-name]"
    )
