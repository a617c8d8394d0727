"""Abbreviations in running text, and whether the text itself says what they mean."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.common_words import word_set
from sphinx_modelterms.glossary.text.lazy_regex import late_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sphinx_modelterms.glossary.text.tokens import Token

_CAPITALS = late_pattern(r"[^\W\d_a-z]{2,}s?")
"""Finds other letters and parts of words, too, but sorts out most texts at once."""

# The numbers up to 39, which occur in names, and longer ones: "CD" and "ML" are numbers as well.
_ROMAN = late_pattern(
    r"X{0,3}(?:IX|IV|V?I{0,3})"
    r"|(?=.{4})M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
)

_UNITS = word_set(
    "KB MB GB TB PB EB KIB MIB GIB TIB KW MW GW TW KWH MWH GWH TWH MV GV MJ GJ TJ KHZ MHZ GHZ THZ "
    "FLOP FLOPS OPS TOPS IOPS RPM FPS DPI PPI PPM PPB BPM BTU PSI USD EUR GBP JPY CHF CNY INR "
    "UTC GMT CET EST PST"
)

_EVERYDAY = word_set(
    # Operators and words in capitals for their weight.
    "AND OR NOT XOR NAND NOR ALL ANY IF NO MUST SHALL SHOULD MAY NEVER ALWAYS ONLY",
    # What nobody spells out.
    "OK AM PM AD BC CE BCE TV CD DVD USB PDF HTML JSON XML CSV URL US USA UK EU UN ID DNA",
)

_IN_BRACKETS = late_pattern(r"([^()（）]*[^()（）\s])\s*[(（]\s*+([^()（）]*[^()（）\s])\s*[)）]")
"""A name with something in brackets at its end, be they full-width ones."""
_WORD = late_pattern(r"\w+")

LONGEST_ABBREVIATION = 30
"""The most letters of an abbreviation."""

_CONNECTED = frozenset("&+#@_.")
"""What makes the letters that it touches a part of something: ``AT&T``, ``README.md``."""


def unexplained(text: str, is_known: Callable[[str], object]) -> Iterator[tuple[int, str]]:
    """Positions and letters of the abbreviations in *text* that it does not spell out.

    :param is_known: says if letters need no explanation, since a term has that name
    """
    # Most texts have none, and it takes much longer to cut one into words.
    capitals = (found.removesuffix("s") for found in _CAPITALS.findall(text))
    if all(_is_common(letters) or is_known(letters) for letters in capitals):
        return
    # Here, as most builds look for no abbreviation and the patterns take a while to make.
    from sphinx_modelterms.glossary.text.tokens import words_of, written

    words = words_of(text)
    keys = [word.key for word in words]
    initials = "".join(key[:1] or " " for key in keys)
    # An abbreviation can stand there thousands of times.
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
            and not has_initials(letters.casefold())
            and not _is_bracketed(
                keys, position, opening if closing < opening else -1, letters.casefold()
            )
        ):
            yield word.start, letters


def named_with_abbreviation(name: str) -> tuple[str, str]:
    """The parts of a name of several words that has its abbreviation in brackets, or the other
    way round.

    :returns: the name alone and the abbreviation; empty texts for any other name

    >>> named_with_abbreviation("Large Language Model (LLM)")
    ('Large Language Model', 'LLM')
    >>> named_with_abbreviation("LLM (large language models)")
    ('large language models', 'LLM')
    >>> named_with_abbreviation("Port number (OS)"), named_with_abbreviation("Convolution (CNN)")
    (('', ''), ('', ''))
    """
    found = _IN_BRACKETS.fullmatch(name)
    for phrase, word in (found.groups(), found.groups()[::-1]) if found else ():
        if sum(map(str.isupper, word)) > 1 and _stands_for(word, phrase):
            return phrase, word
    return "", ""


def _stands_for(abbreviation: str, phrase: str) -> bool:
    """Return True if it begins and ends as the words do, and has its letters in their order."""
    letters = abbreviation.removesuffix("s").casefold()
    words: list[str] = _WORD.findall(phrase.casefold())
    if len(words) < 2 or not letters.isalnum() or not _contains(" ".join(words), letters):
        return False
    begins = words[0].startswith((letters[0], f"e{letters[0]}"))  # XML, "extensible"
    return begins and words[-1].startswith(letters[-1])


def _letters(word: str) -> str:
    """*word* without the "s" of a plural if it is two or more capitals, else nothing.

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
    """Whether words begin with these letters one after another.

    :param initials: the first letter of each of *keys*
    """
    start = initials.find(letters)
    while start >= 0:
        # Two little words have any two initials.
        if len(letters) > 2 or all(len(key) > 3 for key in keys[start : start + len(letters)]):
            return True
        start = initials.find(letters, start + 1)
    return False


def _is_bracketed(keys: list[str], position: int, opening: int, letters: str) -> bool:
    """Whether the word's letters occur before the brackets around it, or in brackets right
    after it.

    :param opening: the bracket that is open at *position*, or -1
    """
    count = len(letters)
    if opening >= 0 and _contains(" ".join(keys[max(0, opening - count - 3) : opening]), letters):
        return True
    following = keys[position + 1 : position + 4]
    if "(" not in following:
        return False
    start = position + 1 + following.index("(")
    # Nobody spells letters out with so many words.
    inside = keys[start : start + 10 * count]
    end = inside.index(")") if ")" in inside else len(inside)
    return _contains(" ".join(inside[:end]), letters)


def _contains(phrase: str, letters: str) -> bool:
    """Whether *letters* occur in *phrase* in their order.

    >>> _contains("extensible markup language", "xml")
    True
    """
    rest = iter(phrase)
    return all(letter in rest for letter in letters)
