"""The command line: all commands, one module each."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from sphinx_modelterms.commands import (
    baseline,
    changes,
    export,
    lock,
    report_diff,
    try_changes,
    vocabulary,
)
from sphinx_modelterms.glossary.text.characters import printable
from sphinx_modelterms.glossary.text.full_stops import with_full_stop
from sphinx_modelterms.migration import command as import_glossary
from sphinx_modelterms.terminal import Parser, Unusable, discard_output, prepare_output

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = (
    import_glossary,
    export,
    changes,
    baseline,
    lock,
    report_diff,
    try_changes,
    vocabulary,
)
"""The modules of the commands, in the order of the help. Each has a function ``add_command``."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command of the package, and return its exit status: 2 if it can't be carried out."""
    prepare_output()
    parser = Parser("python -m sphinx_modelterms")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")
    for module in COMMANDS:
        module.add_command(commands)
    parsed = parser.parse_args(arguments)
    try:
        return int(parsed.run(parsed))
    except Unusable as error:
        message = printable(with_full_stop(str(error)))
        print(f"{parsed.command}: {message}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # of ``| head``
        discard_output()
        return 1
