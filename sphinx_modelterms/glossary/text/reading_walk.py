"""Walk over a text in which one written word can be read in several ways.

Names are also found here by the stems of their words, if the project asks for that.

In Arabic, Hebrew and Korean, articles, prepositions and particles are written together with the
word, so each word has a few readings. The walk follows all of them along the tree of names at
once. Their number has a limit, so the time still grows with the text only.
"""

from __future__ import annotations

from itertools import compress, count
from operator import add
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.borders import is_whole
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple, maker_of
from sphinx_modelterms.glossary.text.token_list import (
    BARRIER,
    BETWEEN,
    Kept,
    is_word_or_sign,
)
from sphinx_modelterms.glossary.text.tokens import fold_word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sphinx_modelterms.glossary.text.name_tree import NameNode
    from sphinx_modelterms.glossary.text.spelling import Spelling
    from sphinx_modelterms.glossary.text.stem_names import StemNames, StemSearch
    from sphinx_modelterms.glossary.text.token_list import TokenList

MOST_PATHS = 8
"""Maximum number of paths in the tree of names that are followed at once."""


class Match(NamedTuple):
    """An occurrence of a name in a text."""

    start: int
    end: int
    numbers: tuple[int, ...]
    """Numbers of the names that it can be; several if names are spelt alike."""


new_match = maker_of(Match)


class _Step(NamedTuple):
    """A reading of a written word, as a step in the tree of names."""

    key: str
    lead: int
    trail: int
    plain: bool
    """True if nothing is attached to the word."""


class _Path(NamedTuple):
    """A path in the tree of names that the words of a text have followed."""

    node: NameNode
    start: int
    """Offset of the first letter of the name."""
    plain: bool
    """True if nothing is attached to the words."""


class ReadingWalk:
    """Finder of names in texts whose words have several readings.

    :param first: the nodes of the first words of names
    :param names_at: returns the names that end at a node, given the text and both offsets
    :param by_stems: finds names by the stems of their words
    """

    def __init__(
        self,
        first: Mapping[str, NameNode],
        spelling: Spelling,
        names_at: Callable[[NameNode, str, int, int], Match | None],
        by_stems: StemNames | None = None,
    ) -> None:
        self._by_stems = by_stems
        self._first = first
        self._spelling = spelling
        self._names_at = names_at
        self._beginnings = Kept(self._steps_of_first)
        """The readings of each word with which a name can begin."""
        self._others = Kept(lambda word: tuple(self._steps_of(word, is_first=False)))
        """The readings of each word within a name."""

    def find(self, text: str, tokens: TokenList) -> Iterator[Match]:
        """Yield the names in *text* from left to right; they never overlap."""
        beginnings = tokens.forms(self._beginnings)
        stems = self._by_stems.search(tokens) if self._by_stems else None
        may_begin = map(add, beginnings, stems.beginnings) if stems else beginnings
        done = 0
        for position in compress(count(), may_begin):
            if tokens.starts[position] < done:
                continue
            steps = beginnings[position]
            found = self._longest(text, tokens, position, steps) if steps else None
            if stems:
                found = self._longest_by_stems(text, tokens, stems, position, found)
            if found:
                yield found
                done = found.end

    def _steps_of_first(self, word: str) -> tuple[_Step, ...]:
        if not is_word_or_sign(word):
            return ()
        steps = self._steps_of(word, is_first=True)
        return tuple(step for step in steps if step.key in self._first)

    def _steps_of(self, word: str, *, is_first: bool) -> Iterator[_Step]:
        for reading in self._spelling.readings(word, is_first):
            plain = not (reading.lead or reading.trail)
            yield _Step(fold_word(reading.text), reading.lead, reading.trail, plain)

    def _longest(
        self, text: str, tokens: TokenList, position: int, steps: Sequence[_Step]
    ) -> Match | None:
        """Return the longest name that begins with a token; of equally long ones, that to which
        nothing is attached.

        :param steps: the readings of that token
        """
        start = tokens.starts[position]
        begun = [(_Path(self._first[s.key], start + s.lead, s.plain), s) for s in steps]
        best: Match | None = None
        while True:
            position += 1
            following: dict[int, _Path] = {}
            for path, step in begun:
                if path.node.ends:
                    end = tokens.starts[position]
                    best = self._better(best, self._match(text, start, end, path, step))
                if not step.trail:
                    following.setdefault(id(path.node), path)
            paths = list(following.values())[:MOST_PATHS]
            key = tokens.keys[position] if position < len(tokens.keys) else BARRIER
            apart = key == BETWEEN
            if apart:
                position += 1
                key = tokens.keys[position] if position < len(tokens.keys) else BARRIER
            if key in {BARRIER, BETWEEN} or not any(path.node.has_next for path in paths):
                return best
            begun = [
                (_Path(node, path.start, path.plain and step.plain), step)
                for step in self._others[tokens.texts[position]]
                for path in paths
                if (node := (path.node.after if apart else path.node.joined).get(step.key))
            ]
            if not begun:
                return best

    def _match(self, text: str, start: int, end: int, path: _Path, step: _Step) -> Match | None:
        """Return the match of the names that a path ends with."""
        node, first, plain = path
        if plain:
            return self._names_at(node, text, start, end)
        if not node.names or not is_whole(text, start, end, self._spelling.attached):
            return None
        end -= step.trail
        numbers = node.numbers(text[first:end])
        begin = start if self._spelling.covers_prefix else first
        return Match(begin, end, numbers) if numbers else None

    def _longest_by_stems(
        self, text: str, tokens: TokenList, stems: StemSearch, position: int, best: Match | None
    ) -> Match | None:
        """Return *best*, or a longer name that is found by stems."""
        start = tokens.starts[position]
        for end, numbers in stems.at(position):
            longer = best is None or end > best.end
            if longer and is_whole(text, start, end, self._spelling.attached):
                best = Match(start, end, numbers)
        return best

    @staticmethod
    def _better(best: Match | None, found: Match | None) -> Match | None:
        return found if found and (best is None or found.end > best.end) else best
