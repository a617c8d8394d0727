"""Terms of other projects in the form of our own, for relations, lists and references."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.model import SourceLocation, Target, Term
from sphinx_modelterms.glossary.other_projects.urls import link_address
from sphinx_modelterms.glossary.outside_terms import OutsideProject
from sphinx_modelterms.glossary.text.digests import digest_of
from sphinx_modelterms.glossary.text.inline import LANGUAGE, Run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_modelterms.glossary.other_projects.records import LoadedProject, OtherTerm


def outside_project(
    loaded: LoadedProject, language: str, link_title: str, is_autolinked: bool
) -> OutsideProject:
    """Return a project whose terms authors can name.

    :param language: the language of this site, as in HTML
    :param link_title: the title of a link to one of its terms
    :param is_autolinked: True if its names are linked automatically
    """

    def load() -> Iterator[Term]:
        own = loaded.published.language
        kind = "text" if own in ("", language) else f"{LANGUAGE}{own}"
        for term in loaded.published.terms:
            yield _as_term(term, loaded, kind)

    parts = loaded.project.key, loaded.base, loaded.title, loaded.published.language
    digest = digest_of((*parts, loaded.digest, link_title))
    locked = (Target("", link_address(loaded.base, place)) for place in loaded.locked)
    key = loaded.project.key
    return OutsideProject(key, digest, load, link_title, frozenset(locked), is_autolinked)


def _as_term(term: OtherTerm, loaded: LoadedProject, kind: str) -> Term:
    """Return a term without document, whose anchor is its address; its project is shown in the
    place of a scope.
    """
    return Term(
        docname="",
        anchor=link_address(loaded.base, term.place),
        name=term.name,
        source_name=term.name,
        location=SourceLocation("", 0),
        abbr=term.abbr,
        aliases=term.aliases,
        forms=term.forms,
        scope=term.scope,
        shown_scope=", ".join(filter(None, (term.scope, loaded.title))),
        case=term.case,
        no_autolink=term.no_autolink,
        definition=(Run(kind, term.summary),) if term.summary else (),
    )
