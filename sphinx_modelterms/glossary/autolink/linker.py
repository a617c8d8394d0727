"""Which names in the text become links: the rules, in the order in which they decide."""

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
    """What became of a name in the text."""

    block: Block
    candidate: Candidate
    meaning: Meaning
    rule: LinkRule

    @property
    def text(self) -> str:
        """The words as they stand in the text."""
        return self.block.text[self.candidate.start : self.candidate.end]

    @property
    def passage(self) -> Passage:
        """The words and their surroundings."""
        return Passage(
            self.block.text, self.candidate.start, self.candidate.end, self.block.hidden
        )


class AutoLink(NamedTuple):
    """A link that is made."""

    block: int
    """Which of the page's blocks it is in."""
    start: int
    end: int
    target: Target
    text: str
    """The words, so that no others are linked if the page was changed after it was read."""


class Linker:
    """Decides about the names on pages.

    :param holds: whether a condition around a block is met
    :param leads_to: where a reference with this role and target leads
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
        """The block that :attr:`_marks` are of."""
        self._marks = BlockMarks((), ())

    def decide(self, docname: str, page: PageCandidates) -> list[Decision]:
        """What becomes of each name on a page, in order of the text."""
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
        """The names in a block with what they can mean, as if all of them were linked."""
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
        """Where the references that the author wrote in a block lead."""
        places = (self._leads_to(role, target) for _, role, target in block.written)
        return [place for place in places if place]

    @staticmethod
    def _named(
        docname: str,
        kept: Iterable[CandidateBlock],
        found: Iterable[list[Decision]],
        written: Iterable[list[Target]],
    ) -> dict[int, set[Target]]:
        """The places of all terms that each section names in any way."""
        named: dict[int, set[Target]] = defaultdict(set)
        for some, decisions, places in zip(kept, found, written, strict=True):
            here = named[some.block.section]
            # A name can have thousands of meanings, and stand there thousands of times.
            meanings = {id(d.meaning): d.meaning for d in decisions}
            here |= {target for m in meanings.values() for target, _ in m.targets}
            here.update(places)
            here.add(Target(docname, some.block.card))
        return named

    def kept(self, page: PageCandidates) -> Iterator[CandidateBlock]:
        """The blocks that this builder shows."""
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
        """What the name and its place say, whatever else is linked.

        :param named: the places of the terms that the section names
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
        if block.spans or block.closed:
            if block is not self._marked:
                self._marked, self._marks = block, BlockMarks(block.spans, block.closed)
            if self._marks.are_cut(start, end) or self._marks.close(start, end):
                return LinkRule.MARKUP
        return LinkRule.AMBIGUOUS if len(decision.meaning.targets) > 1 else LinkRule.LINKED

    def _rule_of_name(self, decision: Decision, named: Collection[Target]) -> LinkRule:
        """What is said by names that can mean something else."""
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
        """Whether *block* stands on the card of *target*, or explains that entry."""
        return bool(block.card) and (docname, block.card) == self._glossary.head(target)

    def _within_limits(
        self, judged: Iterable[Decision], links: dict[Hashable, int]
    ) -> list[Decision]:
        """The decisions on one block, with those put off that are too many.

        :param links: how many links there are so far, by what is counted; the new ones are added
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
    """Count a link to *place* for its page and for its section."""
    links[place] += change
    links[block.section, place] += change


def _by_specificity(decision: Decision) -> tuple[int, int, int]:
    """More words first, then more letters, then what comes first."""
    text = decision.text
    return -len(text.replace("-", " ").split()), -len(text), decision.candidate.start


def _is_meant(decision: Decision) -> bool:
    """Whether an everyday word is written as the name, which begins with a capital, where an
    ordinary word would not have one."""
    is_written_so = decision.text == decision.meaning.text and decision.text[:1].isupper()
    return is_written_so and not begins_sentence(decision.block.text, decision.candidate.start)


def links_of(decisions: Iterable[Decision]) -> tuple[AutoLink, ...]:
    """The links among *decisions*."""
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
