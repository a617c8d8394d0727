"""Word boundaries: tell a name in a text from a part of something longer.

"token-level" is another word than "token"; so is "C++" than "C", and "GPT-4" than "GPT". Text that
is typed rather than said contains no names: paths, options, calls, variables and addresses.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.attached import NOTHING
from sphinx_modelterms.glossary.text.tokens import (
    APOSTROPHES,
    HYPHENS,
    continues_word,
    is_unspaced,
)

if TYPE_CHECKING:
    from sphinx_modelterms.glossary.text.attached import Attached

REACH = 100
"""Number of characters on either side of a name that are examined for a path, a prefix or an
ending.
"""

_OPENING = frozenset("([{\"'“‘«„")
_CLOSING = ")]}\"'”’»….,;:!?"

_NOT_BEFORE = frozenset("_+#&@%$§=<{\\`^~")
_NOT_AFTER = frozenset("_+#&@%$§=>}\\`^~[")

ALWAYS_BEFORE = frozenset(' \n\0\t\u00a0["“”„«»,;!?|…—')
"""Characters before a name that never make it a part of something longer: most of all."""

ALWAYS_AFTER = frozenset(' \n\0\t\u00a0])"“”„«»,;!|…—')
"""Such characters after a name."""

_IN_PATHS = frozenset("._=?@$%*~\\<>{}|:")
"""Characters that tell a path from alternatives such as "client/server"."""

_OPTIONAL_ENDING = re.compile(r"\((?:e?s|n?en|in|innen)\)")
"""Endings in brackets: "token(s)" is a word, and no call."""


def is_whole(text: str, start: int, end: int, attached: Attached = NOTHING) -> bool:
    """Return True if the text from *start* to *end* is not a part of a longer word, a path, an
    option or a call.

    :param attached: words and endings that the language attaches with a sign

    >>> [is_whole(f"a {text} b", 2, 6) for text in ("gear", "gear/box", "gear-box", "gear()")]
    [True, True, False, False]
    """
    # Fast path: nearly always there is a space on either side.
    begins = (
        start == 0 or text[start - 1] in ALWAYS_BEFORE or _may_begin(text, start, end, attached)
    )
    return begins and (
        end == len(text) or text[end] in ALWAYS_AFTER or _may_end(text, start, end, attached)
    )


def _may_begin(text: str, start: int, end: int, attached: Attached) -> bool:
    before, first = text[start - 1], text[start]
    beyond = text[start - 2] if start > 1 else " "
    if before in APOSTROPHES:
        return not beyond.isalnum() or _ends_with(text, start - 1, attached.before_apostrophe)
    if before in HYPHENS or before == "–":
        return _after_hyphen(text, start, end, attached)
    if before == ".":
        return beyond == "."  # an ellipsis; otherwise a file name or an attribute
    if before == "*":
        return not beyond.isalnum()
    if continues_word(before):
        return is_unspaced(first) or is_unspaced(before)
    if before == "/":
        return not _is_path(text, start, end)
    if before == "(":
        return not (beyond.isascii() and (beyond.isalnum() or beyond in "_)]"))
    if before in ":>":
        return beyond not in ":-="
    return before not in _NOT_BEFORE or (is_unspaced(first) and before not in "=<{\\`^~")


def _after_hyphen(text: str, start: int, end: int, attached: Attached) -> bool:
    """Return True if the hyphen before *start* begins no option and joins no words."""
    first = start - 1
    while first > 0 and start - first < REACH and text[first - 1] in HYPHENS:
        first -= 1
    before = text[first - 1] if first else " "
    if continues_word(before):
        # Two hyphens between words are a dash.
        is_dash = start - first > 1 or text[first] == "–"
        return is_dash or _ends_with(text, first, attached.before_hyphen)
    # In text, two hyphens of an option have become a dash; a pair of dashes is a parenthesis.
    return before in ")]}" or (text[first] == "–" and text[end : end + 1] == "–")


def _may_end(text: str, start: int, end: int, attached: Attached) -> bool:
    last, after = text[end - 1], text[end]
    beyond = text[end + 1] if end + 1 < len(text) else " "
    if after in APOSTROPHES:
        possessive = beyond in "sS" and not text[end + 2 : end + 3].isalnum()
        return (
            possessive
            or not beyond.isalnum()
            or _length(text, end + 1) <= attached.after_apostrophe
        )
    if after in HYPHENS:
        return (
            not beyond.isalnum() or _begins_with(text, end + 1, attached.after_hyphen)
        ) and beyond != ">"
    if after in ".?":
        return not beyond.isalnum()
    if continues_word(after):
        return is_unspaced(after) or (is_unspaced(last) and after.isalnum())
    if after == "/":
        return not _is_path(text, start, end)
    if after == "(":
        return not (last.isascii() and beyond.isascii()) or bool(_OPTIONAL_ENDING.match(text, end))
    if after == ":":
        return beyond not in ":\\" and text[end + 1 : end + 3] != "//"
    if after == "<":
        return not beyond.isalnum()
    return after not in _NOT_AFTER or (is_unspaced(last) and after not in "=>}\\`^~")


def _ends_with(text: str, end: int, words: frozenset[str]) -> bool:
    """Return True if the letters right before *end* are one of *words*."""
    first = end
    while first > 0 and end - first < REACH and text[first - 1].isalnum():
        first -= 1
    return bool(words) and text[first:end].casefold() in words


def _begins_with(text: str, start: int, words: frozenset[str]) -> bool:
    """Return True if the letters right after *start* are one of *words*."""
    return bool(words) and text[start : start + _length(text, start)].casefold() in words


def _length(text: str, start: int) -> int:
    """Return the number of letters right after *start*."""
    last = start
    while last < len(text) and last - start < REACH and text[last].isalnum():
        last += 1
    return last - start


def _is_path(text: str, start: int, end: int) -> bool:
    """Return True if the words around a slash are a path or address, and no alternatives.

    >>> [_is_path(text, 4, 7) for text in ("/srv/API", "tcp/API", "w/x/API/y", "a/b/API.md")]
    [True, False, True, True]
    """
    first, last = start, end
    while first > 0 and start - first < REACH and not _is_apart(text[first - 1]):
        first -= 1
    while last < len(text) and last - end < REACH and not _is_apart(text[last]):
        last += 1
    before, after = text[first:start], text[end:last].rstrip(_CLOSING)
    while before[:1] in _OPENING and before:
        before = before[1:]
    if before.startswith("/") or after.endswith("/") or not _IN_PATHS.isdisjoint(before + after):
        return True
    parts = f"{before}{text[start]}{after}".split("/")
    # Alternatives are two, or names: "HTML/CSS/JS", "Windows/Linux/macOS".
    return len(parts) > 2 and 2 * sum(part[:1].islower() for part in parts) >= len(parts)


def _is_apart(char: str) -> bool:
    return char.isspace() or char == "\0"
