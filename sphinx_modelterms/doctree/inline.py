"""Inline nodes as runs of text, which other pages can show, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_modelterms.doctree.node_text import text_of
from sphinx_modelterms.glossary.text.characters import without_controls
from sphinx_modelterms.glossary.text.inline import Run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_modelterms.glossary.text.inline import Inline

# Exact classes: subclasses such as literal_strong mean something else.
KINDS: dict[type[nodes.Node], str] = {
    nodes.emphasis: "emphasis",
    nodes.strong: "strong",
    nodes.literal: "literal",
    nodes.subscript: "subscript",
    nodes.superscript: "superscript",
    nodes.math: "math",
}

LEFT_OUT = (nodes.Invisible, nodes.system_message, nodes.footnote_reference, nodes.raw)


def inline_runs(node: nodes.Element) -> Inline:
    """The text of *node* as runs, with white space evened out."""
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
        # The innermost markup counts.
        kind = KINDS.get(type(node), kind)
        for child in node.children:
            yield from _runs(child, kind)


def _even(text: str) -> str:
    """*text* with line breaks as spaces; spaces at its ends matter between runs."""
    return text.replace("\n", " ")


NODES: dict[str, Any] = {kind: node for node, kind in KINDS.items()}


def inline_nodes(inline: Inline) -> list[nodes.Node]:
    """The nodes of *inline*."""
    return [
        nodes.Text(text) if kind == "text" else NODES[kind](text, text) for kind, text in inline
    ]


def paragraph(inline: Inline) -> nodes.paragraph:
    """A paragraph of *inline*."""
    return nodes.paragraph("", "", *inline_nodes(inline))
