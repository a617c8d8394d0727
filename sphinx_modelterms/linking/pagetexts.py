"""What the project and the page say about the text that is read for links."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.matching import patfilter

from sphinx_modelterms.config import ModelTermsConfig, unknown_kind
from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.autolinks import Linker
from sphinx_modelterms.glossary.fields import page_field, page_field_meant, read_switch
from sphinx_modelterms.glossary.linkplan import LinkPlan
from sphinx_modelterms.glossary.linkrules import Settings
from sphinx_modelterms.glossary.nametable import NameTable
from sphinx_modelterms.glossary.tuples import NamedTuple
from sphinx_modelterms.linking.flat import NO_AUTOLINK
from sphinx_modelterms.linking.textfiles import NamesInTexts, reads_text
from sphinx_modelterms.linking.texts import Excluded, TextCollector

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.model import Condition

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


def plan_links(app: Sphinx, domain: ModelTermsDomain, holds: Callable[[Condition], bool]) -> None:
    """Have all automatic links of this run decided, when the first is asked for.

    :param holds: whether a condition is met with this builder
    """
    if not reads_text(app):
        return
    settings = link_settings(app)

    def make_plan() -> LinkPlan:
        table = NameTable(domain.glossary)
        leads_to = domain.views.place_of_reference
        linker = Linker(domain.glossary, table, settings, holds, leads_to)
        return LinkPlan(linker, NamesInTexts(app.env, table).all())

    domain.views.make_plan = make_plan


def link_settings(app: Sphinx) -> Settings:
    """What the configuration says; a pattern that matches no page is warned about."""
    config = ModelTermsConfig.from_sphinx(app.config)
    without: set[str] = set()
    for pattern in exclusion(config.autolink_exclude).pages:
        try:
            found = set(patfilter(app.env.found_docs, pattern))
        except re.error:  # such as [z-a]
            found = set()
        if not found:
            message = (
                f"modelterms_autolink_exclude: {pattern!r} matches no page; "
                "write '<name>' for a node and '.name' for a class"
            )
            warn(Subtype.CONFIG, message, None)
        without |= found
    return Settings(
        config.autolink,
        config.autolink_limit,
        config.autolink_budget,
        tuple(config.levels),
        without,
    )
