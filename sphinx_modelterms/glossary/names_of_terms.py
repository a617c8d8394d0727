"""Checks of the names of terms: doubled ones, and those that inventories can't contain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.inventory_names import misread_from
from sphinx_modelterms.glossary.problem import Problem
from sphinx_modelterms.glossary.scopes import scope_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Entry, Term


def problems_of_names(glossary: Glossary) -> Iterator[Problem]:
    """Yield the problems of names, in order of the terms."""
    yield from _doubled(glossary)
    yield from _doubled_entries(glossary)
    yield from _misread(glossary)


def _misread(glossary: Glossary) -> Iterator[Problem]:
    for term in glossary.terms:
        for name in dict.fromkeys((*term.own_names, *term.found_names)):
            if word := misread_from(name):
                message = (
                    f"the name {name!r} is left out of objects.inv, where it would end before "
                    f"{word!r}. Other projects can link to the term by its id, {term.anchor!r}. "
                    "To have the name in the file, remove that colon or the number after it"
                )
                yield Problem("inventory-name", message, term, _option_of(term, name))


def _option_of(term: Term, name: str) -> str:
    """Return the option that contains one of the names of *term*, for messages."""
    if name in term.own_names:
        return ""
    return "abbr" if name == term.abbr else "aliases"


def _doubled_entries(glossary: Glossary) -> Iterator[Problem]:
    """Yield the entries of plain glossaries that have a name and scope in common. Without scopes,
    Sphinx itself warns about equal names.
    """
    owners: dict[tuple[str, str], Entry] = {}
    for entry in glossary.entries if glossary.scopes else ():
        for name in entry.noted_names:
            first = owners.setdefault((scope_key(entry.scope), name), entry)
            if first.target != entry.target:
                where = f" in the scope {entry.scope!r}" if entry.scope else " without a scope"
                kind = "word" if entry.in_sentence else "entry"
                message = f"the {kind} {name!r} is defined twice{where}. Rename one, or remove it"
                yield Problem("duplicate-name", message, entry, other=first)
                break


def _doubled(glossary: Glossary) -> Iterator[Problem]:
    owners: dict[tuple[str, str], Term] = {}
    for term in glossary.terms:
        key = scope_key(term.scope)
        first = owners.setdefault((key, glossary.fold(term.name)), term)
        if first is not term and term.data and first.data == term.data:
            pages = f"on {first.docname!r} and on {term.docname!r}"
            message = (
                f"the record of {term.full_name!r} is placed twice, {pages}. Remove one of them"
            )
            yield Problem("duplicate-name", message, term)
        elif first is not term:
            where = f" in the scope {term.scope!r}" if key else ""
            message = (
                f"the term {term.name!r} is defined twice{where}. Rename one, merge them, or give "
            )
            message += "them different scopes" if key else "one a 'scope'"
            if glossary.fold(first.source_name) != glossary.fold(term.source_name):
                names = f"{first.source_name!r} and {term.source_name!r}"
                message = f"the terms {names} are both translated as {term.name!r}. Change one"
            yield Problem("duplicate-name", message, term, other=first)
    for term in glossary.terms:
        for name in term.other_names:
            first = owners.setdefault((scope_key(term.scope), glossary.fold(name)), term)
            if first is not term:
                yield Problem(
                    "duplicate-alias",
                    f"{name!r} is also a name of the term {first.full_name!r}. "
                    "Remove it from one of them",
                    term,
                    _option_of(term, name),
                    first,
                )
