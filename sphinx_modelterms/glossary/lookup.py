"""The glossary as a whole: look-up of terms by any of their names, and their relations."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.meanings import Meanings
from sphinx_modelterms.glossary.model import NamedTarget, Target, Term, named_target
from sphinx_modelterms.glossary.outside_terms import OutsideTerms
from sphinx_modelterms.glossary.plain_terms import plain_terms
from sphinx_modelterms.glossary.relation_specs import RELATIONS
from sphinx_modelterms.glossary.scopes import (
    ANYWHERE,
    Origin,
    ScopeClasses,
    scope_key,
    split_scope,
)
from sphinx_modelterms.glossary.text.collation import Collation
from sphinx_modelterms.glossary.text.spelling import Spelling

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx_modelterms.glossary.model import Comparison, Entry, Listing
    from sphinx_modelterms.glossary.text.form_table import FormRules, FormTable

MOST_HINTS = 50
"""Maximum number of unknown names for which near ones are suggested, as each search takes long."""


class Glossary:
    """All terms and glossary entries of a build, indexed by name.

    What a name means can depend on the place that it is used in, its *origin*; methods that are
    given none return the meaning without scope, else the first.

    :param terms: in order of (docname, position): of two equal names the first wins
    :param entries: entries of Sphinx's own glossaries in the same order: of two equal names the
        last wins, as in a clean serial build of Sphinx; an entry of the exact name takes
        precedence over terms, also among names that differ only in letter case
    :param comparisons: in the same order
    :param collation: sorts names
    :param spelling: the rules of the language for letter case and articles
    :param entry_references: targets of entries, each with a name that its definition refers to,
        and the scopes around that reference
    :param page_scopes: the key of each page's scope
    :param scope_classes: the scopes that classes can name
    :param outside: the terms of other projects
    """

    def __init__(
        self,
        terms: Sequence[Term],
        entries: Iterable[Entry] = (),
        comparisons: Sequence[Comparison] = (),
        collation: Collation | None = None,
        spelling: Spelling | None = None,
        entry_references: Iterable[tuple[Target, str, tuple[str, ...]]] = (),
        page_scopes: Mapping[str, str] = MappingProxyType({}),
        scope_classes: ScopeClasses | None = None,
        outside: OutsideTerms | None = None,
    ) -> None:
        self.outside = OutsideTerms() if outside is None else outside
        self.collation = collation or Collation()
        self.spelling = spelling or Spelling()
        self.fold = self.spelling.fold
        self.terms = terms
        self.entries = tuple(entries)
        self.all_comparisons = comparisons
        self.entry_references = tuple(entry_references)
        self._hints_left = MOST_HINTS
        self._page_scopes = page_scopes
        self.scope_classes = scope_classes or ScopeClasses()
        self._by_target = {term.target: term for term in terms}
        self._entries = {entry.target: entry for entry in self.entries}
        self._heads = {
            entry.target: Target(entry.docname, entry.head) for entry in self.entries if entry.head
        }
        self.by_scope = Meanings(self.fold)
        """The names of terms and entries in each scope."""
        self.by_scope.add_entries(self.entries)
        self.by_scope.add_terms(terms)
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

    @property
    def scopes(self) -> dict[str, str]:
        """The scopes that terms and entries have, by key; as displayed."""
        return self.by_scope.scopes

    def origin(self, docname: str, scopes: tuple[str, ...] = ()) -> Origin:
        """Return the place of a name, as far as it decides about the meaning.

        :param scopes: the scopes that classes around it name, the nearest first
        """
        if not self.scopes:  # so that results for all places are cached together
            return ANYWHERE
        near, page = self.scope_classes.every(scopes), self._page_scopes.get(docname, "")
        return Origin(docname, (*near, page) if page else near)

    def origin_of(self, record: Term | Comparison | Listing) -> Origin:
        """Return the place of the names in a record."""
        own = (scope_key(record.scope),) if isinstance(record, Term) and record.scope else ()
        return self.origin(record.docname, (*own, *record.scopes))

    def compared(self, comparison: Comparison) -> list[Term]:
        """Return the terms of *comparison* without unknown ones and duplicates; none if fewer than
        two are left.
        """
        origin = self.origin_of(comparison)
        found = (self.find_named(name, origin) for name in comparison.terms)
        terms = (self.term_at(t.target) for t in dict.fromkeys(found) if t)
        known = [term for term in terms if term is not None]
        return known if len(known) > 1 else []

    def comparisons_of(self, term: Term) -> list[Comparison]:
        """Return the comparisons that contain *term*."""
        return self._comparisons_of.get(named_target(term), [])

    def find_comparison(self, text: str, origin: Origin = ANYWHERE) -> Comparison | None:
        """Return the comparison with the id *text*, or of the terms ``A; B`` in any order."""
        targets = frozenset(self.find_named(name, origin) for name in text.split(";"))
        by_terms = self._compared.get(targets)  # type: ignore[arg-type]
        return by_terms or self._by_id.get(text.strip())

    def find(self, name: str, origin: Origin = ANYWHERE) -> NamedTarget | None:
        """Return the term or entry called *name*: an exact match, else one in any letter case."""
        return next(iter(self.by_scope.find(name, origin)), None)

    def find_anywhere(self, name: str) -> NamedTarget | None:
        """Return what :meth:`find` does, or the term of another project that *name* names."""
        return self.find(name) or self.outside.find(name, self.spelling)

    def find_all(self, name: str, origin: Origin = ANYWHERE) -> tuple[NamedTarget, ...]:
        """Return what :meth:`find` does; all meanings if nothing at the place decides."""
        return self.by_scope.find(name, origin)

    def entry_named(self, name: str, scope: str = "") -> NamedTarget | None:
        """Return the entry of exactly that name in a scope, which takes precedence over terms."""
        found = self.by_scope.exact(name, scope_key(scope))
        return found if found and self.term_at(found.target) is None else None

    def find_named(self, name: str, origin: Origin = ANYWHERE) -> NamedTarget | None:
        """Return the term that a relation or list names: as :meth:`find`, by a unique form, or in
        another project.
        """
        found = self.find(name, origin) or self.outside.find(name, self.spelling)
        forms = () if found else self.find_form(name, origin)
        return forms[0] if len(forms) == 1 else found

    @cached_property
    def by_name(self) -> list[Term]:
        """The terms, sorted by name."""
        return sorted(self.terms, key=self._sort_key)

    @cached_property
    def plain_terms(self) -> list[Term]:
        """Entries of Sphinx's own glossaries as terms; see :func:`.plain_terms`."""
        return plain_terms(self.terms, self.entries, self.by_scope, self.fold)

    @cached_property
    def plain_by_target(self) -> dict[Target, Term]:
        """:attr:`plain_terms` by their targets."""
        return {term.target: term for term in self.plain_terms}

    @cached_property
    def all_by_name(self) -> list[Term]:
        """The terms, including those of Sphinx's own glossaries, sorted by name."""
        return sorted((*self.terms, *self.plain_terms), key=self._sort_key)

    def _sort_key(self, term: Term) -> tuple[object, str]:
        return self.collation.key(term.name), scope_key(term.scope)

    def head(self, target: Target) -> Target:
        """Return *target*; for an entry with several names, the target of the first."""
        return self._heads.get(target, target)

    def find_form(self, text: str, origin: Origin = ANYWHERE) -> tuple[NamedTarget, ...]:
        """Return the terms of which *text* can be a plural or another word form."""
        if found := self.by_scope.nearest(self._forms.find(text), origin):
            return found
        name, scope = split_scope(text) if self.scopes else (text, "")
        key = self.by_scope.key(scope)
        forms = self._forms.find(name) if scope else ()
        return tuple(form for form in forms if self.by_scope.scope_at(form.target) == key)

    @cached_property
    def form_rules(self) -> FormRules:
        """The rules by which word forms are made of the names."""
        # Imported here, as most builds need no word forms and the patterns take long to make.
        from sphinx_modelterms.glossary.text.form_table import FormRules

        entries = (name for entry in self.entries for name in entry.own_names)
        return FormRules(self.spelling, (*(term.name for term in self.terms), *entries))

    @cached_property
    def _forms(self) -> FormTable[NamedTarget]:
        """Every word form of every name; built only if a reference needs it."""
        from sphinx_modelterms.glossary.text.form_table import FormTable

        table: FormTable[NamedTarget] = FormTable(self.form_rules)
        for term in self.terms:
            own, exact = named_target(term), term.case == "exact"
            names = (*term.own_names, *term.found_names)
            table.add_names(own, (x for x in names if not self.entry_named(x, term.scope)), exact)
            table.add_forms(own, term.forms, exact)
        for name, found in self.by_scope.items():
            if self.term_at(found.target) is None:
                table.add_names(found, (name,))
        return table

    def meanings(self, name: str, origin: Origin = ANYWHERE) -> tuple[NamedTarget, ...]:
        """Return the terms that *name* can mean: one, unless several share it as an alias or
        abbreviation, or in several scopes.
        """
        found = self.by_scope.find(name, origin)
        if not found:
            return self.find_form(name, origin)
        if len(found) > 1:
            return found
        key = self.by_scope.scope_at(found[0].target)
        sharing = self._sharing.get((key, self.fold(name)), ())
        return sharing if found[0] in sharing and len(sharing) > 1 else found

    @cached_property
    def _sharing(self) -> dict[tuple[str, str], tuple[NamedTarget, ...]]:
        """The terms that share an alias or abbreviation in a scope, unless it is the name of a
        term there.
        """
        owners: dict[tuple[str, str], dict[NamedTarget, None]] = defaultdict(dict)
        names = set()
        for term in self.terms:
            key = scope_key(term.scope)
            for name in term.found_names:
                owners[key, self.fold(name)][named_target(term)] = None
            names |= {(key, self.fold(name)) for name in term.own_names}
        return {key: tuple(found) for key, found in owners.items() if key not in names}

    def term_at(self, target: Target) -> Term | None:
        """Return the term whose card is at *target*, also in another project; ``None`` for an
        entry of a plain glossary.
        """
        term = self._by_target.get(target)
        return self.outside.at(target) if term is None and not target.docname else term

    def entry_at(self, target: Target) -> Entry | None:
        """Return the entry of a plain glossary at *target*."""
        return self._entries.get(target)

    def names(self) -> list[str]:
        """Return every name of every term and entry."""
        return list(dict(self.by_scope.items()))

    def may_hint(self) -> bool:
        """Return True if one more search for near names is worth its time, and count it."""
        self._hints_left -= 1
        return self._hints_left >= 0

    def related(self, term: Term, relation: str) -> list[NamedTarget]:
        """Return the terms that *term* names under *relation*, in that order, without unknown ones
        and itself.
        """
        names: Sequence[str] = getattr(term, relation)
        if not names:
            return []
        origin = self.origin_of(term)
        found = (self.find_named(name, origin) for name in names)
        own = term.target
        return list(dict.fromkeys(t for t in found if t is not None and t.target != own))

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
