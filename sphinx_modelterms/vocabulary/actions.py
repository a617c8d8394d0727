"""The actions of the command ``vocabulary``: they read arguments, and print what was found."""

from __future__ import annotations

import datetime
import sys
from typing import TYPE_CHECKING

from sphinx_modelterms.atomic_write import write_named
from sphinx_modelterms.glossary.text.characters import printable
from sphinx_modelterms.regular_files import read_whole
from sphinx_modelterms.terminal import Unusable
from sphinx_modelterms.vocabulary import report_output
from sphinx_modelterms.vocabulary.collecting import Plan, collect
from sphinx_modelterms.vocabulary.fetching import RequestLimits
from sphinx_modelterms.vocabulary.report_page import page_text
from sphinx_modelterms.vocabulary.report_specs import ALL
from sphinx_modelterms.vocabulary.reports import (
    Ignored,
    read_condition,
    reports_named,
    run_reports,
)
from sphinx_modelterms.vocabulary.searching import Search, search_texts
from sphinx_modelterms.vocabulary.sites import read_sites
from sphinx_modelterms.vocabulary.tables import SITES, is_date, snapshots_in

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    import pyarrow as pa

MOST_MESSAGES = 50
"""Maximum number of messages about sites."""


def collect_sites(arguments: argparse.Namespace) -> int:
    """Carry out ``collect``, and return the exit status."""
    date = arguments.date or datetime.datetime.now(datetime.UTC).date().isoformat()
    if not is_date(date):
        raise Unusable(f"{date!r} isn't a date of the form 2026-12-01")
    sites, wrong_sites = read_sites(arguments.sites)
    limits = RequestLimits(arguments.timeout, int(arguments.max_mib * 2**20), arguments.max_age)
    plan = Plan(arguments.out, date, limits, arguments.workers, arguments.connections)
    try:
        outcomes = collect(sites, plan, wrong_sites)
    except OSError as error:
        raise Unusable(f"can't write {arguments.out}: {error.strerror or error}") from None
    wrong = [outcome for outcome in outcomes if outcome.problem]
    for outcome in wrong[:MOST_MESSAGES]:
        print(printable(f"{outcome.site}: {outcome.problem}"), file=sys.stderr)
    if len(wrong) > MOST_MESSAGES:
        rest = f"{len(wrong) - MOST_MESSAGES:,} more sites have problems; {SITES} has them all"
        print(rest, file=sys.stderr)
    read = [outcome for outcome in outcomes if outcome.terms or not outcome.problem]
    terms, mentions = (sum(getattr(one, key) for one in read) for key in ("terms", "mentions"))
    print(
        printable(
            f"{arguments.out}: {len(read):,} of {len(outcomes):,} sites, "
            f"{terms:,} terms, {mentions:,} mentions, as of {date}"
        ),
        file=sys.stderr,
    )
    return 0 if read else 2


def report_on_terms(arguments: argparse.Namespace) -> int:
    """Carry out ``report``, and return the exit status."""
    snapshots = snapshots_in(arguments.vocabulary)
    if arguments.date:
        snapshots = [path for path in snapshots if path.name <= arguments.date]
        if not snapshots or snapshots[-1].name != arguments.date:
            raise Unusable(f"{arguments.vocabulary} has no snapshot of {arguments.date!r}")
    names = reports_named(arguments.name, snapshots)
    if arguments.format == "csv" and len(names) > 1:
        raise Unusable("a CSV file has the rows of one report. Choose a report, or another format")
    conditions = [read_condition(text, names) for text in arguments.fail_on]
    ignored = Ignored(_lines_of(arguments.ignore) if arguments.ignore else ())
    tables = run_reports(names, snapshots, arguments.engine, arguments.memory)
    tables = {name: ignored.without(name, table) for name, table in tables.items()}
    if arguments.name == ALL:
        for line in ignored.unused:
            print(printable(f"{arguments.ignore}: no row has: {line}"), file=sys.stderr)
    _print(_text(arguments, tables, snapshots[-1]), arguments.output)
    failed = [condition for condition in conditions if condition.fails(tables)]
    for condition in failed:
        count = tables[condition.report].num_rows
        message = f"{condition.report}: {count:,} rows, and at most {condition.most:,} are allowed"
        print(message, file=sys.stderr)
    return 1 if failed else 0


def _lines_of(path: Path) -> list[str]:
    try:
        return read_whole(path).decode("utf-8-sig").splitlines()
    except OSError as error:
        raise Unusable(f"can't read {path}: {error.strerror or error}") from None
    except ValueError as error:
        raise Unusable(f"can't read {path}: {error}") from None


def _text(arguments: argparse.Namespace, tables: dict[str, pa.Table], snapshot: Path) -> str:
    limit = arguments.limit
    if arguments.format == "html":
        return page_text(tables, snapshot, 100 if limit is None else limit)
    if arguments.format == "table":
        return report_output.as_table(tables, 40 if limit is None else limit)
    write = {"csv": report_output.as_csv, "json": report_output.as_json}[arguments.format]
    return write(tables, limit or 0)


def _print(text: str, output: Path | None) -> None:
    if output is None:
        print(text, end="")
        return
    try:
        write_named(output, text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise Unusable(f"can't write {output}: {error.strerror or error}") from None


def search_for_names(arguments: argparse.Namespace) -> int:
    """Carry out ``search``, and return the exit status."""
    snapshot = snapshots_in(arguments.vocabulary)[-1]
    search = Search(
        snapshot,
        arguments.texts,
        arguments.out,
        arguments.column,
        arguments.language,
        arguments.engine,
        arguments.workers,
    )
    try:
        found = search_texts(search)
    except OSError as error:
        raise Unusable(f"can't search: {error.strerror or error}") from None
    print(printable(f"{arguments.out}: {found:,} places"), file=sys.stderr)
    return 0
