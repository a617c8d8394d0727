"""The node of a choice in the form of a quiz."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.doctree.fallback import OwnNode, shared_attributes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator


class quiz_choice(OwnNode, nodes.General, nodes.TextElement):
    """A radio button with its label; ``name`` is that of its group, ``value`` its number."""

    def standard(self) -> list[nodes.Node]:
        return [nodes.paragraph("", "", *self.children, **shared_attributes(self))]


def setup_choices(app: Sphinx) -> None:
    """Register the node."""
    app.add_node(quiz_choice, html=(visit_choice, depart_choice))


def visit_choice(self: HTML5Translator, node: quiz_choice) -> None:
    attributes = {"type": "radio", "name": node["name"], "value": node["value"]}
    self.body.append('<label class="mt-choice">')
    self.body.append(self.emptytag(nodes.Element(), "input", "", **attributes))
    self.body.append("<span>")


def depart_choice(self: HTML5Translator, node: quiz_choice) -> None:
    self.body.append("</span></label>\n")
