"""The names that are searched for in texts, each with the term that it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.autolink.ordinary_names import looks_exact
from sphinx_modelterms.glossary.model import NamedTarget, named_target
from sphinx_modelterms.glossary.scopes import scope_key
from sphinx_modelterms.glossary.text.bracketed import parts_of
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Term

NAME, OTHER, FORM, AVOID, FORMER, OUTSIDE = range(6)
"""Kinds of names, the most certain first: the name of a term; an alias, abbreviation or word form
that the author gave; a word form that we derived; a word to avoid; a former name; a name or form
of a term of another project.
"""

NOT_TO_USE = frozenset({AVOID, FORMER})
"""Kinds of names that texts shouldn't have."""


KEEPING_KIND = NOT_TO_USE | {OUTSIDE}
"""Kinds that word forms of such names have, too."""


class SearchName(NamedTuple):
    """A name that is searched for in texts."""

    text: str
    kind: int
    exact: bool
    """True if letter case has to be the same."""
    chosen: bool
    """True if the author chose that with ``:case:``."""


def own_names(glossary: Glossary) -> Iterator[tuple[SearchName, NamedTarget]]:
    """Yield the names of the terms and entries of this project."""
    for term in glossary.terms:
        target = named_target(term)
        for kind, names in (
            (NAME, term.own_names),
            (OTHER, (*term.other_names, *term.forms)),
            (AVOID, term.avoid),
        ):
            for name in names:
                plain = glossary.entry_named(name, term.scope) if kind != AVOID else None
                owner = plain or target
                yield SearchName(name, kind, _is_exact(name, term), bool(term.case)), owner
                for part in parts_of(name) if kind != AVOID else ():
                    yield SearchName(part, FORM, _is_exact(part, term), bool(term.case)), owner
    for entry in glossary.entries:
        for name in entry.own_names:
            found = glossary.by_scope.within(name, scope_key(entry.scope))
            if found is not None:
                yield SearchName(name, NAME, looks_exact(name), False), found
                for part in parts_of(name):
                    yield SearchName(part, FORM, looks_exact(part), False), found


def outside_names(glossary: Glossary) -> Iterator[tuple[SearchName, NamedTarget]]:
    """Yield the names of other projects that are linked automatically; of equal names, those of
    the first project.
    """
    seen: set[str] = set()
    for project in glossary.outside.projects.values():
        here: set[str] = set()
        for term in project.terms.values() if project.is_autolinked else ():
            for name in dict.fromkeys((term.name, *term.other_names, *term.forms)):
                if (key := glossary.fold(name)) not in seen:
                    here.add(key)
                    chosen = bool(term.case)
                    yield (
                        SearchName(name, OUTSIDE, _is_exact(name, term), chosen),
                        named_target(term),
                    )
        seen |= here


def former_names(glossary: Glossary) -> Iterator[tuple[SearchName, NamedTarget]]:
    """Yield the former names of the terms of this project."""
    for term in glossary.terms:
        for name in term.former_names:
            yield (
                SearchName(name, FORMER, _is_exact(name, term), bool(term.case)),
                named_target(term),
            )


def _is_exact(name: str, term: Term) -> bool:
    """Return True if *name* matches only in its own letter case: because of ``:case:``, or because
    it is in capitals.
    """
    return term.case == "exact" or (term.case != "any" and looks_exact(name))
