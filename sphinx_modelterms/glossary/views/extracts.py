"""Extracts: shortened texts of data-file terms for the places outside of their own card.

A card shows its own texts in full. But a definition also appears on the card of every related
term, in comparisons, lists and answers: one long text would be there thousands of times.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.inline import Inline, Run
from sphinx_modelterms.glossary.text.sentences import ELLIPSIS

if TYPE_CHECKING:
    from sphinx_modelterms.glossary.model import Term


def cut(inline: Inline, longest: int) -> Inline:
    """Return *inline*, cut between words if it has more than *longest* characters.

    >>> cut((Run("text", "one two three"),), 9)
    (Run(kind='text', text='one two…'),)
    """
    if sum(len(run.text) for run in inline) <= longest:
        return inline
    kept: list[Run] = []
    room = longest
    for run in inline:
        if len(run.text) <= room:
            kept.append(run)
            room -= len(run.text)
            continue
        # A part of code or of a formula would mean something else.
        text = "" if run.kind in {"literal", "math"} else run.text[:room]
        text = text[: text.rfind(" ")] if " " in text else text
        kept.append(Run(run.kind if text else "text", text + ELLIPSIS))
        break
    return tuple(kept)


def extract(term: Term, longest: int) -> Term:
    """Return *term* with its texts cut to *longest* characters; one that is written on a page
    stays whole.
    """
    if not term.data:
        return term
    return term._replace(
        definition=cut(term.definition, longest),
        examples=tuple(cut(example, longest) for example in term.examples),
        facts=tuple(fact._replace(value=cut(fact.value, longest)) for fact in term.facts),
    )
