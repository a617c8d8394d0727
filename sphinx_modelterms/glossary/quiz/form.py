"""Rules of form: nothing but the meaning of the choices may tell the right one."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.formulas.spoken import spoken
from sphinx_modelterms.glossary.quiz.blanks import BLANK
from sphinx_modelterms.glossary.quiz.words import (
    begun,
    repeated,
    same,
    stem,
    stems_in,
    words_in_text,
    words_of_name,
)
from sphinx_modelterms.glossary.text.inline import Run, plain
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern
from sphinx_modelterms.glossary.text.plurals import singulars_of
from sphinx_modelterms.glossary.text.tokens import WORD, words_of
from sphinx_modelterms.glossary.text.word_forms import is_acronym

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_modelterms.glossary.text.inline import Inline

MOST_OF_NAME = 2.0
"""Ratio of lengths from which a name stands out among others."""

MOST_OF_TEXT = 1.25
"""Ratio of lengths from which a text stands out among others."""

LONGEST_CHOICE = 320
"""Maximum number of characters of a choice."""

MANY_NUMBERS = 3
"""Number of numbers from which a text looks like a calculation."""

WORDS_OF_BEGINNING = 4
"""Number of words that two texts have in common if they begin alike to the eye."""

_NUMBER = lazy_pattern(r"(?<![\w.,])[0-9][0-9.,]*")
_ACTIVITY = lazy_pattern(r"[AEIOUYaeiouy]\w*ing$")

_ENDS = tuple(".!?…。！？।؟»”\"')")


def stands_out(right: int, wrong: Iterable[int], ratio: float) -> bool:
    """Return True if a number is larger or smaller than all others by more than *ratio*.

    >>> stands_out(10, [4, 3], 2.0), stands_out(4, [10, 9], 2.0), stands_out(10, [6, 3], 2.0)
    (True, True, False)
    """
    others = sorted(wrong)
    return right > others[-1] * ratio or right * ratio < others[0]


def none_is_odd(signs: Sequence[bool]) -> bool:
    """Return True if no choice is the only one with or without a sign.

    >>> none_is_odd([True, False, True, False]), none_is_odd([True, True, True, False])
    (True, False)
    """
    return 1 not in (signs.count(True), signs.count(False))


def is_middle(right: str, wrong: Sequence[str]) -> bool:
    """Return True if the right one among texts is the one that is most like all others."""
    texts = [right, *wrong]
    stems = [stems_in(text) for text in texts]
    shared = [sum(len(ours & theirs) for theirs in stems) - len(ours) for ours in stems]
    return shared[0] > max(shared[1:])


@lru_cache(maxsize=20_000)
def is_plural(name: str) -> bool:
    """Return True if the last word of *name* is an English plural.

    >>> is_plural("Model Weights"), is_plural("Bias"), is_plural("LLMs")
    (True, False, True)
    """
    words = [token.text for token in words_of(name) if token.kind == WORD]
    if not words:
        return False
    last = words[-1]
    if is_acronym(last):
        return len(last) > 2 and last[-1] == "s"
    return bool(singulars_of(last.lower()))


def shape_of(name: str) -> tuple[bool, bool, bool]:
    """Return what is unusual about the letters of *name*: a word in capitals, digits, signs.

    >>> shape_of("BM25"), shape_of("Beam Search"), shape_of("C++")
    ((True, True, False), (False, False, False), (True, False, True))
    """
    words = name.replace("-", " ").split()
    capitals = any(is_acronym("".join(filter(str.isalpha, word)) or "a") for word in words)
    digits = any(map(str.isdecimal, name))
    return capitals, digits, any(not (c.isalnum() or c.isspace() or c in "-'’") for c in name)


def agrees(name: str, other: str) -> bool:
    """Return True if a sentence that has room for one name has room for the other: both are in
    the singular or plural, and begin with a capital letter or not.
    """
    return is_plural(name) == is_plural(other) and name[:1].isupper() == other[:1].isupper()


def names_are_fair(right: str, wrong: Sequence[str]) -> bool:
    """Return True if the length, the letters and the words of names don't tell the right one."""
    shapes = [shape_of(name) for name in wrong]
    is_shared = all(
        not unusual or any(shape[kind] for shape in shapes)
        for kind, unusual in enumerate(shape_of(right))
    )
    return (
        is_shared
        and not lacks_word(right, wrong)
        and is_activity(right) in map(is_activity, wrong)
        and not stands_out(len(right), map(len, wrong), MOST_OF_NAME)
    )


def is_activity(name: str) -> bool:
    """Return True if *name* is that of an activity in English.

    >>> [is_activity(name) for name in ("Constrained Decoding", "Tokenizer", "Query String")]
    [True, False, False]
    """
    return bool(_ACTIVITY.search(name))


