"""Definitions of all terms, and the names of terms used in them, for the quality rules."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.autolink.candidates import find_in_texts
from sphinx_modelterms.glossary.model import named_target
from sphinx_modelterms.glossary.relations import cycles
from sphinx_modelterms.glossary.text.common_words import word_set
from sphinx_modelterms.glossary.text.inline import prose
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import NamedTarget

_ARTICLES = word_set(
    "a an the der die das ein eine le la les l un une el los las una il lo gli i uno de het een "
    "o os as um uma"
)

MARKS = frozenset("\"'“”‘’«»„()[],:")

_BEFORE_NAME = _ARTICLES | MARKS

_BETWEEN_NAMES = _BEFORE_NAME | word_set("or also called known as short for")
"""Words between the names of a subject: "Top-p sampling, also called …"."""


class NameUse(NamedTuple):
    """Use of a term's name in a definition."""

    start: int
    end: int
    terms: tuple[int, ...]
    """Indexes in the list of terms of those with that name, the one that a reference finds first;
    empty if only an entry of Sphinx's own glossaries has it.
    """


class Review(NamedTuple):
    """The age at which reviews of terms are stale."""

    today: str
    """The date of the build, as ``YYYY-MM-DD``."""
    months: int


NO_REVIEW = Review("0001-01-01", 0)
"""A day before all reviews, so that none is stale."""


class Definitions:
    """The definitions of all terms, and the uses of terms' names in them.

    Names are found as for automatic links: with the same matcher and the same word forms.
    """

    def __init__(self, glossary: Glossary, review: Review = NO_REVIEW) -> None:
        self.glossary = glossary
        self.terms = glossary.terms
        self.review = review

    @cached_property
    def texts(self) -> list[str]:
        """The running text of each definition."""
        return [prose(term.definition) for term in self.terms]

    @cached_property
    def names(self) -> list[list[NameUse]]:
        """The names of terms in each definition, in order of the text."""
        # Imported here: only some rules need it.
        from sphinx_modelterms.glossary.autolink.name_table import NameTable

        table = NameTable(self.glossary)
        numbers: dict[NamedTarget, list[int]] = defaultdict(list)
        for number, term in enumerate(self.terms):
            numbers[named_target(term)].append(number)
        return [
            [
                NameUse(start, end, tuple(chain.from_iterable(map(numbers.__getitem__, owners))))
                for start, end, names in found
                if (owners := table.owners(names, text[start:end], origin)) is not None
            ]
            for text, found, origin in zip(
                self.texts,
                find_in_texts(self.texts, table.matcher),
                map(self.glossary.origin_of, self.terms),
                strict=True,
            )
        ]

    def subject_end(self, number: int) -> int:
        """Return the offset in a definition at which its subject ends, if that is the term itself,
        else 0.

        An article may precede the name, and other names of the term may follow it.
        """
        own = {use.start: use.end for use in self.names[number] if number in use.terms}
        return _subject_end(self.texts[number], own) if own else 0

    def uses(self, number: int) -> list[NameUse]:
        """Return the names in a definition that are not its subject."""
        return self._uses[number]

    @cached_property
    def _uses(self) -> list[list[NameUse]]:
        ends = map(self.subject_end, range(len(self.terms)))
        return [
            [use for use in names if use.start >= end]
            for names, end in zip(self.names, ends, strict=True)
        ]

    @cached_property
    def cycles(self) -> dict[int, list[list[int]]]:
        """Cycles of definitions that use each other, by their first term."""
        graph = {}
        for number in range(len(self.terms)):
            # If terms share a name, references find the first.
            used = (
                use.terms[0] for use in self.uses(number) if use.terms and number not in use.terms
            )
            graph[number] = list(dict.fromkeys(used))
        by_first = defaultdict(list)
        for cycle in cycles(graph):
            by_first[cycle[0]].append(cycle)
        return by_first


def _subject_end(text: str, own: Mapping[int, int]) -> int:
    """Return the end of the last own name that only other names and joining words precede.

    :param own: start and end of each own name
    """
    from sphinx_modelterms.glossary.text.tokens import GAP, tokens_of

    end = position = 0
    skipped = _BEFORE_NAME
    for token in tokens_of(text):
        if token.start < position:
            continue
        if token.start in own:
            position = end = own[token.start]
            skipped = _BETWEEN_NAMES
        elif token.kind != GAP and token.key not in skipped:
            break
    return end
