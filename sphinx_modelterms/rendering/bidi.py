"""Isolation of names from the direction of right-to-left text around them, in HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_modelterms.doctree.fallback import OwnNode
from sphinx_modelterms.doctree.linked_text import linked_text
from sphinx_modelterms.translations import is_right_to_left

if TYPE_CHECKING:
    from typing import Any, ClassVar

    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

NAMES = frozenset({"mt-ref", "mt-name", "mt-tag"})
"""Classes of nodes whose text is a name."""


class own_direction(OwnNode, nodes.Inline, nodes.TextElement):
    """The HTML element ``<bdi>``; in EPUB, style sheets must not set the direction."""

    def standard(self) -> list[nodes.Node]:
        return [nodes.inline("", "", *self.children)]


class IsolatedNames(SphinxPostTransform):
    """Isolate names in right-to-left languages: ``C++`` would look like ``++C`` in Hebrew::

    <reference classes="mt-ref">
        <own_direction>
            ...
    """

    default_priority: ClassVar[int] = 990
    """After all references are resolved."""

    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        if is_right_to_left(self.config.language):
            for text in list(self.document.findall(linked_text)):
                text.parent.replace(text, [*text.expanded()])
            for node in list(self.document.findall(nodes.TextElement)):
                if NAMES & set(node["classes"]):
                    node.children = [own_direction("", "", *node.children)]
                    node.children[0].parent = node


def visit_own_direction(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append("<bdi>")


def depart_own_direction(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append("</bdi>")


def setup_direction(app: Sphinx) -> None:
    """Register the node and the transform."""
    app.add_node(own_direction, html=(visit_own_direction, depart_own_direction))
    app.add_post_transform(IsolatedNames)
