"""Characters that no output may contain, and those that are also removed from data-file text."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern

if TYPE_CHECKING:
    import re

_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)

CONTROLS = lazy_pattern(f"[\x00-\x08\x0b-\x1f\x7f-\x9f{_NONCHARACTERS}]")
"""Control characters other than tab and line feed, and Unicode noncharacters.

HTML does not allow them, an EPUB with one of them is malformed, and some crash readers.
"""

FORBIDDEN = lazy_pattern(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff\ufeff" + _NONCHARACTERS + "]"
)
"""Characters that data-file text must not contain: the above, surrogates, byte order marks and
directional overrides.
"""


def without_controls(text: str) -> str:
    """Return *text* without control characters; separators such as a form feed become spaces.

    >>> without_controls("a\\x00b\\x0cc")
    'ab c'
    """
    return CONTROLS.sub(_space_or_nothing, text)


def _space_or_nothing(match: re.Match[str]) -> str:
    return " " if match[0].isspace() else ""


_DIRECTION = lazy_pattern("[\u202a-\u202c\u2066-\u2069]")

_CLOSED_BY = dict.fromkeys("\u202a\u202b", "\u202c") | dict.fromkeys(
    "\u2066\u2067\u2068", "\u2069"
)


def harmless(text: str) -> str:
    """Return *text* without forbidden characters and with balanced directional marks.

    A right-to-left mark that is not closed reaches beyond the text, and would reverse whatever
    another page shows after a name.

    >>> harmless("a\\x1b[31mb"), ascii(harmless("\\u2067x"))
    ('a[31mb', "'\\\\u2067x\\\\u2069'")
    """
    text = FORBIDDEN.sub("", text)
    return _closed(text) if _DIRECTION.search(text) else text


def _closed(text: str) -> str:
    """Return *text* with each directional mark closed, and without closing marks that
    open none.
    """
    kept: list[str] = []
    wanted: list[str] = []
    for char in text:
        if char in _CLOSED_BY:
            wanted.append(_CLOSED_BY[char])
        elif _DIRECTION.match(char):
            if not (wanted and wanted[-1] == char):
                continue
            wanted.pop()
        kept.append(char)
    return "".join(kept + wanted[::-1])


_UNSEEN = lazy_pattern(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0"
    "\U000e0100-\U000e01ef]"
)
"""Letters and signs that show nothing, though their categories are those of shown ones."""


def is_blank(text: str) -> bool:
    """Return True if *text* shows nothing.

    >>> is_blank("\\u200b "), is_blank("\\u3164"), is_blank("C")
    (True, True, False)
    """
    return all(unicodedata.category(sign)[0] in "ZC" or _UNSEEN.match(sign) for sign in text)


_SHOWN = frozenset("LMNPSZ")
"""First letters of the Unicode categories that a terminal displays as they are."""

_JOINERS = "\u200c\u200d"
"""Zero-width joiners are kept: without them, names in Persian or Hindi would be misspelt."""


def printable(text: str, line_ends: bool = False) -> str:
    """Return *text* safe to print in a terminal: control, directional and invisible characters are
    escaped as in Python.

    :param line_ends: True to keep line ends and tabs; otherwise one text could look like two

    >>> print(printable("a\\x1b[31mb\\u202e"), printable("a\\nb"))
    a\\x1b[31mb\\u202e a\\nb
    """
    if text.isprintable():
        return text
    kept = f"{_JOINERS}\n\t" if line_ends else _JOINERS
    return "".join(c if c in kept or _is_shown(c) else _escaped(c) for c in text)


def _is_shown(char: str) -> bool:
    return unicodedata.category(char)[0] in _SHOWN and char not in "\u2028\u2029"


def _escaped(char: str) -> str:
    return char.encode("unicode_escape", "surrogatepass").decode("ascii")


def direction_of(text: str) -> str:
    """Return the direction of most letters of *text*: ``"ltr"``, ``"rtl"``, or ``""`` for none.

    >>> direction_of("a token"), direction_of("מודל LLM גדול"), direction_of("3.5")
    ('ltr', 'rtl', '')
    """
    if text.isascii():
        return "ltr" if any(map(str.isalpha, text)) else ""
    kinds = [unicodedata.bidirectional(character) for character in text]
    from_right = kinds.count("R") + kinds.count("AL")
    from_left = kinds.count("L")
    if not from_right + from_left:
        return ""
    return "rtl" if from_right > from_left else "ltr"
