"""The word forms of all names of a glossary: one table for references, relations and links."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, Generic, TypeVar

from sphinx_modelterms.glossary.text.bracketed import parts_of
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple, maker_of
from sphinx_modelterms.glossary.text.names import fold
from sphinx_modelterms.glossary.text.stem_names import StemNames
from sphinx_modelterms.glossary.text.tokens import form_key, form_letters
from sphinx_modelterms.glossary.text.word_forms import forms_of, is_acronym

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_modelterms.glossary.text.spelling import Spelling

OwnerT = TypeVar("OwnerT")


class Form(NamedTuple):
    """A word form of a name; the name itself is one."""

    text: str
    exact: bool
    """True if letter case has to be the same."""


new_form = maker_of(Form)


class FormRules:
    """The rules by which forms are made of the names of one glossary.

    :param spelling: the rules of its language
    :param names: all of its names: if most of them begin with a capital letter, that does not mark
        proper names
    """

    def __init__(self, spelling: Spelling, names: Iterable[str]) -> None:
        self.spelling = spelling
        capitals = small = 0
        for name in names:
            first = name.split(" ", 1)[0]
            if name[:1].isalpha() and not is_acronym(first):
                capitals += name[0].isupper()
                small += name[0].islower()
        self.is_proper = small >= capitals

    def forms(self, name: str, exact: bool = False) -> tuple[Form, ...]:
        """Return *name* and its forms.

        :param exact: True if the author wants the name in exactly these letters
        """
        forms = [new_form((text, exact)) for text in forms_of(name, self.is_proper, exact)]
        if not exact and not name.isascii():
            forms += [Form(text, True) for form in forms for text in in_capitals(form.text)]
            forms += [Form(text, False) for text in self.spelling.bare(name)]
            return tuple(dict.fromkeys(forms))
        return tuple(forms)

    @property
    def key(self) -> tuple[object, ...]:
        """All that the forms of a name depend on, for digests."""
        return (self.is_proper, *self.spelling.key)


class FormTable(Generic[OwnerT]):
    """The forms of names, by the key by which references look them up."""

    def __init__(self, rules: FormRules) -> None:
        self._rules = rules
        self._owners: dict[str, dict[OwnerT, frozenset[str]]] = defaultdict(dict)
        self._by_stems = StemNames(rules.spelling.inflected)
        self._numbered: dict[OwnerT, int] = {}
        """A number for each owner of names that are found by stems."""

    def add_names(self, owner: OwnerT, names: Iterable[str], exact: bool = False) -> None:
        """Add names of *owner*, with the forms that the rules make of them.

        :param exact: True if the author wants the names in exactly these letters
        """
        for name in names:
            for own_or_part in (name, *parts_of(name)):
                for form in self._rules.forms(own_or_part, exact):
                    self._add(form, owner)
                if not exact and self._rules.spelling.inflected:
                    number = self._numbered.setdefault(owner, len(self._numbered))
                    self._by_stems.add(self._rules.spelling.unify(own_or_part), number)

    def add_forms(self, owner: OwnerT, texts: Iterable[str], exact: bool) -> None:
        """Add forms that the author of *owner* wrote."""
        for text in texts:
            self._add(Form(text, exact), owner)

    def _add(self, form: Form, owner: OwnerT) -> None:
        unify = self._rules.spelling.unify
        owners = self._owners[form_key(unify(form.text))]
        if not form.exact:
            owners[owner] = frozenset()
        elif letters := owners.get(owner, frozenset({""})):
            owners[owner] = letters | {form_letters(unify(form.text))}

    def find(self, text: str) -> tuple[OwnerT, ...]:
        """Return the owners of the names of which *text* is a form, with or without articles and
        the like.
        """
        spelling = self._rules.spelling
        for variant in spelling.variants(spelling.unify(text)):
            if owners := self._owners.get(form_key(variant)):
                return tuple(
                    owner
                    for owner, letters in owners.items()
                    if not letters or form_letters(variant) in letters
                )
        return self._find_by_stems(text)

    def _find_by_stems(self, text: str) -> tuple[OwnerT, ...]:
        """Return the owner of the name with the stems of *text*; none if several have them."""
        spelling = self._rules.spelling
        for variant in spelling.variants(spelling.unify(text)) if spelling.inflected else ():
            numbers = self._by_stems.find(variant.strip())
            if len(numbers) == 1:
                return (list(self._numbered)[numbers[0]],)
        return ()


def in_capitals(text: str) -> Iterator[str]:
    """Yield *text* in capitals, if these are other letters than its own: ß becomes SS, and Greek
    accents are left out.

    >>> [*in_capitals("Straße"), *in_capitals("Λόγος"), *in_capitals("Café")]
    ['STRASSE', 'ΛΟΓΟΣ']
    """
    capitals = text.upper()
    if any("\u0370" <= char <= "\u03ff" for char in text):
        parts = unicodedata.normalize("NFD", capitals).replace("\u0301", "")
        capitals = unicodedata.normalize("NFC", parts)
    if fold(capitals) != fold(text):
        yield capitals
