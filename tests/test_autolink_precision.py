"""Automatic links mean what they say: references, shared texts, relations, verbs, phrases."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.test_autolink_cases import links

if TYPE_CHECKING:
    from conftest import Built, Project

INDEX = """
Home
====

.. toctree::
   :glob:

   *

.. term:: Token

   A piece.

.. term:: Model

   Of weights.
"""


@pytest.fixture
def site(project: Project) -> Project:
    """Two terms, for pages of text beside them."""
    project.conf["modelterms_autolink"] = "page"
    project.write({"index": INDEX})
    return project


def rules(built: Built, docname: str) -> list[tuple[str, str]]:
    """The names on a page with the rules that decided."""
    report = json.loads(built.text("report.json"))
    (names,) = (p["names"] for p in report["pages"] if p["page"] == docname)
    return [(name["text"], name["rule"]) for name in names]


PLACES = {
    "earlier": "See :term:`token`.\n\nA token, a model.\n",
    "later": "A token, a model.\n\nMore.\n\nSee :term:`token`.\n",
    "in another section": "A token, a model.\n\nPart\n----\n\nText.\n\nPart 2\n------\n\n:term:`Token`\n",
    "in a heading": "A token, a model.\n\nThe :term:`token`\n-----------------\n\nText.\n",
    "in a table's head": "A token, a model.\n\n.. list-table::\n   :header-rows: 1\n\n   * - :term:`token`\n   * - x\n",
    "in a caption": "A token, a model.\n\n.. code-block:: text\n   :caption: a :term:`token`\n\n   x\n",
    "by any": "A token, a model.\n\nSee :any:`token`.\n",
    "under another title": "A token, a model.\n\nSee :term:`these <Token>`.\n",
    "in a note": "A token, a model.\n\n.. note::\n\n   * :term:`token`\n",
    "by a plural": "A token, a model.\n\nSee :term:`tokens`.\n",
}


@pytest.mark.parametrize("place", PLACES)
def test_a_reference_anywhere_on_the_page_is_enough(site: Project, place: str) -> None:
    site.write({"a": f"A\n=\n\n{PLACES[place]}"})
    built = site.build(modelterms_report="report.json")
    assert links(built.body("a")).count("token") <= 1
    assert "model" in links(built.body("a"))
    assert ("token", "reference") in rules(built, "a")


def test_a_reference_in_a_section_is_enough_for_that(site: Project) -> None:
    text = "A token.\n\nPart\n----\n\nA token.\n\nSee :term:`token`.\n\nEnd\n---\n\nA token.\n"
    site.write({"a": f"A\n=\n\n{text}"})
    built = site.build(modelterms_autolink="section", modelterms_report="report.json")
    assert [rule for _, rule in rules(built, "a")] == ["linked", "reference", "linked", "link"]


def test_a_reference_that_this_builder_leaves_out_does_not_count(site: Project) -> None:
    site.write({"a": "A\n=\n\nA token.\n\n.. only:: latex\n\n   See :term:`token`.\n"})
    assert links(site.build().body("a")) == ["token"]


@pytest.mark.parametrize("value", ["rst_prolog", "rst_epilog"])
def test_text_that_sphinx_adds_to_each_page_is_not_linked(site: Project, value: str) -> None:
    site.write({"a": "A\n=\n\nA model.\n", "b": "B\n=\n\nA token.\n"})
    site.conf[value] = "A token and :term:`model`.\n"
    built = site.build(modelterms_report="report.json")
    assert links(built.body("a")).count("token") == 0
    assert built.body("a").count("mt-auto") == 1  # the model
    assert ("token", "shared") in rules(built, "a")
    assert sorted(rule for text, rule in rules(built, "b") if text == "token") == [
        "linked",
        "shared",
    ]


def test_included_text_is_linked_unless_it_is_on_most_pages(site: Project) -> None:
    pages = {name: f"{name}\n=\n\nA model.\n\n.. include:: footer.txt\n" for name in "abcdefgh"}
    site.write(pages | {"footer.txt": "A token.\n", "z": "Z\n=\n\n.. include:: note.txt\n"})
    site.write({"note.txt": "A token.\n"})
    built = site.build(modelterms_report="report.json")
    assert rules(built, "c") == [("model", "linked"), ("token", "shared")]
    assert rules(built, "z") == [("token", "linked")]
    for name in "cdefgh":
        site.write({name: f"{name}\n=\n\nA model.\n"})
    built = site.build(modelterms_report="report.json")
    assert rules(built, "a") == [("model", "linked"), ("token", "linked")]
    assert "a" not in built.read


PLAIN = """
Words
=====

