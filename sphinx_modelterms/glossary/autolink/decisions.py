"""The decision about a name in the text of a page, and the link that it leads to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.autolink.page_text import Passage
from sphinx_modelterms.glossary.autolink.rules import LinkRule
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple, maker_of
from sphinx_modelterms.glossary.text.names import choice

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_modelterms.glossary.autolink.candidates import Candidate
    from sphinx_modelterms.glossary.autolink.name_table import Meaning
    from sphinx_modelterms.glossary.autolink.page_text import Block
    from sphinx_modelterms.glossary.model import NamedTarget, Target


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

    def meaning_only(self, target: NamedTarget, place: Target) -> Decision:
        """Return the decision about a name that can only mean one term.

        :param place: the target of the term; of an entry with several names, that of the first
        """
        return self._replace(meaning=replace(self.meaning, targets=(target,), place=place))

    @property
    def place(self) -> tuple[int, int]:
        """The number of the block, and the position in it."""
        return self.block.number, self.candidate.start

    @property
    def passage(self) -> Passage:
        """The words with the text around them."""
        return Passage(
            self.block.text, self.candidate.start, self.candidate.end, self.block.opaque
        )


new_decision = maker_of(Decision)


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


def with_rule(decision: Decision, rule: LinkRule) -> Decision:
    """Return *decision* with another rule."""
    # Faster than _replace(), and most names on a page are not linked.
    return new_decision((decision.block, decision.candidate, decision.meaning, rule))


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


def undecided_word(decision: Decision) -> str:
    """Return the message about a word with meanings in several scopes, none of which is near."""
    names = " or ".join(repr(target.name) for target in decision.meaning.in_scopes)
    return (
        f"{decision.text!r} can mean {names}, so it isn't linked automatically. Refer to the one "
        "that you mean, or give the page or section its scope"
    )


def write_instead(targets: Sequence[NamedTarget]) -> str:
    """Return the advice to write the names of some terms; if there are none, other words."""
    names = choice((target.name for target in targets), len(targets))
    return f"Write {names} instead" if names else "Use other words"
