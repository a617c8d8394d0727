"""Spelling: how the language of a project writes the words of names."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.language_codes import base_of
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.text.names import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sphinx_modelterms.glossary.text.attached import Attached, Cut

_DOTLESS = {"tr", "az", "crh", "gag"}
"""Languages in which I is the capital of ı, and İ that of i."""

_TURKIC = str.maketrans("Iİ", "ıi")

_ASCII_WORDS = re.compile("[a-z0-9]+")

_SIGNED_PREFIX = lazy_pattern(r"\s*([^\W\d_]+)(?:(['’‘])|[-\u2010\u2011־])(?=\w)")


class Reading(NamedTuple):
    """A reading of a written word as the word of a name."""

    text: str
    lead: int
    """Number of letters before it that are attached."""
    trail: int
    """Number of letters after it that are attached."""


class Spelling:
    """The rules of a language for letter case and for what is attached to words.

    :param language: code of the language, as in Sphinx's configuration
    :param inflected: codes of the languages whose word forms are found by their stems
    """

    def __init__(self, language: str = "en", inflected: Iterable[str] = ()) -> None:
        self.language = language
        self.inflected = tuple(inflected)
        self._base = base_of(language)

    @cached_property
    def attached(self) -> Attached:
        """The words and endings that a sign joins to a word."""
        from sphinx_modelterms.glossary.text.attached import attached_of

        return attached_of(self.language)

    @cached_property
    def covers_prefix(self) -> bool:
        """True if a link covers what is attached before a name."""
        from sphinx_modelterms.glossary.text.attached import covers_prefix

        return covers_prefix(self.language)

    @cached_property
    def _cuts(self) -> Callable[[str, bool], Iterator[Cut]] | None:
        from sphinx_modelterms.glossary.text.attached import cuts_of

        return cuts_of(self.language)

    @property
    def key(self) -> tuple[object, ...]:
        """All that makes one spelling differ from another, for digests."""
        if not self.inflected:
            return (self.language,)
        from sphinx_modelterms.glossary.text.stems import version_of_stemmers

        return (self.language, self.inflected, version_of_stemmers())

    @property
    def attaches(self) -> bool:
        """True if words can have something attached to them without any sign."""
        return self._cuts is not None

    def unify(self, text: str) -> str:
        """Return *text* with the letters from which the usual folding gives the right lower case;
        no offset changes.

        >>> Spelling("tr").unify("ISI İĞNE"), Spelling("en").unify("ISI")
        ('ıSı iĞNE', 'ISI')
        """
        return text.translate(_TURKIC) if self._base in _DOTLESS else text

    def fold(self, name: str) -> str:
        """Return the form of *name* by which names are compared in this language."""
        return fold(self.unify(name))

    def readings(self, word: str, is_first: bool) -> list[Reading]:
        """Return the readings of a written word, the word itself first."""
        found = [Reading(word, 0, 0)]
        for lead, trail in self._cuts(word, is_first) if self._cuts else ():
            found.append(Reading(word[lead : len(word) - trail], lead, trail))
        return found

    def bare(self, name: str) -> Iterator[str]:
        """Yield the forms of a name without its articles, as text can have the name with others.

        >>> list(Spelling("de_CH").bare("Straße")), list(Spelling("de").bare("Straße"))
        (['Strasse'], [])
        """
        if self._base == "ar":
            yield " ".join(
                word[2:] if word.startswith("ال") and len(word) > 4 else word
                for word in name.split(" ")
            )
        elif self.language.replace("-", "_") in {"de_CH", "de_LI"}:
            yield name.replace("ß", "ss")

    def variants(self, text: str) -> Iterator[str]:
        """Yield *text*, and what it is without articles, particles and the like."""
        yield text
        if found := _SIGNED_PREFIX.match(text):
            word = found[1].casefold()
            sign = self.attached.before_apostrophe if found[2] else self.attached.before_hyphen
            if word in sign:
                yield text[found.end() :]
        if self._cuts is None:
            return
        first, *others = text.split(" ")
        if not others:
            yield from (reading.text for reading in self.readings(first, is_first=True)[1:])
            return
        # In Arabic and Hebrew every word can have the article, in Korean the last one a particle.
        rests = [others]
        last_readings = self.readings(others[-1], is_first=False)[1:]
        rests += [[*others[:-1], reading.text] for reading in last_readings]
        rests.append([self.readings(word, is_first=False)[-1].text for word in others])
        for rest in rests:
            for reading in self.readings(first, is_first=True):
                if not reading.trail:
                    yield " ".join((reading.text, *rest))


def has_words(words: str, needed: Iterable[str], spelling: Spelling) -> bool:
    """Return False if texts certainly do not contain a name.

    :param words: the words of the texts, from
        :func:`~sphinx_modelterms.glossary.text.tokens.words_in`
    :param needed: the words of the name, from :func:`words_needed`
    """
    if words.isascii() and not spelling.attaches:
        return all(f" {word} " in words for word in needed)
    return all(word in words for word in needed)


def words_needed(name: str, spelling: Spelling) -> tuple[str, ...]:
    """Return the words without which a text cannot contain *name*, as in the result of
    :func:`~sphinx_modelterms.glossary.text.tokens.words_in`; none for a name without words.
    """
    if name.isascii():
        return tuple(_ASCII_WORDS.findall(spelling.unify(name).lower()))
    from sphinx_modelterms.glossary.text.tokens import LETTER, WORD, words_of

    words = words_of(spelling.unify(name))
    return tuple(word.key for word in words if word.kind in {LETTER, WORD})
