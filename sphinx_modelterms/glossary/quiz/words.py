"""The words of a text as quizzes compare them: without endings, and without stop words."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.common_words import EVERYDAY, word_set
from sphinx_modelterms.glossary.text.tokens import LETTER, WORD, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORT = 3
"""Maximum number of letters of a short word, which only longer words that begin with all of its
letters repeat, or an equal one if it is even shorter.
"""

FEWEST_SHARED = 4
"""Minimum number of letters that two forms of a word begin with."""

MANY_SHARED = 5
"""Number of letters at the start of two words that make them alike, whatever follows."""

MOST_DIFFERENT = 3
"""Maximum number of letters of the shorter of two forms of a word that the other doesn't have."""

LINKING = word_set(
    "a an and are as at by for from in into is it its not of on or that the to was were with"
)
"""Words that no name is known by."""

_ENDINGS = (
    "izations", "isations", "ization", "isation", "ations", "ation", "ments", "ment", "ings",
    "ing", "ions", "ion", "ers", "ies", "ed", "er", "es", "e", "s", "y",
)  # fmt: skip

_LONG_ENDINGS = tuple(ending for ending in _ENDINGS if len(ending) >= SHORT)

_FEWEST_LEFT = 3


@lru_cache(maxsize=20_000)
def words_in_text(text: str) -> tuple[str, ...]:
    """Return the words of *text* that mean something, each once, in lower case.

    >>> words_in_text("The k likeliest tokens, and the k-th token")
    ('k', 'likeliest', 'tokens', 'th', 'token')
    """
    words = (token.key for token in words_of(text) if token.kind in {WORD, LETTER})
    return tuple(dict.fromkeys(word for word in words if word not in EVERYDAY))


def stem(word: str) -> str:
    """Return *word* without its ending.

    >>> stem("tokens"), stem("tokenization"), stem("training"), stem("bias")
    ('token', 'token', 'train', 'bia')
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _FEWEST_LEFT:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=20_000)
def stems_in(text: str) -> frozenset[str]:
    """Return the stems of the words of *text*."""
    return frozenset(map(stem, words_in_text(text)))


def likeness(stems: frozenset[str], others: frozenset[str]) -> float:
    """Return which share of their stems two texts have in common, from 0 to 1.

    >>> likeness(stems_in("the share of positive cases"), stems_in("a share of the cases"))
    0.8
    """
    total = len(stems) + len(others)
    return 2 * len(stems & others) / total if total else 0.0


def share_of(stems: frozenset[str], others: frozenset[str]) -> float:
    """Return which share of *stems* the *others* have, from 0 to 1."""
    return len(stems & others) / len(stems) if stems else 0.0


@lru_cache(maxsize=20_000)
def words_of_name(name: str) -> tuple[str, ...]:
    """Return the words of *name*, in lower case: also those that mean little, as they tell, too.

    >>> words_of_name("Held-Out Set"), words_of_name("Human in the Loop")
    (('held', 'out', 'set'), ('human', 'loop'))
    """
    words = (token.key for token in words_of(name) if token.kind in {WORD, LETTER})
    return tuple(dict.fromkeys(word for word in words if word not in LINKING))


def repeated(words: Iterable[str], text: str) -> frozenset[str]:
    """Return those of *words* that *text* has, too, in some form or as part of a word.

    >>> sorted(repeated(["tokenizer", "log", "memory"], "A token that the logarithm memorizes"))
    ['log', 'memory', 'tokenizer']
    >>> sorted(repeated(["self", "backprop", "decoder"], "goes back to the encoder itself"))
    ['backprop', 'decoder', 'self']
    >>> sorted(repeated(["parameter", "step"], "Parallel stages"))
    []
    """
    others = words_of_name(text)
    return frozenset(word for word in words if any(_is_alike(word, other) for other in others))


def same(words: Iterable[str], text: str) -> frozenset[str]:
    """Return those of *words* that *text* has letter by letter, in the singular or plural.

    >>> sorted(same(["deep", "learning"], "it learns deeper")), sorted(same(["model"], "models"))
    ([], ['model'])
    """
    others = {word.removesuffix("s") for word in words_of_name(text)}
    return frozenset(word for word in words if word.removesuffix("s") in others)


def begun(words: Iterable[str], text: str) -> frozenset[str]:
    """Return those of *words*, if they are long, that begin with the first letters of a word of
    *text*: with many, or with all that it has.

    >>> sorted(begun(["moderation", "model", "node"], "models, moderators, an ode"))
    ['model', 'moderation']
    >>> sorted(begun(["toolbox"], "a tool"))
    ['toolbox']
    """
    begins = {other[:MANY_SHARED] for other in words_of_name(text)}
    counts = range(1, MANY_SHARED + 1)
    return frozenset(
        word
        for word in words
        if len(word) >= MANY_SHARED and any(word[:count] in begins for count in counts)
    )


@lru_cache(maxsize=200_000)
def _is_alike(word: str, other: str) -> bool:
    if word == other:
        return True
    shorter, longer = sorted((word, other.replace("selves", "self")), key=len)
    if len(shorter) <= SHORT:
        is_whole = len(shorter) == SHORT and shorter not in EVERYDAY
        return is_whole and longer.startswith(shorter)
    if longer.startswith(shorter) or longer.endswith(shorter):
        return True
    if len(shorter) > FEWEST_SHARED and shorter in longer:
        return True
    # Few words have anything in common; the letters of those that have are counted.
    if shorter[-MANY_SHARED:] == longer[-MANY_SHARED:]:
        end = _same_letters(shorter[::-1], longer[::-1])
        if end >= MANY_SHARED and not shorter[-end:].endswith(_LONG_ENDINGS):
            return True
    if shorter[:FEWEST_SHARED] != longer[:FEWEST_SHARED]:
        return False
    begin = _same_letters(shorter, longer)
    return begin >= MANY_SHARED or (
        len(shorter) - begin <= MOST_DIFFERENT and 2 * begin > len(shorter)
    )


def _same_letters(shorter: str, longer: str) -> int:
    """Return with how many equal letters two words begin."""
    pairs = zip(shorter, longer, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), len(shorter))
