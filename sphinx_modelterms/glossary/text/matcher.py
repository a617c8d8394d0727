"""Matcher of names in running text: a walk over its words along a tree of the words of names.

The time grows with the text and not with the number or length of names. Matches are taken from
left to right, and the longest one wins. No regular expression is made of a name, so no name can
make matching slow.

Most words begin no name, and most names continue after a plain space, so both cases are handled
with lists of words; rarer ones (signs within names, scripts without spaces) are read token by
token.
"""

from __future__ import annotations

from itertools import chain, compress, count
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.borders import ALWAYS_AFTER, ALWAYS_BEFORE, is_whole
from sphinx_modelterms.glossary.text.long_names import LongNames
from sphinx_modelterms.glossary.text.name_tree import (
    Name,
    NameNode,
    Step,
    backwards,
    ends_by_tokens,
    letters_from,
    steps_of_name,
)
from sphinx_modelterms.glossary.text.reading_walk import Match, ReadingWalk, new_match
from sphinx_modelterms.glossary.text.spelling import Spelling
from sphinx_modelterms.glossary.text.stem_names import StemNames
from sphinx_modelterms.glossary.text.token_list import (
    ALL_SIGNS,
    FOLDED,
    WRITTEN,
    TokenList,
)
from sphinx_modelterms.glossary.text.tokens import plain_words, written
from sphinx_modelterms.glossary.text.word_list import (
    PLAIN_GAPS,
    WordList,
    ends_by_words,
    word_list,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


MANY_STEPS = 12
"""Maximum number of words and signs of a name in the tree; :class:`LongNames` has longer ones."""


class Matcher:
    """Finder of all occurrences of given names.

    :param names: in any order; a name that contains anything but words and signs is never found
    :param spelling: the rules of the language for letter case and for what is attached to words
    """

    def __init__(self, names: Iterable[Name], spelling: Spelling | None = None) -> None:
        self._spelling = spelling or Spelling()
        self._attached = self._spelling.attached
        self._root = NameNode()
        self._long = LongNames(FOLDED, self._attached)
        self._long_exact = LongNames(WRITTEN, self._attached)
        self._by_stems = StemNames(self._spelling.inflected) if self._spelling.inflected else None
        unify = self._spelling.unify
        for name in names:
            text = unify(name.text)
            if name.by_stems:
                if self._by_stems:
                    self._by_stems.add(text, name.number)
            elif (words := plain_words(text)) and len(words) <= MANY_STEPS:
                self._add_words(words, name)
            elif steps := steps_of_name(text):
                self._add(name, steps)
        self._first = self._root.joined
        self._words = dict(self._first)
        """The nodes of words with which names begin, after signs if there are any."""
        led = _words_after_signs(self._first)
        self._by_words = "" not in led
        for key, signs in led.items():
            self._words.setdefault(key, NameNode()).led = frozenset(signs)
        self._tokens: tuple[str, TokenList] | None = None
        self._walk: ReadingWalk | None = None
        if self._spelling.attaches or self._by_stems:
            self._walk = ReadingWalk(self._first, self._spelling, self._names_at, self._by_stems)

    def _add_words(self, words: list[str], name: Name) -> None:
        """Add a name as :meth:`_add` does, but faster."""
        first, *others = [word.lower() for word in words]
        node = self._root.joined.get(first) or self._root.child(False, first)
        for word in others:
            node = node.after.get(word) or node.child(True, word)
        node.end(" ".join(words) if name.exact else None, name.number)

    def _add(self, name: Name, steps: Sequence[Step]) -> None:
        node = self._root
        for apart, key, _ in steps[:MANY_STEPS]:
            node = node.child(apart, key)
        if len(steps) > MANY_STEPS:
            node.begin_long()
            others = self._long_exact if name.exact else self._long
            others.add(backwards(steps, name.exact), name.number)
        else:
            node.end(letters_from(steps) if name.exact else None, name.number)

    def find(self, text: str) -> Iterator[Match]:
        """Yield the names in *text* from left to right; they never overlap."""
        text = self._spelling.unify(text)
        if self._walk:
            yield from self._walk.find(text, self._listed(text))
        elif (words := word_list(text) if self._by_words else None) is None:
            yield from self._find_by_tokens(text)
        else:
            yield from self._find_by_words(text, words)
        self._tokens = None
        self._long.forget()
        self._long_exact.forget()

    def _listed(self, text: str) -> TokenList:
        """Return the tokens of *text*, which are made only once."""
        if self._tokens is None or self._tokens[0] is not text:
            self._tokens = text, TokenList(text)
        return self._tokens[1]

    def _find_by_tokens(self, text: str) -> Iterator[Match]:
        tokens = self._listed(text)
        done = 0
        nodes = list(map(self._first.get, tokens.keys))
        for number, node in zip(compress(count(), nodes), filter(None, nodes), strict=True):
            start = tokens.starts[number]
            if start < done:
                continue
            if found := self._longest(text, start, ends_by_tokens(tokens, number, node)):
                yield found
                done = found.end

    def _find_by_words(self, text: str, words: WordList) -> Iterator[Match]:
        keys, lengths = words.keys, words.lengths
        padded = text + " "  # both ends of the text are borders of words
        attached = self._attached
        done = 0
        nodes = list(map(self._words.get, keys))
        for number, node in zip(compress(count(), nodes), filter(None, nodes), strict=True):
            start = lengths[number] + number  # the separator, one character before each word
            if start < done:
                continue
            following = node.after.get(keys[number + 1])
            end = lengths[number + 1] + number
            if following is None:
                numbers = node.plain if keys[number + 1] and not node.joined else node.last
            elif padded[end] in PLAIN_GAPS:
                numbers = following.last
                end = lengths[number + 2] + number + 1
            else:
                numbers = ()
            if numbers and (
                (padded[start - 1] in ALWAYS_BEFORE and padded[end] in ALWAYS_AFTER)
                or (not node.led and is_whole(text, start, end, attached))
            ):
                done = end
                yield new_match((start, end, numbers))
            elif found := self._longest_by_words(text, words, number, node, done):
                done = found.end
                yield found

    def _longest_by_words(
        self, text: str, words: WordList, number: int, node: NameNode, done: int
    ) -> Match | None:
        """Return the longest name that begins with the word *number*, or with signs before it.

        :param done: offset before which no name may begin
        """
        start = words.lengths[number] + number
        if node.led and start > done and text[start - 1] in ALL_SIGNS:
            found = self._after_signs(text, words, number, done)
            if found:
                return found
        following = words.keys[number + 1]
        if following in node.after or node.joined or (node.after and not following):
            return self._longest(text, start, ends_by_words(words, number, node))
        if node.ends:
            return self._names_at(node, text, start, words.lengths[number + 1] + number)
        return None

    def _after_signs(self, text: str, words: WordList, number: int, done: int) -> Match | None:
        """Return the name that begins with signs right before the word *number*, such as
        ``.NET``.
        """
        led = self._words[words.keys[number]].led
        begin = start = words.lengths[number] + number
        while begin > done and start - begin < MANY_STEPS and text[begin - 1] in ALL_SIGNS:
            begin -= 1
        for place in range(begin, start):
            if written(text[place:start]) in led:
                ends = ends_by_words(words, number - (start - place), self._root)
                found = self._longest(text, place, ends)
                if found and found.end > start:
                    return found
        return None

    def _longest(self, text: str, start: int, ends: list[tuple[NameNode, int]]) -> Match | None:
        """Return the longest name that begins at *start*.

        :param ends: where names can end, the longest last
        """
        for node, end in reversed(ends):
            if found := self._names_at(node, text, start, end):
                return found
        return None

    def _names_at(self, node: NameNode, text: str, start: int, end: int) -> Match | None:
        """Return the names that end here, if these are whole words with the right letter case;
        longer names are tried if the words are also the beginning of one.
        """
        if node.long and (longer := self._longer(text, start)):
            return longer
        if not is_whole(text, start, end, self._attached):
            return None
        numbers = node.numbers(text[start:end])
        return Match(start, end, numbers) if numbers else None

    def _longer(self, text: str, start: int) -> Match | None:
        """Return the longest name of many words that begins at *start*."""
        tokens = self._listed(text)
        found = self._long.at(text, tokens, start), self._long_exact.at(text, tokens, start)
        ends = [longer.end for longer in found if longer]
        if not ends:
            return None
        end = max(ends)
        numbers = (longer.numbers for longer in found if longer and longer.end == end)
        return Match(start, end, tuple(sorted(chain.from_iterable(numbers))))


def _words_after_signs(first: dict[str, NameNode]) -> dict[str, set[str]]:
    """Return the signs that names begin with, by the word that follows them.

    Names that consist of signs only are listed under the empty word.
    """
    led: dict[str, set[str]] = {}
    todo = [(key, node) for key, node in first.items() if _is_sign(key)]
    while todo:
        signs, node = todo.pop()
        if node.ends or node.after:
            led[""] = set()
        for key, following in node.joined.items():
            if _is_sign(key):
                todo.append((signs + key, following))
            else:
                led.setdefault(key, set()).add(signs)
    return led


def _is_sign(key: str) -> bool:
    return ALL_SIGNS.issuperset(key)
