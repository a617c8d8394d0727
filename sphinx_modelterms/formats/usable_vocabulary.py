"""The terms of a ``modelterms.json`` that programs can use: with a name and a URL of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.formats.vocabulary import RELATIONS, checked_glossary, vocabulary_of
from sphinx_modelterms.glossary.text.names import FreeNames

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from sphinx_modelterms.formats.vocabulary import PublishedTerm, Vocabulary


def read_vocabulary(
    content: bytes,
    *,
    base: str = "",
    project: str = "",
    with_drafts: bool = False,
) -> Vocabulary:
    """Return the terms of a ``modelterms.json`` that programs can use.

    The file says the address of the site and the project, unless they are given.

    :param base: the address of the site
    :raises NotAGlossary: if the file can't be used
    """
    glossary = checked_glossary(content)
    return _usable(vocabulary_of(glossary, base, project, with_drafts))


def _usable(vocabulary: Vocabulary) -> Vocabulary:
    """Return *vocabulary* with terms that programs can use, and the messages about the others.

    A term without a name is left out. The URL is the identity of a term in several formats, so a
    second term with one URL gets another, which leads to the same page. No term has a relation to
    itself.
    """
    urls = FreeNames([vocabulary.base])
    kept, doubled = [], []
    for term in vocabulary.terms:
        if not term.name:
            continue
        if term.url in urls:
            doubled.append(term.url)
        changes = _changes(term, urls)
        kept.append(term._replace(**changes) if changes else term)
    what = "several terms, or a term and the site,"
    problems = problems_of_terms(len(vocabulary.terms) - len(kept), doubled, what)
    return vocabulary._replace(terms=tuple(kept), problems=tuple(problems))


def problems_of_terms(
    nameless: int, doubled: Sequence[str], what: str = "several terms"
) -> Iterator[str]:
    """Yield the messages about terms that programs can't use as they are.

    :param nameless: number of terms without a name
    :param doubled: URLs of more than one thing
    :param what: the things that can have one URL
    """
    if nameless:
        yield f"terms without a name are left out: {nameless:,}"
    if doubled:
        yield (
            f"{what} have the URL {doubled[0][:80]!r}, so links can't tell them apart. Build the "
            "site again"
        )


def _changes(term: PublishedTerm, urls: FreeNames) -> dict[str, Any]:
    """Return the fields of a term that change."""
    changes: dict[str, Any] = {
        field: tuple(url for url in getattr(term, field) if url != term.url)
        for field in RELATIONS
        if term.url in getattr(term, field)
    }
    if term.replaced_by == term.url:
        changes["replaced_by"] = ""
    if any(relation.url == term.url for relation in term.foreign):
        changes["foreign"] = tuple(other for other in term.foreign if other.url != term.url)
    wanted = term.url if term.url not in urls or "#" in term.url else f"{term.url}#term"
    own = urls.take(wanted)
    return changes if own == term.url else {**changes, "url": own}
