"""Pictures of the page: plain data for a template that draws them as SVG, without scripts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.text.sentences import ELLIPSIS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MOST_PROJECTS = 20
"""Maximum number of projects in a picture."""

LONGEST_LABEL = 24

ROW = 22
"""Height of a row, and width of a column, in pixels."""

LABELS = 190
"""Width of the labels, in pixels."""

BARS = 420
"""Width of the longest bar, in pixels."""


class Bar(NamedTuple):
    """A bar of a chart, with a part of it in another colour."""

    label: str
    title: str
    y: int
    width: float
    part: float
    number: str


class Cell(NamedTuple):
    """A cell of a matrix."""

    x: int
    y: int
    opacity: float
    title: str
    number: int


class Matrix(NamedTuple):
    """A matrix of projects: the more names two of them share, the darker is their cell."""

    labels: tuple[tuple[int, str, str], ...]
    """Offset, short and full name of each project."""
    cells: tuple[Cell, ...]
    size: int


def label_of(name: str) -> str:
    """Return a name that fits into the labels.

    >>> label_of("a" * 30)
    'aaaaaaaaaaaaaaaaaaaaaaa…'
    """
    return name if len(name) <= LONGEST_LABEL else name[: LONGEST_LABEL - 1] + ELLIPSIS


def project_bars(terms: Mapping[str, int], conflicts: Iterable[str]) -> tuple[Bar, ...]:
    """Return a bar for each of the projects with the most terms.

    :param terms: the number of terms of each project
    :param conflicts: the project of each definition that conflicts with another
    """
    conflicting = Counter(conflicts)
    largest = sorted(terms, key=lambda name: (-terms[name], name))[:MOST_PROJECTS]
    most = max((terms[name] for name in largest), default=1) or 1
    return tuple(
        Bar(
            label_of(name),
            name,
            place * ROW,
            round(BARS * terms[name] / most, 1),
            round(BARS * min(conflicting[name], terms[name]) / most, 1),
            f"{terms[name]:,}" + (f" ({conflicting[name]:,})" if conflicting[name] else ""),
        )
        for place, name in enumerate(largest)
    )


def sharing_matrix(pairs: Sequence[Mapping[str, Any]]) -> Matrix:
    """Return the matrix of the projects that share the most names.

    :param pairs: rows of the report ``pairs``
    """
    totals: Counter[str] = Counter()
    for pair in pairs:
        for side in ("project_a", "project_b"):
            totals[pair[side]] += pair["common_names"]
    chosen = sorted(totals, key=lambda name: (-totals[name], name))[:MOST_PROJECTS]
    places = {name: place * ROW for place, name in enumerate(chosen)}
    shown = [pair for pair in pairs if {pair["project_a"], pair["project_b"]} <= places.keys()]
    most = max((pair["common_names"] for pair in shown), default=1)
    cells = []
    for pair in shown:
        count, a, b = pair["common_names"], pair["project_a"], pair["project_b"]
        title = f"{a} and {b}: {count:,}; with the same definition: {pair['same_definition']:,}"
        opacity = round(0.12 + 0.88 * count / most, 2)
        cells += [Cell(places[x], places[y], opacity, title, count) for x, y in ((a, b), (b, a))]
    labels = tuple((place, label_of(name), name) for name, place in places.items())
    return Matrix(labels, tuple(cells), ROW * len(places))
