"""Paths of pages and of the author's extra files in the output directory."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from sphinx.util.matching import Matcher

from sphinx_modelterms.relative_paths import relative_path

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder


def output_file(builder: Builder, docname: str) -> str:
    """Return the output file of a page, relative to the output directory."""
    if hasattr(builder, "get_output_path"):
        return relative_path(builder.get_output_path(docname), builder.outdir)
    return f"{docname}{getattr(builder, 'out_suffix', '')}"


def is_extra(app: Sphinx, name: str) -> bool:
    """Return True if Sphinx copies a file of ``html_extra_path`` to the path *name*."""
    extras = (Path(app.confdir, path) for path in getattr(app.config, "html_extra_path", ()))
    if not any((extra / name).is_file() for extra in extras):
        return False
    excluded = Matcher(app.config.exclude_patterns)
    return not any(excluded(str(part)) for part in (name, *PurePosixPath(name).parents))
