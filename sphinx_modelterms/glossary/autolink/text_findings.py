"""Findings in the text of a page, and the facts that they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.autolink.decisions import undecided_word, write_instead
from sphinx_modelterms.glossary.autolink.rules import LinkRule
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_modelterms.glossary.autolink.decisions import Decision
    from sphinx_modelterms.glossary.autolink.page_text import Block, Passage, SkippedBlock
    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import NamedTarget, Target

AVOIDED = "avoided-word"
"""Key of the words that terms list under ``avoid``, which are looked for without a rule."""

UNDECIDED = "ambiguous"
"""Key of the words with meanings in several scopes, none of which is near; also without a rule."""


class TextFinding(NamedTuple):
    """A violation of a rule by the text of a page."""

    rule: str
    """Key of the rule, :data:`AVOIDED` or :data:`UNDECIDED`."""
    source: str
    """The file, if it is not the document's own, else ``""``."""
    line: int
    """Line where the block of text begins; 0 if unknown."""
    words: str
    """The words that break the rule, or the term that they are about."""
    sentence: str
    """The sentence around the words; ``""`` if the finding is about the page as a whole."""
    message: str


def found_at(rule: str, decision: Decision, message: str) -> TextFinding:
    """Return the finding about a name in the text."""
    return finding_in(decision.block, rule, decision.text, decision.passage, message)


def finding_in(
    block: Block | SkippedBlock, rule: str, words: str, passage: Passage | None, message: str
) -> TextFinding:
    """Return the finding about words in a block.

    :param passage: the words with the text around them; ``None`` if it is about the whole page
    """
    sentence = passage.sentence() if passage else ""
    return TextFinding(rule, block.source, block.line, " ".join(words.split()), sentence, message)


class Deprecation(NamedTuple):
    """The fact that a term is deprecated."""

    replacement: NamedTarget | None


def deprecation_of(glossary: Glossary, target: Target) -> Deprecation | None:
    """Return the fact that the term at *target* is deprecated; ``None`` for other terms."""
    term = glossary.term_at(target)
    if term is None or term.status != "deprecated":
        return None
    found = None
    if term.replaced_by:
        found = glossary.find_named(term.replaced_by, glossary.origin_of(term))
    return Deprecation(found if found and found.target != target else None)


def avoided_words(decisions: Iterable[Decision]) -> Iterator[TextFinding]:
    """Yield the words in the text that terms list under ``avoid``."""
    for decision in decisions:
        if decision.rule is LinkRule.AVOIDED:
            words = " ".join(decision.text.split())
            message = f"{words!r} is a word to avoid. {write_instead(decision.meaning.targets)}"
            yield found_at(AVOIDED, decision, message)


def undecided_words(decisions: Iterable[Decision]) -> Iterator[TextFinding]:
    """Yield each name that has meanings in several scopes, and would be linked otherwise, once."""
    told = set()
    for decision in decisions:
        meant = decision.meaning.in_scopes
        if meant and decision.rule is LinkRule.AMBIGUOUS and meant not in told:
            told.add(meant)
            yield found_at(UNDECIDED, decision, undecided_word(decision))
