"""The report as a tool for people: its page, its summary, and the findings on both."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from sphinx_modelterms.export.cures import HALF_WRONG
from sphinx_modelterms.export.linked_terms import MOST_SAMPLES
from sphinx_modelterms.export.report_page import MOST, MOST_TERMS, escaped, page_text
from sphinx_modelterms.export.schema import REPORT_SCHEMA_FILE
from sphinx_modelterms.export.suspicions import Suspicion

if TYPE_CHECKING:
    from tests.conftest import Built, Project

MANUAL = Path(__file__).parents[1] / "example_docs" / "guides" / "review-your-terms.md"

TERMS = """
    Terms
    =====

    .. term:: request

       A message to a server.

    .. term:: Routes

       A library that finds the code for an address.

    .. term:: token bucket
       :not-in: bitter token bucket
       :avoid: leaky bucket
       :former-names: token pail

       It limits rates.

    .. term:: Lost Art

       Nobody writes about it.

    .. term:: old cache
       :status: deprecated
       :replaced-by: new cache

       It keeps answers.

    .. term:: new cache

       It keeps answers better than an old cache.

    .. term:: attention
       :related: Lost Art

       Looks at words.
"""
A = """
    A
    =

    You send a pull request to us.

    The server adds routes to the list. A leaky bucket limits the QZX, and so does a token pail.

    The hub uses an old cache, see :term:`old cache`. An access token is kept.
"""
B = """
    B
    =

    Pay attention to each pull request. A QZX reads the access token of the hub.

    Many pull requests fail. Each access token expires. Renew your access token.
"""

VOID = frozenset({"meta", "link", "br", "hr", "img", "input"})


class Elements(HTMLParser):
    """The elements of a page, with checks that they are balanced and their ids unique."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.addresses: list[str] = []
        self.headings: list[int] = []
        self.feed(text)
        assert self.open == []
        assert len(self.ids) == len(set(self.ids))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in VOID:
            self.open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        for name, value in attrs:
            assert not name.startswith("on") and name != "style"
            if name == "id":
                self.ids.append(value or "")
            if name in {"href", "src", "action", "srcset", "data"}:
                self.addresses.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def text_of(html: str) -> str:
    """The text of a page, on one line."""
    from html import unescape

    body = html.partition("<body>")[2]
    return " ".join(unescape(re.sub("<[^>]*>", "", body)).split())


def build(site: Project, **conf: Any) -> tuple[Built, dict[str, Any], str]:
    """Build the report: the JSON file, checked against its schema, and the page."""
    built = site.build("modelterms", **conf)
    report = json.loads(built.text("modelterms-report.json"))
    Draft202012Validator(json.loads(REPORT_SCHEMA_FILE.read_text("utf-8"))).validate(report)
    return built, report, built.text("modelterms-report.html")


@pytest.fixture
def site(project: Project) -> Project:
    """A project with a finding of each kind."""
    index = "Home\n====\n\n.. toctree::\n   :glob:\n\n   *\n"
    project.write({"index": index, "terms": TERMS, "a": A, "b": B})
    project.conf |= {"modelterms_autolink": "page", "project": "Small"}
    return project


def test_page_has_every_section(site: Project) -> None:
    built, _, page = build(site)
    found = Elements(page)
    sections = [
        "suspicious",
        "linked",
        "unlinked",
        "unexplained",
        "candidates",
        "unused",
        "avoided",
        "outdated",
        "unmatched",
    ]
    assert [one for one in found.ids if not one.endswith("-title")] == sections
    assert found.addresses == [f"#{section}" for section in sections]
    text = text_of(page)
    assert text.startswith("Terms to look at in Small")
    for sentence in (
        "You send a pull request to us.",
        "Pay attention to each pull request.",
        "A QZX reads the access token of the hub.",
        "The server adds routes to the list.",
    ):
        assert sentence in text
    assert [warning for warning in built.warnings if "avoided-word" not in warning] == []


def test_first_comes_what_may_be_wrong(site: Project) -> None:
    _, report, page = build(site)
    (routes, *_) = report["suspicious"]
    assert (routes["name"], routes["reasons"]) == ("Routes", ["lower-case"])
    assert routes["cures"][0]["write"] == ":case: exact"
    assert ":case: exact" in text_of(page)
    names = {one["name"]: one for one in report["suspicious"]}
    request = names["request"]
    assert "verb" not in request["reasons"]
    assert {sample["file"] for sample in request["samples"]} == {"a.rst", "b.rst"}
    assert request["samples"][0]["write"] == ":no-autolink:`request`"


@pytest.mark.parametrize(
    "line", [":case: exact", ":no-autolink:", ":related: Lost Art", ":not-in: pull request"]
)
def test_pasting_a_cure_removes_the_links(site: Project, line: str) -> None:
    _, report, _ = build(site)
    name = "Routes" if "case" in line else "request"
    before = {one["name"]: one for one in report["suspicious"]}[name]
    if "not-in" not in line and "related" not in line:
        assert line in [cure["write"] for cure in before["cures"]]
    site.write({"terms": TERMS.replace(f"term:: {name}\n", f"term:: {name}\n       {line}\n")})
    built, report, _ = build(site)
    assert name not in {one["name"] for one in report["suspicious"]}
    assert [warning for warning in built.warnings if "avoided-word" not in warning] == []


