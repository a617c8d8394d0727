"""Properties of builders, derived from their names and base classes."""

from __future__ import annotations

from functools import cache
from inspect import isgeneratorfunction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.builders import Builder


WITHOUT_HOVER = frozenset(
    {"epub", "json", "pickle", "web", "htmlhelp", "qthelp", "applehelp", "devhelp", "simplepdf"}
)
"""Builders whose HTML is not read in a browser with our script."""


BOOKS = frozenset({"epub", "simplepdf"})
"""Builders whose HTML is read as an e-book, or printed."""


def builder_names(builder: Builder) -> frozenset[str]:
    """Return the names of *builder* and of its base classes, so that derived builders
    count, too.
    """
    return _names_of(type(builder))  # type: ignore[arg-type]  # mypy misses hashes of classes


@cache  # asked for several times a page
def _names_of(kind: type[Builder]) -> frozenset[str]:
    return frozenset(getattr(base, "name", "") for base in kind.__mro__)


def shows_hovers(builder: Builder) -> bool:
    """Return True if pages of *builder* can have hover cards: if it makes a web site."""
    names = builder_names(builder)
    return "html" in names and not names & WITHOUT_HOVER


def is_book(builder: Builder) -> bool:
    """Return True if *builder* makes a book, on whose pages nothing can open or change."""
    return not builder_names(builder).isdisjoint(BOOKS)


REWRITING = frozenset({"singlehtml", "epub"})
"""HTML builders that, like those derived from them, rewrite references of the doctree first."""


def writes_html_at_once(builder: Builder) -> bool:
    """Return True if *builder* makes HTML of a doctree as it is, without rewriting references."""
    return builder.format == "html" and not builder_names(builder) & REWRITING


WITHOUT_PAGES = frozenset(
    {"changes", "coverage", "doctest", "dummy", "gettext", "linkcheck", "modelterms"}
)
"""Builders that process all documents each time and write no pages."""


def writes_changed_pages(builder: Builder) -> bool:
    """Return True if *builder* writes a file for each document, and only for changed ones.

    A builder that puts all documents into one file returns ``"all documents"`` or similar words
    from ``get_outdated_docs``.
    """
    if builder_names(builder) & WITHOUT_PAGES:
        return False
    outdated = type(builder).get_outdated_docs
    return isgeneratorfunction(outdated) or not isinstance(builder.get_outdated_docs(), str)
