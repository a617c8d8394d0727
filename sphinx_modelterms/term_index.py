"""The index of all terms from A to Z."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.domains import Index, IndexEntry

from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.text.inline import plain
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.translations import _, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Term

PAGE = "modelterms-index"
"""Docname of the index: domain and short name."""

TEMPLATE = "domainindex.html"
"""The template of Sphinx for the indices of domains."""

SEE = sentence("see {name}")


class TermIndex(Index):
    """The index of names with their definitions; aliases and abbreviations have "see" and the
    name.

    It has no short name, so that it takes no place in the navigation bar of each page. PDF shows
    names and pages; for HTML, :mod:`~sphinx_modelterms.rendering.index_page` makes the page.
    """

    name = "index"
    localname = "Terms from A to Z"
    shortname = None

    def generate(
        self, docnames: Iterable[str] | None = None
    ) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        """Return the entries by letter; an empty list if there is to be no index.

        In HTML, the list is also empty if the project has a page with the docname of the index,
        which Sphinx would overwrite.
        """
        glossary: Glossary = self.domain.build.glossary  # type: ignore[attr-defined]
        if not has_index(glossary, self.domain.env.config.modelterms_index):
            return [], False
        letters = names_by_letter(glossary, docnames)
        if letters and docnames is None and PAGE in self.domain.env.found_docs:
            message = (
                f"the page {PAGE!r} has the name of the index of terms from A to Z, so there is "
                "no index. Rename the page"
            )
            warn(Subtype.PAGES, message, PAGE)
            return [], False
        return [(letter, [*map(_entry, names)]) for letter, names in letters.items()], False


class IndexName(NamedTuple):
    """A name in the index."""

    name: str
    term: Term
    is_other: bool
    """True if it is an alias or the abbreviation of the term."""


def has_index(glossary: Glossary, wanted: str) -> bool:
    """Return True if the project has an index.

    :param wanted: ``modelterms_index``
    """
    if wanted == "off":
        return False
    return bool(glossary.terms or (wanted == "on" and glossary.plain_terms))


def names_by_letter(
    glossary: Glossary, docnames: Iterable[str] | None = None
) -> dict[str, list[IndexName]]:
    """Return the names of all terms and entries, sorted, by their first letter.

    :param docnames: the documents whose terms are shown; by default all
    """
    collation = glossary.collation
    shown = None if docnames is None else set(docnames)
    names = [
        IndexName(name, term, number > 0)
        for term in (*glossary.terms, *glossary.plain_terms)
        if shown is None or term.docname in shown
        for number, name in enumerate((term.full_name, *term.other_names))
    ]
    letters: dict[str, list[IndexName]] = {}
    for name in sorted(names, key=lambda found: (collation.key(found.name), found.term.docname)):
        letters.setdefault(collation.initial(name.name), []).append(name)
    return letters


def translate_title() -> None:
    """Set the title in the project's language; as a lazy text, the JSON builder could not store
    it.
    """
    TermIndex.localname = str(_("Terms from A to Z"))


def _entry(found: IndexName) -> IndexEntry:
    term = found.term
    see = SEE.fill(name=term.full_name) if found.is_other else ""
    text = "" if found.is_other else plain(term.definition)
    return IndexEntry(found.name, 0, *term.target, see, "", text)
