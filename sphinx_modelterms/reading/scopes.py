"""The scopes of pages, from their metadata and from patterns in ``conf.py``."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.matching import patmatch

from sphinx_modelterms.config import ModelTermsConfig
from sphinx_modelterms.glossary.option_values import page_field
from sphinx_modelterms.glossary.scopes import (
    CLASS,
    ScopeClasses,
    distinct_key,
    read_scope,
    scope_key,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.glossary.model import Entry, Page, Term

SCOPE = "modelterms-scope"
"""Metadata field of a page that names its scope."""


def page_scopes(env: BuildEnvironment) -> dict[str, str]:
    """Return the scope of each page that has one: that of its metadata, else that of the first
    pattern in ``modelterms_scopes`` that matches its docname.
    """
    scopes = dict(_by_pattern(env))
    for docname, metadata in env.metadata.items():
        scope = scope_of_metadata(metadata)
        if scope is not None and docname in env.found_docs:
            scopes[docname] = scope
    return {docname: scope for docname, scope in scopes.items() if scope}


def scope_of_metadata(metadata: Mapping[str, object]) -> str | None:
    """Return the scope that a page's metadata names; ``None`` if it names none that can be."""
    written = page_field(metadata, SCOPE) if metadata else None
    try:
        return None if written is None else read_scope(written)
    except ValueError:  # there was a warning when the page was read
        return None


def _by_pattern(env: BuildEnvironment) -> Iterator[tuple[str, str]]:
    patterns = ModelTermsConfig.from_sphinx(env.config).scopes
    for docname in env.found_docs if patterns else ():
        for pattern, scope in patterns.items():
            if matches(docname, pattern):
                yield docname, scope
                break


def matches(docname: str, pattern: str) -> bool:
    """Return True if *pattern* matches a docname; False if it can't be read, such as ``[z-a]``."""
    try:
        return patmatch(docname, pattern) is not None
    except re.error:
        return False


def scope_classes(pages: Iterable[Page], page_scopes: Iterable[str]) -> ScopeClasses:
    """Return the scopes that classes can name: those of terms and pages.

    :param page_scopes: the scopes of pages
    """
    written: dict[str, str] = {}
    for scope in chain((term.scope for page in pages for term in page.terms), page_scopes):
        if scope:
            written.setdefault(scope_key(scope), scope)
    found: dict[str, set[str]] = defaultdict(set)
    for key, scope in written.items():
        made = nodes.make_id(CLASS + scope)[len(CLASS) :]
        # A class of MyST's attributes is not changed.
        whole = scope.lower().replace(" ", "-")
        for name in (made, key, distinct_key(scope), scope, whole):
            found[name].add(key)
    keys = {
        name: tuple(sorted(some, key=lambda key: (key != name, key)))
        for name, some in found.items()
    }
    return ScopeClasses(keys, written)


def in_scopes(page: Page, scope: str, classes: ScopeClasses) -> Page:
    """Return a page whose terms and entries have the scope of their place, unless they have one.

    :param scope: the scope of the page, or ``""``
    """

    def placed(record: Term | Entry) -> str:
        return classes.first(record.scopes[0]) if record.scopes else scope

    placed_terms = any(term.scopes for term in page.terms)
    if not scope and not placed_terms and not any(entry.scopes for entry in page.entries):
        return page
    return page._replace(
        terms=tuple(
            term if term.scope else term._replace(scope=placed(term)) for term in page.terms
        ),
        entries=tuple(entry._replace(scope=placed(entry)) for entry in page.entries),
    )
