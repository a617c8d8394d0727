"""The tree (trie) of the words of names, in which the matcher looks names up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple, maker_of
from sphinx_modelterms.glossary.text.token_list import BETWEEN
from sphinx_modelterms.glossary.text.tokens import GAP, OTHER, plain_words, tokens_of, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_modelterms.glossary.text.token_list import TokenList
    from sphinx_modelterms.glossary.text.tokens import Token


class Name(NamedTuple):
    """A name to find."""

    text: str
    number: int
    """Number by which the caller knows the name."""
    exact: bool = False
    """True if letter case has to be the same."""
    by_stems: bool = False
    """True if the forms of it are to be found whose words have the same stems."""


new_name = maker_of(Name)

Step = tuple[bool, str, str]
"""A word or sign: True if a gap precedes it, its key for comparison, its letters as written."""


class NameNode:
    """A node of the tree: the words that can follow those on the way to it."""

    __slots__ = ("_several", "after", "ends", "joined", "last", "led", "long", "names", "plain")

    after: dict[str, NameNode]
    joined: dict[str, NameNode]

    def __init__(self) -> None:
        self.after = _NO_NODES
        """Child nodes by the key of the next word, if a gap precedes it."""
        self.joined = _NO_NODES
        """Child nodes by the key of the next word or sign, if nothing precedes it."""
        self.names: list[tuple[str | None, int]] = []
        """Numbers of the names that end here, with their letters if letter case matters."""
        self.ends = False
        """True if a name ends here, or the words on the way here begin a name of many words."""
        self.long = False
        """True if the words on the way here are the beginning of a name of many words."""
        self.plain: tuple[int, ...] = ()
        """Number of the only name that ends here, if its letter case does not matter."""
        self.last: tuple[int, ...] = ()
        """The same, if no longer name begins with the words on the way here."""
        self.led: frozenset[str] = frozenset()
        """Signs before the word with which a name can begin, such as the full stop of ``.NET``."""
        self._several: _Several | None = None

    @property
    def has_next(self) -> bool:
        """True if longer names begin with the words on the way here."""
        return bool(self.after or self.joined)

    def child(self, apart: bool, key: str) -> NameNode:
        """Return the node of the next word, which is made if there is none yet."""
        found = (self.after if apart else self.joined).get(key)
        if found is not None:
            return found
        self.last = ()
        if apart:
            self.after = self.after or {}
            return self.after.setdefault(key, NameNode())
        self.joined = self.joined or {}
        return self.joined.setdefault(key, NameNode())

    def end(self, letters: str | None, number: int) -> None:
        """Add a name that ends here."""
        self.plain = (number,) if letters is None and not self.ends else ()
        self.last = () if self.after or self.joined else self.plain
        self.names.append((letters, number))
        self.ends = True

    def begin_long(self) -> None:
        """Have the words on the way here begin a name of many words."""
        self.long = self.ends = True
        self.plain = self.last = ()

    def numbers(self, found: str) -> tuple[int, ...]:
        """Return the numbers of the names that end here and may be written as *found*."""
        if len(self.names) == 1:  # nearly always the case
            wanted, number = self.names[0]
            alone = wanted is None or wanted == found or wanted == letters_of(found)
            return (number,) if alone else ()
        if self._several is None:
            self._several = _Several(self.names)
        return self._several.numbers(found)


_NO_NODES: dict[str, NameNode] = {}
"""The children of all nodes that have none."""


class _Several:
    """Groups of names that differ only in letter case; each combination is built once."""

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
    if words := plain_words(name):  # gives the same steps, but faster
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


def ends_by_tokens(tokens: TokenList, number: int, node: NameNode) -> list[tuple[NameNode, int]]:
    """Return where names can end that begin with the token *number*: each node of a name that the
    tokens lead to, and the end of the last token.

    :param node: the node of that token
    """
    keys, starts = tokens.keys, tokens.starts
    ends = []
    while True:
        number += 1
        if node.ends:
            ends.append((node, starts[number]))
        if number == len(keys):
            break
        key, children = keys[number], node.joined
        if key == BETWEEN:
            number += 1
            if number == len(keys):
                break
            key, children = keys[number], node.after
        following = children.get(key)
        if following is None:
            break
        node = following
    return ends
