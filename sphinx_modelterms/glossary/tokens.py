"""Cutting text into words as names are compared by them, each with its place.

The grammar of what may stand between the words of a name:

- where the name has a space or a hyphen, the text may have white space of any kind (a line break,
  a no-break space) or one hyphen of any kind;
- where the name has nothing between a word and a sign (``C++``, ``.NET``, ``Q&A``), neither may
  the text;
- nothing else: no full stop, no comma, no bracket.

Scripts that are written without spaces are cut into single letters.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f"
    "\u0670\u06d6-\u06ed\u0900-\u0903\u093a-\u094f\u0951-\u0957\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u20d0-\u20ff"
)
_UNSPACED = (
    "\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
HYPHENS = "-\u2010\u2011"
APOSTROPHES = "'’"
SIGNS = "+#&@.%$§/*"

GAP, SIGN, LETTER, WORD, OTHER = "gap", "sign", "letter", "word", "other"

_TOKEN = re.compile(
    rf"(?P<letter>[{_UNSPACED}][{_MARKS}]*)"
    rf"|(?P<word>(?:(?![{_UNSPACED}])[^\W_])(?:(?![{_UNSPACED}])[^\W_]|[{_MARKS}])*)"
    rf"|(?P<gap>\s*[{HYPHENS}](?=\S)|\s+)"
    rf"|(?P<sign>[{SIGNS}{APOSTROPHES}])"
    r"|(?P<other>.)",
    re.DOTALL,
)

NEEDS_CARE = re.compile(f"[{_UNSPACED}{_MARKS}]")
"""Text in which words are more than runs of letters and digits."""


class Token(NamedTuple):
    """A word, a sign, or what stands between."""

    kind: str
    text: str
    start: int
    """Its place in the text."""
    end: int
    key: str
    """How it is compared: compatibility forms and letter case evened out."""


def tokens_of(text: str, start: int = 0) -> Iterator[Token]:
    """The tokens of *text* in order, from *start* on.

    >>> [token.key for token in tokens_of("The LLM’s C++")]
    ['the', ' ', 'llm', "'", 's', ' ', 'c', '+', '+']
    """
    for match in _TOKEN.finditer(text, start):
        kind = match.lastgroup or OTHER
        word = match[0]
        key = " " if kind == GAP else fold_word(word)
        yield Token(kind, word, match.start(), match.end(), key)


def fold_word(word: str) -> str:
    """*word* as it is compared; a Turkish dotted İ is not an i, so that no place is shifted.

    >>> fold_word("Straße"), fold_word("İ") == fold_word("i")
    ('strasse', False)
    """
    return word.lower() if word.isascii() else fold_again(written(word))


def fold_again(word: str) -> str:
    """Case-folding can undo the evening out of compatibility forms."""
    return unicodedata.normalize("NFKC", word.casefold())


def written(word: str) -> str:
    """*word* as it is compared where letter case matters: full-width letters are letters."""
    return word if word.isascii() else unicodedata.normalize("NFKC", word).replace("’", "'")


def form_key(text: str) -> str:
    """*text* as forms of names are looked up: a hyphen is a space, a possessive has no ending.

    >>> form_key("Fine-tuning’s")
    'fine tuning'
    """
    return re.sub("'s?$", "", "".join(token.key for token in tokens_of(text.strip())))


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether what stands from *start* to *end* is no part of a longer word.

    "token-level" is another word than "token"; so is "C++" than "C", and "GPT-4" than "GPT".
    """
    # Nearly always a space is on either side.
    begins = start == 0 or text[start - 1] in " \n(" or _may_begin(text, start)
    return begins and (end == len(text) or text[end] in " \n,;:)" or _may_end(text, end))


def _may_begin(text: str, start: int) -> bool:
    before, first = text[start - 1], text[start]
    beyond = text[start - 2] if start > 1 else " "
    if before in HYPHENS or before in APOSTROPHES or before in ".*":
        return not beyond.isalnum()
    if before.isalnum() or NEEDS_CARE.match(before):
        return _is_unspaced(first) or _is_unspaced(before)
    return before not in "_+#&@%$§" or _is_unspaced(first)


def _may_end(text: str, end: int) -> bool:
    last, after = text[end - 1], text[end]
    beyond = text[end + 1] if end + 1 < len(text) else " "
    if after in APOSTROPHES:
        possessive = beyond in "sS" and not text[end + 2 : end + 3].isalnum()
        return possessive or not beyond.isalnum()
    if after in HYPHENS or after == ".":
        return not beyond.isalnum()
    if after.isalnum() or NEEDS_CARE.match(after):
        return _is_unspaced(after) or (_is_unspaced(last) and after.isalnum())
    return after not in "_+#&@%$§" or _is_unspaced(last)


def _is_unspaced(letter: str) -> bool:
    return re.match(f"[{_UNSPACED}]", letter) is not None
