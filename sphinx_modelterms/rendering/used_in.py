"""Lists of the places that use a term, on cards and under entries of Sphinx's glossaries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.builders import writes_html_at_once
from sphinx_modelterms.doctree.blocks import PART
from sphinx_modelterms.doctree.html_elements import link_list, with_context
from sphinx_modelterms.doctree.links import address, make_link
from sphinx_modelterms.glossary.views.records import ShownMention
from sphinx_modelterms.rendering.latex import with_page

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.builders import Builder

    from sphinx_modelterms.glossary.views.records import Uses


def lists_of_uses(builder: Builder, docname: str, uses: Uses) -> list[nodes.Element]:
    """Return the list of places that use a term, and a second list, which is folded in HTML.

    :param docname: the docname of the page with the lists
    """
    lists = []
    folded = [ShownMention(link, "") for link in uses.folded]
    for some, fold in ((uses.shown, False), (folded, True)):
        if some:
            places = _places(builder, docname, some)
            places["classes"].append("no-search")
            if fold:
                places[PART] = "folded"
            lists.append(places)
    return lists


def _places(builder: Builder, docname: str, uses: Iterable[ShownMention]) -> nodes.Element:
    if writes_html_at_once(builder):
        shown = [(address(builder, docname, to), text, context) for (to, text), context in uses]
        return link_list("", links=shown)
    links = (
        (make_link(builder, docname, to, [nodes.Text(text)]), context)
        for (to, text), context in uses
    )
    items = (
        nodes.list_item(
            "", nodes.paragraph("", "", *with_context(with_page(link, builder, docname), context))
        )
        for link, context in links
    )
    return nodes.bullet_list("", *items)
