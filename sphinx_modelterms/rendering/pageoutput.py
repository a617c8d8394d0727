"""The output of generated pages: what is gone from the sources goes from the output folder, too.

Each output folder has its own list of the files that it holds of ours, since other builders may
have run in between, or a build may have been killed.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.keptfiles import load_json
from sphinx_modelterms.linking.digests import writes_changed_pages
from sphinx_modelterms.linking.lastoutput import beside_output
from sphinx_modelterms.rendering.outputfiles import is_extra, output_file
from sphinx_modelterms.rendering.pages import moved_addresses
from sphinx_modelterms.wholefiles import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from sphinx_modelterms.domain import ModelTermsDomain


def remove_old_output(app: Sphinx, builder: Builder) -> None:
    """On ``write-started``: remove our files that are not wanted any more, and list the others.

    Before anything is written, so that files which other extensions and ``html_extra_path`` put
    at these addresses stay, and e-books are packed without the old ones.
    """
    domain: ModelTermsDomain = app.env.domains["modelterms"]  # type: ignore[assignment]
    if not writes_changed_pages(builder) or not hasattr(builder, "out_suffix"):
        return
    old = [name for docname in domain.removed_pages for name in _outputs(app, docname)]
    known = _load(builder)
    wanted = {
        name
        for docname in domain.written_pages & app.env.found_docs
        for name in _outputs(app, docname)
    }
    wanted |= {output_file(builder, docname) for docname in moved_addresses(app)}
    gone = known.union(old) - wanted
    if gone:
        gone -= {name for docname in _other_pages(app) for name in _outputs(app, docname)}
    left = {name for name in gone if not (is_extra(app, name) or _remove(builder, name))}
    _store(builder, wanted | left, known)


def _other_pages(app: Sphinx) -> Iterator[str]:
    """The pages that Sphinx writes in any case."""
    yield from app.env.found_docs
    yield from getattr(app.config, "html_additional_pages", ())


def _outputs(app: Sphinx, docname: str) -> Iterator[str]:
    """All that Sphinx writes for a document; its source is copied for readers."""
    yield output_file(app.builder, docname)
    if getattr(app.builder, "copysource", False) and app.config.html_copy_source:
        suffix = str(app.env.doc2path(docname, False))[len(docname) :]
        link = app.config.html_sourcelink_suffix
        yield f"_sources/{docname}{suffix}{link if suffix != link else ''}"


def _remove(builder: Builder, name: str) -> bool:
    """Remove an output file, and the folders that are empty then."""
    outdir = Path(os.path.realpath(builder.outdir))
    path = outdir / name
    if not Path(os.path.realpath(path.parent)).is_relative_to(outdir):
        return True  # not ours, whoever says so
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        message = f"{path} is of a page that is gone, and cannot be removed: {error.strerror}"
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


def _load(builder: Builder) -> set[str]:
    """The files of ours that the output folder holds; none if the list is missing or spoilt."""
    kept = load_json(_list_of(builder))
    names = kept if isinstance(kept, list) else ()
    return {name for name in names if isinstance(name, str) and _is_inside(name)}


def _is_inside(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return bool(parts) and parts[0] != "/" and not {"..", "\0"} & {*parts} and "\\" not in name


def _store(builder: Builder, names: Iterable[str], known: Iterable[str]) -> None:
    """A list that is empty needs no file."""
    if names == known:
        return
    path = _list_of(builder)
    with suppress(OSError):  # then nothing else can be written there, either
        if names:
            write_whole(path, (json.dumps(sorted(names), indent=0) + "\n").encode())
        else:
            path.unlink(missing_ok=True)


def _list_of(builder: Builder) -> Path:
    return beside_output(builder, "pages-")
