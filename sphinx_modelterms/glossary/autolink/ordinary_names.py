"""Names that are words of the language, or that their letter case tells apart from these."""

from __future__ import annotations

from functools import lru_cache

from sphinx_modelterms.glossary.text.common_words import EVERYDAY, ORDINARY
from sphinx_modelterms.glossary.text.word_forms import forms_of, is_acronym


def looks_exact(name: str) -> bool:
    """Return True if the letter case of *name* tells it apart from other words.

    >>> looks_exact("REST"), looks_exact("ReAct"), looks_exact("GraphQL"), looks_exact("Go")
    (True, True, False, False)
    """
    if is_acronym(name):
        return True
    lower = name.lower()
    return name[1:] != lower[1:] and (lower in EVERYDAY or lower in ORDINARY)


@lru_cache(maxsize=50_000)
def is_everyday(name: str) -> bool:
    """Return True if *name* is a stop word, which hardly ever means the term."""
    return name.lower() in EVERYDAY and not looks_exact(name)


@lru_cache(maxsize=50_000)
def is_ordinary(name: str, alias: bool) -> bool:
    """Return True if *name* is an English word with other meanings.

    A name of several such words is specific enough, unless it is only an alias.

    >>> is_ordinary("Attention", False), is_ordinary("Context Window", False)
    (True, False)
    >>> is_ordinary("chunks", True), is_ordinary("step size", True)
    (True, True)
    """
    words = name.replace("-", " ").split()
    if looks_exact(name) or (len(words) > 1 and not alias):
        return False
    return all(any(form.lower() in ORDINARY for form in forms_of(word)) for word in words)
