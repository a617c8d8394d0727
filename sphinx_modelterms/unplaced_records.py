"""Warnings about records of data files that no page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.scopes import meaning_key, with_scope

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_modelterms.glossary.datafiles.records import DataTerm
    from sphinx_modelterms.glossary.model import Term


def warn_of_unplaced(
    records: Mapping[str, DataTerm],
    terms: Iterable[Term],
    folder: str,
    unread: Iterable[DataTerm],
    unwritten: Iterable[DataTerm],
) -> None:
    """Warn once that *records* are on no page.

    :param records: by key
    :param terms: those of all pages
    :param folder: folder of the generated pages, or ``""``
    :param unread: those whose pages Sphinx does not read
    :param unwritten: those whose pages could not be written, about which there was a warning
    """
    placed = {meaning_key(term.source_name, term.scope) for term in terms}
    known = placed.union(record.key for record in unwritten)
    missing = {key: record for key, record in records.items() if key not in known}
    if missing:
        unplaced = list(missing.values())
        names = ", ".join(with_scope(record.name, record.scope) for record in unplaced[:3])
        more = f" and {len(unplaced) - 3} more" if len(unplaced) > 3 else ""
        count = f"{len(unplaced)} of {len(records)} terms of the data files"
        cure = _cure(folder, any(record.key in missing for record in unread))
        where = f"{unplaced[0].file}:{unplaced[0].line}"
        warn(Subtype.UNPLACED, f"{count} are on no page: {names}{more}. {cure}", where)


def _cure(folder: str, is_unread: bool) -> str:
    if not folder:
        return "Show each with a 'term' directive without a body, or set modelterms_pages"
    if is_unread:
        return (
            f"Sphinx doesn't read their pages in {folder!r} (modelterms_pages). Remove them from "
            "exclude_patterns, or add them to include_patterns"
        )
    return "Show each with a 'term' directive without a body"
