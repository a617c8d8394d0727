"""References that fail for a reason other than a misspelt name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.model import named_target
from sphinx_modelterms.glossary.scopes import split_scope
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern
from sphinx_modelterms.glossary.text.names import choice, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.scopes import Origin

_BETWEEN_NAMES = lazy_pattern(r",\s+|;\s+|\s+[:|/]\s+")
"""Separators between several names, or before the classifier of a glossary entry."""

MOST_WORDS = 8
"""Maximum number of words of a reference that are searched for a name."""


def named_otherwise(target: str, text: str, glossary: Glossary, origin: Origin) -> str:
    """Return advice for a reference to an unknown name; ``""`` if there is none.

    :param text: the text that the reference displays
    :param origin: its place
    """
    if hint := renamed_to(target, glossary, origin):
        return hint
    if hint := in_other_scopes(target, glossary):
        return f"{hint[:1].upper()}{hint[1:]}"
    parts = [part.strip() for part in target.split(",")]
    if len(parts) > 1 and all(map(glossary.find, parts)):
        return "A reference links to one term. Write a reference for each"
    first, sign, second = (part.strip() for part in target.partition("|"))
    if sign and (glossary.find(first) or glossary.find(second)):
        name, shown = (first, second) if glossary.find(first) else (second, first)
        return f"To show other text than the name, write '{shown} <{name}>'"
    if fold(text) != fold(target) and glossary.find(text):
        return f"The text comes first, and then the name. Write '{target} <{text}>'"
    wanted = fold(target)
    for term in glossary.terms:
        for name in term.own_names:
            if wanted in fold(name) and wanted in map(fold, _BETWEEN_NAMES.split(name)):
                return (
                    f"{name!r} is a single name. Write one name after 'term', and the others "
                    "under 'aliases'"
                )
    return ""


def renamed_to(written: str, glossary: Glossary, origin: Origin) -> str:
    """Return advice for a reference to a former name; ``""`` for other names."""
    found = glossary.by_scope.formerly(written, origin)
    names = choice((target.name for target in found), len(found))
    return f"{written!r} is a former name of {names}. Write {names}" if names else ""


def several_meanings(name: str, meanings: Sequence[str]) -> str:
    """Return the message about a name that can mean several terms.

    :param meanings: what to write for each
    """
    return f"{name!r} can mean {' or '.join(map(repr, meanings))}. Write the one that you mean"


def in_other_scopes(written: str, glossary: Glossary) -> str:
    """Return the message about a known name in a scope where it has no meaning; ``""`` for others.

    :param written: such as ``Port (os)``
    """
    name, scope = split_scope(written) if glossary.scopes else (written, "")
    senses = (glossary.by_scope.all_of(name) or glossary.find_form(name)) if scope else ()
    if not senses:
        return ""
    names = " or ".join(repr(target.name) for target in senses)
    return f"there is no {name!r} in the scope {scope!r}. Write {names}"


def name_within(target: str, glossary: Glossary) -> str:
    """Return advice for a reference that has more words than the known name in it."""
    words = target.split()
    if not 1 < len(words) <= MOST_WORDS:
        return ""
    for length in range(len(words) - 1, 0, -1):
        for start in range(len(words) - length + 1):
            name = " ".join(words[start : start + length])
            if glossary.find(name):
                return f"To show other text than the name, write '{target} <{name}>'"
    return ""


def compared_otherwise(target: str, glossary: Glossary) -> str:
    """Return advice for a reference to a missing comparison of known terms."""
    parts = [part.strip() for part in re.split(r"[;,]|\s+vs\.?\s+", target)]
    if len(parts) < 2 or not all(map(glossary.find, parts)):
        return ""
    meanings = [set(glossary.find_all(part)) for part in parts]
    for comparison in glossary.comparisons:
        compared = [named_target(term) for term in glossary.compared(comparison)]
        if len(compared) == len(parts) and not any(map(set(compared).isdisjoint, meanings)):
            right = "; ".join(term.name for term in compared)
            separators = "" if ";" in target else "Separate its terms with semicolons. "
            return f"{separators}Write {right!r}"
    return (
        f"No 'term-compare' names just these terms. Write one with {', '.join(map(repr, parts))}"
    )
