"""The search page: before Sphinx 9 it puts the titles it finds into the page as HTML."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

import sphinx

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from sphinx.application import Sphinx

IN_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "@": "&#64;"})
"""As docutils writes titles, so that the page still finds that both titles are the same."""


def escape_titles(app: Sphinx) -> list[Any]:
    """On ``html-collect-pages``: have the search index hold no title that is a tag.

    Titles are names of terms, also of those in data files. Other titles are left alone, since the
    search page looks for what its reader writes in the escaped title.
    """
    indexer = getattr(app.builder, "indexer", None)
    if indexer is not None and sphinx.version_info < (9,):
        freeze = indexer.freeze

        def escaped_index() -> dict[str, Any]:
            frozen: dict[str, Any] = freeze()
            for key in ("alltitles", "indexentries"):
                frozen[key] = _escaped(frozen[key])
            return frozen

        indexer.freeze = escaped_index
    return []


def _escaped(places: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
    """*places* with escaped keys; those of pages that this build did not write already are."""
    result: dict[str, list[Any]] = {}
    for title, found in places.items():
        plain = unescape(title)
        key = plain.translate(IN_HTML) if "<" in plain else title
        result.setdefault(key, []).extend(found)
    return result