def test_page_lines_and_manual_name_one_threshold(site: Project) -> None:
    _, report, page = build(site)
    cures = [cure for one in report["suspicious"] for cure in one["cures"]]
    whole = [one["when"] for one in cures if one["write"] == ":no-autolink:"]
    assert set(whole) == {f"On the term: {HALF_WRONG}"}
    manual = MANUAL.read_text(encoding="utf-8")
    for text in (text_of(page), manual):
        assert text.count("half or more of") >= 2
        assert "most of" not in text.partition("Unlinked mentions")[0]


def test_all_linked_terms_are_listed(site: Project) -> None:
    _, report, page = build(site)
    listed = [one["name"] for one in (*report["suspicious"], *report["linked"])]
    names = [name for one in report["pages"] for name in one["names"]]
    linked = {term for one in names if one["rule"] == "linked" for term in one["terms"]}
    assert linked and sorted(listed) == sorted(linked)
    (cache,) = (one for one in report["linked"] if one["name"] == "old cache")
    assert (cache["links"], cache["definition"]) == (1, "It keeps answers.")
    assert cache["exclude"] == '":term:`old cache`"'
    assert '":term:`old cache`",' in text_of(page)
    _, report, _ = build(site, modelterms_autolink_exclude=[eval(cache["exclude"])])
    assert "old cache" not in {one["name"] for one in report["linked"]}


def test_suspicious_terms_beyond_the_first_are_among_the_other_linked_terms(site: Project) -> None:
    _, report, _ = build(site)
    one = report["suspicious"][0]
    many = [{**one, "name": f"request {number}"} for number in range(MOST + 7)]
    page = page_text(report | {"suspicious": many, "linked": []}, "r.json")
    first, _, others = page.partition('<section id="linked"')
    assert "7 more terms are the first of the other linked terms." in text_of(first)
    assert f">request {MOST - 1}<" in first
    assert f">request {MOST}<" not in first
    assert f">request {MOST}<" in others
    assert f">request {MOST + 6}<" in others


def test_a_long_list_of_linked_terms_is_cut_and_says_so(site: Project) -> None:
    names = [f"Thing{n:03}" for n in range(MOST_TERMS + 5)]
    terms = "".join(f"\n\n.. term:: {name}\n\n   x" for name in names)
    words = "\n\n".join(names)
    site.write(
        {"terms": f"Terms\n=====\n{terms}\n", "a": "A\n=\n\nx\n", "b": f"B\n=\n\n{words}\n"}
    )
    _, report, page = build(site)
    assert len(report["linked"]) == len(names)
    samples = report["linked"][0]["samples"] * 20
    many = page_text(report | {"linked": [{**report["linked"][0], "samples": samples}] * 200}, "r")
    assert "100 more are under linked in r." in text_of(many)
    assert "5 more are under linked in modelterms-report.json." in text_of(page)


def test_a_sample_shows_the_next_names_on_its_page(site: Project) -> None:
    requests = "A pull request.\n\nPull this request.\n\nThe requests.\n\nA last request.\n"
    site.write({"b": f"B\n=\n\n{requests}"})
    _, report, page = build(site)
    (request,) = (one for one in report["suspicious"] if one["name"] == "request")
    sample = next(one for one in request["samples"] if one["page"] == "b")
    assert (sample["sentence"], sample["later"]) == ("A pull request.", 3)
    assert [one["text"] for one in sample["next"]] == ["request", "requests"]
    assert sample["on_page"] == ":no-autolink: request"
    assert "Next on this page (3 more): Pull this request. The requests." in text_of(page)
    compact = text_of(page_text(report | {"suspicious": [], "linked": [request]}, "r.json"))
    assert "b.rst:4 · 3 more on this page" in compact
    assert "Next on this page (3 more): Pull this request." in compact
    # A role moves the link, and the line for the page does not.
    site.write({"b": f"B\n=\n\n{requests}".replace("request.", ":no-autolink:`request`.", 1)})
    assert "Pull this request." in json.dumps(linked_sentences(build(site)[1]))
    site.write({"b": f"{sample['on_page']}\n\nB\n=\n\n{requests}"})
    built, report, _ = build(site)
    assert not any("request" in sentence for sentence in linked_sentences(report, "b"))
    assert not [warning for warning in built.warnings if "avoided-word" not in warning]


def linked_sentences(report: dict[str, Any], page: str = "") -> list[str]:
    """The sentences with automatic links."""
    return [
        name["sentence"]
        for one in report["pages"]
        for name in one["names"]
        if name["rule"] == "linked" and one["page"].startswith(page)
    ]


def test_a_section_shows_its_own_next_names(site: Project) -> None:
    parts = "".join(f"\nPart {n}\n------\n\nA request {n}. One request.\n" for n in range(2))
    site.write({"a": "A\n=\n\nx\n", "b": f"B\n=\n{parts}"})
    _, report, page = build(site, modelterms_autolink="section")
    (request,) = (one for one in report["suspicious"] if one["name"] == "request")
    assert [sample["later"] for sample in request["samples"]] == [1, 1]
    assert "Next in this section (1 more): One request." in text_of(page)


