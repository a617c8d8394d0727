"""The directory of generated pages: recognizes the generated files in it, and updates them.

A file counts as generated if the list in the directory has its digest, or if its text is exactly
what the extension writes for its docname. Any other file belongs to the author, and is neither
changed nor removed.
"""

from __future__ import annotations

import hashlib
import os
import re
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_modelterms.atomic_write import remove_leftovers, write_whole
from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.datafiles.generated_pages import CATEGORY_FOLDER
from sphinx_modelterms.glossary.text.full_stops import with_full_stop
from sphinx_modelterms.regular_files import read_whole
from sphinx_modelterms.sources.disk_spelling import names_in, spelling, spelt_path
from sphinx_modelterms.sources.page_sources import is_stub

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LIST = ".modelterms-pages"
"""Name of the list of generated files.

It begins with a dot and has no suffix, so that Sphinx, other extensions and most linters ignore
it.
"""

HEAD = "# modelterms-pages 1: generated files with digests of what was written; see the manual\n"
MOST_BYTES = 10_000_000
"""Maximum size of a list or a page; larger files were not written by us."""

_VERSION = re.compile(r"^# modelterms-pages (\d{1,9})\b", re.MULTILINE)
_LINE = re.compile(rf"([0-9a-f]{{32}}) ((?:{CATEGORY_FOLDER}/)?[a-z0-9-][\w.-]*)")
"""A line of the list: digest and file name. We write no other names, so others are ignored."""


