"""The markups of a project's sources: which suffixes are read as what."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.parsers import RSTParser

if TYPE_CHECKING:
    from sphinx.application import Sphinx

NOTEBOOK = ".ipynb"
"""JSON, whatever parser reads it."""


def suffix_markups(app: Sphinx) -> dict[str, str]:
    """The suffixes of sources in their order, with ``rst``, ``md``, or ``""`` for another one."""
    parsers = app.registry.get_source_parsers()
    return {
        suffix: _markup_of(parsers.get(kind or "restructuredtext"))
        for suffix, kind in app.config.source_suffix.items()
    }


def _markup_of(parser: type | None) -> str:
    names = [kind.__name__ for kind in parser.__mro__] if parser else []
    if "MystParser" in names:  # by name, as most projects do not load it
        return "md"
    return "rst" if parser and issubclass(parser, RSTParser) else ""


def writable_suffixes(app: Sphinx) -> dict[str, str]:
    """The suffixes that a page in plain markup can have, with its markup."""
    notebooks = {NOTEBOOK, *getattr(app.config, "nb_custom_formats", ())}
    markups = suffix_markups(app).items()
    return {s: markup for s, markup in markups if markup and s not in notebooks}


def markup_of_root(app: Sphinx) -> str:
    """The markup of the root document, which is that of data files too.

    Beside a notebook, it is reStructuredText if the project has that.
    """
    markup = writable_suffixes(app).get(_suffix_of_root(app))
    others = suffix_markups(app).values()
    return markup or ("md" if "md" in others and "rst" not in others else "rst")


def _suffix_of_root(app: Sphinx) -> str:
    """From the files: Sphinx knows those of the last build."""
    root = Path(app.srcdir, app.config.root_doc)
    found = (s for s in app.config.source_suffix if Path(f"{root}{s}").is_file())
    return next(found, "")


def choose_suffix(app: Sphinx) -> str:
    """The suffix of generated pages; ``""`` if there is none that we can write.

    That of the root document, the usual one or another one of its markup, or any.
    """
    markup = markup_of_root(app)
    suffixes = writable_suffixes(app)
    alike = [suffix for suffix, other in suffixes.items() if other == markup]
    for wanted in (_suffix_of_root(app), f".{markup}"):
        if wanted in alike:
            return wanted
    return next(iter([*alike, *suffixes]), "")