def test_samples_have_different_words_around_them(site: Project) -> None:
    right = {f"r{n}": f"R\n=\n\nAn old cache keeps page {n}.\n" for n in range(5)}
    site.write({**right, "s": "S\n=\n\nAll that old cache hardware.\n"})
    _, report, _ = build(site)
    (cache,) = (one for one in report["linked"] if one["name"] == "old cache")
    assert cache["links"] == len(cache["samples"]) == 7
    assert cache["samples"][0]["page"] == "s"
    many = {f"m{n}": f"M\n=\n\nAn old cache keeps {n}.\n" for n in range(MOST_SAMPLES)}
    site.write({**many, "z": "Z\n=\n\nAt old cache value, by hardware.\n"})
    _, report, _ = build(site)
    terms = (*report["suspicious"], *report["linked"])
    (cache,) = (one for one in terms if one["name"] == "old cache")
    assert len(cache["samples"]) == MOST_SAMPLES < cache["links"]
    assert {one["page"] for one in cache["samples"][:4]} >= {"s", "z"}


def test_the_same_sentence_is_shown_once(site: Project) -> None:
    site.write({"part.txt": "An old cache keeps it.\n"})
    site.write({f"i{n}": f"I{n}\n==\n\n.. include:: part.txt\n" for n in range(3)})
    site.write({f"x{n}": f"X{n}\n==\n\nNothing here.\n" for n in range(5)})
    (cache,) = (one for one in build(site)[1]["linked"] if one["name"] == "old cache")
    sentences = [one["sentence"] for one in cache["samples"]]
    assert sentences.count("An old cache keeps it.") == 1
    assert cache["links"] == len(sentences) + 2
    (part,) = (one for one in cache["samples"] if one["file"] == "part.txt")
    pages = {f"i{n}.rst" for n in range(3)}
    assert {part["page_file"], *part["also"]} == pages


def test_the_places_of_equal_sentences_are_listed(site: Project) -> None:
    site.write({f"p{n}": "P\n=\n\nAn old cache keeps it.\n" for n in range(6)})
    (cache,) = (one for one in build(site)[1]["linked"] if one["name"] == "old cache")
    (same,) = (one for one in cache["samples"] if one["sentence"] == "An old cache keeps it.")
    places = [f"p{n}.rst:4" for n in range(6)]
    assert sorted([f"{same['file']}:{same['line']}", *same["also"]]) == places
    _, report, page = build(site)
    assert f"also in: {', '.join(same['also'][:3])} and 2 other places" in text_of(page)
    (cache,) = (one for one in report["linked"] if one["name"] == "old cache")
    whole = page_text(report | {"suspicious": [cache], "linked": []}, "r.json")
    assert f"also in: {', '.join(same['also'][:3])} and 2 other places" in text_of(whole)


def test_a_link_to_another_linked_term_has_its_own_cures(site: Project) -> None:
    _, report, page = build(site)
    (cache,) = (one for one in report["linked"] if one["name"] == "old cache")
    (sample,) = cache["samples"]
    assert sample["write"] == ":no-autolink:`old cache`"
    assert sample["on_page"] == ":no-autolink: old cache"
    assert f"{sample['write']} or, for the whole page, {sample['on_page']}" in text_of(page)
    name = sample["page"]
    site.write({name: f"{sample['on_page']}\n\n{TERMS}" if name == "terms" else A})
    _, report, _ = build(site)
    assert "old cache" not in {one["name"] for one in report["linked"]}


def test_a_short_abbreviation_without_its_words_is_suspicious(site: Project) -> None:
    term = ".. term:: Continuous Delivery\n   :abbr: CD\n\n   It ships.\n"
    site.write({"terms": f"T\n=\n\n{term}", "a": "A\n=\n\nBurn CD images.\n"})
    site.write({"b": "B\n=\n\nThe CD server, which delivers.\n\nContinuous work.\n"})
    _, report, _ = build(site)
    (found,) = report["suspicious"]
    assert (found["reasons"], found["suspicious"], found["links"]) == (["abbreviation"], 1, 2)
    assert found["samples"][0]["page"] == "a"


def test_a_verb_in_ing_is_suspicious(site: Project) -> None:
    site.write({"terms": "T\n=\n\n.. term:: Closing\n\n   A filter.\n"})
    site.write({"a": "A\n=\n\nSave it without closing.\n", "b": "B\n=\n\nThe closing.\n"})
    _, report, _ = build(site)
    (found,) = report["suspicious"]
    assert (found["reasons"], found["suspicious"]) == (["verb"], 1)


def test_the_most_links_are_no_suspicion(site: Project) -> None:
    site.write({f"p{n}": f"P\n=\n\nThe Lost Art of {n}.\n" for n in range(25)})
    _, report, _ = build(site)
    first = report["linked"][0]
    assert (first["name"], first["reasons"]) == ("Lost Art", ["frequent"])
    assert all(one["suspicious"] for one in report["suspicious"])


