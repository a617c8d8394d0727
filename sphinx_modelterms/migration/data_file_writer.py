"""Writer of terms as a YAML data file, which is read back before it is written."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

import yaml

from sphinx_modelterms.glossary.datafiles.keys import DATA_OPTIONS
from sphinx_modelterms.glossary.datafiles.reader import read_file
from sphinx_modelterms.migration.markup_writers import indented
from sphinx_modelterms.migration.term_builder import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from sphinx_modelterms.glossary.datafiles.records import DataTerm
    from sphinx_modelterms.migration.term_builder import NewTerm


_ALREADY = re.compile(r"(?<= is already on line )\d+(?=\. Remove one of them$)")


class DataFileText:
    """The text of a data file with *terms*.

    :param markup: ``rst`` or ``md``
    """

    def __init__(self, terms: Sequence[NewTerm], markup: str) -> None:
        self._terms = terms
        parts = [[f"markup: {markup}", "terms:"], *map(_record, terms)]
        self._starts = [1 + end for end in accumulate(map(len, parts))]
        self.text = "".join(f"{line}\n" for part in parts for line in part).rstrip("\n") + "\n"

    def term_at(self, line: int) -> NewTerm | None:
        """Return the term whose record contains a line of the text, from 1."""
        number = bisect_right(self._starts, line) - 1
        return self._terms[number] if 0 <= number < len(self._terms) else None

    def _source_line(self, line: re.Match[str]) -> str:
        """Return the line of the source for one of the text, which nobody sees."""
        term = self.term_at(int(line[0]))
        return str(term.line + 1) if term else line[0]

    def records(self, path: Path) -> tuple[DataTerm, ...]:
        """Return the records of the text, read as the file *path*."""
        return read_file(str(path), self.text.encode()).content.terms

    def problems(self, path: Path) -> Iterator[tuple[NewTerm | None, str]]:
        """Yield the problems that a build would report for the file, each with its term."""
        read = read_file(str(path), self.text.encode())
        for problem in read.problems:
            yield self.term_at(problem.line), _ALREADY.sub(self._source_line, problem.message)
        names = {record.name for record in read.content.terms}
        for term in self._terms:
            if term.name not in names and not read.problems:
                yield term, f"the term {term.name!r} would be lost"


def _record(term: NewTerm) -> list[str]:
    comments = (re.sub(r"^\.\. ?|^%", "", line).strip() for line in term.comments)
    lines = [f"  # {comment}".rstrip() for comment in comments]
    lines.append(f"  - name: {_scalar(term.name)}")
    for name, items in term.options.items():
        value = items if DATA_OPTIONS[name].is_list else ", ".join(items)
        lines.append(f"    {name}: {_scalar(value)}")
    definition, explanation = paragraphs(term.definition)
    for name, text in (("definition", definition), ("explanation", explanation)):
        if text.strip():
            # YAML takes the indentation of the first line for that of the whole text.
            mark = "2" if text[0].isspace() else ""
            lines += [f"    {name}: |{mark}", *indented(text.split("\n"), 6)]
    return [*lines, ""]


def _scalar(value: str | list[str]) -> str:
    """Return a value as one line of YAML."""
    text: str = yaml.safe_dump(value, default_flow_style=True, allow_unicode=True, width=10**6)
    return text.removesuffix("\n").removesuffix("\n...")
