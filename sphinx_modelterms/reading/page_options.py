"""Settings of the project and of pages about the text that is read for automatic links."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.config import ModelTermsConfig
from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.autolink.rules import OFF
from sphinx_modelterms.glossary.option_values import (
    NO,
    page_field,
    page_field_meant,
    read_switch,
    split_list,
)
from sphinx_modelterms.glossary.scopes import read_scope
from sphinx_modelterms.glossary.text.full_stops import with_full_stop
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.reading.block_text import NO_AUTOLINK
from sphinx_modelterms.reading.page_text import Excluded, TextCollector
from sphinx_modelterms.reading.scopes import SCOPE
from sphinx_modelterms.unknown_kinds import unknown_kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Set

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


NO_HOVER = "no-hover"
"""Metadata field of a page that turns hover cards off."""

NO_OTHER_HOVER = "no-other-hover"
"""Metadata field of a page that turns off the hover cards of other projects' terms."""

NO_PAGE_TERMS = "no-page-terms"
"""Metadata field of a page without the term box of ``modelterms_page_terms``."""

AUDIENCE = "modelterms-level"
"""Metadata field of a page that names its readers' level."""


_EXCLUDED_TERM = lazy_pattern(r":term:`\s*([^`]*\S)\s*`(?:\s+in\s+(\S.*?))?\s*")
"""An excluded term, which is written like a reference, and the phrase in which it is excluded."""

PAGE_FIELDS = (NO_HOVER, NO_OTHER_HOVER, NO_AUTOLINK, AUDIENCE, SCOPE, NO_PAGE_TERMS)

CHECKED_FIELDS: dict[str, tuple[Callable[[str], object], str]] = {
    NO_HOVER: (read_switch, "The page has no hover cards"),
    NO_OTHER_HOVER: (read_switch, "The page has no hover cards of other projects' terms"),
    NO_PAGE_TERMS: (read_switch, "The page has no term box"),
    SCOPE: (read_scope, "The page has no scope"),
}
"""Fields that are checked on every page, with the consequence of a mistake."""

_FIELD = lazy_pattern(rf":?({'|'.join(PAGE_FIELDS)}):(?:[ \t]+\S+)?")
"""Line that is meant as such a field."""


class Exclusion(NamedTuple):
    """``modelterms_autolink_exclude``, sorted by the kinds of its items."""

    pages: list[str]
    """Patterns of docnames."""
    terms: list[str]
    """Names of terms."""
    phrases: list[tuple[str, str]]
    """Names of terms, each with a phrase in which the term isn't meant."""
    inside: Excluded


def exclusion(items: Iterable[str]) -> Exclusion:
    """Sort *items* into node names (``<name>``), classes (``.name``), terms (``:term:`name```),
    terms in a phrase (``:term:`name` in phrase``) and patterns of docnames.
    """
    pages, terms, phrases, kinds, classes = [], [], [], set(), set()
    for item in items:
        if item.startswith("<") and item.endswith(">"):
            kinds.add(item[1:-1])
        elif item.startswith("."):
            classes.add(item[1:])
        elif (found := _EXCLUDED_TERM.fullmatch(item)) and found[2]:
            phrases.append((found[1], found[2]))
        elif found:
            terms.append(found[1])
        else:
            pages.append(item)
    return Exclusion(pages, terms, phrases, Excluded(frozenset(kinds), frozenset(classes)))


