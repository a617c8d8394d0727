"""The command ``python -m sphinx_modelterms report-diff``: compares two link reports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_modelterms.regular_files import read_whole
from sphinx_modelterms.terminal import Unusable

if TYPE_CHECKING:
    import argparse

    from sphinx_modelterms.export.report_diff import LinkReport, ReportDiff

DESCRIPTION = """\
Compare two reports of the builder "modelterms": show which automatic links appear, go, move, or
lead to another term, with their sentences. The exit status is 0 if terms and links are the same, 1
if they differ, and 2 if a file can't be used.
"""

REPORT = "modelterms-report.json"
"""File name of the report in an output directory."""


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``report-diff`` to the commands of the package."""
    parser = commands.add_parser(
        "report-diff", help="show which links two reports differ in", description=DESCRIPTION
    )
    for name in ("old", "new"):
        parser.add_argument(
            name,
            type=Path,
            metavar=name.upper(),
            help=f"the {name} report, or the directory that contains {REPORT}",
        )
    add_format_option(parser)
    parser.set_defaults(run=run)


def add_format_option(parser: argparse.ArgumentParser) -> None:
    """Add the option that chooses between text and Markdown."""
    parser.add_argument(
        "--format",
        choices=("text", "markdown"),
        default="text",
        help="text for a terminal, or Markdown for a pull request",
    )


def run(arguments: argparse.Namespace) -> int:
    """Run the command.

    :returns: exit status: 1 if the reports differ
    :raises Unusable: if a file can't be used
    """
    from sphinx_modelterms.export.report_diff import compare_reports

    diff = compare_reports(load_report(arguments.old), load_report(arguments.new))
    return print_diff(diff, arguments.format)


def print_diff(diff: ReportDiff, form: str) -> int:
    """Print the differences, and return the exit status."""
    from sphinx_modelterms.export.report_diff_text import diff_as_markdown, diff_as_text

    print((diff_as_markdown if form == "markdown" else diff_as_text)(diff), end="")
    return 0 if diff.is_empty else 1


def load_report(path: Path) -> LinkReport:
    """Return the report in a file or directory.

    :raises Unusable: if there is none
    """
    from sphinx_modelterms.export.report_diff import NotAReport, read_report

    file = path / REPORT if path.is_dir() else path
    try:
        return read_report(json.loads(read_whole(file)))
    except OSError as error:
        raise Unusable(f"can't read {file}: {error.strerror or error}") from None
    except NotAReport as error:
        raise Unusable(f"{file} {error}") from None
    except (ValueError, RecursionError):
        raise Unusable(
            f"{file} isn't JSON, so it isn't a report. Write one with: sphinx-build -b modelterms"
        ) from None
