"""Characters that are in sources by accident and that no output may have."""

from __future__ import annotations

import re

_LAST_OF_PLANES = "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)

FORBIDDEN = re.compile(f"[\0-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef{_LAST_OF_PLANES}]")
"""Control characters apart from tab and line feed, and what Unicode says is no character.

HTML does not allow them, an e-book with one is malformed, and some end a program that reads it.
"""


def without_controls(text: str) -> str:
    """*text* without them; those that separate words, such as a form feed, become spaces.

    >>> without_controls("a\\x00b\\x0cc")
    'ab c'
    """
    return FORBIDDEN.sub(_replacement, text)


def _replacement(match: re.Match[str]) -> str:
    return " " if match[0].isspace() else ""
