"""The command ``python -m sphinx_modelterms export``: writes a vocabulary for another program."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_modelterms.atomic_write import write_named
from sphinx_modelterms.formats.table import FORMATS, MissingExtra, maker_of_content
from sphinx_modelterms.glossary.text.characters import printable
from sphinx_modelterms.regular_files import read_whole
from sphinx_modelterms.terminal import Unusable, is_terminal

if TYPE_CHECKING:
    import argparse

    from sphinx_modelterms.formats.vocabulary import Vocabulary

DESCRIPTION = (
    """\
Write the terms of a modelterms.json in a format of other programs. The formats are: """
    + "; ".join(f"{name}: {form.help}" for name, form in FORMATS.items())
    + """. Drafts are left out. The exit status is 0 if the file was written, and 2 if not.
"""
)

STANDARD_OUTPUT = Path("-")

GLOSSARY = "modelterms.json"
"""File name of the glossary in an output directory."""


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``export`` to the commands of the package."""
    parser = commands.add_parser(
        "export", help="write the terms for another program", description=DESCRIPTION
    )
    parser.add_argument("format", choices=FORMATS, metavar="FORMAT", help="one of the formats")
    parser.add_argument(
        "glossary",
        type=Path,
        metavar="FILE",
        help=f"the {GLOSSARY}, or the directory that contains it",
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="FILE",
        help="the file to write, or - for standard output; without it, text is printed",
    )
    parser.add_argument(
        "--base",
        default="",
        metavar="URL",
        help="the address at which the site is published, for full URLs",
    )
    parser.add_argument("--project", default="", metavar="NAME", help="the name of the vocabulary")
    parser.add_argument("--drafts", action="store_true", help="include drafts")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the command.

    :returns: exit status
    :raises Unusable: if nothing can be written
    """
    form = FORMATS[arguments.format]
    is_printed = arguments.output in {None, STANDARD_OUTPUT}
    if is_printed and not form.is_text and (arguments.output is None or is_terminal()):
        raise Unusable(
            f"the format {arguments.format!r} can't be printed. Give a file: -o {form.file_name}"
        )
    output = Path(form.file_name) if is_printed else arguments.output
    vocabulary = load_vocabulary(
        arguments.glossary,
        base=arguments.base,
        project=arguments.project,
        with_drafts=arguments.drafts,
    )
    try:
        make = maker_of_content(arguments.format)
    except MissingExtra as error:
        raise Unusable(str(error)) from None
    content = make(vocabulary, output.stem)
    if is_printed:
        _print(content, form.is_text)
        return 0
    try:
        write_named(output, content)
    except OSError as error:
        raise Unusable(f"can't write {output}: {error.strerror or error}") from None
    print(printable(f"{output}: {_summary(vocabulary)}"), file=sys.stderr)
    return 0


def _print(content: bytes, is_text: bool) -> None:
    if is_text:
        print(content.decode(), end="")
    elif sys.stdout is not None:  # standard output can be closed
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()


def _summary(vocabulary: Vocabulary) -> str:
    drafts = f"; drafts left out: {vocabulary.drafts}" if vocabulary.drafts else ""
    return f"terms written: {len(vocabulary.terms)}{drafts}"


def load_vocabulary(
    path: Path, *, base: str = "", project: str = "", with_drafts: bool = False
) -> Vocabulary:
    """Return the vocabulary in a file or directory; see
    :func:`~sphinx_modelterms.formats.usable_vocabulary.read_vocabulary`.

    :raises Unusable: if there is none
    """
    from sphinx_modelterms.formats.usable_vocabulary import read_vocabulary
    from sphinx_modelterms.formats.vocabulary import NotAGlossary

    file = path / GLOSSARY if path.is_dir() else path
    try:
        content = read_whole(file)
        found = read_vocabulary(content, base=base, project=project, with_drafts=with_drafts)
    except NotAGlossary as error:
        raise Unusable(f"{file} {error}") from None
    except OSError as error:
        raise Unusable(f"can't read {file}: {error.strerror or error}") from None
    except ValueError as error:  # a NUL in the path
        raise Unusable(f"can't read {file}: {error}") from None
    for problem in found.problems:
        print(printable(f"{file}: {problem}"), file=sys.stderr)
    return found
