"""The table of all names that are looked for in texts, and the terms that each can mean."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.autolink.search_names import (
    AVOID,
    FORM,
    KEEPING_KIND,
    NAME,
    NOT_TO_USE,
    SearchName,
    former_names,
    outside_names,
    own_names,
)
from sphinx_modelterms.glossary.scopes import ANYWHERE
from sphinx_modelterms.glossary.text.spelling import has_words, words_needed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Set

    from sphinx_modelterms.glossary.autolink.candidates import Candidate
    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import NamedTarget, Target
    from sphinx_modelterms.glossary.scopes import Origin
    from sphinx_modelterms.glossary.text.form_table import Form
    from sphinx_modelterms.glossary.text.matcher import Matcher

    _Ranked = tuple[int, int, tuple[NamedTarget, ...]]
    """Kind and number of a name, and the terms that have it."""


@dataclass(frozen=True, eq=False)
class Meaning:
    """The meaning of a name in a text; there is one object for all places where it is the same."""

    kind: int
    targets: tuple[NamedTarget, ...]
    """The terms that it can be; several if the name is ambiguous."""
    text: str
    """The name in the table by which it was found."""
    alias: bool
    """True if it is not a term's own name."""
    chosen: bool
    """True if the author chose with ``:case:`` whether letter case matters."""
    place: Target
    """The target of the first term; of an entry with several names, that of the first name."""
    in_scopes: tuple[NamedTarget, ...] = ()
    """The first of the terms in each scope, if they are in several."""


