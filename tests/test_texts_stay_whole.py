"""Automatic links change no text for anybody who reads the doctree, in any builder."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from docutils import nodes

from tests.test_autolink_cases import links

if TYPE_CHECKING:
    from conftest import Built, Project

TERMS = """
Home
====

.. toctree::
   :glob:

   *

.. glossary::

   Token
      A piece.

   Context Window
      Room.
"""

PARAGRAPHS = {
    "within a line": "See (a token), a \u201ctoken\u201d: the context window; and/or tokens.",
    "across a line break": "A wide context\nwindow (a token).",
    "across one at the start": "Context\nwindows\n(of tokens) are open.",
    "across one at the end": "It is a (context\nwindow)",
    "across emphasis": "The *context* window, the context *window*.",
    "within emphasis": "The *wide context\nwindow* is open, **(context window)**.",
    "around emphasis": "The *context*\n**window** and *context\nwindow*!",
    "next to each other": "Token\ncontext\nwindow\ntoken\ncontext *window*, *token*",
    "beside code": "A `context` window: `token` (token)`x`(context\nwindow)`y`.",
}


@pytest.fixture(params=["md", "rst"])
def site(project: Project, request: pytest.FixtureRequest) -> Project:
    """A page for each paragraph, in one of the markups."""
    title = {"md": "# Title", "rst": "Title\n====="}[request.param]
    pages = {
        f"{name.replace(' ', '-')}.{request.param}": f"{title}\n\n{text}\n"
        for name, text in PARAGRAPHS.items()
    }
    project.write({"index": TERMS} | pages)
    project.conf |= {
        "extensions": ["sphinx_modelterms", "myst_parser"],
        "suppress_warnings": ["ref.any"],
    }
    return project


def with_and_without(site: Project, builder: str) -> tuple[Built, Built]:
    off = site.build(builder, modelterms_autolink="off", builddir=site.builddir / "off")
    on = site.build(builder, modelterms_autolink="all", modelterms_autolink_budget=0)
    return off, on


def descriptions(built: Built, page: str) -> list[str]:
    html = built.text(page)
    return re.findall(r'<meta (?:name|property)="[a-z:]*description" content="([^"]*)"', html)


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_opengraph_descriptions_are_the_same_with_links(site: Project, builder: str) -> None:
    pytest.importorskip("sphinxext.opengraph")
    site.conf["extensions"] += ["sphinxext.opengraph"]
    site.conf |= {"ogp_site_url": "https://example.org/", "ogp_enable_meta_description": True}
    off, on = with_and_without(site, builder)
    for name in PARAGRAPHS:
        docname = name.replace(" ", "-")
        page = f"{docname}.html" if builder == "html" else f"{docname}/index.html"
        assert descriptions(off, page)
        assert descriptions(on, page) == descriptions(off, page)
        assert len(links(on.body(docname) if builder == "html" else on.text(page))) >= 1


def leaves(document: nodes.document) -> list[str]:
    """The texts of a page one by one, as extensions see them that join these."""
    return [text.astext() for text in document.findall(nodes.Text) if text.astext()]


def paragraphs(built: Built) -> dict[str, list[str]]:
    return {
        docname: [node.astext() for node in document.findall(nodes.paragraph)]
        for docname, document in built.resolved.items()
    }


def test_no_text_is_split_in_html(site: Project) -> None:
    off, on = with_and_without(site, "html")
    for docname, document in off.resolved.items():
        assert leaves(on.resolved[docname]) == leaves(document)


@pytest.mark.parametrize("builder", ["html", "singlehtml", "epub", "text", "latex", "man", "xml"])
def test_paragraphs_are_the_same_in_each_builder(site: Project, builder: str) -> None:
    off, on = with_and_without(site, builder)
    assert paragraphs(on) == paragraphs(off) != {}


def words_of_search(built: Built) -> dict[str, object]:
    text = built.text("searchindex.js").removeprefix("Search.setIndex(").removesuffix(")")
    index = json.loads(text)
    return {name: index[name] for name in ("docnames", "titleterms", "terms")}


def test_the_search_finds_the_same_words(site: Project) -> None:
    off, on = with_and_without(site, "html")
    assert words_of_search(on) == words_of_search(off)


@pytest.mark.parametrize("kind", PARAGRAPHS)
def test_a_link_across_texts_is_one_element(site: Project, kind: str) -> None:
    built = site.build(modelterms_autolink="all", modelterms_autolink_budget=0)
    body = built.body(kind.replace(" ", "-"))
    assert body.count('<a class="mt-ref mt-auto') == body.count("</a>") - body.count("headerlink")
    open_elements: list[str] = []
    for end, name in re.findall(r"<(/?)(a|em|strong|p|code|span)\b", body):
        if end:
            assert open_elements.pop() == name
        else:
            open_elements.append(name)
    assert open_elements == []


def test_a_translator_of_a_theme_gets_nodes(site: Project) -> None:
    from sphinx.writers.html5 import HTML5Translator

    class Own(HTML5Translator):
        def visit_reference(self, node: nodes.Element) -> None:
            super().visit_reference(node)

    before = site.build(modelterms_autolink="all", builddir=site.builddir / "stock")
    built = site.build(
        modelterms_autolink="all", before=lambda app: app.set_translator("html", Own)
    )
    for kind in PARAGRAPHS:
        docname = kind.replace(" ", "-")
        assert links(built.body(docname)) == links(before.body(docname))
