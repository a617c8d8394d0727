"""Candidates: the names in the text of a page that could become links."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.inline import BARRIER
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

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


class CandidateBlock(NamedTuple):
    """A block that contains names, or references that the author wrote."""

    block: Block
    candidates: tuple[Candidate, ...]


class PageCandidates(NamedTuple):
    """The candidates of a page; kept between builds, see :mod:`~sphinx_modelterms.incremental`."""

    blocks: tuple[CandidateBlock, ...]
    sections: tuple[Section, ...]
    off: bool
    """True if the page switches automatic links off."""
    audience: str


NO_CANDIDATES = PageCandidates((), (), False, "")


def find_candidates(page: PageText, matcher: Matcher) -> PageCandidates:
    """Return all names in the blocks of *page* that can be linked."""
    found = find_in_texts([block.text for block in page.blocks], matcher)
    blocks = (
        CandidateBlock(block, candidates)
        for block, candidates in zip(page.blocks, found, strict=True)
        if candidates or block.written
    )
    return PageCandidates(tuple(blocks), page.sections, page.off, page.audience)


def find_in_texts(texts: Sequence[str], matcher: Matcher) -> list[tuple[Candidate, ...]]:
    """Return the names in each of *texts*.

    The texts are searched as one text, which is faster: no name extends across a barrier.
    """
    found: list[list[Candidate]] = [[] for _ in texts]
    starts = list(accumulate((len(text) + 1 for text in texts), initial=0))
    for start, end, numbers in matcher.find(BARRIER.join(texts)):
        number = bisect_right(starts, start) - 1
        begin = starts[number]
        found[number].append(Candidate(start - begin, end - begin, numbers))
    return [tuple(candidates) for candidates in found]
