"""Settings of the project and of pages about the text that is read for automatic links."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.config import ModelTermsConfig, unknown_kind
from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.autolink.rules import OFF
from sphinx_modelterms.glossary.option_values import (
    NO,
    page_field,
    page_field_meant,
    read_switch,
)
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.reading.block_text import NO_AUTOLINK
from sphinx_modelterms.reading.page_text import Excluded, TextCollector

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


NO_HOVER = "no-hover"
"""Metadata field of a page that turns hover cards off."""

AUDIENCE = "modelterms-level"
"""Metadata field of a page that names its readers' level."""


PAGE_FIELDS = (NO_HOVER, NO_AUTOLINK, AUDIENCE)

_FIELD = lazy_pattern(rf":?({'|'.join(PAGE_FIELDS)}):(?:[ \t]+\S+)?")
"""Line that is meant as such a field."""


class Exclusion(NamedTuple):
    """``modelterms_autolink_exclude``, sorted by the kinds of its items."""

    pages: list[str]
    """Patterns of docnames."""
    inside: Excluded


def exclusion(items: Iterable[str]) -> Exclusion:
    """Sort *items* into node names (``<name>``), classes (``.name``) and patterns of docnames."""
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
    """Build the collector for the text of *document*."""
    inside = exclusion(app.config.modelterms_autolink_exclude).inside
    return TextCollector(document.get("source", ""), inside)


def page_switches(env: BuildEnvironment, docname: str, config: ModelTermsConfig) -> PageSwitches:
    """Read a page's settings about automatic links from its metadata; ignore invalid values, with
    a warning.

    Sphinx's metadata collector has stored them in the environment, for both markups alike.
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
    """Warn of metadata fields that resemble a field of the extension, and of an invalid
    ``no-hover``."""
    metadata = env.metadata.get(docname, {})
    autolink = ModelTermsConfig.from_sphinx(env.config).autolink != OFF
    for key, written in metadata.items():
        meant = page_field_meant(str(key), PAGE_FIELDS)
        if autolink and str(key).lower() == "autolink" and str(written).lower() in NO:
            meant = NO_AUTOLINK
        if meant:
            message = f"pages have no field {key!r}; did you mean {meant!r}?"
            warn(Subtype.UNKNOWN_OPTION, message, field_place(env, docname, str(key)))
    if (value := page_field(metadata, NO_HOVER)) is not None:
        try:
            read_switch(value)
        except ValueError as error:
            message = f"{NO_HOVER}: {error}; the page has no hover cards"
            warn(Subtype.BAD_VALUE, message, field_place(env, docname, NO_HOVER))


def warn_of_field_below_title(node: nodes.Element, markdown: bool) -> None:
    """Warn of a metadata field below a page's title, where it has no effect.

    :param node: element of a section; it can be a heading, as a line above ``---`` becomes one
    """
    name: str = ""
    if isinstance(node, nodes.field_list):
        names = [field.astext() for field in node.findall(nodes.field_name)]
        name = next((name for name in names if name in PAGE_FIELDS), "")
    elif isinstance(node, nodes.paragraph | nodes.title):
        found = _FIELD.fullmatch(node.rawsource or node.astext())
        name = str(found[1]) if found else ""
    if name:
        cure = f"above the title, ':{name}:', with an empty line below it"
        if markdown:
            cure = f"between two lines of '---' at the very start of the file, '{name}: …'"
        message = f"{name!r} is a field of the page, and does nothing here: write it {cure}"
        warn(Subtype.MISPLACED_OPTION, message, node)


@lru_cache(maxsize=1024)
def _class_meant(name: str) -> str:
    return page_field_meant(name, (NO_AUTOLINK,))


def warn_of_class(node: nodes.Element) -> None:
    """Warn of a class of *node* that resembles ``no-autolink``."""
    names: Iterable[str] = node.get("classes", ())
    for name in names:
        if meant := _class_meant(name):
            message = f"the class {name!r} does nothing; did you mean {meant!r}?"
            warn(Subtype.UNKNOWN_OPTION, message, node)


def field_place(env: BuildEnvironment, docname: str, name: str) -> str:
    """Return file and line of a page's metadata field; the docname if the line isn't found."""
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
    """Settings of a page about automatic links."""

    off: bool
    audience: str
    """Key of the configured level of the page's readers, or ``""``."""
