"""Making links that every builder can take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.builders import Builder


def make_link(
    builder: Builder,
    from_docname: str,
    docname: str,
    anchor: str,
    content: Sequence[nodes.Node],
    *classes: str,
) -> nodes.TextElement:
    """A reference, or only its text where the builder's output does not hold the other page.

    A PDF, for one, has the pages of its toctrees only.
    """
    try:
        link: nodes.TextElement = make_refnode(builder, from_docname, docname, anchor, [*content])
    except NoUri:
        link = nodes.inline("", "", *content)
    link["classes"] += classes
    return link