class PageFolder:
    """The generated files of a directory.

    :param root: the source directory
    :param folder: the directory of the generated pages, relative to *root*
    :param suffixes: the suffixes of sources; other files are ignored unless they are in the list
    """

    def __init__(self, root: Path, folder: str, suffixes: tuple[str, ...]) -> None:
        self._root = root
        self._folder = folder
        self._suffixes = suffixes
        self._path = root / folder
        self._listed: dict[str, set[str]] = {}
        self._is_inside = cache(partial(_is_within, folder=self._path))
        self._names_in = cache(names_in)
        self.current: set[str] = set()
        """Names of the files whose content is up to date."""
        self._digests: dict[str, set[str]] = {}
        """Digests of the generated files, including those that have been edited since."""

    def update(self, wanted: Mapping[str, str], complete: bool = True) -> list[str]:
        """Write the files that differ from *wanted*, and remove our files that are not wanted.

        :param wanted: texts by file name relative to the directory
        :param complete: False if *wanted* may lack files: then no generated file is removed
        :returns: the names of the removed files
        """
        if refused := self._refusal():
            warn(Subtype.PAGES, f"modelterms_pages: {refused}", None)
            return []
        if not complete:
            self._keep_present()
        for name, text in wanted.items():
            if name not in self.current:
                self._write(name, text)
        self._remove_unfinished(wanted)
        others = [n for n in self._present() if n not in wanted and n not in self.current]
        gone = [name for name in others if self._remove(name)]
        self._write_list()
        return gone

    def docname(self, name: str) -> str:
        """Return the docname of a source file."""
        return f"{self._folder}/{self._stem(name)}"

    def _stem(self, name: str) -> str:
        """Return *name* without its suffix, which need not begin with a dot."""
        ends = [suffix for suffix in self._suffixes if suffix and name.endswith(suffix)]
        return name.removesuffix(max(ends, key=len)) if ends else name.partition(".")[0]

    def _keep_present(self) -> None:
        for name in self._present():
            if self._is_ours(name):
                self._digests[name] = {_digest(_content(self._path / name))}
                self.current.add(name)

    def _refusal(self) -> str:
        """Return the reason why nothing in the directory may be changed, or ``""``."""
        try:
            os.lstat(self._path / LIST)
        except (FileNotFoundError, NotADirectoryError):
            pass
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or error
            problem = f"can't use the directory {self._folder[:80]!r}: {reason}"
            return f"{with_full_stop(problem)} Choose another one"
        if not _is_within(self._path, self._root):
            real = os.path.realpath(self._path)
            return (
                f"the directory {self._folder!r} leads outside of the source directory, to "
                f"{real}, so it is left alone. Remove the link, or choose another directory"
            )
        if (spelt := spelt_path(self._root, self._folder)) != self._folder:
            return (
                f"the directory {self._folder!r} is called {spelt!r} on this disk. Write {spelt!r}"
            )
        self._listed, newer = _read_list(self._path / LIST)
        if newer:
            return (
                f"the pages in {self._folder!r} were written by a newer release of "
                "sphinx_modelterms, so they are kept. Update it, or remove the directory"
            )
        return ""

    def _write(self, name: str, text: str) -> None:
        path = self._path / name
        try:
            if reason := self._blocked(path):
                warn(Subtype.PAGES, f"modelterms_pages: {path} {reason}", None)
            elif foreign := self._foreign(name, _digest(text)):
                self._warn_of_foreign(foreign)
            else:
                if not path.exists() or _digest(_content(path)) != _digest(text):
                    write_whole(path, text.encode())
                self._digests[name] = {_digest(text)}
                self.current.add(name)
        except OSError as error:
            message = f"modelterms_pages: can't write {path}: {error.strerror}"
            warn(Subtype.PAGES, message, None)

    def _foreign(self, name: str, digest: str) -> str:
        """Return the name of the author's file that is a source of the page already, or ``""``."""
        path = self._path / name
        spelt = spelling(path.name, self._names_in(path.parent), path.exists())
        if spelt != path.name:
            return name.removesuffix(path.name) + spelt
        if path.exists() and _digest(_content(path)) != digest and not self._is_ours(name):
            return name
        others = (f"{self._stem(name)}{suffix}" for suffix in self._suffixes)
        present = (other for other in others if other != name and (self._path / other).is_file())
        return next((other for other in present if not self._is_ours(other)), "")

    def _blocked(self, path: Path) -> str:
        """Return the reason why nothing may be written to *path*, or ``""``."""
        if path.is_symlink():
            return "is a symbolic link, so it is left alone. Remove or rename it"
        if path.exists() and not path.is_file():
            return "isn't a file, so it is left alone. Rename it"
        if not self._is_inside(path.parent):
            return (
                "is in a directory that is a symbolic link, so it isn't written. Remove the link"
            )
        return ""

    def _warn_of_foreign(self, name: str) -> None:
        if name in self._digests:
            return  # there was a warning already
        path = self._path / name
        if name in self._listed:
            self._digests[name] = self._listed[name]
            message = (
                "was edited after it was generated, so it is kept. Move your text to a page of "
                "your own or into the data file, and remove this file"
            )
        else:
            message = "wasn't generated, so it is left alone. Rename it"
        warn(Subtype.PAGES, f"modelterms_pages: {path} {message}", None)

    def _is_ours(self, name: str) -> bool:
        text = _content(self._path / name)
        listed = _digest(text) in self._listed.get(name, ())
        return listed or is_stub(self._folder, self.docname(name), text)

    def _present(self) -> Iterator[str]:
        """Yield the names of files that may be generated; symbolic links are skipped."""
        for below in ("", f"{CATEGORY_FOLDER}/"):
            folder = self._path / below
            if self._is_inside(folder) and not folder.is_symlink():
                remove_leftovers(folder)
                try:
                    names = sorted(e.name for e in os.scandir(folder) if _is_plain_file(e))
                except OSError:
                    continue
                shown = (f"{below}{name}" for name in names)
                yield from (n for n in shown if n in self._listed or n.endswith(self._suffixes))

    def _remove(self, name: str) -> bool:
        """Remove an outdated file if it is a generated one; return True if it was removed."""
        path = self._path / name
        if not self._is_ours(name):
            if name in self._listed:
                self._warn_of_foreign(name)
            return False
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            self._digests[name] = {_digest(_content(path))}
            message = f"modelterms_pages: can't remove {path}: {error.strerror}"
            warn(Subtype.PAGES, message, None)
            return False
        return True

    def _remove_unfinished(self, wanted: Mapping[str, str]) -> None:
        """Remove the temporary files that killed builds of the last release have left."""
        for name, text in wanted.items():
            path = self._path / name
            left = path.with_name(f".{path.name}.new")
            if name in self.current and left.is_file() and not left.is_symlink():
                content = _content(left)
                if text.startswith(content) or is_stub(self._folder, self.docname(name), content):
                    with suppress(OSError):
                        left.unlink()

    def _write_list(self) -> None:
        """Write the list, unless the sources are read-only: the text of our files identifies them,
        too.
        """
        lines = [
            f"{digest} {name}\n"
            for name, digests in sorted(self._digests.items())
            for digest in sorted(digests)
        ]
        path = self._path / LIST
        text = HEAD + "".join(lines)
        if path.is_symlink() or _content(path) == text:
            return
        with suppress(OSError):
            if self._digests:
                write_whole(path, text.encode())
            else:
                path.unlink(missing_ok=True)


def _read_list(path: Path) -> tuple[dict[str, set[str]], bool]:
    """Return the digests by name, and True if a newer release has written the list.

    Other lines are skipped, such as the markers of a merge conflict: the files that either side
    lists are generated ones.
    """
    text = "" if path.is_symlink() else _content(path)
    listed: dict[str, set[str]] = {}
    for line in filter(None, map(_LINE.fullmatch, text.splitlines())):
        listed.setdefault(line[2], set()).add(line[1])
    return listed, any(int(version) > 1 for version in _VERSION.findall(text))


def _content(path: Path) -> str:
    """Return the text of a file, or ``""`` if it cannot be read or is too large."""
    try:
        text = read_whole(path, MOST_BYTES).decode("utf-8-sig", "surrogateescape")
        return re.sub("\r\n?", "\n", text)
    except (OSError, ValueError):
        return ""


def _digest(text: str) -> str:
    """Return the digest of *text* without trailing white space of lines and of the file, which
    editors, linters and Git change.
    """
    evened = "\n".join(line.rstrip() for line in text.strip("\n").split("\n")).strip("\n")
    return hashlib.sha256(evened.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _is_within(path: Path, folder: Path) -> bool:
    """Return True if *path* is inside *folder* after resolving symbolic links and junctions."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _is_plain_file(entry: os.DirEntry[str]) -> bool:
    return entry.is_file(follow_symlinks=False)
