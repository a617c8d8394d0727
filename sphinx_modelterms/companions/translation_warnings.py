"""References in translations: Sphinx warns of different targets, even if both name one term.

Sphinx compares targets when it reads a page, before the glossary is complete. Its warnings about
references to terms are deferred until all pages are read, and dropped if both texts refer to the
same terms.

For all supported versions of Sphinx; since 9.0, ``:term:`` is affected most often:
https://github.com/sphinx-doc/sphinx/issues/14162. This module can be removed when Sphinx compares
the resolved targets.
"""

from __future__ import annotations

import ast
import logging as standard_logging
import re
from collections import Counter
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging
from sphinx.util.nodes import get_node_line

from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.lookup import Glossary

SOURCE = "sphinx.transforms.i18n"
LOGGER = logging.getLogger(SOURCE)
SPHINX_LOGGER = standard_logging.getLogger(f"{logging.NAMESPACE}.{SOURCE}")

_LISTS = lazy_pattern(r"(\[.*?\])[^\[\]]*(\[.*\])", re.DOTALL)
_TERM = lazy_pattern(r"[:{](?:std:)?term[:}]`(?:[^`]*<([^<>`]+)>|([^`]*))`")


class DeferredWarning(NamedTuple):
    """A warning that is deferred until the glossary is complete."""

    message: str
    location: str
    """``file:line``."""
    original: tuple[str, ...]
    """The references in the source text, as written."""
    translated: tuple[str, ...]
    """The references in the translation, as written."""


class DeferredI18nWarnings:
    """Defers Sphinx's warnings about references in translations until the glossary is complete."""

    def __init__(self) -> None:
        self._env: BuildEnvironment | None = None

    def begin(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """On ``env-before-read-docs``: start to defer warnings about translated references."""
        self._env = env
        # A filter that an interrupted build in this process left behind would swallow the
        # warnings.
        for other in list(SPHINX_LOGGER.filters):
            if isinstance(getattr(other, "__self__", None), DeferredI18nWarnings):
                SPHINX_LOGGER.removeFilter(other)
        SPHINX_LOGGER.addFilter(self.filter)

    def filter(self, record: standard_logging.LogRecord) -> bool:
        """Return True if *record* is to be logged now, False if it is deferred."""
        if getattr(record, "subtype", "") != "inconsistent_references" or self._env is None:
            return True
        lists = _LISTS.search(record.getMessage())
        node = getattr(record, "location", None)
        if lists is None or not isinstance(node, nodes.Element):
            return True
        try:
            original, translated = map(ast.literal_eval, lists.groups())
        except (SyntaxError, ValueError):
            return True
        if not any(_TERM.fullmatch(text) for text in (*original, *translated)):
            return True
        place = f"{node.source}:{get_node_line(node)}" if node.source else self._env.docname
        warning = DeferredWarning(record.getMessage(), place, tuple(original), tuple(translated))
        domain: ModelTermsDomain = self._env.domains["modelterms"]  # type: ignore[assignment]
        domain.data["held"].setdefault(self._env.docname, []).append(warning)
        return False

    def end(self, app: Sphinx, env: BuildEnvironment) -> None:
        """On ``env-updated``: log the deferred warnings whose texts refer to different terms, now
        that the glossary is built.
        """
        SPHINX_LOGGER.removeFilter(self.filter)
        domain: ModelTermsDomain = env.domains["modelterms"]  # type: ignore[assignment]
        for _, warnings in sorted(domain.data["held"].items()):
            for warning in warnings:
                if not same_references(warning, domain.build.glossary):
                    LOGGER.warning(
                        "%s",
                        warning.message,
                        type="i18n",
                        subtype="inconsistent_references",
                        location=warning.location,
                    )
        domain.data["held"].clear()


def same_references(warning: DeferredWarning, glossary: Glossary) -> bool:
    """Return True if both texts refer to the same targets, in any order."""

    def meant(text: str) -> object:
        match = _TERM.fullmatch(text)
        if match is None:
            return text
        name = (match[1] or match[2]).strip()
        found = glossary.find(name)
        forms = [found] if found else glossary.find_form(name)
        return glossary.head(forms[0].target) if forms else text

    return Counter(map(meant, warning.original)) == Counter(map(meant, warning.translated))
