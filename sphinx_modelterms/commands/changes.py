"""The command ``python -m sphinx_modelterms changes``: compares two versions of a vocabulary."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_modelterms.commands.export import GLOSSARY, load_vocabulary
from sphinx_modelterms.terminal import visible

if TYPE_CHECKING:
    import argparse

DESCRIPTION = """\
Compare two modelterms.json of a site: show which terms are new, removed, renamed or redefined,
and whose names, relations or other fields have changed. The exit status is 0 if the terms are the
same, 1 if they differ, and 2 if a file can't be used.
"""


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``changes`` to the commands of the package."""
    parser = commands.add_parser(
        "changes", help="show which terms two versions differ in", description=DESCRIPTION
    )
    for name in ("old", "new"):
        parser.add_argument(
            name,
            type=Path,
            metavar=name.upper(),
            help=f"the {name} {GLOSSARY}, or the directory that contains it",
        )
    parser.add_argument(
        "--format",
        choices=("text", "markdown", "json"),
        default="text",
        help="text for a terminal, Markdown for release notes, or JSON for programs",
    )
    parser.add_argument(
        "--base",
        default="",
        metavar="URL",
        help="the address at which the site is published, for links in Markdown",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the command.

    :returns: exit status: 1 if the terms differ
    :raises Unusable: if a file can't be used
    """
    old = load_vocabulary(arguments.old, base=arguments.base)
    new = load_vocabulary(arguments.new, base=arguments.base)
    from sphinx_modelterms.formats import changes_text
    from sphinx_modelterms.formats.changes import compare_vocabularies

    changes = compare_vocabularies(old, new)
    write = {
        "text": changes_text.changes_as_text,
        "markdown": changes_text.changes_as_markdown,
        "json": changes_text.changes_as_json,
    }[arguments.format]
    print(visible(write(changes)), end="")
    return 0 if changes.is_empty else 1
