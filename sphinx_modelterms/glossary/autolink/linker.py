"""Linker: decides which names in the text become links, by the rules in their order."""

from __future__ import annotations

from collections import defaultdict
from copy import copy
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.autolink.block_marks import BlockMarks
from sphinx_modelterms.glossary.autolink.decisions import Decision, new_decision, with_rule
from sphinx_modelterms.glossary.autolink.exclusions import Exclusions
from sphinx_modelterms.glossary.autolink.link_limits import LinkLimits
from sphinx_modelterms.glossary.autolink.neighbours import neighbours_of_terms
from sphinx_modelterms.glossary.autolink.page_references import referred_terms, targets_in
from sphinx_modelterms.glossary.autolink.phrases import is_in_phrase
from sphinx_modelterms.glossary.autolink.rules import (
    ALL,
    OFF,
    LinkRule,
    Settings,
)
from sphinx_modelterms.glossary.autolink.search_names import AVOID
from sphinx_modelterms.glossary.autolink.word_rules import Named, is_only_name, rule_of_word
from sphinx_modelterms.glossary.model import Target

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sphinx_modelterms.glossary.autolink.candidates import CandidateBlock, PageCandidates
    from sphinx_modelterms.glossary.autolink.name_table import Meaning, NameTable
    from sphinx_modelterms.glossary.autolink.neighbours import Neighbours
    from sphinx_modelterms.glossary.autolink.page_text import Block
    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Condition, Mention, Term
    from sphinx_modelterms.glossary.scopes import Origin


