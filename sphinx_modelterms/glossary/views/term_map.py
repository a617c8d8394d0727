"""Views of maps: which terms a map shows, and which relations between them."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.model import named_target
from sphinx_modelterms.glossary.relation_specs import INVERSE
from sphinx_modelterms.glossary.term_map.layers import components, ranks, without_cycles
from sphinx_modelterms.glossary.term_map.star import ABOVE, BELOW, LEFT, RIGHT
from sphinx_modelterms.glossary.views.map_records import (
    MapGroup,
    MapLine,
    MapTerm,
    Neighbourhood,
    Network,
)
from sphinx_modelterms.glossary.views.selection import select

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Listing, NamedTarget, Term
    from sphinx_modelterms.glossary.selection import Selection
    from sphinx_modelterms.glossary.views.presentation import Presentation

MOST_TERMS = 15
"""Maximum number of terms in a picture."""

SIDES = {
    "requires": (LEFT, 5),
    f"{INVERSE}requires": (RIGHT, 5),
    "broader": (ABOVE, 3),
    f"{INVERSE}broader": (BELOW, 6),
    "related": (BELOW, 9),
}
"""The groups on the map of a term by relation: their side, and the maximum number of their terms.

A term that is in several groups is shown in the first.
"""


class MapViews:
    """The views of all maps of a build."""

    def __init__(self, glossary: Glossary, presentation: Presentation) -> None:
        self._glossary = glossary
        self._presentation = presentation

    def of_card(self, term: Term) -> Neighbourhood | None:
        """Return the map on the card of a term, if cards have maps and it has relations."""
        if "map" in self._presentation.hidden_parts:
            return None
        view = self.neighbourhood(term)
        return view if view.groups else None

    def of_listing(self, listing: Listing) -> Neighbourhood | Network:
        """Return the map of a directive: that of a term if it names one, else of several."""
        selection = listing.selection
        terms = select(self._glossary, selection, self._glossary.origin_of(listing), plain=True)
        if len(terms) == len(selection.names) == 1:
            return self.neighbourhood(terms[0])
        return self.network(terms, selection)

    def neighbourhood(self, term: Term) -> Neighbourhood:
        """Return the map of one term."""
        groups: dict[str, list[NamedTarget]] = {}
        seen = {term.target}
        for relation in SIDES:
            found = groups[relation] = []
            for link in self._linked(term, relation):
                if link.target not in seen:
                    seen.add(link.target)
                    found.append(link)
        shown = _shares({r: min(len(links), SIDES[r][1]) for r, links in groups.items()})
        return Neighbourhood(
            self._term(named_target(term)),
            tuple(
                MapGroup(
                    relation,
                    tuple(map(self._term, links[: shown[relation]])),
                    tuple(links[shown[relation] :]),
                )
                for relation, links in groups.items()
                if links
            ),
        )

    def _linked(self, term: Term, relation: str) -> Iterator[NamedTarget]:
        glossary = self._glossary
        if not relation.startswith(INVERSE):
            yield from glossary.related(term, relation)
        if relation == "related" or relation.startswith(INVERSE):
            naming = glossary.naming(term, relation.removeprefix(INVERSE))
            yield from map(named_target, naming)

    def _term(self, link: NamedTarget) -> MapTerm:
        term = self._glossary.term_at(link.target)
        if term is None:
            return MapTerm(link, None, "")
        return MapTerm(link, self._presentation.category(term.category), term.status)

    def network(self, terms: Sequence[Term], selection: Selection) -> Network:
        """Return the map of several terms."""
        graph = _Graph(self._glossary, terms)
        if selection.path_to:
            shown = list(range(len(terms)))[-MOST_TERMS:]
        elif selection.names:
            shown = list(range(len(terms)))[:MOST_TERMS]
        else:
            shown = graph.best_connected(MOST_TERMS)
        links = [named_target(term) for term in terms]
        rest = sorted(set(range(len(terms))) - set(shown))
        return Network(
            tuple(self._term(links[n]) for n in shown),
            tuple(graph.lines(shown)),
            tuple(links[n] for n in rest),
        )


def _shares(counts: dict[str, int]) -> dict[str, int]:
    """Return how many terms of each group the picture shows: in turns, one of each.

    >>> _shares({"requires": 2, "related": 20})
    {'requires': 2, 'related': 12}
    """
    turns = zip_longest(*([relation] * count for relation, count in counts.items()))
    order = [relation for turn in turns for relation in turn if relation]
    shown = order[: MOST_TERMS - 1]
    return {relation: shown.count(relation) for relation in counts}


class _Graph:
    """The relations between the terms of a selection, by their numbers in it."""

    def __init__(self, glossary: Glossary, terms: Sequence[Term]) -> None:
        numbers = {term.target: number for number, term in enumerate(terms)}
        self.related: dict[int, set[int]] = {number: set() for number in range(len(terms))}
        self.directed: dict[tuple[int, int], str] = {}
        """Lines from required to requiring, and from broader to narrower terms."""
        for number, term in enumerate(terms):
            for relation in ("requires", "broader", "related"):
                for link in glossary.related(term, relation):
                    other = numbers.get(link.target)
                    if other is None:
                        continue
                    if relation == "related":
                        self.related[number].add(other)
                        self.related[other].add(number)
                    else:
                        self.directed.setdefault((other, number), relation)

    def best_connected(self, most: int) -> list[int]:
        """Return the terms with most relations to others of the selection, in its order."""
        near = {number: set(others) for number, others in self.related.items()}
        for a, b in self.directed:
            near[a].add(b)
            near[b].add(a)
        ranked = sorted(near, key=lambda number: (-len(near[number]), number))
        return sorted(ranked[:most])

    def lines(self, shown: Iterable[int]) -> Iterator[MapLine]:
        """Yield the lines between the terms in a picture, which are numbered anew.

        All prerequisites and broader terms have one. Of related terms, that would be a tangle:
        only a term without any line gets one, to the related term that has most.
        """
        places = {number: place for place, number in enumerate(shown)}
        edges = {
            (places[a], places[b]): relation
            for (a, b), relation in self.directed.items()
            if a in places and b in places
        }
        yield from (MapLine(a, b, relation) for (a, b), relation in edges.items())
        near = {
            places[n]: {places[o] for o in others if o in places}
            for n, others in self.related.items()
            if n in places
        }
        yield from _attached(near, list(edges))


def _attached(near: dict[int, set[int]], edges: list[tuple[int, int]]) -> Iterator[MapLine]:
    """Yield a line to each term without *edges*, from one of the related terms.

    :param near: the related terms of each term
    """
    joined = {end for edge in edges for end in edge}
    loose = [number for number in near if number not in joined]
    for number in sorted(loose, key=lambda n: (-len(near[n]), n)):
        others = near[number] & joined
        if others:
            best = max(others, key=lambda n: (len(near[n]), -n))
            edge = (number, best) if _has_room_before(best, edges, len(near)) else (best, number)
            edges.append(edge)
            yield MapLine(*edge, "related")
        joined.add(number)


DEEPEST = 3
"""Number of columns that a map has beside each other."""


def _has_room_before(number: int, edges: Sequence[tuple[int, int]], count: int) -> bool:
    """Return True if a related term is better shown before a term than after it.

    It is where it makes the map no wider than :data:`DEEPEST`, or has fewer terms beside it.
    """
    straight = without_cycles(count, edges)
    rank = ranks(count, straight)
    part = [rank[n] for nodes in components(count, straight) if number in nodes for n in nodes]
    can_grow = max(part) - min(part) + 1 < DEEPEST
    before, after = rank[number] > min(part), rank[number] < max(part)
    if can_grow or before == after:
        return sum(b == number for _, b in edges) < sum(a == number for a, _ in edges)
    return before
