"""The tree (trie) of the words of names, in which the matcher looks names up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.long_names import BETWEEN
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.text.tokens import GAP, OTHER, tokens_of, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_modelterms.glossary.text.tokens import Token


class Name(NamedTuple):
    """A name to find."""

    text: str
    number: int
    """Number by which the caller knows the name."""
    exact: bool = False
    """True if letter case has to be the same."""


Step = tuple[bool, str, str]
"""A word or sign: True if a gap precedes it, its key for comparison, its letters as written."""


class NameNode:
    """A node of the tree: the words that can follow those on the way to it."""

    __slots__ = ("_several", "long", "names", "next")

    def __init__(self) -> None:
        self.next: dict[tuple[bool, str], NameNode] = {}
        """Child nodes, by (True if a gap precedes the next word, key of that word)."""
        self.names: list[tuple[str | None, int]] = []
        """Numbers of the names that end here, with their letters if letter case matters."""
        self.long = False
        """True if the words on the way here are the beginning of a name of many words."""
        self._several: _Several | None = None

    def numbers(self, found: str) -> tuple[int, ...]:
        """Return the numbers of the names that end here and may be written as *found*."""
        if len(self.names) == 1:  # nearly always the case
            wanted, number = self.names[0]
            alone = wanted is None or wanted == found or wanted == letters_of(found)
            return (number,) if alone else ()
        if self._several is None:
            self._several = _Several(self.names)
        return self._several.numbers(found)


class _Several:
    """Groups of names that are equal but for letter case; each combination is built once."""

    def __init__(self, names: Iterable[tuple[str | None, int]]) -> None:
        self._any: list[tuple[int, int]] = []
        """Position and number of the names whose letter case does not matter."""
        self._exact: dict[str, list[tuple[int, int]]] = {}
        for place, (wanted, number) in enumerate(names):
            alike = self._any if wanted is None else self._exact.setdefault(wanted, [])
            alike.append((place, number))
        self._made = {"": tuple(number for _, number in self._any)}

    def numbers(self, found: str) -> tuple[int, ...]:
        letters = found if found in self._exact else letters_of(found) if self._exact else ""
        if letters not in self._exact:
            return self._made[""]
        if letters not in self._made:
            merged = sorted([*self._any, *self._exact[letters]])
            self._made[letters] = tuple(number for _, number in merged)
        return self._made[letters]


def steps_of_name(name: str) -> Sequence[Step]:
    """Return the steps of *name*; none if it contains anything but words and signs."""
    words = name.replace("-", " ").split(" ")
    # Nearly always the case; gives the same steps, but faster.
    if name.isascii() and all(map(str.isalnum, words)):
        return [(number > 0, word.lower(), word) for number, word in enumerate(words)]
    tokens = list(tokens_of(name.strip()))
    if not tokens or tokens[0].kind == GAP or any(token.kind == OTHER for token in tokens):
        return ()
    return list(_steps(tokens))


def _steps(tokens: Iterable[Token]) -> Iterator[Step]:
    """Yield a step for each word and sign among *tokens*."""
    apart = False
    for token in tokens:
        if token.kind != GAP:
            yield apart, token.key, written(token.text)
        apart = token.kind == GAP


def backwards(steps: Sequence[Step], exact: bool) -> Iterator[str]:
    """Yield the symbols of a name from its end to its start, for :class:`LongNames`."""
    for apart, key, letters in reversed(steps):
        yield letters if exact else key
        if apart:
            yield BETWEEN


def letters_of(text: str) -> str:
    return letters_from(_steps(tokens_of(text)))


def letters_from(steps: Iterable[Step]) -> str:
    return "".join(f" {text}" if apart else text for apart, _, text in steps)
