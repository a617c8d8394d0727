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
    table = html[html.index("<tbody>") : html.index("</tbody>")]
    cells = [
        [
            re.sub("<[^>]+>", "", cell)
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S)
        ]
        for row in table.split("</tr>")[:-1]
    ]
    return {head: rest for head, *rest in cells}


def test_rows_show_the_facts_of_each_term(project: Project) -> None:
    project.write({"index": PAGE, "terms": TERMS})
    assert rows(project.build().body("index")) == {
        "Definition": ["The first one.", "The second."],
        "Category": ["Letters", "not stated"],
        "Level (same)": ["beginner", "beginner"],
        "Example": ["not stated", "An example."],
        "Read first": ["Gamma", "not stated"],
        "Size": ["big and wide", "not stated"],
        "Speed (same)": ["fast", "Fast"],
        "Only here": ["not stated", "yes"],
    }


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
    assert body.count('scope="row"') == 8
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
