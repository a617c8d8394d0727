"""Markup of a project's sources by suffix."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.parsers import RSTParser

if TYPE_CHECKING:
    from sphinx.application import Sphinx

NOTEBOOK = ".ipynb"
"""Suffix of notebooks, which are JSON, even if a parser of Markdown reads them."""


def suffix_markups(app: Sphinx) -> dict[str, str]:
    """Return the suffixes of sources in order, with ``rst``, ``md``, or ``""`` for others."""
    parsers = app.registry.get_source_parsers()
    return {
        suffix: _markup_of(parsers.get(kind or "restructuredtext"))
        for suffix, kind in app.config.source_suffix.items()
    }


def _markup_of(parser: object) -> str:
    """Return the markup of a parser.

    :param parser: usually a class; Sphinx also accepts another callable
    """
    if not isinstance(parser, type):
        return ""
    if "MystParser" in [kind.__name__ for kind in parser.__mro__]:  # most projects don't load it
        return "md"
    return "rst" if issubclass(parser, RSTParser) else ""


def writable_suffixes(app: Sphinx) -> dict[str, str]:
    """Return the suffixes that a generated page can have, with the markup of each."""
    notebooks = {NOTEBOOK, *getattr(app.config, "nb_custom_formats", ())}
    markups = suffix_markups(app).items()
    return {s: markup for s, markup in markups if markup and s not in notebooks}


def markup_of_root(app: Sphinx) -> str:
    """Return the markup of the root document, which is that of data files, too.

    If the root document is a notebook, this is reStructuredText if the project uses it, else
    Markdown.
    """
    markup = writable_suffixes(app).get(_suffix_of_root(app))
    others = suffix_markups(app).values()
    return markup or ("md" if "md" in others and "rst" not in others else "rst")


def _suffix_of_root(app: Sphinx) -> str:
    """Return the suffix of the root document on disk: Sphinx knows only that of the last build."""
    root = Path(app.srcdir, app.config.root_doc)
    found = (s for s in app.config.source_suffix if Path(f"{root}{s}").is_file())
    return next(found, "")


def choose_suffix(app: Sphinx) -> str:
    """Return the suffix of generated pages, or ``""`` if we can write none.

    It is, in this order, that of the root document, the usual suffix of its markup, another suffix
    of its markup, or any suffix.
    """
    markup = markup_of_root(app)
    suffixes = writable_suffixes(app)
    alike = [suffix for suffix, other in suffixes.items() if other == markup]
    for wanted in (_suffix_of_root(app), f".{markup}"):
        if wanted in alike:
            return wanted
    return next(iter([*alike, *suffixes]), "")
