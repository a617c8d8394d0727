"""Characters that text of data files may not have: no output can show them, or they deceive."""

from __future__ import annotations

from sphinx_modelterms.glossary.patterns import late_pattern

FORBIDDEN = late_pattern(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff\ufdd0-\ufdef\ufeff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 65536))
    + "]"
)
"""What no markup needs: XML may not have it, terminals obey it, or it turns the letters round."""

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
