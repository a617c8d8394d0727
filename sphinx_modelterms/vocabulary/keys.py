"""Keys of names and definitions: what is equal or alike has equal keys."""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.common_words import EVERYDAY
from sphinx_modelterms.glossary.text.names import fold
from sphinx_modelterms.glossary.text.plurals import singulars_of

if TYPE_CHECKING:
    from collections.abc import Iterable

BANDS = 8
"""Number of sketches of a definition; definitions with an equal sketch are compared."""

WORDS_A_BAND = 4
"""Number of minimal hashes in a sketch. Of two definitions with 60 % of their words in common,
67 % have an equal sketch; with 80 %, 99 %.
"""

FEWEST_WORDS = 4
"""Minimum number of words of a definition that is compared with others."""

SHORTEST_NAME = 6
"""Minimum length of a name that is compared letter by letter."""

_GAPS = re.compile(r"[\W_]+")
_WORD = re.compile(r"[^\W_]+")
_LAST_WORD = re.compile(r"[^\W\d_]+\Z")
_WITHOUT_SPACES = "\u2e80"
"""From here on, nearly all scripts are those of languages that put no spaces between words."""


@lru_cache(maxsize=100_000)
def loose_key(name_key: str) -> str:
    """Return a key in which spaces, hyphens and the plural of the last word make no difference.

    Names that are made of signs keep them.

    >>> loose_key("data-sets"), loose_key("dataset"), loose_key("c++")
    ('dataset', 'dataset', 'c++')
    """
    if not name_key[-1:].isalnum() or not name_key[:1].isalnum():
        return name_key
    key = _GAPS.sub(" ", name_key)
    if last := _LAST_WORD.search(key):
        key = key[: last.start()] + next(iter(singulars_of(last[0])), last[0])
    return key.replace(" ", "")


def meaning_of(summary: str) -> str:
    """Return a key of a definition: equal for definitions that differ in letter case and spaces
    only; ``""`` for none.
    """
    return blake2b(fold(summary).encode(), digest_size=8).hexdigest() if summary else ""


def words_of(summary: str) -> tuple[str, ...]:
    """Return the words by which definitions are compared: without stop words, each once.

    >>> words_of("The model is a model."), words_of("语言模型")
    (('model',), ('型', '模型', '言模', '语言'))
    """
    found: set[str] = set()
    for word in _WORD.findall(fold(summary)):
        if word[0] >= _WITHOUT_SPACES:
            found.update(first + second for first, second in pairwise(f"{word} "))
        elif word not in EVERYDAY:
            found.add(word)
    return tuple(sorted(word.strip() for word in found))


@lru_cache(maxsize=200_000)
def word_number(word: str) -> int:
    """Return a number for a word, by which tables contain it."""
    return _number(word.encode())


@lru_cache(maxsize=200_000)
def _hashes(word: str) -> tuple[int, ...]:
    # Two bytes for each: 64, which is all that this function gives.
    digest = blake2b(word.encode(), digest_size=2 * BANDS * WORDS_A_BAND).digest()
    return tuple(
        int.from_bytes(digest[start : start + 2], "big") for start in range(0, len(digest), 2)
    )


def sketches_of(words: Iterable[str]) -> list[int]:
    """Return the sketches of a definition with these words (MinHash)."""
    least = list(map(min, zip(*map(_hashes, words), strict=True)))
    return [
        _number(repr(least[start : start + WORDS_A_BAND]).encode())
        for start in range(0, len(least), WORDS_A_BAND)
    ]


@lru_cache(maxsize=20_000)
def deleted_keys(name_key: str) -> tuple[int, ...]:
    """Return numbers of which names that differ in one letter have one in common: of the key, and
    of the key without each of its letters.

    Digits always make a difference: IPv4 is not a misspelt IPv6. Short names have no numbers.
    """
    if len(name_key) < SHORTEST_NAME:
        return ()
    digits = "".join(filter(str.isdigit, name_key))
    shorter = {
        name_key[:place] + name_key[place + 1 :]
        for place, letter in enumerate(name_key)
        if not letter.isdigit()
    }
    return tuple(sorted({_number(f"{digits}/{key}".encode()) for key in (name_key, *shorter)}))


def _number(content: bytes) -> int:
    return int.from_bytes(blake2b(content, digest_size=8).digest(), "big", signed=True)
