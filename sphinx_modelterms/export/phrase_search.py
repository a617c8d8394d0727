"""Search of the text for phrases that may be terms: capitalized ones, and noun phrases."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from operator import itemgetter
from typing import TYPE_CHECKING

from sphinx_modelterms.export.noun_phrases import is_article, is_noun_phrase, singular
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.text.sentences import begins_sentence
from sphinx_modelterms.glossary.text.tokens import GAP, HYPHENS, WORD, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_modelterms.glossary.autolink.page_text import Block
    from sphinx_modelterms.glossary.text.tokens import Token

Words = tuple[str, ...]
"""The words of a phrase as they are compared, the last one in the singular."""

LONGEST = 4
"""Maximum number of words of a phrase."""

HYPHEN_SIGNS = frozenset(HYPHENS)


class Occurrence(NamedTuple):
    """A place in the text with a phrase."""

    docname: str
    block: Block
    start: int
    end: int

    @property
    def text(self) -> str:
        """The phrase as written, on one line."""
        return " ".join(self.block.text[self.start : self.end].split())

    @property
    def is_hyphenated(self) -> bool:
        """True if the phrase is one word with hyphens, or part of one."""
        text = self.block.text
        around = {text[max(0, self.start - 1) : self.start], text[self.end : self.end + 1]}
        is_one_word = " " not in self.text and not HYPHEN_SIGNS.isdisjoint(self.text)
        return is_one_word or not HYPHEN_SIGNS.isdisjoint(around)


class PhraseSearch:
    """The phrases that were found so far.

    :param english: True to find noun phrases and single capitalized words, too
    """

    def __init__(self, english: bool) -> None:
        self._english = english
        self.capitalized: dict[Words, list[Occurrence]] = defaultdict(list)
        self.repeated: dict[Words, list[Occurrence]] = defaultdict(list)
        """The noun phrases of two words or more."""
        self.after_article: Counter[Words] = Counter()
        """Number of occurrences of each noun phrase after an article, another determiner or a
        preposition.
        """
        self.after_by: Counter[Words] = Counter()
        """Number of occurrences of each capitalized phrase after "by": "patch by Jane Doe"."""
        self.words: Counter[str] = Counter()
        """Number of occurrences of each word."""

    def search(self, docname: str, block: Block, names: Sequence[tuple[int, int]]) -> None:
        """Search a block of text.

        :param names: the places of the names of terms in it, in order
        """
        for run in _runs(block.text):
            self.words.update(token.key for token in run)
            for some in self._capitalized_in(block, run):
                place = Occurrence(docname, block, some[0].start, some[-1].end)
                if not _is_within(place, names) and not place.is_hyphenated:
                    self.capitalized[_words(some)].append(place)
                    before = block.text[max(0, place.start - 4) : place.start].split()
                    self.after_by[_words(some)] += before[-1:] == ["by"]
            if self._english:
                self._add_repeated(docname, block, run, names)

    def _capitalized_in(self, block: Block, run: list[Token]) -> Iterator[list[Token]]:
        """Yield the longest sequences of capitalized words in *run* that begin within a
        sentence.
        """
        position = 0
        while position < len(run):
            end = position
            while end < len(run) and run[end].text[0].isupper() and run[end].text.isalpha():
                end += 1
            some = run[position:end]
            position = end + 1
            if some and begins_sentence(block.text, some[0].start):
                some = some[1:]
            is_name = not all(token.text.removesuffix("s").isupper() for token in some)
            if is_name and (1 if self._english else 2) <= len(some) <= LONGEST:
                yield some

    def _add_repeated(
        self, docname: str, block: Block, run: list[Token], names: Sequence[tuple[int, int]]
    ) -> None:
        for first in range(len(run) - 1):
            for last in range(first + 2, min(first + LONGEST, len(run)) + 1):
                some = run[first:last]
                words = _words(some)
                if not is_noun_phrase(words) or not _is_small(block, some):
                    continue
                place = Occurrence(docname, block, some[0].start, some[-1].end)
                if _is_within(place, names) or place.is_hyphenated:
                    continue
                self.repeated[words].append(place)
                self.after_article[words] += first > 0 and is_article(run[first - 1].key)


def _runs(text: str) -> Iterator[list[Token]]:
    """Yield the words of *text* in runs, with only spaces and hyphens between them."""
    run: list[Token] = []
    for token in tokens_of(text):
        if token.kind == WORD:
            run.append(token)
        elif token.kind != GAP and run:
            yield run
            run = []
    if run:
        yield run


def _words(tokens: list[Token]) -> Words:
    return (*(token.key for token in tokens[:-1]), singular(tokens[-1].key))


def _is_within(place: Occurrence, names: Sequence[tuple[int, int]]) -> bool:
    """Return True if a phrase is part of a name, or is one."""
    # By bisection: a block can have thousands of phrases and names.
    number = bisect_right(names, place.start, key=itemgetter(0)) - 1
    return number >= 0 and place.end <= names[number][1]


def _is_small(block: Block, words: list[Token]) -> bool:
    """Return True if *words* are in lower case, apart from the beginning of a sentence."""
    first, *others = words
    return all(token.text.islower() for token in others) and (
        first.text.islower() or begins_sentence(block.text, first.start)
    )
