"""Finding data files: the patterns and directories of ``modelterms_data``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.matching import Matcher

from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.regular_files import MOST_BYTES, check_regular

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx


def matching_files(app: Sphinx, patterns: Iterable[str]) -> Iterator[Path]:
    """Yield the files that match *patterns*, each once, if they are inside the directory of
    ``conf.py`` or the source directory.
    """
    roots = [real_path(base_directory(app)), real_path(Path(app.srcdir))]
    seen: dict[str, list[Path]] = {}
    told: set[Path] = set()
    for pattern in patterns:
        try:
            # By parts: paths themselves have another order on Windows.
            found = sorted(roots[0].glob(pattern), key=lambda path: path.parts)
            if _is_folder(roots[0], pattern):
                found = _files_below(roots[0] / pattern)
            paths = [path for path in found if path.is_file()]
            wrong = _unreadable(set(found).difference(paths))
        except (ValueError, NotImplementedError, IndexError, OSError):
            # The message of Python differs by version, and does not help authors.
            paths = wrong = []
        for path in wrong:
            if path not in told:
                told.add(path)
                warn(Subtype.DATA_PATH, f"modelterms_data: {_why_unreadable(path)}", None)
        if not paths and not wrong:
            message = f"modelterms_data: {_without_files(roots[0], pattern)}"
            warn(Subtype.DATA_PATH, message, None)
        for path in paths:
            real = real_path(path)
            if not any(real.is_relative_to(root) for root in roots):
                message = (
                    f"modelterms_data: {path} leads outside of the source directory, to {real}"
                )
                warn(Subtype.DATA_PATH, message, None)
            elif not any(_is_same(real, other) for other in seen.get(str(real).casefold(), ())):
                seen.setdefault(str(real).casefold(), []).append(real)
                _warn_of_page(app, path, real)
                yield path


def real_path(path: Path) -> Path:
    """Return the path of the file or directory itself; a link that leads to itself stays one.

    ``Path.resolve`` raises an error for such a link, which depends on the version of Python.
    """
    return Path(os.path.realpath(path))


def _unreadable(others: Iterable[Path]) -> list[Path]:
    """Return those of *others*, which aren't files, that an author takes for files.

    Hidden ones are left out: while a file is edited, some editors put a broken link beside it.
    """
    paths = sorted(others, key=lambda path: path.parts)
    return [path for path in paths if not path.name.startswith(".") and not path.is_dir()]


def _why_unreadable(path: Path) -> str:
    """Return the problem of a *path* that is neither a file nor a directory, and its cure."""
    problem, cure = f"{path} can't be read", "Remove it"
    try:
        check_regular(path, MOST_BYTES)
    except FileNotFoundError:
        problem, cure = f"{path} is a symbolic link to a missing file", "Correct or remove it"
    except OSError as error:
        problem = f"{problem}: {error.strerror or error}"
    return f"{problem}. {cure}"


def _is_folder(root: Path, pattern: str) -> bool:
    """Return True if *pattern* is a directory below *root*."""
    folder = real_path(root / pattern)
    return folder != root and folder.is_relative_to(root) and folder.is_dir()


SUFFIXES = frozenset({".yml", ".yaml", ".json", ".csv", ".md"})
"""Suffixes of data files."""


def _files_below(folder: Path) -> list[Path]:
    """Return the data files in a directory and those below it.

    Names that begin with a dot or an underscore are left out, as those of other files are.
    """
    found = sorted(folder.rglob("*"), key=lambda path: path.parts)
    return [
        path
        for path in found
        if path.suffix.lower() in SUFFIXES
        and not path.is_dir()
        and not any(part.startswith((".", "_")) for part in path.relative_to(folder).parts)
    ]


def _warn_of_page(app: Sphinx, path: Path, real: Path) -> None:
    """Warn of a file that Sphinx reads as a page, too."""
    source = real_path(Path(app.srcdir))
    if path.suffix.lower() not in app.config.source_suffix or not real.is_relative_to(source):
        return
    from sphinx.project import EXCLUDE_PATHS

    name = real.relative_to(source)
    excluded = [*app.config.exclude_patterns, *app.config.templates_path, *EXCLUDE_PATHS]
    folders = (name, *name.parents[:-1])
    if any(map(Matcher(excluded).match, (folder.as_posix() for folder in folders))):
        return
    if Matcher(app.config.include_patterns).match(name.as_posix()):
        message = (
            f"modelterms_data: {name.as_posix()!r} is a page, too. Add it or its directory to "
        )
        warn(Subtype.DATA_PATH, f"{message}exclude_patterns", None)


def _is_same(path: Path, other: Path) -> bool:
    """Return True if both are one file: some systems ignore letter case, and so find it twice."""
    try:
        return path == other or path.samefile(other)
    except OSError:
        return False


def base_directory(app: Sphinx) -> Path:
    """Return the directory of ``conf.py``, as of the version that is built.

    sphinx-multiversion builds each old version from its own checkout, but with the ``conf.py`` of
    today.
    """
    versions = getattr(app.config, "smv_metadata", None)
    current = getattr(app.config, "smv_current_version", None)
    version = versions.get(current) if isinstance(versions, dict) else None
    folder = version.get("confdir") if isinstance(version, dict) else None
    return Path(folder if isinstance(folder, str) else app.confdir)


LONGEST_PATTERN = 200
"""Maximum number of characters of a pattern in a message."""


def _without_files(root: Path, pattern: str) -> str:
    """Return the problem of a *pattern* that matches no file, and its cure."""
    shown = repr(pattern if len(pattern) <= LONGEST_PATTERN else f"{pattern[:LONGEST_PATTERN]}…")
    if Path(pattern).is_absolute():
        return f"{shown} must be relative to {root}. Write a pattern such as 'data/*.yml'"
    try:
        is_folder = (root / pattern).is_dir()
    except (ValueError, OSError):
        return f"{shown} can't be a path. Write a pattern such as 'data/*.yml'"
    if not is_folder and "\\" in pattern:
        wanted = pattern.replace("\\", "/")[:LONGEST_PATTERN]
        return f"no file matches the pattern in {root}. Write '/' for each backslash: {wanted!r}"
    if not is_folder:
        return f"no file matches {shown} in {root}. Correct the pattern, or add the file"
    if not _is_folder(root, pattern):
        return f"{shown} is a directory. Write '*.yml' for the files in it"
    return f"{shown} is a directory without data files. Add one, such as 'terms.yml'"
