"""Names: their normal forms, ids made of them, and near matches.

For the other normal forms of names and their purposes see :mod:`sphinx_modelterms.glossary.text`.
"""

from __future__ import annotations

import difflib
import hashlib
import heapq
import re
import unicodedata
from itertools import islice
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.characters import without_controls

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

LONGEST_SLUG = 80
LONGEST_COMPARISON = 60

CLOSE = 0.75
"""Minimum similarity of two names, from 0 to 1, at which one is suggested for the other. At 0.6,
"materialize" would be suggested for "iterable".
"""

CLOSE_START = 0.6
"""The same for two names of which one is the start of the other, as "embed" of "embedding"."""

MOST_LETTERS = 100
"""Maximum number of letters of a name that are compared to find near names."""

MOST_COMPARED = 50
"""Maximum number of names that are compared letter by letter to find near names."""

_QUOTES = str.maketrans("‘’“”", "''\"\"")
"""Typographic quotes to straight ones: SmartyPants of Sphinx turns straight quotes in text into
curly ones.
"""

_SEPARATORS = frozenset({"Zs", "Cc", "Pd", "Pc"})


def fold(name: str) -> str:
    """Return the form of *name* by which names are compared: compatibility forms, letter case,
    quotes and white space are normalized.

    >>> fold("Large  Language\\nMODEL")
    'large language model'
    """
    if not name.isprintable():  # fast path
        name = without_controls(name)
    name = unicodedata.normalize("NFKC", name).translate(_QUOTES)
    return " ".join(casefolded(name).split())


def casefolded(text: str) -> str:
    """Return *text* without differences of letter case. German ß stays: it tells words apart.

    >>> casefolded("Maße") == casefolded("MAẞE") != casefolded("Masse")
    True
    """
    if "ß" not in text and "ẞ" not in text:
        return text.casefold()
    return "ß".join(part.casefold() for part in text.replace("ẞ", "ß").split("ß"))


def slug(name: str) -> str:
    """Return *name* as a part of ids and addresses: ``[a-z0-9-]`` only, and different for
    different names.

    NFKD, ASCII, lower case, hyphens for separators. If anything but a separator was lost, six hex
    digits of the SHA-256 of the case-folded NFKC name follow.

    >>> slug("Fine-tuning"), slug("C"), slug("C++")
    ('fine-tuning', 'c', 'c-cedb1b')
    """
    lost = False
    letters: list[str] = []
    for char in unicodedata.normalize("NFKD", name).lower():
        if char.isascii() and char.isalnum():
            letters.append(char)
        elif unicodedata.category(char) in _SEPARATORS or char == "/":
            letters.append("-")
        else:
            lost = True
            letters.append("" if unicodedata.combining(char) else "-")
    text = re.sub("-+", "-", "".join(letters)).strip("-")
    if lost or not text or len(text) > LONGEST_SLUG:
        text = f"{text[: LONGEST_SLUG - 7].rstrip('-')}-{digest_of_name(name)}".lstrip("-")
    return text


def digest_of_name(name: str) -> str:
    """Return six hex digits that tell *name* apart from others."""
    # Ids never change, so this is not the form by which names are compared.
    return hashlib.sha256(fold(name).casefold().encode()).hexdigest()[:6]


def anchor(name: str, scope: str = "") -> str:
    """Return the id of the card of the term called *name*.

    :param scope: the scope that the author gave to the term
    """
    return f"term-{slug(name)}-{slug(scope)}" if scope else f"term-{slug(name)}"


def question_anchor(card_anchor: str, end: str) -> str:
    """Return the id of a question on the card with the id *card_anchor*.

    :param end: the part that tells the questions of a card apart
    """
    return f"question-{card_anchor.removeprefix('term-')}-{end}"


def first_free(wanted: str, taken: Container[str]) -> str:
    """Return *wanted*, or *wanted* with the lowest number from 2 on that is not in *taken*.

    >>> first_free("a", {"a", "a-2"})
    'a-3'
    """
    free, number = wanted, 2
    while free in taken:
        free = f"{wanted}-{number}"
        number += 1
    return free


