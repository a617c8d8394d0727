"""Checker of the text of pages: what rules about text ask about a page and the glossary."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.autolink.candidates import find_candidates
from sphinx_modelterms.glossary.autolink.rules import LinkRule
from sphinx_modelterms.glossary.autolink.search_names import FORMER
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_modelterms.glossary.autolink.candidates import PageCandidates
    from sphinx_modelterms.glossary.autolink.decisions import Decision
    from sphinx_modelterms.glossary.autolink.linker import Linker
    from sphinx_modelterms.glossary.autolink.page_text import Block, PageText, SkippedBlock
    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Mention, Target, Term
    from sphinx_modelterms.glossary.text.matcher import Matcher

FORMER_NAME = "former-name"
"""Key of the rule about former names, the only one that looks for them."""


class CheckedPage(NamedTuple):
    """A page whose text is checked."""

    docname: str
    text: PageText
    mentions: Sequence[Mention]
    """The references that authors wrote on it."""
    decisions: Sequence[Decision]
    """All names in its text, linked if they mean a term; former names, too, if a rule needs
    them."""
    linked: frozenset[Target]
    """The terms that have automatic links on it."""

    @property
    def meant(self) -> Iterator[Decision]:
        """The names that mean a term and are not former ones."""
        for decision in self.decisions:
            if decision.rule is LinkRule.LINKED and decision.meaning.kind != FORMER:
                yield decision


class TextChecker:
    """Checker of the text of pages by some of the rules.

    :param keys: keys of the rules that are checked
    :param linker: decides about automatic links
    """

    def __init__(self, keys: Iterable[str], linker: Linker, glossary: Glossary) -> None:
        self.rules = frozenset(keys)
        self._links = linker
        self.glossary = glossary

    @cached_property
    def linker(self) -> Linker:
        """The linker that links every name that means a term."""
        return self._links.for_rules(former=FORMER_NAME in self.rules)

    def page(
        self,
        docname: str,
        text: PageText,
        mentions: Sequence[Mention],
        matcher: Matcher,
        candidates: PageCandidates | None = None,
        linked: frozenset[Target] = frozenset(),
    ) -> CheckedPage:
        """Return a page with the decision about each name in its text.

        :param matcher: finds the names of :attr:`linker`
        :param candidates: the names that automatic links have found, if known
        """
        if candidates is None or self.linker.table is not self._links.table:
            candidates = find_candidates(text, matcher)
        decisions = self.linker.decide(docname, candidates, mentions)
        return CheckedPage(docname, text, mentions, decisions, linked)

    def skips(self, page: CheckedPage) -> bool:
        """Return True if a page isn't checked, as it is excluded from automatic links."""
        return page.text.off or page.docname in self.linker.settings.without

    def blocks(self, page: CheckedPage) -> Iterator[Block]:
        """Yield the blocks that this builder shows, without text that is on most pages."""
        for block in page.text.blocks:
            if self.shows(block) and not self.linker.is_shared(block):
                yield block

    def shows(self, block: Block | SkippedBlock) -> bool:
        """Return True if this builder shows *block*."""
        return all(map(self.linker.holds, block.conditions))

    def target(
        self, page: CheckedPage, role: str, written: str, scopes: tuple[str, ...]
    ) -> Target | None:
        """Return the target of a reference on a page.

        :param scopes: the scopes around it
        """
        return self.linker.leads_to(role, written, self.glossary.origin(page.docname, scopes))

    def is_known(self, term: Term, page: CheckedPage) -> bool:
        """Return True if readers of the page know *term*, by its level."""
        return self._links.is_known(term, page.text.audience)
