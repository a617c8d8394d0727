"""Finding the names of terms in running text: a walk over its words, whatever their number."""

from __future__ import annotations

import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.lazy_regex import late_pattern
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from sphinx_modelterms.glossary.text.inline import Inline

_CHARACTERS = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "‐": "-", "\u00ad": None})

# A number with its decimals, a word, a hyphen that stands alone as a dash, or one other character.
# Hyphens within words vanish like spaces, so that both are alike.
_WORD = late_pattern(r"\d+(?:[.,]\d+)+|[^\W_]+|(?<=\s)-+(?=\s)|[^\w\s-]|_")

_GAP = "\ufffc"
"""Stands for code and formulas, so that words before and after them do not meet."""

_STICKY = frozenset("+#@&_")
"""Characters that make another word of the one they touch: ``C++``, ``Q&A``, ``pass@k``."""


class Words:
    """A text as words and punctuation marks: lists, since an object a word takes too long."""

    def __init__(self, text: str) -> None:
        if not text.isascii():
            text = unicodedata.normalize("NFKC", text).translate(_CHARACTERS)
        self.text = text
        self._harmless = text.isascii() and not any(sign in text for sign in _STICKY)
        # Case-folding other letters can make more words of one.
        self.keys: list[str] = (
            _WORD.findall(text.casefold())
            if text.isascii()
            else [word.casefold() for word in self.written]
        )
        """The words as compared."""

    @cached_property
    def written(self) -> list[str]:
        """The words as written."""
        return _WORD.findall(self.text)

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        return [match.span() for match in _WORD.finditer(self.text)]

    def touches(self, position: int) -> bool:
        """Whether neither space nor hyphen is before the word at *position*."""
        if not 0 < position < len(self.written):
            return False
        return self._spans[position - 1][1] == self._spans[position][0]

    def is_written(self, name: list[str], start: int, end: int) -> bool:
        """Whether these words are *name* in these letters, apart from the "s" of a plural."""
        *most, last = self.written[start:end]
        return most == name[:-1] and last in {name[-1], f"{name[-1]}s"}

    def stands_alone(self, start: int, end: int) -> bool:
        """Whether no character beside these words changes what they mean."""
        if self._harmless:
            return True
        beside = [self.written[start - 1]] if self.touches(start) else []
        if self.touches(end):
            beside.append(self.written[end])
        return not any(s in _STICKY or unicodedata.category(s[0])[0] == "M" for s in beside)


MOST_WORDS = 20
"""Names of more words are not looked for in definitions: each place would be read so far."""


class Use(NamedTuple):
    """Words that are the name of a term."""

    start: int
    end: int
    terms: tuple[int, ...]
    """Positions in the list of terms of those with that name, each once."""


def prose(inline: Inline) -> Words:
    """The words of *inline* without code and formulas, each of which becomes one odd character."""
    return Words("".join(_GAP if run.kind in {"literal", "math"} else run.text for run in inline))


def word_set(*texts: str) -> frozenset[str]:
    """The words between the spaces of *texts*, for tables of words."""
    return frozenset(word for text in texts for word in text.split())


class _Entry(NamedTuple):
    """A name in the index."""

    exact: list[str]
    """The words as they have to be written; empty if letter case does not matter."""
    term: int


class NameIndex:
    """The names of terms by their words, found by the first word: longest first, left to right.

    Names match as whole words in any letter case, but exactly those in capitals only (or as
    ``case`` says). Hyphen and space are alike, and a plural with "s" is the same name.
    """

    def __init__(self, terms: Iterable[Any]) -> None:
        self._entries: dict[tuple[str, ...], list[_Entry]] = {}
        lengths: dict[str, set[int]] = {}
        for key, entry in _names(terms):
            self._entries.setdefault(key, []).append(entry)
            lengths.setdefault(key[0], set()).add(len(key))
            if len(key) == 1:
                lengths.setdefault(f"{key[0]}s", set()).add(1)
        self._lengths = {word: sorted(some, reverse=True) for word, some in lengths.items()}

    def uses(self, text: Words) -> Iterator[Use]:
        """Each place in *text* where a name stands."""
        done = 0
        for position, key in enumerate(text.keys):
            if key in self._lengths and position >= done:
                use = self._use_at(text, position)
                if use:
                    yield use
                    done = use.end

    def _use_at(self, text: Words, start: int) -> Use | None:
        for length in self._lengths[text.keys[start]]:
            end = start + length
            key = tuple(text.keys[start:end])
            entries = self._entries.get(key, ())
            if not entries and key[-1].endswith("s"):
                entries = self._entries.get((*key[:-1], key[-1][:-1]), ())
            terms = tuple(
                entry.term
                for entry in entries
                if not entry.exact or text.is_written(entry.exact, start, end)
            )
            if terms and text.stands_alone(start, end):
                return Use(start, end, terms)
        return None


def _names(terms: Iterable[Any]) -> Iterator[tuple[tuple[str, ...], _Entry]]:
    for number, term in enumerate(terms):
        for name in dict.fromkeys((*term.own_names, *term.found_names, *term.forms)):
            exact = term.case == "exact" or (term.case != "any" and name.isupper())
            text = Words(name)
            if 0 < len(text.keys) <= MOST_WORDS:
                yield tuple(text.keys), _Entry(text.written if exact else [], number)
