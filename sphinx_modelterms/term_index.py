"""The index of all terms from A to Z."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.domains import Index, IndexEntry

from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.text.inline import plain
from sphinx_modelterms.translations import _, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Term

PAGE = "modelterms-index"
"""Docname of the index: domain and short name."""

SEE = sentence("see {name}")


class TermIndex(Index):
    """The index of names with their definitions; aliases and abbreviations have "see" and the
    name.

    It has no short name, so that it takes no place in the navigation bar of each page. PDF shows
    names and pages.
    """

    name = "index"
    localname = "Terms from A to Z"
    shortname = None

    def generate(
        self, docnames: Iterable[str] | None = None
    ) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        """Return the entries by letter; none at all without terms.

        In HTML, there are none either if a page of the user has the docname of the index, which
        Sphinx would overwrite.
        """
        glossary: Glossary = self.domain.build.glossary  # type: ignore[attr-defined]
        collation = glossary.collation
        shown = None if docnames is None else set(docnames)
        entries = [
            entry
            # Without terms of ours, the project has no such index at all.
            for term in (*glossary.terms, *(glossary.plain_terms if glossary.terms else ()))
            if shown is None or term.docname in shown
            for entry in _entries(term)
        ]
        if entries and docnames is None and PAGE in self.domain.env.found_docs:
            message = (
                f"the page {PAGE!r} stands where the index of terms from A to Z would; there is "
                "no such index: rename the page"
            )
            warn(Subtype.PAGES, message, PAGE)
            return [], False
        letters: dict[str, list[IndexEntry]] = {}
        for entry in sorted(entries, key=lambda e: (collation.key(e.name), e.docname)):
            letters.setdefault(collation.initial(entry.name), []).append(entry)
        return list(letters.items()), False


def translate_title() -> None:
    """Set the title in the project's language; as a lazy text, the JSON builder could not store
    it.
    """
    TermIndex.localname = str(_("Terms from A to Z"))


def _entries(term: Term) -> Iterator[IndexEntry]:
    target = term.target
    yield IndexEntry(term.name, 0, *target, "", "", plain(term.definition))
    see = SEE.fill(name=term.name)
    for name in term.other_names:
        yield IndexEntry(name, 0, *target, see, "", "")
