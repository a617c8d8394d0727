"""Records of data files that no page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.diagnostics import Subtype, warn

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from sphinx_modelterms.glossary.datafiles.records import DataTerm


def warn_of_unplaced(
    records: Mapping[str, DataTerm], placed: Container[str], has_pages: bool
) -> None:
    """Say once that *records* are on no page.

    :param records: by folded name
    :param placed: the folded names of those that are on a page
    :param has_pages: if pages are made of data files
    """
    unplaced = [record for name, record in records.items() if name not in placed]
    if unplaced:
        names = ", ".join(record.name for record in unplaced[:3])
        more = f" and {len(unplaced) - 3} more" if len(unplaced) > 3 else ""
        count = f"{len(unplaced)} of {len(records)} terms of the data files"
        cure = "place each with 'term' and no body"
        cure += "" if has_pages else ", or set modelterms_pages"
        where = f"{unplaced[0].file}:{unplaced[0].line}"
        warn(Subtype.UNPLACED, f"{count} are on no page: {names}{more}; {cure}", where)
