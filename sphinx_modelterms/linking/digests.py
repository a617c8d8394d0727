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

import sphinx_modelterms
from sphinx_modelterms.linking.conditions import condition_checker
from sphinx_modelterms.linking.pagetexts import plan_links
from sphinx_modelterms.wholefiles import write_whole

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.shown import PageView

BESIDE_DOCTREES = frozenset({"epub", "htmlhelp", "qthelp", "applehelp", "devhelp"})
"""Builders that pack their output folder: an e-book warns about unknown files in it."""


def digest_of(view: PageView, read_at: int) -> str:
    """A digest of *view*, of the page itself, and of our version, which decides how it is shown.

    :param read_at: when Sphinx last read the page. Another builder on the same doctrees would not
        notice that it was read again for a new configuration or a changed included file.
    """
    text = f"{sphinx_modelterms.__version__}\n{read_at}\n{view!r}"
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


class PageDigests:
    """The digests of one run, from reading the old ones to storing the new ones."""

    def __init__(self) -> None:
        self._stored: dict[str, str] = {}
        self._current: dict[str, str] = {}
        self._resolved: set[str] = set()

    def stale_pages(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """On ``env-updated``: the pages whose view differs from that of their last output.

        A page without a digest counts only where it has an output file: it was overwritten by a
        build that did not end. Returning others would store the environment for nothing.
        """
        domain: ModelTermsDomain = env.domains["modelterms"]  # type: ignore[assignment]
        holds = condition_checker(app)
        domain.open(app.builder, holds)
        plan_links(app, domain, holds)
        self._resolved.clear()
        self._stored, self._current = {}, {}
        if domain.assembled:
            return []
        self._stored = _load(_digest_file(app.builder))
        for docname in env.found_docs:
            view = domain.views.page(docname)
            # What a page showed can have gone away whole, such as its only link.
            if view or docname in self._stored:
                read_at = env.all_docs.get(docname, 0) if view else 0
                self._current[docname] = digest_of(view, read_at)
        return [
            docname
            for docname, digest in sorted(self._current.items())
            if self._stored.get(docname, "") != digest
            and (docname in self._stored or _has_output(app.builder, docname))
        ]

    def forget_changed(self, app: Sphinx, builder: Builder) -> None:
        """On ``write-started``: empty the digests that are about to change.

        If this build is cut off while writing, the pages that it may have overwritten are still
        known, and have none.
        """
        kept = {
            docname: digest if self._stored.get(docname) == digest else ""
            for docname, digest in self._current.items()
        }
        if kept != self._stored:
            self._stored = kept
            _store(_digest_file(builder), kept)

    def note_resolved(self, app: Sphinx, document: nodes.document, docname: str) -> None:
        """On ``doctree-resolved``: the document is being written (the builder may write fewer
        than we asked for, as in ``sphinx-build SRC OUT one-file``)."""
        self._resolved.add(docname)

    def keep_written(self, app: Sphinx, exception: Exception | None) -> None:
        """On ``build-finished``: store the digests of what was written."""
        if exception is not None:
            return
        written = {d: v for d, v in self._current.items() if d in self._resolved}
        if written.items() - self._stored.items():
            self._stored |= written
            _store(_digest_file(app.builder), self._stored)


def _digest_file(builder: Builder) -> Path:
    if builder.name in BESIDE_DOCTREES:
        place = hashlib.sha256(str(builder.outdir).encode()).hexdigest()[:8]
        return Path(builder.doctreedir, f"modelterms-{builder.name}-{place}.json")
    return Path(builder.outdir, f".modelterms-{builder.name}.json")


def _has_output(builder: Builder, docname: str) -> bool:
    if hasattr(builder, "get_output_path"):
        return Path(builder.get_output_path(docname)).exists()
    suffix = getattr(builder, "out_suffix", "")
    return Path(builder.outdir, docname + suffix).exists()


def _load(path: Path) -> dict[str, str]:
    """The stored digests; a file that is missing or spoilt counts as empty."""
    with suppress(OSError, ValueError):
        digests = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(digests, dict):
            return {str(docname): str(digest) for docname, digest in digests.items()}
    return {}


def _store(path: Path, digests: dict[str, str]) -> None:
    write_whole(path, (json.dumps(digests, indent=0, sort_keys=True) + "\n").encode())
