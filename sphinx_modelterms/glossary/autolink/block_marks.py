"""Spans of a block in which links are restricted: emphasis and raw HTML."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    Span = tuple[int, int]


class BlockMarks:
    """The spans of one block, sorted, so that each query looks only at those near it.

    :param spans: (start, end) of each emphasis; they are nested or disjoint
    :param unlinked: (start, end) of each text within which nothing is linked; they may overlap
    """

    def __init__(self, spans: Iterable[Span], unlinked: Iterable[Span]) -> None:
        partners = [*((a, b) for a, b in spans), *((b, a) for a, b in spans)]
        self._borders = sorted(partners)
        self._unlinked: list[Span] = []
        for start, end in sorted(unlinked):
            if self._unlinked and start <= self._unlinked[-1][1]:
                first, last = self._unlinked.pop()
                self._unlinked.append((first, max(last, end)))
            else:
                self._unlinked.append((start, end))

    def cut_emphasis(self, start: int, end: int) -> bool:
        """Return True if a link from *start* to *end* would contain only one end of an
        emphasis.
        """
        if not self._borders:
            return False
        first = bisect_right(self._borders, (start, _LAST))
        last = bisect_left(self._borders, (end, -1))
        return any(not start <= partner <= end for _, partner in self._borders[first:last])

    def forbid_links(self, start: int, end: int) -> bool:
        """Return True if the text from *start* to *end* overlaps a span in which nothing is
        linked.
        """
        if not self._unlinked:
            return False
        number = bisect_left(self._unlinked, (end, -1)) - 1
        return number >= 0 and self._unlinked[number][1] > start


_LAST = 1 << 60
"""Greater than every offset in a text."""
