"""Code in terms: its language is that of the ``highlight`` above it, as anywhere on a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from docutils.utils import new_document

from sphinx_modelterms.doctree.html_elements import html_block, html_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Project

TERM = """
    Words
    =====

    .. highlight:: c

    .. term:: Alpha
       :layout: {layout}

       The first::

          int definition;

       .. highlight:: rust
          :linenothreshold: 2

       .. term-example::

          As here::

             fn example() {{}}
             fn example() {{}}

       .. highlight:: java

       Then::

          class Explanation {{}}

       .. term-question:: Why?

          So::

             class Answer {{}}

    ::

       class After {{}}
"""

LANGUAGES = {
    "int definition": "c",
    "fn example": "rust",
    "class Explanation": "java",
    "class Answer": "java",
    "class After": "java",
}


def languages(html: str) -> dict[str, str]:
    """The language of each piece of code by its first two words."""
    found = re.findall(r'(?s)<div class="highlight-(\w+) notranslate">(.*?)</pre>', html)
    words = ((language, re.findall(r"[a-zA-Z]+", plain(code))) for language, code in found)
    return {" ".join(first[:2]): language for language, first in words}


def plain(html: str) -> str:
    """The text of *html*."""
    return re.sub(r"<[^>]*>", "", html)


@pytest.mark.parametrize("layout", ["section", "card", "page"])
def test_code_in_a_term_has_the_language_that_holds_there(project: Project, layout: str) -> None:
    project.write({"index": TERM.format(layout=layout)})
    built = project.build()
    body = built.body("index")
    assert languages(body) == LANGUAGES
    lines = re.findall(r'(?s)"highlight-(\w+) notranslate">(?:(?!</pre>).)*linenos', body)
    assert lines == ["rust"]


def test_code_has_its_language_though_a_part_is_not_shown(project: Project) -> None:
    project.write({"index": TERM.format(layout="section")})
    built = project.build(modelterms_card_parts=["faq", "examples"])
    shown = {"fn example", "class Answer", "class After"}
    assert languages(built.body("index")) == {code: LANGUAGES[code] for code in shown}


def test_code_in_a_copied_answer_has_the_language_of_its_own_page(project: Project) -> None:
    faq = "Questions\n=========\n\n.. highlight:: yaml\n\n.. term-faq::\n"
    usual = (
        ".. term:: Beta\n\n   X.\n\n   .. term-question:: How?\n\n      So::\n\n         x = 1\n"
    )
    project.write({"index": TERM.format(layout="section"), "faq": f":orphan:\n\n{faq}"})
    project.write({"other": f":orphan:\n\nOther\n=====\n\n{usual}"})
    built = project.build()
    assert languages(built.body("faq")) == {"class Answer": "java", "x": "default"}
    project.write({"index": TERM.format(layout="section").replace("java", "scala")})
    assert languages(project.build().body("faq"))["class Answer"] == "scala"


def test_settings_under_a_condition_stay_to_the_builder(project: Project) -> None:
    page = "T\n=\n\n.. term:: A\n\n   X.\n\n   .. only:: {}\n\n      .. highlight:: perl\n\n"
    page += "   ::\n\n      int x;\n"
    for format_, language in (("html", "perl"), ("latex", "default")):
        project.write({"index": page.format(format_)})
        assert languages(project.build().body("index")) == {"int x": language}


def test_changes_by_a_visitor_inside_html_blocks_stay() -> None:
    class Marking(nodes.SparseNodeVisitor):
        def visit_emphasis(self, node: nodes.Element) -> None:
            node["marked"] = True
            node.parent.replace(node, [node, nodes.Text("!")])

    def inner() -> Iterator[nodes.Node]:
        yield nodes.emphasis("words", "words")

    tree = new_document("")
    block = html_block("", nodes.paragraph("", "", *inner()), tag="div")
    tree += html_block("", block, html_line("", "", *inner(), tag="summary"), tag="details")
    tree.walkabout(Marking(tree))
    assert [node["marked"] for node in tree.findall(nodes.emphasis)] == [True, True]
    assert tree.astext().count("words!") == 2
    assert all(child.parent is node for node in tree.findall() for child in node.children)
