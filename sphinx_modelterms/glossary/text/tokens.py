"""Tokenizer: words, signs and gaps of a text, with their positions, as names are compared.

These rules say which text matches a name:

- where the name has a space or a hyphen, the text may have white space of any kind (a line break,
  a no-break space) or one hyphen of any kind;
- where the name has nothing between a word and a sign (``C++``, ``.NET``, ``Q&A``), neither may
  the text;
- nothing else may be between words: no full stop, no comma, no bracket.

Scripts that are written without spaces are split into single letters.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.text.names import casefolded

if TYPE_CHECKING:
    from collections.abc import Iterator

# All combining marks of the Basic Multilingual Plane except variation selectors, which follow
# emoji; and invisible characters within words: soft hyphen, word joiner, zero-width joiners.
_MARKS = (
    "\u00ad"
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7-\u06e8\u06ea-\u06ed\u0711\u0730-\u074a"
    "\u07a6-\u07b0\u07eb-\u07f3\u07fd\u0816-\u0819\u081b-\u0823\u0825-\u0827\u0829-\u082d"
    "\u0859-\u085b\u0898-\u089f\u08ca-\u08e1\u08e3-\u0903\u093a-\u093c\u093e-\u094f"
    "\u0951-\u0957\u0962-\u0963\u0981-\u0983\u09bc\u09be-\u09c4\u09c7-\u09c8\u09cb-\u09cd\u09d7"
    "\u09e2-\u09e3\u09fe\u0a01-\u0a03\u0a3c\u0a3e-\u0a42\u0a47-\u0a48\u0a4b-\u0a4d\u0a51"
    "\u0a70-\u0a71\u0a75\u0a81-\u0a83\u0abc\u0abe-\u0ac5\u0ac7-\u0ac9\u0acb-\u0acd\u0ae2-\u0ae3"
    "\u0afa-\u0aff\u0b01-\u0b03\u0b3c\u0b3e-\u0b44\u0b47-\u0b48\u0b4b-\u0b4d\u0b55-\u0b57"
    "\u0b62-\u0b63\u0b82\u0bbe-\u0bc2\u0bc6-\u0bc8\u0bca-\u0bcd\u0bd7\u0c00-\u0c04\u0c3c"
    "\u0c3e-\u0c44\u0c46-\u0c48\u0c4a-\u0c4d\u0c55-\u0c56\u0c62-\u0c63\u0c81-\u0c83\u0cbc"
    "\u0cbe-\u0cc4\u0cc6-\u0cc8\u0cca-\u0ccd\u0cd5-\u0cd6\u0ce2-\u0ce3\u0d00-\u0d03"
    "\u0d3b-\u0d3c\u0d3e-\u0d44\u0d46-\u0d48\u0d4a-\u0d4d\u0d57\u0d62-\u0d63\u0d81-\u0d83\u0dca"
    "\u0dcf-\u0dd4\u0dd6\u0dd8-\u0ddf\u0df2-\u0df3\u0f18-\u0f19\u0f35\u0f37\u0f39\u0f3e-\u0f3f"
    "\u0f71-\u0f84\u0f86-\u0f87\u0f8d-\u0f97\u0f99-\u0fbc\u0fc6\u135d-\u135f\u1712-\u1715"
    "\u1732-\u1734\u1752-\u1753\u1772-\u1773\u180b-\u180d\u180f\u1885-\u1886\u18a9\u1920-\u192b"
    "\u1930-\u193b\u1a17-\u1a1b\u1a55-\u1a5e\u1a60-\u1a7c\u1a7f\u1ab0-\u1ace\u1b00-\u1b04"
    "\u1b34-\u1b44\u1b6b-\u1b73\u1b80-\u1b82\u1ba1-\u1bad\u1be6-\u1bf3\u1c24-\u1c37"
    "\u1cd0-\u1cd2\u1cd4-\u1ce8\u1ced\u1cf4\u1cf7-\u1cf9\u1dc0-\u1dff\u200c-\u200d\u2060"
    "\u20d0-\u20f0\u2cef-\u2cf1\u2d7f\u2de0-\u2dff\u302a-\u302f\ua66f-\ua672\ua674-\ua67d"
    "\ua69e-\ua69f\ua6f0-\ua6f1\ua802\ua806\ua80b\ua823-\ua827\ua82c\ua880-\ua881\ua8b4-\ua8c5"
    "\ua8e0-\ua8f1\ua8ff\ua926-\ua92d\ua947-\ua953\ua980-\ua983\ua9b3-\ua9c0\ua9e5\uaa29-\uaa36"
    "\uaa43\uaa4c-\uaa4d\uaa7b-\uaa7d\uaab0\uaab2-\uaab4\uaab7-\uaab8\uaabe-\uaabf\uaac1"
    "\uaaeb-\uaaef\uaaf5-\uaaf6\uabe3-\uabea\uabec-\uabed\ufb1e\ufe20-\ufe2f"
)
_UNSPACED = (
    "\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
HYPHENS = "-\u2010\u2011"
APOSTROPHES = "'’‘‚‛"
"""The apostrophe, and what typographic quotes make of one that a word begins with."""

_STRAIGHT = str.maketrans(dict.fromkeys(APOSTROPHES, "'") | {"\u00ad": None})

SIGNS = "+#&@.%$§/*"

GAP, SIGN, LETTER, WORD, OTHER = "gap", "sign", "letter", "word", "other"

_LETTER = rf"[{_UNSPACED}][{_MARKS}]*"
_WORD = rf"[^\W_{_UNSPACED}]+(?:[{_MARKS}]+[^\W_{_UNSPACED}]*)*"
_GAP = rf"\s*[{HYPHENS}](?=\S)|\s+"
_SIGN = rf"[{SIGNS}{APOSTROPHES}]"

_TOKEN = lazy_pattern(
    rf"(?P<letter>{_LETTER})|(?P<word>{_WORD})|(?P<gap>{_GAP})|(?P<sign>{_SIGN})|(?P<other>.)",
    re.DOTALL,
)

TEXTS = lazy_pattern(rf"{_LETTER}|{_WORD}|{_GAP}|{_SIGN}|[{HYPHENS}]\s+|.", re.DOTALL)
"""The texts of all tokens. A hyphen that isn't a gap has the white space after it in its text, so
that a text tells of which kind it is.
"""

GAPS = lazy_pattern(_GAP)

NEEDS_CARE = lazy_pattern(f"[{_UNSPACED}{_MARKS}]")
"""Characters with which a word is more than a run of letters and digits."""


_IS_UNSPACED = lazy_pattern(f"[{_UNSPACED}]")


class Token(NamedTuple):
    """A word, a sign, or a gap between them."""

    kind: str
    text: str
    start: int
    """Offset in the text."""
    end: int
    key: str
    """Form by which it is compared: compatibility forms and letter case are normalized."""


def tokens_of(text: str, start: int = 0) -> Iterator[Token]:
    """Yield the tokens of *text* in order.

    :param start: offset to begin at

    >>> [token.key for token in tokens_of("The LLM’s C++")]
    ['the', ' ', 'llm', "'", 's', ' ', 'c', '+', '+']
    """
    for match in _TOKEN.finditer(text, start):
        kind = match.lastgroup or OTHER
        word = match[0]
        key = " " if kind == GAP else fold_word(word)
        yield Token(kind, word, match.start(), match.end(), key)


def words_of(text: str) -> list[Token]:
    """Return the words and punctuation marks of *text*, without the gaps."""
    # Gaps are skipped before tokens are made of them, since making tokens takes most of the time.
    return [
        Token(match.lastgroup or OTHER, word := match[0], *match.span(), fold_word(word))
        for match in _TOKEN.finditer(text)
        if match.lastgroup != GAP
    ]


def words_in(text: str) -> str:
    """Return the words of *text* in folded form, each once and between spaces, in one string.

    It contains each word that the tokenizer finds, maybe within a longer one if the text has other
    letters than those of ASCII. So a search for names can leave out most texts at once.

    >>> words_in("The LLM, the model")
    ' llm model the '
    """
    folded = fold_word(text)
    words = set((folded.translate(_ASCII_SIGNS) if folded.isascii() else folded).split())
    if not folded.isascii():
        words.update(text.lower().split())
        if not unicodedata.is_normalized("NFKC", text):
            # Normalization composes letters that the tokenizer takes apart.
            words.update(word.key for word in words_of(text))
    return f" {' '.join(sorted(words))} " if words else ""


_ASCII_SIGNS = {code: " " for code in range(128) if not chr(code).isalnum()}


def fold_word(word: str) -> str:
    """Return *word* as it is compared if letter case is ignored.

    A Turkish dotted İ does not become an i, since its lower case has two characters and would
    shift all offsets after it.

    >>> fold_word("STRAẞE"), fold_word("İ") == fold_word("i")
    ('straße', False)
    """
    return word.lower() if word.isascii() else fold_again(written(word))


def fold_again(word: str) -> str:
    """Return *word* case-folded and normalized again, as case folding can undo normalization."""
    return unicodedata.normalize("NFKC", casefolded(word))


def written(word: str) -> str:
    """Return *word* as it is compared if letter case matters: full-width letters count as letters,
    and soft hyphens are removed.
    """
    if word.isascii():
        return word
    return unicodedata.normalize("NFKC", word).translate(_STRAIGHT)


def plain_words(name: str) -> list[str]:
    """Return the words of *name* if all of it are ASCII letters and digits with one space or
    hyphen between two words, as of most names; else none.
    """
    words = name.replace("-", " ").split(" ")
    return words if name.isascii() and all(map(str.isalnum, words)) else []


def form_key(text: str) -> str:
    """Return *text* as forms of names are looked up: hyphens become spaces, and a possessive
    ending is removed.

    >>> form_key("Fine-tuning’s")
    'fine tuning'
    """
    if words := plain_words(text):
        return " ".join(words).lower()
    return _POSSESSIVE.sub("", "".join(token.key for token in tokens_of(text.strip())))


def form_letters(text: str) -> str:
    """Return *text* as forms of names are compared if letter case matters.

    >>> form_letters("Fine-Tuning’s")
    'Fine Tuning'
    """
    if words := plain_words(text):
        return " ".join(words)
    tokens = tokens_of(text.strip())
    letters = (" " if token.kind == GAP else written(token.text) for token in tokens)
    return _POSSESSIVE.sub("", "".join(letters))


_POSSESSIVE = re.compile("'[sS]?$")


def is_unspaced(letter: str) -> bool:
    """Return True if *letter* belongs to a script that is written without spaces."""
    return letter >= _FIRST_UNSPACED and _IS_UNSPACED.match(letter) is not None


_FIRST_UNSPACED = _UNSPACED[0]


def continues_word(char: str) -> bool:
    """Return True if *char* belongs to the word that is right before or after it."""
    return char.isalnum() or not (char.isascii() or NEEDS_CARE.match(char) is None)
