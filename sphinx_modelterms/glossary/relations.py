"""Relations between terms: prerequisites, reading order, and cycles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.model import named_target
from sphinx_modelterms.glossary.scopes import ANYWHERE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Term
    from sphinx_modelterms.glossary.scopes import Origin


LONGEST_TRAIL = 20
"""Maximum number of names in a message about a cycle."""


def cycles(graph: Mapping[int, Iterable[int]]) -> list[list[int]]:
    """Return cycles of *graph*, each once, beginning with its lowest number.

    There may be more cycles than anybody can count, and one mended link may end thousands. So each
    cycle contains a number that no cycle before it has, and shares no link with those before it.
    Cycles of two come before longer ones. When a reported one is mended, others may appear; if
    there is any cycle, at least one is reported. In a huge tangle, no more than :data:`MOST_LOOKS`
    links are examined.

    :param graph: successors of each number

    >>> cycles({0: [1], 1: [0, 2], 2: [3], 3: [1], 4: [0]})
    [[0, 1], [1, 2, 3]]
    """
    tangle = _Tangle(graph)
    found: list[list[int]] = []
    seen: set[int] = set()
    for a, b in tangle.pairs():
        if not {a, b} <= seen:
            seen |= {a, b}
            found.append([a, b])
    for pair in found:
        tangle.remove(pair)
    for start in tangle.numbers():
        cycle = [] if start in seen else tangle.cycle_through(start)
        if cycle:
            seen.update(cycle)
            found.append(_from_lowest(cycle))
            tangle.remove(cycle)
    if not found and (cycle := tangle.some_cycle()):
        found.append(_from_lowest(cycle))
    return sorted(found)


MOST_LOOKS = 2_000_000
"""Maximum number of links that the searches of a graph examine: a search for each number could
examine all links each time.
"""


def _from_lowest(cycle: list[int]) -> list[int]:
    first = cycle.index(min(cycle))
    return cycle[first:] + cycle[:first]


class _Tangle:
    """The part of a graph in which every number has predecessors and successors; empty if there is
    no cycle.
    """

    def __init__(self, graph: Mapping[int, Iterable[int]]) -> None:
        # Dictionaries instead of sets, since they keep their order.
        self._ahead: dict[int, dict[int, None]] = {
            number: {other: None for other in others if other != number}
            for number, others in graph.items()
        }
        self._behind: dict[int, dict[int, None]] = {number: {} for number in graph}
        for number, others in self._ahead.items():
            for other in others:
                self._behind.setdefault(other, {})[number] = None
        self._looks_left = MOST_LOOKS
        self._trim(self._behind)

    def numbers(self) -> list[int]:
        """The numbers that are left."""
        return [number for number, others in self._ahead.items() if others]

    def pairs(self) -> list[tuple[int, int]]:
        """Return the cycles of two, lowest numbers first."""
        return sorted(
            (a, b)
            for a, others in self._ahead.items()
            for b in others
            if a < b and a in self._ahead.get(b, ())
        )

    def remove(self, cycle: Sequence[int]) -> None:
        """Remove the links of *cycle*, and everything that is in no other cycle."""
        for a, b in zip(cycle, (*cycle[1:], cycle[0]), strict=True):
            self._ahead[a].pop(b, None)
            self._behind[b].pop(a, None)
        self._trim(cycle)

    def _trim(self, changed: Iterable[int]) -> None:
        """Remove numbers without predecessors or successors until none are left.

        :param changed: numbers that may have lost one
        """
        todo = list(changed)
        while todo:
            number = todo.pop()
            ahead, behind = self._ahead.get(number, {}), self._behind[number]
            if ahead and behind:
                continue
            for other in ahead:
                del self._behind[other][number]
            for other in behind:
                del self._ahead[other][number]
            todo += [*ahead, *behind]
            ahead.clear()
            behind.clear()

    def some_cycle(self) -> list[int]:
        """Return a cycle, if anything is left: every number has a successor then."""
        trail: dict[int, None] = {}
        number = min(self.numbers(), default=None)
        if number is None:
            return []
        while number not in trail:
            trail[number] = None
            number = next(iter(self._ahead[number]))
        steps = list(trail)
        return steps[steps.index(number) :]

    def cycle_through(self, start: int) -> list[int]:
        """Return a short cycle through *start*; empty if there is none.

        Searches forwards and backwards by turns, so that both stay small in a large tangle.
        """
        ahead: dict[int, int] = {start: start}
        behind: dict[int, int] = {start: start}
        edge_ahead, edge_behind = [start], [start]
        while edge_ahead and edge_behind and self._looks_left > 0:
            if len(edge_ahead) <= len(edge_behind):
                edge_ahead, met = self._step(edge_ahead, self._ahead, ahead, behind)
            else:
                edge_behind, met = self._step(edge_behind, self._behind, behind, ahead)
                met = met[::-1]
            if met:
                last, first = met
                head = [*_trail(last, ahead)][::-1]
                return head + [number for number in _trail(first, behind) if number != start]
        return []

    def _step(
        self,
        edge: list[int],
        graph: Mapping[int, Mapping[int, None]],
        seen: dict[int, int],
        wanted: Mapping[int, int],
    ) -> tuple[list[int], tuple[int, ...]]:
        """Return the next frontier of a search, and the pair of numbers at which it meets the
        other.
        """
        following = []
        for number in edge:
            others = graph.get(number, {})
            self._looks_left -= len(others)
            for other in others:
                if other in wanted:
                    return [], (number, other)
                if other not in seen:
                    seen[other] = number
                    following.append(other)
        return following, ()


def _trail(number: int, came_from: Mapping[int, int]) -> Iterator[int]:
    """Yield the numbers from *number* back to the start of the search."""
    yield number
    while came_from[number] != number:
        number = came_from[number]
        yield number


def find_term(glossary: Glossary, name: str, origin: Origin = ANYWHERE) -> Term | None:
    """Return the term called *name*; ``None`` if there is none, or only an entry of a plain
    glossary.
    """
    target = glossary.find_named(name, origin)
    return glossary.term_at(target.target) if target else None


def find_listed(glossary: Glossary, name: str, origin: Origin = ANYWHERE) -> Term | None:
    """Return the term or the entry of a plain glossary called *name*."""
    target = glossary.find_named(name, origin)
    if target is None:
        return None
    head = glossary.head(target.target)
    return glossary.term_at(head) or glossary.plain_by_target.get(head)


def prerequisites(glossary: Glossary, term: Term) -> list[Term]:
    """Return the direct prerequisites of *term*, in its order."""
    found = (glossary.term_at(t.target) for t in glossary.related(term, "requires"))
    return [required for required in found if required is not None]


def learning_path(glossary: Glossary, goal: Term) -> list[Term]:
    """Return *goal* preceded by all of its prerequisites, in an order in which each term comes
    after its own prerequisites.

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


def prerequisite_cycles(glossary: Glossary) -> list[list[Term]]:
    """Return the cycles in which each term requires the next one, and the last the first."""
    numbers = {named_target(term): number for number, term in enumerate(glossary.terms)}
    graph = {
        numbers[named_target(term)]: [
            numbers[named_target(required)]
            for required in prerequisites(glossary, term)
            if required.docname  # those of other projects name none of ours
        ]
        for term in glossary.terms
    }
    return [[glossary.terms[number] for number in cycle] for cycle in cycles(graph)]


def trail_of(names: Sequence[str]) -> str:
    """Return a cycle as messages show it; of a long one, its start and its end."""
    if len(names) > LONGEST_TRAIL:
        half = LONGEST_TRAIL // 2
        left_out = f"… {len(names) - LONGEST_TRAIL:,} more …"
        names = [*names[:half], left_out, *names[-half:]]
    return " → ".join(names)
