"""The lock file of the terms of other projects, which ``modelterms_other_lock`` names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_modelterms.config import ModelTermsConfig
from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.other_projects.lock import (
    differences,
    is_replaceable,
    read_lock,
)
from sphinx_modelterms.glossary.other_projects.reader import MOST_BYTES
from sphinx_modelterms.glossary.text.full_stops import with_full_stop
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.text.names import choice
from sphinx_modelterms.regular_files import read_whole
from sphinx_modelterms.sources.data_paths import base_directory

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx

    from sphinx_modelterms.glossary.other_projects.lock import Differences, LockedProject
    from sphinx_modelterms.glossary.other_projects.records import PublishedTerms


class WrongFile(NamedTuple):
    """A file that can't be used as a lock file."""

    problem: str
    """A message that begins with the name of the file."""
    is_replaced: bool
    """True if the command ``lock`` writes the file again."""


COMMAND = "python -m sphinx_modelterms lock"


def lock_path(app: Sphinx) -> Path | None:
    """Return the path of the lock file; ``None`` without one."""
    name = ModelTermsConfig.from_sphinx(app.config).other_lock
    return Path(base_directory(app), name) if name else None


def load_lock(app: Sphinx) -> dict[str, LockedProject]:
    """Return the locked terms of each project, and warn if the file can't be used."""
    path = lock_path(app)
    if path is None:
        return {}
    again = f"run {COMMAND}, followed by the source directory"
    try:
        found = read_lock_file(path)
    except FileNotFoundError:
        problem = f"there is no file {path.name!r}. To write it, {again}"
    except OSError as error:
        problem = f"can't read {path.name!r}: {error.strerror or error}"
    else:
        if not isinstance(found, WrongFile):
            return found
        cure = f"To write it again, {again}" if found.is_replaced else OTHER_FILE
        problem = f"{with_full_stop(found.problem)} It is ignored. {cure}"
    warn(Subtype.OTHER_CHANGED, f"modelterms_other_lock: {problem}", None)
    return {}


OTHER_FILE = "Remove it, or choose another name in modelterms_other_lock"
"""The advice about a file that the command ``lock`` doesn't replace."""


def read_lock_file(path: Path) -> dict[str, LockedProject] | WrongFile:
    """Return the projects in a lock file.

    :raises OSError: if it can't be read
    """
    content = read_whole(path, MOST_BYTES)
    try:
        return read_lock(content)
    except ValueError as error:
        # Text in a file without the suffix can be anything, such as conf.py.
        is_replaced = not content.strip() or path.suffix == ".json"
        is_replaced &= is_replaceable(content)
        return WrongFile(f"{path.name!r} {error}", is_replaced)


def warn_of_changes(key: str, locked: LockedProject, published: PublishedTerms) -> None:
    """Warn of the locked terms of a project that are no longer as it publishes them."""
    now = {term.place: term for term in published.terms}
    names = {term.name for term in locked.published.terms}
    by_name = {term.name: term for term in now.values() if term.name in names}
    found = [now.get(term.place) or by_name.get(term.name) for term in locked.published.terms]
    changed = differences(locked.published.terms, filter(None, found))
    _warn(key, changed, "Pages show the locked ones")


def warn_of_address(key: str, locked: str, configured: str) -> None:
    """Warn if the address of a project isn't the one with which its terms were locked."""
    if locked.rstrip("/") != configured.rstrip("/"):
        message = (
            f"{key}: its address is {locked[:200]!r} in the lock file and {configured!r} in "
            f"intersphinx_mapping. Links lead to the latter. To update the file, run {COMMAND}"
        )
        warn(Subtype.OTHER_CHANGED, message, None)


def warn_of_unlocked(key: str, names: Iterable[str]) -> None:
    """Warn of terms of a project that pages show, but that aren't locked."""
    shown = _list(names)
    message = f"{key}: pages show {shown}, which the lock file doesn't have. To add it"
    warn(Subtype.OTHER_CHANGED, f"{message}, run {COMMAND}", None)


def _warn(key: str, found: Differences, consequence: str) -> None:
    parts = [("changed", found.changed), ("removed", found.gone)]
    if changes := " and ".join(f"{word} {_list(names)}" for word, names in parts if names):
        message = f"{key}: since its terms were locked, the project has {changes}. {consequence}"
        warn(Subtype.OTHER_CHANGED, f"{message}. To show the new ones, run {COMMAND}", None)


def _list(names: Iterable[str]) -> str:
    names = sorted(names)
    return choice(names, len(names)).replace(" or ", ", ")
