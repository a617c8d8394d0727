"""Circles in a graph whose points are numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.lookup import named_target

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Term

    Graph = Mapping[int, list[int]]


def circles(graph: Graph) -> list[list[int]]:
    """Circles of *graph*, each once, beginning with its lowest number.

    All circles of two; of the others one for each number that no circle before it has, since all
    of them may be more than anybody can count. Where one is reported, others may appear once it
    is mended; if there is any, at least one is reported. In a tangle without end, no more than
    :data:`MOST_LOOKS` links are looked at.

    :param graph: what each number leads to; nothing leads to itself

    >>> circles({0: [1], 1: [0, 2], 2: [3], 3: [1], 4: [0]})
    [[0, 1], [1, 2, 3]]
    """
    graph = _trimmed(graph)
    back = _reversed(graph)
    pairs = {(a, b) for a in graph for b in graph[a]}
    found = [[a, b] for a, b in pairs if a < b and (b, a) in pairs]
    seen = {number for circle in found for number in circle}
    search = _Search(graph, back)
    for start in graph:
        circle = [] if start in seen else search.circle_through(start)
        if circle:
            seen.update(circle)
            found.append(_from_lowest(circle))
    if graph and not found:
        found.append(_from_lowest(_some_circle(graph)))
    return sorted(found)


MOST_LOOKS = 2_000_000
"""How many links the searches of a graph look at; a search for each number may look at all."""


def _from_lowest(circle: list[int]) -> list[int]:
    first = circle.index(min(circle))
    return circle[first:] + circle[:first]


def _some_circle(graph: Graph) -> list[int]:
    """A circle of a graph in which everything leads somewhere."""
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
    """Looks for short circles through given numbers."""

    def __init__(self, graph: Graph, back: Graph) -> None:
        self._graph = graph
        self._back = back
        self.looks_left = MOST_LOOKS

    def circle_through(self, start: int) -> list[int]:
        """A short circle through *start*, or nothing.

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
    return glossary.term_at(target.target) if target else None


def listed_called(glossary: Glossary, name: str) -> Term | None:
    """The term or the entry of a plain glossary that *name* refers to."""
    target = glossary.find(name)
    if target is None:
        return None
    head = glossary.head(target.target)
    return glossary.term_at(head) or glossary.plain_by_target.get(head)


def prerequisites(glossary: Glossary, term: Term) -> list[Term]:
    """The terms that *term* requires directly, in its order."""
    found = (glossary.term_at(t.target) for t in glossary.related(term, "requires"))
    return [required for required in found if required is not None]


def learning_path(glossary: Glossary, goal: Term) -> list[Term]:
    """*goal* after all that it requires, so that nothing comes before what it needs.

    A term in a cycle comes where it is met first.
    """
    path: list[Term] = []
    seen = {named_target(goal)}
    stack = [(goal, iter(prerequisites(glossary, goal)))]
    while stack:
        term, rest = stack[-1]
        step = next((t for t in rest if named_target(t) not in seen), None)
        if step is None:
            path.append(term)
            stack.pop()
        else:
            seen.add(named_target(step))
            stack.append((step, iter(prerequisites(glossary, step))))
    return path


def cycles(glossary: Glossary) -> Iterator[list[Term]]:
    """Cycles of prerequisites, one for each term that one leads back to."""
    done: set[int] = set()
    told: set[int] = set()
    for start in glossary.terms:
        trail: dict[int, Term] = {}
        places: dict[int, int] = {}
        stack = [iter([start])]
        while stack:
            term = next(stack[-1], None)
            if term is None:
                stack.pop()
                if trail:
                    done.add(last := next(reversed(trail)))
                    del trail[last], places[last]
            elif id(term) in trail:
                if id(term) not in told:
                    told.add(id(term))
                    yield list(trail.values())[places[id(term)] :]
            elif id(term) not in done:
                places[id(term)] = len(trail)
                trail[id(term)] = term
                stack.append(iter(prerequisites(glossary, term)))