def test_terms_with_few_links_come_early(site: Project) -> None:
    words = {"Alpha": 3, "Beta": 1, "Gamma": 2, "Delta": 2}
    site.write(
        {
            "terms": "Terms\n=====\n\n"
            + "".join(f".. term:: {name}\n\n   A zebra.\n\n" for name in words),
            "a": "A\n=\n\nOne Alpha, Beta and Delta.\n\nThe zebra has a Gamma.\n",
            "b": "B\n=\n\nTwo Alpha and Delta.\n\nA zebra of a Gamma.\n",
            "c": "C\n=\n\nThree Alpha.\n",
        }
    )
    _, report, _ = build(site)
    assert [one["name"] for one in report["linked"]] == ["Beta", "Delta", "Alpha", "Gamma"]


def test_definitions_are_enough_to_judge(site: Project) -> None:
    first = "A thing that has a first sentence of quite some length, so that it fills a line here"
    second = "It may alternatively refer to something else, which readers need to know about"
    terms = {
        "Empty": "",
        "Later": "Work in Progress",
        "Pointer": "See Target.",
        "Target": f"{first}. {second}. A third sentence follows, and it is cut off.",
    }
    entries = "".join(f"   {name}\n      {text or '..'}\n\n" for name, text in terms.items())
    site.write(
        {
            "terms": f"Terms\n=====\n\n.. glossary::\n\n{entries}",
            "b": "B\n=\n\nAn Empty, a Later, a Pointer and a Target.\n",
            "a": "A\n=\n\nx\n",
        }
    )
    _, report, page = build(site)
    found = {
        one["name"]: one.get("definition") for one in (*report["linked"], *report["suspicious"])
    }
    assert found["Empty"] is found["Later"] is None
    assert found["Target"] == f"{first}. {second}. …"
    assert found["Pointer"].startswith("See Target. A thing that")
    assert text_of(page).count("No definition yet.") == 2


def test_a_definition_that_is_cut_ends_in_an_ellipsis(site: Project) -> None:
    terms = {
        "QWhole": "A thing.",
        "QParagraphs": "A thing.\n\n      It has a second paragraph.",
        "QItems": "A thing\n\n      * with an item",
        "QPointer": "See QParagraphs.",
        "QLong": "word " * 120,
    }
    entries = "".join(f"   {name}\n      {text}\n\n" for name, text in terms.items())
    site.write({"terms": f"Terms\n=====\n\n.. glossary::\n\n{entries}\n"})
    site.write({"a": "A\n=\n\nx\n", "b": f"B\n=\n\n{'  '.join(terms)}\n".replace("  ", "\n\n")})
    card = ".. term:: QCard\n\n   A thing.\n\n   It has a second paragraph.\n"
    site.write({"card": f"C\n=\n\n{card}", "c": "C\n=\n\nA QCard.\n"})
    _, report, _ = build(site)
    found = {one["name"]: one["definition"] for one in (*report["suspicious"], *report["linked"])}
    assert found["QWhole"] == "A thing."
    assert found["QParagraphs"] == found["QCard"] == "A thing. …"
    assert found["QItems"] == "A thing …"
    assert found["QPointer"] == "See QParagraphs. A thing. …"
    assert found["QLong"].endswith("word…")


def test_terms_that_are_marked_as_right_come_last(site: Project) -> None:
    site.conf["modelterms_baseline"] = "known.txt"
    known = site.source / "known.txt"
    known.write_text("", encoding="utf-8")
    _, report, page = build(site)
    (request,) = (one for one in report["suspicious"] if one["name"] == "request")
    assert request["baseline"] in text_of(page)
    assert "checked" not in request
    known.write_text(request["baseline"] + "\n", encoding="utf-8")
    built, report, page = build(site)
    assert not [warning for warning in built.warnings if "avoided-word" not in warning]
    assert "request" not in {one["name"] for one in report["suspicious"]}
    last = report["linked"][-1]
    assert (last["name"], last["checked"], last["links"]) == ("request", 2, 2)
    assert "2 links, 2 marked as right" in text_of(page)
    site.write({"c": "C\n=\n\nNow it is a feature request.\n"})
    _, report, page = build(site)
    (request,) = (one for one in report["suspicious"] if one["name"] == "request")
    assert (request["checked"], request["links"]) == (2, 3)


def test_words_that_authors_hardly_ever_refer_to_are_listed(project: Project) -> None:
    words = (
        ".. glossary::\n\n   boot sector\n      The first.\n\n   Boot Loader\n      It loads.\n"
    )
    pages = {
        f"p{number}": f"P{number}\n==\n\nThe boot sector and the Boot Loader.\n"
        for number in range(12)
    }
    project.write({"index": f"Home\n====\n\n{words}\n.. toctree::\n   :glob:\n\n   p*\n", **pages})
    _, report, _ = build(project)
    (found,) = (one for one in report["suspicious"] if "seldom" in one["reasons"])
    assert (found["name"], found["links"]) == ("boot sector", 12)
    project.write(
        {name: text + "\n:term:`boot sector`\n" for name, text in list(pages.items())[:2]}
    )
    _, report, _ = build(project)
    assert not any("seldom" in one["reasons"] for one in report["suspicious"])