.. glossary::

   Release
   Releases
      A version of a :term:`Widget`.

   Widget
      A thing.

   Batch
      Some at once.
"""


CARDS = """
Words
=====

.. term:: Release
   :forms: Releases

   A version of a :term:`Widget`.

.. term:: Widget

   A thing.

.. term:: Batch

   Some at once.
"""


def test_references_on_cards_are_no_relations(site: Project) -> None:
    site.write({"words": CARDS, "a": "A\n=\n\nThe release of pressure.\n"})
    assert rules(site.build(modelterms_report="report.json"), "a") == [("release", "linked")]


def test_references_between_entries_are_relations(site: Project) -> None:
    words = PLAIN
    site.write(
        {
            "words": words,
            "a": "A\n=\n\nThe release of pressure. A batch of bread.\n",
            "b": "B\n=\n\nThe release of the file.\n\nPart\n----\n\nA widget.\n",
        }
    )
    built = site.build(modelterms_report="report.json")
    assert rules(built, "a") == [("release", "alone"), ("batch", "linked")]
    assert rules(built, "b") == [("release", "linked"), ("widget", "linked")]
    site.write({"words": words.replace(":term:`Widget`", "widget")})
    built = site.build(modelterms_report="report.json")
    assert rules(built, "a")[0] == ("release", "linked")


def test_a_word_that_explains_every_eighth_entry_is_of_the_subject(site: Project) -> None:
    """It is linked where none of its neighbours is named, unlike other ordinary words."""
    kinds = [f"   {name}\n      One kind of releases.\n\n" for name in ("alpha", "beta", "gamma")]
    others = [f"   xyzzy{number}\n      A release-note.\n\n" for number in range(19)]
    site.write({"a": "A\n=\n\nThe release of the file.\n"})

    def rule_with(*entries: str) -> str:
        site.write({"words": PLAIN + "".join(entries)})
        (found,) = rules(site.build(modelterms_report="report.json"), "a")
        assert found[0] == "release"
        return found[1]

    assert rule_with(*kinds[:2]) == "alone"
    assert rule_with(*kinds) == "linked"
    assert rule_with(*kinds[:2], kinds[2].replace("releases", "things")) == "alone"
    assert rule_with(*kinds, *others[:-1]) == "linked"
    assert rule_with(*kinds, *others) == "alone"
    assert rule_with(*kinds) == "linked"


def test_two_names_of_an_entry_are_one_term(site: Project) -> None:
    site.write(
        {
            "words": PLAIN.replace("Releases", "Version"),
            "a": "A\n=\n\nA version of a widget, the release.\n",
        }
    )
    assert links(site.build().body("a")) == ["version", "widget"]


def test_verbs_are_no_terms_in_english(site: Project) -> None:
    site.write(
        {
            "words": PLAIN,
            "a": "A\n=\n\nWidgets can release a bird. You batch them.\n",
            "b": "B\n=\n\nSee the widget batch.\n",
        }
    )
    built = site.build(modelterms_report="report.json")
    assert rules(built, "a") == [("Widgets", "linked"), ("release", "verb"), ("batch", "verb")]
    built = site.build(modelterms_report="report.json", language="fr")
    assert [rule for _, rule in rules(built, "a")] == ["linked"] * 3


def test_english_words_are_no_terms_where_they_mean_none(site: Project) -> None:
    words = "".join(
        f"   {name}\n      A thing.\n\n"
        for name in ("event", "current", "closing", "projection", "html", "Tileindex", "xyzzy")
    )
    text = (
        "IN NO EVENT. The current version. Closing all files. A map PROJECTION by TILEINDEX."
        " With HTML, an XYZZY."
    )
    site.conf["modelterms_autolink_budget"] = 0
    site.write(
        {
            "words": f"Words\n=====\n\n.. glossary::\n\n{words}",
            "a": f"A\n=\n\n{text}\n",
            "b": "B\n=\n\nThe event, a current, one closing, its projection, html, tileindex.\n",
        }
    )
    built = site.build(modelterms_report="report.json")
    assert rules(built, "a") == [
        ("EVENT", "everyday"),
        ("current", "everyday"),
        ("Closing", "verb"),
        ("PROJECTION", "capitals"),
        ("TILEINDEX", "capitals"),
        ("HTML", "linked"),
        ("XYZZY", "linked"),
    ]
    assert {rule for _, rule in rules(built, "b")} == {"linked"}
    built = site.build(modelterms_report="report.json", language="de")
    assert {rule for _, rule in rules(built, "a")} == {"linked"}


@pytest.mark.parametrize("option", [":case: any", ":forms: PROJECTION", ":aliases: PROJECTION"])
def test_capitals_that_a_term_has_are_linked(site: Project, option: str) -> None:
    site.write({"a": "A\n=\n\nThe PROJECTION.\n"})
    term = ".. term:: projection\n   {}\n\n   A map."
    site.write({"words": "Words\n=====\n\n" + term.format("")})
    assert rules(site.build(modelterms_report="report.json"), "a") == [("PROJECTION", "capitals")]
    site.write({"words": "Words\n=====\n\n" + term.format(option)})
    assert rules(site.build(modelterms_report="report.json"), "a") == [("PROJECTION", "linked")]


def test_a_term_with_case_may_be_a_verb(site: Project) -> None:
    site.write(
        {
            "words": "Words\n=====\n\n.. term:: Batch\n   :case: any\n\n   Some at once.\n",
            "a": "A\n=\n\nYou batch them.\n",
        }
    )
    assert links(site.build().body("a")) == ["batch"]


PHRASES = {
    "pull request": ["A pull request.", "Two pull requests", "a pull-request", "A Pull\nRequest"],
    "feature request": ["a feature request", "the *feature* request", "Feature requests, please"],
    "request for comments": ["a request for comments", "Requests for comments"],
}


@pytest.mark.parametrize("markup", ["rst", "md", "json"])
@pytest.mark.parametrize("phrase", PHRASES)
def test_a_term_is_not_linked_in_its_phrases(site: Project, phrase: str, markup: str) -> None:
    option = f":not-in: sent request, {phrase}"
    if markup == "json":
        record = {"name": "Request", "definition": "It.", "not_in": ["sent request", phrase]}
        site.write({"t.json": json.dumps(record), "words": "Words\n=====\n\n.. term:: Request\n"})
        site.conf["modelterms_data"] = ["t.json"]
    elif markup == "md":
        site.write({"words.md": f"# Words\n\n```{{term}} Request\n{option}\n\nIt.\n```\n"})
    else:
        site.write({"words": f"Words\n=====\n\n.. term:: Request\n   {option}\n\n   It.\n"})
    suffix = "rst" if markup == "rst" else "md"
    for number, text in enumerate(PHRASES[phrase]):
        title = f"# A\n\n{text}\n\nThe request.\n"
        site.write(
            {f"a{number}.{suffix}": title.replace("# A", "A\n=") if suffix == "rst" else title}
        )
    built = site.build(modelterms_report="report.json")
    assert built.warnings == []
    for number in range(len(PHRASES[phrase])):
        assert links(built.body(f"a{number}")) == ["request"]
        decided = [rule for _, rule in rules(built, f"a{number}")]
        # A part of a word with a hyphen is no name in any case.
        assert decided == ["linked"] if "-" in PHRASES[phrase][number] else ["not-in", "linked"]


def test_a_phrase_hides_no_other_term_in_it(site: Project) -> None:
    site.write(
        {
            "words": "Words\n=====\n\n.. term:: Request\n   :not-in: token request\n\n   It.\n",
            "a": "A\n=\n\nA token request, requests.\n",
        }
    )
    assert links(site.build().body("a")) == ["token", "requests"]


def test_the_report_proposes_phrases_with_counts(site: Project) -> None:
    words = (
        "Words\n=====\n\n.. term:: Request\n\n   A :term:`token`.\n\n.. term:: Batch\n\n   It.\n"
    )
    filler = " ".join(f"Some other sentence about topic{n} and words." for n in range(60))
    text = "\n\n".join(
        [filler, *["Open a pull request now."] * 4, *["Pull requests, a fresh request."] * 2]
    )
    site.write({"words": words, "a": f"A\n=\n\n{text}\n\nThe batch of bread.\n"})
    report = json.loads(site.build(modelterms_report="report.json").text("report.json"))
    (phrase,) = report["phrases"]
    assert phrase.pop("score") > 10.83
    assert phrase == {
        "term": "Request",
        "text": "pull request",
        "count": 6,
        "of": 8,
        "line": ":not-in: pull request",
    }
    words = words.replace("Request\n", f"Request\n   {phrase['line']}\n")
    site.write({"words": words})
    built = site.build(modelterms_report="report.json", modelterms_autolink="all")
    decided = [rule for text, rule in rules(built, "a") if "equest" in text]
    assert decided.count("not-in") == 6
