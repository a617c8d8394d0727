"""Definitions as the report shows them: enough to judge whether a link means the term."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.model import Target
from sphinx_modelterms.glossary.text.inline import plain
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern
from sphinx_modelterms.glossary.text.sentences import ELLIPSIS, sentence_ends
from sphinx_modelterms.glossary.views.hover_card import HoverCards

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_modelterms.export.report_input import Report
    from sphinx_modelterms.glossary.model import Term

LONGEST = 120
"""Maximum length of a definition, in characters, unless two sentences are longer."""

LONGEST_SENTENCES = 400
"""Maximum length of the first two sentences, in characters."""

_MISSING = lazy_pattern(
    r"(?i)(?:this (?:definition|entry|term) is )?"
    r"(?:(?:a )?work in progress|wip|to ?do|tb[acd]|fixme|coming soon|placeholder|n/?a"
    r"|to be (?:added|announced|completed|defined|determined|done|written)"
    r"|(?:no|missing) definition(?: yet)?|not (?:yet )?(?:defined|written)(?: yet)?)?"
)
"""Words that stand where a definition is missing."""

_SIGNS = " .…!?:*_-–—()[]<>"


def shown_definition(report: Report, term: Term, blocks: Mapping[Target, int]) -> str:
    """Return the start of the definition of *term*, with its first two sentences; ``""`` if it has
    none yet. If it only points to another term, as "See X", the definition of X follows. It ends
    in an ellipsis if there is more.

    :param blocks: number of blocks of text on each card and in each glossary entry
    """
    text = " ".join(plain(term.definition).split())
    if is_missing(text):
        return ""
    end = max(islice(sentence_ends(text), 2), default=0)
    longest = max(LONGEST, min(end + len(" …") + 1, LONGEST_SENTENCES))
    cards = HoverCards(report.views.glossary, report.views.presentation)
    shown = plain(cards.text(term, longest))
    meant = report.views.glossary.head(cards.meant(term).target)
    if blocks.get(meant, 0) > 1 and not shown.endswith(ELLIPSIS):
        return f"{shown} {ELLIPSIS}"
    return shown


def blocks_of_definitions(report: Report) -> Counter[Target]:
    """Return the number of blocks of text on each card and in each glossary entry. The first one
    is the definition as the glossary knows it.
    """
    return Counter(
        Target(docname, block.card)
        for docname, text in report.texts.items()
        for block in text.blocks
        if block.card
    )


def is_missing(definition: str) -> bool:
    """Return True if *definition* is empty or only says that it will be written.

    >>> [is_missing(text) for text in ("", "Work in Progress!", "TODO", "Work that goes on.")]
    [True, True, True, False]
    """
    return _MISSING.fullmatch(definition.strip(_SIGNS)) is not None
