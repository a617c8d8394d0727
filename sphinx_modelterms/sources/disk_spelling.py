"""Names as the file system spells them.

Windows and macOS find a file by a name in other letter case, or with accents in another form. But
Sphinx takes docnames from the file system, so pages of other spelling are other documents to it.
"""

from __future__ import annotations

import os
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def folded(name: str) -> str:
    """Return the form by which file systems that ignore letter case compare names."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def names_in(folder: Path) -> frozenset[str]:
    """Return the names of everything in *folder*, as they are spelt there."""
    try:
        return frozenset(os.listdir(folder))  # noqa: PTH208, as only names are needed
    except (OSError, ValueError):
        return frozenset()


def spelling(name: str, names: Iterable[str], is_there: bool) -> str:
    """Return the one of *names* that the file system finds by *name*, or *name* itself.

    :param names: what is in the folder
    :param is_there: True if the file system finds something by *name*
    """
    if not is_there or name in names:
        return name
    same = folded(name)
    return next((other for other in names if folded(other) == same), name)


def spelt_path(root: Path, folder: str) -> str:
    """Return *folder*, a path below *root* with slashes, as the file system spells it."""
    parts: list[str] = []
    for part in folder.split("/"):
        above = root.joinpath(*parts)
        parts.append(spelling(part, names_in(above), os.path.lexists(above / part)))
    return "/".join(parts)
