"""The plan of a page: its automatic links, the terms that it mentions, and what these depend on.

A plan depends on its own page and on facts about names and terms, but on no other page. So it
stays valid until one of these changes, and pages can be planned in any order, in any process.
"""

from __future__ import annotations

from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.autolink.candidates import NO_CANDIDATES, find_candidates
from sphinx_modelterms.glossary.autolink.decisions import links_of
from sphinx_modelterms.glossary.autolink.rules import LinkRule
from sphinx_modelterms.glossary.autolink.text_checker import TextChecker
from sphinx_modelterms.glossary.autolink.text_findings import (
    avoided_words,
    deprecation_of,
    undecided_words,
)
from sphinx_modelterms.glossary.autolink.text_rules import check_text
from sphinx_modelterms.glossary.model import Page
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.views.page_mentions import MentioningPage, mentions_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence, Set

    from sphinx_modelterms.glossary.autolink.candidates import PageCandidates
    from sphinx_modelterms.glossary.autolink.decisions import AutoLink, Decision
    from sphinx_modelterms.glossary.autolink.linker import Linker
    from sphinx_modelterms.glossary.autolink.name_table import NameTable
    from sphinx_modelterms.glossary.autolink.page_text import PageText
    from sphinx_modelterms.glossary.autolink.text_findings import Deprecation, TextFinding
    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Target
    from sphinx_modelterms.glossary.text.matcher import Matcher
    from sphinx_modelterms.glossary.views.records import MentionPlace
    from sphinx_modelterms.glossary.views.references import References


TEXTS_IN_MEMORY = 30
"""Maximum number of texts that are held in memory."""


class PagePlan(NamedTuple):
    """The automatic links of a page, and the terms that it mentions."""

    links: tuple[AutoLink, ...] = ()
    mentions: tuple[tuple[Target, MentionPlace], ...] = ()
    """The mentioned terms with their places, in order of sections; none of those defined there."""
    findings: tuple[TextFinding, ...] = ()
    """The words to avoid in its text, and the violations of rules about text."""


class Inputs(NamedTuple):
    """The facts from which the plan of a page was made, apart from the page itself."""

    names: tuple[str, ...]
    """The folded names found in its text, sorted."""
    references: frozenset[tuple[str, str, tuple[str, ...]]]
    """Role, target and scopes of the references on it."""
    words: str
    """The words of its text, in which new names are looked for first."""
    unreadable: bool
    """True if its text is needed and can't be read now."""
    length: int
    """The number of words in its text."""


class Matchers(NamedTuple):
    """The matchers of names in the text of some pages."""

    links: Matcher
    rules: Matcher | None
    """For the rules about text; ``None`` without such rules."""


