"""Records of pages with further terms, to see what these would link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.model import SourceLocation, Term
from sphinx_modelterms.glossary.option_specs import FIELDS
from sphinx_modelterms.glossary.scopes import meaning_key
from sphinx_modelterms.glossary.text.inline import text_run
from sphinx_modelterms.glossary.text.names import anchor

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from sphinx_modelterms.glossary.datafiles.records import DataTerm
    from sphinx_modelterms.glossary.model import Page


def with_terms(
    pages: Mapping[str, Page], records: Iterable[DataTerm], home: str
) -> dict[str, Page]:
    """Return the pages that change if terms are added, with these terms.

    The fields of a record replace those of a term with the same name and scope. Other terms are
    put on the page *home*.
    """
    changed = dict(pages)
    places = {
        meaning_key(term.source_name, term.scope): (docname, number)
        for docname, page in pages.items()
        for number, term in enumerate(page.terms)
    }
    for record in records:
        fields = _fields(record)
        key = meaning_key(record.name, record.scope)
        docname, number = places.get(key, (home, -1))
        terms = list(changed[docname].terms)
        if number < 0:
            places[key] = (home, len(terms))
            place = SourceLocation(record.file, record.line)
            terms.append(
                Term(home, anchor(record.name, record.scope), record.name, record.name, place)
            )
        terms[number] = terms[number]._replace(**fields)
        changed[docname] = changed[docname]._replace(terms=tuple(terms))
    return {docname: page for docname, page in changed.items() if page != pages[docname]}


def _fields(record: DataTerm) -> dict[str, Any]:
    """Return the fields of a term that a record gives; its texts are without markup."""
    fields = {FIELDS[name]: value for name, value in record.options.items() if name in FIELDS}
    if record.definition:
        fields["definition"] = text_run(record.definition.text)
    return fields
