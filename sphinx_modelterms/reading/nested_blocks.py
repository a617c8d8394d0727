"""Blocks that are on the card of a term but don't belong there, and parts that are on none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.doctree.blocks import PART, QUIZ_PART, part_of
from sphinx_modelterms.glossary.selection import Selection
from sphinx_modelterms.glossary.text.names import fold
from sphinx_modelterms.glossary.views.selection import FAQ

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_modelterms.glossary.model import Listing, Term


def warn_of_nested_term(name: str, around: Term, node: nodes.Element) -> None:
    """Warn of a term inside the text of another term.

    :param around: outer term
    """
    message = f"the term {name!r} is inside the text of {around.name!r}, and is shown there. To "
    message += f"have it below {around.name!r}, indent both equally"
    warn(Subtype.MISPLACED_PART, message, node)


def warn_of_repeated_questions(listing: Listing, term: Term, node: nodes.Element) -> None:
    """Warn of a ``term-faq`` on the card of *term* that repeats the card's own questions."""
    if listing.display != FAQ:
        return
    names = listing.selection.names
    known = (term.source_name, *term.own_names, *term.found_names)
    if set(map(fold, names)) & set(map(fold, known)):
        what = "repeats its questions"
    elif listing.selection._replace(limit=0) == Selection():
        what = "lists the questions of all terms"
    else:
        return
    message = f"'term-faq' inside the term {term.name!r} {what}, but the card already shows its "
    message += "own. Remove 'term-faq', or put it below the term"
    warn(Subtype.MISPLACED_PART, message, node)


_RIGHT_PARENTS: dict[str, type[nodes.Element]] = {
    "example": nodes.bullet_list,
    "source": nodes.bullet_list,
    "question": nodes.definition_list,
    "quiz-question": nodes.bullet_list,
}


def is_misplaced(node: nodes.Element) -> bool:
    """Return True if a part is not on a card, where ``term`` puts it in a list."""
    part = node[PART]
    if part == "facts":
        return isinstance(node, nodes.field_list)
    if part not in _RIGHT_PARENTS:
        return False
    listed = isinstance(node.parent, _RIGHT_PARENTS[part])
    return not (listed and part_of(node.parent.parent) in {"examples", "faq", "sources", "quiz"})


def mend_misplaced(node: nodes.Element) -> None:
    """Warn of a part that is on no card, and put it into a list of its own."""
    part = node.attributes.pop(PART)
    warn(
        Subtype.MISPLACED_PART,
        f"'term-{part}' isn't directly inside a term, so it is shown, but doesn't belong to a "
        "card, a list or an FAQ. Indent it like the text of the term; in Markdown, put it inside "
        "the fence of the term",
        node,
    )
    if part in _RIGHT_PARENTS:
        position = node.parent.index(node)
        parent = node.parent
        parent.remove(node)
        parent.insert(position, _RIGHT_PARENTS[part]("", node))


def remove_hidden_parts(card: nodes.Element, shown: Iterable[str]) -> None:
    """Remove the parts of *card* that cards don't show."""
    for child in list(card.children):
        if part_of(child) not in {"", "title", QUIZ_PART, *shown}:
            card.remove(child)