class PagePlanner:
    """Maker of the plans of pages.

    :param pages: the records of each document, without those that this builder leaves out
    :param make_linker: makes the linker of names in the text; ``None`` if no text is read
    :param text: returns the text of a page, or ``None``
    :param rules: keys of the quality rules about text
    """

    def __init__(
        self,
        references: References,
        pages: Mapping[str, Page],
        make_linker: Callable[[], Linker] | None = None,
        text: Callable[[str], PageText | None] = lambda _: None,
        rules: Sequence[str] = (),
    ) -> None:
        self._references = references
        self._glossary: Glossary = references.glossary
        self._pages = pages
        self._make_linker = make_linker
        self._text = lru_cache(TEXTS_IN_MEMORY)(text)
        self._rules = rules

    @property
    def reads_text(self) -> bool:
        """True if names are looked for in the text of pages."""
        return self._make_linker is not None

    @cached_property
    def linker(self) -> Linker | None:
        """The linker of names in the text; ``None`` if no text is read."""
        return self._make_linker() if self._make_linker else None

    @cached_property
    def checker(self) -> TextChecker | None:
        """The checker of text; ``None`` if no rule about text is checked."""
        if not self._rules or self.linker is None:
            return None
        return TextChecker(self._rules, self.linker, self._glossary)

    @property
    def widest_linker(self) -> Linker | None:
        """The linker that knows all names on which plans depend."""
        return self.checker.linker if self.checker else self.linker

    def deprecation_of(self, target: Target) -> Deprecation | None:
        """Return the fact that a term is deprecated, if a rule about text may ask for it."""
        return deprecation_of(self._glossary, target) if self._rules else None

    def release(self) -> None:
        """Release the tables of names, which are made again if they are needed."""
        vars(self).pop("linker", None)
        vars(self).pop("checker", None)
        self._text.cache_clear()

    def matchers(self, words: str | None = None) -> Matchers | None:
        """Return matchers of all names; ``None`` if no text is read.

        :param words: the words of the texts, if these are few: then the matchers are made faster
        """
        if self.linker is None:
            return None

        @cache
        def made(table: NameTable) -> Matcher:
            return table.matcher if words is None else table.matcher_for(words)

        checker = self.checker
        return Matchers(made(self.linker.table), made(checker.linker.table) if checker else None)

    def decisions(self, docname: str, linker: Linker | None = None) -> list[Decision]:
        """Return the decision about each name in the text of a page.

        :param linker: decides instead of the linker of this build
        """
        linker = linker or self.linker
        text = self._text(docname)
        if linker is None or text is None:
            return []
        return self._decide(docname, text, linker, linker.table.matcher)[1]

    def _decide(
        self, docname: str, text: PageText, linker: Linker, matcher: Matcher
    ) -> tuple[PageCandidates, list[Decision]]:
        found = find_candidates(text, matcher)
        mentions = self._page(docname).mentions
        return found, linker.decide(docname, found, mentions)

    def _page(self, docname: str) -> Page:
        return self._pages.get(docname) or _NO_RECORDS

    def hides(self, docname: str) -> bool:
        """Return True if this builder leaves out parts of the text of a page."""
        text, linker = self._text(docname), self.linker
        if text is None or linker is None:
            return False
        conditions = {condition for block in text.blocks for condition in block.conditions}
        return not all(map(linker.holds, conditions))

    def words(self, docname: str) -> str:
        """Return the words of the text of a page."""
        text = self._text(docname)
        return self._words(text) if text else ""

    def _words(self, text: PageText) -> str:
        # Imported here, as a build in which no page has changed needs no tokenizer.
        from sphinx_modelterms.glossary.text.tokens import words_in

        unify = self._glossary.spelling.unify
        return words_in(unify("\n".join(block.text for block in text.blocks)))

    def pages_with(self, docnames: Iterable[str], groups: Set[str]) -> set[str]:
        """Return those of some pages whose text has names of some groups, or can't be read now."""
        if self.widest_linker is None:
            return set()
        matcher = self.widest_linker.table.matcher_of(groups)
        return {
            docname
            for docname in docnames
            if (text := self._text(docname)) is None or find_candidates(text, matcher).has_any
        }

    def plan(self, docname: str, matchers: Matchers | None = None) -> tuple[PagePlan, Inputs]:
        """Make the plan of a page.

        :param matchers: find all names that can be in its text; needed if text is read
        """
        page = self._page(docname)
        text: PageText | None = None
        candidates = NO_CANDIDATES
        decisions: list[Decision] = []
        findings: list[TextFinding] = []
        names: set[str] = set()
        if self.linker and matchers and (text := self._text(docname)) is not None:
            candidates, decisions = self._decide(docname, text, self.linker, matchers.links)
            findings += [*avoided_words(decisions), *undecided_words(decisions)]
            names |= self.linker.table.groups_of(d.candidate for d in decisions)
            if self.checker and matchers.rules:
                checked = self.checker.page(
                    docname,
                    text,
                    page.mentions,
                    matchers.rules,
                    candidates,
                    self._linked(decisions),
                )
                findings += check_text(self.checker, checked)
                names |= self.checker.linker.table.groups_of(
                    d.candidate for d in checked.decisions
                )
        mentioning = MentioningPage(docname, page, candidates, decisions)
        mentions = tuple(mentions_on(mentioning, self._references, self.linker))
        plan = PagePlan(links_of(decisions), mentions, tuple(findings))
        return plan, self._inputs(page, text, candidates, names)

    def _linked(self, decisions: Iterable[Decision]) -> frozenset[Target]:
        """Return the terms that automatic links lead to."""
        head, linked = self._glossary.head, LinkRule.LINKED
        return frozenset(head(d.meaning.targets[0].target) for d in decisions if d.rule is linked)

    def plan_alone(self, docname: str) -> PagePlan:
        """Make the plan of a page whose stored plan is missing."""
        return self.plan(docname, self.matchers())[0]

    def _inputs(
        self,
        page: Page,
        text: PageText | None,
        candidates: PageCandidates,
        names: Iterable[str],
    ) -> Inputs:
        references = {(m.role, m.target, m.scopes) for m in page.mentions}
        for block, _ in candidates.blocks:
            references.update((role, target, block.scopes) for _, role, target in block.written)
        references.update(("term", name, ()) for name in candidates.without)
        words = self._words(text) if text is not None else ""
        unreadable = self.linker is not None and text is None
        length = sum(len(block.text.split()) for block in text.blocks) if text else 0
        return Inputs(tuple(sorted(names)), frozenset(references), words, unreadable, length)


_NO_RECORDS = Page()