class FreeNames:
    """Names that are given out once each; equal ones are numbered as :func:`first_free` does.

    The last number is remembered, so that thousands of equal names take no quadratic time.

    :param taken: the names that are not free
    :param separator: what is between a name and its number
    """

    def __init__(self, taken: Iterable[str] = (), separator: str = "-") -> None:
        self._taken = set(taken)
        self._separator = separator
        self._last: dict[str, int] = {}

    def __contains__(self, name: str) -> bool:
        """Return True if *name* is taken or was given out."""
        return name in self._taken

    def take(self, wanted: str) -> str:
        """Give out *wanted*, or *wanted* with the lowest free number from 2 on.

        >>> names = FreeNames()
        >>> [names.take("a"), names.take("a-2"), names.take("a")]
        ['a', 'a-2', 'a-3']
        """
        free, number = wanted, self._last.get(wanted, 1)
        while free in self._taken:
            number += 1
            free = f"{wanted}{self._separator}{number}"
        self._last[wanted] = number
        self._taken.add(free)
        return free


def comparison_anchor(names: Iterable[str]) -> str:
    """Return the id of the comparison of the terms *names*: ``compare-<slug>-vs-<slug>``."""
    text = f"compare-{'-vs-'.join(map(slug, names))}"
    if len(text) > LONGEST_COMPARISON:
        digest = hashlib.sha256(text.encode()).hexdigest()[:6]
        text = f"{text[: LONGEST_COMPARISON - 7].rstrip('-')}-{digest}"
    return text


def nearest(name: str, names: Iterable[str], count: int = 3) -> list[str]:
    """Return the *count* of *names* that are most similar to *name*, the most similar first.

    Similarity is that of :func:`difflib.get_close_matches`, which compares every pair of letters
    of every name. Here only the few names that share most letters with *name* are compared in that
    way, by their first :data:`MOST_LETTERS` letters.

    >>> nearest("iterabel", ["materialize", "iterable"]), nearest("iterable", ["materialize"])
    (['iterable'], [])
    """
    by_fold = {fold(other)[:MOST_LETTERS]: other for other in names}
    matcher = difflib.SequenceMatcher()
    wanted = fold(name)[:MOST_LETTERS]
    matcher.set_seq2(wanted)
    likely: list[tuple[float, str]] = []
    for key in by_fold:
        matcher.set_seq1(key)
        least = _least(key, wanted)
        if matcher.real_quick_ratio() >= least and (bound := matcher.quick_ratio()) >= least:
            likely.append((bound, key))
    found: list[tuple[float, str]] = []
    for bound, key in heapq.nlargest(MOST_COMPARED, likely):
        if len(found) >= count and bound < heapq.nlargest(count, found)[-1][0]:
            break  # none of the remaining names can be nearer
        matcher.set_seq1(key)
        least = _least(key, wanted)
        if (ratio := matcher.ratio()) >= least:
            found.append((ratio, key))
    return [by_fold[key] for _, key in heapq.nlargest(count, found)]


def _least(one: str, other: str) -> float:
    """Return the similarity from which one name is suggested for the other."""
    return CLOSE_START if one.startswith(other) or other.startswith(one) else CLOSE


def is_one_edit(word: str, other: str) -> bool:
    """Return True if one letter more, less or changed, or two swapped ones, make *other*.

    >>> is_one_edit("levle", "level"), is_one_edit("abr", "abbr"), is_one_edit("state", "status")
    (True, True, False)
    """
    pairs = zip(word, other, strict=False)
    shorter = min(len(word), len(other))
    same = next((n for n, (a, b) in enumerate(pairs) if a != b), shorter)
    a, b = word[same:], other[same:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


MOST_CHOICES = 3
"""Maximum number of names among which a message lets authors choose."""


def choice(names: Iterable[str], count: int) -> str:
    """Return *names* as a message lists those that an author can choose from.

    :param count: the number of the names, of which only the first are needed

    >>> choice(["A"], 1), choice("ABCDE", 5), choice([], 0)
    ("'A'", "'A' or 'B' or 'C' or 2 others", '')
    """
    others = count - MOST_CHOICES
    parts = map(repr, islice(names, MOST_CHOICES))
    return " or ".join((*parts, *([f"{others} others"] if others > 0 else ())))
