"""Record of the extension's other output files, such as ``modelterms.json``.

It is kept with the doctrees. A file that nobody has touched since it was made of the same inputs
needs no work, and otherwise its parts can be used again.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.kept_files import keep, load_kept

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from sphinx_modelterms.glossary.model import Target

    Parts = dict[Target, tuple[str, int, int]]
    """By term: digest, start and end of a part of the file, in bytes."""


class WrittenFile(NamedTuple):
    """The state in which a build has left a file."""

    size: int
    written_at: int
    """Modification time, in nanoseconds."""
    inputs: str
    """Digest of the inputs."""
    parts: Parts


class WrittenFiles:
    """The output files that builders of this name have written, by their paths."""

    def __init__(self, builder: Builder) -> None:
        self._path = Path(builder.doctreedir, f"modelterms-files-{builder.name}.pickle")
        self._files: dict[str, WrittenFile] = load_kept(self._path, "files") or {}

    def are_current(self, path: Path, inputs: str) -> bool:
        """Return True if a file was made of these inputs and is unchanged since."""
        return bool(inputs) and self.inputs(path) == inputs

    def inputs(self, path: Path) -> str:
        """Return the digest of the inputs of a file; ``""`` if it has changed since."""
        file = self._unchanged(path)
        return file.inputs if file else ""

    def remove(self, path: Path) -> None:
        """Remove a file, unless somebody else has written or changed it."""
        if self._unchanged(path):
            with suppress(OSError):
                path.unlink()
        if self._files.pop(str(path), None):
            keep(self._path, "files", self._files)

    def parts(self, path: Path) -> Parts:
        """Return the parts of a file; none if it has changed since it was written."""
        file = self._unchanged(path)
        return file.parts if file else {}

    def _unchanged(self, path: Path) -> WrittenFile | None:
        file = self._files.get(str(path))
        return file if file and file[:2] == _state(path) else None

    def note(self, path: Path, inputs: str, parts: Parts) -> None:
        """Record the state in which this build leaves a file."""
        if (state := _state(path)) is not None:
            file = WrittenFile(*state, inputs, parts)
            if self._files.get(str(path)) != file:
                self._files[str(path)] = file
                keep(self._path, "files", self._files)


def _state(path: Path) -> tuple[int, int] | None:
    """Return size and modification time of a file."""
    with suppress(OSError, ValueError):
        found = path.stat()
        return found.st_size, found.st_mtime_ns
    return None
