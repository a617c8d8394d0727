"""HTML visitors of links to terms."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from sphinx_modelterms.doctree.blocks import TARGET
from sphinx_modelterms.doctree.linked_text import CLASSES, linked_text, pieces
from sphinx_modelterms.doctree.links import term_link
from sphinx_modelterms.doctree.node_text import letters_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.application import Sphinx


def setup_links(app: Sphinx) -> None:
    """Register the nodes with their HTML visitors."""
    app.add_node(term_link, html=(visit_term_link, depart_term_link))
    app.add_node(linked_text, html=(visit_linked_text, None))  # type: ignore[arg-type]


def visit_term_link(self: HTML5Translator, node: term_link) -> None:
    further: dict[str, str] = node.get("html", {})
    if is_unmodified(self, node):
        href = node.get("refuri") or f"#{node.get('refid', '')}"
        self.body.append(start_tag(node["classes"], href, further))
        return
    start = len(self.body)
    self.visit_reference(node)
    self.body[start] = self.body[start].removesuffix(">") + attributes(further) + ">"


def depart_term_link(self: HTML5Translator, node: term_link) -> None:
    self.depart_reference(node)


def visit_linked_text(self: HTML5Translator, node: linked_text) -> None:
    if not uses_stock_visitors(self):
        for part in node.expanded():
            part.parent = node.parent
            part.document = self.document
            part.walkabout(self)
        return
    for words, link in pieces(letters_of(node), node.links):
        text = self.encode(words)
        self.body.append(f"{start_tag(CLASSES, link.href, link.html)}{text}</a>" if link else text)


def start_tag(classes: Iterable[str], href: str, further: Mapping[str, str]) -> str:
    """Return the start tag of a link, as Sphinx's translator would write it.

    The general methods of the translator take several times as long, and pages can have many
    links.
    """
    names = " ".join(classes)
    return f'<a class="{names} reference internal" href="{escape(href)}"{attributes(further)}>'


def attributes(values: Mapping[str, str]) -> str:
    """Return *values* as HTML attributes, each preceded by a space."""
    return "".join(f' {name}="{escape(value)}"' for name, value in values.items())


def uses_stock_visitors(translator: HTML5Translator) -> bool:
    """Return True if no theme or extension overrides the visitors of text and links."""
    kind = type(translator)
    return all(getattr(kind, name) is getattr(HTML5Translator, name) for name in STOCK_METHODS)


STOCK_METHODS = ("visit_reference", "depart_reference", "starttag", "visit_Text", "encode")
"""Methods of the translator that write text and links."""


def is_unmodified(translator: HTML5Translator, node: term_link) -> bool:
    """Return True if other extensions changed neither the link nor the visitors of links."""
    return (
        uses_stock_visitors(translator)
        and node.attributes.keys() <= OUR_ATTRIBUTES
        and node.get("internal", False)
        and not node["ids"]
        and isinstance(node.parent, nodes.TextElement)
    )


OUR_ATTRIBUTES = nodes.reference().attributes.keys() | {
    "internal",
    "refuri",
    "refid",
    "html",
    TARGET,
}
"""Attributes that a link has if only we have set them."""
