"""Where emphasis and raw HTML begin and end in a block, asked for many places of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    Span = tuple[int, int]


class BlockMarks:
    """The marks of one block, sorted, so that each question looks at what is near only.

    :param spans: where emphasis begins and ends; they lie in one another or apart
    :param closed: where nothing is linked; they may overlap
    """

    def __init__(self, spans: Iterable[Span], closed: Iterable[Span]) -> None:
        partners = [*((a, b) for a, b in spans), *((b, a) for a, b in spans)]
        self._borders = sorted(partners)
        self._closed: list[Span] = []
        for start, end in sorted(closed):
            if self._closed and start <= self._closed[-1][1]:
                first, last = self._closed.pop()
                self._closed.append((first, max(last, end)))
            else:
                self._closed.append((start, end))

    def are_cut(self, start: int, end: int) -> bool:
        """Return True if emphasis has one end within these places and the other one outside."""
        if not self._borders:
            return False
        first = bisect_right(self._borders, (start, _LAST))
        last = bisect_left(self._borders, (end, -1))
        return any(not start <= partner <= end for _, partner in self._borders[first:last])

    def close(self, start: int, end: int) -> bool:
        """Return True if nothing is linked in some of these places."""
        if not self._closed:
            return False
        number = bisect_left(self._closed, (end, -1)) - 1
        return number >= 0 and self._closed[number][1] > start


_LAST = 1 << 60
"""Greater than every place."""
