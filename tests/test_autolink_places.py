"""Automatic links where something else on the page could mislead them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.test_autolink_cases import links

if TYPE_CHECKING:
    from conftest import Project

TERMS = """
Home
====

.. toctree::
   :glob:

   *

.. term:: Token

   A piece.

.. term:: Context Window

   Room.
"""


@pytest.fixture
def site(project: Project) -> Project:
    """A page of two terms, for pages of text beside it."""
    project.conf["modelterms_autolink"] = "all"
    project.write({"index": TERMS})
    return project


def test_messages_of_docutils_shift_no_link(site: Project) -> None:
    """They stand in the document while its text is read, and are gone when links are made."""
    site.write(
        {
            "a": """
            A
            =

            .. nosuch:: x

            First a token here.

            * item
            no item

            Then an open context window.
            """
        }
    )
    for keep in (False, True):
        built = site.build(keep_warnings=keep)
        assert len(built.warnings) == 3  # the first has two lines
        assert links(built.body("a")) == ["token", "context window"]


@pytest.mark.parametrize(
    "html",
    [
        "<!-- <a href='x'> -->",
        "<img alt='an <a'>",
        '<a id="here"/>',
        "<table><tr><th>Head<td>Cell</table>",
        "<table><tr><th>Head<tr><td>Cell</table>",
        "<a href='x'>one<a href='x'>two</a>",
        "<details><summary>Open</details>",
        "<h2>Head</h3>",
        "</a>",
    ],
)
def test_raw_html_that_is_over_closes_nothing(site: Project, html: str) -> None:
    site.write(
        {
            "a.md": f"# A\n\n{html}\n\nA token.\n",
            "b.md": f"# B\n\nSee {html} here.\n\nA token.\n",
            "c": f"C\n=\n\n.. raw:: html\n\n   {html}\n\nA token.\n",
        }
    )
    built = site.build()
    assert [links(built.body(docname)) for docname in "abc"] == [["token"]] * 3


@pytest.mark.parametrize("html", ["<A HREF='x'>", "<h2\nclass='x'>", "<table><tr><th>"])
def test_raw_html_that_is_open_has_no_links_within(site: Project, html: str) -> None:
    site.write({"a.md": f"# A\n\n{html}\n\nA token.\n"})
    assert links(site.build().body("a")) == []


def test_raw_text_of_other_formats_is_no_html(site: Project) -> None:
    site.write(
        {
            "a": """
            A
            =

            .. role:: tex(raw)
               :format: latex

            .. raw:: latex

               <a href="x">

            A :tex:`<a href="x">` b

            A token.
            """
        }
    )
    assert links(site.build().body("a")) == ["token"]


def test_a_card_with_a_link_is_not_all_of_the_term(site: Project) -> None:
    site.write(
        {
            "a": """
            A
            =

            .. term:: Zebra

               It has a token.

               .. card:: Outer

                  An outer token.

                  .. card:: Inner
                     :link: index
                     :link-type: doc

                     An inner token.

               A context window.
            """
        }
    )
    built = site.build(extensions=["sphinx_modelterms", "sphinx_design"])
    assert built.warnings == []
    assert links(built.body("a")) == ["token", "token", "context window"]


def test_an_entry_of_the_plain_glossary_is_not_linked_to_itself(site: Project) -> None:
    site.write(
        {
            "a": """
            A
            =

            .. glossary::

               Widget
               Gizmo
                  A widget, also gizmo, is one token.

                  - A list of widgets.

               Gadget
                  A gadget has a widget and a gizmo.
            """
        }
    )
    assert links(site.build().body("a")) == ["token", "widget", "gizmo"]


def test_notes_to_do_that_come_and_go(site: Project) -> None:
    """The option reads no page again; what hidden notes say is no mention and no term."""
    site.conf["extensions"] = ["sphinx_modelterms", "sphinx.ext.todo"]
    site.conf["modelterms_autolink"] = "page"
    site.write(
        {
            "a": """
            A
            =

            .. todo:: A token, a :term:`context window`.

            A token.
            """
        }
    )
    values: list[dict[str, Any]] = [{}, {"todo_include_todos": True}, {}]
    for number, conf in enumerate(values):
        built = site.build(**conf)
        assert number == 0 or built.read == []
        clean = site.build(builddir=site.builddir / f"clean{number}", **conf)
        for docname in ("a", "index"):
            assert built.body(docname) == clean.body(docname)
        assert ("<p>A token.</p>" in built.body("a")) is bool(conf)
        assert built.body("index").count("mt-context") == 1 + bool(conf)


def test_escaped_characters_are_text(site: Project) -> None:
    site.write(
        {
            "terms": """
            Terms
            =====

            .. term:: C#

               A language.
            """,
            "a": r"""
            A
            =

            In C\# and \token in the context\ |nothing| \*window\*, token\ s.

            A *to*\ ken and the \(context window\).

            .. |nothing| replace:: \
            """,
        }
    )
    built = site.build()
    body = built.body("a")
    assert links(body) == ["C#", "token", "tokens", "token", "context window"]
    assert "*window*, <a" in body
    glossary = built.domain.build.glossary
    (term,) = (term for term in glossary.terms if term.name == "C#")
    (use,) = built.domain.build.views.mentions(term)
    assert use.context.endswith("*window*, tokens.")
