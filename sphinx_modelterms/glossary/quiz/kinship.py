"""Nearness of terms, and terms so near each other that both could be the right answer."""

from __future__ import annotations

import hashlib
from bisect import bisect
from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from sphinx_modelterms.glossary.quiz.blanks import NamesInTexts, all_names
from sphinx_modelterms.glossary.quiz.meaning import DefinedKind, kind_of
from sphinx_modelterms.glossary.quiz.words import likeness, share_of, stems_in
from sphinx_modelterms.glossary.text.inline import plain
from sphinx_modelterms.glossary.text.language_codes import base_of
from sphinx_modelterms.glossary.text.tokens import words_of
from sphinx_modelterms.glossary.text.word_forms import is_acronym

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Target, Term

ResultOfTerm = TypeVar("ResultOfTerm")

ALIKE = 0.45
"""Likeness of two definitions from which both could be those of one term."""

CONTAINED = 0.6
"""Share of the words of a definition that another has from which the one entails the other."""

MOST_OF_CATEGORY = 40
"""Maximum number of terms of the same category among which wrong answers are looked for."""

SIMILAR = 0.2
"""Likeness of the definitions of terms that are near each other."""

SHARE_OF_RARE, MOST_OF_RARE = 0.02, 2
"""Share and number of the definitions up to which a word that they have is rare."""

MANY_RARE = 2
"""Number of rare words of two definitions from which both could be those of one term."""

SHARE_OF_COMMON, FEWEST_OF_COMMON = 0.2, 4
"""Share and minimum number of the definitions that have a word which means nothing."""


def shuffled(*texts: str) -> str:
    """Return a key that sorts things in an order without a system, which is the same each time.

    A thing that is added or removed leaves the order of the others as it is.
    """
    return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()


def kept(function: Callable[[Term], ResultOfTerm]) -> Callable[[Term], ResultOfTerm]:
    """Return *function* with its results kept by the place of the term, which is hashed faster
    than the whole term.
    """
    results: dict[tuple[str, str], ResultOfTerm] = {}

    def call(term: Term) -> ResultOfTerm:
        place = term.docname, term.anchor
        try:
            return results[place]
        except KeyError:
            return results.setdefault(place, function(term))

    return call


