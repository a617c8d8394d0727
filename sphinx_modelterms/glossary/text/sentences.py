"""The sentence splitter, shared by excerpts, hover cards, automatic links and messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.common_words import EVERYDAY, word_set
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator


ELLIPSIS = "…"

_WIDE_STOPS = "。！？"
"""Full stops of scripts without spaces, which end a sentence whatever follows."""

# A sign that ends a sentence, and the quotes and brackets that close after it. All signs come
# first, since a search for one of a few letters is fast.
_STOP = lazy_pattern(r"[.!?…。！？](?:(?<=[。！？])[。！？]*[」』”’）]*|[\"'”’»)\]]*(?=\s|\Z))")

_OPENING = frozenset(':;"“„«(*•')
"""Signs after which a word can be capitalized although no sentence has ended."""

_REACH = 60
"""Number of characters around a full stop that are examined to tell if it ends a sentence."""

_FARTHEST = 1_000
"""Maximum distance of the end of the previous sentence, in characters."""

_DOTTED = lazy_pattern(r"[^\W\d_]{1,2}(?:\.[^\W\d_]{1,2})+")
"""Abbreviations with full stops within, such as "e.g" and "U.S", without the last full stop."""

_ABBREVIATED = word_set(
    "sec secs sect fig figs eq eqs vol vols chap chaps vs cf approx dept prof mrs esp incl excl"
    " viz resp",
    "vgl bzw abb kap abs bspw ggf evtl inkl exkl zzgl sog hrsg tel str",
    "éd env hab pág págs núm séc sra srta pag cfr bijv blz tzn rys",
    "рис стр напр",
)
"""Longer abbreviations of several languages, after which a sentence continues."""

_ABBREVIATED_AT_ENDS = word_set("etc usw ecc enz itd itp osv dvs al inc ltd corp jr")
"""Abbreviations that are also the last word of sentences."""

_INITIAL = lazy_pattern(r"[^\W\d_]\.")
"""A letter with a full stop, such as the second of "z. B."."""


def sentence_ends(text: str, start: int = 0, stop: int | None = None) -> Iterator[int]:
    """Yield the positions in *text* at which sentences end, after any closing quotes and brackets.

    A full stop ends no sentence if a lower-case letter follows or an abbreviation precedes it.

    :param start: position to begin at
    :param stop: position that counts as the end of the text

    >>> text = 'Take one, e.g. this. "And two?" Or Dr. X.'
    >>> [text[:end] for end in sentence_ends(text)][:2]
    ['Take one, e.g. this.', 'Take one, e.g. this. "And two?"']
    """
    for found in _STOP.finditer(text, start, len(text) if stop is None else stop):
        if _ends_sentence(text, found.start(), found.end()):
            yield found.end()


def _ends_sentence(text: str, start: int, end: int) -> bool:
    """Return True if the full stop from *start* to *end* ends a sentence."""
    if text[start] in _WIDE_STOPS:
        return True
    after = text[end : end + _REACH].lstrip()
    if after[:1].islower():
        return False
    return text[start] != "." or not _is_abbreviation(text[max(0, start - _REACH) : start], after)


def _is_abbreviation(before: str, after: str) -> bool:
    """Return True if the last word of *before* is an abbreviation that ends in a full stop.

    :param after: the text after the full stop
    """
    words = before.rstrip(".").split()
    word = words[-1].lstrip("([\"'“‘„«") if words else ""
    if _DOTTED.fullmatch(word) or (after and word.lower() in _ABBREVIATED):
        return True
    if len(word) > 2 or not word.isalpha():
        return False
    if after[:1].isdigit() or _INITIAL.match(after):
        return True
    # "Dr. X" and "J. Doe" contain no end, but "as it is.", "by AI." and "the first k." end there.
    is_word = word.isupper() or word.lower() in EVERYDAY if len(word) == 2 else word.islower()
    return not is_word


def ends_abbreviated(text: str) -> bool:
    """Return True if *text* ends in an abbreviation, which looks as if the rest were missing.

    >>> [ends_abbreviated(text) for text in ("cats etc.", "in sec.", "the U.S.", "the end.")]
    [True, True, True, False]
    """
    *_, word = text[-_REACH:].split() or [""]
    known = word.strip("([\"'“‘„«.").lower() in _ABBREVIATED | _ABBREVIATED_AT_ENDS
    return word.endswith(".") and (known or _is_abbreviation(word, ""))


def begins_sentence(text: str, position: int) -> bool:
    """Return True if the word at *position* may be capitalized because it begins a sentence.

    >>> [begins_sentence("So. Make it, e.g. Make. (Make)", n) for n in (0, 4, 18, 25)]
    [True, True, False, True]
    """
    first = max(0, position - _FARTHEST)
    end = first + len(text[first:position].rstrip())
    if end == first or text[end - 1] in _OPENING:
        return True
    return end in sentence_ends(text, max(first, end - _REACH), end)


def is_sentence(text: str) -> bool:
    """Return True if *text* has several words and ends like a sentence."""
    text = text.rstrip()
    has_words = len(text.split(None, 1)) > 1
    return has_words and len(text) in sentence_ends(text, max(0, len(text) - _REACH))
