"""The names that are looked for in texts, and what each stands for."""

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
"""What a word is to its term, the surest first: its name; alias, abbreviation or a form that the
author gave; a form that we made; a word to avoid."""


class Sought(NamedTuple):
    """A name as it is looked for."""

    text: str
    kind: int
    exact: bool
    """Whether letter case matters."""
    chosen: bool
    """Whether the author chose that by ``:case:``."""


class Meaning(NamedTuple):
    """What a name in a text stands for."""

    kind: int
    targets: tuple[NamedTarget, ...]
    """Several if it is not clear which."""
    text: str
    """The name that it was found by."""
    alias: bool
    """Whether that is no term's own name."""
    chosen: bool
    """Whether the author chose how its letter case counts."""


class NameTable:
    """All names, by numbers that depend on nothing but the names.

    So what was found in a text stays right until a name comes or goes, wherever terms move.

    :param glossary: its terms and the entries of Sphinx's own glossaries
    """

    def __init__(self, glossary: Glossary) -> None:
        owners: dict[Sought, dict[NamedTarget, None]] = defaultdict(dict)
        for sought, target in _names(glossary):
            owners[sought][target] = None
        self.names = sorted(owners)
        self._glossary = glossary
        self._owners = [tuple(owners[name]) for name in self.names]
        self.meaning = cache(self._find_meaning)

    @cached_property
    def fingerprint(self) -> str:
        """Changes when a name comes or goes."""
        return hashlib.sha256(repr(self.names).encode("utf-8", "surrogatepass")).hexdigest()[:32]

    @cached_property
    def matcher(self) -> Matcher:
        """Finds the names and their forms; the number of a form is odd."""
        from sphinx_modelterms.glossary.text.matcher import Matcher
        from sphinx_modelterms.glossary.text.name_tree import Name

        return Matcher(
            Name(form, 2 * number + bool(position), name.exact)
            for number, name in enumerate(self.names)
            for position, form in enumerate(forms_of(name.text))
        )

    def owners(self, numbers: tuple[int, ...], text: str) -> tuple[NamedTarget, ...] | None:
        """All that a match can stand for, first what a reference leads to; None for a word to
        avoid.

        :param text: the words as they stand in the text
        """
        meaning = self.meaning(numbers, text)
        if meaning.kind == AVOID:
            return None
        if meaning.kind != NAME:
            return meaning.targets
        _, found = self._surest(numbers)
        return tuple(dict.fromkeys((*meaning.targets, *self._owners_of(found))))

    def _find_meaning(self, numbers: tuple[int, ...], text: str) -> Meaning:
        """What a match can stand for: a name goes before an alias, and that before a form.

        :param text: the words as they stand in the text
        """
        kind, found = self._surest(numbers)
        first = self.names[found[0]]
        chosen = any(self.names[number].chosen for number in found)
        targets = self._targets(kind, found, text)
        return Meaning(kind, targets, first.text, first.kind != NAME, chosen)

    def _surest(self, numbers: tuple[int, ...]) -> tuple[int, list[int]]:
        """The surest kind among the names of a match, and the names of that kind."""
        ranked: dict[int, list[int]] = defaultdict(list)
        for number in numbers:
            kind = self.names[number // 2].kind
            is_form = number % 2 == 1 and kind != AVOID
            ranked[FORM if is_form else kind].append(number // 2)
        return min(ranked.items())

    def _owners_of(self, numbers: Iterable[int]) -> dict[NamedTarget, None]:
        return dict.fromkeys(target for number in numbers for target in self._owners[number])

    def _targets(self, kind: int, numbers: Iterable[int], text: str) -> tuple[NamedTarget, ...]:
        """Of terms of one name, the one that a reference with that name leads to."""
        targets = self._owners_of(numbers)
        if kind == NAME and len(targets) > 1:
            found = self._glossary.find(text)
            return (found if found in targets else next(iter(targets)),)
        return tuple(targets)


def _names(glossary: Glossary) -> Iterator[tuple[Sought, NamedTarget]]:
    for term in glossary.terms:
        target = named_target(term)
        for kind, names in (
            (NAME, term.own_names),
            (OTHER, (*term.other_names, *term.forms)),
            (AVOID, term.avoid),
        ):
            for name in names:
                yield Sought(name, kind, _is_exact(name, term), bool(term.case)), target
    for entry in glossary.entries:
        for name in entry.own_names:
            found = glossary.find(name)
            if found is not None:
                yield Sought(name, NAME, looks_exact(name), False), found


def _is_exact(name: str, term: Term) -> bool:
    """Names in capitals are found in capitals only, unless the author says something else."""
    return term.case == "exact" or (term.case != "any" and looks_exact(name))


def looks_exact(name: str) -> bool:
    """Whether the letter case of *name* tells it from other words.

    >>> looks_exact("REST"), looks_exact("ReAct"), looks_exact("GraphQL"), looks_exact("Go")
    (True, True, False, False)
    """
    if name.isupper():
        return True
    lower = name.lower()
    return name[1:] != lower[1:] and (lower in EVERYDAY or lower in ORDINARY)


def is_everyday(name: str) -> bool:
    """Whether *name* hardly ever means a term, for the word is so common."""
    return name.lower() in EVERYDAY and not looks_exact(name)


@lru_cache(maxsize=50_000)
def is_ordinary(name: str, alias: bool) -> bool:
    """Whether *name* is an English word with other meanings.

    Several such words together are a name of their own, but not if they are only an alias.

    >>> is_ordinary("Attention", False), is_ordinary("Context Window", False)
    (True, False)
    >>> is_ordinary("chunks", True), is_ordinary("step size", True)
    (True, True)
    """
    words = name.replace("-", " ").split()
    if looks_exact(name) or (len(words) > 1 and not alias):
        return False
    return all(any(form.lower() in ORDINARY for form in forms_of(word)) for word in words)
