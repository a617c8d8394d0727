"""Linker: decides which names in the text become links, by the rules in their order."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.autolink.block_marks import BlockMarks
from sphinx_modelterms.glossary.autolink.name_table import AVOID, is_everyday, is_ordinary
from sphinx_modelterms.glossary.autolink.page_text import Passage
from sphinx_modelterms.glossary.autolink.rules import (
    OFF,
    ONCE_A_PAGE,
    ONCE_A_SECTION,
    LinkRule,
    Settings,
)
from sphinx_modelterms.glossary.model import Target
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.text.sentences import begins_sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable, Iterator

    from sphinx_modelterms.glossary.autolink.candidates import (
        Candidate,
        CandidateBlock,
        PageCandidates,
    )
    from sphinx_modelterms.glossary.autolink.name_table import Meaning, NameTable
    from sphinx_modelterms.glossary.autolink.page_text import Block
    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Condition


class Decision(NamedTuple):
    """The decision about a name in the text: linked, or the rule that prevents it."""

    block: Block
    candidate: Candidate
    meaning: Meaning
    rule: LinkRule

    @property
    def text(self) -> str:
        """The words as written in the text."""
        return self.block.text[self.candidate.start : self.candidate.end]

    @property
    def passage(self) -> Passage:
        """The words with the text around them."""
        return Passage(
            self.block.text, self.candidate.start, self.candidate.end, self.block.opaque
        )


class AutoLink(NamedTuple):
    """An automatic link to be rendered."""

    block: int
    """Number of the block on the page."""
    start: int
    end: int
    target: Target
    text: str
    """The linked words; rendering compares them, so that no others are linked if the page was
    changed after it was read.
    """


class Linker:
    """Decides which names on pages are linked.

    :param holds: returns True if a condition around a block (``only``, ``ifconfig``) is met
    :param leads_to: resolves a reference, given its role and target
    """

    def __init__(
        self,
        glossary: Glossary,
        table: NameTable,
        settings: Settings,
        holds: Callable[[Condition], bool],
        leads_to: Callable[[str, str], Target | None],
    ) -> None:
        self._glossary = glossary
        self.table = table
        self._settings = settings
        self.holds = holds
        self._leads_to = leads_to
        self._levels = {key: number for number, key in enumerate(settings.levels)}
        self._marked: Block | None = None
        """The block to which :attr:`_marks` belong."""
        self._marks = BlockMarks((), ())

    def decide(self, docname: str, page: PageCandidates) -> list[Decision]:
        """Return the decision about each name on a page, in order of the text."""
        decisions: list[Decision] = []
        links: dict[Hashable, int] = defaultdict(int)
        kept = list(self.kept(page))
        found = [self._meanings(some) for some in kept]
        written = [self._written(some.block) for some in kept]
        named = self._named(docname, kept, found, written)
        for some, judged, places in zip(kept, found, written, strict=True):
            for place in places:
                _count(links, some.block, place)
            around = named[some.block.section]
            ruled = (
                decision._replace(rule=rule)
                if (rule := self._judge(docname, page, decision, around)) is not LinkRule.LINKED
                else decision
                for decision in judged
            )
            decisions += self._within_limits(ruled, links)
        return decisions

    def _meanings(self, some: CandidateBlock) -> list[Decision]:
        """Return the names in a block with their meanings, all of them marked as linked."""
        block = some.block
        return [
            Decision(
                block,
                candidate,
                self.table.meaning(candidate.numbers, block.text[candidate.start : candidate.end]),
                LinkRule.LINKED,
            )
            for candidate in some.candidates
        ]

    def _written(self, block: Block) -> list[Target]:
        """Return the targets of the references that the author wrote in a block."""
        places = (self._leads_to(role, target) for _, role, target in block.written)
        return [place for place in places if place]

    @staticmethod
    def _named(
        docname: str,
        kept: Iterable[CandidateBlock],
        found: Iterable[list[Decision]],
        written: Iterable[list[Target]],
    ) -> dict[int, set[Target]]:
        """Return the targets of all terms that each section names: as text, by reference or by its
        card.
        """
        named: dict[int, set[Target]] = defaultdict(set)
        for some, decisions, places in zip(kept, found, written, strict=True):
            here = named[some.block.section]
            # By identity: a name can have thousands of meanings and occur thousands of times.
            meanings = {id(d.meaning): d.meaning for d in decisions}
            here |= {target for m in meanings.values() for target, _ in m.targets}
            here.update(places)
            here.add(Target(docname, some.block.card))
        return named

    def kept(self, page: PageCandidates) -> Iterator[CandidateBlock]:
        """Yield the blocks that this builder shows."""
        for some in page.blocks:
            if all(map(self.holds, some.block.conditions)):
                yield some

    def _judge(
        self,
        docname: str,
        page: PageCandidates,
        decision: Decision,
        named: Collection[Target],
    ) -> LinkRule:
        """Return the rule that the name and its place lead to, whatever else is linked.

        :param named: the targets of the terms that the section names
        """
        block, meaning = decision.block, decision.meaning
        if page.off or docname in self._settings.without:
            return LinkRule.PAGE
        if meaning.kind == AVOID:
            own = any(self._is_own(target, docname, block) for target, _ in meaning.targets)
            return LinkRule.OWN_CARD if own else LinkRule.AVOIDED
        if self._settings.mode == OFF:
            return LinkRule.OFF
        rule = self._rule_of_place(decision)
        if rule is LinkRule.LINKED:
            rule = self._rule_of_target(meaning.targets[0].target, docname, page.audience, block)
        if rule is LinkRule.LINKED and not meaning.chosen:
            rule = self._rule_of_name(decision, named)
        return rule

    def _rule_of_place(self, decision: Decision) -> LinkRule:
        start, end, _ = decision.candidate
        block = decision.block
        if block.spans or block.raw_html_spans:
            if block is not self._marked:
                self._marked, self._marks = block, BlockMarks(block.spans, block.raw_html_spans)
            if self._marks.cut_emphasis(start, end) or self._marks.forbid_links(start, end):
                return LinkRule.MARKUP
        return LinkRule.AMBIGUOUS if len(decision.meaning.targets) > 1 else LinkRule.LINKED

    def _rule_of_name(self, decision: Decision, named: Collection[Target]) -> LinkRule:
        """Return the rule for names that are also ordinary words."""
        name = decision.meaning.text
        if len(name) == 1 and name.isascii():
            return LinkRule.SHORT
        if is_everyday(name) and not _is_meant(decision):
            return LinkRule.EVERYDAY
        if is_ordinary(name, decision.meaning.alias):
            neighbours = self._glossary.neighbours.get(decision.meaning.targets[0].target)
            return (
                LinkRule.ALONE if neighbours and neighbours.isdisjoint(named) else LinkRule.LINKED
            )
        return LinkRule.LINKED

    def _rule_of_target(
        self, target: Target, docname: str, audience: str, block: Block
    ) -> LinkRule:
        if self._is_own(target, docname, block):
            return LinkRule.OWN_CARD
        term = self._glossary.term_at(target)
        if term is not None and term.no_autolink:
            return LinkRule.TERM
        if term is not None and audience in self._levels:
            easier = self._levels.get(term.level, len(self._levels)) < self._levels[audience]
            return LinkRule.LEVEL if easier else LinkRule.LINKED
        return LinkRule.LINKED

    def _is_own(self, target: Target, docname: str, block: Block) -> bool:
        """Return True if *block* is on the card of *target*, or in the definition of
        that entry.
        """
        return bool(block.card) and (docname, block.card) == self._glossary.head(target)

    def _within_limits(
        self, judged: Iterable[Decision], links: dict[Hashable, int]
    ) -> list[Decision]:
        """Return the decisions on one block, with links beyond the limits taken back.

        :param links: number of links so far, by target and by (section, target); updated
        """
        decisions = list(judged)
        wanted: list[int] = []
        for number, decision in enumerate(decisions):
            if decision.rule is LinkRule.LINKED:
                place = decision.meaning.targets[0].target
                if rule := self._too_many(links, decision.block, place):
                    decisions[number] = decision._replace(rule=rule)
                else:
                    _count(links, decision.block, place)
                    wanted.append(number)
        if self._settings.budget:
            wanted.sort(key=lambda number: _by_specificity(decisions[number]))
            for number in wanted[self._settings.budget :]:
                decision = decisions[number]
                _count(links, decision.block, decision.meaning.targets[0].target, -1)
                decisions[number] = decision._replace(rule=LinkRule.BUDGET)
        return decisions

    def _too_many(
        self, links: dict[Hashable, int], block: Block, place: Target
    ) -> LinkRule | None:
        mode, limit = self._settings.mode, self._settings.limit
        if mode == ONCE_A_PAGE and links[place]:
            return LinkRule.LATER
        if mode == ONCE_A_SECTION and links[block.section, place]:
            return LinkRule.LATER
        return LinkRule.LIMIT if limit and links[place] >= limit else None


def _count(links: dict[Hashable, int], block: Block, place: Target, change: int = 1) -> None:
    """Add *change* to the number of links to *place*, on the page and in the section."""
    links[place] += change
    links[block.section, place] += change


def _by_specificity(decision: Decision) -> tuple[int, int, int]:
    """Return a sort key: more words first, then more letters, then the earlier place."""
    text = decision.text
    return -len(text.replace("-", " ").split()), -len(text), decision.candidate.start


def _is_meant(decision: Decision) -> bool:
    """Return True if a stop word is written like the name: capitalized where an ordinary word
    would not be.
    """
    is_written_so = decision.text == decision.meaning.text and decision.text[:1].isupper()
    return is_written_so and not begins_sentence(decision.block.text, decision.candidate.start)


def links_of(decisions: Iterable[Decision]) -> tuple[AutoLink, ...]:
    """Return the links among *decisions*."""
    return tuple(
        AutoLink(
            d.block.number,
            d.candidate.start,
            d.candidate.end,
            d.meaning.targets[0].target,
            d.text,
        )
        for d in decisions
        if d.rule is LinkRule.LINKED
    )
