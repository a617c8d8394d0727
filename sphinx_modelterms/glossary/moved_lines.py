"""Line numbers of data files that were edited after a page had been made of their records."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.scopes import meaning_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_modelterms.glossary.datafiles.records import DataTerm
    from sphinx_modelterms.glossary.model import Term


class MovedLines:
    """Map from the line numbers at the time the page was read to those of today.

    A record that only moved is the same, so its page is not read again.

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
        """Return the present line number in *file* of what was in *line* when the page
        was read.
        """
        starts = self._starts.get(file, [])
        found = bisect_right(starts, line, key=lambda pair: pair[0]) - 1
        if found < 0 or not line:
            return line
        before, now = starts[found]
        return line - before + now


def moved_lines(terms: Iterable[Term], records: Mapping[str, DataTerm]) -> MovedLines:
    """Return the map of lines for the page with *terms*.

    :param records: present records by key
    """

    def pairs() -> Iterator[tuple[Term, DataTerm]]:
        for term in terms:
            key = meaning_key(term.source_name, term.scope)
            record = records.get(key) if term.data else None
            if record and record.digest == term.data:
                yield term, record

    return MovedLines(pairs())
