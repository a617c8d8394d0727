"""Warnings of text that resembles the extension's markup, for projects that use the extension.

Sphinx has a role ``term`` too, and "term" is an ordinary word, so a project that only uses
Sphinx's own glossaries gets no warnings about it. Once all pages are read, it is known if a
project is of that kind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.domain import ModelTermsDomain

SHARED_NAME = "term"
"""Name that is also a role of Sphinx and an ordinary word; all other names are the extension's
alone."""

ROLES_OF_OTHERS = frozenset({"term", "any"})


class Lookalike(NamedTuple):
    """Text that was meant as markup of the extension."""

    subtype: Subtype
    name: str
    """Name of the directive or role."""
    message: str
    location: str
    """``file:line``."""


def location_of(node: nodes.Element, below: int = 0) -> str:
    """Return file and line of *node*, or of a line within it.

    :param below: number of lines below the first line of *node*
    """
    owner = owner_of(node)
    return f"{file_of(owner)}:{(owner.line or 1) + below}"


def owner_of(node: nodes.Element) -> nodes.Element:
    """Return the innermost element around *node*, or itself, whose source file is known; else
    the outermost one."""
    while not node.source and node.parent is not None:
        node = node.parent
    return node


def file_of(node: nodes.Element) -> str:
    """Return the source file of *node*: docutils doesn't set it for a directive in a list."""
    owner = owner_of(node)
    return owner.source or str(owner.document["source"] if owner.document else "")


def warn_or_defer(env: BuildEnvironment, docname: str, found: Iterable[Lookalike]) -> None:
    """Warn of what was *found* on a page; defer warnings about ``term`` until all pages are
    read."""
    for some in found:
        if some.name != SHARED_NAME:
            warn(some.subtype, some.message, some.location)
            continue
        waiting = (some.subtype.value, some.message, some.location)
        _domain(env).lookalikes.setdefault(docname, []).append(waiting)


def warn_of_deferred_lookalikes(app: Sphinx, env: BuildEnvironment) -> None:
    """On ``env-updated``: give the deferred warnings, if the project uses the extension's markup.

    The others remain deferred until a later build finds the first term.
    """
    domain = _domain(env)
    if not domain.lookalikes:
        return
    uses_ours = bool(app.config.modelterms_data) or _has_ours(domain)
    has_glossary = any(page.entries for page in domain.pages.values())
    for _, waiting in sorted(domain.lookalikes.items()):
        for code, message, location in waiting.copy():
            subtype = Subtype(code)
            if uses_ours or (subtype is Subtype.NO_DIRECTIVE and not has_glossary):
                warn(subtype, message, location)
                waiting.remove((code, message, location))


def _has_ours(domain: ModelTermsDomain) -> bool:
    """Return True if a page has a term, a comparison, a list or a role of the extension."""
    return any(
        page.terms
        or page.comparisons
        or page.listings
        or any(mention.role not in ROLES_OF_OTHERS for mention in page.mentions)
        for page in domain.pages.values()
    )


def _domain(env: BuildEnvironment) -> ModelTermsDomain:
    return env.domains["modelterms"]  # type: ignore[return-value]
