"""Word forms of names in running text: plurals, and the singular of a plural name."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LINKING = frozenset({"of", "in", "to", "for", "with", "on", "at", "as", "by", "from"})
"""Prepositions after which a name goes on unchanged while the word before them is inflected:
"mixtures of experts".
"""


def forms_of(name: str) -> tuple[str, ...]:
    """Return *name* and its English plurals and singulars, without duplicates, *name* first.

    >>> forms_of("Mixture of Experts")
    ('Mixture of Experts', 'Mixtures of Experts')
    >>> forms_of("LLM"), forms_of("Index")
    (('LLM', 'LLMs'), ('Index', 'Indices', 'Indexes'))
    """
    words = name.split(" ")
    head = next((n for n, word in enumerate(words) if word in LINKING and n), len(words)) - 1
    forms = dict.fromkeys([name])
    for form in _forms_of_word(words[head]):
        forms[" ".join([*words[:head], form, *words[head + 1 :]])] = None
    return tuple(forms)


@lru_cache(maxsize=50_000)
def _forms_of_word(word: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_inflected(word)))


def _inflected(word: str) -> Iterator[str]:
    """Yield the inflected forms of *word*; of a hyphenated compound, its last part is
    inflected.
    """
    start, hyphen, last = word.rpartition("-")
    if not last.isalpha() or not last.isascii() or len(last) < 2:
        return
    if last.lower() in {"data", "media", "series", "news"}:
        return
    if is_acronym(last):
        yield f"{word}s"
        return
    import inflection  # imported here: only links by word form and quality rules need it

    singular = inflection.singularize(last)
    plural = inflection.pluralize(last)
    if _is_plural(last, singular):
        yield start + hyphen + singular
        return
    if plural != last:
        yield start + hyphen + plural
    regular = _regular(last)
    if (plural == last and last.endswith("s")) or plural.endswith("ices"):
        yield start + hyphen + regular


def _is_plural(word: str, singular: str) -> bool:
    """Return True if *word* is the plural of *singular* and not a word like "loss" or "bias"."""
    ends = ("ss", "us", "is", "as", "os", "ics")
    return singular != word and not word.lower().endswith(ends)


def _regular(word: str) -> str:
    sibilant = word.endswith(("s", "x", "z", "ch", "sh"))
    return f"{word}es" if sibilant else f"{word}s"


def is_acronym(word: str) -> bool:
    """Return True if *word* is all capitals, apart from a plural "s" at its end.

    >>> is_acronym("API"), is_acronym("LLMs"), is_acronym("Api"), is_acronym("A")
    (True, True, False, True)
    """
    stem = word.removesuffix("s") if len(word) > 2 else word
    return stem.isupper()
