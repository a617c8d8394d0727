"""Unified diffs, also of very long texts."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from difflib import SequenceMatcher, unified_diff
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Opcode = tuple[str, int, int, int, int]

AT_ONCE = 1_000_000
"""Maximum product of two numbers of lines at which every line is compared with every other."""


def difference(old: Sequence[str], new: Sequence[str], before: str, after: str) -> Iterator[str]:
    """Yield the lines of the unified diff of *old* and *new*, called *before* and *after*."""
    if len(old) * len(new) <= AT_ONCE:
        yield from unified_diff(old, new, before, after, lineterm="")
        return
    # Comparing every line with every other takes quadratic time.
    matcher = _Matcher(old, new)
    groups = list(matcher.get_grouped_opcodes())
    if groups:
        yield f"--- {before}"
        yield f"+++ {after}"
    for group in groups:
        _, first, _, new_first, _ = group[0]
        _, _, end, _, new_end = group[-1]
        yield f"@@ -{_range(first, end)} +{_range(new_first, new_end)} @@"
        for kind, i, j, k, m in group:
            if kind == "equal":
                yield from (f" {line}" for line in old[i:j])
            else:
                yield from (f"-{line}" for line in old[i:j])
                yield from (f"+{line}" for line in new[k:m])


def _range(start: int, end: int) -> str:
    length = end - start
    if length == 1:
        return f"{start + 1}"
    return f"{start + 1 if length else start},{length}"


class _Matcher(SequenceMatcher[str]):
    """A sequence matcher for long texts: aligns the lines that are unique in both texts and in the
    same order, and compares only the lines between them.
    """

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        super().__init__(None, (), ())
        self.a, self.b = old, new
        self.opcodes: list[Opcode] = []
        for code in _opcodes(old, new):
            if code[0] == "equal" and self.opcodes and self.opcodes[-1][0] == "equal":
                _, i, _, k, _ = self.opcodes.pop()
                code = ("equal", i, code[2], k, code[4])
            self.opcodes.append(code)

    def get_opcodes(self) -> list[Opcode]:  # type: ignore[override]
        return self.opcodes


def _opcodes(old: Sequence[str], new: Sequence[str]) -> Iterator[Opcode]:
    """Return the steps from *old* to *new*, in the form of :class:`difflib.SequenceMatcher`."""
    i = k = 0
    for j, m in [*_common(old, new), (len(old), len(new))]:
        if (i, k) != (j, m):
            yield from _between(old, new, (i, j), (k, m))
        if j < len(old):
            yield "equal", j, j + 1, m, m + 1
        i, k = j + 1, m + 1


def _between(
    old: Sequence[str], new: Sequence[str], lines: tuple[int, int], others: tuple[int, int]
) -> Iterator[Opcode]:
    (i, j), (k, m) = lines, others
    if (j - i) * (m - k) > AT_ONCE:
        while i < j and k < m and old[i] == new[k]:
            yield "equal", i, i + 1, k, k + 1
            i, k = i + 1, k + 1
    if i == j or k == m or (j - i) * (m - k) > AT_ONCE:
        if (i, k) != (j, m):
            yield "delete" if k == m else "insert" if i == j else "replace", i, j, k, m
        return
    matcher = SequenceMatcher(None, old[i:j], new[k:m], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        yield kind, i + a, i + b, k + c, k + d


def _common(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return the longest series of lines that are unique in both texts and in the same order."""
    counts, others = Counter(old), Counter(new)
    places = {line: n for n, line in enumerate(new) if others[line] == 1}
    pairs = [
        (n, places[line]) for n, line in enumerate(old) if counts[line] == 1 and line in places
    ]
    ends: list[int] = []  # for each length, the smallest line of *new* at which such a series ends
    last: list[int] = []  # and its pair
    before = [-1] * len(pairs)
    for number, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        before[number] = last[length - 1] if length else -1
        ends[length : length + 1] = [place]
        last[length : length + 1] = [number]
    found: list[tuple[int, int]] = []
    number = last[-1] if last else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]
