"""Links to terms in HTML."""

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
    """Register the nodes."""
    app.add_node(term_link, html=(visit_term_link, depart_term_link))
    app.add_node(linked_text, html=(visit_linked_text, None))  # type: ignore[arg-type]


def visit_term_link(self: HTML5Translator, node: term_link) -> None:
    further: dict[str, str] = node.get("html", {})
    if is_plain(self, node):
        href = node.get("refuri") or f"#{node.get('refid', '')}"
        self.body.append(start_tag(node["classes"], href, further))
        return
    start = len(self.body)
    self.visit_reference(node)
    self.body[start] = self.body[start].removesuffix(">") + attributes(further) + ">"


def depart_term_link(self: HTML5Translator, node: term_link) -> None:
    self.depart_reference(node)


def visit_linked_text(self: HTML5Translator, node: linked_text) -> None:
    if not shows_usually(self):
        for part in node.expanded():
            part.parent = node.parent
            part.document = self.document
            part.walkabout(self)
        return
    for words, link in pieces(letters_of(node), node.links):
        text = self.encode(words)
        self.body.append(f"{start_tag(CLASSES, link.href, link.html)}{text}</a>" if link else text)


def start_tag(classes: Iterable[str], href: str, further: Mapping[str, str]) -> str:
    """The tag of a link as the translator of Sphinx would make it.

    Its own way is a general one, which takes several times as long, and pages can have many links.
    """
    names = " ".join(classes)
    return f'<a class="{names} reference internal" href="{escape(href)}"{attributes(further)}>'


def attributes(values: Mapping[str, str]) -> str:
    """The attributes of a tag, with a space before each."""
    return "".join(f' {name}="{escape(value)}"' for name, value in values.items())


def shows_usually(translator: HTML5Translator) -> bool:
    """Whether no theme or other extension shows texts and links in a way of its own."""
    kind = type(translator)
    return all(getattr(kind, name) is getattr(HTML5Translator, name) for name in USUAL)


USUAL = ("visit_reference", "depart_reference", "starttag", "visit_Text", "encode")


def is_plain(translator: HTML5Translator, node: term_link) -> bool:
    """Whether a link is as we make them, and is shown as usual."""
    return (
        shows_usually(translator)
        and node.attributes.keys() <= PLAIN
        and node.get("internal", False)
        and not node["ids"]
        and isinstance(node.parent, nodes.TextElement)
    )


PLAIN = nodes.reference().attributes.keys() | {"internal", "refuri", "refid", "html", TARGET}
