"""What the project and the page say about the text that is read for links."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_modelterms.config import ModelTermsConfig, unknown_kind
from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.option_values import page_field, page_field_meant, read_switch
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.reading.flat_text import NO_AUTOLINK
from sphinx_modelterms.reading.page_text import Excluded, TextCollector

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


NO_HOVER = "no-hover"
"""The field of a page's metadata that leaves out hover cards."""

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
    if (value := page_field(metadata, NO_AUTOLINK)) is not None:
        try:
            off = read_switch(value)
        except ValueError as error:
            where = field_place(env, docname, NO_AUTOLINK)
            warn(Subtype.BAD_VALUE, f"{NO_AUTOLINK}: {error}; links are made", where)
    audience = (page_field(metadata, AUDIENCE) or "").strip()
    if message := unknown_kind("level", audience, config):
        where = field_place(env, docname, AUDIENCE)
        warn(Subtype.UNKNOWN_LEVEL, f"{AUDIENCE}: {message}", where)
        audience = ""
    return PageSwitches(off, audience)


def check_fields(env: BuildEnvironment, docname: str) -> None:
    """Warn of fields in the metadata of a page that are near ours, and of a wrong ``no-hover``."""
    metadata = env.metadata.get(docname, {})
    for key in metadata:
        if meant := page_field_meant(str(key), (NO_HOVER, NO_AUTOLINK, AUDIENCE)):
            message = f"pages have no field {key!r}; did you mean {meant!r}?"
            warn(Subtype.UNKNOWN_OPTION, message, field_place(env, docname, str(key)))
    if (value := page_field(metadata, NO_HOVER)) is not None:
        try:
            read_switch(value)
        except ValueError as error:
            message = f"{NO_HOVER}: {error}; the page has no hover cards"
            warn(Subtype.BAD_VALUE, message, field_place(env, docname, NO_HOVER))


def field_place(env: BuildEnvironment, docname: str, name: str) -> str:
    """The file and line of a field of a page's metadata; the document if the line is not found."""
    path = str(env.doc2path(docname))
    letters = "[-_]".join(map(re.escape, re.split("[-_]", name)))
    written = re.compile(rf":?\s*{letters}\s*:", re.IGNORECASE)
    try:
        lines = Path(path).read_text("utf-8-sig", "replace").splitlines()
    except OSError:
        lines = []
    number = next((n for n, line in enumerate(lines, 1) if written.match(line)), 0)
    return f"{path}:{number}" if number else docname


class PageSwitches(NamedTuple):
    """What a page says about its links."""

    off: bool
    audience: str
    """A key of the levels, or ``""``."""
