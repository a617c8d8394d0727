"""Candidates: the names in the text of a page that could become links."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.inline import BARRIER
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple, maker_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_modelterms.glossary.autolink.page_text import Block, PageText
    from sphinx_modelterms.glossary.model import Section
    from sphinx_modelterms.glossary.text.matcher import Matcher


class Candidate(NamedTuple):
    """An occurrence of a name in the text of a block."""

    start: int
    end: int
    numbers: tuple[int, ...]
    """Numbers of the names in the name table that it can be."""


new_candidate = maker_of(Candidate)


class CandidateBlock(NamedTuple):
    """A block that contains names, or references that the author wrote."""

    block: Block
    candidates: tuple[Candidate, ...]


class PageCandidates(NamedTuple):
    """The candidates of a page."""

    blocks: tuple[CandidateBlock, ...]
    sections: tuple[Section, ...]
    off: bool
    """True if the page switches automatic links off."""
    audience: str
    without: tuple[str, ...] = ()
    """Names of the terms that the page doesn't link automatically."""

    @property
    def has_any(self) -> bool:
        """True if there is a name."""
        return any(block.candidates for block in self.blocks)


NO_CANDIDATES = PageCandidates((), (), False, "")


def find_candidates(page: PageText, matcher: Matcher) -> PageCandidates:
    """Return all names in the blocks of *page* that can be linked."""
    found = find_in_texts([block.text for block in page.blocks], matcher)
    blocks = (
        CandidateBlock(block, candidates)
        for block, candidates in zip(page.blocks, found, strict=True)
        if candidates or block.written
    )
    return PageCandidates(tuple(blocks), page.sections, page.off, page.audience, page.without)


def find_in_texts(texts: Sequence[str], matcher: Matcher) -> list[tuple[Candidate, ...]]:
    """Return the names in each of *texts*.

    The texts are searched as one text, which is faster: no name extends across a barrier.
    """
    found: list[list[Candidate]] = [[]]
    ends = accumulate(len(text) + 1 for text in texts)
    begin, end = 0, next(ends, 0)
    for start, stop, numbers in matcher.find(BARRIER.join(texts)):
        while start >= end:
            begin, end = end, next(ends)
            found.append([])
        found[-1].append(new_candidate((start - begin, stop - begin, numbers)))
    found += [[] for _ in range(len(texts) - len(found))]
    return [tuple(candidates) for candidates in found[: len(texts)]]
