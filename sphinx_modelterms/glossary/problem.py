"""A mistake that shows only in the whole glossary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from sphinx_modelterms.glossary.model import Comparison, Entry, Listing, Term

    Record = Term | Entry | Comparison | Listing


class Problem(NamedTuple):
    """A mistake in a record that shows only in the whole glossary."""

    code: str
    """The subtype of the warning."""
    message: str
    term: Record
    option: str = ""
    """The option that contains the mistake, or ``""`` for the record itself."""
    other: Term | Entry | None = None
    """The other term or entry involved."""
