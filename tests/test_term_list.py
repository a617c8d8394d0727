"""Lists of terms: which, in what order, how they look, which pages they rewrite."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from docutils import nodes

from sphinx_modelterms.glossary.lookup import Glossary
from sphinx_modelterms.glossary.relations import learning_path, prerequisite_cycles
from sphinx_modelterms.glossary.selection import Selection
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


def test_groups_of_different_texts_have_different_ids(project: Project) -> None:
    """Also if the texts make one slug, or other nodes of the page have the id."""
    categories = ["AI", "ai", "Ai", "C++", "c++", "other", ""]
    terms = "\n".join(
        f".. term:: Word {number}\n   :category: {category}\n\n   D.\n"
        for number, category in enumerate(categories)
    )
    lists = """\
        Lists
        =====

        .. term-list::
           :group-by: category

        .. term-list::
           :id: term-list-1-other-2
           :group-by: category

        Term list 1 AI 2
        ----------------

        .. term-faq::
           :id: term-list-1-ai-3
        """
    project.write({"index": f"Home\n====\n\n{terms}\n.. toctree::\n\n   lists\n", "lists": lists})
    built = project.build(modelterms_categories={})
    ids = re.findall(r'\bid="(.*?)"', built.body("lists"))
    assert sorted(set(ids)) == sorted(ids)
    links = re.findall(r'href="#(term-list-[^"]*)">', built.body("lists"))
    assert len(links) == len(set(links)) == 2 * len(categories)
    assert set(links) <= set(ids)
    assert [link for link in links if "-1-ai" in link] == [
        "term-list-1-ai",
        "term-list-1-ai-4",
        "term-list-1-ai-5",
    ]


@pytest.mark.parametrize(
    ("display", "tag"),
    [
        ("cards", "<ul"),
        ("names", "<ul"),
        ("definitions", "<dl"),
        ("table", "<table"),
        ("path", "<ol"),
    ],
)
def test_displays(project: Project, display: str, tag: str) -> None:
    html = body(project, f":display: {display}", ":group-by: none", ":columns: 2")
    html = html.partition('<aside class="mt-tips')[0]
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
            "X": {"title": "Ex", "colour": "teal", "description": "All & more."},
            "Z": "None",
        }
    }
    built = project.build(**kinds)
    assert built.warnings == []
    html = re.sub(r"\s+", " ", built.body("index"))
    assert re.findall(r'<p class="mt-item-name"><span class="mt-category(.*?)</span>', html) == [
        '">Why',
        ' mt-colour-teal"><a class="reference internal" href="lists.html#term-list-1">Ex</a>',
    ]
    assert html.count('<p class="mt-count"><span class="mt-figure">1</span> term</p>') == 2
    assert "<p>All &amp; more.</p>" in html
    project.write({"index": "Home\n====\n\n.. term-categories::\n", "terms": ":orphan:\n"})
    assert "No categories." in project.build(**kinds).body("index")


PATH = """
    Terms
    =====

    .. term:: Start
       :level: beginner

       The first.

    .. term:: Also easy
       :level: beginner
       :requires: Start

       The second.

    .. term:: Aside
       :requires: Also easy

       Without a level.

    .. term:: Harder
       :level: advanced
       :requires: Aside

       The third.

    .. term:: End
       :level: advanced
       :abbr: E
       :requires: Harder

       The last.
    """


def path_to(project: Project, *options: str) -> str:
    lines = "\n".join(("   :path-to: end", *(f"   {option}" for option in options)))
    project.write(
        {
            "terms": PATH,
            "index": f"Home\n====\n\n.. term-list::\n{lines}\n\n.. toctree::\n\n   terms\n",
        }
    )
    built = project.build()
    assert built.warnings == []
    return built.body("index").partition('<aside class="mt-tips')[0]


def steps(html: str) -> list[tuple[str, bool, bool]]:
    """Each step with its name, and whether it has another level, and is the goal."""
    items = re.findall(r'<li class="(mt-item[^"]*)">(.*?)</li>', html, re.DOTALL)
    return [
        (re.findall(r"<a[^>]*>(.*?)</a>", item)[0], "mt-turn" in classes, "mt-goal" in item)
        for classes, item in items
    ]


def test_a_learning_path_is_numbered_and_marks_other_levels_and_the_goal(
    project: Project,
) -> None:
    html = path_to(project)
    assert html.count("<ol") == 1
    assert steps(html) == [
        ("Start", True, False),
        ("Also easy", False, False),
        ("Aside", False, False),
        ("Harder", True, False),
        ("End", False, True),
    ]
    assert html.count('class="mt-level') == 4
    text = re.sub(r"\s+", " ", project.build("text").text("index.txt"))
    assert "5. End (E) · Goal advanced The last." in text


def test_only_the_goal_itself_is_marked_as_the_goal(project: Project) -> None:
    assert [goal for *_, goal in steps(path_to(project, ":limit: 2"))] == [False, False]
    assert steps(path_to(project, ":level: advanced"))[-1] == ("End", False, True)
    html = path_to(project, ":display: definitions")
    assert "mt-goal" not in html and "<dl" in html


def test_named_terms_can_be_steps_without_a_goal(project: Project) -> None:
    page = "Home\n====\n\n.. term-list:: End, Start\n   :display: path\n\n"
    project.write({"terms": PATH, "index": f"{page}.. toctree::\n\n   terms\n"})
    html = project.build().body("index").partition('<aside class="mt-tips')[0]
    assert steps(html) == [("End", True, False), ("Start", True, False)]


@pytest.mark.parametrize("builder", ["latex", "man", "epub", "texinfo"])
def test_a_path_is_an_enumerated_list_with_level_and_goal(project: Project, builder: str) -> None:
    path_to(project)
    settings = {"man_pages": [("index", "home", "Home", ["me"], 1)]} if builder == "man" else {}
    built = project.build(builder, copyright="me", version="1", **settings)
    names = {"latex": "*.tex", "man": "home.1", "epub": "index.xhtml", "texinfo": "*.texi"}
    text = next(built.outdir.rglob(names[builder])).read_text(encoding="utf-8")
    mark = {"latex": r"\begin{enumerate}", "man": ".IP 5.", "epub": "<ol", "texinfo": "@enumerate"}
    assert mark[builder] in text
    assert "Goal" in text and "advanced" in text


def test_categories_show_levels_and_the_easiest_terms(project: Project) -> None:
    kinds = {"modelterms_categories": {"X": {"title": "Ex", "colour": "teal"}}}
    terms = [
        ("Zero", "beginner", ""),
        ("Draft", "beginner", "draft"),
        ("Alpha", "advanced", ""),
        ("Beta", "intermediate", ""),
        ("Gamma", "", ""),
    ]
    cards = "\n".join(
        f".. term:: {name}\n   :category: X\n"
        + (f"   :level: {level}\n" if level else "")
        + (f"   :status: {status}\n" if status else "")
        + "\n   Def.\n"
        for name, level, status in terms
    )
    index = "Home\n====\n\n.. term-categories::\n\n.. toctree::\n\n   terms\n"
    project.write({"index": index, "terms": f"Terms\n=====\n\n{cards}"})
    built = project.build(**kinds)
    assert built.warnings == []
    html = built.body("index")
    assert '<span class="mt-figure">5</span> terms' in html
    assert re.findall(r'<span class="mt-level mt-step-\d">(.*?)</span>', html) == [
        "beginner: 2",
        "intermediate: 1",
        "advanced: 1",
    ]
    line = html[html.index('class="mt-samples"') :].partition("</p>")[0]
    assert re.findall(r">([^<]+)</a>", line) == ["Zero", "Beta", "Alpha"]
    assert re.findall(r'<rect class="mt-step-(\d)"[^>]* width="([\d.]+)%"', html) == [
        ("1", "39.00"),
        ("2", "19.00"),
        ("3", "19.00"),
    ]
    assert 'id="mt-tip-zero"' in html
    assert "style=" not in html
    text = re.sub(r"\s+", " ", project.build("text", **kinds).text("index.txt"))
    assert "5 terms beginner: 2 · intermediate: 1 · advanced: 1 For example: Zero, Beta" in text
    source = (project.source / "terms.rst").read_text(encoding="utf-8")
    project.write({"terms": source.replace("beginner", "advanced", 1)})
    assert "index" in project.build(**kinds).resolved


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


@pytest.mark.parametrize("group", ["none", "letter"])
def test_a_table_of_named_terms_has_a_caption_and_heads(project: Project, group: str) -> None:
    terms = "".join(f".. term:: {name}\n\n   Def.\n\n" for name in ("Alpha", "Beta"))
    options = f"   :display: table\n   :group-by: {group}\n"
    project.write({"index": f"Home\n====\n\n{terms}.. term-list:: Alpha, Beta\n{options}"})
    body = project.build().body("index")
    captions = re.findall(r"<caption[^>]*>(.*?)</caption>", body, re.DOTALL)
    texts = [re.sub("<[^>]*>", "", caption).strip() for caption in captions]
    assert texts == (["2 terms"] if group == "none" else ["A", "B"])
    assert body.count('<th class="head" scope="row">') + body.count('<th scope="row">') == 2
    assert body.count('scope="col"') == 2 * len(captions)


@pytest.mark.parametrize("builder", ["html", "text", "latex"])
@pytest.mark.parametrize(
    ("option", "heads"),
    [
        ("", ["Term", "Definition"]),
        (":category: Training", ["Term", "Category", "Definition"]),
        (":level: beginner", ["Term", "Level", "Definition"]),
    ],
)
def test_tables_have_no_columns_without_content(
    project: Project, builder: str, option: str, heads: list[str]
) -> None:
    term = f".. term:: One\n   {option}\n\n   First.\n\n"
    listed = ".. term-list::\n   :display: table\n   :group-by: letter\n"
    glossary = ".. glossary::\n\n   Two\n      Second.\n"
    project.write({"index": f"Home\n====\n\n{term}{listed}\n{glossary}"})
    built = project.build(builder)
    if builder == "html":
        tables = re.findall(r"(?s)<table.*?</table>", built.body("index"))
        cells = [re.findall(r"(?s)<th[^>]*scope=\"col\"[^>]*>(.*?)</th>", x) for x in tables]
        shown = [[re.sub(r"<.*?>|\s", "", cell) for cell in found] for found in cells]
    else:
        tables = list(built.doctree("index", late=True).findall(nodes.table))
        shown = [[cell.astext() for cell in next(x.findall(nodes.row))] for x in tables]
    assert shown == [heads, heads]
