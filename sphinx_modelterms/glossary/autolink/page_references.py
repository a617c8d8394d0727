"""Text and references that decide about the links of a whole page: text that many pages share, and
the terms that authors refer to.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable

    from sphinx_modelterms.glossary.autolink.page_text import Block, PageText
    from sphinx_modelterms.glossary.model import Mention, Target

GENERATED = frozenset({f"<rst_{place}>" for place in ("prolog", "epilog", "prologue", "epilogue")})
"""Sources that Sphinx gives text of ``rst_prolog`` and ``rst_epilog``, by version."""

FEW_PAGES = 2
"""Maximum number of pages that can share a text without being many."""


class SharedTexts:
    """Text that is on most pages: of ``rst_prolog``, ``rst_epilog`` and included files.

    :param shared: the result of :func:`shared_texts`
    """

    def __init__(self, shared: Collection[str] = ()) -> None:
        self._shared = shared

    def __call__(self, block: Block) -> bool:
        """Return True if *block* is such a text."""
        return bool(block.source) and (
            block.source in GENERATED
            or (bool(self._shared) and _digest_of_text(block) in self._shared)
        )


def included_texts(page: PageText) -> frozenset[str]:
    """Return digests of the texts on a page that come from other files."""
    blocks = (block for block in page.blocks if block.source and block.source not in GENERATED)
    return frozenset(map(_digest_of_text, blocks))


def shared_texts(included: Iterable[Collection[str]], pages: int) -> frozenset[str]:
    """Return the digests of the texts that are on most pages.

    :param included: the result of :func:`included_texts` for each page that has such texts
    :param pages: number of all pages
    """
    counts = Counter(chain.from_iterable(included))
    least = max(FEW_PAGES, pages // 2)
    return frozenset(text for text, count in counts.items() if count > least)


def _digest_of_text(block: Block) -> str:
    text = f"{block.source}\0{block.text}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class Referred(NamedTuple):
    """The terms that an author's references link on a page."""

    page: frozenset[Target]
    sections: frozenset[tuple[int, Target]]


def referred_terms(
    mentions: Iterable[Mention],
    blocks: Collection[Block],
    is_shared: Callable[[Block], bool],
    leads_to: Callable[[str, str, tuple[str, ...]], Target | None],
) -> Referred:
    """Return the terms that references on a page link, wherever they are: in text, headings,
    tables. References in shared texts say nothing about the page, so they are left out.

    :param mentions: the references on the page
    :param blocks: its text
    :param leads_to: resolves a reference, given its role, target and scopes
    """
    elsewhere: set[Hashable] = set()
    own: set[Hashable] = set()
    for block in blocks:
        kinds = {(role, target, block.scopes) for _, role, target in block.written}
        (elsewhere if kinds and is_shared(block) else own).update(kinds)
    found = [
        (mention.section, place)
        for mention in mentions
        if (key := (mention.role, mention.target, mention.scopes)) not in elsewhere - own
        and (place := leads_to(*key))
    ]
    return Referred(frozenset(place for _, place in found), frozenset(found))


def targets_in(
    block: Block, leads_to: Callable[[str, str, tuple[str, ...]], Target | None]
) -> list[Target]:
    """Return the targets of the references that the author wrote in a block."""
    places = (leads_to(role, target, block.scopes) for _, role, target in block.written)
    return [place for place in places if place]
