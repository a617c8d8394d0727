"""The place of a node on its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from sphinx_modelterms.glossary.model import Condition


class NodePlace(NamedTuple):
    """The place of a node on its page, as far as its records tell."""

    section: int
    """Index of the section that contains it."""
    card: str
    """Anchor of the card or glossary entry that contains it, or ``""``."""
    conditions: tuple[Condition, ...] = ()
    scopes: tuple[str, ...] = ()
    """Keys of the scopes of the elements around it, the nearest first."""


START = NodePlace(0, "")
"""The place of the document itself."""
