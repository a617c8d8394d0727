"""Filter of warnings that Sphinx gives while it reads documents, before the glossary is built."""

from __future__ import annotations

import logging as standard_logging
from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.util import logging

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.domain import ModelTermsDomain


class WarningFilter:
    """A filter of one of Sphinx's loggers; subclasses decide which warnings are deferred."""

    source: ClassVar[str]
    """Name of the module of Sphinx whose warnings are filtered."""

    kept: ClassVar[str]
    """Key of the deferred warnings in the data of our domain, where they are kept by document."""

    def __init__(self) -> None:
        self.env: BuildEnvironment | None = None
        self._logger = standard_logging.getLogger(f"{logging.NAMESPACE}.{self.source}")

    def begin(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """On ``env-before-read-docs``: start to filter."""
        self.env = env
        # A filter that an interrupted build in this process left behind would swallow the
        # warnings.
        for other in list(self._logger.filters):
            if isinstance(getattr(other, "__self__", None), type(self)):
                self._logger.removeFilter(other)
        self._logger.addFilter(self.filter)

    def stop(self) -> None:
        """Stop to filter."""
        self._logger.removeFilter(self.filter)

    def filter(self, record: standard_logging.LogRecord) -> bool:
        """Return True if *record* is to be logged now, False if it is deferred."""
        raise NotImplementedError

    def defer(self, warning: tuple[Any, ...]) -> None:
        """Keep a warning about the document that is being read."""
        assert self.env is not None
        waiting = _domain(self.env).data[self.kept]
        waiting.setdefault(self.env.docname, []).append(warning)

    def deferred(self, env: BuildEnvironment) -> list[Any]:
        """Stop to filter, and return the deferred warnings, sorted by document."""
        self.stop()
        waiting: dict[str, list[Any]] = _domain(env).data[self.kept]
        found = [warning for docname in sorted(waiting) for warning in waiting[docname]]
        waiting.clear()
        return found

    def place(self, node: nodes.Element) -> str:
        """Return the location of *node* as Sphinx shows it; nodes can't be stored."""
        assert self.env is not None
        return logging.get_node_location(node) or self.env.docname


def _domain(env: BuildEnvironment) -> ModelTermsDomain:
    return env.domains["modelterms"]  # type: ignore[return-value]
