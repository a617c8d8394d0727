"""A report as tables in Markdown: ``python -m benchmarks.table build/benchmarks.json``.

The manual includes what this prints, each table by the comment above it.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks import columns
from benchmarks.report import Report
from benchmarks.tables import tables


def main() -> None:
    """Print the tables of a file."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.table", description=__doc__)
    parser.add_argument("file", type=Path, help="what `python -m benchmarks` wrote")
    print(rendered(Report.load(parser.parse_args().file)), end="")


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
