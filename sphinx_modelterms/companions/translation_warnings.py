"""References in translations: Sphinx warns of targets that differ, although both name one term.

Sphinx compares targets when it reads a page, before anybody knows the glossary. What it would say
of references to terms is held back, and said when all pages are read, if it is true then.
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

from sphinx_modelterms.glossary.text.lazy_regex import late_pattern
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.lookup import Glossary

SOURCE = "sphinx.transforms.i18n"
LOGGER = logging.getLogger(SOURCE)
SPHINX_LOGGER = standard_logging.getLogger(f"{logging.NAMESPACE}.{SOURCE}")

_LISTS = late_pattern(r"(\[.*?\])[^\[\]]*(\[.*\])", re.DOTALL)
_TERM = late_pattern(r"[:{](?:std:)?term[:}]`(?:[^`]*<([^<>`]+)>|([^`]*))`")


class Held(NamedTuple):
    """A warning that waits for the glossary."""

    message: str
    location: str
    """``file:line``."""
    original: tuple[str, ...]
    """The references as written."""
    translated: tuple[str, ...]


class HeldWarnings:
    """Holds warnings back from reading until the glossary is known."""

    def __init__(self) -> None:
        self._env: BuildEnvironment | None = None

    def begin(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """On ``env-before-read-docs``."""
        self._env = env
        # One of a build in this process that was cut off would swallow what is held back now.
        for other in list(SPHINX_LOGGER.filters):
            if isinstance(getattr(other, "__self__", None), HeldWarnings):
                SPHINX_LOGGER.removeFilter(other)
        SPHINX_LOGGER.addFilter(self.filter)

    def filter(self, record: standard_logging.LogRecord) -> bool:
        """Whether *record* is to be said now."""
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
        held = Held(record.getMessage(), place, tuple(original), tuple(translated))
        domain: ModelTermsDomain = self._env.domains["modelterms"]  # type: ignore[assignment]
        domain.data["held"].setdefault(self._env.docname, []).append(held)
        return False

    def end(self, app: Sphinx, env: BuildEnvironment) -> None:
        """On ``env-updated``, when the glossary is made."""
        SPHINX_LOGGER.removeFilter(self.filter)
        domain: ModelTermsDomain = env.domains["modelterms"]  # type: ignore[assignment]
        for _, warnings in sorted(domain.data["held"].items()):
            for held in warnings:
                if not same_references(held, domain.build.glossary):
                    LOGGER.warning(
                        "%s",
                        held.message,
                        type="i18n",
                        subtype="inconsistent_references",
                        location=held.location,
                    )
        domain.data["held"].clear()


def same_references(held: Held, glossary: Glossary) -> bool:
    """Whether both texts refer to the same things, in any order."""

    def meant(text: str) -> object:
        match = _TERM.fullmatch(text)
        if match is None:
            return text
        name = (match[1] or match[2]).strip()
        found = glossary.find(name)
        forms = [found] if found else glossary.find_form(name)
        return glossary.head(forms[0].target) if forms else text

    return Counter(map(meant, held.original)) == Counter(map(meant, held.translated))
