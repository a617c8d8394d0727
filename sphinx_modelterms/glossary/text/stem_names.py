"""Names in the inflected forms of languages, found by the stems of their words."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.name_tree import steps_of_name
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.text.stems import SHORTEST, UMLAUTS, is_inflected, stemmer
from sphinx_modelterms.glossary.text.token_list import (
    BETWEEN,
    FOLDED,
    Kept,
    TokenList,
    is_word_or_sign,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

MOST_STEPS = 12
"""Maximum number of words and signs of a name that is found by stems."""

MOST_FORMS = 1000
"""Maximum number of forms of one name that are remembered."""


class StemMatch(NamedTuple):
    """Names of which the words from one token to another can be a form."""

    end: int
    numbers: tuple[int, ...]


class _StemNode:
    """A node of the tree of stems."""

    __slots__ = ("_forms", "_names", "_numbers", "_sorted", "after", "joined")

    def __init__(self) -> None:
        self.after: dict[str, _StemNode] = {}
        """Child nodes by the stem of the next word, if a gap precedes it."""
        self.joined: dict[str, _StemNode] = {}
        """Child nodes by the stem of the next word or sign, if nothing precedes it."""
        self._names: dict[tuple[str, ...], None] = {}
        """The words of each name that ends here."""
        self._numbers: set[int] = set()
        self._sorted: tuple[int, ...] = ()
        self._forms: dict[tuple[str, ...], bool] = {}

    def add(self, words: tuple[str, ...], number: int) -> None:
        """Add a name that ends here."""
        self._names[words] = None
        self._numbers.add(number)
        self._sorted = ()

    def numbers(self, words: tuple[str, ...], language: str) -> tuple[int, ...]:
        """Return the numbers of the names that end here, if *words* are a form of one of them."""
        found = self._forms.get(words)
        if found is None:
            if len(self._forms) >= MOST_FORMS:
                self._forms.clear()
            found = self._forms[words] = any(
                all(map(is_inflected, name, words, repeat(language))) for name in self._names
            )
        if not found:
            return ()
        self._sorted = self._sorted or tuple(sorted(self._numbers))
        return self._sorted


class StemNames:
    """Finder of names by the stems of their words.

    :param languages: those whose rules are used
    """

    def __init__(self, languages: Iterable[str]) -> None:
        self._roots = {language: _StemNode() for language in languages if stemmer(language)}
        self._beginnings: set[str] = set()
        """The first letters of all names, as a stem is only looked up for words with one of them.
        """
        self._nodes = Kept(self._nodes_of_first)
        """The nodes of the words with which names can begin."""
        self.stems = {language: Kept(_stem_of(language)) for language in self._roots}
        """The stems of words by language."""

    def add(self, name: str, number: int) -> None:
        """Add a name."""
        steps = steps_of_name(name)
        words = tuple(key for _, key, _ in steps)
        if not words or len(words) > MOST_STEPS or not any(map(_can_be_inflected, words)):
            return
        self._nodes.clear()
        self._beginnings.add(_beginning(words[0]))
        for language, node in self._roots.items():
            for apart, key, _ in steps:
                children = node.after if apart else node.joined
                node = children.setdefault(_stem(key, language), _StemNode())
            node.add(words, number)

    def search(self, tokens: TokenList) -> StemSearch:
        """Prepare the search in a text."""
        return StemSearch(self, tokens, tokens.forms(self._nodes))

    def find(self, text: str) -> tuple[int, ...]:
        """Return the names of which all of *text* is a form."""
        tokens = TokenList(text)
        found = self.search(tokens).at(0) if tokens.keys else ()
        numbers = (n for match in found if match.end == len(text) for n in match.numbers)
        return tuple(sorted(set(numbers)))

    def _nodes_of_first(self, text: str) -> tuple[tuple[str, _StemNode], ...]:
        if not is_word_or_sign(text):
            return ()
        key = FOLDED[text]
        if _beginning(key) not in self._beginnings:
            return ()
        found = (
            (language, root.joined.get(_stem(key, language)))
            for language, root in self._roots.items()
        )
        return tuple((language, node) for language, node in found if node)


class StemSearch:
    """Search for names by stems in a text.

    :param beginnings: for each token the nodes of the names that can begin with it
    """

    def __init__(
        self,
        names: StemNames,
        tokens: TokenList,
        beginnings: list[tuple[tuple[str, _StemNode], ...]],
    ) -> None:
        self.beginnings = beginnings
        self._stems = names.stems
        self._tokens = tokens

    def at(self, position: int) -> Iterator[StemMatch]:
        """Yield the names that can begin at a token.

        All names with the same stems are returned if the words are a form of one of them: which
        one is meant, stems do not tell.
        """
        for language, node in self.beginnings[position]:
            yield from self._along(language, node, position)

    def _along(self, language: str, node: _StemNode, position: int) -> Iterator[StemMatch]:
        keys, stems = self._tokens.keys, self._stems[language]
        words: tuple[str, ...] = (keys[position],)
        while True:
            position += 1
            if numbers := node.numbers(words, language):
                yield StemMatch(self._tokens.starts[position], numbers)
            if position == len(keys):
                return
            children = node.joined
            if keys[position] == BETWEEN:
                position += 1
                if position == len(keys):
                    return
                children = node.after
            following = children.get(stems[keys[position]]) if children else None
            if following is None:
                return
            node = following
            words += (keys[position],)


def _can_be_inflected(word: str) -> bool:
    return word.isalpha() and len(word) >= SHORTEST


def _stem_of(language: str) -> Callable[[str], str]:
    return lambda key: _stem(key, language)


def _stem(key: str, language: str) -> str:
    stem = stemmer(language)
    return stem(key) if stem and _can_be_inflected(key) else key


def _beginning(word: str) -> str:
    return word[:SHORTEST].translate(UMLAUTS)
