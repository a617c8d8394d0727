"""The text of a hover card: the start of a definition, with its markup."""

from __future__ import annotations

import unicodedata
from itertools import accumulate
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.inline import Inline, Run, plain
from sphinx_modelterms.glossary.text.sentences import (
    ELLIPSIS,
    ends_abbreviated,
    is_sentence,
    sentence_ends,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST = 200
"""Maximum length of a definition on a hover card, in characters."""

LONGEST_RELATED = 100
"""Maximum length of the definition of a related term on a card, in characters."""

SHORTEST = 60
"""Minimum length of a text that is cut at the end of a sentence, in characters."""

LONGEST_FORMULA = 200
"""Maximum length of the source of a formula that is shown as such, in characters."""

WHOLE = frozenset({"literal", "math"})
"""Kinds of runs of which a part would mean something else."""

_COLONS = (":", "：")
_NOT_LAST = " ,;:：–—-"
"""Characters that are removed before an ellipsis."""


def excerpt(definition: Inline, longest: int = LONGEST) -> Inline:
    """Return the start of *definition*, cut after a sentence or else after a word.

    It ends in an ellipsis if it is cut. A text that ends in a colon counts as cut, as what it
    announces is missing. A formula has the length of its readable text.

    :param longest: maximum length of the result, in characters

    >>> excerpt((Run("text", "One two "), Run("emphasis", "three four.")), 12)
    (Run(kind='text', text='One two…'),)
    """
    runs = _even(definition)
    widths = [run if run.kind != "math" else Run("math", _words(run.text)) for run in runs]
    text = "".join(run.text for run in widths)
    if len(text) <= longest and not text.endswith(_COLONS):
        return runs
    borders = [*accumulate((len(run.text) for run in widths), initial=0)]
    inside = [
        (start, end)
        for run, start, end in zip(widths, borders, borders[1:], strict=False)
        if run.kind in WHOLE
    ]
    end, ellipsis = _cut(text, longest, inside)
    kept: list[Run] = []
    for run, width, start in zip(runs, widths, borders, strict=False):
        room = end - start
        if room >= len(width.text):
            kept.append(run)
        elif room > 0:
            kept.append(Run("text" if run.kind == "math" else run.kind, width.text[:room]))
    if kept and kept[-1].kind == "text":
        return (*kept[:-1], Run("text", kept[-1].text + ellipsis))
    return (*kept, Run("text", ellipsis))


def joined(text: Inline, definition: Inline) -> Inline:
    """Return *text*, which points to another term, followed by the start of its *definition*."""
    own = plain(text)
    ending = " " if own.endswith(ELLIPSIS) or is_sentence(own) else ": "
    more = excerpt(definition, max(LONGEST - len(own) - len(ending), LONGEST // 2))
    return (*text, Run("text", ending), *more) if more else text


def _cut(text: str, longest: int, inside: Sequence[tuple[int, int]]) -> tuple[int, str]:
    """Return the position at which *text* is cut, and the ellipsis.

    :param inside: start and end of what must not be cut in two
    """
    most = min(longest - 2, len(text) - 1)
    ends = [
        end
        for end in sentence_ends(text, 0, longest + 1)
        if end <= most
        and not any(start < end < stop for start, stop in inside)
        and not ends_abbreviated(text[:end])
    ]
    if ends and ends[-1] >= min(SHORTEST, longest // 2):
        return ends[-1], " " + ELLIPSIS if text[ends[-1]] == " " else ELLIPSIS
    cut = _end_of_word(text, longest)
    for start, stop in inside:
        if 0 < start < cut < stop:
            cut = start
    return len(text[:cut].rstrip(_NOT_LAST)), ELLIPSIS


def _end_of_word(text: str, longest: int) -> int:
    if len(text) <= longest:
        return len(text)
    cut = text.rfind(" ", longest // 2, longest)
    while cut >= 0 and ends_abbreviated(text[:cut]):
        cut = text.rfind(" ", longest // 4, cut)
    if cut < 0:
        # Scripts without spaces are cut anywhere, but a letter keeps its combining accents.
        cut = longest - 1
        while cut > 1 and unicodedata.combining(text[cut]):
            cut -= 1
    return cut


def _even(definition: Inline) -> Inline:
    """Return *definition* with single spaces, and as text what cannot be shown as a formula."""
    runs: list[Run] = []
    spaced = True
    for kind, text in definition:
        if kind == "math" and (text := text.strip()) and not _is_shown(text):
            kind, text = "text", _words(text)
        elif kind != "math":
            words = " ".join(text.split())
            before = " " if text[:1].isspace() and not spaced else ""
            text = f"{before}{words} " if words and text[-1:].isspace() else before + words
        if text:
            spaced = text[-1] == " "
            runs.append(Run(kind, text))
    if runs:
        runs[-1] = runs[-1]._replace(text=runs[-1].text.rstrip())
    return tuple(run for run in runs if run.text)


def _words(formula: str) -> str:
    # Imported here, as few definitions have formulas.
    from sphinx_modelterms.glossary.formulas.words import formula_words

    return formula_words(formula)


def _is_shown(formula: str) -> bool:
    """Return True if *formula* has only what formulas of data files may have."""
    from sphinx_modelterms.glossary.formulas.allowed import problem_of_formula

    return not problem_of_formula(formula, LONGEST_FORMULA, {})
