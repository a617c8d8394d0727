"""Warnings of what looks like our markup, and of which projects they are told.

Sphinx has a role ``term`` of its own, and ``term`` is a word: a project that has a plain glossary
and nothing of ours hears nothing of what looks like it. That is known when all pages are read.
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
"""The name that Sphinx, and words, have too; the others are ours alone."""

ROLES_OF_OTHERS = frozenset({"term", "any"})


class Lookalike(NamedTuple):
    """Something that was meant as markup of ours."""

    subtype: Subtype
    name: str
    """The name of the directive or role."""
    message: str
    location: str
    """``file:line``."""


def location_of(node: nodes.Element, below: int = 0) -> str:
    """The file and the line of *node*, or of a line of it.

    :param below: how many lines it is below the first
    """
    return f"{node.source or ''}:{(node.line or 1) + below}"


def note_lookalikes(env: BuildEnvironment, docname: str, found: Iterable[Lookalike]) -> None:
    """Warn of what was *found* on a page, or let it wait until all pages are read."""
    for some in found:
        if some.name != SHARED_NAME:
            warn(some.subtype, some.message, some.location)
            continue
        waiting = (some.subtype.value, some.message, some.location)
        _domain(env).lookalikes.setdefault(docname, []).append(waiting)


def tell_lookalikes(app: Sphinx, env: BuildEnvironment) -> None:
    """On ``env-updated``: warn of what waits, if the project has something of ours.

    What is not told goes on waiting: for the first term.
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
    """Return True if a page has a term, a comparison, a list or a role of ours."""
    return any(
        page.terms
        or page.comparisons
        or page.listings
        or any(mention.role not in ROLES_OF_OTHERS for mention in page.mentions)
        for page in domain.pages.values()
    )


def _domain(env: BuildEnvironment) -> ModelTermsDomain:
    return env.domains["modelterms"]  # type: ignore[return-value]
