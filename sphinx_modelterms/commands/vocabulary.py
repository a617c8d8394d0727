"""The command ``python -m sphinx_modelterms vocabulary``: the vocabulary of many projects."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_modelterms.commands.values import amount, memory_size, whole_number
from sphinx_modelterms.terminal import Unusable
from sphinx_modelterms.vocabulary.interrupts import one_interrupt
from sphinx_modelterms.vocabulary.report_specs import ALL, GROUPS, REPORTS

if TYPE_CHECKING:
    import argparse

DESCRIPTION = """\
Collect the vocabulary of many documentation projects, report on it, and search texts for its
names. This needs the packages of the extra "vocabulary".
"""

COLLECT = """\
Read the modelterms.json of each site in a list, and write the vocabulary of all of them to a
directory, as Parquet files. A site that can't be read is reported, and the others are collected.
If you interrupt this command, run it again to resume. The exit status is 0 if any site was
collected, and 2 if not.
"""

REPORT = (
    """\
Report on a collected vocabulary. The reports are: """
    + "; ".join(f"{name}: {report.help}" for name, report in REPORTS.items())
    + f"""; near: near-names and near-definitions; {ALL}: all of them. The exit status is 0, or 1
if a condition of --fail-on is met, or 2 if the report can't run.
"""
)

SEARCH = """\
Search texts in Parquet files for all names of a collected vocabulary, as automatic links do, and
write the places to Parquet files.
"""

INTERRUPTED = 130
"""Exit status of a command that the user has interrupted."""


def add_command(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``vocabulary`` to the commands of the package."""
    parser = commands.add_parser(
        "vocabulary", help="collect and compare the terms of many sites", description=DESCRIPTION
    )
    actions = parser.add_subparsers(required=True, metavar="ACTION", dest="action")
    _add_collect(actions)
    _add_report(actions)
    _add_search(actions)
    parser.set_defaults(run=run)


def _add_collect(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = actions.add_parser(
        "collect", help="read the terms of all sites in a list", description=COLLECT
    )
    parser.add_argument("sites", type=Path, metavar="SITES", help="the list of sites, in TOML")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="the directory of the vocabulary"
    )
    parser.add_argument(
        "--date", default="", metavar="DATE", help="date of the snapshot, by default that of today"
    )
    _add_workers(parser)
    parser.add_argument(
        "--connections",
        type=whole_number(1, 1_000),
        default=8,
        metavar="N",
        help="make up to N requests at a time",
    )
    parser.add_argument(
        "--timeout",
        type=amount(86_400),
        default=60.0,
        metavar="SECONDS",
        help="time limit of an answer",
    )
    parser.add_argument(
        "--max-mib",
        type=amount(1_000_000),
        default=64.0,
        metavar="MIB",
        help="maximum size of a file",
    )
    parser.add_argument(
        "--max-age",
        type=amount(1_000_000, with_zero=True),
        default=20.0,
        metavar="HOURS",
        help="use fetched files for HOURS without asking again; 0 to always ask",
    )
    parser.set_defaults(run_action="collect_sites")


def _add_report(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = actions.add_parser("report", help="compare the terms", description=REPORT)
    parser.add_argument(
        "name", choices=(*REPORTS, *GROUPS), metavar="NAME", help="one of the reports"
    )
    _add_vocabulary(parser)
    parser.add_argument(
        "--engine",
        choices=("duckdb", "polars", "spark"),
        default="duckdb",
        help="the program that runs the SQL, by default duckdb",
    )
    parser.add_argument(
        "--format",
        choices=("table", "csv", "json", "html"),
        default="table",
        help="a table for a terminal, CSV for spreadsheets, JSON for programs, or a web page",
    )
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="write to FILE instead of printing"
    )
    parser.add_argument(
        "--limit",
        type=whole_number(0, 1_000_000_000),
        metavar="N",
        help="show N rows of each report; 0 for all. By default 40 in a table, 100 on a page",
    )
    parser.add_argument(
        "--fail-on",
        action="append",
        default=[],
        metavar="CONDITION",
        help="exit with status 1 if a report has too many rows: 'conflicts>0'; repeatable",
    )
    parser.add_argument(
        "--ignore",
        type=Path,
        metavar="FILE",
        help="leave out rows with the names that FILE lists; the manual describes it",
    )
    parser.add_argument(
        "--date", default="", metavar="DATE", help="the snapshot, by default the newest"
    )
    parser.add_argument(
        "--memory",
        type=memory_size,
        default="1GB",
        metavar="SIZE",
        help="limit of memory of duckdb and spark",
    )
    parser.set_defaults(run_action="report_on_terms")


def _add_search(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = actions.add_parser(
        "search", help="find the places of all names in texts", description=SEARCH
    )
    _add_vocabulary(parser)
    parser.add_argument(
        "--texts",
        required=True,
        metavar="PATTERN",
        help="the Parquet files, such as 'pages/*.parquet'",
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="the directory for the places"
    )
    parser.add_argument(
        "--column", default="text", metavar="NAME", help="the column with the texts"
    )
    parser.add_argument(
        "--language", default="en", metavar="CODE", help="the language of the texts"
    )
    parser.add_argument(
        "--engine",
        choices=("local", "spark"),
        default="local",
        help="search in processes of this machine, or on Spark",
    )
    _add_workers(parser)
    parser.set_defaults(run_action="search_for_names")


def _add_vocabulary(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "vocabulary", type=Path, metavar="DIR", help="the directory of the vocabulary"
    )


def _add_workers(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-j",
        "--workers",
        type=whole_number(1, 1_000),
        default=os.cpu_count() or 1,
        metavar="N",
        help="work in N processes, by default as many as there are processors",
    )


def run(arguments: argparse.Namespace) -> int:
    """Run an action of the command.

    :returns: exit status
    :raises Unusable: if it can't be carried out
    """
    try:
        with one_interrupt():
            actions = import_module("sphinx_modelterms.vocabulary.actions")
            return int(getattr(actions, arguments.run_action)(arguments))
    except ImportError as error:
        if error.name not in {"pyarrow", "duckdb", "tqdm"}:
            raise
        raise Unusable(
            f"this needs a package that isn't installed ({error.name}). "
            "Install it with: python -m pip install 'sphinx-modelterms[vocabulary]'"
        ) from None
    except KeyboardInterrupt:
        print("Interrupted. Run the same command again to resume.", file=sys.stderr)
        return INTERRUPTED
