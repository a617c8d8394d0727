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
import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging

from sphinx_modelterms.companions.warning_filter import WarningFilter
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    import logging as standard_logging

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.lookup import Glossary

SOURCE = "sphinx.transforms.i18n"
LOGGER = logging.getLogger(SOURCE)

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


class DeferredI18nWarnings(WarningFilter):
    """Defers Sphinx's warnings about references in translations until the glossary is complete."""

    source = SOURCE
    kept = "held"

    def filter(self, record: standard_logging.LogRecord) -> bool:
        """Return True if *record* is to be logged now, False if it is deferred."""
        if getattr(record, "subtype", "") != "inconsistent_references" or self.env is None:
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
        place = self.place(node)
        self.defer(DeferredWarning(record.getMessage(), place, tuple(original), tuple(translated)))
        return False

    def end(self, app: Sphinx, env: BuildEnvironment) -> None:
        """On ``env-updated``: log the deferred warnings whose texts refer to different terms, now
        that the glossary is built.
        """
        domain: ModelTermsDomain = env.domains["modelterms"]  # type: ignore[assignment]
        warnings: list[DeferredWarning] = self.deferred(env)
        for warning in warnings:
            if not same_references(warning, domain.build.glossary):
                LOGGER.warning(
                    "%s",
                    warning.message,
                    type="i18n",
                    subtype="inconsistent_references",
                    location=warning.location,
                )


def same_references(warning: DeferredWarning, glossary: Glossary) -> bool:
    """Return True if both texts refer to the same targets, in any order."""

    def meant(text: str) -> frozenset[object]:
        match = _TERM.fullmatch(text)
        if match is None:
            return frozenset([text])
        name = (match[1] or match[2]).strip()
        # In all scopes, since the place of the text is not known.
        found = glossary.by_scope.all_of(name) or [*glossary.find_all(name)]
        forms = found or glossary.find_form(name)[:1]
        return frozenset(glossary.head(form.target) for form in forms) or frozenset([text])

    left = [meant(text) for text in warning.translated]
    for meanings in map(meant, warning.original):
        same = next((other for other in left if not meanings.isdisjoint(other)), None)
        if same is None:
            return False
        left.remove(same)
    return not left
