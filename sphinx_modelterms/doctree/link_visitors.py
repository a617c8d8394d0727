"""HTML visitors of links to terms."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from sphinx_modelterms.doctree.blocks import TARGET
from sphinx_modelterms.doctree.linked_text import CLASSES, linked_text
from sphinx_modelterms.doctree.links import term_link
from sphinx_modelterms.doctree.node_text import letters_of
from sphinx_modelterms.translations import is_right_to_left

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sphinx.application import Sphinx
    from sphinx.builders import Builder


def setup_links(app: Sphinx) -> None:
    """Register the nodes with their HTML visitors."""
    app.add_node(term_link, html=(visit_term_link, depart_term_link))
    app.add_node(linked_text, html=(visit_linked_text, None))  # type: ignore[arg-type]


def visit_term_link(self: HTML5Translator, node: term_link) -> None:
    further: dict[str, str] = node.get("html", {})
    if is_unmodified(self, node):
        href = node.get("refuri") or f"#{node.get('refid', '')}"
        start = up_to_address(node["classes"])
        self.body.append(f'{start}{escape(href)}"{attributes(further)}>')
        return
    place = len(self.body)
    self.visit_reference(node)
    self.body[place] = self.body[place].removesuffix(">") + attributes(further) + ">"


def depart_term_link(self: HTML5Translator, node: term_link) -> None:
    self.depart_reference(node)


def visit_linked_text(self: HTML5Translator, node: linked_text) -> None:
    if not uses_stock_visitors(self):
        for part in node.expanded():
            part.parent = node.parent
            part.document = self.document
            part.walkabout(self)
        return
    letters, done = letters_of(node), 0
    write = self.body.append
    encode: Callable[[str], str] = self.encode
    if encode(letters) == letters:  # as in most texts, so that parts need no encoding either
        encode = str
    if node.rest:
        done = node.rest.end
        write(f"{encode(letters[:done])}</a>")
    for link in node.links:
        if link.start > done:
            write(encode(letters[done : link.start]))
        done = link.end
        start = f'{AUTOMATIC}{escape(link.href)}"{attributes(link.html)}>'
        write(f"{start}{encode(letters[link.start : done])}{'' if link.open else '</a>'}")
    if done < len(letters):
        write(encode(letters[done:]))


def up_to_address(classes: Iterable[str]) -> str:
    """Return the start tag of a link, up to the address, as Sphinx's translator would write it.

    The general methods of the translator take several times as long, and pages can have many
    links.
    """
    return f'<a class="{" ".join(classes)} reference internal" href="'


AUTOMATIC = up_to_address(CLASSES)


def attributes(values: Mapping[str, str]) -> str:
    """Return *values* as HTML attributes, each preceded by a space."""
    return "".join([f' {name}="{escape(value)}"' for name, value in values.items()])


def uses_stock_visitors(translator: HTML5Translator) -> bool:
    """Return True if no theme or extension overrides the visitors of text and links."""
    return _has_stock_visitors(type(translator))  # type: ignore[arg-type]


@lru_cache(maxsize=16)
def _has_stock_visitors(kind: type[nodes.NodeVisitor]) -> bool:
    return all(
        getattr(kind, name, None) is getattr(HTML5Translator, name) for name in STOCK_METHODS
    )


def writes_links_across_texts(builder: Builder) -> bool:
    """Return True if *builder* can write a link that begins in one text and ends in another.

    In right-to-left languages links become nodes, which isolate their names.
    """
    if is_right_to_left(builder.config.language):
        return False
    return _has_stock_visitors(builder.get_translator_class())  # type: ignore[arg-type]


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
