"""The command ``python -m sphinx_modelterms import-glossary``: converts a glossary into terms."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_modelterms.atomic_write import write_whole
from sphinx_modelterms.glossary.text.characters import printable
from sphinx_modelterms.glossary.text.full_stops import with_full_stop
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.migration.csv_table import read_words
from sphinx_modelterms.migration.data_file_writer import DataFileText
from sphinx_modelterms.migration.differences import difference
from sphinx_modelterms.migration.source_file import SourceFile
from sphinx_modelterms.terminal import Unusable, discard_output, is_terminal, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DESCRIPTION = """\
Turn the glossaries of a page into terms: into directives on the same page or, with --data, into
records in a data file. Anchors, order, comments and markup stay the same. A CSV table becomes a
data file. By default, the command only shows what it would change; --write makes the changes.
"""


class Change(NamedTuple):
    """A change of a file."""

    path: Path
    new: str
    file: SourceFile | None = None
    """The present file; ``None`` if it does not exist yet."""

    def diff(self) -> Iterator[str]:
        """Yield the lines of a unified diff."""
        name = printable(self.path.as_posix())
        before, after = f"a/{name}", f"b/{name}"
        old: list[str] = []
        if self.file is None:
            before = "/dev/null"
        else:
            old = self.file.edited([]).splitlines()
        return difference(old, self.new.splitlines(), before, after)

    @property
    def place(self) -> Path:
        """The path of the file itself, if this is a symbolic link.

        :raises Unusable: if the link leads to itself
        """
        place = Path(os.path.realpath(self.path))
        if place.is_symlink():
            raise Unusable(f"{self.path} is a symbolic link to a missing file. Give another path")
        return place

    def write(self) -> None:
        """Write the file.

        :raises Unusable: if that is not possible
        """
        if self.file is not None:
            self.file.write(self.new)
            return
        try:
            write_whole(self.place, self.new.encode())
        except OSError as error:
            raise Unusable(f"can't write {self.path}: {error.strerror}") from None


def write_all(changes: Sequence[Change]) -> None:
    """Write all files or none.

    New files are written first, since removing them again loses nothing.

    :raises Unusable: if one cannot be written
    """
    written: list[Path] = []
    try:
        for change in sorted(changes, key=lambda change: change.file is not None):
            change.write()
            if change.file is None:
                written.append(change.place)
    except Unusable:
        for path in written:
            with suppress(OSError):  # Windows removes no file that another program reads
                path.unlink()
        raise


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``import-glossary`` to the commands of the package."""
    parser = commands.add_parser(
        "import-glossary", help="turn a glossary or a table into terms", description=DESCRIPTION
    )
    parser.add_argument(
        "source", type=Path, metavar="PAGE", help="the page (.rst or .md) or the table (.csv)"
    )
    # declared only to say that there cannot be several
    parser.add_argument("others", nargs="*", help=argparse.SUPPRESS)
    parser.add_argument(
        "--data", type=Path, metavar="FILE", help="put the terms into this new data file (.yml)"
    )
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="COLUMN=FIELD",
        help="read a column of the table as this field, such as 'Meaning=definition'; repeatable",
    )
    parser.add_argument("--markup", choices=("rst", "md"), help="the markup of the table's texts")
    parser.add_argument(
        "--extension",
        action="append",
        default=[],
        metavar="NAME",
        help="load a Sphinx extension that the page needs, such as 'sphinx_design'; repeatable",
    )
    parser.add_argument("--write", action="store_true", help="make the changes")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the command: show the changes, or write them.

    :returns: exit status, 2 if the command cannot be carried out
    """
    try:
        changes, notes = plan(arguments)
        if arguments.write:
            write_all(changes)
    except (Unusable, RecursionError) as error:
        deep = f"{arguments.source} is nested too deeply. Flatten its lists and quotes"
        reason = str(error) if isinstance(error, Unusable) else deep
        message = printable(with_full_stop(reason))
        print(f"import-glossary: {message}\nNothing was written.", file=sys.stderr)
        return 2
    try:
        _report(changes, notes, arguments.write)
    except BrokenPipeError:
        raise  # of ``| head``, which has seen enough
    except OSError as error:
        done = "The files were written" if arguments.write else "Nothing was written"
        reason = error.strerror or str(error)
        discard_output()
        with suppress(OSError):
            message = f"import-glossary: can't show the result: {with_full_stop(reason)} {done}."
            print(message, file=sys.stderr)
        return 0 if arguments.write else 1
    return 0


def _report(changes: Sequence[Change], notes: Sequence[str], written: bool) -> None:
    """Show the changes that were or would be made.

    :raises OSError: if standard output cannot be written
    """
    for change in changes:
        if written:
            print(f"Wrote {printable(str(change.path))}.")
        else:
            # A pipe gets the diff byte for byte, for ``patch``; a terminal gets printable text.
            lines = change.diff()
            print("\n".join(map(visible, lines) if is_terminal() else lines))
    if sys.stdout is not None:  # standard output can be closed
        sys.stdout.flush()
    for note in notes:
        print(printable(with_full_stop(note)), file=sys.stderr)
    if not written and changes:
        print("Nothing was written. To write these changes, add --write.", file=sys.stderr)


def plan(arguments: argparse.Namespace) -> tuple[list[Change], list[str]]:
    """Return the changes, and the notes to print about them.

    :raises Unusable: if a file cannot be used, or content would be lost
    """
    source, data = arguments.source, arguments.data
    if arguments.others:
        raise Unusable(
            f"only one page at a time. Convert {source} first, and then {arguments.others[0]}"
        )
    if source.suffix.lower() in {".yml", ".yaml", ".json"}:
        raise Unusable(f"{source} is a data file already. Add it to modelterms_data in conf.py")
    if data is not None and data.exists():
        raise Unusable(f"{data} exists already. Choose a new file")
    if data is not None and data.suffix not in {".yml", ".yaml"}:
        raise Unusable(f"{data} must end in .yml, because the terms are written in YAML")
    if source.suffix.lower() == ".csv":
        return _plan_table(arguments)
    # imported here: tables need no Sphinx, which takes a while to load
    from sphinx_modelterms.migration.converter import UNREAD, Converter

    page = SourceFile(source)
    converter = Converter(page, data, arguments.extension)
    converted = converter.convert()
    notes = [f"Left as it is: {source}:{line + 1}: {UNREAD}" for line in converter.unread]
    notes += [
        f"Left in the glossary: {source}:{kept.line + 1}, {kept.name!r}: {kept.why}"
        for kept in converted.kept
    ]
    if not converted.terms:
        return [], [*notes, "No entry can become a term, so nothing was written."]
    changes = [Change(source, converted.text, page)]
    if others := page.other_names():
        notes.append(_linked(source, others))
    if data is not None:
        changes.append(Change(data, converted.records.text))
        notes.append(_configured(data))
    notes.append(_become(len(converted.terms), "entry", "entries"))
    return changes, notes


def _plan_table(arguments: argparse.Namespace) -> tuple[list[Change], list[str]]:
    source, markup = arguments.source, arguments.markup or "rst"
    data: Path = arguments.data or source.with_suffix(".yml")
    if data.exists():
        raise Unusable(f"{data} exists already. Choose a new file with --data")
    said = dict(_pair(column) for column in arguments.column)
    terms, taken = read_words(source, said)
    file = DataFileText(terms, markup)
    for term, why in file.problems(data):
        where = f"{source}:{term.line + 1}" if term else str(source)
        raise Unusable(f"{where}: {why}")
    become = _become(len(terms), "row", "rows")
    notes = [f"Columns: {', '.join(taken)}.", _configured(data), become]
    return [Change(data, file.text)], notes


def _become(number: int, one: str, several: str) -> str:
    return f"1 {one} becomes a term." if number == 1 else f"{number} {several} become terms."


def _pair(column: str) -> tuple[str, str]:
    name, equals, field = column.rpartition("=")
    if not equals:
        raise Unusable(f"--column {column!r} isn't COLUMN=FIELD, such as 'Meaning=definition'")
    return name.strip(), field.strip()


def _linked(source: Path, others: int) -> str:
    names = "another name, a hard link" if others == 1 else f"{others} other names, hard links"
    keep = "It keeps" if others == 1 else "They keep"
    return f"{source} has {names}. {keep} the old text. Link the files again afterwards."


def _configured(data: Path) -> str:
    return f"Add {data.name!r} to modelterms_data, relative to the directory that contains conf.py"