def lacks_word(right: str, wrong: Sequence[str]) -> bool:
    """Return True if all others among names have a word that the right one lacks.

    >>> lacks_word("Causal Mask", ["Self-Attention", "Linear Attention", "Attention Head"])
    True
    >>> lacks_word("Causal Mask", ["Self-Attention", "Linear Attention", "Transformer"])
    False
    """
    own, *others = ({word.text.lower() for word in words_of(name)} for name in (right, *wrong))
    return not set.intersection(*others) <= own


def texts_are_fair(right: Inline, wrong: Sequence[Inline]) -> bool:
    """Return True if the right one among texts doesn't stand out by its length or markup."""
    kinds = {run.kind for run in right} - {"text", "math"}
    if kinds and not any(kinds & {run.kind for run in inline} for inline in wrong):
        return False
    return not stands_out(len(spoken(right)), map(len, map(spoken, wrong)), MOST_OF_TEXT)


def examples_are_fair(right: Inline, wrong: Sequence[Inline]) -> bool:
    """Return True if the right one among examples doesn't stand out by its look, either: as the
    only calculation or the only one in words, or since two of the others begin alike.
    """
    texts = [*map(spoken, wrong)]
    beginnings = {tuple(text.split()[:WORDS_OF_BEGINNING]) for text in texts}
    return (
        texts_are_fair(right, wrong)
        and looks_calculated(spoken(right)) in map(looks_calculated, texts)
        and len(beginnings) == len(texts)
    )


def looks_calculated(text: str) -> bool:
    """Return True if *text* has many numbers.

    >>> looks_calculated("With 0.4 and 0.5, it is 0.2."), looks_calculated("GPT-2 is from 2019.")
    (True, False)
    """
    return len(_NUMBER.findall(text)) >= MANY_NUMBERS


def is_usable(text: Inline) -> bool:
    """Return True if *text* has a length that readers can compare with others."""
    return 0 < len(spoken(text)) <= LONGEST_CHOICE


def begin_alike(text: Inline, other: Inline) -> bool:
    """Return True if both texts begin with a blank, or none does."""
    return spoken(text).startswith(BLANK) == spoken(other).startswith(BLANK)


@lru_cache(maxsize=100_000)
def traces(names: tuple[str, ...], text: str) -> frozenset[str]:
    """Return the traces of names in *text*, which tell readers that both belong together.

    A trace is the stem of a word that has something like it in the text, of one whose beginning
    the text has (``~``) or that it has as it is (``=``), or an abbreviation that the text spells
    out. Choices are fair if all of them have the same ones: "model" is like "moderation", but
    "moderator" tells more.

    :param names: the name, and the long forms of its abbreviations

    >>> sorted(traces(("State Space Model",), "a model with a state"))
    ['=model', '=stat', 'model', 'stat', '~model', '~stat']
    >>> sorted(traces(("Deep Learning",), "it learns")), sorted(traces(("BM25",), "it scores"))
    (['learn', '~learn'], [])
    """
    found: set[str] = set()
    for name in names:
        words = words_of_name(name)
        found.update(map(stem, repeated(words, text)))
        found.update(f"~{stem(word)}" for word in begun(words, text))
        found.update(f"={stem(word)}" for word in same(words, text))
        found.update(spelt_out(name, text))
    return frozenset(found)


def spelt_out(name: str, text: str) -> frozenset[str]:
    """Return the words in capitals of *name* with whose letters words of *text* begin, in order.

    >>> sorted(spelt_out("KV Cache", "keys and values")), sorted(spelt_out("BM25", "it scores"))
    (['kv'], [])
    """
    capitals = _in_capitals(name)
    initials = "".join(word[0] for word in words_in_text(text)) if capitals else ""
    return frozenset(word for word in capitals if word in initials)


@lru_cache(maxsize=20_000)
def _in_capitals(name: str) -> tuple[str, ...]:
    """Return the words in capitals of *name*, in lower case."""
    words = (word.text for word in words_of(name) if word.kind == WORD)
    return tuple(word.lower() for word in words if len(word) > 1 and is_acronym(word))


def as_choice(text: Inline) -> Inline:
    """Return *text* as one of several choices: with a capital letter and a full stop."""
    if not text:
        return ()
    first, *rest = text
    runs = [first._replace(text=first.text[:1].upper() + first.text[1:]), *rest]
    if first.kind != "text":
        runs[0] = first
    if not plain(tuple(runs)).rstrip().endswith(_ENDS):
        runs.append(Run("text", "."))
    return tuple(runs)
