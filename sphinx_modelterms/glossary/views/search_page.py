"""Views of the search page: the definitions that answer a search for a term."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.views.hover_card import HoverCards
    from sphinx_modelterms.glossary.views.records import HoverCard


class Answer(NamedTuple):
    """The definition of a term, with the names by which a search finds it."""

    names: tuple[str, ...]
    card: HoverCard
    """The content as on a hover card."""


def answers(glossary: Glossary, cards: HoverCards) -> Iterator[Answer]:
    """Yield an answer for each term and entry with a definition, sorted by name."""
    for term in glossary.all_by_name:
        if card := cards.card(term.target):
            names = (*term.own_names, *term.found_names, *term.forms, *term.former_names)
            yield Answer(tuple(dict.fromkeys(names)), card)
