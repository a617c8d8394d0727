"""The lists of places that use a term, on cards and under entries of plain glossaries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.cardtree import PART
from sphinx_modelterms.glossary.shown import Use
from sphinx_modelterms.linking.links import make_link
from sphinx_modelterms.rendering.html import link_list
from sphinx_modelterms.rendering.print import with_page
from sphinx_modelterms.wording import colon

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.builders import Builder

    from sphinx_modelterms.glossary.shown import Uses

REWRITING = frozenset({"singlehtml", "epub"})
"""Builders for HTML that change the addresses of references after all."""


def lists_of_uses(builder: Builder, docname: str, uses: Uses) -> list[nodes.Element]:
    """Where a term is used: a list, and a second one, which is folded in HTML.

    :param docname: the page that shows it
    """
    lists = []
    folded = [Use(link, "") for link in uses.folded]
    for some, fold in ((uses.shown, False), (folded, True)):
        if some:
            places = _places(builder, docname, some)
            places["classes"].append("no-search")
            if fold:
                places[PART] = "folded"
            lists.append(places)
    return lists


def _places(builder: Builder, docname: str, uses: Iterable[Use]) -> nodes.Element:
    links = [
        (make_link(builder, docname, use.link[0], use.link[1], [nodes.Text(use.link[2])]), use)
        for use in uses
    ]
    if builder.format == "html" and builder.name not in REWRITING:
        shown = [(_address(link), link.astext(), use.context) for link, use in links]
        return link_list("", links=shown)
    items = (
        nodes.list_item("", _use(with_page(link, builder, docname), use.context))
        for link, use in links
    )
    return nodes.bullet_list("", *items)


def _use(link: Iterable[nodes.Node], context: str) -> nodes.paragraph:
    """A link, and the sentence that uses the term."""
    line = nodes.paragraph("", "", *link)
    if context:
        line += [nodes.Text(colon()), nodes.inline(context, context, classes=["mt-context"])]
    return line


def _address(reference: nodes.TextElement) -> str:
    """The address that a writer would take from *reference*; ``#`` is the top of this page."""
    return str(reference.get("refuri") or f"#{reference.get('refid', '')}")
