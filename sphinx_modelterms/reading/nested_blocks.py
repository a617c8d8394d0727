"""Warnings of blocks that are on the card of a term but don't belong there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.model import Selection
from sphinx_modelterms.glossary.text.names import fold
from sphinx_modelterms.glossary.views.selection import FAQ

if TYPE_CHECKING:
    from docutils import nodes

    from sphinx_modelterms.glossary.model import Listing, Term


def warn_of_nested_term(name: str, around: Term, node: nodes.Element) -> None:
    """Warn of a term inside the text of another term.

    :param around: outer term
    """
    message = f"the term {name!r} stands within the text of {around.name!r}, and is shown there: "
    message += "indent it as that one to have it below"
    warn(Subtype.MISPLACED_PART, message, node)


def warn_of_repeated_questions(listing: Listing, term: Term, node: nodes.Element) -> None:
    """Warn of a ``term-faq`` on the card of *term* that repeats the card's own questions."""
    if listing.display != FAQ:
        return
    names = listing.selection.names
    known = (term.source_name, *term.own_names, *term.found_names)
    if set(map(fold, names)) & set(map(fold, known)):
        what = f"repeats the questions of {term.name!r}"
    elif listing.selection._replace(limit=0) == Selection():
        what = "lists the questions of all terms"
    else:
        return
    message = f"'term-faq' within the term {term.name!r} {what}; its card shows its own by "
    warn(Subtype.MISPLACED_PART, f"{message}itself: remove it, or put it below the term", node)
