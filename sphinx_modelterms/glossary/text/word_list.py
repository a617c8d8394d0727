"""Word lists: the words of a text, split at every other character.

Most words begin no name, and most names continue after a plain space. So a text is split at once,
all of its words are looked up at once, and what is between two words is looked at only where a
name can continue.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.token_list import ALL_SIGNS, FOLDED
from sphinx_modelterms.glossary.text.tokens import GAPS, HYPHENS, NEEDS_CARE, written

if TYPE_CHECKING:
    from sphinx_modelterms.glossary.text.name_tree import NameNode

PLAIN_GAPS = frozenset(" \n\t\u00a0" + HYPHENS)
"""Gaps between the words of most names, if there is only one of these characters."""

_TYPOGRAPHIC = "’‘‚‛“”–—…\u00a0"
"""Characters other than ASCII that most texts contain."""

_ONLY_WORDS = "".join(chr(code) if chr(code).isalnum() else " " for code in range(128))
"""Table for ``str.translate`` that turns each ASCII character outside of words into a space."""

_ONLY_WORDS_UTF8 = _ONLY_WORDS.encode() + bytes(range(128, 256))
"""The same for the bytes of a text in UTF-8, whose other characters stay."""

_MANY_SIGNS = 40
"""Number of different characters from which one pass for all of them is faster."""

_NO_WORD = re.compile(r"[\W_]")


class WordList:
    """The words of a text.

    Between two of them is always one character; where several such characters follow each other,
    the words between them are empty.

    :param keys: the words as they are compared
    :param words: the same words, as long as in the text
    """

    __slots__ = ("keys", "lengths", "text")

    def __init__(self, text: str, keys: list[str], words: list[str]) -> None:
        self.text = text
        self.lengths = list(accumulate(map(len, words), initial=0))
        """Total length of the words before each, and of all words."""
        self.keys = [*keys, ""]
        """An empty word follows the last one."""


def word_list(text: str) -> WordList | None:
    """Return the words of *text*; ``None`` if it has words that are more than runs of letters and
    digits.
    """
    lower = text.lower()
    # Lower-casing a Turkish dotted İ gives two characters, which would shift every offset.
    if len(lower) != len(text):
        return None
    for mark in _TYPOGRAPHIC:
        lower = lower.replace(mark, " ")
    if lower.isascii():
        words = lower.translate(_ONLY_WORDS).split(" ")
        return WordList(text, words, words)
    others = "".join(char for char in set(lower) if not char.isascii())
    if NEEDS_CARE.search(others):
        return None
    words = _split(lower, [char for char in others if not char.isalnum()])
    return WordList(text, [word if word.isascii() else FOLDED[word] for word in words], words)


def _split(lower: str, signs: list[str]) -> list[str]:
    """Split a text at its *signs* and at the ASCII characters that are in no word."""
    if len(signs) > _MANY_SIGNS:
        return _NO_WORD.split(lower)
    for sign in signs:
        lower = lower.replace(sign, " ")
    return lower.encode().translate(_ONLY_WORDS_UTF8).decode().split(" ")


def ends_by_words(words: WordList, number: int, node: NameNode) -> list[tuple[NameNode, int]]:
    """Return where names can end that begin with the word *number*: each node of a name that the
    words and signs lead to, and the end of the last of them.

    :param node: the node of that word
    """
    text, keys, lengths = words.text, words.keys, words.lengths
    end, apart = lengths[number + 1] + number, False
    ends: list[tuple[NameNode, int]] = []
    following: NameNode | None
    while True:  # *end* is the offset of the character after the word *number*
        if node.ends and not apart:
            ends.append((node, end))
        if end == len(text):
            break
        sign = text[end]
        if sign in PLAIN_GAPS and keys[number + 1] and not apart:
            number += 1
            following = node.after.get(keys[number])
        elif sign in ALL_SIGNS:
            following = (node.after if apart else node.joined).get(written(sign))
            number, end, apart = number + 1, end + 1, False
            if following and keys[number]:
                if following.ends:
                    ends.append((following, end))
                following = following.joined.get(keys[number])
        elif node.after and not apart and (gap := GAPS.match(text, end)):
            number += gap.end() - end
            apart = not keys[number]
            following = node if apart else node.after.get(keys[number])
        else:
            break
        if following is None:
            break
        node, end = following, lengths[number + 1] + number
    return ends
