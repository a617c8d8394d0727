"""Layers of a directed graph, and the order within them that has few crossings.

The way is that of Sugiyama, Tagawa and Toda (1981): longest paths give the layers, lines over
several layers get a bend in each, and barycentres give the order.
"""

from __future__ import annotations

from itertools import combinations, pairwise
from random import Random
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Edge = tuple[int, int]

SWEEPS = 8
"""Number of times that the order is improved, from the first layer to the last and back."""

STARTS = 20
"""Maximum number of orders from which the search for the best begins."""


class Layered(NamedTuple):
    """A graph in layers."""

    layers: tuple[tuple[int, ...], ...]
    """Numbers of nodes in order; those of bends follow the numbers of the nodes."""
    paths: Mapping[Edge, tuple[int, ...]]
    """The nodes and bends along each edge."""


def without_cycles(count: int, edges: Iterable[Edge]) -> list[Edge]:
    """Return *edges* with those turned round that close a cycle.

    >>> without_cycles(3, [(0, 1), (1, 2), (2, 0)])
    [(0, 1), (1, 2), (0, 2)]
    """
    ahead = _successors(count, edges)
    state = [0] * count  # 1 while its successors are visited, then 2
    turned: set[Edge] = set()
    for start in range(count):
        stack = [(start, iter(ahead[start]))] if not state[start] else []
        state[start] = state[start] or 1
        while stack:
            node, rest = stack[-1]
            for other in rest:
                if state[other] == 1:
                    turned.add((node, other))
                elif not state[other]:
                    state[other] = 1
                    stack.append((other, iter(ahead[other])))
                    break
            else:
                state[node] = 2
                stack.pop()
    straight = ((b, a) if (a, b) in turned else (a, b) for a, b in edges)
    return list(dict.fromkeys(straight))


def reduced(count: int, edges: Sequence[Edge]) -> list[Edge]:
    """Return *edges*, which have no cycle, without those that a longer path replaces.

    >>> reduced(3, [(0, 1), (1, 2), (0, 2)])
    [(0, 1), (1, 2)]
    """
    ahead = _successors(count, edges)

    def reach(start: int) -> set[int]:
        seen: set[int] = set()
        todo = [*ahead[start]]
        while todo:
            node = todo.pop()
            if node not in seen:
                seen.add(node)
                todo += ahead[node]
        return seen

    further = [reach(node) for node in range(count)]
    return [(a, b) for a, b in edges if not any(b in further[c] for c in ahead[a] if c != b)]


def _successors(count: int, edges: Iterable[Edge]) -> list[list[int]]:
    ahead: list[list[int]] = [[] for _ in range(count)]
    for a, b in edges:
        ahead[a].append(b)
    return ahead


def ranks(count: int, edges: Sequence[Edge]) -> list[int]:
    """Return the layer of each node: each edge, of a graph without cycles, leads to a later one.

    A node without predecessors is right before its successors.
    """
    result = [0] * count
    for _ in range(count):
        for a, b in edges:
            result[b] = max(result[b], result[a] + 1)
    targets = {b for _, b in edges}
    for node in range(count):
        successors = [result[b] for a, b in edges if a == node]
        if node not in targets and successors:
            result[node] = min(successors) - 1
    return result


def components(count: int, edges: Iterable[Edge]) -> list[list[int]]:
    """Return the connected parts of a graph, each as its nodes in order.

    >>> components(4, [(0, 2), (3, 2)])
    [[0, 2, 3], [1]]
    """
    part = list(range(count))
    for a, b in edges:
        low, high = sorted((part[a], part[b]))
        part = [low if number == high else number for number in part]
    groups: dict[int, list[int]] = {}
    for node, number in enumerate(part):
        groups.setdefault(number, []).append(node)
    return list(groups.values())


