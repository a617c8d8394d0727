"""Lists of terms: which, in what order, how they look, which pages they rewrite."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from sphinx_modelterms.glossary.lookup import Glossary
from sphinx_modelterms.glossary.model import Selection
from sphinx_modelterms.glossary.relations import learning_path, prerequisite_cycles
from sphinx_modelterms.glossary.views.selection import select
from tests.unit.test_glossary import term

if TYPE_CHECKING:
    from tests.conftest import Project


def names(terms: list) -> list[str]:
    return [t.name for t in terms]


def test_a_learning_path_has_nothing_before_what_it_needs() -> None:
    glossary = Glossary(
        [
            term("Goal", requires=("B", "A")),
            term("A", requires=("C",)),
            term("B", requires=("A", "D")),
            term("C"),
            term("D"),
            term("Other"),
        ]
    )
    assert names(select(glossary, Selection(path_to="goal"))) == ["C", "A", "D", "B", "Goal"]


def test_cycles_are_found_once_and_whole() -> None:
    a, b, c = term("A", requires=("B",)), term("B", requires=("C",)), term("C", requires=("A",))
    glossary = Glossary([term("Start", requires=("A",)), a, b, c])
    assert [names(cycle) for cycle in prerequisite_cycles(glossary)] == [["A", "B", "C"]]
    assert names(learning_path(glossary, a)) == ["C", "B", "A"]


def test_a_long_chain_needs_no_deep_recursion() -> None:
    chain = [term(f"T{n}", requires=(f"T{n + 1}",)) for n in range(3000)]
    glossary = Glossary([*chain, term("T3000")])
    assert prerequisite_cycles(glossary) == []
    assert len(learning_path(glossary, chain[0])) == 3001


def test_a_selection_filters_sorts_and_limits() -> None:
    glossary = Glossary(
        [
            term("Zeta", category="X", level="hard", tags=("One",)),
            term("Élan", category="Y", status="draft"),
            term("3D", category="X", status="deprecated"),
            term("alpha", level="hard", tags=("two", "ONE")),
        ]
    )
    assert names(select(glossary, Selection())) == ["3D", "alpha", "Élan", "Zeta"]
    assert names(select(glossary, Selection(categories=("X",)))) == ["3D", "Zeta"]
    assert names(select(glossary, Selection(levels=("hard",), limit=1))) == ["alpha"]
    assert names(select(glossary, Selection(tags=("one",)))) == ["alpha", "Zeta"]
    assert names(select(glossary, Selection(statuses=("current",)))) == ["alpha", "Zeta"]
    assert names(select(glossary, Selection(statuses=("draft", "deprecated")))) == ["3D", "Élan"]
    assert select(glossary, Selection(path_to="nowhere")) == []


TERMS = """
    Terms
    =====

    .. term:: Alpha
       :abbr: A1
       :category: X
       :level: advanced

       The *first*.

    .. term:: Beta
       :aliases: second letter
       :category: Y
       :level: beginner

       The second.

    .. term:: 4th

       With a digit.
    """

KINDS = {"modelterms_categories": {"Y": "Why & how", "X": {"title": "Ex", "colour": "teal"}}}


def body(project: Project, *options: str, markdown: bool = False) -> str:
    lines = "\n".join(f"   {option}" for option in options)
    page = f"Lists\n=====\n\n.. term-list::\n{lines}\n"
    if markdown:
        page = "# Lists\n\n```{term-list}\n" + "\n".join(options) + "\n```\n"
    project.write({"index": "Home\n====\n\n.. toctree::\n\n   terms\n   lists\n", "terms": TERMS})
    project.write({"lists.md" if markdown else "lists": page})
    built = project.build(**KINDS)
    assert built.warnings == []
    return built.body("lists")


def heads(html: str) -> list[str]:
    return re.findall(r'<p class="rubric">(.*?)</p>', html)


@pytest.mark.parametrize("markdown", [False, True])
def test_letters_with_navigation_and_count(project: Project, markdown: bool) -> None:
    html = body(project, markdown=markdown)
    assert heads(html) == ["#", "A", "B"]
    assert '<p class="mt-count">3 terms</p>' in html
    for anchor in ("term-list-1-other", "term-list-1-a", "term-list-1-b"):
        assert html.count(f'href="#{anchor}"') == 1
        assert html.count(f'id="{anchor}"') == 1
    assert "mt-filter" not in html


def test_groups_come_in_the_order_of_the_configuration(project: Project) -> None:
    assert heads(body(project, ":group-by: category", ":category: X, Y")) == [
        "Why &amp; how",
        "Ex",
    ]
    assert heads(body(project, ":group-by: level", ":level: advanced, beginner")) == [
        "beginner",
        "advanced",
    ]
    assert heads(body(project, ":group-by: none")) == []
    assert heads(body(project, ":group-by: level")) == ["beginner", "advanced", "Other"]


@pytest.mark.parametrize(
    ("display", "tag"),
    [("cards", "<ul"), ("names", "<ul"), ("definitions", "<dl"), ("table", "<table")],
)
def test_displays(project: Project, display: str, tag: str) -> None:
    html = body(project, f":display: {display}", ":group-by: none", ":columns: 2")
    assert tag in html
    assert html.count("mt-item ") + html.count('mt-item"') == 3
    assert '<span class="mt-name">(second letter)</span>' in html
    assert ("The <em>first</em>" in html) is (display != "names")
    assert "mt-columns-2" in html


def test_an_empty_list_says_so(project: Project) -> None:
    assert "No terms." in body(project, ":status: deprecated")


def test_a_filter_has_its_words_and_a_place_but_no_box(project: Project) -> None:
    html = body(project, ":filter:")
    assert 'data-mt-label="Filter the terms"' in html
    assert "<input" not in html


def test_classes_of_the_author_change_nothing_but_the_looks(project: Project) -> None:
    html = body(project, ":display: names", ":class: mt-filterable mt-named mt-list-table")
    assert '<p class="mt-count">3 terms</p>' in html
    assert "data-mt-label" not in html
    assert "<table" not in html


def test_a_badge_leads_to_the_home_of_its_category(project: Project) -> None:
    body(project, ":category: X", ":home:", ":id: all-of-x")
    terms = project.build(force_all=True, **KINDS).body("terms")
    assert (
        '<span class="mt-category mt-colour-teal"><a class="reference internal" href="lists.html#all-of-x">Ex</a>'
        in terms
    )
    assert '<span class="mt-category">Why' in terms


def test_categories_with_descriptions_counts_and_homes(project: Project) -> None:
    body(project, ":category: X", ":home:")
    project.write(
        {"index": "Home\n====\n\n.. term-categories::\n\n.. toctree::\n\n   terms\n   lists\n"}
    )
    kinds = {
        "modelterms_categories": {
            "Y": "Why",
            "X": {"title": "Ex", "description": "All & more."},
            "Z": "None",
        }
    }
    built = project.build(**kinds)
    assert built.warnings == []
    html = re.sub(r"\s+", " ", built.body("index"))
    assert re.findall(r'<p class="mt-item-name">(.*?)</p>', html) == [
        "Why",
        '<a class="reference internal" href="lists.html#term-list-1">Ex</a>',
    ]
    assert html.count('<p class="mt-count">1 term</p>') == 2
    assert "<p>All &amp; more.</p>" in html
    project.write({"index": "Home\n====\n\n.. term-categories::\n", "terms": ":orphan:\n"})
    assert "No categories." in project.build(**kinds).body("index")


def test_a_list_rewrites_its_page_when_a_listed_term_changes(project: Project) -> None:
    body(project, ":category: X")
    project.write({"terms": TERMS.replace("The second.", "Another.")})
    assert "lists" not in project.build(**KINDS).resolved
    project.write({"terms": TERMS.replace("The *first*.", "Another.")})
    assert "lists" in project.build(**KINDS).resolved


def test_named_terms_come_in_the_order_named(project: Project) -> None:
    project.write({"index": "Home\n====\n\n.. toctree::\n\n   terms\n   lists\n", "terms": TERMS})
    project.write(
        {
            "lists": "Lists\n=====\n\n.. term-list:: second letter, alpha, beta\n   :display: names\n"
        }
    )
    built = project.build(**KINDS)
    assert built.warnings == []
    assert re.findall(r'href="terms.html#(.*?)"', built.body("lists")) == [
        "term-beta",
        "term-alpha",
    ]


DAY = "Home\n====\n\n.. term-of-the-day::\n\n.. toctree::\n   :hidden:\n\n   terms\n"


def shown_on(project: Project, monkeypatch: pytest.MonkeyPatch, day: int) -> list[str]:
    """The terms of that day and of the days after it."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(day * 86400 + 7))
    built = project.build(**KINDS)
    assert built.warnings == []
    return re.findall(r'href="terms.html#(.*?)"', built.body("index"))


def test_each_day_has_its_term_and_the_page_knows_the_next_ones(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write({"index": DAY, "terms": TERMS})
    first = shown_on(project, monkeypatch, 20000)
    assert sorted(first) == sorted(set(first))
    assert len(first) == 3
    assert shown_on(project, monkeypatch, 20001) == [*first[1:], first[0]]
    built = project.build(**KINDS)
    html = built.body("index")
    assert 'data-mt-day="2024-10-05"' in html
    assert html.index(first[1]) < html.index("<template>") < html.index(first[2])
    assert "index" not in project.build(**KINDS).resolved
    text = project.build("text", **KINDS).text("index.txt")
    assert text.count("(") <= 1  # one term only


def test_the_day_never_shows_drafts_unless_asked(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = ".. term:: A\n   :status: draft\n\n   Def.\n"
    project.write({"index": DAY, "terms": f"Terms\n=====\n\n{draft}"})
    assert shown_on(project, monkeypatch, 0) == []
    project.write({"index": DAY.replace("::\n\n..", "::\n   :status: draft\n\n..")})
    assert shown_on(project, monkeypatch, 0) == ["term-a"]
