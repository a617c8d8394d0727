"""The steps of a build that concern other projects; imported only if the project names some."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.builders import shows_hovers
from sphinx_modelterms.companions.intersphinx_projects import (
    InventoryNames,
    days_of_cache,
    link_title,
    name_and_release,
    named_projects,
    seconds_to_wait,
)
from sphinx_modelterms.glossary.option_values import is_switched_on
from sphinx_modelterms.glossary.other_projects.outside import outside_project
from sphinx_modelterms.glossary.other_projects.pages import OtherPages, OtherTerms
from sphinx_modelterms.glossary.other_projects.records import LoadedProject, OutsideLink
from sphinx_modelterms.glossary.outside_terms import OutsideTerms
from sphinx_modelterms.glossary.text.digests import digest_of
from sphinx_modelterms.glossary.views.records import FaqGroup
from sphinx_modelterms.reading.page_options import NO_HOVER, NO_OTHER_HOVER
from sphinx_modelterms.sources.other_terms import Policy, load_other_terms, published_terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.build_state import BuildState
    from sphinx_modelterms.glossary.model import Page, Target
    from sphinx_modelterms.glossary.other_projects.lock import LockedProject
    from sphinx_modelterms.glossary.other_projects.records import OtherProject, PublishedTerms
    from sphinx_modelterms.glossary.outside_references import OutsideReference
    from sphinx_modelterms.sources.other_terms import KeptTerms


UNLOCKED = "modelterms_unlocked"
"""Tag of a build that shows the terms of other projects as they are now, not as locked."""


def load_others(app: Sphinx, build: BuildState) -> None:
    """Load the terms of the projects that ``modelterms_other`` names."""
    projects = named_projects(app)
    if not projects:
        return
    has_lock = app.config.modelterms_other_lock and not app.tags.has(UNLOCKED)
    lock = _load_lock(app) if has_lock else {}
    policy = Policy(days_of_cache(app), seconds_to_wait(app))
    found = load_other_terms(app, projects, policy, lock)
    loaded = [
        project
        for each, kept in found
        if (
            project := _loaded(
                app.env, each, kept, published_terms(app, each, kept, lock), lock.get(each.key)
            )
        )
    ]
    build.other_terms = OtherTerms(loaded)
    language = app.config.language.replace("_", "-")
    linked = app.config.modelterms_autolink_projects
    keys = {project.key for project in projects}
    build.outside = OutsideTerms(
        (
            outside_project(
                each, language, link_title(*each.inventory), each.project.key in linked
            )
            for each in loaded
        ),
        app.config.intersphinx_mapping.keys() - keys,
        keys - {each.project.key for each in loaded},
    )


def _load_lock(app: Sphinx) -> dict[str, LockedProject]:
    # Imported here, as most projects have no lock file.
    from sphinx_modelterms.sources.other_lock import load_lock

    return load_lock(app)


def _loaded(
    env: BuildEnvironment,
    project: OtherProject,
    kept: KeptTerms,
    published: PublishedTerms | None,
    locked: LockedProject | None,
) -> LoadedProject | None:
    """Return a project with its terms: locked ones, and those that it publishes in addition."""
    if locked is None:
        if published is None:
            return None
        inventory = name_and_release(env, project.key) or (published.title or project.key, "")
        return LoadedProject(project, kept.base, published, kept.digest, frozenset(), inventory)
    from sphinx_modelterms.sources.other_lock import warn_of_address, warn_of_changes

    # The address is never that of the file, which others can change with a look at terms only.
    base = project.base
    warn_of_address(project.key, locked.base, base)
    terms = [*locked.published.terms]
    places = frozenset(term.place for term in terms)
    if published:
        warn_of_changes(project.key, locked, published)
        names = {(term.name, term.scope) for term in terms}
        terms += (
            term
            for term in published.terms
            if term.place not in places and (term.name, term.scope) not in names
        )
    shown = locked.published.with_terms(terms)
    head = base, *locked.inventory, locked.published.title, locked.published.language
    digest = digest_of((head, sorted(places), terms))
    return LoadedProject(project, base, shown, digest, places, locked.inventory, kept.base)


def other_pages(app: Sphinx, build: BuildState, pages: Mapping[str, Page]) -> OtherPages:
    """Return what each page shows of other projects' terms."""
    glossary, labels = build.glossary, app.env.domains["std"].anonlabels

    def is_ours(reference: OutsideReference) -> bool:
        kind, target, project = reference[:3]
        if project:
            return False
        if kind == "ref":
            return target in labels
        return glossary.find(target) is not None

    def asked(docname: str) -> Iterator[Target]:
        for _, listed in build.views.page(docname).lists:
            for group in listed:
                if isinstance(group, FaqGroup) and any(one.digest for one in group.questions):
                    yield group.link.target

    fields = app.env.metadata
    hover = build.references.presentation.hover and shows_hovers(app.builder)
    without = {
        docname
        for docname in pages
        if not hover
        or is_switched_on(fields.get(docname, {}), NO_HOVER)
        or is_switched_on(fields.get(docname, {}), NO_OTHER_HOVER)
    }
    names, outside = InventoryNames(app.env), build.outside

    def published(link: OutsideLink, name: str) -> OutsideLink:
        if not link.is_term or not build.other_terms.lacks(link.address):
            return link
        found = outside.find(name, glossary.spelling, alone=True)
        return link._replace(published=found.target.anchor) if found else link

    def find(reference: OutsideReference) -> list[OutsideLink]:
        kind, target, project = reference[:3]
        locked = outside.find_locked(target) if kind == "term" and not project else None
        if locked is None:
            return [published(link, target) for link in names.addresses(reference)]
        return [OutsideLink(locked.target.anchor, True, outside.link_title(locked.target))]

    return OtherPages(build.other_terms, pages, find, is_ours, asked, without)
