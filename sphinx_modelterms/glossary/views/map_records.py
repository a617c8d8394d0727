"""View models of maps: the terms on a map and how they are related."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from sphinx_modelterms.glossary.model import NamedTarget
    from sphinx_modelterms.glossary.views.presentation import Badge


class MapTerm(NamedTuple):
    """A term on a map."""

    link: NamedTarget
    category: Badge | None
    status: str
    """``""``, ``draft`` or ``deprecated``."""


class MapGroup(NamedTuple):
    """Terms that have the same relation to the term of a map."""

    relation: str
    """A key of :data:`~sphinx_modelterms.glossary.views.term_map.SIDES`."""
    terms: tuple[MapTerm, ...]
    folded: tuple[NamedTarget, ...]
    """Further ones, which the picture does not show."""


class Neighbourhood(NamedTuple):
    """The map of one term."""

    term: MapTerm
    groups: tuple[MapGroup, ...]


class MapLine(NamedTuple):
    """A line between two terms of a map, by their numbers there."""

    source: int
    target: int
    relation: str
    """``requires`` or ``broader``, which lead from the required or broader term to the other, or
    ``related``.
    """


class Network(NamedTuple):
    """The map of several terms."""

    terms: tuple[MapTerm, ...]
    lines: tuple[MapLine, ...]
    folded: tuple[NamedTarget, ...]
    """Further selected terms, which the picture does not show."""
