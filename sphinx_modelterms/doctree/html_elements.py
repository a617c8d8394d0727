"""Nodes for HTML elements that have no docutils node, and their visitors."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.doctree.fallback import OwnNode, shared_attributes
from sphinx_modelterms.translations import colon

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from sphinx.writers.html5 import HTML5Translator


class html_block(OwnNode, nodes.General, nodes.Element):
    """The HTML element ``tag`` with block content; ``html`` has its further attributes."""

    def standard(self) -> list[nodes.Node]:
        if self["tag"] == "template":  # shown by our script only
            return []
        return [nodes.container("", *self.children, **shared_attributes(self))]


class html_line(OwnNode, nodes.General, nodes.TextElement):
    """The HTML element ``tag`` with inline content; ``html`` has its further attributes."""

    def standard(self) -> list[nodes.Node]:
        return [nodes.paragraph("", "", *self.children, **shared_attributes(self))]


class link_list(OwnNode, nodes.General, nodes.Element):
    """A bullet list of links; ``links`` has tuples of URI, text, and sentence or ``""``.

    It is one node, instead of several for each link (item, paragraph, reference, text): "used in"
    is the longest part of a glossary, and its nodes took most of the time spent on cards.
    """

    def standard(self) -> list[nodes.Node]:
        items = (nodes.list_item("", _as_line(*link)) for link in self["links"])
        return [nodes.bullet_list("", *items, **shared_attributes(self))]


class permalink(OwnNode, nodes.Inline, nodes.Element):
    """The ¶ link to ``refid``, as on Sphinx's headings."""

    def standard(self) -> list[nodes.Node]:
        return []


def visit_element(self: HTML5Translator, node: nodes.Element) -> None:
    suffix = "" if isinstance(node, nodes.TextElement) else "\n"
    self.body.append(self.starttag(node, node["tag"], suffix, **node.get("html", {})))


def depart_element(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(f"</{node['tag']}>\n")


def visit_link_list(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append(self.starttag(node, "ul", CLASS="simple"))
    before = f'{colon()}<span class="mt-context">'
    for address, text, context in node["links"]:
        sentence = f"{before}{escape(context, False)}</span>" if context else ""
        self.body.append(
            f'<li><p><a class="reference internal" href="{escape(address)}">'
            f"{escape(text, False)}</a>{sentence}</p></li>\n"
        )
    self.body.append("</ul>\n")
    raise nodes.SkipNode


def visit_permalink(self: HTML5Translator, node: nodes.Element) -> None:
    self.add_permalink_ref(nodes.Element(ids=[node["refid"]]), node["title"])
    raise nodes.SkipNode


def block(tag: str, *children: nodes.Node, **attributes: Any) -> html_block:
    """Return the HTML element *tag* with blocks as *children*."""
    return html_block("", *children, tag=tag, **attributes)


def line(tag: str, *children: nodes.Node, **attributes: Any) -> html_line:
    """Return the HTML element *tag* with inline nodes as *children*."""
    return html_line("", "", *children, tag=tag, **attributes)


def into_division(node: nodes.Element) -> None:
    """Replace *node* by a ``<div>``.

    docutils gives containers the class ``container``, which some themes lay out as a page.
    """
    node.replace_self(block("div", *node.children, **node.attributes))


DOT = " · "
"""Separator of badges and of links to letters."""


def hide_dots(paragraph: nodes.Element) -> None:
    """Give the separators in *paragraph* a class, as the style sheet shows gaps instead of them.

    A separator would be left alone where a line is broken.
    """
    for child in paragraph.children[:]:
        if isinstance(child, nodes.Text) and child.astext() == DOT:
            paragraph.replace(child, nodes.inline(DOT, DOT, classes=["mt-dot"]))


def _as_line(address: str, text: str, context: str) -> nodes.paragraph:
    link = nodes.reference(text, text, internal=True, refuri=address)
    return nodes.paragraph("", "", *with_context([link], context))


def with_context(link: Iterable[nodes.Node], context: str) -> list[nodes.Node]:
    """Return *link* followed by *context*, the sentence that uses the term, if there is one."""
    sentence = nodes.inline(context, context, classes=["mt-context"])
    return [*link, *([nodes.Text(colon()), sentence] if context else [])]
