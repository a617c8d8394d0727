"""Uses of English words that mean no term: fixed expressions, adjectives, and verbs in -ing."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.autolink.function_words import (
    ADVERBS,
    BEFORE_BASE,
    CONJUNCTIONS,
    DETERMINERS,
    FINITE,
    OBJECTS,
    PREPOSITIONS,
    word_after,
    words_before,
)
from sphinx_modelterms.glossary.autolink.phrases import is_in_phrase
from sphinx_modelterms.glossary.autolink.verbs import verb_form
from sphinx_modelterms.glossary.text.common_words import EVERYDAY, word_set

if TYPE_CHECKING:
    from collections.abc import Mapping

EXPRESSIONS = (
    "a great deal of, a number of, a variety of, a wide range of, along the lines of, as a "
    "matter of fact, as a result, as a rule, as a whole, at a glance, at any rate, at face "
    "value, at first glance, at first sight, at hand, at large, at length, at some point, at "
    "stake, at that point, at the expense of, at the moment, at this point, bear in mind, "
    "beyond question, by chance, by contrast, by hand, by means of, by virtue of, come into "
    "play, common ground, common sense, for instance, for the most part, for the sake of, "
    "free of charge, if in doubt, in accordance with, in addition, in all respects, in any "
    "case, in any event, in case, in case of, in charge of, in connection with, in contrast, "
    "in detail, in due course, in effect, in exchange for, in favor of, in favour of, in "
    "general, in keeping with, in light of, in line with, in mind, in most cases, in no "
    "event, in no way, in part, in place, in practice, in principle, in question, in reality, "
    "in return, in short, in some cases, in summary, in terms of, in that case, in that "
    "respect, in the case of, in the course of, in the event of, in the event that, in the "
    "first instance, in the first place, in the form of, in the interest of, in the light of, "
    "in the long run, in the long term, in the meantime, in the middle of, in the name of, in "
    "the process of, in the short run, in the short term, in the wake of, in theory, in this "
    "case, in this respect, in touch with, in turn, in view of, in which case, is the case, "
    "just in case, keep in mind, keep track of, on account of, on balance, on behalf of, on "
    "purpose, on the contrary, on the face of it, on the fly, on the grounds that, on the one "
    "hand, on the other hand, on the part of, on the whole, on top of, out of the box, out of "
    "the question, over time, play a part, play a role, point of view, public domain, rule of "
    "thumb, starting point, state of the art, step by step, take advantage of, take care, "
    "take effect, take into account, take part, take place, taken into account, to a degree, "
    "to some degree, to that extent, to the point, under no circumstances, under the hood, "
    "with a view to, with regard to, with respect to"
)
"""Fixed expressions, whose nouns mean nothing on their own."""

ADJECTIVES = word_set(
    "alternative current future individual native original particular past potential present "
    "relative"
)
"""Adjectives that are names of things, too."""

_QUANTITIES = word_set("all any both each enough every many more multiple several some this too")
"""Words other than those in ``OBJECTS`` that begin the object of a verb in -ing."""

_GOVERNING = word_set("without when while before after")
"""Words after which a verb in -ing often has no object that could be seen."""

_SHORTEST = len("doing") + 1


@cache
def _by_word() -> Mapping[str, tuple[str, ...]]:
    """Return the expressions by each of their words that can be a name."""
    found: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for expression in EXPRESSIONS.split(", "):
        for word in expression.split():
            found[word] += (expression,)
    return dict(found)


def has_other_uses(word: str) -> bool:
    """Return True if the place of *word* in the text decides whether it is a name of things.

    >>> [word for word in ("server", "views", "Closing", "CASE") if has_other_uses(word)]
    ['views', 'Closing', 'CASE']
    """
    lower = word.lower()
    is_in_capitals = word.isalpha() and word.isupper()
    is_in_table = lower in ADJECTIVES or lower in _by_word()
    return is_in_capitals or is_in_table or bool(verb_form(word)) or _can_be_verb(lower)


def is_in_expression(text: str, start: int, end: int) -> bool:
    """Return True if the word from *start* to *end* of *text* is a part of a fixed expression.

    >>> [is_in_expression(t, t.index("event"), t.index("event") + 5) for t in
    ...     ("IN NO event shall", "in the event\\nof a fault", "in the event log")]
    [True, True, False]
    """
    expressions = _by_word().get(text[start:end].lower(), ())
    return bool(expressions) and is_in_phrase(expressions, text, start, end)


def is_adjective(text: str, start: int, end: int) -> bool:
    """Return True if the word from *start* to *end* of *text* is used as an English adjective.

    >>> [is_adjective(t, t.index("current"), t.index("current") + 7) for t in
    ...     ("the current version", "the current is high", "a current of 5 A", "current density")]
    [True, False, False, False]
    """
    if text[start:end].lower() not in ADJECTIVES:
        return False
    before, after = words_before(text, start), word_after(text, end)
    last = before[-1] if before else ""
    no_noun = FINITE | PREPOSITIONS | CONJUNCTIONS | BEFORE_BASE | ADVERBS | {""}
    if last in DETERMINERS and verb_form(after) == "s":
        return False  # "the current flows"
    return last in DETERMINERS | PREPOSITIONS and after not in no_noun


def is_verb_in_ing(text: str, start: int, end: int) -> bool:
    """Return True if the word from *start* to *end* of *text* is a verb in -ing with its object.

    >>> [is_verb_in_ing(t, 0, t.index(" ")) for t in
    ...     ("Closing the file", "Opening too many figures", "Closing of files", "String a")]
    [True, True, False, False]
    """
    after = word_after(text, end)
    return after in OBJECTS | _QUANTITIES and _can_be_verb(text[start:end].lower())


def may_be_verb_in_ing(text: str, start: int, end: int) -> bool:
    """Return True if the word from *start* to *end* of *text* can be a verb in -ing, although it
    isn't certain that it is one: "without closing", "Decoding images is slow".
    """
    if not _can_be_verb(text[start:end].lower()):
        return False
    before, after = words_before(text, start), word_after(text, end)
    if not before:
        return after not in FINITE | PREPOSITIONS | CONJUNCTIONS | {""}
    return before[-1] in _GOVERNING


@lru_cache(maxsize=10_000)
def _can_be_verb(word: str) -> bool:
    """Return True if *word* is a verb in -ing: "closing", "running", "applying"."""
    stem = word.removesuffix("ing")
    if stem == word or len(word) < _SHORTEST:
        return False
    bases = {stem, f"{stem}e"} | ({stem[:-1]} if stem[-1] == stem[-2] else set())
    return any(base in EVERYDAY or verb_form(f"{base}s") == "s" for base in bases)
