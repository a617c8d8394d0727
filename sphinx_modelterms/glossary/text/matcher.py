"""Matcher of names in running text: a walk over its words along a tree of the words of names.

The time grows with the text and not with the number or length of names. Matches are taken from
left to right, and the longest one wins. No regular expression is made of a name, so no name can
make matching slow.

Most words begin no name and most names go on with a plain space, so both cases are handled with
lists of words; rarer ones (signs within names, scripts without spaces) are read token by token.
"""

from __future__ import annotations

import re
from itertools import accumulate, chain, compress
from operator import attrgetter
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.long_names import LongNames
from sphinx_modelterms.glossary.text.name_tree import (
    Name,
    NameNode,
    Step,
    backwards,
    letters_from,
    steps_of_name,
)
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.text.tokens import (
    APOSTROPHES,
    GAP,
    NEEDS_CARE,
    OTHER,
    SIGN,
    SIGNS,
    fold_word,
    is_whole,
    tokens_of,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


MANY_STEPS = 12
"""Maximum number of words and signs of a name in the tree; :class:`LongNames` has longer ones."""

PLAIN_GAPS = frozenset(" \n-")
"""Gaps between the words of most names, if a single one of them stands alone."""

ALL_SIGNS = frozenset(SIGNS + APOSTROPHES)

NO_GAPS = frozenset(",;:!?()\0")
"""Characters across which no name extends."""

_TYPOGRAPHIC = "’‘‚‛“”–—…\u00a0"
"""Characters other than ASCII that most texts contain."""

_ONLY_WORDS = "".join(chr(code) if chr(code).isalnum() else " " for code in range(128))
"""Table for ``str.translate`` that turns each ASCII character outside of words into a space."""

_NO_WORD = re.compile(r"[\W_]")


class Match(NamedTuple):
    """An occurrence of a name in a text."""

    start: int
    end: int
    numbers: tuple[int, ...]
    """Numbers of the names that it can be; several if names are spelt alike."""


class Matcher:
    """Finder of all occurrences of given names.

    :param names: in any order; a name that contains anything but words and signs is never found
    """

    def __init__(self, names: Iterable[Name]) -> None:
        self._root = NameNode()
        self._long = LongNames(attrgetter("key"))
        self._long_exact = LongNames(lambda token: written(token.text))
        for name in names:
            if steps := steps_of_name(name.text):
                self._add(name, steps)
        self._first = {key: node for (_, key), node in self._root.next.items()}
        self._led = _words_after_signs(self._first)
        self._beginnings = self._first.keys() | self._led.keys()
        self._by_words = "" not in self._led

    def _add(self, name: Name, steps: Sequence[Step]) -> None:
        node = self._root
        for apart, key, _ in steps[:MANY_STEPS]:
            following = node.next.get((apart, key))
            if following is None:
                following = node.next[apart, key] = NameNode()
            node = following
        if len(steps) > MANY_STEPS:
            node.long = True
            others = self._long_exact if name.exact else self._long
            others.add(backwards(steps, name.exact), name.number)
        else:
            node.names.append((letters_from(steps) if name.exact else None, name.number))

    def find(self, text: str) -> Iterator[Match]:
        """Yield the names in *text* from left to right; they never overlap."""
        words = _words(text) if self._by_words else None
        if words is None:
            yield from self._find_by_tokens(text)
        else:
            yield from self._find_by_words(text, *words)
        self._long.forget()
        self._long_exact.forget()

    def _find_by_tokens(self, text: str) -> Iterator[Match]:
        done = 0
        for token in tokens_of(text):
            node = self._first.get(token.key) if token.start >= done else None
            if node and (found := self._longest(text, token.start, token.end, node)):
                yield found
                done = found.end

    def _find_by_words(self, text: str, keys: list[str], lengths: list[int]) -> Iterator[Match]:
        first, led = self._first, self._led
        done = 0
        for number in compress(range(len(keys)), map(self._beginnings.__contains__, keys)):
            key = keys[number]
            start = lengths[number] + number  # the separator, one character before each word
            found = self._after_sign(text, start, key, done) if led else None
            if found is None and start >= done and (node := first.get(key)):
                if node.next:
                    found = self._longest_by_words(text, keys, lengths, number, node)
                else:
                    found = self._names_at(node, text, start, lengths[number + 1] + number)
            if found:
                yield found
                done = found.end

    def _longest_by_words(
        self, text: str, keys: list[str], lengths: list[int], number: int, node: NameNode
    ) -> Match | None:
        """Return the longest name that begins with the word *number*.

        :param node: the words that can follow that word
        """
        start, end = lengths[number] + number, lengths[number + 1] + number
        found = self._names_at(node, text, start, end) if node.names or node.long else None
        while node.next and end < len(text):
            number += 1
            if keys[number] and text[end] in PLAIN_GAPS:
                following = node.next.get((True, keys[number]))
                if following is None:
                    return found
                node, end = following, lengths[number + 1] + number
                if node.names or node.long:
                    found = self._names_at(node, text, start, end) or found
            elif text[end] in NO_GAPS:
                return found
            else:
                return self._longest(text, start, end, node) or found
        return found

    def _after_sign(self, text: str, start: int, key: str, done: int) -> Match | None:
        """Return the name that begins with signs right before the word at *start*, such as
        ``.NET``.
        """
        led = self._led.get(key)
        if not led:
            return None
        begin = start
        while begin > done and start - begin < MANY_STEPS and text[begin - 1] in ALL_SIGNS:
            begin -= 1
        for place in range(begin, start):
            signs = written(text[place:start])
            if signs in led:
                found = self._longest(text, place, place + 1, self._first[signs[0]])
                if found and found.end > start:
                    return found
        return None

    def _longest(self, text: str, start: int, end: int, node: NameNode) -> Match | None:
        """Return the longest name that begins at *start*, read token by token.

        :param end: end of the words that lead to *node*
        :param node: the words that can follow them
        """
        found = self._names_at(node, text, start, end) if node.names or node.long else None
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
            if node.names or node.long:
                found = self._names_at(node, text, start, token.end) or found
        return found

    def _names_at(self, node: NameNode, text: str, start: int, end: int) -> Match | None:
        """Return the names that end here, if these are whole words with the right letter case;
        longer names are tried if the words are also the beginning of one.
        """
        if node.long and (longer := self._longer(text, start)):
            return longer
        if not is_whole(text, start, end):
            return None
        numbers = node.numbers(text[start:end])
        return Match(start, end, numbers) if numbers else None

    def _longer(self, text: str, start: int) -> Match | None:
        """Return the longest name of many words that begins at *start*."""
        found = self._long.at(text, start), self._long_exact.at(text, start)
        ends = [longer.end for longer in found if longer]
        if not ends:
            return None
        end = max(ends)
        numbers = (longer.numbers for longer in found if longer and longer.end == end)
        return Match(start, end, tuple(sorted(chain.from_iterable(numbers))))


def _words(text: str) -> tuple[list[str], list[int]] | None:
    """Split *text* at each character that is in no word: the words as they are compared, and the
    total length of the words before each.

    :returns: ``None`` if the text has words that are more than runs of letters and digits
    """
    lower = text.lower()
    # Lower-casing a Turkish dotted İ gives two characters, which would shift every offset.
    if len(lower) != len(text):
        return None
    for mark in _TYPOGRAPHIC:
        lower = lower.replace(mark, " ")
    if lower.isascii():
        words = lower.translate(_ONLY_WORDS).split(" ")
        keys = words
    elif NEEDS_CARE.search(lower):
        return None
    else:
        words = _NO_WORD.sub(" ", lower).split(" ")
        keys = [word if word.isascii() else fold_word(word) for word in words]
    return keys, list(accumulate(map(len, words), initial=0))


def _words_after_signs(first: dict[str, NameNode]) -> dict[str, set[str]]:
    """Return the signs that names begin with, by the word that follows them.

    Names that consist of signs only are listed under the empty word.
    """
    led: dict[str, set[str]] = {}
    todo = [(key, node) for key, node in first.items() if _is_sign(key)]
    while todo:
        signs, node = todo.pop()
        if node.names or node.long:
            led[""] = set()
        for (apart, key), following in node.next.items():
            if apart:
                led[""] = set()
            elif _is_sign(key):
                todo.append((signs + key, following))
            else:
                led.setdefault(key, set()).add(signs)
    return led


def _is_sign(key: str) -> bool:
    return all(token.kind == SIGN for token in tokens_of(key))