def test_samples_from_included_files_have_their_file_and_line(site: Project) -> None:
    folder = site.source.parent / "shared texts"
    folder.mkdir()
    text = "One line.\n\nRun the pulled request now.\n\n- An item about\n  a request.\n"
    (folder / "part.txt").write_text(text, encoding="utf-8")
    site.write({"a": "A\n=\n\n.. include:: ../shared texts/part.txt\n", "b": "B\n=\n"})
    _, report, _ = build(site, modelterms_autolink="all")
    (request,) = (one for one in report["suspicious"] if one["name"] == "request")
    assert [(one["file"], one["line"]) for one in request["samples"]] == [
        ("../shared texts/part.txt", 3),
        ("../shared texts/part.txt", 5),
    ]


def test_the_line_for_a_page_names_the_page_that_includes_the_text(site: Project) -> None:
    site.write({"part.txt": "Run the pulled request now.\n\nAnother request.\n"})
    site.write({"sub/all": "All\n===\n\n.. include:: ../part.txt\n", "b": "B\n=\n\nA request.\n"})
    _, report, page = build(site)
    (request,) = (one for one in report["suspicious"] if one["name"] == "request")
    own = {one["page"]: (one["file"], one.get("page_file")) for one in request["samples"]}
    assert own["b"] == ("b.rst", None)
    assert own["sub/all"] == ("part.txt", "sub/all.rst")
    assert "all of them: :no-autolink: request in sub/all.rst" in text_of(page)
    compact = page_text(report | {"suspicious": [], "linked": [request]}, "r.json")
    assert "for the whole page, :no-autolink: request in sub/all.rst" in text_of(compact)
    site.write({"part.txt": ":no-autolink: request\n\nRun the request now.\n"})
    built, report, _ = build(site)
    (warning,) = (one for one in built.warnings if "misplaced-option" in one)
    assert "part.txt:1: " in warning
    assert "Write ':no-autolink:' above the title of the page 'sub/all'" in warning
    assert linked_sentences(report, "sub")
    whole = ":no-autolink: request\n\nAll\n===\n\n.. include:: ../part.txt\n"
    site.write({"part.txt": "Run the request now.\n", "sub/all": whole})
    assert not linked_sentences(build(site)[1], "sub")


def test_cure_of_a_plain_entry_is_the_setting(site: Project) -> None:
    site.write(
        {
            "terms": "Terms\n=====\n\n.. glossary::\n\n   request\n      A message.\n\n"
            "   unheard\n      Of this.\n"
        }
    )
    _, report, _ = build(site)
    (request,) = report["suspicious"]
    assert (request["file"], request["line"]) == ("terms.rst", 6)
    cure, *others = request["cures"]
    assert [one["write"] for one in others] == ['":term:`request` in pull request",']
    assert cure["write"] == '":term:`request`",'
    assert report["unused"] == ["unheard"]
    _, report, _ = build(site, modelterms_autolink_exclude=[*eval(cure["write"])])
    assert report["suspicious"] == []
    assert report["unused"] == ["unheard"], "an excluded term is still mentioned"


def test_a_phrase_is_offered_for_not_in(site: Project) -> None:
    filler = " ".join(f"Some other sentence about topic{n} and words." for n in range(60))
    site.write({"c": f"C\n=\n\n{filler}\n\n" + "Open a pull request now.\n\n" * 4})
    _, report, _ = build(site, modelterms_autolink="all")
    request = next(one for one in report["suspicious"] if one["name"] == "request")
    assert request["reasons"][0] == "phrase"
    assert ":not-in: pull request" in [cure["write"] for cure in request["cures"]]


def test_a_phrase_is_offered_for_entries_in_conf_py(site: Project) -> None:
    filler = " ".join(f"Some other sentence about topic{n} and words." for n in range(60))
    entry = "G\n=\n\n.. glossary::\n\n   branch\n      A line of work.\n"
    site.write({"c": f"C\n=\n\n{filler}\n\n" + "Visit a bank branch now.\n\n" * 4, "g": entry})
    _, report, _ = build(site, modelterms_autolink="all")
    branch = next(one for one in report["suspicious"] if one["name"] == "branch")
    assert "phrase" in branch["reasons"]
    line = '":term:`branch` in bank branch",'
    assert line in [cure["write"] for cure in branch["cures"]]
    excluded = [*eval(line)]
    _, report, _ = build(site, modelterms_autolink="all", modelterms_autolink_exclude=excluded)
    assert "branch" not in {one["name"] for one in report["suspicious"]}
    assert excluded[0] not in {one["line"] for one in report["unmatched"]}


@pytest.mark.parametrize(
    ("name", "text", "phrase"),
    [
        ("events", "An event handler", "event handler"),
        ("Bug", "See SRU bugs", "SRU bugs"),
        ("package", "With multiple packages", "multiple packages"),
        ("branch", "Visit the\n   bank branch", "bank branch"),
    ],
)
def test_a_phrase_has_the_words_of_the_text_and_works(
    site: Project, name: str, text: str, phrase: str
) -> None:
    filler = " ".join(f"Some other sentence about topic{n} and words." for n in range(60))
    entry = f"G\n=\n\n.. glossary::\n\n   {name}\n      A thing.\n"
    body = f"* {text}.\n\n" * 4
    site.write({"c": f"C\n=\n\n{filler}\n\n{body}", "g": entry})
    _, report, _ = build(site, modelterms_autolink="all")
    (found,) = (one for one in report["phrases"] if one["term"] == name)
    assert (found["text"], found["count"]) == (phrase, 4)
    item = f":term:`{name}` in {phrase}"
    _, report, page = build(site, modelterms_autolink="all", modelterms_autolink_exclude=[item])
    assert not any(phrase in sentence for sentence in linked_sentences(report))
    assert item not in text_of(page)


