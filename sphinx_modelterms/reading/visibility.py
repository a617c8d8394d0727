"""Visibility of content: some nodes show nothing, such as labels, index entries, comments and
blocks for another output format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_modelterms.reading.conditions import condition_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.builders import Builder

    from sphinx_modelterms.glossary.model import Condition

NEVER_SHOWN = (
    nodes.Invisible,
    nodes.system_message,
    nodes.meta,
    addnodes.highlightlang,
    addnodes.tabular_col_spec,
)
"""Nodes that are shown in no output format. (But a target within a line has text.)"""

BOXES = (nodes.TextElement, nodes.container, nodes.compound, nodes.section)
"""Nodes that show nothing without content. Other nodes do: images, transitions, tables of
contents."""

RAW_FORMATS = {"man": "manpage"}
"""Name in ``raw`` directives of each output format that Sphinx's builders call differently."""


def is_unseen(node: nodes.Node) -> bool:
    """Return True if *node* is shown in no output format."""
    return isinstance(node, NEVER_SHOWN) and not isinstance(node, nodes.target)


def shows_anything(
    node: nodes.Node, holds: Callable[[Condition], bool], raw_format: str = ""
) -> bool:
    """Return True if readers see something of *node*.

    :param holds: returns True if a condition is met
    :param raw_format: name of the output format in ``raw``; ``""`` if it isn't known
    """
    if isinstance(node, nodes.Text):
        return bool(node.strip())
    if is_unseen(node):
        return False
    assert isinstance(node, nodes.Element)
    if isinstance(node, nodes.raw):
        return raw_format in node.get("format", "").split() and bool(node.astext().strip())
    if isinstance(node, addnodes.toctree):
        return bool(node["entries"]) and not node.get("hidden")
    condition = condition_of(node)
    if condition is not None and not holds(condition):
        return False
    if not node.children:
        return condition is None and not isinstance(node, BOXES)
    return any(shows_anything(child, holds, raw_format) for child in node.children)


def is_always_shown(node: nodes.Node) -> bool:
    """Return True if readers see something of *node* in every output format."""
    return shows_anything(node, lambda condition: False)


def raw_format_of(builder: Builder) -> str:
    """Return the name of *builder*'s output format in ``raw`` directives."""
    return RAW_FORMATS.get(builder.format, builder.format)
