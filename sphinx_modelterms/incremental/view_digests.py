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
from sphinx_modelterms.gc_pause import paused_collector
from sphinx_modelterms.incremental.inputs_digest import basis_of
from sphinx_modelterms.incremental.last_output import NONE, load_output, store_output
from sphinx_modelterms.reading.conditions import Conditions
from sphinx_modelterms.reading.page_options import plan_links
from sphinx_modelterms.settings import wants_report

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.views.records import PageView


def digest_of(view: PageView, content: str) -> str:
    """A digest of *view*, of the page itself, and of our version, which decides how it is shown.

    :param content: the page's own digest. Another builder on the same doctrees would not notice
        that it was read again for a new configuration or a changed included file.
    """
    # JSON, in which records are lists, takes a little less than their representation in Python.
    text = json.dumps((version.__version__, content, view), default=str)
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:32]


class PageDigests:
    """The digests of one run, from reading the old ones to storing the new ones."""

    def __init__(self) -> None:
        self._stored = NONE
        self._current = NONE
        self._resolved: set[str] = set()

    @paused_collector()
    def stale_pages(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """On ``env-updated``: the pages whose view differs from that of their last output.

        A page without a digest counts only where it has an output file: it was overwritten by a
        build that did not end. Returning others would store the environment for nothing.
        """
        domain: ModelTermsDomain = env.domains["modelterms"]  # type: ignore[assignment]
        conditions = Conditions(app.builder, app.config)
        domain.open(app.builder, conditions)
        plan_links(app, domain, conditions)
        self._resolved.clear()
        self._stored = self._current = NONE
        if not writes_changed_pages(app.builder):
            return []
        self._stored = load_output(app.builder)
        basis = basis_of(app, domain)
        if basis == self._stored.basis and conditions.agree_with(self._stored.answers):
            self._current = self._stored
            return []
        pages = {}
        for docname in env.found_docs:
            view = domain.views.page(docname)
            # What a page showed can have gone away whole, such as its only link.
            if view or docname in self._stored.pages:
                content = domain.contents.get(docname, "") if view else ""
                pages[docname] = digest_of(view, content)
        if not wants_report(app):
            domain.views.forget_plan()
        self._current = NONE._replace(pages=pages, basis=basis, answers=conditions.answers)
        return [
            docname
            for docname, digest in sorted(pages.items())
            if self._stored.pages.get(docname, "") != digest
            and (docname in self._stored.pages or _has_output(app.builder, docname))
        ]

    def forget_changed(self, app: Sphinx, builder: Builder) -> None:
        """On ``write-started``: empty the digests that are about to change.

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

    def note_resolved(self, app: Sphinx, document: nodes.document, docname: str) -> None:
        """On ``doctree-resolved``: the document is being written (the builder may write fewer
        than we asked for, as in ``sphinx-build SRC OUT one-file``)."""
        self._resolved.add(docname)

    def keep_written(self, app: Sphinx, exception: Exception | None) -> None:
        """On ``build-finished``: store the digests of what was written."""
        if exception is not None or self._current is NONE:
            return
        written = {d: v for d, v in self._current.pages.items() if d in self._resolved}
        pages = self._stored.pages | written
        whole = pages == self._current.pages
        new = self._current._replace(pages=pages, basis=self._current.basis if whole else "")
        if new != self._stored:
            self._stored = new
            store_output(app.builder, new, whole=True)

    def is_kept(self, path: Path) -> bool:
        """Whether a file of ours in the output is there, or not there, as it is to be: it was
        left so by a run with the same basis."""
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
