"""The difference of two texts, as programs for patches read it, also of very long ones."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from difflib import SequenceMatcher, unified_diff
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Opcode = tuple[str, int, int, int, int]

AT_ONCE = 1_000_000
"""The product of two numbers of lines up to which all lines are compared with all."""


def difference(old: Sequence[str], new: Sequence[str], before: str, after: str) -> Iterator[str]:
    """Yield the lines of the difference of *old*, called *before*, and *new*, called *after*."""
    if len(old) * len(new) <= AT_ONCE:
        yield from unified_diff(old, new, before, after, lineterm="")
        return
    # Comparing all takes a time that grows with the square of the number of lines.
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
    """Finds the lines that both have once and in the same order, and compares what is between."""

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
    """How *old* becomes *new*, as :class:`difflib.SequenceMatcher` says it."""
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
    """The longest series of lines that stand once in both, each further down in both."""
    counts, others = Counter(old), Counter(new)
    places = {line: n for n, line in enumerate(new) if others[line] == 1}
    pairs = [
        (n, places[line]) for n, line in enumerate(old) if counts[line] == 1 and line in places
    ]
    ends: list[int] = []  # for each length the line of *new* at which such a series ends first
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
