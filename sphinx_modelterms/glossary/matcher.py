"""Finding names in text: a walk over its words along a tree of the words of all names.

The time grows with the text and not with the number of names; the longest name wins, from left to
right. No pattern is ever made of a name.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from sphinx_modelterms.glossary.tokens import (
    GAP,
    NEEDS_CARE,
    OTHER,
    SIGN,
    fold_word,
    is_whole,
    tokens_of,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WORD = re.compile(r"([^\W_]+)")


class Name(NamedTuple):
    """A name to find."""

    text: str
    number: int
    """What it stands for, as the caller counts."""
    exact: bool = False
    """Whether letter case matters."""


class Match(NamedTuple):
    """A name in a text."""

    start: int
    end: int
    numbers: tuple[int, ...]
    """What it can stand for; several if names are the same."""


class _Node:
    """What can follow the words that lead here."""

    __slots__ = ("names", "next")

    def __init__(self) -> None:
        self.next: dict[tuple[bool, str], _Node] = {}
        """By whether a gap is before it, and the next word."""
        self.names: list[tuple[str | None, int]] = []
        """Numbers of the names that end here, with their letters where case matters."""


class Matcher:
    """Finds all of some names.

    :param names: in any order; one that has more than words and signs is never found
    """

    def __init__(self, names: Iterable[Name]) -> None:
        self._root = _Node()
        for name in names:
            steps = list(_steps(name.text))
            if not steps or steps[0][0] or any(t.kind == OTHER for t in tokens_of(name.text)):
                continue
            node = self._root
            for apart, key, _ in steps:
                node = node.next.setdefault((apart, key), _Node())
            node.names.append((_letters(steps) if name.exact else None, name.number))
        self._first = {key: node for (_, key), node in self._root.next.items()}
        signs = (token.kind == SIGN for key in self._first for token in tokens_of(key))
        self._by_words = not any(signs)

    def find(self, text: str) -> Iterator[Match]:
        """The names in *text*, which never overlap, from left to right."""
        done = 0
        for start, end, key in self._candidates(text):
            if start >= done and (found := self._longest(text, start, end, self._first[key])):
                yield found
                done = found.end

    def _candidates(self, text: str) -> Iterator[tuple[int, int, str]]:
        """The words that a name begins with: start, end, key.

        Most words begin none, so they are told apart without a step of Python for each.
        """
        if not self._by_words or NEEDS_CARE.search(text):
            for token in tokens_of(text):
                if token.key in self._first:
                    yield token.start, token.end, token.key
            return
        pieces = _WORD.split(text)  # what is between, a word, what is between, ...
        words = pieces[1::2]
        lower = text.isascii()
        keys = [word.lower() for word in words] if lower else [fold_word(word) for word in words]
        hits = [number for number, key in enumerate(keys) if key in self._first]
        if hits:
            ends = list(accumulate(map(len, pieces)))
            for number in hits:
                yield ends[2 * number], ends[2 * number + 1], keys[number]

    def _longest(self, text: str, start: int, end: int, node: _Node) -> Match | None:
        """The longest name that begins at *start*.

        :param end: of its first word
        :param node: what can follow that
        """
        found = self._names_at(node, text, start, end) if node.names else None
        if not node.next:
            return found
        apart = False
        for token in tokens_of(text, end):
            if token.kind == GAP and not apart:
                apart = True
                continue
            following = None if token.kind in {GAP, OTHER} else node.next.get((apart, token.key))
            if following is None:
                break
            node, apart = following, False
            if node.names:
                found = self._names_at(node, text, start, token.end) or found
        return found

    @staticmethod
    def _names_at(node: _Node, text: str, start: int, end: int) -> Match | None:
        """The names that end here, if the words stand alone and in their letters."""
        if not is_whole(text, start, end):
            return None
        numbers = tuple(
            number
            for wanted, number in node.names
            if wanted is None or wanted == _letters(_steps(text[start:end]))
        )
        return Match(start, end, numbers) if numbers else None


def _steps(name: str) -> Iterator[tuple[bool, str, str]]:
    """The words and signs of a name: whether a gap is before each, its key, its letters."""
    apart = False
    for token in tokens_of(name.strip()):
        if token.kind != GAP:
            yield apart, token.key, written(token.text)
        apart = token.kind == GAP


def _letters(steps: Iterable[tuple[bool, str, str]]) -> str:
    return "".join(f" {text}" if apart else text for apart, _, text in steps)
