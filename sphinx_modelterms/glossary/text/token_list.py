"""Token lists: all tokens of a text at once, for searches that come back to the same tokens.

Names can begin at any token, and a search that reads the text again from each takes longer, the
more words names have. Here every token is made once, and the form by which it is compared is
looked up, since most words are in a text more than once.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, TypeVar

from sphinx_modelterms.glossary.text.tokens import (
    APOSTROPHES,
    HYPHENS,
    SIGNS,
    TEXTS,
    fold_word,
    is_unspaced,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Callable

BETWEEN = " "
"""Form of a gap, for every way of comparing words."""

BARRIER = "\0"
"""Form of what no name contains."""

ALL_SIGNS = frozenset(SIGNS + APOSTROPHES)

_MOST_KEPT = 50_000
"""Maximum number of words of which something is remembered."""

_LONGEST_KEPT = 100
"""Maximum length of such a word."""

FoundT = TypeVar("FoundT")


class Kept(dict[str, FoundT]):
    """Results of a function of words, which is called once for each of them.

    Looking a word up takes no step of Python, which :func:`functools.lru_cache` does not promise
    for all texts: a word of a megabyte is not kept.

    :param make: returns what is kept for a word
    """

    def __init__(self, make: Callable[[str], FoundT]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> FoundT:
        """Call the function, and keep what it returns."""
        found = self._make(word)
        if len(word) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[word] = found
        return found


def is_word_or_sign(text: str) -> bool:
    """Return True if the token with that text can be in a name."""
    first = text[0]
    return first.isalnum() or first in ALL_SIGNS or is_unspaced(first)


def _form(text: str, make: Callable[[str], str]) -> str:
    if is_word_or_sign(text):
        return make(text)
    return BETWEEN if text[0].isspace() or text in HYPHENS else BARRIER


FOLDED = Kept(lambda text: _form(text, fold_word))
"""The form of each token by which it is compared if letter case is ignored."""

WRITTEN = Kept(lambda text: _form(text, written))
"""The form by which it is compared if letter case matters."""


class TokenList:
    """The tokens of a text."""

    __slots__ = ("keys", "starts", "texts")

    def __init__(self, text: str) -> None:
        self.texts: list[str] = TEXTS.findall(text)
        self.keys = self.forms(FOLDED)
        self.starts = list(accumulate(map(len, self.texts), initial=0))
        """Offset of each token, and the length of the text."""

    def forms(self, kept: Kept[FoundT]) -> list[FoundT]:
        """Return what is kept for the text of each token."""
        return list(map(kept.__getitem__, self.texts))