def test_phrases_without_effect_are_listed(site: Project) -> None:
    items = [":term:`request` in pull request", ":term:`request` in requests bin"]
    _, report, page = build(site, modelterms_autolink_exclude=items)
    assert report["unmatched"] == [
        {
            "term": "request",
            "text": "requests bin",
            "line": '":term:`request` in requests bin"',
        },
        {
            "term": "token bucket",
            "text": "bitter token bucket",
            "line": ":not-in: bitter token bucket",
            "file": "terms.rst",
        },
    ]
    assert "requests bin" in text_of(page)


def test_unlinked_mention_has_the_reference_to_write(site: Project) -> None:
    site.write({"b": "B\n=\n\nPay attention to it.\n"})
    _, report, _ = build(site)
    (attention,) = report["unlinked"]
    assert attention["terms"] == ["attention"]
    assert (attention["rule"], attention["count"], attention["pages"]) == ("alone", 1, 1)
    (sample,) = attention["samples"]
    assert sample["write"] == ":term:`attention`"
    assert attention["cures"][0]["write"] == ":case: any"
    site.write({"b": "B\n=\n\nPay :term:`attention` to it.\n"})
    assert build(site)[1]["unlinked"] == []


def test_names_of_several_terms_are_told_apart(site: Project) -> None:
    terms = (
        ".. term:: Left\n   :aliases: same\n\n   x\n\n.. term:: Right\n   :aliases: same\n\n   y\n"
    )
    site.write({"terms": f"Terms\n=====\n\n{terms}", "b": "B\n=\n\nAlways the same.\n"})
    _, report, _ = build(site)
    (same,) = (one for one in report["unlinked"] if one["rule"] == "ambiguous")
    assert same["terms"] == ["Left", "Right"]
    assert same["samples"][0]["write"] == ":term:`same <Left>` or :term:`same <Right>`"


def test_markdown_pages_get_their_own_markup(site: Project) -> None:
    site.conf["extensions"] = ["myst_parser", *site.conf["extensions"]]
    (site.source / "b.rst").unlink()
    site.write({"b.md": "# B\n\nPay attention.\n", "a.md": "# A\n\nA request.\n"})
    (site.source / "a.rst").unlink()
    _, report, _ = build(site)
    assert report["unlinked"][0]["samples"][0]["write"] == "{term}`attention`"
    (request,) = report["suspicious"]
    assert request["samples"][0]["write"] == "{no-autolink}`request`"


def test_data_files_have_the_markup_of_their_page(site: Project) -> None:
    site.conf |= {"modelterms_data": ["more.yml"]}
    site.conf["extensions"] = ["myst_parser", *site.conf["extensions"]]
    record = "terms:\n  - name: Depth\n    definition: One request away.\n"
    site.write({"more.yml": record, "c.md": "# C\n\n```{term} Depth\n```\n"})
    _, report, _ = build(site)
    samples = {one["name"]: one for one in report["suspicious"]}["request"]["samples"]
    (sample,) = (one for one in samples if one["file"] == "more.yml")
    assert sample["write"] == "{no-autolink}`request`"
    site.write({"b": "B\n=\n\nThe depth.\n"})
    depth = {one["name"]: one for one in build(site)[1]["suspicious"]}["Depth"]
    assert depth["file"] == "more.yml"
    assert [cure["write"] for cure in depth["cures"]] == ["case: exact", "no_autolink: true"]


def test_mention_without_a_link_is_a_mention(site: Project) -> None:
    for mode in ("off", "page"):
        for budget in (0, 1):
            _, report, _ = build(site, modelterms_autolink=mode, modelterms_autolink_budget=budget)
            unused = ["attention", "Lost Art", "new cache", "token bucket"]
            assert report["unused"] == unused, (mode, budget)


def test_unused_terms_say_what_else_their_name_is(site: Project) -> None:
    site.write({"b": "B\n=\n\nPay attention. ``Lost Art``\n"})
    _, report, page = build(site)
    uses = {term["name"]: term for term in report["terms"]}
    assert uses["attention"]["others"] == {"alone": 1}
    assert (uses["Lost Art"]["code"], uses["Lost Art"]["text"]) == (1, 0)
    text = text_of(page)
    assert "1 name left out by the rule alone." in text
    assert "1 term names it as related. 1 name in code." in text


def test_mentions_in_headings_and_on_other_cards_count(site: Project) -> None:
    site.write({"b": "Lost Art\n========\n\nx\n"})
    assert "Lost Art" not in build(site)[1]["unused"]
    site.write({"b": "B\n=\n\nx\n", "terms": TERMS.replace("A message", "A Lost Art message")})
    assert "Lost Art" not in build(site)[1]["unused"]


