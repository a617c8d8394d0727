"""Paths as addresses and docnames have them: relative, with slashes."""

from __future__ import annotations

from os import path as os_path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import PurePath


def relative_path(path: str | PurePath, folder: str | PurePath) -> str:
    """Return *path* seen from *folder*, with slashes.

    On Windows, there is no way from one drive to another: then it is the absolute path.
    """
    try:
        found = os_path.relpath(path, folder)
    except ValueError:
        found = os_path.abspath(path)  # noqa: PTH100  # tests put the other system's here
    return found.replace(os_path.sep, "/")