class NameTable:
    """All names, numbered in an order that depends on the names alone.

    :param glossary: its terms, and the entries of Sphinx's own glossaries
    :param known_forms: the forms of names as far as they are known, since making them takes long
    :param former: True to look for former names, too, which only a rule about text needs
    """

    def __init__(
        self,
        glossary: Glossary,
        known_forms: Mapping[SearchName, tuple[Form, ...]] = MappingProxyType({}),
        former: bool = False,
    ) -> None:
        owners: dict[SearchName, dict[NamedTarget, None]] = defaultdict(dict)
        others = former_names(glossary) if former else ()
        for name, target in chain(own_names(glossary), others, outside_names(glossary)):
            owners[name][target] = None
        self.names = sorted(owners)
        self._glossary = glossary
        self._known_forms = known_forms
        self._owners = [tuple(owners[name]) for name in self.names]
        self.meaning = cache(self._find_meaning)
        """Returns the meaning of a match: names take precedence over aliases, and these over
        forms; the nearest scope takes precedence over all of that. It takes the numbers of the
        names, the words as written in the text, and the place of the text.
        """

    def with_former_names(self) -> NameTable:
        """Return a table with the former names in addition; this one if there are none."""
        if not any(term.former_names for term in self._glossary.terms):
            return self
        return NameTable(self._glossary, self._known_forms, former=True)

    @cached_property
    def forms(self) -> list[tuple[Form, ...]]:
        """The forms of each name, the name itself first."""
        make, known = self._glossary.form_rules.forms, self._known_forms
        return [
            known.get(name) or make(name.text, name.exact and name.chosen) for name in self.names
        ]

    @cached_property
    def matcher(self) -> Matcher:
        """The matcher of the names and their word forms; odd numbers are derived forms."""
        return self._matcher(range(len(self.names)))

    def matcher_for(self, words: str) -> Matcher:
        """Return a matcher that finds the same in texts of these words, and is made faster if they
        are few.

        :param words: the words of the texts, from
            :func:`~sphinx_modelterms.glossary.text.tokens.words_in`
        """
        spelling = self._glossary.spelling
        return self._matcher(
            number
            for number, forms in enumerate(self.forms)
            if self.by_stems(self.names[number])
            or any(has_words(words, words_needed(form.text, spelling), spelling) for form in forms)
        )

    def matcher_of(self, groups: Set[str]) -> Matcher:
        """Return a matcher of the names in some :attr:`groups` only."""
        return self._matcher(number for number, group in enumerate(self.groups) if group in groups)

    def _matcher(self, numbers: Iterable[int]) -> Matcher:
        from sphinx_modelterms.glossary.text.matcher import Matcher
        from sphinx_modelterms.glossary.text.name_tree import Name, new_name

        found: list[Name] = []
        by_stems: list[Name] = []
        for number in numbers:
            name = self.names[number]
            found += (
                new_name((form.text, 2 * number + bool(position), name.exact or form.exact, False))
                for position, form in enumerate(self.forms[number])
            )
            if self.by_stems(name):
                by_stems.append(Name(name.text, 2 * number + 1, by_stems=True))
        return Matcher(chain(found, by_stems), self._glossary.spelling)

    def by_stems(self, name: SearchName) -> bool:
        """Return True if inflected words are found as forms of *name*, by their stems."""
        inflected = self._glossary.spelling.inflected
        return bool(inflected) and not name.exact and name.kind not in NOT_TO_USE

    @cached_property
    def groups(self) -> list[str]:
        """The group of each name: names that differ at most in letter case are in one."""
        fold = self._glossary.fold
        return [fold(name.text) for name in self.names]

    def groups_of(self, candidates: Iterable[Candidate]) -> set[str]:
        """Return the groups of all names that *candidates* can be."""
        return {self.groups[n // 2] for candidate in candidates for n in candidate.numbers}

    def targets_named(self, number: int) -> tuple[NamedTarget, ...]:
        """Return the terms that have the name with this number."""
        return self._owners[number]

    def owners(
        self, numbers: tuple[int, ...], text: str, origin: Origin = ANYWHERE
    ) -> tuple[NamedTarget, ...] | None:
        """Return all terms that a match can mean, the target of a reference first; ``None`` for a
        word to avoid.

        :param text: the words as written in the text
        """
        meaning = self.meaning(numbers, text, origin)
        if meaning.kind == AVOID:
            return None
        if meaning.kind != NAME:
            return meaning.targets
        _, found = self._surest(self._ranked(numbers, origin))
        return tuple(dict.fromkeys((*meaning.targets, *_all(found))))

    def _find_meaning(
        self, numbers: tuple[int, ...], text: str, origin: Origin = ANYWHERE
    ) -> Meaning:
        kind, found = self._surest(self._ranked(numbers, origin))
        first = self.names[next(iter(found))]
        chosen = any(self.names[number].chosen for number in found)
        targets = self._targets(kind, _all(found), text, origin)
        firsts = self._glossary.by_scope.first_in_scopes(targets)
        in_scopes = firsts if len(firsts) > 1 else ()
        place = self._glossary.head(targets[0].target)
        return Meaning(kind, targets, first.text, first.kind != NAME, chosen, place, in_scopes)

    def _ranked(self, numbers: tuple[int, ...], origin: Origin) -> Iterator[_Ranked]:
        """Yield the kind and the terms of each name of a match; of terms in several scopes, only
        those that the place decides for.
        """
        owners = [(number, self._owners[number // 2]) for number in numbers]
        if self._glossary.scopes:
            every = dict.fromkeys(t for _, some in owners for t in some if t.target.docname)
            near = {*self._glossary.by_scope.nearest(tuple(every), origin)}
            owners = [
                (number, tuple(t for t in some if t in near or not t.target.docname))
                for number, some in owners
            ]
        for number, some in owners:
            kind = self.names[number // 2].kind
            is_form = number % 2 == 1 and kind not in KEEPING_KIND
            if some:
                yield FORM if is_form else kind, number // 2, some

    @staticmethod
    def _surest(ranked: Iterable[_Ranked]) -> tuple[int, dict[int, tuple[NamedTarget, ...]]]:
        """Return the most certain kind among the names of a match, and the names of that kind."""
        by_kind: dict[int, dict[int, tuple[NamedTarget, ...]]] = defaultdict(dict)
        for kind, number, owners in ranked:
            by_kind[kind][number] = owners
        return min(by_kind.items())

    def _targets(
        self, kind: int, targets: dict[NamedTarget, None], text: str, origin: Origin
    ) -> tuple[NamedTarget, ...]:
        """Return the terms of the names; if terms share a name, only the one that a reference
        finds, unless these are in several scopes.
        """
        if kind == NAME and len(targets) > 1:
            found = [t for t in self._glossary.find_all(text, origin) if t in targets]
            return tuple(found) or self._glossary.by_scope.first_in_scopes(targets)
        # An entry with several names is one meaning.
        by_head: dict[Target, NamedTarget] = {}
        for target in targets:
            by_head.setdefault(self._glossary.head(target.target), target)
        return tuple(by_head.values())


def _all(found: Mapping[int, Iterable[NamedTarget]]) -> dict[NamedTarget, None]:
    """Return the terms of some names."""
    return dict.fromkeys(target for some in found.values() for target in some)
