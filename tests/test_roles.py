"""The roles that take their text from the record: definitions and abbreviations."""

from __future__ import annotations

import re
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Built, Project

TERMS = """
    Terms
    =====

    .. term:: Retrieval-Augmented Generation
       :abbr: RAG

       A way to *fetch* ``documents`` first.

    .. term:: Plain

       No short form.
    """

REST = """
    On :term-abbr:`RAG`
    ===================

    First :term-abbr:`rag`, then :term-abbr:`RAG`, :term-abbr:`Plain`.

    .. note::

       * Again :term-abbr:`Retrieval-Augmented Generation`, :term-abbr:`own <RAG>`.

    That is :term-def:`RAG`, or :term-def:`so <RAG>`; and :no-autolink:`rest`.
    """

MD = """
    # On {term-abbr}`RAG`

    First {term-abbr}`rag`, then {term-abbr}`RAG`, {term-abbr}`Plain`.

    ```{note}
    * Again {term-abbr}`Retrieval-Augmented Generation`, {term-abbr}`own <RAG>`.
    ```

    That is {term-def}`RAG`, or {term-def}`so <RAG>`; and {no-autolink}`rest`.
    """


def text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", "", html))


def build(project: Project, page: str, builder: str = "html") -> Built:
    name = "page.md" if page.lstrip().startswith("#") else "page"
    project.write(
        {"index": "Home\n====\n\n.. toctree::\n\n   page\n   terms\n", name: page, "terms": TERMS}
    )
    return project.build(builder)


@pytest.mark.parametrize("page", [REST, MD], ids=["rest", "md"])
def test_abbreviations_are_spelt_out_once_a_page_and_not_in_titles(
    project: Project, page: str
) -> None:
    built = build(project, page)
    assert built.warnings == []
    body = text(built.body("page"))
    assert "On RAG" in body
    assert "First Retrieval-Augmented Generation (RAG), then RAG, Plain." in body
    assert "Again RAG, own." in body


@pytest.mark.parametrize("page", [REST, MD], ids=["rest", "md"])
def test_definitions_stand_in_the_sentence(project: Project, page: str) -> None:
    body = build(project, page).body("page")
    assert "That is A way to fetch documents first, or so; and rest." in text(body)
    assert "<em>fetch</em> <code" in body
    assert '<span class="no-autolink">rest</span>' in body


def test_the_first_use_may_be_inside_a_nested_directive(project: Project) -> None:
    page = (
        "Page\n====\n\n.. note::\n\n   .. tip:: The :term-abbr:`RAG`.\n\nThe :term-abbr:`RAG`.\n"
    )
    project.conf["modelterms_hover"] = False
    body = text(build(project, page).body("page"))
    assert "The Retrieval-Augmented Generation (RAG)." in body
    assert body.count("Retrieval-Augmented") == 1


@pytest.mark.parametrize("builder", ["latex", "singlehtml", "man"])
def test_one_first_use_a_document(project: Project, builder: str) -> None:
    project.write(
        {
            "index": "Home\n====\n\nOne :term-abbr:`RAG`.\n\n.. toctree::\n\n   page\n   terms\n",
            "page": "Page\n====\n\nTwo :term-abbr:`RAG`.\n",
            "terms": TERMS,
        }
    )
    conf = {"man_pages": [("index", "t", "T", ["A"], 1)]} if builder == "man" else {}
    built = project.build(builder, modelterms_hover=False, **conf)
    pattern = {"latex": "*.tex", "singlehtml": "index.html", "man": "*.1"}[builder]
    words = next(built.outdir.glob(pattern)).read_text(encoding="utf-8")
    words = words.replace(r"\sphinxhyphen{}", "-")
    words = re.sub(r"[\\{}]|<[^>]+>|&|fI|fP", "", words)
    assert len(re.findall(r"Retrieval-\s?Augmented Generation \(RAG\)", words)) == 1


@pytest.mark.parametrize("role", ["term-def", "term-abbr"])
def test_an_unknown_term_warns(project: Project, role: str) -> None:
    project.write({"index": f"Home\n====\n\n:{role}:`Nowhere`\n"})
    (warning,) = project.build().warnings
    assert warning.startswith("index.rst:4: WARNING: there is no term 'Nowhere'")


def test_roles_count_as_mentions(project: Project) -> None:
    build(project, REST)
    terms = project.build(before=lambda app: None).text("terms.html")
    assert 'href="page.html"' in terms[terms.index("mt-used-in") :]


def test_a_changed_abbreviation_rewrites_the_pages_that_write_it(project: Project) -> None:
    build(project, REST)
    project.write({"terms": TERMS.replace(":abbr: RAG", ":abbr: RAG\n       :aliases: RAGE")})
    assert "page" not in project.build().resolved
    project.write({"terms": TERMS.replace(":abbr: RAG", ":abbr: RAGE\n       :aliases: RAG")})
    assert "page" in project.build().resolved