def in_layers(nodes: Sequence[int], edges: Sequence[Edge], rank: Sequence[int]) -> Layered:
    """Return the layers of a part of a graph, in an order with few crossings.

    :param rank: the layer of each node of the graph
    """
    first = min(rank[node] for node in nodes)
    layers: list[list[int]] = [[] for _ in range(max(rank[n] for n in nodes) - first + 1)]
    for node in nodes:
        layers[rank[node] - first].append(node)
    paths: dict[Edge, tuple[int, ...]] = {}
    bend = len(rank)
    for a, b in edges:
        between = range(rank[a] - first + 1, rank[b] - first)
        for layer in between:
            layers[layer].append(bend + layer - between.start)
        paths[a, b] = (a, *range(bend, bend + len(between)), b)
        bend += len(between)
    return Layered(tuple(map(tuple, _ordered(layers, paths.values()))), paths)


def _ordered(layers: list[list[int]], paths: Iterable[Sequence[int]]) -> list[list[int]]:
    """Return *layers* in an order with few crossings of the *paths* through them.

    Sweeps can end in an order that only exchanges of several nodes would improve. So they begin
    again, from shuffled orders that are the same in every build.
    """
    before: dict[int, list[int]] = {node: [] for layer in layers for node in layer}
    after: dict[int, list[int]] = {node: [] for layer in layers for node in layer}
    for path in paths:
        for a, b in pairwise(path):
            after[a].append(b)
            before[b].append(a)
    best, fewest = layers, crossings(layers, after)
    for start in range(STARTS):
        if not fewest:
            break
        shuffled = Random(start)
        order = [shuffled.sample(layer, len(layer)) if start else [*layer] for layer in layers]
        for sweep in range(SWEEPS):
            _sweep(order, before, after, down=sweep % 2 == 0)
            _exchange(order, before, after)
            if (count := crossings(order, after)) < fewest:
                best, fewest = [[*layer] for layer in order], count
    return best


def _sweep(
    layers: list[list[int]],
    before: Mapping[int, Sequence[int]],
    after: Mapping[int, Sequence[int]],
    *,
    down: bool,
) -> None:
    """Sort each layer by the barycentres in the one before it, or in the one after it."""
    numbers = range(1, len(layers)) if down else range(len(layers) - 2, -1, -1)
    for number in numbers:
        fixed = layers[number - 1 if down else number + 1]
        place = {node: n for n, node in enumerate(fixed)}
        layers[number] = _by_barycentre(layers[number], before if down else after, place)


def _by_barycentre(
    layer: Sequence[int], neighbours: Mapping[int, Sequence[int]], place: Mapping[int, int]
) -> list[int]:
    """Return *layer*, sorted by the mean places of its neighbours; nodes without any stay."""

    def centre(item: tuple[int, int]) -> float:
        number, node = item
        places = [place[other] for other in neighbours[node]]
        return sum(places) / len(places) if places else number

    return [node for _, node in sorted(enumerate(layer), key=centre)]


def _exchange(
    layers: list[list[int]],
    before: Mapping[int, Sequence[int]],
    after: Mapping[int, Sequence[int]],
) -> None:
    """Exchange nodes that are beside each other as long as that removes crossings."""
    for number, layer in enumerate(layers):
        places = [
            {node: n for n, node in enumerate(layers[other])} if 0 <= other < len(layers) else {}
            for other in (number - 1, number + 1)
        ]
        improved = True
        while improved:
            improved = False
            for n in range(len(layer) - 1):
                a, b = layer[n], layer[n + 1]
                gain = sum(
                    _pair_crossings(near[a], near[b], place)
                    - _pair_crossings(near[b], near[a], place)
                    for near, place in zip((before, after), places, strict=True)
                )
                if gain > 0:
                    layer[n], layer[n + 1] = b, a
                    improved = True


def _pair_crossings(upper: Sequence[int], lower: Sequence[int], place: Mapping[int, int]) -> int:
    return sum(place[a] > place[b] for a in upper for b in lower)


def crossings(layers: Sequence[Sequence[int]], after: Mapping[int, Sequence[int]]) -> int:
    """Return the number of crossings between all layers."""
    count = 0
    for layer, following in pairwise(layers):
        place = {node: n for n, node in enumerate(following)}
        count += sum(_pair_crossings(after[a], after[b], place) for a, b in combinations(layer, 2))
    return count
