"""Term boxes of pages: those that the setting ``modelterms_page_terms`` adds, and their levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.doctree.blocks import term_box
from sphinx_modelterms.glossary.display_specs import USED
from sphinx_modelterms.glossary.model import Listing, SourceLocation
from sphinx_modelterms.glossary.option_values import is_switched_on, page_field
from sphinx_modelterms.glossary.selection import Selection
from sphinx_modelterms.glossary.text.names import first_free
from sphinx_modelterms.glossary.views.selection import BOX
from sphinx_modelterms.glossary.views.term_box import BOXES, START
from sphinx_modelterms.reading.page_options import AUDIENCE, NO_PAGE_TERMS
from sphinx_modelterms.settings import page_boxes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.application import Sphinx


def complete_boxes(
    app: Sphinx, document: nodes.document, listings: Sequence[Listing]
) -> list[Listing]:
    """Return the lists of a page, with the page's level in the records of term boxes.

    Term boxes that the page gets by a setting are added to the page and its records.
    """
    metadata = app.env.metadata.get(app.env.docname, {})
    found = list(listings)
    has_own = any(listing.display == BOX for listing in found)
    if not has_own and not is_switched_on(metadata, NO_PAGE_TERMS):
        found += _added_boxes(app, document)
    level = (page_field(metadata, AUDIENCE) or "").strip()
    return [
        listing._replace(selection=Selection(levels=(level,)))
        if level and listing.display in BOXES
        else listing
        for listing in found
    ]


def _added_boxes(app: Sphinx, document: nodes.document) -> Iterator[Listing]:
    """Add the term boxes to a page: below the title of its top section, or at its end."""
    section = next((node for node in document.children if isinstance(node, nodes.section)), None)
    if section is None:
        return
    for display in page_boxes(app.config):
        box = term_box()
        box["ids"] = [first_free("page-terms", document.ids)]
        document.ids[box["ids"][0]] = box
        if display == START:
            section.insert(1, box)
        else:
            section += box
        yield Listing(
            docname=app.env.docname,
            anchor=box["ids"][0],
            selection=Selection(),
            display=display,
            group_by="none",
            home=False,
            written_only=False,
            location=SourceLocation("", 0),
            shown=(USED,),
        )
