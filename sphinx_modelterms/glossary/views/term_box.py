"""Views of term boxes: the terms that a page uses, and those that it defines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.display_specs import DEFINED, USED
from sphinx_modelterms.glossary.model import named_target
from sphinx_modelterms.glossary.relations import learning_path
from sphinx_modelterms.glossary.views.selection import BOX, TermGroup

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Listing, Page, Target, Term
    from sphinx_modelterms.glossary.views.presentation import Presentation

START, END = "box-start", "box-end"
"""Displays of the boxes that pages get by a setting, at their start or end."""

BOXES = (BOX, START, END)
"""Displays of term boxes."""


def box_groups(
    glossary: Glossary,
    box: Listing,
    page: Page,
    links: Iterable[Target],
    presentation: Presentation,
) -> Iterator[TermGroup]:
    """Yield the groups of a term box that have terms.

    :param page: the records of its page
    :param links: the targets of the references and automatic links on its page
    """
    terms: dict[str, Iterable[Term]] = {
        USED: in_learning_order(glossary, _used(glossary, box, links, list(presentation.levels))),
        DEFINED: _defined(glossary, page),
    }
    for key in box.shown:
        if members := tuple(terms[key]):
            yield TermGroup(key, presentation.box_titles.get(key, key), members)


def _defined(glossary: Glossary, page: Page) -> Iterator[Term]:
    """Yield the terms of a page, and the entries of Sphinx's own glossaries on it."""
    yield from page.terms
    for entry in page.entries:
        if term := glossary.plain_by_target.get(entry.target):
            yield term


def _used(
    glossary: Glossary, box: Listing, links: Iterable[Target], levels: Sequence[str]
) -> Iterator[Term]:
    """Yield the terms that are linked on a page but defined elsewhere, except those whose level is
    below that of the page.
    """
    of_page = [levels.index(level) for level in box.selection.levels if level in levels]
    lowest = max(of_page, default=0)
    for target in dict.fromkeys(map(glossary.head, links)):
        term = glossary.term_at(target) or glossary.plain_by_target.get(target)
        # Of the terms of other projects, only some are known here: intersphinx links the others.
        if term is None or term.docname in {"", box.docname}:
            continue
        if term.level not in levels or levels.index(term.level) >= lowest:
            yield term


def in_learning_order(glossary: Glossary, terms: Iterable[Term]) -> list[Term]:
    """Return *terms* sorted by name, but each after its prerequisites among them, direct or not.

    A term in a cycle comes where it is met first.
    """
    left = {named_target(term): term for term in terms}
    key = glossary.collation.key
    ordered: list[Term] = []
    for term in sorted(left.values(), key=lambda term: (key(term.name), named_target(term))):
        if named_target(term) in left:
            ordered += (
                found
                for step in learning_path(glossary, term)
                if (found := left.pop(named_target(step), None))
            )
    return ordered
