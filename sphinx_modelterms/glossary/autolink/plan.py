"""All automatic links of a build, decided once; and the mentions that follow from them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.autolink.linker import links_of
from sphinx_modelterms.glossary.autolink.page_text import Passage
from sphinx_modelterms.glossary.autolink.rules import LinkRule
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_modelterms.glossary.autolink.candidates import PageCandidates
    from sphinx_modelterms.glossary.autolink.linker import AutoLink, Decision, Linker
    from sphinx_modelterms.glossary.model import Section, Target


class TextMention(NamedTuple):
    """A term that the text of a page links."""

    section: int
    target: Target
    """The place of the term."""
    passage: Passage


class LinkPlan:
    """What becomes of each name in the text of each page.

    :param candidates: the names in the text of each page; empty where no text is read
    """

    def __init__(
        self, linker: Linker | None = None, candidates: Mapping[str, PageCandidates] | None = None
    ) -> None:
        self._candidates = candidates or {}
        self.linker = linker
        self.decisions: dict[str, list[Decision]] = {}
        """Of each page, in order of its text."""
        self.avoided: list[tuple[str, Decision]] = []
        """Pages, and words on them that a term says to avoid."""
        if linker is not None:
            self.decisions = {d: linker.decide(d, page) for d, page in self._candidates.items()}
            self.avoided = [
                (docname, decision)
                for docname, decisions in self.decisions.items()
                for decision in decisions
                if decision.rule is LinkRule.AVOIDED
            ]

    def outcome(self) -> LinkPlan:
        """A plan without links, which remembers the words to avoid."""
        plan = LinkPlan()
        plan.avoided = self.avoided
        return plan

    def links(self, docname: str) -> tuple[AutoLink, ...]:
        """The links to make on a page."""
        return links_of(self.decisions.get(docname, ()))

    def sections(self, docname: str) -> tuple[Section, ...]:
        """The sections of a page, which mentions count from."""
        page = self._candidates.get(docname)
        return page.sections if page else ()

    def mentions(self, docname: str) -> Iterator[TextMention]:
        """The terms that a page links automatically, apart from those defined on it."""
        for decision in self.decisions.get(docname, ()):
            if decision.rule is LinkRule.LINKED:
                target = decision.meaning.targets[0].target
                if target.docname != docname:
                    yield TextMention(decision.block.section, target, decision.passage)

    def passage(self, docname: str, section: int, role: str, target: str) -> Passage | None:
        """The first text around a reference that an author wrote; none if text is not read."""
        return self._written.get((docname, section, role, target))

    @cached_property
    def _written(self) -> dict[tuple[str, int, str, str], Passage]:
        passages: dict[tuple[str, int, str, str], Passage] = {}
        for docname, page in self._candidates.items() if self.linker else ():
            for block, _ in self.linker.kept(page):  # type: ignore[union-attr]
                for position, role, target in block.written:
                    passage = Passage(block.text, position, position + 1, block.hidden)
                    passages.setdefault((docname, block.section, role, target), passage)
        return passages


def avoided_word(decision: Decision) -> str:
    """The message about a word of the text that terms say to avoid."""
    targets = decision.meaning.targets
    names = " or ".join(repr(target.name) for target in targets[:3])
    names += f" or {len(targets) - 3} others" if len(targets) > 3 else ""
    return f"{decision.text!r} is a word to avoid: write {names}"
