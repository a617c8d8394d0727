"""A project's vocabulary as a checked, cross-linked knowledge base in any Sphinx site."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"

OLDEST_SPHINX = (7, 4)
"""That of Jupyter Book 1, with which most books that have a glossary are made."""


def setup(app: Sphinx) -> ExtensionMetadata:
    """Sphinx's entry point: wire everything up (imported late, so that scripts stay light)."""
    app.require_sphinx(OLDEST_SPHINX)  # before imports that would fail with less clear words
    from sphinx_modelterms.extension import setup_extension

    setup_extension(app)
    return {
        "version": __version__,
        "env_version": 2,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
