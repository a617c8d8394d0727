"""View of a comparison: its rows, and the content of their cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.inline import Inline, plain, text_run
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.text.names import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Comparison, Target, Term
    from sphinx_modelterms.glossary.views.presentation import Badge


class Row(NamedTuple):
    """A row of a comparison."""

    key: str
    """One of :data:`ROWS`, or the key of a fact."""
    own: bool
    """True if it is one of :data:`ROWS`."""
    cells: tuple[Inline, ...]
    """The cell of each term; ``()`` if nothing is known."""
    outside: tuple[int, ...] = ()
    """The columns of other projects' terms, whose sites may state what isn't known here."""

    @property
    def same(self) -> bool:
        """True if all terms have the same content."""
        return bool(self.cells[0]) and len({fold(plain(cell)) for cell in self.cells}) == 1


class Kinds(NamedTuple):
    """Texts of category, level and prerequisites in the cells of a comparison."""

    categories: Mapping[str, Badge]
    levels: Mapping[str, Badge]
    required: Callable[[Term], Sequence[str]]
    """Returns the names of a term's prerequisites."""
    separator: str
    """Separator between the names."""


def _category(term: Term, kinds: Kinds) -> Inline:
    badge = kinds.categories.get(term.category)
    return text_run(badge.title if badge else term.category)


def _level(term: Term, kinds: Kinds) -> Inline:
    badge = kinds.levels.get(term.level)
    return text_run(badge.title if badge else "")


ROWS: dict[str, Callable[[Term, Kinds], Inline]] = {
    "definition": lambda term, _: term.definition,
    "category": _category,
    "level": _level,
    "example": lambda term, _: term.examples[0] if term.examples else (),
    "requires": lambda term, kinds: text_run(kinds.separator.join(kinds.required(term))),
}
"""The rows that every comparison can have, before those of the facts, with functions that return
the cell of a term.
"""


def comparison_title(glossary: Glossary, comparison: Comparison, versus: str) -> str:
    """Return the title as written, or else one made of the names of the terms.

    :param versus: separator of the names
    """
    if comparison.title:
        return comparison.title
    return versus.join(term.full_name for term in glossary.compared(comparison))


def compared_names(glossary: Glossary, comparison: Comparison) -> dict[Target, tuple[str, ...]]:
    """Return the folded names in a comparison, by the terms that they mean."""
    origin = glossary.origin_of(comparison)
    names: dict[Target, tuple[str, ...]] = {}
    for name in comparison.terms:
        if found := glossary.find_named(name, origin):
            names[found.target] = (*names.get(found.target, ()), fold(name))
    return names


def fact_keys(terms: Sequence[Term]) -> dict[str, str]:
    """Return the keys of the facts of *terms* in order of their first appearance, from folded to
    displayed form.
    """
    keys: dict[str, str] = {}
    for term in terms:
        for fact in term.facts:
            keys.setdefault(fold(fact.source_key), fact.key)
    return keys


def unknown_rows(terms: Sequence[Term], wanted: Sequence[str]) -> list[str]:
    """Return those of *wanted* that are neither in :data:`ROWS` nor facts of any of *terms*."""
    facts = fact_keys(terms)
    known = {*ROWS, *facts, *map(fold, facts.values())}
    return [key for key in wanted if fold(key) not in known]


def comparison_rows(terms: Sequence[Term], wanted: Sequence[str], kinds: Kinds) -> tuple[Row, ...]:
    """Return the rows of a comparison of *terms*.

    :param wanted: the rows to show, in this order; if none of them is known, all rows that have
        content for at least one term. A fact with the name of one of :data:`ROWS` comes after that
        row.
    """
    facts = fact_keys(terms)
    every = [*((key, key, True) for key in ROWS), *((*fact, False) for fact in facts.items())]
    chosen = [row for key in wanted for row in every if fold(key) in {row[0], fold(row[1])}]
    # Indexed once: searching all facts for each cell would take quadratic time.
    values = [{fold(fact.source_key): fact.value for fact in term.facts} for term in terms]
    outside = tuple(number for number, term in enumerate(terms) if not term.docname)
    rows = (
        Row(
            shown,
            own,
            tuple(ROWS[key](term, kinds) for term in terms)
            if own
            else tuple(value.get(key, ()) for value in values),
            () if own and key == "definition" else outside,
        )
        for key, shown, own in chosen or every
    )
    return tuple(row for row in rows if chosen or any(row.cells))
