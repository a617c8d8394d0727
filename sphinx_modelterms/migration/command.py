"""``python -m sphinx_modelterms import-glossary``: a glossary becomes terms."""

from __future__ import annotations

import argparse
import difflib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_modelterms.migration.words import Unusable, read_words
from sphinx_modelterms.migration.writing import convert, data_file
from sphinx_modelterms.wholefiles import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DESCRIPTION = """\
Turns the glossaries of a page into terms: directives on the page, or with --data records in a
data file. Anchors, order, comments and markup stay. A table in CSV becomes a data file.
What would change is shown; --write writes it.
"""


class Change:
    """A file that becomes another one."""

    def __init__(self, path: Path, new: list[str]) -> None:
        self.path = path
        self.old = read_lines(path) if path.exists() else []
        self.new = new

    def diff(self) -> Iterator[str]:
        """The difference, as programs for patches read it."""
        before, after = f"a/{self.path.as_posix()}", f"b/{self.path.as_posix()}"
        if not self.path.exists():
            before = "/dev/null"
        return difflib.unified_diff(self.old, self.new, before, after, lineterm="")

    def write(self) -> None:
        """Write the file, with the line ends that it has."""
        end = "\n"
        if self.path.exists() and b"\r\n" in self.path.read_bytes():
            end = "\r\n"
        write_whole(self.path, "".join(f"{line}{end}" for line in self.new).encode())


def read_lines(path: Path) -> list[str]:
    """The lines of a file.

    :raises Unusable: if it cannot be read
    """
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Unusable(f"{path} cannot be read: {error}") from None


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``import-glossary`` to the commands of the package."""
    parser = commands.add_parser(
        "import-glossary", help="turn a glossary or a table into terms", description=DESCRIPTION
    )
    parser.add_argument("source", type=Path, metavar="PAGE", help="a page (.rst, .md) or a .csv")
    parser.add_argument(
        "--data", type=Path, metavar="FILE", help="a new data file (.yml) for the terms"
    )
    parser.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="COLUMN=FIELD",
        help="what a column of a table means, such as 'Meaning=definition'",
    )
    parser.add_argument("--markup", choices=("rst", "md"), help="of the texts of a table")
    parser.add_argument("--write", action="store_true", help="write instead of only showing")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Show or write; 2 if the command cannot be followed."""
    try:
        changes, notes = plan(arguments)
    except Unusable as error:
        print(f"import-glossary: {error}", file=sys.stderr)
        return 2
    for change in changes:
        if arguments.write:
            change.write()
            print(f"{change.path} is written.")
        else:
            print("\n".join(change.diff()))
    for note in notes:
        print(note, file=sys.stderr)
    if not arguments.write:
        print("Nothing is written yet: add --write for that.", file=sys.stderr)
    return 0


def plan(arguments: argparse.Namespace) -> tuple[list[Change], list[str]]:
    """The changes, and what is to be said about them.

    :raises Unusable: if something about the files is wrong
    """
    source, data = arguments.source, arguments.data
    if data is not None and data.exists():
        raise Unusable(f"{data} is there already: name a new file")
    if data is not None and data.suffix not in {".yml", ".yaml"}:
        raise Unusable(f"{data} has to end in .yml, since the terms are written in YAML")
    if source.suffix.lower() == ".csv":
        return _plan_table(arguments)
    markdown = source.suffix.lower() == ".md"
    lines = read_lines(source)
    converted = convert(lines, markdown, placed=data is not None)
    if not (converted.terms or converted.kept):
        raise Unusable(f"{source} has no glossary")
    changes = [Change(source, converted.lines)]
    notes = [f"Left in the glossary: {why}." for why in converted.kept]
    if data is not None:
        changes.append(Change(data, data_file(converted.terms, "md" if markdown else "rst")))
        notes.append(_configured(data))
    notes.append(f"{len(converted.terms)} entries became terms.")
    return changes, notes


def _plan_table(arguments: argparse.Namespace) -> tuple[list[Change], list[str]]:
    data: Path = arguments.data or arguments.source.with_suffix(".yml")
    if data.exists():
        raise Unusable(f"{data} is there already: name a new file with --data")
    said = dict(_pair(column) for column in arguments.column)
    terms, taken = read_words("\n".join(read_lines(arguments.source)), said)
    notes = [f"Columns: {', '.join(taken)}.", _configured(data)]
    notes.append(f"{len(terms)} rows became terms.")
    return [Change(data, data_file(terms, arguments.markup or "rst"))], notes


def _pair(column: str) -> tuple[str, str]:
    name, equals, field = column.rpartition("=")
    if not equals:
        raise Unusable(f"{column!r} is not of the form COLUMN=FIELD")
    return name.strip(), field.strip()


def _configured(data: Path) -> str:
    return f"Name {data.name} in modelterms_data of conf.py, seen from the folder of conf.py."


def main(arguments: Sequence[str] | None = None) -> int:
    """The commands of the package."""
    parser = argparse.ArgumentParser("python -m sphinx_modelterms")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    add_command(commands)
    parsed = parser.parse_args(arguments)
    status: int = parsed.run(parsed)
    return status
