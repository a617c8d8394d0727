"""Made-up text from a seed.

Made-up words keep the projects free of data files; their lengths and frequencies are about those
of English, since Sphinx's search index, the dearest part of a build, depends on both.
"""

from __future__ import annotations

import random
from itertools import accumulate, product

VOCABULARY = 3000
"""Number of different words in running text."""

NAME_WORDS = 700
"""Number of further words for names, so that no name is in the text by chance."""


class Words:
    """A source of made-up text."""

    def __init__(self, seed: int, name_words: int = NAME_WORDS) -> None:
        self.random = random.Random(seed)
        words = self._make_words(VOCABULARY + name_words)
        self._vocabulary, self._rare = words[:VOCABULARY], words[VOCABULARY:]
        # Zipf's law: the n-th word is used 1/n times as often as the first.
        self._weights = list(accumulate(1 / n for n in range(1, VOCABULARY + 1)))

    def text(self, count: int) -> list[str]:
        """*count* words."""
        return self.random.choices(self._vocabulary, cum_weights=self._weights, k=count)

    def short_names(self, count: int) -> list[str]:
        """*count* different names, every second one of two words.

        No word of running text is in them, and no name contains another.
        """
        single, words = self._rare[: count // 2], self._rare[count // 2 :]
        side = next(n for n in range(1, len(words)) if n * n >= count)
        pairs = [f"{first} {last}" for first, last in product(words[:side], words[side:])]
        return [*single, *self.random.sample(pairs, count - len(single))]

    def names(self, count: int) -> list[str]:
        """*count* different names of two words, in no order.

        No word of running text is in them, and none begins with a word that another ends with.
        """
        side = next(n for n in range(1, NAME_WORDS) if n * n >= count)
        words = [word.title() for word in self._rare[: 2 * side]]
        pairs = [f"{first} {last}" for first, last in product(words[:side], words[side:])]
        return self.random.sample(pairs, count)

    def _make_words(self, count: int) -> list[str]:
        syllables = ["".join(pair) for pair in product("bdfgklmnprstv", "aeiou")]
        words: dict[str, None] = {}
        while len(words) < count:
            # Frequent words are short ones.
            length = self.random.choice((1, 2, 2) if len(words) < 60 else (2, 3, 3, 4))
            words["".join(self.random.choices(syllables, k=length))] = None
        return list(words)
