"""Output of a build: pages that it wrote, their sizes, and the files that it stored."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from benchmarks.builds import Buildable

_LOADED = re.compile(r'<(?:script|link)\b[^>]*?\b(?:src|href)="([^":?#]+\.(?:js|css))[?"]')
"""A script or style sheet of the site itself."""


def stamps(project: Buildable, docnames: Iterable[str]) -> dict[str, int]:
    """When the pages of *docnames* that are there were written, in nanoseconds."""
    paths = {docname: _page(project, docname) for docname in docnames}
    return {docname: path.stat().st_mtime_ns for docname, path in paths.items() if path.exists()}


def written(before: Mapping[str, int], after: Mapping[str, int]) -> set[str]:
    """The documents whose page was written in between, told by the file itself."""
    return {docname for docname, stamp in after.items() if before.get(docname) != stamp}


def showing(project: Buildable, docnames: Iterable[str], text: str) -> set[str]:
    """The pages that have *text*, or load a file that has it."""
    files = {docname: _files(project, docname) for docname in docnames}
    having = {path for paths in files.values() for path in paths if _has(path, text)}
    return {docname for docname, paths in files.items() if not having.isdisjoint(paths)}


class Weight(NamedTuple):
    """Bytes that a reader's browser loads for a page, on average over some pages."""

    page: float
    """The HTML, and the scripts and style sheets that no other page loads."""
    gzip: float
    """The same, compressed as web servers do."""
    shared: float
    """Scripts and style sheets that several pages load: once a visit."""


def weight(project: Buildable, docnames: Collection[str]) -> Weight:
    """The weight of the pages of *docnames*."""
    files = {docname: _files(project, docname) for docname in docnames}
    uses = Counter(path for paths in files.values() for path in paths)
    own = [path for paths in files.values() for path in paths if uses[path] == 1]
    shared = sum(path.stat().st_size * count for path, count in uses.items() if count > 1)
    return Weight(
        sum(path.stat().st_size for path in own) / len(files),
        sum(len(gzip.compress(path.read_bytes(), 6, mtime=0)) for path in own) / len(files),
        shared / len(files),
    )


def environment_size(project: Buildable) -> int:
    """The bytes of the stored environment."""
    return (project.build / "doctrees" / "environment.pickle").stat().st_size


def _page(project: Buildable, docname: str) -> Path:
    return project.build / "html" / f"{docname}.html"


def _files(project: Buildable, docname: str) -> list[Path]:
    """The page and what it loads; missing files left out."""
    page = _page(project, docname)
    found = _LOADED.findall(page.read_text(encoding="utf-8"))
    paths = [(page.parent / address).resolve() for address in found]
    return [page.resolve(), *(path for path in dict.fromkeys(paths) if path.exists())]


def _has(path: Path, text: str) -> bool:
    return path.suffix != ".css" and text in path.read_text(encoding="utf-8")