UNREAD = {
    "contents": ".. contents::\n\nX\n-\n\n{}\n\n:term-abbr:`RAG`\n----------------",
    "contents in a sidebar": ".. sidebar:: S\n\n   .. contents::\n      :local:\n\n{}\n\n"
    "On :term-abbr:`RAG`\n-------------------",
    "another format": ".. only:: latex\n\n   Use :term-abbr:`RAG`.\n\n{}",
    "a list in another format": ".. only:: not html\n\n   .. note::\n\n      * :term-abbr:`RAG`\n\n{}",
    "a condition": ".. ifconfig:: language == 'xx'\n\n   Use :term-abbr:`RAG`.\n\n{}",
    "a hidden todo": ".. todo:: Say :term-abbr:`RAG`.\n\n{}",
    "a substitution": ".. |s| replace:: :term-abbr:`RAG`\n\n{}",
    "a rubric": ".. rubric:: On :term-abbr:`RAG`\n\n{}",
    "the title of a block": ".. admonition:: On :term-abbr:`RAG`\n\n   Text.\n\n{}",
    "the title of a table": ".. table:: On :term-abbr:`RAG`\n\n   = =\n   a b\n   = =\n\n{}",
}
FULL = "Retrieval-Augmented Generation (RAG)"


@pytest.mark.parametrize("before", UNREAD.values(), ids=UNREAD)
def test_only_text_that_readers_see_counts_as_first_use(project: Project, before: str) -> None:
    project.conf["extensions"] = [
        *project.conf["extensions"],
        "sphinx.ext.todo",
        "sphinx.ext.ifconfig",
    ]
    page = "Page\n====\n\n" + before.format("The :term-abbr:`RAG`, then :term-abbr:`RAG`.") + "\n"
    built = build(project, page)
    assert built.warnings == []
    body = built.body("page").split('<aside class="mt-tips ')[0]
    assert f"The {FULL}, then RAG." in text(body)
    assert body.count("Retrieval-Augmented") == 1


def test_a_shown_todo_and_a_true_condition_count_as_first_use(project: Project) -> None:
    project.conf["extensions"] = [*project.conf["extensions"], "sphinx.ext.todo"]
    for before in (".. todo:: ", ".. only:: html\n\n   "):
        page = f"Page\n====\n\n{before}A :term-abbr:`RAG`.\n\nThen :term-abbr:`RAG`.\n"
        project.conf["todo_include_todos"] = True
        words = text(build(project, page).body("page"))
        assert f"A {FULL}." in words
        assert "Then RAG." in words


def test_each_format_has_its_own_first_use(project: Project) -> None:
    page = "Page\n====\n\n.. only:: text\n\n   Plain :term-abbr:`RAG`.\n\nAll :term-abbr:`RAG`.\n"
    assert f"All {FULL}." in text(build(project, page).body("page"))
    printed = build(project, page, "text").text("page.txt")
    assert f"Plain {FULL}." in printed
    assert "All RAG." in printed


def test_headings_in_bold_are_short(project: Project) -> None:
    body = text(
        build(project, "# On **{term-abbr}`RAG`**\n\nThe {term-abbr}`RAG`.\n").body("page")
    )
    assert "On RAG" in body
    assert f"The {FULL}." in body


def test_a_list_of_contents_is_no_use_of_a_term(project: Project) -> None:
    built = build(
        project, "Page\n====\n\n.. contents::\n\nOn :term-abbr:`RAG`\n-------------------\n"
    )
    uses = built.body("terms").split("mt-used-in")[1]
    assert 'href="page.html#on-rag"' in uses
    assert 'href="page.html"' not in uses


def test_definitions_that_show_each_other_stop_at_names(project: Project) -> None:
    project.write(
        {
            "index": """
            Page
            ====

            .. term:: Token

               A :term-def:`Part` here.

            .. term:: Part

               Some :term-def:`Token` there.

            .. term:: Self

               It is :term-def:`Self` again.

            See :term-def:`Token`, :term-def:`Part`.
            """
        }
    )
    built = project.build("text")
    assert built.warnings == []
    text = built.text("index.txt")
    assert "\nA Some Token there here.\n" in text
    assert "\nSome A Part here there.\n" in text
    assert "\nIt is It is Self again again.\n" in text
    assert "See A Part here, Some Token there." in text


def test_texts_of_roles_have_the_classes_that_the_manual_names(project: Project) -> None:
    """Written texts as well as those that records supply; `mt-compare` is the table."""
    page = """
    Page
    ====

    .. term:: Fine-Tuning

       Training on.

    .. term-compare:: Fine-Tuning, RAG

    """
    roles = ":term-def:`RAG`, :term-abbr:`RAG`, :term-compare:`Fine-Tuning; RAG`"
    titled = ":term-def:`d <RAG>`, :term-abbr:`a <RAG>`, :term-compare:`c <Fine-Tuning; RAG>`"
    body = build(project, f"{dedent(page)}See {roles}.\n\nOr {titled}.\n").body("page")
    for name in ("mt-def", "mt-abbr", "mt-compare-ref"):
        assert len(re.findall(rf'<a [^>]*><span class="(?:xref )?{name}">', body)) == 2, name
    assert 'mt-compare">' not in body.split("</table>")[1]
