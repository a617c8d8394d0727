"""The running text of a page, as automatic links and the report read it."""

from __future__ import annotations

from bisect import bisect_left
from operator import itemgetter
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.characters import without_controls
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.text.sentences import ELLIPSIS, sentence_ends

if TYPE_CHECKING:
    from sphinx_modelterms.glossary.autolink.rules import LinkRule
    from sphinx_modelterms.glossary.model import Condition, Section


class Written(NamedTuple):
    """A reference that the author wrote."""

    position: int
    """In the text of its block."""
    role: str
    target: str


class Block(NamedTuple):
    """A paragraph, or the like, whose words can be linked."""

    number: int
    """Which of all blocks of the page it is, in document order."""
    text: str
    section: int
    """Index into the page's sections."""
    card: str
    """Anchor of the card or of the glossary entry around it, or ``""``."""
    source: str
    """The file it was written in, if that is not the document's own, else ``""``."""
    line: int
    """Where it begins there, from 1; 0 if that is not known."""
    conditions: tuple[Condition, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    """Where emphasis begins and ends: a link may not begin inside and end outside."""
    closed: tuple[tuple[int, int], ...] = ()
    """Where raw HTML has opened a link, a heading or code around the text."""
    hidden: tuple[Hidden, ...] = ()
    written: tuple[Written, ...] = ()


class Barred(NamedTuple):
    """A block whose words are never linked, such as a heading."""

    rule: LinkRule
    text: str
    section: int
    card: str
    source: str
    line: int
    conditions: tuple[Condition, ...] = ()


class PageText(NamedTuple):
    """All text of a page."""

    blocks: tuple[Block, ...]
    barred: tuple[Barred, ...]
    sections: tuple[Section, ...]
    off: bool = False
    """Whether the page asks for no automatic links."""
    audience: str = ""
    """The level of its readers, a key of the configured levels, or ``""``."""


class Hidden(NamedTuple):
    """What stands in the place of a :data:`~sphinx_modelterms.glossary.text.inline.BARRIER`."""

    position: int
    """In the text of its block."""
    text: str
    rule: LinkRule
    """Why its words are not linked."""


LONGEST_CONTEXT = 160
"""How many characters of a sentence are shown where a term is used."""


_REACH = 10
"""How many times the longest context a sentence is looked at on either side."""


class Passage(NamedTuple):
    """Some words and the text around them."""

    text: str
    start: int
    end: int
    hidden: tuple[Hidden, ...] = ()

    def sentence(self, longest: int = LONGEST_CONTEXT) -> str:
        """The sentence around the words, on one line; trimmed at word borders where it is longer
        than *longest* characters.

        >>> Passage("First one. A  token, e.g. this.", 14, 19).sentence()
        'A token, e.g. this.'
        """
        # What is farther away is cut off anyway; a paragraph of a book's length takes no longer.
        first = max(0, self.start - _REACH * longest)
        last = min(len(self.text), self.end + _REACH * longest)
        for end in sentence_ends(self.text, first, last):
            if end <= self.start:
                first = end
            elif end >= self.end:
                last = end
                break
        before = self._shown(first, self.start)
        after = self._shown(self.end, last)
        return _trimmed(
            _even(f"{before}|")[:-1],
            _even(self._shown(self.start, self.end)),
            _even(f"|{after}")[1:],
            longest,
        )

    def _shown(self, start: int, end: int) -> str:
        """The text from *start* to *end* with what the barriers stand for."""
        parts, done = [], start
        first = bisect_left(self.hidden, start, key=itemgetter(0))
        last = bisect_left(self.hidden, end, first, key=itemgetter(0))
        for position, text, _ in self.hidden[first:last]:
            parts += [self.text[done:position], text]
            done = position + 1
        return without_controls("".join((*parts, self.text[done:end])))


def _even(text: str) -> str:
    return " ".join(text.split())


def _trimmed(before: str, words: str, after: str, longest: int) -> str:
    """The sentence of these three parts, *words* in its middle where it is cut."""
    if len(before) + len(words) + len(after) <= longest:
        return before + words + after
    room = max(longest - len(words), 0)
    kept_after = min(len(after), max(room // 2, room - len(before)))
    kept_before = min(len(before), room - kept_after)
    if kept_before < len(before):
        before = before[len(before) - kept_before :]
        before = ELLIPSIS + before[before.find(" ") + 1 :] if " " in before else ELLIPSIS
    if kept_after < len(after):
        after = after[:kept_after]
        after = after[: after.rfind(" ")] + ELLIPSIS if " " in after else ELLIPSIS
    return before + words + after
