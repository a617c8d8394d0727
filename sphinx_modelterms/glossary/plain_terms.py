"""Entries of Sphinx's own glossaries in the place of terms."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.model import Target
from sphinx_modelterms.glossary.scopes import scope_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx_modelterms.glossary.meanings import Meanings
    from sphinx_modelterms.glossary.model import Entry, Term


def plain_terms(
    terms: Iterable[Term],
    entries: Iterable[Entry],
    meanings: Meanings,
    fold: Callable[[str], str],
) -> list[Term]:
    """Return entries as terms, one for each definition: the first name is its name, the others are
    aliases.

    Entries that a reference by name does not find are left out, and those that have a card.

    :param terms: the terms with cards
    :param meanings: the names of terms and entries in each scope
    :param fold: returns the form by which names are compared
    """
    owned = {(scope_key(term.scope), fold(name)) for term in terms for name in term.own_names}
    entries = tuple(entries)
    others: dict[Target, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.head:
            others[Target(entry.docname, entry.head)].append(entry)
    found: dict[Target, Term] = {}
    for entry in entries:
        target = entry.target
        # In a translated build, the original name is a second one of the same entry.
        key = scope_key(entry.scope)
        if entry.head or (key, fold(entry.name)) in owned or target in found:
            continue
        winner = meanings.exact(entry.noted_names[-1], key)
        if winner and winner.target == target:
            found[target] = entry.as_term(others[target])
    return list(found.values())
