"""Atomic writes: a file is never half written, even if the build is killed.

The new content goes into a temporary file in the same folder, which then replaces the old file.
Several builds can write the same file at once, also from several machines: each has its own
temporary file, and the last to finish wins.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
import shutil
import socket
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

WAITS = (0.02, 0.05, 0.1, 0.2, 0.4)
"""Seconds between attempts: Windows locks a file while a virus scanner or a viewer reads it."""

OLD = 3600.0
"""Seconds after which a temporary file of another machine belongs to no running build."""

TEMPORARY = re.compile(r"\.mt-([0-9a-f]{8})-(\d+)-[0-9a-f]{8}\.new")
"""Pattern of the names of temporary files: machine, process, and random digits. All have the same
length, since a file's own name can be as long as the file system allows.
"""


def write_whole(path: Path, content: bytes) -> None:
    """Write *content* to *path*; if that fails, the old file stays unchanged.

    :raises OSError: if that is not possible
    """
    try:
        _prepare_once(path.parent)
        try:
            _write_whole(path, content)
        except FileNotFoundError:  # the folder was removed since
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_whole(path, content)
    except ValueError as error:  # a NUL or a lone surrogate in the path
        raise OSError(errno.EINVAL, f"this file name isn't allowed: {error}") from None


def write_named(path: Path, content: bytes) -> None:
    """Write *content* to a path that a user has chosen.

    A symbolic link stays one, and the file that it leads to is written. A pipe or a device stays
    one, too, and gets the content.

    :raises OSError: if that is not possible
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        path.write_bytes(content)
        return
    try:
        place = Path(os.path.realpath(path))
    except ValueError:  # such names have no links, and the message is that of all files
        place = path
    if place.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    write_whole(place, content)


def _write_whole(path: Path, content: bytes) -> None:
    new = path.with_name(f".mt-{_machine()}-{os.getpid()}-{secrets.token_hex(4)}.new")
    try:
        new.write_bytes(content)
        with suppress(OSError):
            shutil.copymode(path, new)
        _replace(new, path)
    except BaseException:  # also when the build is interrupted
        with suppress(OSError):
            new.unlink()
        raise


def _replace(new: Path, path: Path) -> None:
    for wait in WAITS:
        try:
            new.replace(path)
        except PermissionError:
            if path.is_dir():  # Windows says the same of that
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR)) from None
            time.sleep(wait)
        else:
            return
    new.replace(path)


def remove_leftovers(folder: Path) -> None:
    """Remove the temporary files in *folder* that killed builds have left there."""
    with suppress(OSError), os.scandir(folder) as files:
        for file in files:
            if (match := TEMPORARY.fullmatch(file.name)) and _is_left(file, *match.groups()):
                with suppress(OSError):
                    Path(file.path).unlink()


@cache
def _prepare_once(folder: Path) -> None:
    """Create *folder*, and remove leftovers from it: once per process, since a build writes
    thousands of files into one folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    remove_leftovers(folder)


def _is_left(file: os.DirEntry[str], machine: str, process: str) -> bool:
    """Return True if no running build is about to rename *file*."""
    if machine == _machine() and not _is_running(int(process)):
        return True
    with suppress(OSError):
        return time.time() - file.stat().st_mtime > OLD
    return False


def _is_running(process: int) -> bool:
    """Return True if there may be such a process; on Windows, always, as asking would
    affect it.
    """
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        pass
    return True


@cache
def _machine() -> str:
    """Return a short identifier of this machine."""
    return hashlib.sha256(socket.gethostname().encode(errors="replace")).hexdigest()[:8]
