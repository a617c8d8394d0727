"""The input of the link report, and the names that it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
    from typing import Any

    from sphinx_modelterms.glossary.autolink.decisions import Decision
    from sphinx_modelterms.glossary.autolink.linker import Linker
    from sphinx_modelterms.glossary.autolink.page_text import (
        Block,
        PageText,
        Passage,
        SkippedBlock,
    )
    from sphinx_modelterms.glossary.autolink.rules import LinkRule
    from sphinx_modelterms.glossary.autolink.text_checker import CheckedPage, TextChecker
    from sphinx_modelterms.glossary.baseline import Known
    from sphinx_modelterms.glossary.model import NamedTarget, Target, Term
    from sphinx_modelterms.glossary.views.page import Views

PAGE_NAME = "The name of the page: its path in the source directory, without suffix."
FILE = "The file, as a path in the source directory."
LINE = "The line on which the block of text begins. Missing if it isn't known."
TERM_LINE = "The line of the term. Missing if it isn't known."


class Sources(NamedTuple):
    """The places of texts and terms in the source directory."""

    file: Callable[[str, str], str]
    """Returns the path of a page, or of a file that it includes, from the source directory."""
    line: Callable[[str, str, int], int]
    """Returns the present number of a line in such a file, given that of when it was read."""
    term: Callable[[Term], tuple[str, int]]
    """Returns file and line of a term or entry; the line is 0 if it isn't known."""
    is_markdown: Callable[[str, str], bool]
    """Returns True if a page, or a file that it includes, is written in Markdown."""


class Report(NamedTuple):
    """The input of the report."""

    project: str
    language: str
    views: Views
    linker: Linker
    decisions: Callable[[str], Sequence[Decision]]
    """Returns the decision about each name in the text of a page."""
    likely: Callable[[str], Sequence[Decision]]
    """The same, but if automatic links are off, as if each term were linked once a page."""
    meant: Callable[[str], Sequence[Decision]]
    """The same, as if every mention were linked: a name that isn't linked probably means something
    else.
    """
    checker: TextChecker
    """Finds the outdated names on a page."""
    checked: Callable[[str], CheckedPage]
    """Returns a page for :attr:`checker`."""
    texts: Mapping[str, PageText]
    """The text of all pages, sorted by docname."""
    sources: Sources
    lost: Callable[[str], Set[tuple[int, int]]]
    """Returns block and position of the links of a page that cannot be inserted."""
    baseline: Mapping[Known, int]
    """The number of occurrences of each known finding."""

    def term(self, target: Target) -> Term | None:
        """Return the term or entry at *target*; of an entry with several names, the first."""
        glossary = self.views.glossary
        head = glossary.head(target)
        return glossary.term_at(head) or glossary.plain_by_target.get(head)

    def is_entry(self, term: Term) -> bool:
        """Return True if *term* is an entry of a plain glossary, which has no options."""
        return self.views.glossary.term_at(term.target) is None

    def target(
        self, docname: str, role: str, written: str, scopes: tuple[str, ...]
    ) -> Target | None:
        """Return the target of a reference on a page.

        :param scopes: the scopes around it
        """
        origin = self.views.glossary.origin(docname, scopes)
        return self.views.references.target(role, written, origin)

    def referred(self, docname: str) -> Iterator[Target]:
        """Yield the terms that the author refers to on a page."""
        page = self.views.records.get(docname)
        for mention in page.mentions if page else ():
            target = self.target(docname, mention.role, mention.target, mention.scopes)
            if target:
                yield self.views.glossary.head(target)

    def references(self, term: Term) -> int:
        """Return the number of sections in which authors refer to *term*."""
        return sum(not place.automatic for place in self.views.mentions(term))

    def shown(self, places: Iterable[Any]) -> Iterator[Any]:
        """Yield those blocks of text that the builder shows."""
        return (place for place in places if all(map(self.linker.holds, place.conditions)))


class Found(NamedTuple):
    """A name in the text, and the decision about it."""

    docname: str
    place: Block | SkippedBlock
    text: str
    terms: tuple[NamedTarget, ...]
    """The terms that it can mean."""
    rule: LinkRule
    sentence: str
    start: int = 0
    """Position of the words in the sentence."""


def found_at(
    docname: str,
    block: Block | SkippedBlock,
    passage: Passage,
    terms: tuple[NamedTarget, ...],
    rule: LinkRule,
) -> Found:
    """Return the words of *passage* with their sentence."""
    before, words, after = passage.quotation()
    return Found(docname, block, words, terms, rule, before + words + after, len(before))


def found_by(docname: str, decision: Decision) -> Found:
    """Return the name that a decision is about, with its sentence."""
    terms = decision.meaning.targets
    return found_at(docname, decision.block, decision.passage, terms, decision.rule)
