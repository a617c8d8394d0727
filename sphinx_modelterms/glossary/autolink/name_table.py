"""The table of all names that are looked for in texts, and the terms that each can mean."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.lookup import NamedTarget, named_target
from sphinx_modelterms.glossary.text.common_words import EVERYDAY, ORDINARY
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.text.word_forms import forms_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Term
    from sphinx_modelterms.glossary.text.matcher import Matcher

NAME, OTHER, FORM, AVOID = range(4)
"""Kinds of names, the most certain first: the name of a term; an alias, abbreviation or word form
that the author gave; a word form that we derived; a word to avoid.
"""


class SearchName(NamedTuple):
    """A name that is searched for in texts."""

    text: str
    kind: int
    exact: bool
    """True if letter case has to be the same."""
    chosen: bool
    """True if the author chose that with ``:case:``."""


class Meaning(NamedTuple):
    """The meaning of a name in a text."""

    kind: int
    targets: tuple[NamedTarget, ...]
    """The terms that it can be; several if the name is ambiguous."""
    text: str
    """The name in the table by which it was found."""
    alias: bool
    """True if it is not a term's own name."""
    chosen: bool
    """True if the author chose with ``:case:`` whether letter case matters."""


class NameTable:
    """All names, numbered in an order that depends on the names alone.

    So the candidates found in a text stay valid until a name is added or removed, even if terms
    move to other pages.

    :param glossary: its terms, and the entries of Sphinx's own glossaries
    """

    def __init__(self, glossary: Glossary) -> None:
        owners: dict[SearchName, dict[NamedTarget, None]] = defaultdict(dict)
        for name, target in _names(glossary):
            owners[name][target] = None
        self.names = sorted(owners)
        self._glossary = glossary
        self._owners = [tuple(owners[name]) for name in self.names]
        self.meaning = cache(self._find_meaning)

    @cached_property
    def fingerprint(self) -> str:
        """Digest of all names; it changes when a name is added or removed."""
        return hashlib.sha256(repr(self.names).encode("utf-8", "surrogatepass")).hexdigest()[:32]

    @cached_property
    def matcher(self) -> Matcher:
        """The matcher of the names and their word forms; odd numbers stand for derived forms."""
        from sphinx_modelterms.glossary.text.matcher import Matcher
        from sphinx_modelterms.glossary.text.name_tree import Name

        return Matcher(
            Name(form, 2 * number + bool(position), name.exact)
            for number, name in enumerate(self.names)
            for position, form in enumerate(forms_of(name.text))
        )

    def owners(self, numbers: tuple[int, ...], text: str) -> tuple[NamedTarget, ...] | None:
        """Return all terms that a match can mean, the target of a reference first; ``None`` for a
        word to avoid.

        :param text: the words as written in the text
        """
        meaning = self.meaning(numbers, text)
        if meaning.kind == AVOID:
            return None
        if meaning.kind != NAME:
            return meaning.targets
        _, found = self._surest(numbers)
        return tuple(dict.fromkeys((*meaning.targets, *self._owners_of(found))))

    def _find_meaning(self, numbers: tuple[int, ...], text: str) -> Meaning:
        """Return the meaning of a match: names take precedence over aliases, and these over forms.

        :param text: the words as written in the text
        """
        kind, found = self._surest(numbers)
        first = self.names[found[0]]
        chosen = any(self.names[number].chosen for number in found)
        targets = self._targets(kind, found, text)
        return Meaning(kind, targets, first.text, first.kind != NAME, chosen)

    def _surest(self, numbers: tuple[int, ...]) -> tuple[int, list[int]]:
        """Return the most certain kind among the names of a match, and the names of that kind."""
        ranked: dict[int, list[int]] = defaultdict(list)
        for number in numbers:
            kind = self.names[number // 2].kind
            is_form = number % 2 == 1 and kind != AVOID
            ranked[FORM if is_form else kind].append(number // 2)
        return min(ranked.items())

    def _owners_of(self, numbers: Iterable[int]) -> dict[NamedTarget, None]:
        return dict.fromkeys(target for number in numbers for target in self._owners[number])

    def _targets(self, kind: int, numbers: Iterable[int], text: str) -> tuple[NamedTarget, ...]:
        """Return the terms of the names; if terms share a name, only the one that a reference
        finds.
        """
        targets = self._owners_of(numbers)
        if kind == NAME and len(targets) > 1:
            found = self._glossary.find(text)
            return (found if found in targets else next(iter(targets)),)
        return tuple(targets)


def _names(glossary: Glossary) -> Iterator[tuple[SearchName, NamedTarget]]:
    for term in glossary.terms:
        target = named_target(term)
        for kind, names in (
            (NAME, term.own_names),
            (OTHER, (*term.other_names, *term.forms)),
            (AVOID, term.avoid),
        ):
            for name in names:
                yield SearchName(name, kind, _is_exact(name, term), bool(term.case)), target
    for entry in glossary.entries:
        for name in entry.own_names:
            found = glossary.find(name)
            if found is not None:
                yield SearchName(name, NAME, looks_exact(name), False), found


def _is_exact(name: str, term: Term) -> bool:
    """Return True if *name* matches only in its own letter case: as the author says, else in
    capitals.
    """
    return term.case == "exact" or (term.case != "any" and looks_exact(name))


def looks_exact(name: str) -> bool:
    """Return True if the letter case of *name* tells it apart from other words.

    >>> looks_exact("REST"), looks_exact("ReAct"), looks_exact("GraphQL"), looks_exact("Go")
    (True, True, False, False)
    """
    if name.isupper():
        return True
    lower = name.lower()
    return name[1:] != lower[1:] and (lower in EVERYDAY or lower in ORDINARY)


def is_everyday(name: str) -> bool:
    """Return True if *name* is a stop word, which hardly ever means the term."""
    return name.lower() in EVERYDAY and not looks_exact(name)


@lru_cache(maxsize=50_000)
def is_ordinary(name: str, alias: bool) -> bool:
    """Return True if *name* is an English word with other meanings.

    A name of several such words is specific enough, unless it is only an alias.

    >>> is_ordinary("Attention", False), is_ordinary("Context Window", False)
    (True, False)
    >>> is_ordinary("chunks", True), is_ordinary("step size", True)
    (True, True)
    """
    words = name.replace("-", " ").split()
    if looks_exact(name) or (len(words) > 1 and not alias):
        return False
    return all(any(form.lower() in ORDINARY for form in forms_of(word)) for word in words)
