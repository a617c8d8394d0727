"""Sphinx's warnings about equal names in its own glossaries, which scopes can tell apart.

Sphinx warns when it reads the second entry of a name, before the scopes of all pages are known.
Its warnings are deferred until all pages are read. In a project with scopes they are dropped, as
scopes can change without reading a page again: there,
:mod:`~sphinx_modelterms.glossary.names_of_terms` looks for entries of one name and scope.

For all supported versions of Sphinx. This module can be removed when ``note_object`` accepts
several objects of one name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging

from sphinx_modelterms.companions.warning_filter import WarningFilter
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    import logging as standard_logging

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.domain import ModelTermsDomain

SOURCE = "sphinx.domains.std"
LOGGER = logging.getLogger(SOURCE)


class DuplicateTerm(NamedTuple):
    """A warning that is deferred until all pages are read."""

    message: str
    location: str
    """``file:line``."""


class DeferredDuplicates(WarningFilter):
    """Defers Sphinx's warnings about equal names in glossaries until scopes are known."""

    source = SOURCE
    kept = "duplicates"

    def filter(self, record: standard_logging.LogRecord) -> bool:
        """Return True if *record* is to be logged now, False if it is deferred."""
        node = getattr(record, "location", None)
        found = record.args
        if self.env is None or not isinstance(found, tuple) or len(found) != 3:
            return True
        if found[0] != "term" or not isinstance(node, nodes.Element):
            return True
        self.defer(DuplicateTerm(record.getMessage(), self.place(node)))
        return False

    def end(self, app: Sphinx, env: BuildEnvironment) -> None:
        """On ``env-updated``: log the deferred warnings, unless the project has scopes."""
        domain: ModelTermsDomain = env.domains["modelterms"]  # type: ignore[assignment]
        duplicates: list[DuplicateTerm] = self.deferred(env)
        for duplicate in [] if domain.build.glossary.scopes else duplicates:
            LOGGER.warning("%s", duplicate.message, location=duplicate.location)
