"""Places of texts and terms in the source directory, for the link report."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_modelterms.export.report_input import Sources
from sphinx_modelterms.glossary.entry_places import place_of_entry
from sphinx_modelterms.relative_paths import relative_path

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.model import Term

REST = "restructuredtext"


def sources_of(app: Sphinx) -> Sources:
    """Return the functions that find the places of texts and terms of a project."""
    env = app.env
    domain: ModelTermsDomain = env.domains["modelterms"]  # type: ignore[assignment]

    def file(docname: str, source: str) -> str:
        name = relative_path(source or env.doc2path(docname), app.srcdir)
        # Names are in UTF-8 on nearly every disk, whatever the locale.
        return os.fsencode(name).decode("utf-8", "replace")

    def line(docname: str, source: str, number: int) -> int:
        return domain.moved(docname).now(source, number)

    @cache
    def place(term: Term) -> tuple[str, int]:
        entry = domain.build.glossary.entry_at(term.target)
        if entry is None:
            source, number = term.location.source, term.location.line
            found = source or str(env.doc2path(term.docname))
            return file(term.docname, source), line(term.docname, found, number)
        path = str(env.doc2path(term.docname))
        written = place_of_entry(path, entry).removeprefix(path).removeprefix(":")
        return file(term.docname, ""), int(written or 0)

    def is_markdown(docname: str, source: str) -> bool:
        # MyST-Parser and MyST-NB register source types of their own.
        kinds = app.config.source_suffix
        own = kinds.get(Path(env.doc2path(docname)).suffix, REST)
        # Other files, such as data files, have the markup of the page.
        return bool(kinds.get(Path(source).suffix, own) != REST)

    return Sources(file, line, place, is_markdown)
