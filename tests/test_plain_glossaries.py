"""Entries of Sphinx's own glossaries are terms without any change: everywhere but on cards."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from sphinx_modelterms.glossary.model import NamedTarget, Target

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Built, Project

GLOSSARY = """
    Glossary
    ========

    .. glossary::
       :sorted:

       Token
       Piece of text : Text
          A *piece* of text, as an :term:`LLM` reads it. A token's cost is small.

          part
             Of a nested list, which is no term.

       API
          In capitals.

       api
          In small letters.

       ``cut()``
          With markup in its name.

       Moore's law
          With a quote -- a "smart" one.

    .. glossary::

       LLM
          A model.
    """

MARKDOWN = """
    # More

    ```{glossary}
    Weight
    Parameter
        A number that an {term}`LLM` learns.
    ```

    {.glossary}
    Layer
    : Many a {term}`weight`.
    """

INDEX = """
    Home
    ====

    .. toctree::

       glossary
       more
       use

    .. term:: Card

       A term of ours.

    .. term-list::
       :display: definitions
    """

USE = """
    Use
    ===

    Many a :term:`Piece of text`, and :term:`tokens`, :term:`weights`, :term:`API`, :term:`api`,
    :term:`cut()`, :term:`moore's law`.

    Costs
    -----

    A parameter and a layer cost memory. See :term:`Token`.
    """

CONF = {
    "modelterms_glossary_backlinks": True,
    "modelterms_autolink": "all",
    "myst_enable_extensions": ["deflist", "attrs_block"],
}


@pytest.fixture
def site(project: Project) -> Project:
    project.conf |= CONF
    project.write({"index": INDEX, "glossary": GLOSSARY, "more.md": MARKDOWN, "use": USE})
    return project


def links(built: Built, docname: str, kind: str) -> list[str]:
    """Return the targets of the links of a class."""
    return re.findall(rf'<a class="{kind}[^"]*"[^>]* href="([^"]*)"', built.body(docname))


def test_references_forms_and_automatic_links(site: Project) -> None:
    built = site.build()
    assert built.warnings == []
    found = [link.partition("#")[2] for link in links(built, "use", "(?:mt-auto )?mt-ref")]
    assert found == [
        *("term-Piece-of-text", "term-Token", "term-Weight", "term-API", "term-api"),
        *("term-cut", "term-Moore-s-law", "term-Parameter", "term-Layer", "term-Token"),
    ]
    # Nothing is linked within its own definition, whichever of its names is written.
    assert "mt-auto" not in built.body("glossary")
    assert 'id="mt-tip-Piece-of-text"' in built.body("use")


def test_lists_and_the_index_show_them(site: Project) -> None:
    built = site.build()
    listed = built.body("index")
    names = re.findall(r'<dt class="mt-item no-search"><a[^>]*>([^<]*)</a>', listed)
    assert names == [
        "API",
        "api",
        "Card",
        "cut()",
        "Layer",
        "LLM",
        "Moore’s law",
        "Token",
        "Weight",
    ]
    assert '<span class="mt-name">(Piece of text)</span>' in listed
    assert "A <em>piece</em> of text, as an LLM reads it." in listed
    assert "nested" not in listed
    index = built.text("modelterms-index.html")
    assert '<dt>Piece of text</dt><dd>see <a class="reference internal"' in index
    assert 'href="more.html#term-Weight"' in index


def test_the_glossary_for_programs_has_them(site: Project) -> None:
    terms = json.loads(site.build().text("modelterms.json"))["terms"]
    token = next(term for term in terms if term["name"] == "Token")
    assert token["glossary"] is True
    assert token["aliases"] == ["Piece of text"]
    assert token["url"] == "glossary.html#term-Token"
    assert token["summary"].startswith("A piece of text")
    assert [(m["page"], m["section"]) for m in token["mentions"]] == [
        ("use", ""),
        ("use", "Costs"),
    ]
    card = next(term for term in terms if term["name"] == "Card")
    assert "glossary" not in card


def test_entries_say_where_they_are_used(site: Project) -> None:
    body = site.build(modelterms_autolink="off").body("glossary")
    start = body.index('id="term-Token"')
    part = body[start : body.index("</dd>", body.index("mt-used-in", start))]
    assert re.findall(r'<a class="reference internal" href="([^"]*)">([^<]*)</a>', part) == [
        ("use.html", "Use"),
        ("use.html#costs", "Use: Costs"),
    ]
    assert part.index("Of a nested list") < part.index("Used in")
    # The only mention of it is in another definition on the same page.
    part = body[body.index('id="term-LLM"') :]
    assert '<a class="reference internal" href="#">Glossary</a>' in part


def test_more_places_are_folded(site: Project) -> None:
    body = site.build(modelterms_used_in=1, modelterms_autolink="off").body("glossary")
    part = body[body.index('id="term-Token"') :]
    assert '<details class="mt-more"><summary>1 more</summary>' in re.sub(r">\s+<", "><", part)


def test_backlinks_of_glossaries_are_off_by_default(site: Project) -> None:
    assert "mt-used-in" not in site.build(modelterms_glossary_backlinks=False).body("glossary")
    assert "mt-used-in" in site.build().body("glossary")
    assert "mt-used-in" not in site.build(modelterms_used_in=0).body("glossary")


@pytest.mark.parametrize("builder", ["singlehtml", "text", "man", "latex", "texinfo", "xml"])
def test_every_builder_shows_them(site: Project, builder: str) -> None:
    built = site.build(builder)
    assert built.warnings == []
    texts = [
        path.read_text(encoding="utf-8", errors="replace")
        for path in built.outdir.rglob("*")
        if path.is_file()
    ]
    assert any("Used in" in text for text in texts)


def test_a_term_of_the_same_name_is_listed_instead(
    new_project: Callable[[str], Project],
) -> None:
    project = new_project("same")
    entries = ".. glossary::\n\n   {}\n      Entry.\n\n"
    project.write(
        {
            "index": "Home\n====\n\n.. term:: token\n\n   Card.\n\n.. term-list::\n   :display: names\n",
            "a": f"A\n=\n\n{entries.format('Token')}",
            "b": f"B\n=\n\n:orphan:\n\n{entries.format('Twice')}",
            "c": f"C\n=\n\n{entries.format('Twice')}",
        }
    )
    built = project.build()
    names = [(t.name, t.docname) for t in built.domain.build.glossary.all_by_name]
    assert names == [("token", "index"), ("Twice", "c")]


def test_only_lists_can_name_glossary_entries(project: Project) -> None:
    project.write(
        {
            "index": """
                Home
                ====

                .. glossary::

                   Token
                   Piece
                      A piece of text.

                .. term:: Card

                   Ours.

                .. term-list:: piece, Card
                   :display: names

                .. term-faq:: Token
                """
        }
    )
    built = project.build()
    (warning,) = built.warnings
    assert "term-faq: 'Token' is only an entry of a 'glossary'" in warning
    assert re.findall(
        r'<li class="mt-item no-search"><p><a[^>]*>([^<]*)', built.body("index")
    ) == [
        "Token",
        "Card",
    ]


def test_a_project_without_terms_has_no_index_of_ours(project: Project) -> None:
    project.write({"index": "Home\n====\n\n.. glossary::\n\n   Token\n      A piece.\n"})
    built = project.build()
    assert not (built.outdir / "modelterms-index.html").exists()
    assert [term["name"] for term in json.loads(built.text("modelterms.json"))["terms"]] == [
        "Token"
    ]


NAMES = """
    Words
    =====

    .. |tm| unicode:: U+2122
    .. |maker| replace:: the *Maker*

    .. glossary::

       Ledger\\ |tm|
       |maker| book
          A *book*\\ s of :sub:`2` |tm|\\ .

       Scale [1]_
          What weighs.

       Don't repeat
          Be brief.

    .. [1] Not of fish.
    """
SHOWN = {
    "term-Ledgertm": "Ledger™",
    "term-maker-book": "the Maker book",
    "term-Scale-1": "Scale",
    "term-Don-t-repeat": "Don’t repeat",
}


def named(project: Project) -> Built:
    """A project whose entries are called by substitutions, with references as Sphinx knows."""
    project.write(
        {
            "index": "Home\n====\n\n.. toctree::\n\n   words\n   page\n",
            "words": NAMES,
            "page": """
                Page
                ====

                :term:`Ledgertm`, :term:`maker book`, :term:`Scale 1`, :term:`Don't repeat`,
                and :term:`ledger™`.

                .. term:: Card
                   :related: Ledger™, Ledgertm, Scale

                   A card.

                .. term-list::
                   :display: definitions
                """,
        }
    )
    return project.build()


def test_names_are_shown_after_substitutions(project: Project) -> None:
    built = named(project)
    assert built.warnings == []
    body = built.body("page")
    tips = dict(re.findall(r'id="mt-tip-([^"]+)".*?><b>(.*?)</b>', body))
    assert {f"term-{anchor}": name for anchor, name in tips.items()} == SHOWN
    assert "A <em>book</em>s of <sub>2</sub> ™." in body
    listed = body.split('id="term-list-1"')[1]
    assert ">Ledger™</a>" in listed
    assert "(the Maker book)" in listed
    assert re.findall(r"<dt><a[^>]*>([^<]+)</a></dt>", body) == ["Ledger™", "Scale"]
    index = built.text("modelterms-index.html")
    assert "Ledger™" in index
    assert "Ledgertm<" not in index
    names = {term["name"] for term in json.loads(built.text("modelterms.json"))["terms"]}
    assert {"Ledger™", "Scale", "Don’t repeat"} <= names


def test_anchors_and_names_for_others_stay_those_of_sphinx(project: Project) -> None:
    named(project)
    found = []
    for extensions in (["sphinx_modelterms"], []):
        project.write({"page": "Page\n====\n\n:term:`Ledgertm`\n"})
        builddir = project.builddir.with_name(f"only{len(extensions)}")
        built = project.build(extensions=extensions, builddir=builddir)
        assert built.warnings == []
        found.append(dict(built.app.env.domains.standard_domain.objects))
    assert found[0] == found[1]
    assert {place[1] for key, place in found[0].items() if key[0] == "term"} == SHOWN.keys()


def test_a_name_that_sphinx_knows_goes_before_one_that_is_only_shown(project: Project) -> None:
    words = """
        Words
        =====

        .. |x| replace:: B

        .. glossary::

           |x|
              First.

           B
              Second.
        """
    project.write({"index": words})
    glossary = project.build().domain.build.glossary
    assert glossary.find("B") == NamedTarget(Target("index", "term-B"), "B")
    assert glossary.find("x") == NamedTarget(Target("index", "term-x"), "B")


def test_a_changed_substitution_changes_what_other_pages_show(project: Project) -> None:
    named(project)
    project.write({"words": NAMES.replace("U+2122", "U+00AE")})
    built = project.build()
    assert "Ledger®" in built.body("page")
    clean = project.build(builddir=project.builddir.with_name("clean"))
    assert built.body("page") == clean.body("page")


CARD = ".. term:: container\n\n   Card.\n"
BOTH = ".. glossary::\n\n   image\n      A file.\n\n   container\n      An entry.\n"


@pytest.mark.parametrize("apart", [False, True], ids=["same page", "apart"])
def test_a_forgotten_entry_is_reported_once_and_wins_everywhere(
    project: Project, apart: bool
) -> None:
    glossary = f"container\n=========\n\n{BOTH}"
    project.write(
        {
            "index": "Home\n====\n\nA :term:`container`, many :term:`containers`.\n\n.. toctree::\n   :glob:\n\n   *\n",
            "glossary": glossary if apart else f"{glossary}\n{CARD}",
            "text": "Text\n====\n\nThe container is here.\n",
            "texts": "Texts\n=====\n\nTwo containers are here.\n",
            "zcard": f"Card\n====\n\n{CARD if apart else ''}",
        }
    )
    built = project.build(modelterms_autolink="page")
    (warning,) = built.warnings
    place = "zcard.rst:4" if apart else "glossary.rst:12"
    assert warning == (
        f"{place}: WARNING: 'container' is defined twice: as a term here, and as an entry of a "
        "'glossary'. Remove one of them. The other one is at glossary.rst:9. "
        "[modelterms.duplicate-name]"
    )
    links = [
        link
        for page in ("index", "text", "texts")
        for link in re.findall(r'mt-ref[^>]* href="([^"]*)"', built.body(page))
    ]
    assert links == ["glossary.html#term-container"] * 4


def test_a_project_without_terms_hears_nothing_of_doubled_entries(project: Project) -> None:
    project.write({"index": f"Home\n====\n\n{BOTH}"})
    assert project.build().warnings == []


@pytest.mark.parametrize("directive", ["term-faq", "term-categories", "term-of-the-day"])
def test_directives_that_show_no_entries_say_so(project: Project, directive: str) -> None:
    home = f"Home\n====\n\n.. {directive}::\n\n.. glossary::\n\n   Token\n      A piece.\n"
    project.write({"index": home})
    (warning,) = project.build().warnings
    assert f"index.rst:4: WARNING: {directive}: nothing is shown, because there are no" in warning
    project.write({"index": f"{home}\n.. term:: Word\n   :category: Text\n\n   It.\n"})
    assert project.build().warnings == []
