"""Measurements of a run of the benchmarks, kept in a JSON file.

Only what was measured is kept; ratios and verdicts are made of it where they are shown.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import platform
import re
import statistics
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from benchmarks.builds import Run

VERSION = 1
"""Version of the file's format."""

PACKAGES = (
    "sphinx-modelterms",
    "Sphinx",
    "docutils",
    "myst-parser",
    "furo",
    "sphinx-tippy",
    "sphinx-riddle-whisper",
)


@dataclass
class Measurement:
    """Measurements of one project in one case, over several rounds."""

    title: str
    user: list[float] = field(default_factory=list)
    """Seconds of user CPU time, a round each."""
    wall: list[float] = field(default_factory=list)
    """Seconds by the clock, a round each."""
    memory: list[int] = field(default_factory=list)
    """Peak memory in KiB, a round each."""
    counts: dict[str, int] = field(default_factory=dict)
    """Number of documents ``read`` and ``written``, and of doctrees ``loaded``, in the last round;
    after an edit, number of pages that ``show`` it and that are ``outdated``. After a build from
    nothing, number of pages that are ``due`` to show a certain definition, and that are
    ``lacking`` it."""
    sizes: dict[str, float] = field(default_factory=dict)
    """Bytes of what the last round left: a ``page``, its ``gzip``, ``shared`` files, the
    ``environment``."""
    own: list[float] = field(default_factory=list)
    """Seconds of CPU time for reading and writing the pages of the terms, where that matters."""
    samples: dict[str, list[float]] = field(default_factory=dict)
    """Further figures by name, a round each."""
    wrong: list[str] = field(default_factory=list)
    """Documents that were read or written without need, or should have been and were not."""
    failed: str = ""
    """Reason why there are no figures, or fewer."""

    def add(self, run: Run) -> None:
        """Note one build."""
        self.user.append(round(run.user, 3))
        self.wall.append(round(run.wall, 3))
        self.memory.append(run.memory)
        self.counts |= {"read": len(run.read), "loaded": len(run.loaded)}

    @property
    def seconds(self) -> float:
        """The median of the user CPU time."""
        return statistics.median(self.user)


@dataclass
class Report:
    """All measurements of a run, with what the figures depend on.

    :param rounds: how often each build was run
    :param measurements: by ``case/project``
    """

    rounds: int
    machine: dict[str, str] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    date: str = ""
    sizes: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Size of the projects of each case, by field."""
    measurements: dict[str, Measurement] = field(default_factory=dict)

    @classmethod
    def begin(cls, rounds: int) -> Report:
        """An empty report of this machine, today."""
        return cls(rounds, this_machine(), versions(), datetime.now(UTC).date().isoformat())

    @classmethod
    def load(cls, path: Path) -> Report:
        """The report in a file.

        :raises ValueError: if the file has another form
        """
        content = json.loads(path.read_text(encoding="utf-8"))
        if content.pop("version") != VERSION:
            raise ValueError(f"{path} was written by another version of the benchmarks")
        found = {key: Measurement(**one) for key, one in content.pop("measurements").items()}
        return cls(**content, measurements=found)

    def save(self, path: Path) -> None:
        """Write the report to a file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"version": VERSION, **asdict(self)}, indent=1, ensure_ascii=False)
        # Numbers of one list on one line: easier to read and to compare.
        text = _NUMBERS.sub(lambda found: " ".join(found[0].split()), text)
        path.write_text(f"{text}\n", encoding="utf-8", newline="\n")

    def case(self, name: str) -> dict[str, Measurement]:
        """The measurements of a case, by project."""
        start = f"{name}/"
        return {
            key.removeprefix(start): one
            for key, one in self.measurements.items()
            if key.startswith(start)
        }


_NUMBERS = re.compile(r"\[[\d\s.,]+\]")


def this_machine() -> dict[str, str]:
    """The processor, its cores, memory and system."""
    return {
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "memory": _memory(),
        "system": f"{platform.system()} {platform.machine()}",
    }


def _memory() -> str:
    if not hasattr(os, "sysconf"):  # Windows
        return "an unknown amount"
    return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB"


def _processor() -> str:
    names = Path("/proc/cpuinfo")
    if names.exists():
        for line in names.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or "unknown processor"


def versions() -> dict[str, str]:
    """Python, Sphinx and the extensions, those of others where they are installed."""
    found = {platform.python_implementation(): platform.python_version()}
    for name in PACKAGES:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found
