"""Lines of data files that were read into a page before the files were edited elsewhere."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_modelterms.glossary.datafiles.records import DataTerm
    from sphinx_modelterms.glossary.model import Term


class MovedLines:
    """The way from the lines that a page was read with to those that its records have now.

    A record that only moved is the same: its page is not read again.

    :param pairs: the records as the page was made of them, and as they are now
    """

    def __init__(self, pairs: Iterable[tuple[Term, DataTerm]]) -> None:
        starts: dict[str, set[tuple[int, int]]] = {}
        for term, record in pairs:
            lines = zip(term.data_lines, record.starts, strict=False)
            starts.setdefault(record.file, set()).update(lines)
        self._starts = {
            file: sorted(lines)
            for file, lines in starts.items()
            if any(before != now for before, now in lines)
        }

    def __bool__(self) -> bool:
        return bool(self._starts)

    def now(self, file: str, line: int) -> int:
        """The line of *file* that was read as *line*."""
        starts = self._starts.get(file, [])
        found = bisect_right(starts, line, key=lambda pair: pair[0]) - 1
        if found < 0 or not line:
            return line
        before, now = starts[found]
        return line - before + now


def moved_lines(terms: Iterable[Term], records: Mapping[str, DataTerm]) -> MovedLines:
    """The lines that have moved on the page of *terms*.

    :param records: those of today, by folded name
    """

    def pairs() -> Iterator[tuple[Term, DataTerm]]:
        for term in terms:
            record = records.get(fold(term.source_name)) if term.data else None
            if record and record.digest == term.data:
                yield term, record

    return MovedLines(pairs())
