"""The meanings of names: which terms and entries have a name in which scope."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.model import named_target
from sphinx_modelterms.glossary.scopes import ANYWHERE, scope_key, split_scope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sphinx_modelterms.glossary.model import Entry, NamedTarget, Target, Term
    from sphinx_modelterms.glossary.scopes import Origin


def _names_of_entries(entries: Iterable[Entry]) -> Iterator[tuple[str, Entry]]:
    """Yield the names of *entries* in the order in which Sphinx notes them: all names of a page as
    written, and then as translated.
    """
    for _, some in groupby(entries, lambda entry: entry.docname):
        found = list(some)
        yield from ((name, entry) for entry in found for name in entry.noted_names[:1])
        yield from ((name, entry) for entry in found for name in entry.noted_names[1:])


class NameIndex:
    """The terms and entries of one scope by name, also in any letter case.

    :param fold: returns the form by which names are compared
    """

    def __init__(self, fold: Callable[[str], str]) -> None:
        self._fold = fold
        self.exact: dict[str, NamedTarget] = {}
        self._folded: dict[str, NamedTarget] = {}

    def add(self, name: str, target: NamedTarget) -> None:
        """Add a name, unless it has a meaning already."""
        self.exact.setdefault(name, target)
        self._folded.setdefault(self._fold(name), target)

    def replace(self, name: str, target: NamedTarget) -> None:
        """Add a name, also if it has another meaning."""
        self.exact[name] = self._folded[self._fold(name)] = target

    def find(self, name: str) -> NamedTarget | None:
        """Return the meaning of *name*: an exact match, else one in any letter case."""
        return self.exact.get(name) or self._folded.get(self._fold(name))


class Meanings:
    """The terms and entries by name and scope. In each scope, a name has one meaning.

    :param fold: returns the form by which names are compared
    """

    def __init__(self, fold: Callable[[str], str]) -> None:
        self._fold = fold
        self._plain = NameIndex(fold)
        self._indexes: dict[str, NameIndex] = {"": self._plain}
        self._scopes_of: dict[str, dict[str, None]] = defaultdict(dict)
        """The keys of the scopes in which a folded name has a meaning, apart from none."""
        self._former: dict[str, list[NamedTarget]] = defaultdict(list)
        """The terms by their folded former names."""
        self._scope_at: dict[Target, str] = {}
        self._shown: dict[str, str] = {}
        """Keys of the scopes as written, by keys of the scopes as displayed."""
        self.scopes: dict[str, str] = {}
        """The scopes as displayed, by key; empty if no term has a scope."""

    def note(self, target: Target, scope: str, shown: str = "") -> str:
        """Store the scope of a term or entry, and return its key.

        :param shown: the scope as displayed, if that is different
        """
        key = scope_key(scope)
        if key:
            self._scope_at[target] = key
            self.scopes.setdefault(key, shown or scope)
            self._indexes.setdefault(key, NameIndex(self._fold))
            if shown:
                self._shown.setdefault(scope_key(shown), key)
        return key

    def add(self, key: str, target: NamedTarget, names: Iterable[str]) -> None:
        """Add names in the scope with that key, unless these have a meaning there already."""
        index = self._indexes[key]
        for name in names:
            index.add(name, target)
            if key:
                self._scopes_of[self._fold(name)][key] = None

    def replace(self, key: str, target: NamedTarget, name: str) -> None:
        """Add a name in the scope with that key, also if it has another meaning there."""
        self._indexes[key].replace(name, target)
        if key:
            self._scopes_of[self._fold(name)][key] = None

    def add_entries(self, entries: Sequence[Entry]) -> None:
        """Add the entries of Sphinx's own glossaries; of two equal names the last wins."""
        for entry in entries:
            self.note(entry.target, entry.scope)
        for name, entry in _names_of_entries(entries):
            self.replace(scope_key(entry.scope), named_target(entry), name)
        # Sphinx does not know the name shown, so any other use of it wins.
        for entry in entries:
            self.add(scope_key(entry.scope), named_target(entry), (entry.name,))

    def add_terms(self, terms: Sequence[Term]) -> None:
        """Add the terms: their own names before the others, and the first of two equal names."""
        for term in terms:
            key = self.note(term.target, term.scope, term.shown_scope)
            self.add(key, named_target(term), term.own_names)
        for term in terms:
            self.add(scope_key(term.scope), named_target(term), term.found_names)
            for key in dict.fromkeys(map(self._fold, term.former_names)):
                self._former[key].append(named_target(term))

    def formerly(self, name: str, origin: Origin = ANYWHERE) -> Sequence[NamedTarget]:
        """Return the terms that list *name* as a former name: those that a place decides for, or
        that are in the scope that *name* ends with.
        """
        if found := self._former.get(self._fold(name)):
            return self.nearest(found, origin)
        base, scope = split_scope(name) if self.scopes else (name, "")
        others = self._former.get(self._fold(base), ()) if scope else ()
        return [one for one in others if self.scope_at(one.target) == self.key(scope)]

    def scope_at(self, target: Target) -> str:
        """Return the key of the scope of the term or entry at *target*; ``""`` for none."""
        return self._scope_at.get(target, "")

    def key(self, scope: str) -> str:
        """Return the key of a scope, as written or as displayed."""
        key = scope_key(scope)
        return key if key in self.scopes else self._shown.get(key, key)

    def exact(self, name: str, key: str = "") -> NamedTarget | None:
        """Return the meaning of exactly that name in one scope."""
        return self._indexes[key].exact.get(name) if key in self._indexes else None

    def items(self) -> Iterator[tuple[str, NamedTarget]]:
        """Yield each name in each scope, with its meaning."""
        for index in self._indexes.values():
            yield from index.exact.items()

    def within(self, name: str, key: str) -> NamedTarget | None:
        """Return the meaning of *name* in the scope with that key."""
        index = self._indexes.get(key)
        return index.find(name) if index else None

    def senses(self, name: str) -> list[tuple[NamedTarget, str]]:
        """Return the meanings of *name* in all scopes, each with the key of its scope."""
        return [(found, self.scope_at(found.target)) for found in self.all_of(name)]

    def first_in_scopes(self, found: Iterable[NamedTarget]) -> tuple[NamedTarget, ...]:
        """Return the first of *found* in each scope."""
        firsts: dict[str, NamedTarget] = {}
        for target in found:
            firsts.setdefault(self.scope_at(target.target), target)
        return tuple(firsts.values())

    def find(self, name: str, origin: Origin = ANYWHERE) -> tuple[NamedTarget, ...]:
        """Return the meaning of *name* at a place; several if nothing there tells them apart.

        A whole name with brackets is found first, then a name with a scope in brackets.
        """
        if not self.scopes:
            only = self._plain.find(name)
            return (only,) if only else ()
        if found := self.all_of(name):
            return self.nearest(found, origin)
        base, scope = split_scope(name)
        explicit = self.within(base, self.key(scope)) if scope else None
        return (explicit,) if explicit else ()

    def all_of(self, name: str) -> list[NamedTarget]:
        """Return the meanings of *name* in all scopes, the one without scope first."""
        keys = ("", *self._scopes_of.get(self._fold(name), ()))
        return [found for key in keys if (found := self._indexes[key].find(name))]

    def nearest(self, found: Sequence[NamedTarget], origin: Origin) -> tuple[NamedTarget, ...]:
        """Return those of several meanings that a place decides for: those in the nearest scope,
        else the only one on the same page, else those without scope, else all.
        """
        if len(found) < 2 or not self.scopes:
            return tuple(found)
        by_scope: dict[str, list[NamedTarget]] = defaultdict(list)
        for target in found:
            by_scope[self.scope_at(target.target)].append(target)
        for key in origin.scopes:
            if key in by_scope:
                return tuple(by_scope[key])
        here = [target for target in found if target.target.docname == origin.docname]
        if len(here) == 1:
            return (here[0],)
        return tuple(by_scope.get("") or found)
