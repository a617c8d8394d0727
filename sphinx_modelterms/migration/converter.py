"""Conversion of the glossaries of a page into terms, verified before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.characters import printable
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.migration.data_file_writer import DataFileText
from sphinx_modelterms.migration.glossary_parser import glossaries
from sphinx_modelterms.migration.lossless_check import Fault, faults, new_warnings
from sphinx_modelterms.migration.markup_writers import rewrite
from sphinx_modelterms.migration.page_reader import PageReader
from sphinx_modelterms.migration.term_builder import (
    KeptEntry,
    NewTerm,
    PairedGlossary,
    pieces,
)
from sphinx_modelterms.terminal import Unusable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from sphinx_modelterms.glossary.datafiles.records import DataTerm
    from sphinx_modelterms.migration.doctree_reader import ReadEntry
    from sphinx_modelterms.migration.page_reader import ReadWarning
    from sphinx_modelterms.migration.source_file import SourceFile
    from sphinx_modelterms.migration.written_glossary import GlossaryEntry, WrittenGlossary


class Converted(NamedTuple):
    """A page whose glossaries have become terms."""

    text: str
    records: DataFileText
    """The data file with the terms, if they are to be in one."""
    terms: list[NewTerm]
    kept: list[KeptEntry]
    owners: list[tuple[int, ...]]
    """For each line of the text, the lines of the entries from which it was made."""


MOST_TRIALS = 20
"""Maximum number of trials, each of which leaves more entries in the glossary than the
one before.
"""


class Converter:
    """Converter of a page.

    :param data: the data file for the terms, if any
    :param extensions: Sphinx extensions that the page needs
    :raises Unusable: if the page has no glossary, or one that cannot be parsed
    """

    def __init__(self, page: SourceFile, data: Path | None, extensions: Sequence[str]) -> None:
        self._page = page
        self._data = data
        self._reader = PageReader(page.path, extensions)
        self._before = self._reader.read(page.edited([]))
        self.unread: list[int] = []
        """Line numbers, from 0, of glossaries that Sphinx reads as something else: they stay."""
        self._pairs = list(self._paired())
        self._lines = {
            read.anchors[0]: written.line
            for _, pair in self._pairs
            for written, read in zip(pair.written, pair.read, strict=True)
        }
        self._anchors = {line: anchor for anchor, line in self._lines.items()}

    def convert(self) -> Converted:
        """Convert the page; entries that do not read back the same stay in their glossary.

        :raises Unusable: if content would be lost nevertheless
        """
        kept: dict[int, str] = {}
        for _ in range(MOST_TRIALS):
            converted = self._made(kept)
            found = list(self._faults(converted))
            if not found:
                return converted
            own = [fault for fault in found if fault.anchor in self._lines]
            news = {self._lines[fault.anchor]: fault.why for fault in own}
            if not news.keys() - kept.keys():
                break
            kept = news | kept
        fault = found[0]
        number = self._lines[fault.anchor] + 1 if fault in own else fault.line
        place = f"{self._page.path}:{number}" if number else str(self._page.path)
        raise Unusable(f"{place}: {fault.why}")

    def _paired(self) -> Iterator[tuple[WrittenGlossary, PairedGlossary]]:
        """Yield each glossary as written and as read by Sphinx; what Sphinx does not read stays as
        it is.

        :raises Unusable: if Sphinx reads one that is not found in the text
        """
        found = list(glossaries(self._page.parsed_lines, self._page.markdown))
        order = {entry.anchors: n for n, entry in enumerate(self._before.entries)}
        position = 0
        included = None
        for read in self._before.glossaries:
            if read[0].source != str(self._page.path.resolve()):
                included = read[0]
                continue
            rest = range(position, len(found))
            fitting = next((n for n in rest if not _mismatch(found[n], read)), None)
            likely = found[rest[0] if fitting is None else fitting] if rest else None
            if fitting is None or (likely and likely.unclosed):
                why = _misread(likely, read) if likely else self._not_found(read[0])
                raise Unusable(f"{self._page.path}:{why}")
            glossary = found[fitting]
            shown = sorted(read, key=lambda entry: order[entry.anchors])
            yield glossary, PairedGlossary(glossary.entries, read, tuple(shown))
            self.unread += [some.first for some in found[position:fitting]]
            position = fitting + 1
        self.unread += [some.first for some in found[position:]]
        if not position:
            raise Unusable(_nothing_read(self._page.path, found, included))

    def _not_found(self, entry: ReadEntry) -> str:
        """Return the message about a glossary that only Sphinx finds, with a line."""
        name = entry.names[0]
        lines = [n for n, line in enumerate(self._page.parsed_lines) if name in line]
        line = entry.line if entry.line in lines else (lines or [entry.line])[0]
        return (
            f"{line + 1}: the glossary with {name!r} can't be converted in this place. Its "
            "directive must begin a line, with its entries below"
        )

    def _made(self, kept: Mapping[int, str]) -> Converted:
        terms: list[NewTerm] = []
        left: list[KeptEntry] = []
        edits, owners, position = [], [], 0
        named: set[str] = set()
        for glossary, pair in self._pairs:
            made = pieces(pair, kept, named)
            terms += (piece for piece in made if isinstance(piece, NewTerm))
            left += (piece for piece in made if isinstance(piece, KeptEntry))
            new = rewrite(self._page, glossary, made, placed=self._data is not None)
            edits.append(new.edit)
            owners += [()] * (glossary.first - position) + new.owners
            position = glossary.end
        records = DataFileText(terms, "md" if self._page.markdown else "rst")
        return Converted(self._page.edited(edits), records, terms, left, owners)

    def _faults(self, converted: Converted) -> Iterator[Fault]:
        """Yield the faults of a conversion, which are found by reading it again."""
        records: tuple[DataTerm, ...] = ()
        if self._data is not None and converted.terms:
            records = converted.records.records(self._data)
            for term, why in converted.records.problems(self._data):
                yield self._fault(term.line if term else None, why)
        after = self._reader.read(converted.text, records)
        found = list(faults(self._before, after))
        warned = [self._warned(converted, some) for some in new_warnings(self._before, after)]
        # Warnings about Markdown can name a neighbouring line: alone they count only if nothing is
        # lost.
        reasons = {fault.anchor: fault.why for fault in warned if fault.anchor}
        yield from (Fault(f.anchor, reasons.get(f.anchor, f.why)) for f in found)
        yield from () if found else warned

    def _warned(self, converted: Converted, warning: ReadWarning) -> Fault:
        why = f"the new text would cause a warning: {warning.message}"
        if self._data is not None and warning.file == printable(str(self._data)):
            term = converted.records.term_at(warning.line)
            return self._fault(term.line if term else None, why)
        if not warning.line:
            return Fault("", why)
        owners = [n for lines in converted.owners[warning.line - 1 : warning.line] for n in lines]
        if not owners:
            return Fault("", why, self._line_before(converted.text, warning.line))
        return self._fault(owners[0], why)

    def _line_before(self, text: str, number: int) -> int:
        """Return the line of the original page for line *number* of *text*; 0 if it is unknown."""
        written = text.splitlines()[number - 1 : number]
        before = self._page.parsed_lines
        same = [n for n, line in enumerate(before, 1) if [line.rstrip("\r\n")] == written]
        return same[0] if len(same) == 1 else 0

    def _fault(self, line: int | None, why: str) -> Fault:
        return Fault("" if line is None else self._anchors.get(line, ""), why)


def _nothing_read(page: Path, found: Sequence[WrittenGlossary], included: ReadEntry | None) -> str:
    """Return the message about a page without a glossary of its own."""
    if included:
        name = included.names[0]
        return f"{page} includes {included.source}, which contains {name!r}. Convert that file"
    for glossary in found:
        if glossary.stray is not None:
            return f"{page}:{_mismatch(glossary, ())}"
        if glossary.entries:
            return f"{page}:{glossary.first + 1}: {UNREAD}"
    usual = page.suffix.lower() in {".rst", ".md", ".txt"}
    return f"{page} has no glossary" + (
        "" if usual else ". Convert a page (.rst, .md) or a table (.csv)"
    )


UNREAD = (
    "Sphinx doesn't read this glossary. If it is inside a directive of an extension, name that "
    "extension with --extension"
)


def _has_names(entry: GlossaryEntry, read: ReadEntry) -> bool:
    """Return True if an entry can have been read as *read*: markup only adds to a name."""
    pairs = zip(entry.names, read.names, strict=True)
    return entry.line == read.line or all(_letters(name) in _letters(raw) for raw, name in pairs)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _misread(glossary: WrittenGlossary, read: Sequence[ReadEntry]) -> str:
    """Return the reason why *glossary* cannot be converted since it was read as *read*, with a
    line.
    """
    if glossary.unclosed:
        return (
            f"{glossary.first + 1}: the fence of this glossary is never closed, so all text below "
            f"belongs to it. Write {glossary.unclosed} below its last entry"
        )
    return _mismatch(glossary, read)


def _mismatch(glossary: WrittenGlossary, read: Sequence[ReadEntry]) -> str:
    """Return the first difference between *glossary* and what was read, with a line; ``""`` if
    none.
    """
    if glossary.stray is not None:
        return (
            f"{glossary.stray + 1}: this line belongs to no entry, so Sphinx ignores it. "
            "Indent names as far as the options, and definitions further"
        )
    for entry, other in zip(glossary.entries, read, strict=False):
        if len(entry.names) != len(other.names) or not _has_names(entry, other):
            found = ", ".join(map(repr, other.names))
            message = "Sphinx reads different names here from those in the file"
            return f"{entry.line + 1}: {message}: {found}"
    if len(glossary.entries) != len(read):
        line, count = glossary.first + 1, len(glossary.entries)
        return f"{line}: Sphinx reads {len(read)} entries in this glossary, but it has {count}"
    return ""
