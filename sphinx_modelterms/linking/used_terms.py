"""The terms of other projects that the pages of a build show."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_modelterms.glossary.other_projects.records import ForeignTerm, place_on_site
from sphinx_modelterms.glossary.other_projects.urls import link_address
from sphinx_modelterms.glossary.relation_specs import RELATIONS
from sphinx_modelterms.glossary.scopes import with_scope
from sphinx_modelterms.kept_files import write_or_warn
from sphinx_modelterms.linking.other_projects import UNLOCKED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx

    from sphinx_modelterms.build_state import BuildState
    from sphinx_modelterms.glossary.model import Page, Target
    from sphinx_modelterms.glossary.other_projects.records import LoadedProject, OtherTerm

FILE_NAME = "modelterms-other-used.json"
"""The file beside the doctrees, in the format of a lock file."""


def note_used_terms(app: Sphinx, build: BuildState) -> None:
    """Note the terms that pages show, and warn of those that the lock file doesn't have."""
    used = _used(build)
    if not used:
        return
    # Imported here, as a project can name others without showing a term of them.
    from sphinx_modelterms.glossary.other_projects.lock import locked_project
    from sphinx_modelterms.sources.other_lock import warn_of_unlocked

    build.used_terms = {
        each.project.key: locked_project(each.project.base, each.inventory, each.published, terms)
        for each, terms in used.items()
    }
    build.foreign_terms = tuple(sorted(_foreign_terms(used)))
    has_lock = app.config.modelterms_other_lock and not app.tags.has(UNLOCKED)
    for project, terms in used.items() if has_lock else ():
        unlocked = [term for term in terms if term.place not in project.locked]
        if unlocked:
            names = (with_scope(term.name, term.scope) for term in unlocked)
            warn_of_unlocked(project.project.key, names)


def keep_used_terms(app: Sphinx, build: BuildState) -> None:
    """Write the terms that pages show beside the doctrees."""
    path = Path(app.doctreedir, FILE_NAME)
    if not build.used_terms and not path.exists():
        return
    from sphinx_modelterms.glossary.other_projects.lock import lock_text

    content = lock_text(build.used_terms).encode("utf-8", "replace")
    try:
        is_same = path.read_bytes() == content
    except OSError:
        is_same = False
    if not is_same:
        write_or_warn(path, content, "Nothing is lost, as the next build writes it again")


def _used(build: BuildState) -> dict[LoadedProject, dict[OtherTerm, set[str]]]:
    """Return the terms that pages show, each with the pages that mention it, by project."""
    assert build.other_pages is not None
    places: dict[str, set[str]] = defaultdict(set)
    for place, docname in build.other_pages.mentions():
        places[place].add(docname)
    for docname, place in build.views.plans.mentioned_outside():
        places[place_on_site("", place.removeprefix("#"))].add(docname)
    for target in _named_targets(build):
        places[place_on_site("", target.anchor)] |= set()
    used: dict[LoadedProject, dict[OtherTerm, set[str]]] = defaultdict(dict)
    for place in sorted(places):
        if found := build.other_terms.find(place):
            project, term = found
            used[project][term] = used[project].get(term, set()) | places[place]
    return used


def _foreign_terms(
    used: Mapping[LoadedProject, Mapping[OtherTerm, set[str]]],
) -> Iterator[ForeignTerm]:
    for project, terms in used.items():
        for term, pages in terms.items():
            name, url = with_scope(term.name, term.scope), link_address(project.base, term.place)
            yield ForeignTerm(project.title, name, url, len(pages))


def _named_targets(build: BuildState) -> Iterator[Target]:
    """Yield the targets of the terms of other projects that relations, lists and comparisons
    name.
    """
    glossary = build.glossary
    for page in build.views.records.values():
        for record, names in _names(page):
            for name in names:
                named = glossary.find_named(name, glossary.origin_of(record))
                if named and not named.target.docname:
                    yield named.target


def _names(page: Page) -> Iterator[tuple[Any, list[str]]]:
    """Yield the records of a page, with the names in them that can be of other projects."""
    relations = (
        (term, [*(n for r in RELATIONS for n in getattr(term, r)), term.replaced_by])
        for term in page.terms
    )
    compared = ((one, [*one.terms]) for one in page.comparisons)
    listed = ((one, [*one.selection.names, one.selection.path_to]) for one in page.listings)
    for record, names in chain[tuple[Any, list[str]]](relations, compared, listed):
        if with_project := [name for name in names if ":" in name]:
            yield record, with_project
