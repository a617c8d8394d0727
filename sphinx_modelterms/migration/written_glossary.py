"""Records of a glossary in source text, and the reader of the ``glossary`` directive's content."""

from __future__ import annotations

from dataclasses import dataclass, field

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple


@dataclass
class GlossaryEntry:
    """An entry as written: names with their classifiers, and the definition."""

    first: int
    """Its first line on the page, from 0, including comments before it."""
    line: int
    """Line of its first name."""
    end: int = 0
    """The line after its last."""
    names: list[str] = field(default_factory=list)
    """Its names as written, with classifiers."""
    definition: list[str] = field(default_factory=list)
    """The lines of its definition, without indentation."""
    comments: list[str] = field(default_factory=list)
    """The lines of comments before it, as written."""
    has_gap: bool = False
    """True if an empty line is between its names, so that they are most likely two entries."""


class WrittenGlossary(NamedTuple):
    """A glossary on a page."""

    first: int
    """Its first line, from 0."""
    end: int
    """The line after its last."""
    indent: str
    head: int
    """The line after those of the directive itself, with its options."""
    foot: tuple[str, ...]
    """The closing lines."""
    entries: tuple[GlossaryEntry, ...]
    left: tuple[str, ...]
    """Comments after the last entry."""
    stray: int | None
    """The first line of text outside of any entry, from 0."""
    unclosed: str = ""
    """The closing fence, if it is missing."""


def width_of(line: str) -> int:
    """Return the indentation of *line*, in columns."""
    return len(line) - len(line.lstrip())


class EntryReader:
    """Reader of the content of a ``glossary``, line by line as the directive does it."""

    def __init__(self) -> None:
        self.entries: list[GlossaryEntry] = []
        self.comments: list[tuple[int, str]] = []
        self.stray: int | None = None
        self._in_definition = True
        self._in_comment = False
        self._was_empty = True
        self._width = 0

    def read(self, number: int, line: str) -> None:
        """Read a line of the page, without the indentation of the content."""
        if not line:
            if self._in_comment:
                self.comments.append((number, line))
            elif self._in_definition and self.entries:
                self.entries[-1].definition.append(line)
        elif not line[0].isspace():
            self._in_comment = line.startswith(".. ")
            if self._in_comment:
                self.comments.append((number, line))
            else:
                self._name(number, line)
        elif self._in_comment:
            self.comments.append((number, line))
        elif self.entries:
            if not self._in_definition:
                self._in_definition, self._width = True, width_of(line)
            self.entries[-1].definition.append(line[min(self._width, width_of(line)) :])
            self.entries[-1].end = number + 1
        elif self.stray is None and line.strip():
            self.stray = number
        self._was_empty = not line

    def _name(self, number: int, line: str) -> None:
        if self._in_definition or not self.entries:
            first = self.comments[0][0] if self.comments else number
            self.entries.append(GlossaryEntry(first, number))
            self._in_definition = False
        entry = self.entries[-1]
        entry.has_gap |= bool(entry.names) and self._was_empty
        entry.comments += stripped([text for _, text in self.comments])
        entry.names.append(line)
        entry.end = number + 1
        self.comments = []

    def finished(self) -> tuple[tuple[GlossaryEntry, ...], tuple[str, ...]]:
        """Return the entries, and the comments after the last one."""
        for entry in self.entries:
            entry.definition = stripped(entry.definition)
        return tuple(self.entries), tuple(stripped([text for _, text in self.comments]))


def stripped(lines: list[str]) -> list[str]:
    """Return *lines* without empty ones at the start and the end."""
    filled = [number for number, line in enumerate(lines) if line.strip()]
    return lines[filled[0] : filled[-1] + 1] if filled else []
