"""Escaping for the search page of Sphinx before 9, which inserts titles into the page as HTML.

This module can be removed when Sphinx 9 is the oldest supported version.
"""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

import sphinx

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from sphinx.application import Sphinx

IN_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "@": "&#64;"})
"""Characters that docutils escapes in titles; the search page compares our titles with these."""


def escape_titles(app: Sphinx) -> list[Any]:
    """On ``html-collect-pages``: escape the titles in the search index that contain ``<``.

    Titles can be names of terms from data files. Other titles stay as they are, since the search
    page looks for the reader's words in the escaped title.
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
    """Return *places* with escaped keys; those of pages that were not written are so already."""
    result: dict[str, list[Any]] = {}
    for title, found in places.items():
        plain = unescape(title)
        key = plain.translate(IN_HTML) if "<" in plain else title
        result.setdefault(key, []).extend(found)
    return result
