"""Ranges of line numbers such as ``1-3,5``; a few characters can mean millions of lines."""

from __future__ import annotations

from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern

_LINES = lazy_pattern(r"\s*(\d{0,9})\s*(-?)\s*(\d{0,9})\s*")

_RANGE = lazy_pattern(r"(\d{1,9})\s*-\s*(\d{1,9})")


def emphasized_lines(spec: str, count: int) -> tuple[list[int], str]:
    """Return the lines of *count* that *spec* selects, in order, and the first problem, if any.

    >>> emphasized_lines("3-, 1,1, 2-9999", 4)
    ([1, 2, 3, 4], "'2-9999' is out of range. The code has lines 1-4")
    >>> emphasized_lines("x,1", 4)
    ([1], "'x' isn't a line number. Write '1' or '1-3'")
    """
    problem = ""
    ranges: list[tuple[int, int]] = []
    for part in spec.split(","):
        found = _LINES.fullmatch(part)
        first, dash, last = found.groups() if found else ("", "", "")
        start = int(first or 1)
        end = int(last or max(start, count)) if dash else start
        if not (first or last) or (last and not dash) or not 1 <= start <= end:
            problem = problem or f"{part.strip()[:40]!r} isn't a line number. Write '1' or '1-3'"
            continue
        if end > count:
            problem = (
                problem or f"{part.strip()[:40]!r} is out of range. The code has lines 1-{count}"
            )
        ranges.append((start, min(end, count)))
    lines: list[int] = []
    for start, end in sorted(ranges):
        lines += range(max(start, lines[-1] + 1 if lines else 1), end + 1)
    return lines, problem


def numbers_in_ranges(text: str) -> int:
    """Count the numbers in all ranges such as ``1-9999`` in *text*.

    >>> numbers_in_ranges("1-9,3 - 4 2020-05-22 7-")
    11
    """
    ranges = ((int(first), int(last)) for first, last in _RANGE.findall(text))
    return sum(max(0, last - first + 1) for first, last in ranges)