class Linker:
    """Decides which names on pages are linked.

    :param holds: returns True if a condition around a block (``only``, ``ifconfig``) is met
    :param leads_to: resolves a reference, given its role, target and origin
    :param is_shared: returns True for a text that is on most pages
    """

    def __init__(
        self,
        glossary: Glossary,
        table: NameTable,
        settings: Settings,
        holds: Callable[[Condition], bool],
        leads_to: Callable[[str, str, Origin], Target | None],
        is_shared: Callable[[Block], bool] = lambda _: False,
    ) -> None:
        self._glossary = glossary
        self.table = table
        self.settings = settings
        self.holds = holds
        self.leads_to = leads_to
        self.is_shared = is_shared
        self._marked: Block | None = None
        """The block to which :attr:`_marks` belong."""
        self._marks = BlockMarks((), ())

    def for_rules(self, former: bool) -> Linker:
        """Return a linker that links every name that means a term, for rules about text.

        :param former: True if it links former names, too
        """
        other = self.with_settings(
            self.settings._replace(mode=ALL, limit=0, budget=0, levels=(), for_rules=True)
        )
        if former:
            other.table = self.table.with_former_names()
        return other

    @cached_property
    def _levels(self) -> dict[str, int]:
        return {key: number for number, key in enumerate(self.settings.levels)}

    @cached_property
    def exclusions(self) -> Exclusions:
        """The terms and phrases that are never linked."""
        return Exclusions(self._glossary, self.settings)

    def with_settings(self, settings: Settings) -> Linker:
        """Return a linker for the same glossary that decides by other settings."""
        other = copy(self)
        other.settings = settings
        for name in ("exclusions", "_levels", "_is_linked_anywhere"):
            vars(other).pop(name, None)
        return other

    @cached_property
    def neighbours(self) -> Mapping[Target, Neighbours]:
        """The terms whose mention shows that a text is about the key term."""
        return neighbours_of_terms(self._glossary)

    def decide(
        self, docname: str, page: PageCandidates, mentions: Iterable[Mention] = ()
    ) -> list[Decision]:
        """Return the decision about each name on a page, in order of the text.

        :param mentions: the references that authors wrote on the page
        """
        decisions: list[Decision] = []
        kept = list(self.kept(page))
        blocks = [some.block for some in kept]
        found = [self._meanings(docname, some) for some in kept]
        leads_to = partial(self._place_of_reference, docname)
        written = [targets_in(block, leads_to) for block in blocks]
        referred = referred_terms(mentions, blocks, self.is_shared, leads_to)
        limits = LinkLimits(self.settings, referred)
        named = self._named(docname, blocks, found, written)
        on_page = frozenset[Target]().union(*named.values())
        not_linked = {place for name in page.without if (place := leads_to("term", name, ()))}
        for block, places in zip(blocks, written, strict=True):
            for place in () if self.is_shared(block) else places:
                limits.count(block, place)
        for block, judged in zip(blocks, found, strict=True):
            around = Named(named[block.section], on_page, not_linked)
            of_block = self._rule_of_block(docname, page, block)
            ruled = [
                decision
                if (rule := self._judge(docname, page, decision, around, of_block))
                is LinkRule.LINKED
                else with_rule(decision, rule)
                for decision in judged
            ]
            decisions += limits.applied_to(ruled)
        return decisions

    def _meanings(self, docname: str, some: CandidateBlock) -> list[Decision]:
        """Return the names in a block with their meanings, all of them marked as linked."""
        block = some.block
        origin = self._glossary.origin(docname, block.scopes)
        text, meaning, linked = block.text, self.table.meaning, LinkRule.LINKED
        return [
            new_decision((block, candidate, meaning(numbers, text[start:end], origin), linked))
            for candidate in some.candidates
            for start, end, numbers in (candidate,)
        ]

    def _place_of_reference(
        self, docname: str, role: str, target: str, scopes: tuple[str, ...]
    ) -> Target | None:
        """Return the target of a reference; of an entry with several names, that of the first."""
        place = self.leads_to(role, target, self._glossary.origin(docname, scopes))
        return self._glossary.head(place) if place else None

    def _named(
        self,
        docname: str,
        blocks: Iterable[Block],
        found: Iterable[list[Decision]],
        written: Iterable[list[Target]],
    ) -> dict[int, set[Target]]:
        """Return the targets of all terms that each section names: as text, by reference or by its
        card. Text that is on most pages says nothing about a section.
        """
        named: dict[int, set[Target]] = defaultdict(set)
        for block, decisions, places in zip(blocks, found, written, strict=True):
            if self.is_shared(block):
                continue
            here = named[block.section]
            meanings = {decision.meaning for decision in decisions}
            here |= {self._glossary.head(t) for m in meanings for t, _ in m.targets}
            here.update(places)
            here.add(Target(docname, block.card))
        return named

    def kept(self, page: PageCandidates) -> Iterator[CandidateBlock]:
        """Yield the blocks that this builder shows."""
        for some in page.blocks:
            if all(map(self.holds, some.block.conditions)):
                yield some

    def _rule_of_block(self, docname: str, page: PageCandidates, block: Block) -> LinkRule:
        """Return the rule for all names in a block; ``LINKED`` if there is none."""
        if page.off or docname in self.settings.without:
            return LinkRule.PAGE
        if self.settings.mode == OFF:
            return LinkRule.OFF
        return LinkRule.SHARED if self.is_shared(block) else LinkRule.LINKED

    def _judge(
        self,
        docname: str,
        page: PageCandidates,
        decision: Decision,
        named: Named,
        of_block: LinkRule,
    ) -> LinkRule:
        """Return the rule that the name and its place lead to, whatever else is linked.

        :param named: the terms that are named around the name
        :param of_block: the rule for all names in its block
        """
        block, meaning = decision.block, decision.meaning
        if meaning.kind == AVOID and of_block is not LinkRule.PAGE:
            own = any(self._is_own(target, docname, block) for target, _ in meaning.targets)
            return LinkRule.OWN_CARD if own else LinkRule.AVOIDED
        if of_block is not LinkRule.LINKED:
            return of_block
        rule = self._rule_of_place(decision)
        if rule is LinkRule.LINKED:
            depends_on_place = block.card or page.audience or named.not_linked
            if not depends_on_place and self._is_linked_anywhere(meaning, decision.text):
                return rule
            return self._rule_of_meaning(docname, page, decision, named)
        if rule is LinkRule.AMBIGUOUS and meaning.in_scopes:
            # A name with several scopes is only ambiguous if it would be linked in one of them.
            rules = [
                self._rule_of_meaning(
                    docname,
                    page,
                    decision.meaning_only(target, self._glossary.head(target.target)),
                    named,
                )
                for target in meaning.in_scopes
            ]
            return rule if LinkRule.LINKED in rules else rules[0]
        return rule

    def _rule_of_meaning(
        self, docname: str, page: PageCandidates, decision: Decision, named: Named
    ) -> LinkRule:
        if decision.meaning.place in named.not_linked:
            return LinkRule.PAGE
        rule = self._rule_of_target(decision, docname, page.audience)
        if rule is LinkRule.LINKED and not decision.meaning.chosen:
            rule = rule_of_word(
                decision, self._glossary, self.neighbours, named, self.settings.english
            )
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

    def _rule_of_target(self, decision: Decision, docname: str, audience: str) -> LinkRule:
        block, target = decision.block, decision.meaning.targets[0].target
        if self._is_own(target, docname, block):
            return LinkRule.OWN_CARD
        if self.exclusions.excludes(target):
            return LinkRule.TERM
        start, end, _ = decision.candidate
        if is_in_phrase(self.exclusions.phrases(target), block.text, start, end):
            return LinkRule.NOT_IN
        term = self._glossary.term_at(target)
        is_known = term is not None and self.is_known(term, audience)
        return LinkRule.LEVEL if is_known else LinkRule.LINKED

    @cached_property
    def _is_linked_anywhere(self) -> Callable[[Meaning, str], bool]:
        """Returns True for most names, given their meaning and the words in the text: those that
        :meth:`_rule_of_meaning` links at every place, on pages without conditions. Each is decided
        about only once.
        """

        @cache
        def is_linked(meaning: Meaning, words: str) -> bool:
            target, english = meaning.targets[0].target, self.settings.english
            is_name = meaning.chosen or is_only_name(meaning, words, english)
            excluded = self.exclusions
            return is_name and not excluded.excludes(target) and not excluded.phrases(target)

        return is_linked

    def is_known(self, term: Term, audience: str) -> bool:
        """Return True if *term* is of an easier level than the readers of a page."""
        levels = self._levels
        return audience in levels and levels.get(term.level, len(levels)) < levels[audience]

    def _is_own(self, target: Target, docname: str, block: Block) -> bool:
        """Return True if *block* is on the card of *target*, or in the definition of
        that entry.
        """
        return bool(block.card) and (docname, block.card) == self._glossary.head(target)
