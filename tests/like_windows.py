"""A plugin of pytest that makes Python behave as on Windows, as far as that can be simulated.

    python -m pytest -p tests.like_windows

Text files without an encoding are in a legacy one, and written lines end as on Windows. Symbolic
links need a privilege, users have no numbers, and builds have one process. Paths keep their
slashes: nothing can simulate drives and backslashes.
"""

from __future__ import annotations

import builtins
import io
import os
from typing import Any, NoReturn

import sphinx.builders

MISSING = ("chown", "geteuid", "killpg", "wait4")
"""Names in ``os`` that Windows doesn't have, and that no library on other systems needs."""

_open = io.open  # the one that pathlib looks up


def open_like_windows(
    file: Any,
    mode: str = "r",
    buffering: int = -1,
    encoding: str | None = None,
    errors: str | None = None,
    newline: str | None = None,
    **others: Any,
) -> Any:
    """Open a file with the defaults that Python has on Windows."""
    if "b" not in mode:
        encoding = "cp1252" if encoding in {None, "locale"} else encoding
        if newline is None and set(mode) & set("wax"):
            newline = "\r\n"
    return _open(file, mode, buffering, encoding, errors, newline, **others)


def refuse_link(*arguments: Any, **keywords: Any) -> NoReturn:
    """Refuse a symbolic link, as Windows does to most users."""
    error = OSError(22, "A required privilege is not held by the client")
    error.winerror = 1314  # type: ignore[attr-defined]
    raise error


builtins.open = open_like_windows  # type: ignore[assignment]
io.open = open_like_windows  # type: ignore[assignment]
os.symlink = refuse_link
sphinx.builders.parallel_available = False
for name in MISSING:
    if hasattr(os, name):
        delattr(os, name)
