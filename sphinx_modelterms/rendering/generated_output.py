"""Removal of generated pages from the output directory after they are gone from the sources.

Each output directory has its own list of our files in it, since other builders may have run in
between, or a build may have been killed.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from sphinx_modelterms.atomic_write import write_whole
from sphinx_modelterms.builders import writes_changed_pages
from sphinx_modelterms.config import ModelTermsConfig
from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.incremental.last_output import beside_output
from sphinx_modelterms.kept_files import load_json
from sphinx_modelterms.rendering.generated_pages import moved_addresses, moved_pages
from sphinx_modelterms.rendering.output_paths import is_extra, output_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.rendering.generated_pages import MovedPage


class PageOutput:
    """Tracks the output files of generated pages from before writing to the end of a build."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}
        self._before: dict[str, object] = {}
        self._foreign: set[str] = set()
        """Files at our paths that others have written in this build."""

    def remove_old(self, app: Sphinx, builder: Builder) -> None:
        """On ``write-started``: remove outdated generated files, and list the others.

        This is before anything is written, so that files which other extensions and
        ``html_extra_path`` put at these paths stay, and e-books are packed without the old files.
        The list gets digests at the end of the build: a file without one is left from a build that
        was killed.
        """
        self._known, self._before, self._foreign = {}, {}, set()
        if not writes_changed_pages(builder) or not hasattr(builder, "out_suffix"):
            return
        domain: ModelTermsDomain = app.env.domains["modelterms"]  # type: ignore[assignment]
        listed = _load(builder)
        old = {
            name: ""
            for docname in domain.build.generated.removed
            for name in _outputs(app, docname)
        }
        wanted = {
            name
            for docname in domain.build.generated.current & app.env.found_docs
            for name in _outputs(app, docname)
        }
        wanted |= {output_file(builder, docname) for docname in moved_addresses(app)}
        kept_prefixes = _kept_prefixes(app)
        gone = {name: digest for name, digest in (old | listed).items() if name not in wanted}
        # Mostly nothing is gone, and the paths of all pages take a while.
        others = {
            name
            for docname in (_pages_of_sphinx(app) if gone else ())
            for name in _outputs(app, docname)
        }
        left = {
            name: digest
            for name, digest in gone.items()
            if name not in others and not is_extra(app, name)
            if name.startswith(kept_prefixes) or not _remove(builder, name, digest)
        }
        self._known = {name: listed[name] for name in wanted & listed.keys()} | left
        self._before = {name: _state(builder, name) for name in wanted}
        _store(builder, left | dict.fromkeys(wanted, ""))

    def moved_pages(self, app: Sphinx) -> Iterator[MovedPage]:
        """On ``html-collect-pages``: yield the pages at former addresses, except where another
        extension has written a page.

        This is after other extensions; files that are written later replace generated ones.
        """
        for page in moved_pages(app):
            name = output_file(app.builder, page[0])
            if name in self._before and _state(app.builder, name) != self._before[name]:
                self._foreign.add(name)
            else:
                yield page

    def keep_digests(self, app: Sphinx, exception: Exception | None) -> None:
        """On ``build-finished``: store the digests of the output files, which other extensions may
        have changed after writing.
        """
        if exception is not None or not (self._known or self._before):
            return
        listed = {name: digest for name, digest in self._known.items() if name not in self._before}
        ours = (pair for pair in self._before.items() if pair[0] not in self._foreign)
        for name, before in ours:
            state = _state(app.builder, name)
            known = self._known.get(name)
            if state is not None:
                listed[name] = known if known and state == before else _digest(app.builder, name)
        _store(app.builder, listed)


def _kept_prefixes(app: Sphinx) -> tuple[str, ...]:
    """Return the prefixes of output files that are kept even if they are not wanted.

    While a data file cannot be read, its former addresses are unknown. Then its pages are kept,
    and so are those at the former addresses.
    """
    domain: ModelTermsDomain = app.env.domains["modelterms"]  # type: ignore[assignment]
    folder = ModelTermsConfig.from_sphinx(app.config).pages.strip("/")
    return (f"{folder}/",) if folder and domain.build.data.broken else ()


def _state(builder: Builder, name: str) -> object:
    """Return a value that changes when the file is written, or ``None`` if there is no file."""
    with suppress(OSError, ValueError):
        found = Path(builder.outdir, name).stat()
        return found.st_mtime_ns, found.st_size, found.st_ino
    return None


def _digest(builder: Builder, name: str) -> str:
    with suppress(OSError, ValueError):
        return hashlib.sha256(Path(builder.outdir, name).read_bytes()).hexdigest()[:32]
    return ""


def _pages_of_sphinx(app: Sphinx) -> Iterator[str]:
    """Yield the docnames and other pages that Sphinx writes in any case."""
    yield from app.env.found_docs
    yield from getattr(app.config, "html_additional_pages", ())


def _outputs(app: Sphinx, docname: str) -> Iterator[str]:
    """Yield the output files of a document: its page, and the copy of its source."""
    yield output_file(app.builder, docname)
    if getattr(app.builder, "copysource", False) and app.config.html_copy_source:
        suffix = str(app.env.doc2path(docname, False))[len(docname) :]
        link = app.config.html_sourcelink_suffix
        yield f"_sources/{docname}{suffix}{link if suffix != link else ''}"


def _remove(builder: Builder, name: str, digest: str) -> bool:
    """Remove an output file if the extension wrote it, and directories that become empty.

    :param digest: the digest of the file as written, or ``""`` if it is unknown
    :return: False if the extension wrote the file, but it could not be removed
    """
    outdir = Path(os.path.realpath(builder.outdir))
    path = outdir / name
    if not Path(os.path.realpath(path.parent)).is_relative_to(outdir):
        return True  # outside the output directory: not ours, even if the list has it
    if path.is_symlink() or path.is_dir():
        return True
    if digest and path.exists() and _digest(builder, name) != digest:
        message = (
            f"{path} belongs to a page that no longer exists, but was changed after it was "
            "written, so it is kept. Remove it if nobody needs it"
        )
        warn(Subtype.PAGES, message, None)
        return True
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        message = f"can't remove {path} of a page that no longer exists: {error.strerror}"
        warn(Subtype.PAGES, message, None)
        return False
    for parent in path.parents:
        if parent == outdir:
            break
        try:
            parent.rmdir()
        except OSError:
            break
    return True


def _load(builder: Builder) -> dict[str, str]:
    """Return our files in the output directory with digests; none if the list is corrupt."""
    kept = load_json(_list_of(builder))
    return {
        name: digest
        for name, digest in (kept.items() if isinstance(kept, dict) else ())
        if isinstance(digest, str) and _is_inside(name)
    }


def _is_inside(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return bool(parts) and parts[0] != "/" and not {"..", "\0"} & {*parts} and "\\" not in name


def _store(builder: Builder, listed: Mapping[str, str]) -> None:
    """Store the list, or remove its file if the list is empty."""
    path = _list_of(builder)
    content = (json.dumps(listed, indent=0, sort_keys=True) + "\n").encode()
    with suppress(OSError):  # a build that cannot write here fails anyway
        if listed:
            write_whole(path, content)
        elif path.exists():
            path.unlink()


def _list_of(builder: Builder) -> Path:
    return beside_output(builder, "pages-")
