"""What the project and the page say about the text that is read for links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.config import ModelTermsConfig, unknown_kind
from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.option_values import read_switch
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.reading.flat_text import NO_AUTOLINK
from sphinx_modelterms.reading.page_text import Excluded, TextCollector

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


AUDIENCE = "modelterms-level"
"""The field of a page's metadata that names the level of its readers."""


class Exclusion(NamedTuple):
    """``modelterms_autolink_exclude``, sorted by what its items name."""

    pages: list[str]
    """Patterns of docnames."""
    inside: Excluded


def exclusion(items: Iterable[str]) -> Exclusion:
    """``<name>`` is a node, ``.name`` a class, and all else is a pattern of pages."""
    pages, kinds, classes = [], set(), set()
    for item in items:
        if item.startswith("<") and item.endswith(">"):
            kinds.add(item[1:-1])
        elif item.startswith("."):
            classes.add(item[1:])
        else:
            pages.append(item)
    return Exclusion(pages, Excluded(frozenset(kinds), frozenset(classes)))


def text_collector(app: Sphinx, document: nodes.document) -> TextCollector:
    """What takes the text of *document*."""
    inside = exclusion(app.config.modelterms_autolink_exclude).inside
    return TextCollector(document.get("source", ""), inside)


def page_switches(env: BuildEnvironment, docname: str, config: ModelTermsConfig) -> PageSwitches:
    """What the metadata of a page says; a wrong value is warned about and counts as none.

    Read from the environment, where Sphinx's own collector has put it from both markups.
    """
    metadata = env.metadata.get(docname, {})
    off = False
    if NO_AUTOLINK in metadata:
        try:
            off = read_switch(str(metadata[NO_AUTOLINK]))
        except ValueError as error:
            warn(Subtype.BAD_VALUE, f"{NO_AUTOLINK}: {error}; links are made", docname)
    audience = str(metadata.get(AUDIENCE, "")).strip()
    if message := unknown_kind("level", audience, config):
        warn(Subtype.UNKNOWN_LEVEL, f"{AUDIENCE}: {message}", docname)
        audience = ""
    return PageSwitches(off, audience)


class PageSwitches(NamedTuple):
    """What a page says about its links."""

    off: bool
    audience: str
    """A key of the levels, or ``""``."""
