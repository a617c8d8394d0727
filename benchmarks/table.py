"""A report as tables in Markdown: ``python -m benchmarks.table REPORT --output FILE``.

The manual includes these tables, each by the comment above it.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks import columns
from benchmarks.report import Report
from benchmarks.tables import tables


def main() -> None:
    """Write the tables of a report into a file."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.table", description=__doc__)
    parser.add_argument("report", type=Path, help="the file that `python -m benchmarks` wrote")
    parser.add_argument("--output", type=Path, required=True, help="the file of the tables")
    options = parser.parse_args()
    text = rendered(Report.load(options.report))
    options.output.write_text(text, encoding="utf-8", newline="\n")


def rendered(report: Report) -> str:
    """Write the conditions of the measurements, and all tables of *report*."""
    parts = [_conditions(report), *(table.markdown() for table in tables(report))]
    return "\n".join(parts)


def _conditions(report: Report) -> str:
    machine = report.machine
    versions = ", ".join(f"{name} {version}" for name, version in report.versions.items())
    text = (
        f"Measured on {report.date}, {report.rounds} rounds, on a machine with "
        f"{machine['cores']} cores ({machine['processor']}), {machine['memory']} of memory and "
        f"{machine['system']}, with {versions}."
    )
    return columns.block("conditions", text)


if __name__ == "__main__":
    main()
