"""Selection, order and grouping of terms in lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.model import named_target
from sphinx_modelterms.glossary.option_values import version_and_text
from sphinx_modelterms.glossary.relations import find_listed, find_term, learning_path
from sphinx_modelterms.glossary.scopes import ANYWHERE
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.text.names import fold, slug

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Term
    from sphinx_modelterms.glossary.scopes import Origin
    from sphinx_modelterms.glossary.selection import Selection
    from sphinx_modelterms.glossary.text.collation import Collation
    from sphinx_modelterms.glossary.views.presentation import Presentation

CATEGORIES, FAQ, DAY, BOX = "categories", "faq", "day", "box"
MAP, CHANGES, QUIZ = "map", "changes", "quiz"
"""Lists of something other than terms, or in another form."""


class TermGroup(NamedTuple):
    """Terms under one heading."""

    key: str
    """Suffix of the group's anchor."""
    title: str
    """``""`` for a list without headings."""
    terms: tuple[Term, ...]


def select(
    glossary: Glossary, selection: Selection, origin: Origin = ANYWHERE, plain: bool = False
) -> list[Term]:
    """Return the terms of *selection*: in the order named, in that of a learning path, or by name.

    :param origin: the place of the list
    :param plain: True to include entries of Sphinx's own glossaries
    """
    if selection.names:
        called = find_listed if plain else find_term
        found = (called(glossary, name, origin) for name in selection.names)
        terms = list({named_target(term): term for term in found if term}.values())
    elif selection.path_to:
        goal = find_term(glossary, selection.path_to, origin)
        terms = learning_path(glossary, goal) if goal else []
    else:
        terms = glossary.all_by_name if plain else glossary.by_name
    chosen = [term for term in terms if _belongs(term, selection)]
    return chosen[: selection.limit] if selection.limit else chosen


def _belongs(term: Term, selection: Selection) -> bool:
    wanted_tags = {fold(tag) for tag in selection.tags}
    return (
        (not selection.categories or term.category in selection.categories)
        and (not selection.levels or term.level in selection.levels)
        and (not wanted_tags or bool(wanted_tags & {fold(tag) for tag in term.tags}))
        and (not selection.statuses or (term.status or "current") in selection.statuses)
        and (not selection.since or term.since in selection.since)
        and (not selection.changed or not _versions(term).isdisjoint(selection.changed))
    )


def _versions(term: Term) -> set[str]:
    """Return the versions in which *term* has changed."""
    return {version_and_text(change)[0] for change in term.changed}


def group(
    terms: Sequence[Term], by: str, presentation: Presentation, collation: Collation
) -> tuple[TermGroup, ...]:
    """Return *terms* in groups, sorted by letter or in the order of the configuration."""
    if by == "none" or not terms:
        return (TermGroup("", "", tuple(terms)),) if terms else ()
    heads: dict[str, list[Term]] = {}
    for term in terms:
        key = collation.initial(term.name) if by == "letter" else getattr(term, by)
        heads.setdefault(key, []).append(term)
    if by == "letter":
        return tuple(TermGroup(_letter_key(k), k, tuple(v)) for k, v in heads.items())
    kinds = presentation.categories if by == "category" else presentation.levels
    order = [*(k for k in kinds if k in heads), *sorted(k for k in heads if k not in kinds and k)]
    groups = [
        TermGroup(slug(k), kinds[k].title if k in kinds else k, tuple(heads[k])) for k in order
    ]
    if "" in heads:
        groups.append(TermGroup("other", presentation.other, tuple(heads[""])))
    return tuple(groups)


def _letter_key(letter: str) -> str:
    return slug(letter) if letter.isalpha() else "other"