def test_names_that_cannot_be_found_in_text_are_compared_by_letters(site: Project) -> None:
    site.write({"terms": TERMS.replace("Lost Art", "lost_art"), "b": "B\n=\n\nThe lost_art is.\n"})
    assert "lost_art" not in build(site)[1]["unused"]


def test_without_automatic_links_the_page_shows_what_they_would_link(site: Project) -> None:
    _, report, page = build(site, modelterms_autolink="off")
    assert "linked" not in report["rules"]
    assert report["autolink"] == "off"
    assert [one["name"] for one in report["suspicious"]][:2] == ["Routes", "request"]
    off = {tuple(one["terms"]): one for one in report["unlinked"] if one["rule"] == "off"}
    assert off["request",]["pages"] == 2
    pages = {sample["page"] for sample in off["old cache",]["samples"]}
    assert pages == {"terms"}, "on the other page, the author refers to it"
    assert off["request",]["cures"][0]["write"] == 'modelterms_autolink = "page"'
    assert "Automatic links are off." in text_of(page)


def test_outdated_names_have_the_name_to_write(site: Project) -> None:
    _, report, page = build(site)
    found = [
        (one["reason"], one["instead"], one["sample"]["text"], one["sample"]["write"])
        for one in report["outdated"]
    ]
    assert found == [
        ("deprecated", "new cache", "old cache", "new cache"),
        ("deprecated", "new cache", "old cache", ":term:`new cache`"),
        ("former", "token bucket", "token pail", "token bucket"),
    ], "but not on the card of the replacement"
    assert {one["sample"]["file"] for one in report["outdated"]} == {"a.rst"}
    assert "former name of token bucket · instead: token bucket" in text_of(page)


def test_reference_to_a_former_name_is_outdated(site: Project) -> None:
    site.write({"b": "B\n=\n\nSee :term:`token pail` and :term:`Old <old cache>`.\n"})
    _, report, _ = build(site)
    found = {one["sample"]["write"] for one in report["outdated"] if one["sample"]["page"] == "b"}
    assert found == {":term:`token bucket`", ":term:`new cache`"}


def test_outdated_names_are_those_of_the_rules_about_text(site: Project) -> None:
    title = "About :term:`token pail` and :term:`old cache`"
    more = "M\n=\n\n.. term:: Pail\n   :former-names: token pail\n\n   It holds water.\n"
    site.write(
        {
            "b": f"B\n=\n\n{title}\n{'-' * len(title)}\n\nA token pail.\n",
            "c": ":no-autolink:\n\nC\n=\n\nA token pail in an old cache.\n",
            "more": more,
        }
    )
    rules = ["deprecated-name", "former-name"]
    built, report, _ = build(site, modelterms_quality=rules)
    found = [
        (one["reason"], one["sample"]["text"], one["instead"], one["sample"]["write"])
        for one in report["outdated"]
        if one["sample"]["page"] != "a"
    ]
    today = "Pail or token bucket"
    references = ":term:`Pail` or :term:`token bucket`"
    assert found == [
        ("deprecated", "old cache", "new cache", ":term:`new cache`"),
        ("former", "token pail", today, today),
        ("former", "token pail", today, references),
    ], "and none on the excluded page"
    warned = [line for line in built.warnings if "[modelterms.quality]" in line]
    in_references = sum(":term:" in one["sample"]["write"] for one in report["outdated"])
    assert len(warned) == len(report["outdated"]) - in_references + 2


def test_avoided_word_has_its_sentence(site: Project) -> None:
    _, report, _ = build(site)
    (avoided,) = report["avoided"]
    start, words = avoided["start"], avoided["text"]
    assert words == "leaky bucket"
    assert avoided["sentence"][start : start + len(words)] == words


def test_candidates_are_noun_phrases_on_several_pages(site: Project) -> None:
    filler = " ".join(f"Topic{n} of words and things{n}." for n in range(200))
    text = "The access token works. An Acme Cloud is here. We use the Acme Cloud.\n\n"
    site.write({f"p{n}": f"P\n=\n\n{text * 2}{filler}\n" for n in range(3)})
    _, report, page = build(site)
    found = {one["text"]: one["kind"] for one in report["candidates"]}
    assert found == {"access token": "repeated", "Acme Cloud": "capitalized"}
    assert report["candidates"][0]["pages"] >= 3
    _, report, page = build(site, language="de")
    assert [one["text"] for one in report["candidates"]] == ["Acme Cloud"]
    assert "Only phrases in capitals are found" in text_of(page)


def test_persons_are_no_candidates(site: Project) -> None:
    text = (
        "A patch by Jane Doe. We thank Jane Doe. As Acme Cloud says, the Acme Cloud is here.\n\n"
    )
    site.write({f"p{n}": f"P\n=\n\n{text * 2}" for n in range(3)})
    found = {one["text"] for one in build(site)[1]["candidates"]}
    assert "Acme Cloud" in found and "Jane Doe" not in found


def test_words_in_capitals_are_no_abbreviations(site: Project) -> None:
    site.write({"b": "B\n=\n\nA name is REQUIRED. It is required here. The QZX is not.\n"})
    _, report, _ = build(site)
    assert [one["text"] for one in report["unexplained"]] == ["QZX"]