def pages_with_other_exclusions(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> list[str]:
    """On ``env-get-outdated``: return all pages if other nodes or classes are excluded.

    These are left out when a page is read; other items of the list are applied to its text later.
    """
    inside = exclusion(app.config.modelterms_autolink_exclude).inside
    domain = env.domains["modelterms"]
    before = domain.data.get("excluded", Excluded())
    domain.data["excluded"] = inside
    return sorted(env.all_docs.keys() - changed - removed) if inside != before else []


def text_collector(app: Sphinx, document: nodes.document) -> TextCollector:
    """Build the collector for the text of *document*."""
    inside = exclusion(app.config.modelterms_autolink_exclude).inside
    return TextCollector(app.env.docname, document.get("source", ""), inside)


def page_switches(env: BuildEnvironment, docname: str) -> PageSwitches:
    """Read a page's settings about automatic links from its metadata; ignore invalid values, with
    a warning.

    Sphinx's metadata collector has stored them in the environment, for both markups alike.
    """
    metadata = env.metadata.get(docname, {})
    off = False
    without: tuple[str, ...] = ()
    try:
        off, without = not_linked(metadata)
    except ValueError as error:
        where = field_place(env, docname, NO_AUTOLINK)
        problem = with_full_stop(f"{NO_AUTOLINK}: {error}")
        warn(Subtype.BAD_VALUE, f"{problem} Terms are linked as usual", where)
    audience = (page_field(metadata, AUDIENCE) or "").strip()
    if audience:
        config = ModelTermsConfig.from_sphinx(env.config)
        if message := unknown_kind("level", audience, config):
            where = field_place(env, docname, AUDIENCE)
            warn(Subtype.UNKNOWN_LEVEL, f"{AUDIENCE}: {message}", where)
            audience = ""
    return PageSwitches(off, audience, without)


def not_linked(metadata: Mapping[str, object]) -> tuple[bool, tuple[str, ...]]:
    """Return the field ``no-autolink`` of a page: True if it has no automatic links at all, and
    the names of the terms that it doesn't link.

    :raises ValueError: if it is not a list

    >>> not_linked({"no-autolink": ""}), not_linked({"no-autolink": "view, request"})
    ((True, ()), (False, ('view', 'request')))
    """
    value = page_field(metadata, NO_AUTOLINK)
    if value is None:
        return False, ()
    try:
        return read_switch(value), ()
    except ValueError:
        return False, split_list(value)


def check_fields(env: BuildEnvironment, docname: str) -> None:
    """Warn of metadata fields that resemble a field of the extension, and of an invalid one of
    :data:`CHECKED_FIELDS`."""
    metadata = env.metadata.get(docname, {})
    autolink = env.config.modelterms_autolink != OFF
    for key, written in metadata.items():
        meant = page_field_meant(str(key), PAGE_FIELDS)
        if autolink and str(key).lower() == "autolink" and str(written).lower() in NO:
            meant = NO_AUTOLINK
        if meant:
            message = f"pages have no field {key!r}. Did you mean {meant!r}?"
            warn(Subtype.UNKNOWN_OPTION, message, field_place(env, docname, str(key)))
    for field, (read, consequence) in CHECKED_FIELDS.items():
        if (value := page_field(metadata, field)) is not None:
            try:
                read(value)
            except ValueError as error:
                message = f"{field}: {with_full_stop(str(error))} {consequence}"
                warn(Subtype.BAD_VALUE, message, field_place(env, docname, field))


def warn_of_field_below_title(
    node: nodes.Element, markdown: bool, docname: str, file: str
) -> None:
    """Warn of a metadata field below a page's title, where it has no effect.

    :param node: element of a section; it can be a heading, as a line above ``---`` becomes one
    :param docname: the page
    :param file: its own file, as *node* can be from a file that it includes
    """
    name: str = ""
    if isinstance(node, nodes.field_list):
        names = [field.astext() for field in node.findall(nodes.field_name)]
        name = next((name for name in names if name in PAGE_FIELDS), "")
    elif isinstance(node, nodes.paragraph | nodes.title):
        found = _FIELD.fullmatch(node.rawsource or node.astext())
        name = str(found[1]) if found else ""
    if name:
        page = "" if (node.source or file) == file else f" of the page {docname!r}"
        cure = f"':{name}:' above the title{page}, with a blank line below it"
        if markdown:
            cure = f"'{name}: …' between two lines of '---' at the very start of the file{page}"
        message = f"{name!r} is a field of the page, and does nothing here. Write {cure}"
        warn(Subtype.MISPLACED_OPTION, message, node)


@lru_cache(maxsize=1024)
def _class_meant(name: str) -> str:
    return page_field_meant(name, (NO_AUTOLINK,))


def warn_of_class(node: nodes.Element) -> None:
    """Warn of a class of *node* that resembles ``no-autolink``."""
    names: Iterable[str] = node.get("classes", ())
    for name in names:
        if meant := _class_meant(name):
            message = f"the class {name!r} does nothing. Did you mean {meant!r}?"
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
    without: tuple[str, ...]
    """Names of the terms that aren't linked."""
