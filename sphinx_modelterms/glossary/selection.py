"""The filter of a list of terms."""

from __future__ import annotations

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple


class Selection(NamedTuple):
    """The filter of a list of terms; an empty field does not restrict it."""

    names: tuple[str, ...] = ()
    """Names of terms, which are shown in this order."""
    categories: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    """``draft``, ``deprecated``, or ``current`` for neither."""
    path_to: str = ""
    """Name of a term whose prerequisites are listed, followed by itself."""
    limit: int = 0
    since: tuple[str, ...] = ()
    """Versions that the terms are new in."""
    changed: tuple[str, ...] = ()
    """Versions that the terms have changed in."""
