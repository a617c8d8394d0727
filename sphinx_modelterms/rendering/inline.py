"""Runs of text as inline nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx_modelterms.glossary.model import Inline

KINDS: dict[str, type[nodes.TextElement]] = {
    "emphasis": nodes.emphasis,
    "strong": nodes.strong,
    "literal": nodes.literal,
    "subscript": nodes.subscript,
    "superscript": nodes.superscript,
    "math": nodes.math,
}


def inline_nodes(inline: Inline) -> list[nodes.Node]:
    """The nodes of *inline*."""
    return [
        nodes.Text(text) if kind == "text" else KINDS[kind](text, text) for kind, text in inline
    ]


def paragraph(inline: Inline, *classes: str) -> nodes.paragraph:
    """A paragraph of *inline*."""
    return nodes.paragraph("", "", *inline_nodes(inline), classes=list(classes))