class Kinship:
    """The relations between the terms of a glossary, as far as they matter in a quiz.

    :param terms: the terms that quizzes ask about
    """

    def __init__(self, glossary: Glossary, terms: Sequence[Term]) -> None:
        self._glossary = glossary
        self._terms = {term.target: term for term in terms}
        self.names = NamesInTexts(glossary, terms)
        self.required = kept(self._required)
        self.kinds_above = kept(self._kinds_above)
        self.text = kept(self._text)
        self._linked = kept(self._links)
        self._folded = kept(self._folded_names)
        self._named = kept(self._named_terms)
        self.near = kept(self._nearest)
        self.names_of = kept(self._spelt_names)
        self.kind = kept(self._kind_of_thing)
        self._all_linked = kept(self._targets_linked)
        self.has_neighbours = kept(self._has_neighbours)
        self._stems = kept(self._stems_of)
        self.is_english = base_of(glossary.spelling.language) == "en"

    def _text(self, term: Term) -> str:
        """The definition of *term* as plain text, with blanks in the place of its names."""
        return plain(self.names.blanked(term.definition, term))

    def _kind_of_thing(self, term: Term) -> DefinedKind:
        """Return the kind of thing that *term* is, as far as its definition says so in English."""
        return kind_of(self.text(term)) if self.is_english else DefinedKind(False, "")

    def _spelt_names(self, term: Term) -> tuple[str, ...]:
        """Return the shown name of *term*, and the long forms of abbreviations in it."""
        words = [word.text for word in words_of(term.full_name)]
        short = [word for word in words if len(word) > 1 and is_acronym(word)]
        found = self.members({t: None for word in short for t in self.names.targets(word)})
        long = (name for other in found for name in all_names(other))
        return tuple(dict.fromkeys((term.full_name, *long)))

    def _links(self, term: Term) -> dict[str, list[Target]]:
        """Return the targets of *term* by relation."""
        return {
            relation: [link.target for link in self._glossary.related(term, relation)]
            for relation in ("related", "requires", "broader", "not_in_quiz_with")
        }

    def _closure(self, term: Term, relation: str) -> dict[Target, int]:
        """Return the terms to which *relation* leads, each with its number of steps."""
        steps: dict[Target, int] = {}
        front, step = [term], 0
        while front:
            step += 1
            found = [target for member in front for target in self._linked(member)[relation]]
            front = []
            for target in found:
                if target not in steps and target != term.target and target in self._terms:
                    steps[target] = step
                    front.append(self._terms[target])
        return steps

    def _required(self, term: Term) -> dict[Target, int]:
        """Return all prerequisites of *term*, each with its number of steps."""
        return self._closure(term, "requires")

    def _kinds_above(self, term: Term) -> dict[Target, int]:
        """Return all broader terms of *term*, each with its number of steps."""
        return self._closure(term, "broader")

    def members(self, targets: Iterable[Target]) -> list[Term]:
        """Return the terms at *targets*."""
        return [self._terms[target] for target in targets]

    @cached_property
    def _counts(self) -> Counter[str]:
        """The number of definitions that have a stem."""
        return Counter(s for term in self._terms.values() for s in stems_in(self.text(term)))

    @cached_property
    def _rare(self) -> frozenset[str]:
        """The stems that few definitions have."""
        most = max(MOST_OF_RARE, len(self._terms) * SHARE_OF_RARE)
        return frozenset(stem for stem, count in self._counts.items() if count <= most)

    @cached_property
    def _common(self) -> frozenset[str]:
        """The stems that mean nothing, as many definitions have them; English ones are known."""
        if self.is_english:
            return frozenset()
        counts = self._counts
        many = max(FEWEST_OF_COMMON, len(self._terms) * SHARE_OF_COMMON)
        return frozenset(stem for stem, count in counts.items() if count >= many)

    @cached_property
    def _requiring(self) -> dict[Target, list[Target]]:
        inverse: dict[Target, list[Target]] = defaultdict(list)
        for term in self._terms.values():
            for target in self.required(term):
                inverse[target].append(term.target)
        return inverse

    def following(self, term: Term) -> list[Term]:
        """Return the terms that require *term*, directly or not, but are not required by it."""
        before = self.required(term)
        found = self._requiring.get(term.target, ())
        return [self._terms[target] for target in found if target not in before]

    def are_related(self, term: Term, other: Term) -> bool:
        """Return True if one of two terms names the other as related."""
        return (
            other.target in self._linked(term)["related"]
            or term.target in self._linked(other)["related"]
        )

    def is_linked(self, term: Term, other: Term) -> bool:
        """Return True if one of two terms names the other in any relation, even indirectly."""
        return other.target in self._all_linked(term) or term.target in self._all_linked(other)

    def _targets_linked(self, term: Term) -> frozenset[Target]:
        linked = self._linked(term)["related"]
        return frozenset((*self.required(term), *self.kinds_above(term), *linked))

    def both_right(self, term: Term, other: Term) -> bool:
        """Return True if the *other* term could also be the answer to a question about *term*.

        So are synonyms, broader and narrower terms, terms whose definitions are alike, entail each
        other or share rare words, and those that an author keeps apart.
        """
        return any(
            self._covers(one, two) for one, two in ((term, other), (other, term))
        ) or self._is_alike(term, other)

    def _covers(self, term: Term, other: Term) -> bool:
        target = other.target
        return (
            target in self._linked(term)["not_in_quiz_with"]
            or target in self.kinds_above(term)
            or not self._folded(term).isdisjoint(self._folded(other))
            or target in self._named(term)
        )

    def _folded_names(self, term: Term) -> frozenset[str]:
        """Return all names and forms of *term*, folded."""
        return frozenset(map(self._glossary.fold, (*all_names(term), *term.forms)))

    def _named_terms(self, term: Term) -> frozenset[Target]:
        """Return the terms whose names are in the definition or in the names of *term*."""
        texts = (plain(term.definition), *all_names(term))
        return frozenset().union(*map(self.names.targets, texts))

    def _is_alike(self, term: Term, other: Term) -> bool:
        ours, theirs = self._stems(term), self._stems(other)
        return (
            likeness(ours, theirs) >= ALIKE
            or share_of(ours, theirs) >= CONTAINED
            or share_of(theirs, ours) >= CONTAINED
            or len(ours & theirs & self._rare) >= MANY_RARE
        )

    def _stems_of(self, term: Term) -> frozenset[str]:
        """Return the stems in the definition of *term* that mean something."""
        return stems_in(self.text(term)) - self._common

    def _nearest(self, term: Term) -> list[Term]:
        """Return the terms near *term*, the nearest first."""
        targets = {*self._close(term), *(t.target for t in self._neighbours_in_category(term))}
        found = [self._terms[t] for t in targets & {*self._terms} - {term.target}]

        def key(other: Term) -> tuple[int, str, Target]:
            order = shuffled(_name(term), _name(other))
            return -self._nearness(term, other), order, other.target

        return sorted(found, key=key)

    def _nearness(self, term: Term, other: Term) -> int:
        """Return how near two terms are: most if one names the other."""
        return (
            4 * self.is_linked(term, other)
            + 2 * (term.category == other.category)
            + bool({*term.tags} & {*other.tags})
            + self.is_neighbour(term, other)
        )

    def is_neighbour(self, term: Term, other: Term) -> bool:
        """Return True if two terms are near each other by more than their category."""
        return (
            self.is_linked(term, other)
            or not {*self._linked(term)["requires"]}.isdisjoint(self._linked(other)["requires"])
            or likeness(self._stems(term), self._stems(other)) >= SIMILAR
        )

    def _has_neighbours(self, term: Term) -> bool:
        """Return True if a neighbour of *term* can be a wrong answer."""
        return any(
            self.is_neighbour(term, other) and not self.both_right(term, other)
            for other in self.near(term)
        )

    def _close(self, term: Term) -> Iterable[Target]:
        for relation in ("related", "requires", "broader"):
            yield from self._linked(term)[relation]
            for other in self._glossary.naming(term, relation):
                yield other.target
        for relation in ("requires", "broader"):
            for link in self._glossary.related(term, relation):
                if above := self._glossary.term_at(link.target):
                    siblings = self._glossary.naming(above, relation)
                    yield from (sibling.target for sibling in siblings[:MOST_OF_CATEGORY])

    @cached_property
    def _rings(self) -> dict[str, list[tuple[str, Target]]]:
        """The terms of each category in an order that a new term doesn't change."""
        rings: dict[str, list[tuple[str, Target]]] = defaultdict(list)
        for term in self._terms.values():
            rings[term.category].append((shuffled(_name(term)), term.target))
        return {category: sorted(ring) for category, ring in rings.items()}

    def _neighbours_in_category(self, term: Term) -> Iterable[Term]:
        ring = self._rings.get(term.category, [])
        place = bisect(ring, (shuffled(_name(term)), term.target))
        following = (*ring[place:], *ring[:place])[:MOST_OF_CATEGORY]
        return [self._terms[target] for _, target in following]


def _name(term: Term) -> str:
    return f"{term.source_name}\0{term.scope}"
