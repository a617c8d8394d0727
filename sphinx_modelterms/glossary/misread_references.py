"""References that fail for a reason other than a misspelt name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern
from sphinx_modelterms.glossary.text.names import fold

if TYPE_CHECKING:
    from sphinx_modelterms.glossary.lookup import Glossary

_BETWEEN_NAMES = lazy_pattern(r",\s+|;\s+|\s+[:|/]\s+")
"""Separators between several names, or before the classifier of a glossary entry."""

MOST_WORDS = 8
"""Maximum number of words of a reference that are searched for a name."""


def named_otherwise(target: str, text: str, glossary: Glossary) -> str:
    """Return advice for a reference to an unknown name; ``""`` if there is none.

    :param text: the text that the reference displays
    """
    parts = [part.strip() for part in target.split(",")]
    if len(parts) > 1 and all(map(glossary.find, parts)):
        return "a reference is to one term: write one for each"
    first, sign, second = (part.strip() for part in target.partition("|"))
    if sign and (glossary.find(first) or glossary.find(second)):
        name, shown = (first, second) if glossary.find(first) else (second, first)
        return f"write '{shown} <{name}>' for a term with a text of its own"
    if fold(text) != fold(target) and glossary.find(text):
        return f"the text comes first and the name behind it: write '{target} <{text}>'"
    wanted = fold(target)
    for term in glossary.terms:
        for name in term.own_names:
            if wanted in fold(name) and wanted in map(fold, _BETWEEN_NAMES.split(name)):
                return (
                    f"{name!r} is a single name: write one name after 'term', and others under "
                    "'aliases'"
                )
    return ""


def name_within(target: str, glossary: Glossary) -> str:
    """Return advice for a reference that has more words than the known name in it."""
    words = target.split()
    if not 1 < len(words) <= MOST_WORDS:
        return ""
    for length in range(len(words) - 1, 0, -1):
        for start in range(len(words) - length + 1):
            name = " ".join(words[start : start + length])
            if glossary.find(name):
                return f"write '{target} <{name}>' for a term with a text of its own"
    return ""


def compared_otherwise(target: str, glossary: Glossary) -> str:
    """Return advice for a reference to a missing comparison of known terms."""
    parts = [part.strip() for part in re.split(r"[;,]|\s+vs\.?\s+", target)]
    if len(parts) < 2 or not all(map(glossary.find, parts)):
        return ""
    wanted = {glossary.find(part) for part in parts}
    for comparison in glossary.all_comparisons:
        if {glossary.find(name) for name in comparison.terms} == wanted:
            right = "; ".join(comparison.terms)
            return f"name its terms with semicolons: write {right!r}"
    return f"no 'term-compare' names just these: write one, with {', '.join(map(repr, parts))}"
