"""Making links that every builder can take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.util.nodes import make_refnode

from sphinx_modelterms.cardtree import TARGET

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

    A PDF, for one, has the pages of its toctrees only. In a manual page nothing can be followed:
    it would print the address behind the text.

    :param classes: with ``mt-ref`` among them it is a link to a term, which can have a hover card
    """
    if builder.name == "man":
        return nodes.emphasis("", "", *content, classes=[*classes])
    try:
        link: nodes.TextElement = make_refnode(builder, from_docname, docname, anchor, [*content])
    except NoUri:
        link = nodes.inline("", "", *content)
    link["classes"] += classes
    if "mt-ref" in classes and docname != from_docname and builder.format == "html":
        link[TARGET] = (docname, anchor)
    return link
