"""Kinds of builders, told by their names and base classes."""

from __future__ import annotations

from inspect import isgeneratorfunction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.builders import Builder


WITHOUT_HOVER = frozenset(
    {"epub", "json", "pickle", "web", "htmlhelp", "qthelp", "applehelp", "devhelp", "simplepdf"}
)
"""Builders for HTML that is not read in a browser with our script."""


BOOKS = frozenset({"epub", "simplepdf"})
"""Builders for HTML that is read as an e-book, or printed."""


def builder_names(builder: Builder) -> set[str]:
    """The names of *builder* and of those that it is made from: other people's count as these."""
    return {getattr(kind, "name", "") for kind in type(builder).__mro__}


def shows_hovers(builder: Builder) -> bool:
    """Whether pages of *builder* can have hover cards: a web site's, also other people's."""
    names = builder_names(builder)
    return "html" in names and not names & WITHOUT_HOVER


def is_book(builder: Builder) -> bool:
    """Return True if nothing on a page of *builder* can be counted on to open, or to change."""
    return not builder_names(builder).isdisjoint(BOOKS)


REWRITING = frozenset({"singlehtml", "epub"})
"""Builders for HTML that, or whose descendants, change references after all."""


def writes_html_at_once(builder: Builder) -> bool:
    """Whether a builder makes HTML of a document's tree without changing references before."""
    return builder.format == "html" and not builder_names(builder) & REWRITING


WITHOUT_PAGES = frozenset(
    {"changes", "coverage", "doctest", "dummy", "gettext", "linkcheck", "modelterms"}
)
"""Builders that go through all documents each time, and write none of them as a page."""


def writes_changed_pages(builder: Builder) -> bool:
    """Return True if *builder* writes a file for each document, and only those that changed.

    One that puts all documents into one file calls them ``"all documents"``, or by other words.
    """
    if builder_names(builder) & WITHOUT_PAGES:
        return False
    outdated = type(builder).get_outdated_docs
    return isgeneratorfunction(outdated) or not isinstance(builder.get_outdated_docs(), str)
