"""Phrases in which a term is not meant: those that its option ``not-in`` lists."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.word_forms import forms_of

if TYPE_CHECKING:
    from sphinx_modelterms.glossary.text.matcher import Matcher

_REACH = 3
"""Factor by which more text than a phrase is long is searched, as it can cross a line break."""


def is_in_phrase(phrases: tuple[str, ...], text: str, start: int, end: int) -> bool:
    """Return True if the text from *start* to *end* is a part of one of *phrases*, which are found
    as names are: in any letter case, inflected, with other hyphens, across a line break.

    >>> is_in_phrase(("pull request",), "Two pull-requests", 9, 17)
    True
    >>> is_in_phrase(("pull request",), "Two requests", 4, 12)
    False
    """
    for phrase in phrases:
        reach = _REACH * len(phrase) + 40
        first = max(0, start - reach)
        for match in _matcher(phrase).find(text[first : end + reach]):
            if match.start + first <= start and end <= match.end + first:
                return True
    return False


@cache
def _matcher(phrase: str) -> Matcher:
    from sphinx_modelterms.glossary.text.matcher import Matcher
    from sphinx_modelterms.glossary.text.name_tree import Name

    return Matcher(Name(form, 0) for form in forms_of(phrase))
