"""The map of several terms: columns from left to right, three below each other like lines of text.

Each connected part of the graph is drawn by itself; terms without lines follow in rows of three.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.term_map.drawing import (
    ARROW,
    Drawing,
    Line,
    measure,
)
from sphinx_modelterms.glossary.term_map.layers import (
    components,
    in_layers,
    ranks,
    reduced,
    without_cycles,
)
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sphinx_modelterms.glossary.term_map.drawing import Label, Point
    from sphinx_modelterms.glossary.term_map.layers import Edge, Layered

COLUMNS = 3
"""Number of layers beside each other; further ones follow below."""

SPACE = 10
BETWEEN = 20
"""Space between parts of the graph, and between columns below each other."""

LANE = 4
"""Distance between lines beside each other."""

ARROW_ROOM = 8
"""Length of the line at an arrow."""

ROUNDS = 4


class Grid(NamedTuple):
    """The columns of a map."""

    margin: int
    """Space at both sides for lines from the last column to the first one below."""
    column: int
    """Width of a column."""
    gap: int

    def left(self, column: int) -> int:
        """Return the left border of a column."""
        return self.margin + column * (self.column + self.gap)


WHOLE = Grid(0, 104, 24)
FOLDED = Grid(15, 98, 18)
"""Grid of a map with columns below each other."""


class Connection(NamedTuple):
    """A line from a term to another, by their numbers."""

    source: int
    target: int
    kind: str
    """The kind of the line."""


def draw_network(labels: Sequence[Label], relations: Sequence[Connection]) -> Drawing:
    """Return the map; its boxes are in the order of *labels*."""
    return _Network(labels, relations).draw()


class _Network:
    def __init__(self, labels: Sequence[Label], relations: Sequence[Connection]) -> None:
        self.count = len(labels)
        self.kinds = {(r.source, r.target): r.kind for r in relations}
        straight = without_cycles(self.count, list(self.kinds))
        self.edges = reduced(self.count, straight)
        self.rank = ranks(self.count, self.edges)
        self.parts = components(self.count, self.edges)
        self.grid = FOLDED if any(self._depth(p) > COLUMNS for p in self.parts) else WHOLE
        self.boxes = [measure(label, self.grid.column) for label in labels]
        self.lines: list[Line] = []

    def _depth(self, nodes: Sequence[int]) -> int:
        """Return the number of layers of a part."""
        rank = [self.rank[node] for node in nodes]
        return max(rank) - min(rank) + 1

    def draw(self) -> Drawing:
        alone: list[int] = []
        y = 1
        for nodes in sorted(self.parts, key=len, reverse=True):
            if len(nodes) == 1:
                alone += nodes
                continue
            within = set(nodes)
            edges = [edge for edge in self.edges if edge[0] in within]
            y = self._part(in_layers(nodes, edges, self.rank), y) + BETWEEN
        for start in range(0, len(alone), COLUMNS):
            row = alone[start : start + COLUMNS]
            height = max(self.boxes[node].height for node in row)
            for column, node in enumerate(row):
                self._place(
                    node, self.grid.left(column), y + (height - self.boxes[node].height) // 2
                )
            y += height + SPACE
        # A line around many boxes can be the lowest of all.
        ends = [box.bottom for box in self.boxes]
        ends += [y for line in self.lines for _, y in line.points]
        return Drawing(max(ends, default=0) + 1, tuple(self.boxes), tuple(self.lines))

    def _place(self, node: int, x: int, y: int) -> None:
        self.boxes[node] = self.boxes[node]._replace(x=x, y=y)

    def _part(self, part: Layered, y: int) -> int:
        """Draw a connected part; return the height at which it ends."""
        points: dict[int, tuple[Point, Point]] = {}
        """The points at which lines enter and leave each node or bend."""
        starts: list[int] = []
        for first in range(0, len(part.layers), COLUMNS):
            band = part.layers[first : first + COLUMNS]
            lanes = _returning(part, first)
            if first:
                y += BETWEEN + LANE * max(0, len(lanes) - 1)
            starts.append(y)
            y = self._band(band, part, y, points)
        self._connect(part, points, starts)
        return y

    def _band(
        self,
        band: Sequence[Sequence[int]],
        part: Layered,
        y: int,
        points: dict[int, tuple[Point, Point]],
    ) -> int:
        """Place layers beside each other; return the height at which they end."""
        tops = _heights(band, part, self._height)
        lowest = min((top for layer in tops for top in layer), default=0)
        end = y
        for column, (layer, layer_tops) in enumerate(zip(band, tops, strict=True)):
            x = self.grid.left(column)
            for node, top in zip(layer, layer_tops, strict=True):
                at = y + top - lowest
                middle = at + self._height(node) // 2
                points[node] = (x, middle), (x + self.grid.column, middle)
                if node < self.count:
                    self._place(node, x, at)
                end = max(end, at + self._height(node))
        return end

    def _height(self, node: int) -> int:
        return self.boxes[node].height if node < self.count else 2

    def _connect(
        self, part: Layered, points: dict[int, tuple[Point, Point]], starts: Sequence[int]
    ) -> None:
        column = {n: i for i, layer in enumerate(part.layers) for n in layer}
        lanes = {
            pair: (n, len(pairs))
            for first in range(0, len(part.layers), COLUMNS)
            for pairs in [_returning(part, first)]
            for n, pair in enumerate(pairs)
        }
        for edge, path in part.paths.items():
            trail = [points[path[0]][1]]
            for a, b in pairwise(path):
                if (a, b) in lanes:
                    top = starts[column[b] // COLUMNS]
                    trail += _way_back(points[a][1], points[b][0], top, *lanes[a, b])
                trail += points[b]
            self.lines.append(self._line(edge, trail[:-1]))

    def _line(self, edge: Edge, trail: Sequence[Point]) -> Line:
        """Return the line of an edge, in the direction of the relation."""
        a, b = edge
        forth, back = self.kinds.get((a, b)), self.kinds.get((b, a))
        if forth is None:
            return Line(tuple(reversed(trail)), back or ARROW)
        return Line(tuple(trail), forth, forth == back == ARROW)


def _returning(part: Layered, first: int) -> list[Edge]:
    """Return the pieces of paths that lead to the layer *first* from the one before, from the
    top of that.
    """
    if not first or first >= len(part.layers):
        return []
    place = {node: n for layer in part.layers for n, node in enumerate(layer)}
    pieces = {
        (a, b)
        for path in part.paths.values()
        for a, b in pairwise(path)
        if b in part.layers[first]
    }
    return sorted(pieces, key=lambda piece: (place[piece[0]], place[piece[1]]))


def _way_back(start: Point, end: Point, top: int, number: int, count: int) -> list[Point]:
    """Return the points of a line from the last column to the first one below.

    The first of several lines takes the outer lane on the right, the lower one between, and the
    inner one on the left, so they cross only if their ends are in another order.

    :param top: the height at which the columns below begin
    :param number: the number of the line, of *count*
    """
    room = FOLDED.margin - ARROW_ROOM - 1
    step = min(LANE, room // max(1, count - 1))
    right = start[0] + LANE + step * (count - 1 - number)
    left = end[0] - ARROW_ROOM - step * number
    y = top - BETWEEN // 2 - LANE * number
    return [(right, start[1]), (right, y), (left, y), (left, end[1])]


def _heights(
    band: Sequence[Sequence[int]], part: Layered, height: Callable[[int], int]
) -> list[list[int]]:
    """Return the upper border of each node in layers beside each other.

    Each node is as near as possible to the mean height of its neighbours.
    """
    neighbours: dict[int, list[int]] = {}
    within = {node for layer in band for node in layer}
    for path in part.paths.values():
        for a, b in pairwise(path):
            if a in within and b in within:
                neighbours.setdefault(a, []).append(b)
                neighbours.setdefault(b, []).append(a)
    middles: dict[int, float] = {}
    for layer in band:
        y = 0
        total = sum(map(height, layer)) + SPACE * (len(layer) - 1)
        for node in layer:
            middles[node] = y + height(node) / 2 - total / 2
            y += height(node) + SPACE
    for turn in range(ROUNDS):
        for layer in band if turn % 2 == 0 else band[::-1]:
            wanted = [
                sum(middles[o] for o in near) / len(near)
                if (near := neighbours.get(node))
                else middles[node]
                for node in layer
            ]
            middles |= zip(layer, _apart(wanted, [*map(height, layer)]), strict=True)
    return [[round(middles[node] - height(node) / 2) for node in layer] for layer in band]


def _apart(wanted: Sequence[float], heights: Sequence[int]) -> list[float]:
    """Return heights of centres as near to those *wanted* as the sizes allow, in the same order.

    Neighbours that would overlap are moved together, to the mean of what they want.

    >>> _apart([0, 0], [20, 20])
    [-15.0, 15.0]
    """
    offsets = [0.0]
    for upper, lower in pairwise(heights):
        offsets.append(offsets[-1] + (upper + lower) / 2 + SPACE)
    blocks: list[tuple[float, int]] = []  # mean and number of the nodes moved together
    for want, offset in zip(wanted, offsets, strict=False):
        mean, size = want - offset, 1
        while blocks and blocks[-1][0] > mean:
            other, count = blocks.pop()
            mean = (mean * size + other * count) / (size + count)
            size += count
        blocks.append((mean, size))
    starts = [mean for mean, size in blocks for _ in range(size)]
    return [start + offset for start, offset in zip(starts, offsets, strict=False)]
