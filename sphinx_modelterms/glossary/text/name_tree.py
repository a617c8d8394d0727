"""The words of names, and the tree that they are looked up in."""

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
    """What it stands for, as the caller counts."""
    exact: bool = False
    """Whether letter case matters."""


Step = tuple[bool, str, str]
"""A word or sign: whether a gap is before it, its key, its letters."""


class NameNode:
    """What can follow the words that lead here."""

    __slots__ = ("_several", "long", "names", "next")

    def __init__(self) -> None:
        self.next: dict[tuple[bool, str], NameNode] = {}
        """By whether a gap is before it, and the next word."""
        self.names: list[tuple[str | None, int]] = []
        """Numbers of the names that end here, with their letters where case matters."""
        self.long = False
        """Whether names of many words begin with the words that lead here."""
        self._several: _Several | None = None

    def numbers(self, found: str) -> tuple[int, ...]:
        """The names that end here with the letters *found*."""
        if len(self.names) == 1:  # nearly always
            wanted, number = self.names[0]
            alone = wanted is None or wanted == found or wanted == letters_of(found)
            return (number,) if alone else ()
        if self._several is None:
            self._several = _Several(self.names)
        return self._several.numbers(found)


class _Several:
    """Names that differ in nothing, or in letter case only: each set of them is made once."""

    def __init__(self, names: Iterable[tuple[str | None, int]]) -> None:
        self._any: list[tuple[int, int]] = []
        """Place and number of those whose letter case does not matter."""
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
    """Nothing for a name that has more than words and signs."""
    words = name.replace("-", " ").split(" ")
    if name.isascii() and all(map(str.isalnum, words)):  # nearly always; the same, but faster
        return [(number > 0, word.lower(), word) for number, word in enumerate(words)]
    tokens = list(tokens_of(name.strip()))
    if not tokens or tokens[0].kind == GAP or any(token.kind == OTHER for token in tokens):
        return ()
    return list(_steps(tokens))


def _steps(tokens: Iterable[Token]) -> Iterator[Step]:
    """The words and signs among *tokens*."""
    apart = False
    for token in tokens:
        if token.kind != GAP:
            yield apart, token.key, written(token.text)
        apart = token.kind == GAP


def backwards(steps: Sequence[Step], exact: bool) -> Iterator[str]:
    """The symbols of a name from its end to its start."""
    for apart, key, letters in reversed(steps):
        yield letters if exact else key
        if apart:
            yield BETWEEN


def letters_of(text: str) -> str:
    return letters_from(_steps(tokens_of(text)))


def letters_from(steps: Iterable[Step]) -> str:
    return "".join(f" {text}" if apart else text for apart, _, text in steps)