ATTACK = "<script>alert(1)</script>\"'&amp;{{ 7*7 }}{% raw %}</style>-->"


def test_text_cannot_be_markup() -> None:
    html = str(escaped(ATTACK))
    assert not re.search("[<>\"'`{}]", html)
    from html import unescape

    assert unescape(html) == ATTACK
    assert str(escaped("a\x00\x1bb\u202ec")) == "abc"


def test_names_sentences_and_files_are_escaped(site: Project) -> None:
    rest = r"\<script>alert(1)\</script> <img src=x onerror=alert(2)> \"onclick=1 {{ 7*7 }}"
    site.write(
        {
            "terms": TERMS.replace("Lost Art", "Lost <img src=x onerror=alert(3)>"),
            "b<i>x": f"B\n=\n\nThe server adds requests {rest}. The QZX & {rest}.\n",
        }
    )
    _, report, page = build(site, project="<script>alert(4)</script>")
    assert "Lost <img src=x onerror=alert(3)>" in report["unused"]
    assert any(one["file"] == "b<i>x.rst" for one in report["suspicious"][0]["samples"]) or (
        "b&#60;i&#62;x.rst" in page
    )
    found = Elements(page)
    assert not found.tags & {"script", "img", "i", "iframe", "object"}
    assert "{{ 7*7 }}" in text_of(page)
    assert all(address.startswith("#") for address in found.addresses)


def test_every_string_of_the_report_is_escaped(site: Project) -> None:
    """Whatever a field holds, it cannot become markup."""
    _, report, _ = build(site)

    def poisoned(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {k: poisoned(v, k) for k, v in value.items()}
        if isinstance(value, list):
            return [poisoned(v, key) for v in value]
        known = key in {"rule", "reasons", "autolink", "reason"}
        return value + ATTACK if isinstance(value, str) and not known else value

    page = page_text(poisoned(report), f"{ATTACK}.json")
    found = Elements(page)
    assert "script" not in found.tags
    assert page.count("<style>") == page.count("</style>") == 1


def test_page_loads_nothing(site: Project) -> None:
    _, _, page = build(site)
    assert not re.search(r"https?:|//\w|url\(|@import|<script|<link|<img", page)
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page


def test_sentences_have_the_language_of_the_project(site: Project) -> None:
    _, _, page = build(site, language="pt_BR")
    assert re.findall('<html lang="([^"]*)"', page) == ["en"]
    assert set(re.findall('<(?:q|bdi) lang="([^"]*)"', page)) == {"pt-BR"}


def test_headings_leave_out_no_level(site: Project) -> None:
    found = Elements(build(site)[2])
    assert found.headings[0] == 1 and found.headings.count(1) == 1
    assert all(b - a <= 1 for a, b in zip(found.headings, found.headings[1:], strict=False))


def test_long_lists_are_cut_and_say_so(site: Project) -> None:
    letters = " ".join(f"QZ{chr(65 + n // 26)}{chr(65 + n % 26)}" for n in range(MOST + 4))
    site.write({"b": f"B\n=\n\n{letters}\n"})
    _, report, page = build(site)
    assert len(report["unexplained"]) == MOST + 5
    assert "5 more are under unexplained in modelterms-report.json." in text_of(page)


def test_summary_in_the_terminal(site: Project) -> None:
    built, _, _ = build(site)
    text = re.sub(r"\x1b\[[0-9;]*m", "", built.app.status.getvalue())
    assert "7 terms; the text has" in text
    assert "1 word to avoid" in text and "3 outdated names" in text
    assert "  terms.rst:8: 'Routes': 1 of 1 link to check" in text
    assert "  a.rst:8: 'old cache' is deprecated. Write 'new cache' instead" in text
    assert f"The page with all findings is {built.outdir / 'modelterms-report.html'}" in text


def test_nothing_to_do(site: Project) -> None:
    site.write({"a": "A\n=\n\nx\n", "b": "B\n=\n\nSee :term:`Z`.\n"})
    site.write({"terms": "Terms\n=====\n\n.. term:: Z\n\n   Letter.\n"})
    built, _, page = build(site)
    assert "There is nothing to do." in text_of(page)
    assert "There is nothing to do." in built.app.status.getvalue()


def test_another_builder_writes_no_page(site: Project) -> None:
    built = site.build(modelterms_report="report.json")
    assert (built.outdir / "report.json").exists()
    assert not (built.outdir / "report.html").exists()


def test_page_overwrites_no_file_of_the_user(site: Project) -> None:
    built = site.build("modelterms", modelterms_report="a.json")
    assert (built.outdir / "a.html").exists()
    (built.outdir / "index.html").write_text("mine", encoding="utf-8")
    built = site.build("modelterms", modelterms_report="index.json")
    assert built.text("index.html") == "mine"
    assert any("modelterms_report: " in w and "index.html" in w for w in built.warnings)


def test_report_of_a_project_without_terms(project: Project) -> None:
    project.write({"index": "Home\n====\n\nWords.\n"})
    _, report, page = build(project)
    assert report["terms"] == []
    assert "There is nothing to do." in text_of(page)


def test_every_reason_is_explained() -> None:
    for reason in Suspicion:
        assert re.fullmatch(r"[A-Z].*\.", reason.help)
