"""What other places show of the texts of a term from a data file: not more than so much of each.

A card shows its own texts whole. But a definition stands on the card of every related term, in
comparisons, lists and answers: one long text would be there thousands of times.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.inline import Inline, Run
from sphinx_modelterms.glossary.text.sentences import ELLIPSIS

if TYPE_CHECKING:
    from sphinx_modelterms.glossary.model import Term


def cut(inline: Inline, longest: int) -> Inline:
    """The start of *inline*, cut between words if it has more characters than *longest*.

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
        # Of code and formulas, a part would be another one.
        text = "" if run.kind in {"literal", "math"} else run.text[:room]
        text = text[: text.rfind(" ")] if " " in text else text
        kept.append(Run(run.kind if text else "text", text + ELLIPSIS))
        break
    return tuple(kept)


def extract(term: Term, longest: int) -> Term:
    """*term* as other places show it; one that is written on a page is shown whole."""
    if not term.data:
        return term
    return term._replace(
        definition=cut(term.definition, longest),
        examples=tuple(cut(example, longest) for example in term.examples),
        facts=tuple(fact._replace(value=cut(fact.value, longest)) for fact in term.facts),
    )
