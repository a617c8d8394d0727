"""Order of the mentions of a term: references of authors, and automatic links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.views.page_titles import folder_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx_modelterms.glossary.model import Target
    from sphinx_modelterms.glossary.views.records import MentionPlace


def sorted_mentions(
    target: Target, places: Iterable[MentionPlace], title: Callable[[str], object]
) -> list[MentionPlace]:
    """Return the mentions of a term, first those in its own folder; within these and the others,
    references of authors first, then sorted by page title.

    :param places: those of each page in order of its sections
    :param title: returns the sort key of a page's title
    """
    here = folder_of(target.docname)

    def key(place: MentionPlace) -> tuple[object, ...]:
        docname = place.section.docname
        return folder_of(docname) != here, place.automatic, title(docname), docname

    return sorted(places, key=key)
