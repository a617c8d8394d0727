"""Comparisons: the table in both phases, rows, references, cards, search."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.test_term_card import check_fixture

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Project

TERMS = """
    Terms
    =====

    .. term:: Alpha
       :abbr: A
       :level: beginner
       :category: Letters
       :requires: Gamma

       The *first* one.

       .. term-facts::

          Size: **big** and ``wide``
          Speed: fast

    .. term:: Beta
       :level: beginner

       The second.

       .. term-example::

          An example.

       .. term-facts::

          speed: Fast
          Only here: yes

    .. term:: Gamma

       The third.
    """

PAGE = """
    Home
    ====

    .. term-compare:: A, Beta
       :name: my-label

       Choose *Alpha* in doubt.

    See :ref:`my-label` and :ref:`compare-a-vs-beta`.

    See :term-compare:`Beta; Alpha`, :term-compare:`compare-a-vs-beta`,
    :term-compare:`both <alpha; beta>` and :ref:`there <my-label>`.

    .. toctree::

       terms
    """


@pytest.mark.parametrize(
    ("builder", "late"),
    [("html", False), ("html", True), ("text", True)],
    ids=["read", "html", "text"],
)
def test_the_doctree_is_as_recorded(
    project: Project, repository: Path, builder: str, late: bool
) -> None:
    from sphinx_modelterms.doctree.walking import blocks_by_document

    project.write({"index": PAGE, "terms": TERMS})
    built = project.build(builder)
    assert built.warnings == []
    tree = blocks_by_document(built.doctree("index", late), "", "comparison")[0][1].pformat()
    tree = re.sub(
        r' (?:xml:space|internal|refdoc|refwarn|refexplicit|[a-z]+:[a-z]+)="[^"]*"', "", tree
    )
    name = f"comparison-{builder if late else 'read'}.txt"
    check_fixture(repository / "tests" / "fixtures" / name, tree)


def rows(html: str) -> dict[str, list[str]]:
    """Head and cells of each row."""
    table = html[html.index("<tbody") : html.rindex("</tbody>")]
    cells = [
        [
            re.sub("<[^>]+>", "", cell)
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)
        ]
        for row in table.split("</tr>")[:-1]
    ]
    return {head: rest for head, *rest in cells}


def test_rows_show_the_facts_of_each_term_and_then_what_they_share(project: Project) -> None:
    project.write({"index": PAGE, "terms": TERMS})
    body = project.build().body("index")
    assert [*rows(body).items()] == [
        ("Definition", ["The first one.", "The second."]),
        ("Example", ["not stated", "An example."]),
        ("Read first", ["Gamma", "not stated"]),
        ("Size", ["big and wide", "not stated"]),
        ("Only here", ["not stated", "yes"]),
        ("What they share (1)", []),
        ("Speed", ["fast"]),
    ]
    assert '<th class="no-search" colspan="3" scope="rowgroup">' in body
    assert body.count('<td class="no-search" colspan="2">') == 1
    assert "(same)" not in body
    assert '<span class="mt-missing"><span class="mt-unseen">not stated</span></span>' in body
    text = project.build("text").text("index.txt")
    assert text.count("(same)") == 2
    assert text.index("Level") < text.index("Example")


def test_heads_of_columns_show_category_and_level_instead_of_rows(project: Project) -> None:
    project.write(
        {"index": PAGE, "terms": TERMS.replace(":level: beginner", ":level: advanced", 1)}
    )
    head = project.build().body("index").partition("</thead>")[0]
    assert re.findall(r'class="mt-level[^"]*">([^<]*)', head) == ["advanced", "beginner"]
    assert re.findall(r'class="mt-category[^"]*">([^<]*)', head) == ["Letters"]
    assert not {"Category", "Level"} & rows(project.build().body("index")).keys()
    text = project.build("text").text("index.txt")
    assert "Category" in text
    assert "Level" in text
    project.write({"terms": TERMS.replace(":level: beginner", ":level: intermediate", 1)})
    assert "intermediate</span>" in project.build().body("index").partition("</thead>")[0]


@pytest.mark.parametrize("rows_", ["level", "level, speed"])
def test_terms_that_share_all_rows_have_one_part(project: Project, rows_: str) -> None:
    page = PAGE.replace(":name: my-label", f":name: my-label\n       :rows: {rows_}")
    project.write({"index": page, "terms": TERMS})
    body = project.build().body("index")
    assert body.count("<tbody") == body.count('<tbody class="mt-shared">') == 1


CHOICES = """
    Home
    ====

    .. term-compare:: A, Beta

       - A: when *sure*.
       - **beta**: when in doubt.

       {more}

    .. toctree::

       terms
    """


def test_advice_for_each_term_is_shown_in_boxes(project: Project) -> None:
    project.conf["modelterms_categories"] = {"Letters": {"colour": "blue"}}
    project.write({"index": CHOICES.format(more="Else: nothing."), "terms": TERMS})
    body = project.build().body("index")
    assert re.findall("<li[^>]*>", body.partition('"mt-choices')[2].partition("</ul>")[0]) == [
        '<li class="mt-colour-blue">',
        "<li>",
    ]
    boxes = body[body.index('<ul class="mt-choices') :].partition("</ul>")[0]
    assert re.findall("<p>(.*)</p>", boxes) == [
        "<strong>A</strong> When <em>sure</em>.",
        "<strong>beta</strong> When in doubt.",
    ]
    assert "<p>Else: nothing.</p>" in body
    text = project.build("text").text("index.txt")
    assert "* A: when *sure*." in text


@pytest.mark.parametrize(
    "items",
    [
        "- A: x.\n       - Gamma: y.",
        "- A: x.\n       - A: y.",
        "- A: x.",
        "- A: x.\n       - Beta.",
    ],
)
def test_other_lists_in_advice_stay_lists(project: Project, items: str) -> None:
    page = CHOICES.replace("- A: when *sure*.\n       - **beta**: when in doubt.", items)
    project.write({"index": page.format(more="End."), "terms": TERMS})
    body = project.build().body("index")
    assert "mt-choices" not in body
    assert items.partition("\n")[0].removeprefix("- ") in body


def test_a_first_word_with_a_capital_letter_of_its_own_keeps_it(project: Project) -> None:
    page = CHOICES.replace("A: when *sure*.", "A: iOS only.")
    project.write({"index": page.format(more="End."), "terms": TERMS})
    assert "<strong>A</strong> iOS only." in project.build().body("index")


def test_translated_advice_is_shown_in_boxes(project: Project) -> None:
    locale = project.source / "locale" / "de" / "LC_MESSAGES"
    locale.mkdir(parents=True)
    po = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    po += 'msgid "A: when *sure*."\nmsgstr "A: wenn *sicher*."\n'
    (locale / "index.po").write_text(po, encoding="utf-8")
    project.write({"index": CHOICES.format(more="End."), "terms": TERMS})
    body = project.build(language="de", locale_dirs=["locale"]).body("index")
    assert "<p><strong>A</strong> Wenn <em>sicher</em>.</p>" in body


def test_chosen_rows_stand_in_their_order_even_if_empty(project: Project) -> None:
    page = PAGE.replace(
        ":name: my-label", ":name: my-label\n       :rows: ONLY HERE, size, category"
    )
    project.write({"index": page, "terms": TERMS})
    assert list(rows(project.build().body("index"))) == ["Only here", "Size", "Category"]


def test_cells_keep_their_markup_and_heads_have_a_scope(project: Project) -> None:
    project.write({"index": PAGE, "terms": TERMS})
    body = project.build().body("index")
    assert "<strong>big</strong> and <code" in body
    assert body.count('scope="col"') == 2
    assert body.count('scope="row"') == 6
    assert "<caption>Alpha vs Beta</caption>" in body


def test_references_by_names_in_any_order_by_id_and_with_a_text(project: Project) -> None:
    project.write({"index": PAGE, "terms": TERMS})
    body = project.build().body("index")
    links = re.findall(r'<a [^>]*href="#compare-a-vs-beta"[^>]*>(.*?)</a>', body)
    assert [re.sub("<[^>]+>", "", text) for text in links] == [
        "A vs Beta",
        "Alpha vs Beta",
        "Alpha vs Beta",
        "Alpha vs Beta",
        "both",
        "there",
    ]


def test_an_unknown_comparison_warns(project: Project) -> None:
    project.write({"index": PAGE.replace("`Beta; Alpha`", "`Beta; Gamma`"), "terms": TERMS})
    (warning,) = project.build().warnings
    assert "no comparison of 'Beta; Gamma'" in warning


def test_a_comparison_of_nothing_known_shows_its_advice(project: Project) -> None:
    project.write({"index": "Home\n====\n\n.. term-compare:: X, Y\n\n   Choose well.\n"})
    built = project.build()
    assert len(built.warnings) == 2
    assert not built.domain.build.glossary.comparisons
    body = built.body("index")
    for builder in ("latex", "text"):
        project.build(builder)
    assert "Choose well." in body
    assert "<table" not in body


def test_cards_list_their_comparisons(project: Project) -> None:
    project.write({"index": PAGE, "terms": TERMS})
    built = project.build()
    cards = built.body("terms").split('class="mt-card ')
    assert [card.count('href="index.html#compare-a-vs-beta"') for card in cards] == [0, 1, 1, 0]


def test_only_pages_that_compare_are_rewritten(project: Project) -> None:
    project.write(
        {
            "index": "Home\n====\n\n.. toctree::\n\n   terms\n   page\n",
            "page": PAGE.replace(".. toctree::\n\n       terms\n", ""),
            "terms": TERMS,
        }
    )
    project.build()
    project.write({"terms": TERMS.replace("Only here: yes", "Only here: no")})
    assert project.build().resolved.keys() == {"index", "page", "terms"}
    project.write({"terms": TERMS.replace("The third.", "The last.")})
    assert "page" in project.build().resolved, "the fact changed back"
    project.write({"terms": TERMS.replace("The third.", "The very last.")})
    assert "page" not in project.build().resolved


def test_search_and_inventory_know_comparisons(project: Project, new_project) -> None:
    project.write({"index": PAGE, "terms": TERMS})
    built = project.build()
    index = built.text("searchindex.js")
    objects = json.loads(index[len("Search.setIndex(") : -1])["objects"]
    assert "Alpha vs Beta" in {entry[4] for entries in objects.values() for entry in entries}
    assert b"compare-a-vs-beta" in zlib_body(built.outdir / "objects.inv")


def zlib_body(path: Path) -> bytes:
    import zlib

    return zlib.decompress(path.read_bytes().split(b"zlib.\n", 1)[1])


def test_the_script_is_linked_where_a_table_is(project: Project) -> None:
    project.write({"index": PAGE, "terms": TERMS})
    built = project.build()
    assert "modelterms.js" in built.text("index.html")
    assert "modelterms.js" not in built.text("terms.html")
