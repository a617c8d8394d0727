"""Report, after the tests, of the time that builds of real projects took."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print a line for each project."""
    for report in terminalreporter.stats.get("passed", ()):
        for key, said in report.user_properties:
            if key == "real":
                terminalreporter.write_line(said)
