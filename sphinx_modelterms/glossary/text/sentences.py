"""The ends of sentences, and texts that are shortened there."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.inline import plain
from sphinx_modelterms.glossary.text.lazy_regex import late_pattern

if TYPE_CHECKING:
    from sphinx_modelterms.glossary.text.inline import Inline


LONGEST = 200
"""Characters of a definition that a hover card shows."""


SHORTEST = 60
"""A text that is cut at the end of a sentence keeps at least so many."""


_STOP = late_pattern(r"[.!?…]+[\"'”’»)]*(?=\s)|[。！？]+[」』”’）]*")


def shorten(definition: Inline, longest: int = LONGEST) -> str:
    """The text of *definition*, cut at the end of a sentence or else of a word.

    >>> from sphinx_modelterms.glossary.model import text_run
    >>> shorten(text_run("One two three four."), 12)
    'One two…'
    """
    text = " ".join(plain(definition).split())
    if len(text) <= longest:
        return text
    stops = (found.span() for found in _STOP.finditer(text))
    ends = [end for start, end in stops if end <= longest and _ends_sentence(text, start, end)]
    if ends and ends[-1] >= min(SHORTEST, longest // 2):
        return text[: ends[-1]]
    cut = text.rfind(" ", longest // 2, longest)
    if cut < 0:
        # A language without spaces; a letter keeps the accents that follow it.
        cut = longest - 1
        while cut > 1 and unicodedata.combining(text[cut]):
            cut -= 1
    return text[:cut].rstrip(" ,;:–—-") + "…"


def _ends_sentence(text: str, start: int, end: int) -> bool:
    """Whether the stop from *start* to *end* is one; no abbreviation such as "e.g." or "approx."

    A short word before it or a small letter after it tells an abbreviation.
    """
    word = text[:start].rpartition(" ")[2]
    short = text[start] == "." and len(word) < 3 and not word[-1:].isdigit()
    dotted = "." in word and text[start] == "."
    return not (short or dotted or text[end:].lstrip()[:1].islower())
