"""A project's terminology as a checked, cross-linked knowledge base in any Sphinx site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.version import OLDEST_SPHINX, __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx.

    The rest is imported here, so that scripts can use the pure core without Sphinx.
    """
    # Checked before imports that would fail with less clear messages.
    app.require_sphinx(OLDEST_SPHINX)
    from sphinx_modelterms.extension import setup_extension

    setup_extension(app)
    return {
        "version": __version__,
        "env_version": 3,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
