"""Records of the running text of a page, for automatic links and the link report."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.characters import without_controls
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.text.sentences import ELLIPSIS, sentence_ends

if TYPE_CHECKING:
    from sphinx_modelterms.glossary.autolink.rules import LinkRule
    from sphinx_modelterms.glossary.model import Condition, Section


class WrittenReference(NamedTuple):
    """A reference that the author wrote."""

    position: int
    """Offset in the text of its block."""
    role: str
    target: str


class Block(NamedTuple):
    """A block of text whose words can be linked, such as a paragraph or a list item."""

    number: int
    """Number among the blocks of the page, in document order."""
    text: str
    section: int
    """Index into the page's sections."""
    card: str
    """Anchor of the enclosing card or glossary entry, or ``""``."""
    source: str
    """The file that it was written in, if that is not the document's own (an included one), else
    ``""``.
    """
    line: int
    """Line where the block begins in that file, from 1; 0 if unknown."""
    conditions: tuple[Condition, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    """(start, end) of each emphasis: a link must not begin inside of one and end outside."""
    raw_html_spans: tuple[tuple[int, int], ...] = ()
    """(start, end) of the text that raw HTML encloses in a link, a heading or code."""
    opaque: tuple[OpaqueInline, ...] = ()
    written: tuple[WrittenReference, ...] = ()
    scopes: tuple[str, ...] = ()
    """Keys of the scopes of the elements around it, the nearest first."""


class SkippedBlock(NamedTuple):
    """A block whose words are never linked, such as a heading."""

    rule: LinkRule
    text: str
    section: int
    card: str
    source: str
    line: int
    conditions: tuple[Condition, ...] = ()
    scopes: tuple[str, ...] = ()
    """Keys of the scopes of the elements around it, the nearest first."""


class PageText(NamedTuple):
    """All text of a page."""

    blocks: tuple[Block, ...]
    skipped: tuple[SkippedBlock, ...]
    sections: tuple[Section, ...]
    off: bool = False
    """True if the page switches automatic links off."""
    audience: str = ""
    """Level of the page's readers: a key of the configured levels, or ``""``."""
    without: tuple[str, ...] = ()
    """Names of the terms that the page doesn't link automatically."""


class OpaqueInline(NamedTuple):
    """Inline content that is never linked; a
    :data:`~sphinx_modelterms.glossary.text.inline.BARRIER` replaces it in the text.
    """

    position: int
    """Offset of the barrier in the text of its block."""
    text: str
    rule: LinkRule
    """The reason why its words are not linked."""


LONGEST_CONTEXT = 160
"""Maximum length of the sentence that is quoted where a term is used, in characters."""


_REACH = 10
"""Factor by which more text than the longest context is searched for the ends of a sentence."""


class Passage(NamedTuple):
    """Some words and the text around them."""

    text: str
    start: int
    end: int
    opaque: tuple[OpaqueInline, ...] = ()

    def sentence(self, longest: int = LONGEST_CONTEXT) -> str:
        """Return the sentence around the words, on one line; if it is longer than *longest*
        characters, it is trimmed at word borders.

        >>> Passage("First one. A  token, e.g. this.", 14, 19).sentence()
        'A token, e.g. this.'
        """
        return "".join(self.quotation(longest))

    def quotation(self, longest: int = LONGEST_CONTEXT) -> tuple[str, str, str]:
        """Return that sentence in three parts: the text before the words, the words, and the text
        after them.
        """
        # Text farther away would be cut off anyway; so a paragraph of a book's length takes no
        # longer.
        first = max(0, self.start - _REACH * longest)
        last = min(len(self.text), self.end + _REACH * longest)
        is_whole = first == 0 and last == len(self.text)
        ends = _ends_in(self.text) if is_whole else sentence_ends(self.text, first, last)
        for end in ends:
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
        """Return the text from *start* to *end* with the content that the barriers replace."""
        if not self.opaque:
            # Nearly always the case: printable characters, and line breaks, which become spaces.
            shown = self.text[start:end].replace("\n", " ")
            return shown if shown.isprintable() else without_controls(shown)
        parts, done = [], start
        first = bisect_left(self.opaque, start, key=itemgetter(0))
        last = bisect_left(self.opaque, end, first, key=itemgetter(0))
        for position, text, _ in self.opaque[first:last]:
            parts += [self.text[done:position], text]
            done = position + 1
        return without_controls("".join((*parts, self.text[done:end])))


@lru_cache(maxsize=4)
def _ends_in(text: str) -> tuple[int, ...]:
    """Return the ends of the sentences in the text of a block, in which many words are linked."""
    return tuple(sentence_ends(text))


def _even(text: str) -> str:
    return " ".join(text.split())


def _trimmed(before: str, words: str, after: str, longest: int) -> tuple[str, str, str]:
    """Trim the three parts of a sentence to *longest* characters; *words* stay in the middle."""
    if len(before) + len(words) + len(after) <= longest:
        return before, words, after
    room = max(longest - len(words), 0)
    kept_after = min(len(after), max(room // 2, room - len(before)))
    kept_before = min(len(before), room - kept_after)
    if kept_before < len(before):
        before = before[len(before) - kept_before :]
        before = ELLIPSIS + before[before.find(" ") + 1 :] if " " in before else ELLIPSIS
    if kept_after < len(after):
        after = after[:kept_after]
        after = after[: after.rfind(" ")] + ELLIPSIS if " " in after else ELLIPSIS
    return before, words, after
