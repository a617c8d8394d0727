"""Which pages to write again: a digest of each page's view, kept with the output.

Sphinx writes what it has read, and the parents of that. A page whose own source did not change
but which shows something that did is found here, by comparing the digest of its view with the one
of the last output of this builder.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_modelterms import version
from sphinx_modelterms.builders import writes_changed_pages
from sphinx_modelterms.incremental.last_output import NONE, load_output, store_output

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sphinx.builders import Builder

    from sphinx_modelterms.build_state import BuildState
    from sphinx_modelterms.glossary.model import Condition
    from sphinx_modelterms.glossary.views.records import PageView


def digest_of(view: PageView, content: str) -> str:
    """A digest of *view*, of the page itself, and of our version, which decides how it is shown.

    :param content: the page's own digest. Another builder on the same doctrees would not notice
        that it was read again for a new configuration or a changed included file.
    """
    # JSON, in which records are lists, takes a little less than their representation in Python.
    text = json.dumps((version.__version__, content, view), default=str)
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:32]


class ViewDigests:
    """The digests of one build, from reading the old ones to storing the new ones."""

    def __init__(self) -> None:
        self._stored = NONE
        self._current = NONE
        self._resolved: set[str] = set()

    def begin(self, builder: Builder) -> None:
        """Load the digests of the last output of *builder*."""
        self._resolved.clear()
        self._current = NONE
        self._stored = load_output(builder) if writes_changed_pages(builder) else NONE

    def are_current(self, inputs: str, agree: Callable[[Mapping[Condition, bool]], bool]) -> bool:
        """Return True if every view is as it was at the last output, so that none has to be made.

        :param inputs: the digest of all inputs of the views
        :param agree: tells whether conditions have the same answers as then
        """
        if inputs == self._stored.basis and agree(self._stored.answers):
            self._current = self._stored
            return True
        return False

    def stale_pages(
        self, build: BuildState, contents: Mapping[str, str], docnames: Iterable[str]
    ) -> list[str]:
        """Find the pages whose view differs from that of their last output.

        A page without a digest counts only where it has an output file: it was overwritten by a
        build that did not end. Returning others would store the environment for nothing.

        :param contents: the digest of each document as it was read
        """
        digests = {}
        for docname in docnames:
            view = build.views.page(docname)
            # What a page showed can have gone away whole, such as its only link.
            if view or docname in self._stored.pages:
                content = contents.get(docname, "") if view else ""
                digests[docname] = digest_of(view, content)
        self._current = NONE._replace(pages=digests)
        return [
            docname
            for docname, digest in sorted(digests.items())
            if self._stored.pages.get(docname, "") != digest
            and (docname in self._stored.pages or _has_output(build.builder, docname))
        ]

    def note_inputs(self, inputs: str, answers: dict[Condition, bool]) -> None:
        """Keep the inputs that the views of this build were made of."""
        self._current = self._current._replace(basis=inputs, answers=answers)

    def forget_changed(self, builder: Builder) -> None:
        """Empty the digests that are about to change.

        If this build is cut off while writing, the pages that it may have overwritten are still
        known, and have none.
        """
        old = self._stored.pages
        kept = {
            docname: digest if old.get(docname) == digest else ""
            for docname, digest in self._current.pages.items()
        }
        if kept != old:
            self._stored = NONE._replace(pages=kept)
            store_output(builder, self._stored, whole=False)

    def note_resolved(self, docname: str) -> None:
        """Note that a document is being written.

        The builder may write fewer than we asked for, as in ``sphinx-build SRC OUT one-file``.
        """
        self._resolved.add(docname)

    def keep_written(self, builder: Builder) -> None:
        """Store the digests of what was written."""
        if self._current is NONE:
            return
        written = {d: v for d, v in self._current.pages.items() if d in self._resolved}
        pages = self._stored.pages | written
        whole = pages == self._current.pages
        new = self._current._replace(pages=pages, basis=self._current.basis if whole else "")
        if new != self._stored:
            self._stored = new
            store_output(builder, new, whole=True)

    def is_kept(self, path: Path) -> bool:
        """Return True if a file of ours in the output was left as it is by a build of the same
        inputs."""
        same = self._current is self._stored and path.name in self._stored.files
        return same and self._stored.files[path.name] == _digest_of_file(path)

    def note_file(self, path: Path) -> None:
        """Keep how this run leaves a file of ours; before :meth:`keep_written`."""
        if self._current is not NONE:
            files = self._current.files | {path.name: _digest_of_file(path)}
            self._current = self._current._replace(files=files)


def _digest_of_file(path: Path) -> str:
    with suppress(OSError):
        return hashlib.sha256(path.read_bytes()).hexdigest()[:32]
    return ""


def _has_output(builder: Builder, docname: str) -> bool:
    if hasattr(builder, "get_output_path"):
        return Path(builder.get_output_path(docname)).exists()
    suffix = getattr(builder, "out_suffix", "")
    return Path(builder.outdir, docname + suffix).exists()
