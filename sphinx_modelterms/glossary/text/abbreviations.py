"""Abbreviations in running text: finding those that the text itself does not spell out."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.common_words import word_set
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sphinx_modelterms.glossary.text.tokens import Token

_CAPITALS = lazy_pattern(r"[^\W\d_a-z]{2,}s?")
"""Cheap filter: also matches other letters and parts of words, but rules out most
texts at once.
"""

# Roman numerals: those up to 39, which occur in names, and longer ones from four letters on, since
# "CD" and "ML" are numbers as well.
_ROMAN = lazy_pattern(
    r"X{0,3}(?:IX|IV|V?I{0,3})"
    r"|(?=.{4})M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
)

_UNITS = word_set(
    "KB MB GB TB PB EB KIB MIB GIB TIB KW MW GW TW KWH MWH GWH TWH MV GV MJ GJ TJ KHZ MHZ GHZ THZ "
    "FLOP FLOPS OPS TOPS IOPS RPM FPS DPI PPI PPM PPB BPM BTU PSI USD EUR GBP JPY CHF CNY INR "
    "UTC GMT CET EST PST"
)

_EVERYDAY = word_set(
    # Operators, and words that are written in capitals for emphasis.
    "AND OR NOT XOR NAND NOR ALL ANY IF NO MUST SHALL SHOULD MAY NEVER ALWAYS ONLY",
    # Requests, and files and remarks that are named so.
    "GET POST PUT HEAD PATCH DELETE README TODO FIXME",
    # Abbreviations that nobody spells out.
    "OK AM PM AD BC CE BCE TV CD DVD USB PDF HTML JSON XML CSV URL US USA UK EU UN ID DNA",
)

_IN_BRACKETS = lazy_pattern(r"([^()（）]*[^()（）\s])\s*[(（]\s*+([^()（）]*[^()（）\s])\s*[)）]")
"""A name with an addition in brackets at its end; the brackets can be full-width."""
_WORD = lazy_pattern(r"\w+")

LONGEST_ABBREVIATION = 30
"""Maximum number of letters of an abbreviation."""

_CONNECTED = frozenset("&+#@_.")
"""Signs that join letters to a longer name, such as ``AT&T`` and ``README.md``."""


def unexplained(text: str, is_known: Callable[[str], object]) -> Iterator[tuple[int, str]]:
    """Yield the position and letters of each abbreviation in *text* that is not spelt out there.

    :param is_known: returns True if letters need no explanation, since a term has that name
    """
    for position, letters, is_spelt_out in abbreviations(text, is_known):
        if not is_spelt_out:
            yield position, letters


def abbreviations(
    text: str, is_known: Callable[[str], object] = lambda _: False
) -> Iterator[tuple[int, str, bool]]:
    """Yield the position and letters of each abbreviation in *text*, and True if it is spelt out
    there.

    :param is_known: returns True if letters need no explanation
    """
    # Checked first: most texts have none, and splitting a text into words takes much longer.
    capitals = (found.removesuffix("s") for found in _CAPITALS.findall(text))
    if all(_is_common(letters) or is_known(letters) for letters in capitals):
        return
    # Imported here, since most builds look for no abbreviations and the patterns take long to
    # make.
    from sphinx_modelterms.glossary.text.tokens import words_of, written

    words = words_of(text)
    keys = [word.key for word in words]
    initials = "".join(key[:1] or " " for key in keys)
    # Cached, since an abbreviation can occur thousands of times in a text.
    has_initials = cache(partial(_has_initials, keys, initials))
    opening = closing = -1
    for position, word in enumerate(words):
        if word.text == "(":
            opening = position
        elif word.text == ")":
            closing = position
        letters = _letters(written(word.text)) if word.text[:2].isupper() else ""
        if (
            letters
            and not _is_common(letters)
            and not is_known(letters)
            and not _is_part(words, position)
        ):
            opened = opening if closing < opening else -1
            folded = letters.casefold()
            is_spelt_out = has_initials(folded) or _is_bracketed(keys, position, opened, folded)
            yield word.start, letters, is_spelt_out


def named_with_abbreviation(name: str) -> tuple[str, str]:
    """Split a name of several words that has its abbreviation in brackets, or the other way round.

    :returns: the name alone and the abbreviation; two empty texts for any other name

    >>> named_with_abbreviation("Large Language Model (LLM)")
    ('Large Language Model', 'LLM')
    >>> named_with_abbreviation("LLM (large language models)")
    ('large language models', 'LLM')
    >>> named_with_abbreviation("Port number (OS)"), named_with_abbreviation("Convolution (CNN)")
    (('', ''), ('', ''))
    """
    found = _IN_BRACKETS.fullmatch(name)
    for phrase, word in (found.groups(), found.groups()[::-1]) if found else ():
        if _stands_for(word, phrase):
            return phrase, word
    return "", ""


_NUMERONYM = lazy_pattern(r"([a-z])(\d+)([a-z])")
"""A word with the number of the letters between its first and last one, such as "i18n"."""

_UNSAID = word_set("a an and as by for in of on or the to with")
"""Words that many abbreviations leave out."""


def _stands_for(abbreviation: str, phrase: str) -> bool:
    """Return True if *abbreviation* begins as *phrase* does and has only letters of it, in order;
    it also has to end like it, or to have the initials of all its words.

    >>> _stands_for("SSH", "Secure Shell"), _stands_for("i18n", "Internationalization")
    (True, True)
    """
    letters = "".join(filter(str.isalnum, abbreviation.removesuffix("s"))).casefold()
    words: list[str] = _WORD.findall(phrase.casefold())
    if len(words) == 1:
        capitals = "".join(filter(str.isupper, phrase))
        return (len(capitals) > 1 and capitals == abbreviation) or _counts(letters, words[0])
    if sum(map(str.isupper, abbreviation)) < 2 or not words or " " in abbreviation:
        return False
    if not _contains(" ".join(words), letters):
        return False
    begins = words[0].startswith((letters[0], f"e{letters[0]}"))  # "XML" for "extensible"
    initials = "".join(word[0] for word in words if word not in _UNSAID)
    return begins and (words[-1].startswith(letters[-1]) or _contains(letters, initials))


def _counts(letters: str, word: str) -> bool:
    """Return True if *letters* are a numeronym of *word*."""
    found = _NUMERONYM.fullmatch(letters)
    if found is None:
        return False
    first, count, last = found.groups()
    return word[0] == first and word[-1] == last and len(word) == int(count[:3]) + 2


def _letters(word: str) -> str:
    """Return *word* without a plural "s" if it is two or more capitals, else ``""``.

    >>> _letters("GPUs"), _letters("Gpu"), _letters("H100")
    ('GPU', '', '')
    """
    letters = word.removesuffix("s")
    may_be = 1 < len(letters) <= LONGEST_ABBREVIATION
    return letters if may_be and letters.isalpha() and letters.isupper() else ""


def _is_common(letters: str) -> bool:
    return letters in _UNITS or letters in _EVERYDAY or bool(_ROMAN.fullmatch(letters))


def _is_part(words: Sequence[Token], position: int) -> bool:
    """Return True if the word is a part of a name: ``GPT-4``, ``RFC 2119``, ``AT&T``, ``.NET``."""
    if _touches(words, position) and words[position - 1].text in _CONNECTED:
        return True
    after, beyond = (*(word.text for word in words[position + 1 : position + 3]), "", "")[:2]
    if not after or after[0].isdigit() or not _touches(words, position + 1):
        return after[:1].isdigit()
    # A full stop counts only if a letter comes right after it.
    goes_on = beyond.isalnum() and _touches(words, position + 2)
    return after in _CONNECTED and (after != "." or goes_on)


def _touches(words: Sequence[Token], position: int) -> bool:
    """Return True if neither space nor hyphen is before the word at *position*."""
    return 0 < position < len(words) and words[position - 1].end == words[position].start


def _has_initials(keys: list[str], initials: str, letters: str) -> bool:
    """Return True if the first letters of consecutive words spell *letters*.

    :param initials: the first letter of each of *keys*
    """
    start = initials.find(letters)
    while start >= 0:
        # Two short words have any two initials by chance.
        if len(letters) > 2 or all(len(key) > 3 for key in keys[start : start + len(letters)]):
            return True
        start = initials.find(letters, start + 1)
    return False


def _is_bracketed(keys: list[str], position: int, opening: int, letters: str) -> bool:
    """Return True if the abbreviation and its long form are next to each other, one in brackets.

    The letters have to occur before the brackets around the word, or in brackets right after it.

    :param opening: position of the bracket that is open at *position*, or -1
    """
    count = len(letters)
    if opening >= 0 and _contains(" ".join(keys[max(0, opening - count - 3) : opening]), letters):
        return True
    following = keys[position + 1 : position + 4]
    if "(" not in following:
        return False
    start = position + 1 + following.index("(")
    # An abbreviation has one letter for a word or two: ten words a letter is far beyond that.
    inside = keys[start : start + 10 * count]
    end = inside.index(")") if ")" in inside else len(inside)
    return _contains(" ".join(inside[:end]), letters)


def _contains(phrase: str, letters: str) -> bool:
    """Return True if *letters* occur in *phrase* in their order, with any others between them.

    >>> _contains("extensible markup language", "xml")
    True
    """
    rest = iter(phrase)
    return all(letter in rest for letter in letters)
