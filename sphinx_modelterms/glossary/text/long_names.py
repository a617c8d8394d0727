"""Finding names of many words in one pass over a text, from its end (Aho-Corasick).

Walking the tree of names from each word takes as many steps as names have words: in a text that
repeats one word, the length of the text times that of the name. So names of many words are put
into a tree from their last word to their first, in which each node also has a fallback to continue
with when the next word does not fit (Aho and Corasick, 1975). One pass then finds where each name
begins.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.attached import NOTHING
from sphinx_modelterms.glossary.text.borders import is_whole
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.text.token_list import BARRIER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_modelterms.glossary.text.attached import Attached
    from sphinx_modelterms.glossary.text.token_list import Kept, TokenList

MOST_TRIES = 20
"""Maximum number of names tried that begin at one place, the longest first.

Shorter ones are tried only if the longer ones turn out to be parts of other words.
"""

ROOT = 0

Symbol = str
"""A word or sign as it is compared, or the form of the gap between two words."""


class LongMatch(NamedTuple):
    """A name of many words in a text."""

    end: int
    numbers: tuple[int, ...]


class _Place(NamedTuple):
    """A place in a text where names begin."""

    position: int
    """Index in the list of tokens."""
    node: int
    """Node of the longest name that begins there."""


class LongNames:
    """Finder of names of many words.

    :param forms: the forms of tokens by which they are compared
    :param attached: what the language attaches to words with a sign
    """

    def __init__(self, forms: Kept[str], attached: Attached = NOTHING) -> None:
        self._forms = forms
        self._attached = attached
        self._next: list[dict[Symbol, int]] = [{}]
        self._depth = [0]
        self._numbers: list[tuple[int, ...]] = [()]
        self._fallback: list[int] = []
        """Fallback of each node: the node of the longest proper suffix of its symbols
        in the tree.
        """
        self._ending: list[int] = []
        """For each node the nearest node that ends a name, among itself and its fallbacks."""
        self._tokens: TokenList | None = None
        self._places: dict[int, _Place] = {}

    def add(self, symbols: Iterable[Symbol], number: int) -> None:
        """Add a name.

        :param symbols: its symbols from its end to its start
        """
        node = ROOT
        for symbol in symbols:
            following = self._next[node].get(symbol)
            if following is None:
                following = len(self._next)
                self._next[node][symbol] = following
                self._next.append({})
                self._depth.append(self._depth[node] + 1)
                self._numbers.append(())
            node = following
        self._numbers[node] += (number,)
        self._fallback = []

    def at(self, text: str, tokens: TokenList, start: int) -> LongMatch | None:
        """Return the longest name that begins at *start*; the text is walked only once, on the
        first call.
        """
        if tokens is not self._tokens:
            self._walk(tokens)
        place = self._places.get(start)
        if place is None:
            return None
        node = place.node
        for _ in range(MOST_TRIES):
            if node == ROOT:
                break
            end = tokens.starts[place.position + self._depth[node]]
            if is_whole(text, start, end, self._attached):
                return LongMatch(end, self._numbers[node])
            node = self._ending[self._fallback[node]]
        return None

    def forget(self) -> None:
        """Release the text that was walked last."""
        self._tokens, self._places = None, {}

    def _walk(self, tokens: TokenList) -> None:
        if not self._fallback:
            self._link()
        self._tokens = tokens
        self._places = {}
        if len(self._next) == 1:
            return  # there are no names
        starts, symbols = tokens.starts, tokens.forms(self._forms)
        node = ROOT
        for position in range(len(symbols) - 1, -1, -1):
            symbol = symbols[position]
            node = ROOT if symbol == BARRIER else self._step(node, symbol)
            if ending := self._ending[node]:
                self._places[starts[position]] = _Place(position, ending)

    def _step(self, node: int, symbol: Symbol) -> int:
        """Return the node for the longest suffix of the symbols read so far that is in
        the tree.
        """
        while (following := self._next[node].get(symbol)) is None:
            if node == ROOT:
                return ROOT
            node = self._fallback[node]
        return following

    def _link(self) -> None:
        """Compute the fallbacks breadth-first: each one needs those of shorter suffixes."""
        self._fallback = [ROOT] * len(self._next)
        self._ending = [ROOT] * len(self._next)
        todo = deque([ROOT])
        while todo:
            node = todo.popleft()
            for symbol, following in self._next[node].items():
                if node != ROOT:
                    self._fallback[following] = self._step(self._fallback[node], symbol)
                fallback = self._ending[self._fallback[following]]
                self._ending[following] = following if self._numbers[following] else fallback
                todo.append(following)
