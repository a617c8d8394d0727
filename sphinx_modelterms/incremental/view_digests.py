"""Digests of page views, kept with the output, that tell which pages must be written again.

Sphinx writes the pages that it has read, and the pages whose toctrees contain them. This module
finds the other pages that show changed content, by comparing the digest of each page's view with
that of this builder's last output.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_modelterms import version
from sphinx_modelterms.incremental.last_output import load_digests, store_digests

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.builders import Builder

    from sphinx_modelterms.glossary.views.records import PageView

NOTHING_SHOWN = "-"
"""Digest of the view of a page that no longer shows anything of other pages."""


def digest_of_view(view: PageView, content: str) -> str:
    """Compute a digest of *view*, the page itself, and the extension's version, which affects the
    output; ``""`` for a view that shows nothing.

    :param content: digest of the page itself. Without it, another builder that shares the doctrees
        wouldn't notice that the page was read again because of a new configuration or a changed
        included file.
    """
    if not view:
        return ""
    # JSON, in which records become lists, is a little faster than repr().
    text = _encode((version.__version__, content, view))
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:32]


_encode = json.JSONEncoder(default=str).encode


class ViewDigests:
    """Digests of one build, from loading the previous ones to storing the new ones."""

    def __init__(self) -> None:
        self._stored: dict[str, str] = {}
        self._current: dict[str, str] | None = None
        """Digests of this build; ``None`` if it does not write only changed pages."""
        self._resolved: set[str] = set()

    def begin(self) -> None:
        """Forget the last build of this process."""
        self._resolved.clear()
        self._stored, self._current = {}, None

    def stale_pages(self, builder: Builder, views: Mapping[str, str]) -> list[str]:
        """Return the pages whose view differs from that of their last output.

        A page without a digest is only included if it has an output file: an interrupted build may
        have overwritten that. Including other pages would make Sphinx store the environment
        needlessly.

        :param views: digest of each page's view; ``""`` for one that shows nothing of other pages
        """
        self._stored = stored = load_digests(builder)
        # A page can have lost everything that it showed, such as its only link.
        self._current = {
            docname: digest or NOTHING_SHOWN
            for docname, digest in views.items()
            if digest or docname in stored
        }
        return [
            docname
            for docname, digest in sorted(self._current.items())
            if stored.get(docname, "") != digest
            and (docname in stored or _has_output(builder, docname))
        ]

    def clear_changed(self, builder: Builder) -> None:
        """Clear the digests of the pages that are about to change.

        If this build is interrupted while writing, the next one knows which pages may have been
        overwritten, as their digests are empty.
        """
        if self._current is None:
            return
        old = self._stored
        kept = {
            docname: digest if old.get(docname) == digest else ""
            for docname, digest in self._current.items()
        }
        if kept != old:
            self._stored = kept
            store_digests(builder, kept, whole=False)

    def note_resolved(self, docname: str) -> None:
        """Record that a document is being written.

        The builder can write fewer documents than were requested, as in
        ``sphinx-build SRC OUT one-file``.
        """
        self._resolved.add(docname)

    def keep_written(self, builder: Builder) -> None:
        """Store the digests of the pages that were written."""
        if self._current is None:
            return
        written = {d: v for d, v in self._current.items() if d in self._resolved}
        if (new := self._stored | written) != self._stored:
            self._stored = new
            store_digests(builder, new, whole=True)


def _has_output(builder: Builder, docname: str) -> bool:
    if hasattr(builder, "get_output_path"):
        return Path(builder.get_output_path(docname)).exists()
    suffix = getattr(builder, "out_suffix", "")
    return Path(builder.outdir, docname + suffix).exists()
