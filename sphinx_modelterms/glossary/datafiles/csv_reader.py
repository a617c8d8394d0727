"""CSV reader: one term per row, with the names of the fields in the first row.

Cells are text. Several examples are written on a line each; facts as ``key: value`` lines; sources
as ``title <address>`` lines; questions as lines that begin with ``Q:`` and ``A:``, with a ``-``
before each choice of a quiz.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.datafiles.csv_rows import (
    DELIMITERS,
    LOOK_AHEAD,
    delimiter_of,
    read_rows,
)
from sphinx_modelterms.glossary.datafiles.keys import DATA_OPTIONS, canonical, wrong_term_key
from sphinx_modelterms.glossary.datafiles.tree import (
    Counter,
    FileProblem,
    Mapping,
    Scalar,
    Sequence,
    Tree,
    UnreadableFile,
    make_mapping,
    twice,
)
from sphinx_modelterms.glossary.datafiles.value_reader import source_of
from sphinx_modelterms.glossary.limits import DEFAULTS, raised

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_modelterms.glossary.limits import Limits


QUIZ_SIGNS = {"Q:": "question", "-": "choices", "A:": "explanation"}
"""Fields of a question of a quiz, by the start of their first line in a cell."""


def read_csv(text: str, problems: list[FileProblem], limits: Limits = DEFAULTS) -> Tree:
    """Return the tree of a CSV file: a list of terms.

    :param problems: mistakes are appended here
    :raises UnreadableFile: if the first row does not name the fields
    """
    values = Counter(limits["values"])
    rows = read_rows(text, _is_field, problems)
    delimiter = delimiter_of(text, _is_field)
    line, header = next(rows, (1, []))
    if "name" not in map(_key, header):
        raise UnreadableFile(line, _no_header(header, rows))
    if len(header) > (most := limits["columns"]):
        message = f"the first row names {len(header):,} fields, but at most {most:,} are allowed"
        message += ", so the whole file is left out"
        raise UnreadableFile(line, f"{message}. Remove columns, {raised('columns')}")
    fields = _fields(header, line, problems)
    unnamed: set[int] = set()
    terms = []
    for line, cells in rows:
        values.add(line)
        problems += _without_column(line, cells, header, unnamed, delimiter)
        entries: list[tuple[Scalar, Tree]] = []
        cell_line = line
        for name, cell in zip(fields, cells, strict=False):
            if name and cell.strip():
                values.add(line)
                key = Scalar(name, cell_line, cell_line)
                entries.append((key, _Cell(cell, cell_line, problems).tree(name)))
            cell_line += cell.count("\n")
        if entries:
            terms.append(Mapping(tuple(entries), line))
    if not terms and not problems:
        message = "there are no terms below the first row, which names the fields"
        problems.append(FileProblem(line, message))
    return Sequence(tuple(terms), 1)


def _key(cell: str) -> str:
    """Return the field that a cell of the first row names, as people write it:
    ``Former names``.
    """
    word = cell.strip().lower()
    joined = "-".join(word.split())
    return joined if joined in DATA_OPTIONS else word


def _is_field(cell: str) -> bool:
    return not wrong_term_key(_key(cell), hint=False)


def _no_header(header: list[str], rows: Iterable[tuple[int, list[str]]]) -> str:
    """Return the message about a first row that does not name the fields."""
    if not header:
        return "the file is empty. Its first row must name the fields, including 'name'"
    for line, cells in islice(rows, LOOK_AHEAD):
        if "name" in map(_key, cells):
            return (
                f"the first row must name the fields, which are on line {line} here. Remove the "
                "lines above it"
            )
    names = [name.strip()[:40] for name in header[:20]]
    return (
        f"the first row must name the fields, including 'name', but it has {names}. Rename the "
        "columns, or turn the table into a data file with "
        "'python -m sphinx_modelterms import-glossary', which understands other headings"
    )


def _without_column(
    line: int, cells: list[str], header: list[str], unnamed: set[int], delimiter: str
) -> Iterator[FileProblem]:
    """Yield the problems of cells in columns without a field; empty ones are ignored, as
    spreadsheets add them.

    :param unnamed: the columns that were already reported; new ones are added
    """
    if any(cell.strip() for cell in cells[len(header) :]):
        message = f"the row has {len(cells)} cells, but there are {len(header)} fields. Put "
        yield FileProblem(
            line, f"{message}cells that contain a {_sign(delimiter)} in double quotes"
        )
    others = [sign for sign in DELIMITERS if sign != delimiter and sign in cells[0]]
    if len(cells) == 1 < len(header) and others:
        message = f"{cells[0][:40]!r} is a single cell. Separate the cells of this row with "
        message += f"{_sign(delimiter)}s, like those of the first row, not with "
        yield FileProblem(line, f"{message}{_sign(others[0])}s")
    for number, (name, cell) in enumerate(zip(header, cells, strict=False), 1):
        if cell.strip() and not name.strip() and number not in unnamed:
            unnamed.add(number)
            message = f"column {number} has no name in the first row, so {cell[:40]!r} and all "
            yield FileProblem(line, f"{message}other cells of the column are left out")


def _sign(delimiter: str) -> str:
    names = {",": "comma", ";": "semicolon", "\t": "tab"}
    return names.get(delimiter, repr(delimiter))


def _fields(header: list[str], line: int, problems: list[FileProblem]) -> list[str]:
    """Return the names of the fields; an empty name for a column that cannot be used."""
    fields: list[str] = []
    for cell in header:
        name = _key(cell)
        if name and canonical(name) in fields:
            problems.append(twice(Scalar(name, line, line), line))
            name = ""
        elif name and (message := wrong_term_key(name)):
            problems.append(FileProblem(line, message))
            name = ""
        fields.append(canonical(name))
        line += cell.count("\n")
    return fields


class _Cell:
    """Converter of a cell into the tree that a YAML file would have for the field."""

    def __init__(self, text: str, line: int, problems: list[FileProblem]) -> None:
        self.text = text
        self.line = line
        self.problems = problems

    def tree(self, name: str) -> Tree:
        """Return the tree for the field called *name*."""
        if name == "examples":
            return Sequence(tuple(_scalar(text, line) for line, text in self.lines()), self.line)
        if name == "facts":
            return make_mapping(list(self.facts()), self.line, self.problems)
        if name == "sources":
            return Sequence(
                tuple(source_of(_scalar(text, line)) for line, text in self.lines()), self.line
            )
        if name == "questions":
            return Sequence(tuple(self.questions()), self.line)
        if name == "quiz":
            return Sequence(tuple(self.quiz()), self.line)
        return _scalar(self.text, self.line)

    def lines(self) -> Iterator[tuple[int, str]]:
        """Yield the lines that are not empty, with their numbers."""
        for line, text in enumerate(self.text.split("\n"), self.line):
            if text.strip():
                yield line, text.strip()

    def facts(self) -> Iterator[tuple[Scalar, Tree]]:
        """Yield the ``key: value`` pair of each line."""
        for line, text in self.lines():
            key, colon, value = text.partition(":")
            if colon:
                yield _scalar(key, line), _scalar(value, line)
            else:
                message = f"facts: {text[:40]!r} isn't 'key: value', so it is left out"
                self.problems.append(FileProblem(line, message))

    def questions(self) -> Iterator[Mapping]:
        """Yield the questions: ``Q:`` begins one, ``A:`` its answer; other lines continue them."""
        parts: dict[str, tuple[int, list[str]]] = {}
        last = "question"
        for line, raw in enumerate(self.text.split("\n"), self.line):
            text = raw.strip()
            if text.startswith("Q:") and parts:
                yield from self._question(parts)
                parts = {}
            if text.startswith(("Q:", "A:")):
                last = "question" if text[0] == "Q" else "answer"
                text = text[2:].strip()
            if text or parts:
                parts.setdefault(last, (line, []))[1].append(text)
        if parts:
            yield from self._question(parts)

    def quiz(self) -> Iterator[Mapping]:
        """Yield the questions of quizzes: ``Q:`` begins one, ``-`` each choice, ``A:`` the
        explanation; other lines continue them.
        """
        entries: list[tuple[str, int, list[str]]] = []
        for line, text in self.lines():
            sign = next((sign for sign in QUIZ_SIGNS if text.startswith(sign)), "")
            if sign == "Q:" and entries:
                yield self._quiz_question(entries)
                entries = []
            if sign or not entries:
                entries.append((QUIZ_SIGNS.get(sign, "question"), line, []))
            entries[-1][2].append(text.removeprefix(sign).strip())
        if entries:
            yield self._quiz_question(entries)

    def _quiz_question(self, entries: Iterable[tuple[str, int, list[str]]]) -> Mapping:
        texts = [(name, _scalar("\n".join(lines), line)) for name, line, lines in entries]
        line = texts[0][1].line
        listed = Sequence(tuple(text for name, text in texts if name == "choices"), line)
        fields: list[tuple[Scalar, Tree]] = [
            (_scalar(name, text.line), text) for name, text in texts if name != "choices"
        ]
        if listed.items:
            fields.append((_scalar("choices", line), listed))
        return make_mapping(fields, line, self.problems)

    def _question(self, parts: dict[str, tuple[int, list[str]]]) -> Iterator[Mapping]:
        if len(parts) == 2:
            yield _table(parts)
            return
        line = next(iter(parts.values()))[0]
        missing = "answer" if "question" in parts else "question"
        message = (
            f"questions: there is no {missing!r}, so the entry is left out. Begin the question"
        )
        cure = "with 'Q:' and, on the next line of the cell, its answer with 'A:'"
        self.problems.append(FileProblem(line, f"{message} {cure}"))


def _table(parts: dict[str, tuple[int, list[str]]]) -> Mapping:
    entries = [
        (Scalar(name, line, line), _scalar("\n".join(lines), line))
        for name, (line, lines) in parts.items()
    ]
    return Mapping(tuple(entries), entries[0][0].line)


def _scalar(text: str, line: int) -> Scalar:
    above = len(text) - len(text.lstrip())
    line += text.count("\n", 0, above)
    return Scalar(text.strip(), line, line)
