"""Interrupts of ``vocabulary``: one or several end it soon, without a traceback, and the same
command resumes.
"""

# ruff: noqa: E402  # the packages that are asked for first are in an extra

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

for package in ("duckdb", "pyarrow", "tqdm"):
    pytest.importorskip(package)

from sphinx_modelterms.commands.main import main
from tests.vocabularies import DATE, Vocabularies, glossary, term

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    not (hasattr(os, "killpg") and hasattr(signal, "SIGKILL")), reason="signals of POSIX"
)


def interrupt(
    command: list[str], begun: Callable[[], bool], gaps: tuple[float, ...]
) -> tuple[int, str]:
    """Run a command, and interrupt it and its processes when *begun*; return status and messages.

    :param gaps: seconds after which it is interrupted again
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "sphinx_modelterms", "vocabulary", *command],
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    )
    end = time.monotonic() + 60
    while not begun() and process.poll() is None and time.monotonic() < end:
        time.sleep(0.01)
    assert process.poll() is None
    os.killpg(process.pid, signal.SIGINT)
    try:
        for gap in gaps:
            time.sleep(gap)
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
    return process.returncode, errors


@pytest.mark.parametrize(("workers", "gaps"), [("1", ()), ("2", (0.0, 0.1, 0.3))])
def test_interrupts_end_a_collection_that_resumes(
    tmp_path: Path, workers: str, gaps: tuple[float, ...]
) -> None:
    sites = Vocabularies(tmp_path)
    for number in range(60):
        sites.add(f"p{number:02}", glossary(*(term(f"T{n}", f"Term {n}.") for n in range(300))))
    command = ["collect", str(sites.list), "--out", str(sites.out), "--date", DATE, "-j", workers]
    snapshot = sites.out / "snapshots" / DATE
    status, errors = interrupt(command, lambda: any((snapshot / "made").glob("*.json")), gaps)
    assert (status, errors) == (130, "Interrupted. Run the same command again to resume.\n")
    assert not list(sites.out.rglob("*.partial"))
    done = {path: path.stat().st_mtime_ns for path in (snapshot / "made").iterdir()}
    assert 0 < len(done) < 3
    assert sites.collect() == 0
    assert {path: path.stat().st_mtime_ns for path in done} == done
    whole = tmp_path / "whole"
    assert main(["vocabulary", *command[:3], str(whole), *command[4:]]) == 0
    parts = sorted(path.relative_to(sites.out) for path in sites.out.rglob("*.parquet"))
    assert parts
    for part in parts:
        assert (sites.out / part).read_bytes() == (whole / part).read_bytes()


def test_an_interrupt_does_not_wait_for_servers(tmp_path: Path) -> None:
    sites = Vocabularies(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as server:  # takes requests, and never answers
        port = server.getsockname()[1]
        for number in range(30):
            sites.list_site(f"p{number}", f'source = "http://127.0.0.1:{port}/{number}/"')
        server.settimeout(60)
        open_ones = ExitStack()

        def asked() -> bool:
            open_ones.enter_context(server.accept()[0])
            return True

        command = ["collect", str(sites.list), "--out", str(sites.out), "--connections", "4"]
        start = time.monotonic()
        with open_ones:
            status, errors = interrupt(command, asked, (0.0, 0.2))
    assert (status, errors) == (130, "Interrupted. Run the same command again to resume.\n")
    assert time.monotonic() - start < 40  # the time limit of an answer is 60 s
