"""Memory of a process and all its children together, sampled while they run.

Linux tells the proportional set size of a process: memory that several of them share, as a forked
process does with its parent, is divided by their number, so the sum counts it once. Elsewhere
nothing is sampled.
"""

from __future__ import annotations

import re
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Self

INTERVAL = 0.25
"""Seconds between two samples."""

PROCESSES = Path("/proc")

_PROPORTIONAL = re.compile(r"^Pss: +(\d+) kB$", re.MULTILINE)


class TreeMemory:
    """Samples the memory of the process *pid* and its children, as a context manager."""

    def __init__(self, pid: int) -> None:
        self.peak = 0
        """The most memory that was seen, in KiB; 0 if the system does not tell."""
        self._pid = pid
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._ended.set()
        self._thread.join()

    def _sample(self) -> None:
        while not self._ended.wait(INTERVAL):
            self.peak = max(self.peak, sum(map(proportional_memory, tree(self._pid))))


def tree(pid: int) -> Iterator[int]:
    """Yield *pid* and the processes that descend from it."""
    yield pid
    for children in PROCESSES.glob(f"{pid}/task/*/children"):
        # It may have ended meanwhile.
        with suppress(OSError):
            for child in children.read_text(encoding="ascii").split():
                yield from tree(int(child))


def proportional_memory(pid: int) -> int:
    """Return the proportional set size of a process in KiB; 0 if the system does not tell."""
    try:
        text = (PROCESSES / str(pid) / "smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    found = _PROPORTIONAL.search(text)
    return int(found[1]) if found else 0
