"""Report, after the tests, of the time that builds of real projects took."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print a line for each project, and the reason why something was left out."""
    for report in terminalreporter.stats.get("passed", ()):
        for key, said in report.user_properties:
            if key == "real":
                terminalreporter.write_line(said)
    left_out = {str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", ())}
    for reason in sorted(left_out):
        terminalreporter.write_line(reason)
