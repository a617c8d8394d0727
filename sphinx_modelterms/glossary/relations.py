"""Relations between terms: what they require, in which order to read them, and cycles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.lookup import target_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Term

    Graph = Mapping[int, list[int]]


def cycles(graph: Graph) -> list[list[int]]:
    """Cycles of *graph*, each once, beginning with its lowest number.

    Cycles of two come before longer ones. Each has a number that no cycle before it has, since
    all of them may be more than anybody can count. Where one is reported, others may appear once
    it is mended; if there is any, at least one is reported. In a tangle without end, no more than
    :data:`MOST_LOOKS` links are looked at.

    :param graph: the numbers that each number leads to; none leads to itself

    >>> cycles({0: [1], 1: [0, 2], 2: [3], 3: [1], 4: [0]})
    [[0, 1], [1, 2, 3]]
    """
    graph = _trimmed(graph)
    back = _reversed(graph)
    pairs = {(a, b) for a in graph for b in graph[a]}
    found: list[list[int]] = []
    seen: set[int] = set()
    for a, b in sorted(pairs):
        if a < b and (b, a) in pairs and not {a, b} <= seen:
            seen |= {a, b}
            found.append([a, b])
    search = _Search(graph, back)
    for start in graph:
        cycle = [] if start in seen else search.cycle_through(start)
        if cycle:
            seen.update(cycle)
            found.append(_from_lowest(cycle))
    if graph and not found:
        found.append(_from_lowest(_some_cycle(graph)))
    return sorted(found)


MOST_LOOKS = 2_000_000
"""How many links the searches of a graph look at; a search for each number may look at all."""


def _from_lowest(cycle: list[int]) -> list[int]:
    first = cycle.index(min(cycle))
    return cycle[first:] + cycle[:first]


def _some_cycle(graph: Graph) -> list[int]:
    """A cycle of a graph in which everything leads somewhere."""
    trail: dict[int, None] = {}
    number = min(graph)
    while number not in trail:
        trail[number] = None
        number = graph[number][0]
    steps = list(trail)
    return steps[steps.index(number) :]


def _reversed(graph: Graph) -> dict[int, list[int]]:
    back: dict[int, list[int]] = {number: [] for number in graph}
    for number, others in graph.items():
        for other in others:
            back.setdefault(other, []).append(number)
    return back


def _trimmed(graph: Graph) -> dict[int, list[int]]:
    """*graph* without what leads nowhere or what nothing leads to, over and over again.

    In a sound glossary nothing is left.
    """
    back = _reversed(graph)
    gone: set[int] = set()
    for ahead, behind in ((graph, back), (back, graph)):
        left = {number: len(ahead.get(number, ())) for number in back}
        ends = [number for number, count in left.items() if not count]
        while ends:
            end = ends.pop()
            gone.add(end)
            for number in behind.get(end, ()):
                left[number] -= 1
                if not left[number]:
                    ends.append(number)
    return {
        number: [other for other in others if other not in gone]
        for number, others in graph.items()
        if number not in gone
    }


class _Search:
    """Looks for short cycles through given numbers."""

    def __init__(self, graph: Graph, back: Graph) -> None:
        self._graph = graph
        self._back = back
        self.looks_left = MOST_LOOKS

    def cycle_through(self, start: int) -> list[int]:
        """A short cycle through *start*, or nothing.

        Two searches by turns, ahead and behind, so that each stays small in a large tangle.
        """
        ahead: dict[int, int] = {start: start}
        behind: dict[int, int] = {start: start}
        edge_ahead, edge_behind = [start], [start]
        while edge_ahead and edge_behind and self.looks_left > 0:
            if len(edge_ahead) <= len(edge_behind):
                edge_ahead, met = self._step(edge_ahead, self._graph, ahead, behind)
            else:
                edge_behind, met = self._step(edge_behind, self._back, behind, ahead)
                met = met[::-1]
            if met:
                last, first = met
                head = [*_trail(last, ahead)][::-1]
                return head + [number for number in _trail(first, behind) if number != start]
        return []

    def _step(
        self, edge: list[int], graph: Graph, seen: dict[int, int], wanted: Mapping[int, int]
    ) -> tuple[list[int], tuple[int, ...]]:
        """The next edge of a search, and the pair of numbers where it meets the other one."""
        following = []
        for number in edge:
            others = graph.get(number, ())
            self.looks_left -= len(others)
            for other in others:
                if other in wanted:
                    return [], (number, other)
                if other not in seen:
                    seen[other] = number
                    following.append(other)
        return following, ()


def _trail(number: int, came_from: Mapping[int, int]) -> Iterator[int]:
    """From *number* back to where the search began."""
    yield number
    while came_from[number] != number:
        number = came_from[number]
        yield number


def term_called(glossary: Glossary, name: str) -> Term | None:
    """The term that *name* refers to, if that is no entry of a plain glossary."""
    target = glossary.find(name)
    return glossary.term_at(target.docname, target.anchor) if target else None


def listed_called(glossary: Glossary, name: str) -> Term | None:
    """The term or the entry of a plain glossary that *name* refers to."""
    target = glossary.find(name)
    if target is None:
        return None
    head = glossary.head(target[:2])
    return glossary.term_at(*head) or glossary.plain_by_place.get(head)


def prerequisites(glossary: Glossary, term: Term) -> list[Term]:
    """The terms that *term* requires directly, in its order."""
    found = (glossary.term_at(t.docname, t.anchor) for t in glossary.related(term, "requires"))
    return [required for required in found if required is not None]


def learning_path(glossary: Glossary, goal: Term) -> list[Term]:
    """*goal* after all that it requires, so that nothing comes before what it needs.

    A term in a cycle comes where it is met first.
    """
    path: list[Term] = []
    seen = {target_of(goal)}
    stack = [(goal, iter(prerequisites(glossary, goal)))]
    while stack:
        term, rest = stack[-1]
        step = next((t for t in rest if target_of(t) not in seen), None)
        if step is None:
            path.append(term)
            stack.pop()
        else:
            seen.add(target_of(step))
            stack.append((step, iter(prerequisites(glossary, step))))
    return path


def prerequisite_cycles(glossary: Glossary) -> list[list[Term]]:
    """The cycles of terms each of which requires the next one, and the last the first."""
    numbers = {target_of(term): number for number, term in enumerate(glossary.terms)}
    graph = {
        numbers[target_of(term)]: [
            numbers[target_of(required)] for required in prerequisites(glossary, term)
        ]
        for term in glossary.terms
    }
    return [[glossary.terms[number] for number in cycle] for cycle in cycles(graph)]
