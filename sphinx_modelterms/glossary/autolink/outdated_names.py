"""Outdated names in use: names of deprecated terms, and former names, in text and in references.

The quality rules about them and the link report show what is found here.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.autolink.page_text import Passage, SkippedBlock
from sphinx_modelterms.glossary.autolink.rules import LinkRule
from sphinx_modelterms.glossary.autolink.search_names import FORMER
from sphinx_modelterms.glossary.autolink.text_findings import deprecation_of
from sphinx_modelterms.glossary.model import NOWHERE, NamedTarget, Target, named_target
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_modelterms.glossary.autolink.page_text import Block
    from sphinx_modelterms.glossary.autolink.text_checker import CheckedPage, TextChecker
    from sphinx_modelterms.glossary.scopes import Origin


class OutdatedName(NamedTuple):
    """A name in the text or in a reference that should be replaced."""

    words: str
    """The words as written, on one line."""
    terms: Sequence[NamedTarget]
    """The deprecated term, or those that had the name once."""
    instead: Sequence[NamedTarget]
    """The terms to name instead; none if a deprecated term has no replacement."""
    block: Block | SkippedBlock
    passage: Passage | None
    """The words with the text around them; ``None`` in a heading, whose text isn't known."""
    in_reference: bool


class _Reference(NamedTuple):
    """A reference on a page."""

    role: str
    written: str
    target: Target | None
    origin: Origin
    block: Block | SkippedBlock
    passage: Passage | None

    def outdated(
        self, terms: Sequence[NamedTarget], instead: Sequence[NamedTarget]
    ) -> OutdatedName:
        words = " ".join(self.written.split())
        return OutdatedName(words, terms, instead, self.block, self.passage, in_reference=True)


def deprecated_names(checker: TextChecker, page: CheckedPage) -> Iterator[OutdatedName]:
    """Yield the names of deprecated terms on a page. A deprecated term and the one that replaces
    it may name each other on their cards.
    """
    if checker.skips(page):
        return
    for decision in page.meant:
        target = decision.meaning.targets[0].target
        found = _deprecated(checker, page, target, decision.block.card)
        if found is not None:
            words = " ".join(decision.text.split())
            yield OutdatedName(words, *found, decision.block, decision.passage, in_reference=False)
    for reference in _references(checker, page):
        found = _deprecated(checker, page, reference.target, reference.block.card)
        if found is not None:
            yield reference.outdated(*found)


def _deprecated(
    checker: TextChecker, page: CheckedPage, target: Target | None, card: str
) -> tuple[Sequence[NamedTarget], Sequence[NamedTarget]] | None:
    """Return a deprecated term and its replacement; ``None`` if the term isn't deprecated, or if
    its name may be used on a card.

    :param card: anchor of the card around the name
    """
    glossary = checker.glossary
    deprecation = target and deprecation_of(glossary, target)
    term = target and glossary.term_at(target)
    if not deprecation or not term:
        return None
    replacement = deprecation.replacement
    if card and Target(page.docname, card) in {target, replacement and replacement.target}:
        return None
    return (named_target(term),), (replacement,) if replacement else ()


def former_names(checker: TextChecker, page: CheckedPage) -> Iterator[OutdatedName]:
    """Yield the former names on a page, but not on the cards of their terms."""
    if checker.skips(page):
        return
    # By identity: a name can have thousands of meanings and occur thousands of times.
    owners: dict[int, tuple[Sequence[NamedTarget], set[Target]]] = {}

    def is_own(terms: Sequence[NamedTarget], card: str) -> bool:
        if card and id(terms) not in owners:
            owners[id(terms)] = terms, {target for target, _ in terms}
        return bool(card) and Target(page.docname, card) in owners[id(terms)][1]

    for decision in page.decisions:
        terms, block = decision.meaning.targets, decision.block
        is_meant = decision.rule in {LinkRule.LINKED, LinkRule.AMBIGUOUS}
        if decision.meaning.kind == FORMER and is_meant and not is_own(terms, block.card):
            words = " ".join(decision.text.split())
            yield OutdatedName(words, terms, terms, block, decision.passage, in_reference=False)
    for reference in _references(checker, page):
        found = checker.glossary.by_scope.formerly(reference.written, reference.origin)
        is_unknown = reference.target is None and reference.role not in OF_OTHERS
        if found and is_unknown and not is_own(found, reference.block.card):
            yield reference.outdated(found, found)


OF_OTHERS = frozenset({"any", "compare"})
"""Roles of references that lead to other things than terms, too."""


def _references(checker: TextChecker, page: CheckedPage) -> Iterator[_Reference]:
    """Yield the references on a page: first those in text, then those in headings, captions and
    heads of tables, whose lines and texts are not known.
    """
    in_text: Counter[tuple[int, str, str]] = Counter()
    for block in page.text.blocks:
        in_text.update((block.section, role, written) for _, role, written in block.written)
    origin_of, leads_to = checker.glossary.origin, checker.linker.leads_to
    for block in checker.blocks(page):
        origin = origin_of(page.docname, block.scopes)
        for position, role, written in block.written:
            target = leads_to(role, written, origin)
            passage = Passage(block.text, position, position + 1, block.opaque)
            yield _Reference(role, written, target, origin, block, passage)
    for mention in page.mentions:
        place = (mention.section, mention.role, mention.target)
        in_text[place] -= 1
        if mention.section != NOWHERE and in_text[place] < 0:
            origin = origin_of(page.docname, mention.scopes)
            target = leads_to(mention.role, mention.target, origin)
            heading = SkippedBlock(LinkRule.HEADING, "", mention.section, mention.card, "", 0)
            yield _Reference(mention.role, mention.target, target, origin, heading, None)
