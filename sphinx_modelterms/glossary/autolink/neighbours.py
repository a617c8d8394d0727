"""Terms whose mention shows that a text is about another term."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.autolink.subject_words import words_of_subject
from sphinx_modelterms.glossary.relation_specs import RELATIONS
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Target

Terms = dict["Target", set["Target"]]


class Neighbours(NamedTuple):
    """The terms whose mention shows that a text is about a term."""

    in_section: Set[Target]
    """Those that show it for their section."""
    on_page: Set[Target]
    """Those that show it for the whole page."""
    is_of_subject: bool = False
    """True if all pages are about the term, which explains much of its glossary."""

    def __bool__(self) -> bool:
        return bool(self.in_section or self.on_page)

    def are_absent(self, section: Set[Target], page: Set[Target]) -> bool:
        """Return True if a text needs neighbours, but none is among the terms that its section and
        its page name.
        """
        here = self.in_section.isdisjoint(section) and self.on_page.isdisjoint(page)
        return bool(self) and here and not self.is_of_subject


NO_NEIGHBOURS = Neighbours(frozenset(), frozenset())


def neighbours_of_terms(glossary: Glossary) -> Mapping[Target, Neighbours]:
    """Return the neighbours of each term that has some.

    In a section, these are the terms that it is compared with or that name it, and those that it
    names under a relation with ``is_context``. Entries of Sphinx's own glossaries have no
    relations: those that refer to each other count on the whole page.
    """
    in_section: Terms = defaultdict(set)
    on_page: Terms = defaultdict(set)
    for term in glossary.terms:
        own = term.target
        for name, relation in RELATIONS.items():
            for target, _ in glossary.related(term, name):
                in_section[target].add(own)
                if relation.is_context:
                    in_section[own].add(target)
        for comparison in glossary.comparisons_of(term):
            in_section[own] |= {t.target for t in glossary.compared(comparison)} - {own}
    for own, name, scopes in glossary.entry_references:
        named = glossary.find(name, glossary.origin(own.docname, scopes))
        other = glossary.head(named.target) if named else own
        if other != own:
            on_page[own].add(other)
            on_page[other].add(own)
    nothing: Set[Target] = frozenset()
    of_subject = words_of_subject(glossary, on_page.keys())
    return {
        target: Neighbours(
            in_section.get(target, nothing), on_page.get(target, nothing), target in of_subject
        )
        for target in in_section.keys() | on_page.keys()
    }
