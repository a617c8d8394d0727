"""The link plan: all automatic links of a build, decided once, and the mentions that they make."""

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
    """A mention of a term by an automatic link."""

    section: int
    target: Target
    """Target of the term's card or entry."""
    passage: Passage


class LinkPlan:
    """The decision about each name in the text of each page.

    :param candidates: the names in the text of each page; empty if no text is read
    """

    def __init__(
        self, linker: Linker | None = None, candidates: Mapping[str, PageCandidates] | None = None
    ) -> None:
        self._candidates = candidates or {}
        self.linker = linker
        self.decisions: dict[str, list[Decision]] = {}
        """Decisions by page, in order of its text."""
        self.avoided: list[tuple[str, Decision]] = []
        """Pages, with the words on them that a term says to avoid."""
        if linker is not None:
            self.decisions = {d: linker.decide(d, page) for d, page in self._candidates.items()}
            self.avoided = [
                (docname, decision)
                for docname, decisions in self.decisions.items()
                for decision in decisions
                if decision.rule is LinkRule.AVOIDED
            ]

    def outcome(self) -> LinkPlan:
        """Return a plan without links that keeps the words to avoid, for when the links are
        rendered.
        """
        plan = LinkPlan()
        plan.avoided = self.avoided
        return plan

    def links(self, docname: str) -> tuple[AutoLink, ...]:
        """Return the links to render on a page."""
        return links_of(self.decisions.get(docname, ()))

    def sections(self, docname: str) -> tuple[Section, ...]:
        """Return the sections of a page, to which the section numbers of mentions refer."""
        page = self._candidates.get(docname)
        return page.sections if page else ()

    def mentions(self, docname: str) -> Iterator[TextMention]:
        """Yield the terms that a page links automatically, except those defined on it."""
        for decision in self.decisions.get(docname, ()):
            if decision.rule is LinkRule.LINKED:
                target = decision.meaning.targets[0].target
                if target.docname != docname:
                    yield TextMention(decision.block.section, target, decision.passage)

    def passage(self, docname: str, section: int, role: str, target: str) -> Passage | None:
        """Return the text around the first reference that an author wrote with this role and
        target; ``None`` if text is not read.
        """
        return self._written.get((docname, section, role, target))

    @cached_property
    def _written(self) -> dict[tuple[str, int, str, str], Passage]:
        passages: dict[tuple[str, int, str, str], Passage] = {}
        for docname, page in self._candidates.items() if self.linker else ():
            for block, _ in self.linker.kept(page):  # type: ignore[union-attr]
                for position, role, target in block.written:
                    passage = Passage(block.text, position, position + 1, block.opaque)
                    passages.setdefault((docname, block.section, role, target), passage)
        return passages


def avoided_word(decision: Decision) -> str:
    """Return the message about a word of the text that terms say to avoid."""
    targets = decision.meaning.targets
    names = " or ".join(repr(target.name) for target in targets[:3])
    names += f" or {len(targets) - 3} others" if len(targets) > 3 else ""
    return f"{decision.text!r} is a word to avoid: write {names}"
