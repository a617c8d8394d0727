"""Reading of files that somebody else may have made: none of them can stop or stall a build.

A link to a device can have no end, and a pipe can keep its reader waiting forever. So only regular
files are opened, and no more than a limit is read.
"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path
    from typing import BinaryIO

MOST_BYTES = 256 * 2**20
"""Maximum size of a file for which no setting has another."""


class UnsuitableFile(OSError):
    """The error for a file that is there, but is never read; the message is for the user."""


class TooLarge(UnsuitableFile):
    """The error for a file that is larger than a limit.

    :param size: number of bytes of the file; at least one more than *most*
    """

    def __init__(self, size: int, most: int) -> None:
        super().__init__(f"it is larger than {most / 2**20:,.0f} MiB")
        self.size = size


def read_whole(path: Path, most: int = MOST_BYTES) -> bytes:
    """Return the content of a regular file.

    :raises TooLarge: if it has more than *most* bytes
    :raises OSError: if it can't be read
    """
    with open_regular(path) as file:
        size = os.fstat(file.fileno()).st_size
        # Python allocates as many bytes as it is asked to read. Files of the kernel have no size,
        # and give nothing while they wait for something.
        content = b"" if size > most else file.read(size + 1) or b""
        if len(content) > size:
            content += file.read(most - size) or b""
    if max(size, len(content)) > most:
        raise TooLarge(max(size, len(content)), most)
    return content


def open_regular(path: Path) -> BinaryIO:
    """Open a regular file for reading.

    :raises UnsuitableFile: if it isn't one
    :raises OSError: if it can't be opened
    """
    _check(path.stat())  # before it is opened, which does something to some devices
    file = open(path, "rb", opener=_without_waiting)  # noqa: SIM115  # pathlib has no opener
    try:
        _check(os.fstat(file.fileno()))
    except UnsuitableFile:
        file.close()
        raise
    return file


def check_regular(path: Path, most: int) -> None:
    """Check that a file can be read, without reading it.

    :raises TooLarge: if it has more than *most* bytes
    :raises OSError: if it can't be opened
    """
    with open_regular(path) as file:
        size = os.fstat(file.fileno()).st_size
    if size > most:
        raise TooLarge(size, most)


def _check(status: os.stat_result) -> None:
    # The system has a message of its own for directories.
    if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
        raise UnsuitableFile("it isn't a regular file")


def _without_waiting(path: str, flags: int) -> int:
    """Open a file; a pipe that has taken its place meanwhile is opened without a writer, too."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
