"""Estimated widths of text, and names broken into lines that fit into a box.

The font is the theme's, so it isn't known. The widths are those of a wide font (DejaVu Sans,
Verdana): in others, there is some room left.
"""

from __future__ import annotations

import math
import re
import unicodedata
from functools import lru_cache

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

ELLIPSIS = "…"

MOST_LINES = 4
"""Maximum number of lines of a name."""

SIZES = (13, 12, 11, 10)
"""Font sizes, in units of the drawing, the usual one first. Smaller ones are for long words."""

_WIDTHS = {
    0.30: "iljIJ",
    0.34: "|.,:; '’·",
    0.40: "f-/\\t!()[]`‐–",
    0.42: "r",
    0.54: "csz?_",
    0.60: 'kvxyFLP"*',
    0.62: "aeoTY",
    0.64: "bdghnpqu0123456789ES$",
    0.70: "ABCKRVXZ",
    0.80: "wDGHNOQU&#=+<>~^",
    1.00: "mMW%@…—",
}
"""Widths of characters, as fractions of the font size."""

_WIDTH = {character: width for width, characters in _WIDTHS.items() for character in characters}

_OTHER, _WIDE = 0.75, 1.05
"""Widths of other characters, and of East Asian wide ones."""


def character_width(character: str) -> float:
    """Return the width of *character* as a fraction of the font size.

    >>> character_width("語") > character_width("m") > character_width("i")
    True
    """
    if (known := _WIDTH.get(character)) is not None:
        return known
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return _WIDE
    base = unicodedata.normalize("NFD", character)[0]
    return _WIDTH.get(base, _OTHER)


def text_width(text: str, size: float) -> float:
    """Return the estimated width of *text*.

    :param size: the font size; the result has the same unit
    """
    return sum(map(character_width, text)) * size


class Fitted(NamedTuple):
    """A name in lines that fit into a box."""

    lines: tuple[str, ...]
    size: int
    """The font size."""
    is_whole: bool
    """False if the end of the name is left out."""


@lru_cache(maxsize=1000)  # a term is on the maps of all of its neighbours
def fit(name: str, room: float, boldness: float = 1.0) -> Fitted:
    """Return *name* in lines that fit into a width of *room*.

    :param boldness: the width of the font's characters, relative to those of the usual weight

    >>> fit("Retrieval-Augmented Generation", 90).lines
    ('Retrieval-', 'Augmented', 'Generation')
    """
    pieces = _pieces(name)
    size = SIZES[0]
    for size in SIZES:
        if all(text_width(piece.rstrip(), size * boldness) <= room for piece in pieces):
            break
    lines = _lines(pieces, room / (size * boldness))
    if len(lines) <= MOST_LINES:
        return Fitted(tuple(line.strip() for line in lines), size, True)
    last = cut_to("".join(lines[MOST_LINES - 1 :]), room, size * boldness, always=True)
    whole = (line.strip() for line in lines[: MOST_LINES - 1])
    return Fitted((*whole, last), size, False)


def cut_to(text: str, room: float, size: float, *, always: bool = False) -> str:
    """Return *text*, or its start and an ellipsis if it is wider than *room*.

    :param always: True to add the ellipsis even if there is room
    """
    if not always and text_width(text, size) <= room:
        return text
    room -= text_width(ELLIPSIS, size)
    kept = ""
    for cluster in _clusters(text):
        if text_width(kept + cluster, size) > room:
            break
        kept += cluster
    return kept.rstrip() + ELLIPSIS


_BREAKS = re.compile(r"[^\s\-/–—]*(?:[-/–—]+|\s+|$)")


def _pieces(name: str) -> list[str]:
    """Return the pieces of *name* between which a line may end: words, and wide characters."""
    pieces: list[str] = []
    for piece in filter(None, _BREAKS.findall(" ".join(name.split()))):
        if any(unicodedata.east_asian_width(character) in "WF" for character in piece):
            pieces += _clusters(piece)
        else:
            pieces.append(piece)
    return pieces


def _clusters(text: str) -> list[str]:
    """Return the characters of *text*, each with the marks that belong to it."""
    clusters: list[str] = []
    for character in text:
        joins = unicodedata.category(character) in {"Mn", "Me", "Cf", "Mc"}
        if clusters and (joins or clusters[-1].endswith("\N{ZERO WIDTH JOINER}")):
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters


def _lines(pieces: list[str], room: float) -> list[str]:
    """Return *pieces* in lines no wider than *room*, in multiples of the font size.

    Lines keep the space at their ends, which has no width there.
    """
    lines = [""]
    for piece in pieces:
        if text_width((lines[-1] + piece).rstrip(), 1) <= room:
            lines[-1] += piece
            continue
        if text_width(piece.rstrip(), 1) <= room:
            lines.append(piece)
            continue
        lines += _split(piece, room)
    return [line for line in lines if line.strip()]


def _split(word: str, room: float) -> list[str]:
    """Return a word that is wider than a line in parts of about the same width, with hyphens."""
    room -= text_width("-", 1)
    total = text_width(word.rstrip(), 1)
    target = total / math.ceil(total / room)
    parts = [""]
    for cluster in _clusters(word):
        width = text_width(parts[-1], 1)
        if width >= target or (parts[-1] and width + text_width(cluster, 1) > room):
            parts.append("")
        parts[-1] += cluster
    return [*(f"{part}-" for part in parts[:-1]), parts[-1]]
