"""Source files that the command edits: all bytes outside of the edits stay as they are."""

from __future__ import annotations

import codecs
import os
import re
import stat
from collections import Counter
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_modelterms.atomic_write import write_whole
from sphinx_modelterms.glossary.datafiles.tree import other_encoding
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.regular_files import read_whole
from sphinx_modelterms.terminal import Unusable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


MARKDOWN = frozenset({".md", ".markdown", ".myst", ".mkd"})
"""Suffixes of Markdown files; all other pages are reStructuredText."""

LINE_ENDS = {
    True: re.compile(r"(\r\n|\n|\r)"),
    False: re.compile("(\r\n|[\n\r\x1c-\x1e\x85\u2028\u2029])"),
}
"""Line ends as the parsers of Markdown (True) and of reStructuredText (False) recognize them."""


class Edit(NamedTuple):
    """A replacement of lines."""

    first: int
    """The first line to replace, from 0."""
    end: int
    """The line after the last one to replace."""
    lines: list[str]


class SourceFile:
    """A page: its lines without line ends, and everything needed to write the rest unchanged.

    :raises Unusable: if the file cannot be decoded
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.markdown = path.suffix.lower() in MARKDOWN
        content = read_bytes(path)
        self.bom = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
        parts = LINE_ENDS[self.markdown].split(decode(path, content))
        self.lines = parts[::2]
        self.ends = [*parts[1::2], ""]
        if not self.lines[-1]:
            del self.lines[-1], self.ends[-1]
        common = Counter(end for end in self.ends if end in {"\n", "\r\n", "\r"}).most_common(1)
        self.end = common[0][0] if common else "\n"

    @cached_property
    def parsed_lines(self) -> list[str]:
        """The lines as the parser sees them: docutils expands tabs before it parses."""
        if self.markdown:
            return self.lines
        plain = (re.sub("[\v\f]", " ", line) for line in self.lines)
        return [line.expandtabs(8).rstrip() for line in plain]

    def edited(self, edits: Iterable[Edit]) -> str:
        """Return the text of the file after *edits*, which are in order; all other lines stay."""
        lines = [line + end for line, end in zip(self.lines, self.ends, strict=True)]
        parts: list[str] = []
        position = 0
        for edit in edits:
            new = [line + self.end for line in edit.lines]
            if edit.end == len(lines) and new:
                # A missing line end at the end of the file stays missing.
                new[-1] = edit.lines[-1] + (self.end if self.ends[-1] else "")
            parts += lines[position : edit.first]
            parts += new
            position = edit.end
        return "".join(parts + lines[position:])

    def other_names(self) -> int:
        """Return the number of hard links to the file besides its path."""
        try:
            return self.path.stat().st_nlink - 1
        except OSError:
            return 0

    def write(self, text: str) -> None:
        """Write *text* into the file, with its byte order mark, permissions and owner.

        The file is replaced by a new one, so that it is whole whenever this is cut off. Its other
        names keep the old text, see :meth:`other_names`. Only a file of another user, which we may
        write but not give to that user, is overwritten in place.

        :raises Unusable: if that is not possible; the file is unchanged then
        """
        path = self.path.resolve()  # a symbolic link stays one
        try:
            before = path.stat()
            mode = before.st_mode
            if not mode & stat.S_IWUSR or not os.access(path, os.W_OK):
                raise Unusable(f"{self.path} is read-only")
            content = self.bom + text.encode()
            if not _may_own(before.st_uid):
                path.write_bytes(content)
                return
            write_whole(path, content)
            if hasattr(os, "chown"):  # not on Windows
                with suppress(OSError):  # not permitted to users other than root
                    os.chown(path, before.st_uid, before.st_gid)
            path.chmod(stat.S_IMODE(mode))
        except OSError as error:
            raise Unusable(f"can't write {self.path}: {error.strerror}") from None


def _may_own(user: int) -> bool:
    """Return True if this process can give a file to *user*; Windows has no user numbers."""
    return not hasattr(os, "geteuid") or os.geteuid() in {0, user}


def read_bytes(path: Path) -> bytes:
    """Return the content of a file.

    :raises Unusable: if it cannot be read
    """
    if path.is_dir():
        raise Unusable(f"{path} is a directory. Give one file")
    try:
        return read_whole(path)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", "") or error
        raise Unusable(f"can't read {path}: {reason}") from None


def decode(path: Path, content: bytes) -> str:
    """Return the text in *content*.

    :raises Unusable: if that is not UTF-8, with the line
    """
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Unusable(f"{path} isn't a text file. Export the table as CSV in UTF-8")
    if encoding := other_encoding(content):
        raise Unusable(f"{path} is {encoding}. Save it as UTF-8")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise Unusable(f"{path}:{line} isn't UTF-8. Save the file as UTF-8") from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise Unusable(f"{path}:{line} contains a NUL byte. Is it a text file?")
    return text
