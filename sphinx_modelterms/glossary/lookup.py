"""The glossary as a whole: look-up of terms by any of their names, and their relations."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.model import SourceLocation, Target, Term
from sphinx_modelterms.glossary.relation_specs import RELATIONS
from sphinx_modelterms.glossary.text.collation import Collation
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.text.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_modelterms.glossary.model import Comparison, Entry

MOST_HINTS = 50
"""Maximum number of unknown names for which near ones are suggested, as each search takes long."""


class NamedTarget(NamedTuple):
    """The target of a term or entry, with its name."""

    target: Target
    name: str


def named_target(term: Term | Entry) -> NamedTarget:
    """Return the target of *term* with its name."""
    return NamedTarget(Target(term.docname, term.anchor), term.name)


def _names_of_entries(entries: Iterable[Entry]) -> Iterator[tuple[str, NamedTarget]]:
    """Yield the names of *entries* in the order in which Sphinx notes them: all names of a page as
    written, and then as translated.
    """
    for _, some in groupby(entries, lambda entry: entry.docname):
        found = [(entry, named_target(entry)) for entry in some]
        yield from ((name, target) for entry, target in found for name in _noted(entry)[:1])
        yield from ((name, target) for entry, target in found for name in _noted(entry)[1:])


def _noted(entry: Entry) -> tuple[str, ...]:
    return entry.noted or (entry.name,)


class Glossary:
    """All terms and glossary entries of a build, indexed by name.

    :param terms: in order of (docname, position): of two equal names the first wins
    :param entries: entries of Sphinx's own glossaries in the same order: of two equal names the
        last wins, as in a clean serial build of Sphinx; an entry of the exact name takes
        precedence over terms, also among names that differ only in letter case
    :param comparisons: in the same order
    :param collation: sorts names
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
        self._by_target: dict[Target, Term] = {}
        self._exact: dict[str, NamedTarget] = {}
        self._folded: dict[str, NamedTarget] = {}
        self._entries: dict[Target, Entry] = {}
        self._heads: dict[Target, Target] = {}
        for entry in self.entries:
            if entry.head:
                self._heads[entry.target] = Target(entry.docname, entry.head)
            self._entries[entry.target] = entry
        for name, target in _names_of_entries(self.entries):
            self._exact[name] = self._folded[fold(name)] = target
        # Sphinx does not know the name shown, so any other use of it wins.
        for entry in self.entries:
            self._enter(named_target(entry), (entry.name,))
        for term in terms:
            self._by_target[term.target] = term
            self._enter(named_target(term), term.own_names)
        for term in terms:
            self._enter(named_target(term), term.found_names)
        self._by_id: dict[str, Comparison] = {}
        self._compared: dict[frozenset[NamedTarget], Comparison] = {}
        self._comparisons_of: dict[NamedTarget, list[Comparison]] = defaultdict(list)
        self.comparisons = [c for c in comparisons if self.compared(c)]
        for comparison in self.comparisons:
            self._by_id.setdefault(comparison.anchor, comparison)
            targets = [named_target(term) for term in self.compared(comparison)]
            self._compared.setdefault(frozenset(targets), comparison)
            for target in targets:
                self._comparisons_of[target].append(comparison)

    def compared(self, comparison: Comparison) -> list[Term]:
        """Return the terms of *comparison* without unknown ones and duplicates; none if fewer than
        two are left.
        """
        found = (self.find(name) for name in comparison.terms)
        terms = (self.term_at(t.target) for t in dict.fromkeys(found) if t)
        known = [term for term in terms if term is not None]
        return known if len(known) > 1 else []

    def comparisons_of(self, term: Term) -> list[Comparison]:
        """Return the comparisons that contain *term*."""
        return self._comparisons_of.get(named_target(term), [])

    def find_comparison(self, text: str) -> Comparison | None:
        """Return the comparison with the id *text*, or of the terms ``A; B`` in any order."""
        targets = frozenset(self.find(name) for name in text.split(";"))
        by_terms = self._compared.get(targets)  # type: ignore[arg-type]
        return by_terms or self._by_id.get(text.strip())

    def _enter(self, target: NamedTarget, names: Iterable[str]) -> None:
        for name in names:
            self._exact.setdefault(name, target)
            self._folded.setdefault(fold(name), target)

    def find(self, name: str) -> NamedTarget | None:
        """Return the term or entry called *name*: an exact match, else one in any letter case."""
        return self._exact.get(name) or self._folded.get(fold(name))

    @cached_property
    def by_name(self) -> list[Term]:
        """The terms, sorted by name."""
        return sorted(self.terms, key=lambda term: self.collation.key(term.name))

    @cached_property
    def plain_terms(self) -> list[Term]:
        """Entries of Sphinx's own glossaries as terms, one for each definition: the first name is
        its name, the others are aliases.

        Entries that a reference by name does not find are left out, and those that have a card.
        """
        owned = {fold(name) for term in self.terms for name in term.own_names}
        others: dict[Target, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            if entry.head:
                others[Target(entry.docname, entry.head)].append(entry)
        found: dict[Target, Term] = {}
        for entry in self.entries:
            target = entry.target
            # In a translated build, the original name is a second one of the same entry.
            if entry.head or fold(entry.name) in owned or target in found:
                continue
            if self._exact[_noted(entry)[-1]].target == target:
                found[target] = Term(
                    docname=entry.docname,
                    anchor=entry.anchor,
                    name=entry.name,
                    source_name=_noted(entry)[0],
                    location=SourceLocation("", 0),
                    aliases=tuple(other.name for other in others[target]),
                    source_names=tuple(
                        name for o in others[target] for name in o.noted if name != o.name
                    ),
                    definition=entry.definition,
                )
        return list(found.values())

    @cached_property
    def plain_by_target(self) -> dict[Target, Term]:
        """:attr:`plain_terms` by their targets."""
        return {term.target: term for term in self.plain_terms}

    @cached_property
    def all_by_name(self) -> list[Term]:
        """The terms, including those of Sphinx's own glossaries, sorted by name."""
        terms = [*self.terms, *self.plain_terms]
        return sorted(terms, key=lambda term: self.collation.key(term.name))

    def head(self, target: Target) -> Target:
        """Return *target*; for an entry with several names, the target of the first."""
        return self._heads.get(target, target)

    def find_form(self, text: str) -> tuple[NamedTarget, ...]:
        """Return the terms of which *text* can be a plural, a possessive, or a spelling with other
        hyphens.
        """
        # Imported here, as most builds have no such reference and the patterns take long to make.
        from sphinx_modelterms.glossary.text.tokens import form_key

        return self._forms.get(form_key(text), ())

    @cached_property
    def _forms(self) -> dict[str, tuple[NamedTarget, ...]]:
        """Every word form of every name; built only if a reference needs it."""
        from sphinx_modelterms.glossary.text.tokens import form_key
        from sphinx_modelterms.glossary.text.word_forms import forms_of

        forms: dict[str, dict[NamedTarget, None]] = defaultdict(dict)
        for term in self.terms:
            for name in (*term.own_names, *term.found_names):
                for form in forms_of(name):
                    forms[form_key(form)][named_target(term)] = None
            for form in term.forms:
                forms[form_key(form)][named_target(term)] = None
        for name, found in self._exact.items():
            if self.term_at(found.target) is None:
                for form in forms_of(name):
                    forms[form_key(form)][found] = None
        return {key: tuple(targets) for key, targets in forms.items()}

    def meanings(self, name: str) -> tuple[NamedTarget, ...]:
        """Return the terms that share *name* as an alias or abbreviation; one if it is a term's
        name.
        """
        found = self.find(name)
        if found is None:
            return self.find_form(name)
        sharing = self._sharing.get(fold(name), ())
        return sharing if found in sharing and len(sharing) > 1 else (found,)

    @cached_property
    def _sharing(self) -> dict[str, tuple[NamedTarget, ...]]:
        """Aliases and abbreviations that are no term's name, each with the terms that have it."""
        owners: dict[str, dict[NamedTarget, None]] = defaultdict(dict)
        for term in self.terms:
            for name in term.found_names:
                owners[fold(name)][named_target(term)] = None
        names = {fold(name) for term in self.terms for name in term.own_names}
        return {key: tuple(found) for key, found in owners.items() if key not in names}

    def term_at(self, target: Target) -> Term | None:
        """Return the term whose card is at *target*; ``None`` for an entry of a plain glossary."""
        return self._by_target.get(target)

    def entry_at(self, target: Target) -> Entry | None:
        """Return the entry of a plain glossary at *target*."""
        return self._entries.get(target)

    def names(self) -> list[str]:
        """Return every name of every term and entry."""
        return list(self._exact)

    def may_hint(self) -> bool:
        """Return True if one more search for near names is worth its time, and count it."""
        self._hints_left -= 1
        return self._hints_left >= 0

    def related(self, term: Term, relation: str) -> list[NamedTarget]:
        """Return the terms that *term* names under *relation*, in that order, without unknown ones
        and itself.
        """
        found = (self.find(name) for name in getattr(term, relation))
        own = term.target
        return list(dict.fromkeys(t for t in found if t is not None and t.target != own))

    @cached_property
    def neighbours(self) -> dict[Target, set[Target]]:
        """Targets of the terms whose mention shows that a text is about the key term.

        These are the terms that it is compared with or that name it, and those that it names under
        a relation with ``is_context``.
        """
        found: dict[Target, set[Target]] = defaultdict(set)
        for term in self.terms:
            own = term.target
            for name, relation in RELATIONS.items():
                for target, _ in self.related(term, name):
                    found[target].add(own)
                    if relation.is_context:
                        found[own].add(target)
            for comparison in self.comparisons_of(term):
                found[own] |= {t.target for t in self.compared(comparison)} - {own}
        return dict(found)

    def naming(self, term: Term, relation: str) -> list[Term]:
        """Return the terms that name *term* under *relation*, sorted by name."""
        return self._inverse.get((relation, term.target), [])

    @cached_property
    def _inverse(self) -> dict[tuple[str, Target], list[Term]]:
        inverse: dict[tuple[str, Target], list[Term]] = defaultdict(list)
        for term in sorted(self.terms, key=lambda t: (self.collation.key(t.name), t.docname)):
            for relation in RELATIONS:
                for target, _ in self.related(term, relation):
                    inverse[relation, target].append(term)
        return dict(inverse)
