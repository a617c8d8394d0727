"""Sphinx extension that turns a project's terms into a checked, cross-linked knowledge base.

List ``"sphinx_modelterms"`` in the ``extensions`` of ``conf.py``. Scripts can use the package
:mod:`sphinx_modelterms.glossary` without Sphinx.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.version import OLDEST_SPHINX, __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx.

    Everything else is imported here, so that scripts can import the package without Sphinx.

    :returns: version and properties of the extension, as Sphinx expects them
    :raises sphinx.errors.VersionRequirementError: if Sphinx is too old
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
