"""Nodes for HTML elements that docutils has none for, and their visitors."""

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
    """The HTML element ``tag`` around blocks, with further attributes in ``html``."""

    def standard(self) -> list[nodes.Node]:
        if self["tag"] == "template":  # shown by our script only
            return []
        return [nodes.container("", *self.children, **shared_attributes(self))]


class html_line(OwnNode, nodes.General, nodes.TextElement):
    """The HTML element ``tag`` around text, with further attributes in ``html``."""

    def standard(self) -> list[nodes.Node]:
        return [nodes.paragraph("", "", *self.children, **shared_attributes(self))]


class link_list(OwnNode, nodes.General, nodes.Element):
    """A list of links in ``links``: address, text, and the sentence that uses the term or ``""``.

    One node where a list, its items, their paragraphs and references would be four for each link:
    "used in" is the longest part of a glossary, and its nodes were most of what cards cost.
    """

    def standard(self) -> list[nodes.Node]:
        items = (nodes.list_item("", _as_line(*link)) for link in self["links"])
        return [nodes.bullet_list("", *items, **shared_attributes(self))]


class permalink(OwnNode, nodes.Inline, nodes.Element):
    """The ¶ link to ``refid``, as Sphinx's headings have it."""

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
    """``<tag>`` around blocks."""
    return html_block("", *children, tag=tag, **attributes)


def line(tag: str, *children: nodes.Node, **attributes: Any) -> html_line:
    """``<tag>`` around text."""
    return html_line("", "", *children, tag=tag, **attributes)


def into_division(node: nodes.Element) -> None:
    """``<div>`` instead: docutils gives containers a class that some themes lay out as pages."""
    node.replace_self(block("div", *node.children, **node.attributes))


def _as_line(address: str, text: str, context: str) -> nodes.paragraph:
    link = nodes.reference(text, text, internal=True, refuri=address)
    return nodes.paragraph("", "", *with_context([link], context))


def with_context(link: Iterable[nodes.Node], context: str) -> list[nodes.Node]:
    """*link*, and the sentence that uses the term."""
    sentence = nodes.inline(context, context, classes=["mt-context"])
    return [*link, *([nodes.Text(colon()), sentence] if context else [])]
