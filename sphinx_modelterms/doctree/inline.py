"""Conversion between inline nodes and runs, the form in which records store marked-up text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_modelterms.doctree.node_text import text_of
from sphinx_modelterms.glossary.text.characters import without_controls
from sphinx_modelterms.glossary.text.inline import LANGUAGE, Run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_modelterms.glossary.text.inline import Inline

# Compared with the exact class: subclasses such as literal_strong mean something else.
KINDS: dict[type[nodes.Node], str] = {
    nodes.emphasis: "emphasis",
    nodes.strong: "strong",
    nodes.literal: "literal",
    nodes.subscript: "subscript",
    nodes.superscript: "superscript",
    nodes.math: "math",
}
"""Kinds of runs by node class."""

LEFT_OUT = (nodes.Invisible, nodes.system_message, nodes.footnote_reference, nodes.raw)
"""Node classes whose text is not part of a run: it has no meaning on another page."""


def inline_runs(node: nodes.Element) -> Inline:
    """Return the text of *node* as runs, with line breaks replaced by spaces."""
    runs: list[Run] = []
    for kind, text in _runs(node, "text"):
        if runs and runs[-1].kind == kind == "text":
            runs[-1] = Run(kind, runs[-1].text + text)
        else:
            runs.append(Run(kind, text))
    return tuple(
        Run(kind, text if kind in {"literal", "math"} else _even(text)) for kind, text in runs
    )


def _runs(node: nodes.Node, kind: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, nodes.Text):
        yield kind, text_of(node)
    elif isinstance(node, nodes.image):
        yield kind, without_controls(node.get("alt", ""))
    elif not isinstance(node, LEFT_OUT):
        # A run has one kind: that of the innermost markup.
        kind = KINDS.get(type(node), kind)
        for child in node.children:
            yield from _runs(child, kind)


def length_of_text(node: nodes.Node) -> int:
    """Return the number of characters of *node* in runs."""
    return sum(len(text) for _, text in _runs(node, "text"))


def _even(text: str) -> str:
    """Replace line breaks by spaces, but keep spaces at the ends: they separate runs."""
    return text.replace("\n", " ")


NODES: dict[str, Any] = {kind: node for node, kind in KINDS.items()}
"""Node classes by kind of run."""


def inline_nodes(inline: Inline) -> list[nodes.Node]:
    """Return *inline* as nodes."""
    return [nodes.Text(text) if kind == "text" else _node(kind, text) for kind, text in inline]


def _node(kind: str, text: str) -> nodes.Node:
    if kind.startswith(LANGUAGE):
        return nodes.inline(text, text, classes=[kind])
    node: nodes.Node = NODES[kind](text, text)
    return node


def paragraph(inline: Inline) -> nodes.paragraph:
    """Return a paragraph with the content *inline*."""
    return nodes.paragraph("", "", *inline_nodes(inline))
