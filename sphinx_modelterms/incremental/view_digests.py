"""Digests of page views, kept with the output, that tell which pages must be written again.

Sphinx writes the pages that it has read, and the pages whose toctrees contain them. This module
finds the other pages that show changed content, by comparing the digest of each page's view with
that of this builder's last output.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_modelterms import version
from sphinx_modelterms.builders import writes_changed_pages
from sphinx_modelterms.config import ModelTermsConfig
from sphinx_modelterms.incremental.last_output import NONE, load_output, store_output

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sphinx.builders import Builder
    from sphinx.config import Config

    from sphinx_modelterms.build_state import BuildState
    from sphinx_modelterms.glossary.model import Condition
    from sphinx_modelterms.glossary.views.records import PageView


def digest_of(view: PageView, content: str) -> str:
    """Compute a digest of *view*, the page itself, and the extension's version, which affects the
    output.

    :param content: digest of the page itself. Without it, another builder that shares the doctrees
        wouldn't notice that the page was read again because of a new configuration or a changed
        included file.
    """
    # JSON, in which records become lists, is a little faster than repr().
    text = json.dumps((version.__version__, content, view), default=str)
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:32]


class ViewDigests:
    """Digests of one build, from loading the previous ones to storing the new ones."""

    def __init__(self) -> None:
        self._stored = NONE
        self._current = NONE
        self._resolved: set[str] = set()

    def begin(self, builder: Builder) -> None:
        """Load the digests of *builder*'s last output."""
        self._resolved.clear()
        self._current = NONE
        self._stored = load_output(builder) if writes_changed_pages(builder) else NONE

    def are_current(self, inputs: str, agree: Callable[[Mapping[Condition, bool]], bool]) -> bool:
        """Return True if all views are the same as at the last output, so that none must be
        computed.

        :param inputs: digest of all inputs of the views
        :param agree: returns True if conditions still have the given answers
        """
        if inputs == self._stored.inputs and agree(self._stored.answers):
            self._current = self._stored
            return True
        return False

    def stale_pages(
        self, build: BuildState, contents: Mapping[str, str], docnames: Iterable[str]
    ) -> list[str]:
        """Return the pages whose view differs from that of their last output.

        A page without a digest is only included if it has an output file: an interrupted build may
        have overwritten that. Including other pages would make Sphinx store the environment
        needlessly.

        :param contents: digest of each document as it was read
        """
        digests = {}
        for docname in docnames:
            view = build.views.page(docname)
            # A page can have lost everything that it showed, such as its only link.
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
        """Set the inputs and the answers to conditions from which this build's views were made."""
        self._current = self._current._replace(inputs=inputs, answers=answers)

    def clear_changed(self, builder: Builder) -> None:
        """Clear the digests of the pages that are about to change.

        If this build is interrupted while writing, the next one knows which pages may have been
        overwritten, as their digests are empty.
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
        """Record that a document is being written.

        The builder can write fewer documents than were requested, as in
        ``sphinx-build SRC OUT one-file``.
        """
        self._resolved.add(docname)

    def keep_written(self, builder: Builder) -> None:
        """Store the digests of the pages that were written."""
        if self._current is NONE:
            return
        written = {d: v for d, v in self._current.pages.items() if d in self._resolved}
        pages = self._stored.pages | written
        whole = pages == self._current.pages
        new = self._current._replace(pages=pages, inputs=self._current.inputs if whole else "")
        if new != self._stored:
            self._stored = new
            store_output(builder, new, whole=True)

    def is_kept(self, path: Path) -> bool:
        """Return True if an output file of the extension is unchanged since a build with the same
        inputs."""
        same = self._current is self._stored and path.name in self._stored.files
        return same and self._stored.files[path.name] == _digest_of_file(path)

    def note_file(self, path: Path) -> None:
        """Record the state in which this build leaves an output file; call it before
        :meth:`keep_written`."""
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


URL_SETTINGS = ("html_file_suffix", "html_link_suffix")
"""Sphinx's settings that affect the URLs of pages."""


def inputs_digest(config: Config, build: BuildState, contents: Mapping[str, str]) -> str:
    """Compute a digest of all inputs of the page views, except the answers to conditions.

    :param contents: digest of each document as it was read; records, titles and texts only change
        if it does
    """
    parts = (
        version.__version__,
        build.builder.name,
        [config[name] for name in ("language", *URL_SETTINGS)],
        vars(ModelTermsConfig.from_sphinx(config)),
        build.views.presentation,
        build.views.navigation,
        sorted(build.references.foreign),
        sorted(build.any_forms.answers.items()),
        sorted(contents.items()),
    )
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
