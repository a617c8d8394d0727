"""Cycles of relations and of definitions."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

from hypothesis import given
from hypothesis import strategies as st

from sphinx_modelterms.glossary.relations import cycles


def test_cycles_of_a_graph() -> None:
    assert cycles({}) == []
    assert cycles({1: [2], 2: [3], 3: []}) == []
    assert cycles({1: [2, 3], 2: [1], 3: [1]}) == [[1, 2], [1, 3]]
    assert cycles({5: [1], 1: [2], 2: [3], 3: [4], 4: [1]}) == [[1, 2, 3, 4]]
    bridge = {1: [2], 2: [3], 3: [1, 4], 4: [5], 5: [6], 6: [7], 7: [5]}
    assert cycles(bridge) == [[1, 2, 3], [5, 6, 7]]
    long = {n: [(n + 1) % 5000] for n in range(5000)}
    assert cycles(long) == [list(range(5000))]


def test_a_tangle_is_reported_with_no_more_cycles_than_numbers() -> None:
    tangle = {n: [m for m in range(60) if m != n] for n in range(60)}
    assert cycles(tangle) == [[0, n] for n in range(1, 60)]


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20, unique=True))
def test_cycles_are_cycles_and_found_if_there_are_any(edges: list[tuple[int, int]]) -> None:
    graph = {number: [b for a, b in edges if a == number != b] for number in range(8)}
    reported = cycles(graph)
    for cycle in reported:
        assert len(set(cycle)) == len(cycle) > 1
        assert cycle[0] == min(cycle)
        assert all(b in graph[a] for a, b in zip(cycle, cycle[1:] + cycle[:1], strict=True))
    assert len({tuple(cycle) for cycle in reported}) == len(reported)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError:
        assert reported
    else:
        assert not reported


def test_cycles_that_one_mended_link_ends_are_one() -> None:
    """Each number leads to the next one and back to 0: all cycles need the way from 0 to 1."""
    assert cycles({n: [n + 1, 0] for n in range(1, 500)} | {0: [1], 500: [0]}) == [[0, 1]]
