"""The glossary as a whole: finding terms by any of their names, and relations between them."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.model import Place, Term
from sphinx_modelterms.glossary.text.collation import Collation
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.text.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_modelterms.glossary.model import Comparison, Entry

MOST_HINTS = 50
"""For how many unknown names the nearest ones are looked for."""

RELATIONS = ("related", "requires", "broader")


class Target(NamedTuple):
    """Where a reference goes."""

    docname: str
    anchor: str
    name: str


def target_of(term: Term) -> Target:
    """Where references to *term* go."""
    return Target(term.docname, term.anchor, term.name)


def _names_of_entries(entries: Iterable[Entry]) -> Iterator[tuple[str, Target]]:
    """The names of *entries* in the order in which Sphinx notes them: all of a page as written,
    and then as translated."""
    for _, some in groupby(entries, lambda entry: entry.docname):
        found = [(entry, Target(entry.docname, entry.anchor, entry.name)) for entry in some]
        yield from ((name, target) for entry, target in found for name in _noted(entry)[:1])
        yield from ((name, target) for entry, target in found for name in _noted(entry)[1:])


def _noted(entry: Entry) -> tuple[str, ...]:
    return entry.noted or (entry.name,)


class Glossary:
    """All terms and glossary entries of a build, looked up by name.

    :param terms: in order of (docname, position): of two equal names the first wins
    :param entries: entries of Sphinx's own glossaries in the same order: of two equal names the
        last wins, as in a clean serial build of Sphinx; an entry of that exact name goes before
        terms, and so it does among names that differ only in letter case
    :param comparisons: in the same order
    :param collation: how names are put in order
    """

    def __init__(
        self,
        terms: Sequence[Term],
        entries: Iterable[Entry] = (),
        comparisons: Sequence[Comparison] = (),
        collation: Collation | None = None,
    ) -> None:
        self.collation = collation or Collation()
        self.terms = terms
        self.entries = tuple(entries)
        self.all_comparisons = comparisons
        self._hints_left = MOST_HINTS
        self._by_target: dict[tuple[str, str], Term] = {}
        self._exact: dict[str, Target] = {}
        self._folded: dict[str, Target] = {}
        self._entries: dict[tuple[str, str], Entry] = {}
        self._heads: dict[tuple[str, str], tuple[str, str]] = {}
        for entry in self.entries:
            if entry.head:
                self._heads[entry.docname, entry.anchor] = (entry.docname, entry.head)
            self._entries[entry.docname, entry.anchor] = entry
        for name, target in _names_of_entries(self.entries):
            self._exact[name] = self._folded[fold(name)] = target
        for entry in self.entries:  # Sphinx does not know the name shown, so it gives way
            self._enter(Target(entry.docname, entry.anchor, entry.name), (entry.name,))
        for term in terms:
            self._by_target[term.docname, term.anchor] = term
            self._enter(target_of(term), term.own_names)
        for term in terms:
            self._enter(target_of(term), term.found_names)
        self._by_id: dict[str, Comparison] = {}
        self._compared: dict[frozenset[Target], Comparison] = {}
        self._comparisons_of: dict[Target, list[Comparison]] = defaultdict(list)
        self.comparisons = [c for c in comparisons if self.compared(c)]
        for comparison in self.comparisons:
            self._by_id.setdefault(comparison.anchor, comparison)
            targets = [target_of(term) for term in self.compared(comparison)]
            self._compared.setdefault(frozenset(targets), comparison)
            for target in targets:
                self._comparisons_of[target].append(comparison)

    def compared(self, comparison: Comparison) -> list[Term]:
        """The terms of *comparison* without unknown ones and doubles, if two or more are left."""
        found = (self.find(name) for name in comparison.terms)
        terms = (self.term_at(t.docname, t.anchor) for t in dict.fromkeys(found) if t)
        known = [term for term in terms if term is not None]
        return known if len(known) > 1 else []

    def comparisons_of(self, term: Term) -> list[Comparison]:
        """The comparisons that *term* takes part in."""
        return self._comparisons_of.get(target_of(term), [])

    def find_comparison(self, text: str) -> Comparison | None:
        """The comparison with the id *text*, or of the terms ``A; B`` in any order."""
        targets = frozenset(self.find(name) for name in text.split(";"))
        by_terms = self._compared.get(targets)  # type: ignore[arg-type]
        return by_terms or self._by_id.get(text.strip())

    def _enter(self, target: Target, names: Iterable[str]) -> None:
        for name in names:
            self._exact.setdefault(name, target)
            self._folded.setdefault(fold(name), target)

    def find(self, name: str) -> Target | None:
        """What *name* refers to: exactly that name, else in any letter case."""
        return self._exact.get(name) or self._folded.get(fold(name))

    @cached_property
    def by_name(self) -> list[Term]:
        """The terms in the order of their names."""
        return sorted(self.terms, key=lambda term: self.collation.key(term.name))

    @cached_property
    def plain_terms(self) -> list[Term]:
        """Entries of Sphinx's own glossaries as terms, one for each definition: its first name is
        the name, the others are aliases.

        Left out is what a reference by its name does not lead to, and what a card is there for.
        """
        owned = {fold(name) for term in self.terms for name in term.own_names}
        others: dict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in self.entries:
            if entry.head:
                others[entry.docname, entry.head].append(entry)
        found: dict[tuple[str, str], Term] = {}
        for entry in self.entries:
            place = (entry.docname, entry.anchor)
            # In a translated build, the name as written is a second one of the same place.
            if entry.head or fold(entry.name) in owned or place in found:
                continue
            if self._exact[_noted(entry)[-1]][:2] == place:
                found[place] = Term(
                    docname=entry.docname,
                    anchor=entry.anchor,
                    name=entry.name,
                    source_name=_noted(entry)[0],
                    place=Place("", 0),
                    aliases=tuple(other.name for other in others[place]),
                    source_names=tuple(
                        name for o in others[place] for name in o.noted if name != o.name
                    ),
                    definition=entry.definition,
                )
        return list(found.values())

    @cached_property
    def plain_by_place(self) -> dict[tuple[str, str], Term]:
        """:attr:`plain_terms` by page and anchor."""
        return {(term.docname, term.anchor): term for term in self.plain_terms}

    @cached_property
    def all_by_name(self) -> list[Term]:
        """The terms, those of Sphinx's own glossaries too, in the order of their names."""
        terms = [*self.terms, *self.plain_terms]
        return sorted(terms, key=lambda term: self.collation.key(term.name))

    def head(self, place: tuple[str, str]) -> tuple[str, str]:
        """*place*, or for one of several names of an entry that of the first."""
        return self._heads.get(place, place)

    def find_form(self, text: str) -> tuple[Target, ...]:
        """What *text* can mean as a plural, with another hyphen, or as a possessive."""
        # Here, as most builds have no such reference and the patterns take a while to make.
        from sphinx_modelterms.glossary.text.tokens import form_key

        return self._forms.get(form_key(text), ())

    @cached_property
    def _forms(self) -> dict[str, tuple[Target, ...]]:
        """Every form of every name; built only if a reference needs it."""
        from sphinx_modelterms.glossary.text.tokens import form_key
        from sphinx_modelterms.glossary.text.word_forms import forms_of

        forms: dict[str, dict[Target, None]] = defaultdict(dict)
        for term in self.terms:
            for name in (*term.own_names, *term.found_names):
                for form in forms_of(name):
                    forms[form_key(form)][target_of(term)] = None
            for form in term.forms:
                forms[form_key(form)][target_of(term)] = None
        for name, target in self._exact.items():
            if self.term_at(target.docname, target.anchor) is None:
                for form in forms_of(name):
                    forms[form_key(form)][target] = None
        return {key: tuple(targets) for key, targets in forms.items()}

    def meanings(self, name: str) -> tuple[Target, ...]:
        """The terms that share *name* as an alias or abbreviation; one if it is a term's name."""
        found = self.find(name)
        if found is None:
            return self.find_form(name)
        sharing = self._sharing.get(fold(name), ())
        return sharing if found in sharing and len(sharing) > 1 else (found,)

    @cached_property
    def _sharing(self) -> dict[str, tuple[Target, ...]]:
        """Aliases and abbreviations that are no name, with the terms that have them."""
        owners: dict[str, dict[Target, None]] = defaultdict(dict)
        for term in self.terms:
            for name in term.found_names:
                owners[fold(name)][target_of(term)] = None
        names = {fold(name) for term in self.terms for name in term.own_names}
        return {key: tuple(found) for key, found in owners.items() if key not in names}

    def term_at(self, docname: str, anchor: str) -> Term | None:
        """The term whose card is there; ``None`` for an entry of a plain glossary."""
        return self._by_target.get((docname, anchor))

    def entry_at(self, docname: str, anchor: str) -> Entry | None:
        """The entry of a plain glossary that is there."""
        return self._entries.get((docname, anchor))

    def names(self) -> list[str]:
        """Every name of every term and entry."""
        return list(self._exact)

    def may_hint(self) -> bool:
        """Whether to look for near names once more: in a big glossary each time takes long."""
        self._hints_left -= 1
        return self._hints_left >= 0

    def related(self, term: Term, relation: str) -> list[Target]:
        """What *term* names under *relation*, in its order; unknown names and itself left out."""
        found = (self.find(name) for name in getattr(term, relation))
        own = (term.docname, term.anchor)
        return list(dict.fromkeys(t for t in found if t is not None and t[:2] != own))

    @cached_property
    def neighbours(self) -> dict[tuple[str, str], set[tuple[str, str]]]:
        """The places of the terms that each term is related to or compared with, or that require
        it, by its own place.

        What it requires is none of them: that is basic, and named everywhere.
        """
        found: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
        for term in self.terms:
            own = (term.docname, term.anchor)
            for relation in RELATIONS:
                for target in self.related(term, relation):
                    found[target[:2]].add(own)
                    if relation != "requires":
                        found[own].add(target[:2])
            for comparison in self.comparisons_of(term):
                found[own] |= {(t.docname, t.anchor) for t in self.compared(comparison)} - {own}
        return dict(found)

    def naming(self, term: Term, relation: str) -> list[Term]:
        """The terms that name *term* under *relation*, in order of their names."""
        return self._inverse.get((relation, term.docname, term.anchor), [])

    @cached_property
    def _inverse(self) -> dict[tuple[str, str, str], list[Term]]:
        inverse: dict[tuple[str, str, str], list[Term]] = defaultdict(list)
        for term in sorted(self.terms, key=lambda t: (self.collation.key(t.name), t.docname)):
            for relation in RELATIONS:
                for target in self.related(term, relation):
                    inverse[relation, target.docname, target.anchor].append(term)
        return dict(inverse)
