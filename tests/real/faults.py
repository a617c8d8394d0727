"""Counts what is wrong in an output folder of HTML, to compare it with that of plain Sphinx.

``python -m tests.real.faults BEFORE AFTER`` prints what AFTER has more of than BEFORE.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from functools import cached_property
from html import unescape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]|&#(?:0*\d|x0*[0-8bBcC]);")
"""Characters that no text has, also written as numbers; tabs and ends of lines are none."""

READABLE = {".html", ".js", ".json", ".css", ".txt", ".xml"}
"""The files that are looked at for such characters."""

ID = re.compile(r'<[a-zA-Z][^<>]*?\s(?:id|name)="([^"]+)"')
UNIQUE_ID = re.compile(r'<[a-zA-Z][^<>]*?\sid="([^"]+)"')
LINK = re.compile(r'<a\s(?:[^<>]*?\s)?href="([^"]*)"')


class Fault(NamedTuple):
    """One thing that is wrong on a page."""

    kind: str
    page: str
    what: str


class Output:
    """The HTML in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.pages = {
            path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(folder.rglob("*.html"))
            if "_static" not in path.relative_to(folder).parts
        }
        assert self.pages, f"{folder}: there is no HTML"

    @cached_property
    def anchors(self) -> dict[str, set[str]]:
        """Link targets, by page."""
        return {name: set(map(unescape, ID.findall(html))) for name, html in self.pages.items()}

    def faults(self) -> Counter[Fault]:
        """All control characters, doubled ids and dead links."""
        return Counter([*self._control(), *self._doubled(), *self._dead()])

    def _control(self) -> list[Fault]:
        texts = {
            path.relative_to(self._folder).as_posix(): path.read_text(encoding="utf-8")
            for path in self._folder.rglob("*")
            if path.suffix in READABLE and path.is_file()
        }
        return [
            Fault("control character", name, ascii(found))
            for name, text in texts.items()
            for found in CONTROL.findall(text)
        ]

    def _doubled(self) -> list[Fault]:
        return [
            Fault("doubled id", name, found)
            for name, html in self.pages.items()
            for found, count in Counter(UNIQUE_ID.findall(html)).items()
            if count > 1
        ]

    def _dead(self) -> list[Fault]:
        return [
            Fault("dead link", name, address)
            for name, html in self.pages.items()
            for address in LINK.findall(html)
            if self.is_dead(name, unescape(address))
        ]

    def is_dead(self, page: str, address: str) -> bool:
        """Return True if *address*, on *page*, leads to a place of this folder that is not there."""
        if urlsplit(address).scheme or address.startswith("//"):
            return False
        path, _, anchor = urljoin(page, address).partition("#")
        target = unquote(path) + ("index.html" if path.endswith("/") or not path else "")
        if target not in self.anchors:
            return not (self._folder / target).exists()
        return bool(anchor) and not {anchor, unquote(anchor)} & self.anchors[target]


def new_faults(before: Path, after: Path) -> list[Fault]:
    """Return the faults that are in *after* but not in *before*; lost anchors count too."""
    old, new = Output(before), Output(after)
    lost = [
        Fault("lost anchor", name, anchor)
        for name, anchors in old.anchors.items()
        for anchor in anchors - new.anchors.get(name, set())
    ]
    more = new.faults() - old.faults()
    return sorted([*more.elements(), *lost])


def main() -> int:
    """Compare two folders; 1 if the second has a fault that the first has not."""
    before, after = map(Path, sys.argv[1:])
    found = new_faults(before, after)
    for fault in found:
        print(*fault, sep=": ")
    print(f"{len(found)} new faults; {before} has {Output(before).faults().total()}.")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
