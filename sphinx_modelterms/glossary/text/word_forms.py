"""Word forms of names: the plural of a name in the singular, and the other way round.

English rules hold in projects of every language, since most of them use English names.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.common_words import EVERYDAY, ORDINARY, word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LINKING = word_set("of in to for with on at as by from per without between against over via into")
"""Prepositions: the word before them is inflected, and the words after them are not, as in
"mixtures of experts".
"""

_AFTER_NOUN = {
    "general": word_set(
        "attorney secretary solicitor governor postmaster inspector surgeon auditor comptroller "
        "consul procurator director advocate adjutant"
    ),
    "martial": word_set("court"),
    "public": word_set("notary"),
    "laureate": word_set("poet nobel"),
    "apparent": word_set("heir"),
    "presumptive": word_set("heir"),
    "emeritus": word_set("professor editor director"),
    "politic": word_set("body"),
    "errant": word_set("knight"),
    "elect": word_set("president governor mayor bishop chancellor chair"),
    "designate": word_set("governor president ambassador"),
    "royal": word_set("battle"),
    "patent": word_set("letter"),
    "total": word_set("sum"),
}
"""Adjectives that follow their noun, with the nouns that they follow."""

_ADVERBS = word_set("up by on off in out down over away together")
_AGENT = re.compile(r".{2,}(?:er|or)|passer|hanger|looker|runner", re.IGNORECASE)
"""Nouns before an adverb in a hyphenated compound: "runner-up", but not "add-on"."""

_PRODUCTS = word_set(
    "struts slides docs sheets photos drives keynotes reminders stocks books games reels stories "
    "playgrounds pandas eagles bulls giants kings angels beats chimes macs airpods flows "
    "hooks beans"
)
"""Proper names that look like the plural of a noun outside of ``ORDINARY``."""

_LAST = re.compile(r"(?:(?<![^\W\d_])[^\W\d_]+|(?<!\d)\d+)\Z")
"""The letters or digits that a word ends in."""

_ACRONYMS = re.compile(r"([A-Z]*(?:[SXZ]|CH|SH))es")
"""Plurals of acronyms, other than those in "s" alone."""


def forms_of(
    name: str, is_proper: bool | None = None, only_plurals: bool = False
) -> tuple[str, ...]:
    """Return *name* and its English plurals and singulars, without duplicates, *name* first.

    :param is_proper: True if capital letters mark proper names here, of which no singular is
        derived; False if all names have them, so that only known proper names are left out; None
        to derive every known singular
    :param only_plurals: True to derive no singulars at all

    >>> forms_of("Mixture of Experts"), forms_of("Attorney General")
    (('Mixture of Experts', 'Mixtures of Experts'), ('Attorney General', 'Attorneys General'))
    >>> forms_of("OS"), forms_of("Index"), forms_of("I/O")
    (('OS', 'OSes', 'OSs'), ('Index', 'Indices', 'Indexes'), ('I/O', 'I/Os'))
    """
    words = name.split(" ")
    head = _head_of(words)
    forms = dict.fromkeys([name])
    for form in _forms_of_word(words[head], is_proper, len(words) == 1, only_plurals):
        forms[" ".join([*words[:head], form, *words[head + 1 :]])] = None
    return tuple(forms)


def _head_of(words: list[str]) -> int:
    """Return the index of the word that is inflected."""
    for number, word in enumerate(words[:-1]):
        if word in LINKING and number:
            return number - 1
    before = words[-2].lower() if len(words) > 1 else ""
    if before in _AFTER_NOUN.get(words[-1].lower(), ()):
        return len(words) - 2
    return len(words) - 1


@lru_cache(maxsize=50_000)
def _forms_of_word(
    word: str, is_proper: bool | None, is_alone: bool, only_plurals: bool
) -> tuple[str, ...]:
    return tuple(
        form
        for form, is_plural in dict.fromkeys(_inflected(word, is_proper, is_alone))
        # "A" has no plural that anybody could tell from "as".
        if form.lower() not in (_NO_FORMS if is_alone else EVERYDAY)
        and (is_plural or not only_plurals)
    )


_NO_FORMS = EVERYDAY - {"people"} | {"data", "media"}
"""Words that mean something else than the plural of a name of one word."""


def _inflected(word: str, is_proper: bool | None, is_alone: bool) -> Iterator[tuple[str, bool]]:
    """Yield the inflected forms of *word*, each with True if it is a plural; of a compound, the
    part that is inflected.
    """
    start, last, end = _split(word)
    if not last:
        return
    forms: Iterable[tuple[str, bool]] = ()
    if last[-1].isdigit():
        if not word.isdigit() or len(word) < 4:  # "2000s" are a decade
            forms = [(f"{last}s", True)]
    elif is_acronym(last) or _ACRONYMS.fullmatch(last):
        forms = _of_acronym(last)
    elif len(last) > 1 and max(last) < "\u0250" and not (start and start[-1] in "0123456789.@_"):
        forms = _of_noun(last, is_proper, is_alone and not start)
    for form, is_plural in forms:
        yield f"{start}{form}{end}", is_plural


def _split(word: str) -> tuple[str, str, str]:
    """Return what is before the part of a compound that is inflected, that part, and what is after
    it.

    >>> _split("mother-in-law"), _split("runner-up"), _split("add-on"), _split("Q&A")
    (('', 'mother', '-in-law'), ('', 'runner', '-up'), ('add-', 'on', ''), ('Q&', 'A', ''))
    """
    parts = word.split("-")
    if len(parts) > 2 and parts[1].lower() in LINKING:
        return "", parts[0], word[len(parts[0]) :]
    if len(parts) == 2 and (
        (parts[1].lower() in _ADVERBS and _AGENT.fullmatch(parts[0]))
        or parts[0].lower() in _AFTER_NOUN.get(parts[1].lower(), ())
    ):
        return "", parts[0], f"-{parts[1]}"
    found = _LAST.search(word)
    return (word[: found.start()], found[0], "") if found else ("", "", "")


def _of_acronym(word: str) -> Iterator[tuple[str, bool]]:
    """Yield the plurals of *word*, or its singular: "LLMs" is a plural."""
    if found := _ACRONYMS.fullmatch(word):
        yield found[1], False
    elif len(word) > 2 and word.endswith("s"):
        yield word[:-1], False
    else:
        if word.endswith(("S", "X", "Z", "CH", "SH")) and len(word) > 1:
            yield f"{word}es", True
        yield f"{word}s", True


def _of_noun(word: str, is_proper: bool | None, is_alone: bool) -> Iterator[tuple[str, bool]]:
    """Yield the plurals of *word*; its singulars if it is a known plural and no proper name."""
    from sphinx_modelterms.glossary.text.plurals import nouns, plurals_of, singulars_of

    lower = word.lower()
    if len(lower) != len(word):
        return
    if singulars := singulars_of(lower):
        if not _looks_proper(word, singulars, is_proper, is_alone):
            yield from ((_like(word, singular), False) for singular in singulars)
    elif lower in nouns() or not lower.endswith("s") or lower.endswith(_SINGULAR_IN_S):
        yield from ((_like(word, plural), True) for plural in plurals_of(lower))


_SINGULAR_IN_S = ("ss", "us", "is", "as", "os", "ys")
"""Endings of singulars in "s"."""


def _looks_proper(
    word: str, singulars: Iterable[str], is_proper: bool | None, is_alone: bool
) -> bool:
    """Return True if *word* looks like a plural, but is a proper name such as "Windows"."""
    if is_proper is None or not word[:1].isupper():
        return False
    if is_proper:
        return True
    lower = word.lower()
    # Nobody calls a product "Matrices" or "Categories".
    is_common = any(
        lower in {f"{singular}s", f"{singular}es"}
        for singular in singulars
        if singular in ORDINARY or singular in EVERYDAY
    )
    return is_alone and (is_common or lower in _PRODUCTS)


def _like(word: str, form: str) -> str:
    """Return *form*, which is in lower case, with the letters of *word* as far as they agree."""
    lower = word.lower()
    same = next((n for n, letter in enumerate(form) if lower[n : n + 1] != letter), len(form))
    return word[:same] + form[same:]


def is_acronym(word: str) -> bool:
    """Return True if *word* is all capitals, apart from a plural "s" at its end.

    >>> is_acronym("API"), is_acronym("LLMs"), is_acronym("Api"), is_acronym("A")
    (True, True, False, True)
    """
    stem = word.removesuffix("s") if len(word) > 2 else word
    return stem.isupper()
