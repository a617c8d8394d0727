"""The limits of automatic links: for each term on a page or in a section, and for each block."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.autolink.decisions import with_rule
from sphinx_modelterms.glossary.autolink.rules import ONCE_A_PAGE, ONCE_A_SECTION, LinkRule

if TYPE_CHECKING:
    from collections.abc import Hashable, Set

    from sphinx_modelterms.glossary.autolink.decisions import Decision
    from sphinx_modelterms.glossary.autolink.page_references import Referred
    from sphinx_modelterms.glossary.autolink.page_text import Block
    from sphinx_modelterms.glossary.autolink.rules import Settings
    from sphinx_modelterms.glossary.model import Target


class LinkLimits:
    """The limits of the links on a page, with the number of links so far.

    :param referred: the terms that references of the author link
    """

    def __init__(self, settings: Settings, referred: Referred) -> None:
        self._settings = settings
        self._is_once = settings.mode in {ONCE_A_PAGE, ONCE_A_SECTION}
        self._by_section = settings.mode == ONCE_A_SECTION
        self._referred: Set[Hashable] = referred.sections if self._by_section else referred.page
        self._links: dict[Hashable, int] = defaultdict(int)
        """Number of links by target; if these are limited in sections, by section and target,
        too.
        """

    def count(self, block: Block, place: Target, change: int = 1) -> None:
        """Add *change* to the number of links to *place* from a block."""
        self._links[place] += change
        if self._by_section:
            self._links[block.section, place] += change

    def applied_to(self, decisions: list[Decision]) -> list[Decision]:
        """Take back links beyond the limits in the decisions on one block, and return these."""
        wanted: list[tuple[int, Target]] = []
        for number, decision in enumerate(decisions):
            if decision.rule is LinkRule.LINKED:
                place = decision.meaning.place
                if rule := self._too_many(decision.block, place):
                    decisions[number] = with_rule(decision, rule)
                else:
                    self.count(decision.block, place)
                    wanted.append((number, place))
        budget = self._settings.budget
        if 0 < budget < len(wanted):
            wanted.sort(key=lambda found: _by_specificity(decisions[found[0]]))
            for number, place in wanted[budget:]:
                decision = decisions[number]
                self.count(decision.block, place, -1)
                decisions[number] = with_rule(decision, LinkRule.BUDGET)
        return decisions

    def _too_many(self, block: Block, place: Target) -> LinkRule | None:
        limit = self._settings.limit
        if self._is_once:
            key = (block.section, place) if self._by_section else place
            if key in self._referred:
                return LinkRule.REFERENCE
            if self._links[key]:
                return LinkRule.LATER
        return LinkRule.LIMIT if limit and self._links[place] >= limit else None


def _by_specificity(decision: Decision) -> tuple[int, int, int]:
    """Return a sort key: more words first, then more letters, then the earlier place."""
    text = decision.text
    return _minus_words(text), -len(text), decision.candidate.start


@lru_cache(maxsize=50_000)
def _minus_words(text: str) -> int:
    return -len(text.replace("-", " ").split())
