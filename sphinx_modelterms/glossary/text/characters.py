"""Characters that outputs may not have, and those that text of data files may not have either."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.lazy_regex import late_pattern

if TYPE_CHECKING:
    import re

_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)

CONTROLS = late_pattern(f"[\x00-\x08\x0b-\x1f\x7f-\x9f{_NONCHARACTERS}]")
"""Control characters apart from tab and line feed, and what Unicode says is no character.

HTML does not allow them, an e-book with one is malformed, and some end a program that reads it.
"""

FORBIDDEN = late_pattern(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff\ufeff" + _NONCHARACTERS + "]"
)
"""What data text may not have: those, half characters, and what turns the letters round."""


def without_controls(text: str) -> str:
    """Return *text* without controls; those that separate words, such as a form feed, become
    spaces.

    >>> without_controls("a\\x00b\\x0cc")
    'ab c'
    """
    return CONTROLS.sub(_space_or_nothing, text)


def _space_or_nothing(match: re.Match[str]) -> str:
    return " " if match[0].isspace() else ""


_UNPRINTABLE = late_pattern("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

_DIRECTION = late_pattern("[\u202a-\u202c\u2066-\u2069]")

_CLOSED_BY = dict.fromkeys("\u202a\u202b", "\u202c") | dict.fromkeys(
    "\u2066\u2067\u2068", "\u2069"
)


def harmless(text: str) -> str:
    """Return *text* without forbidden characters, and with the direction that it began with.

    Marks for text from right to left go on beyond the text if it does not close them, and would
    turn round what another page shows after a name.

    >>> harmless("a\\x1b[31mb"), ascii(harmless("\\u2067x"))
    ('a[31mb', "'\\\\u2067x\\\\u2069'")
    """
    text = FORBIDDEN.sub("", text)
    return _closed(text) if _DIRECTION.search(text) else text


def _closed(text: str) -> str:
    """*text* in which each mark of direction has its end, and each end its mark."""
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


def printable(text: str) -> str:
    """Return *text* as terminals can show it, without anything that they would obey.

    >>> printable("a\\x1b[31mb")
    'a\\ufffd[31mb'
    """
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)
