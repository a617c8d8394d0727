"""The text of pages from one build to the next: a file a page, and one with the names in them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.autolink.candidates import (
    NO_CANDIDATES,
    PageCandidates,
    find_candidates,
)
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.incremental.page_text_files import TEXTS
from sphinx_modelterms.kept_files import keep, load_kept

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.glossary.autolink.name_table import NameTable
    from sphinx_modelterms.glossary.autolink.page_text import PageText


class _Kept(NamedTuple):
    """The names in the text of a page as they were found."""

    read_at: int
    """When Sphinx had read the page."""
    candidates: PageCandidates


class NamesInTexts:
    """What was found in the text of each page; only changed pages are searched again.

    :param table: the names to find
    """

    def __init__(self, env: BuildEnvironment, table: NameTable) -> None:
        self._env = env
        self._table = table
        self._path = Path(env.doctreedir, "modelterms-names.pickle")

    def all(self) -> dict[str, PageCandidates]:
        """The names of each page, in order of the pages' names."""
        old = self._load()
        new = {docname: self._page(docname, old) for docname in sorted(self._env.found_docs)}
        if new != old:
            keep(self._path, self._table.fingerprint, new)
        return {docname: kept.candidates for docname, kept in new.items()}

    def _page(self, docname: str, old: dict[str, _Kept]) -> _Kept:
        read_at = self._env.all_docs.get(docname, 0)
        kept = old.get(docname)
        if kept is not None and kept.read_at == read_at:
            return kept
        text: PageText | None = TEXTS.load(self._env, docname)
        found = find_candidates(text, self._table.matcher) if text else NO_CANDIDATES
        return _Kept(read_at, found)

    def _load(self) -> dict[str, _Kept]:
        """What was found for the same names; nothing if the file is missing or spoilt."""
        kept: dict[str, _Kept] = load_kept(self._path, self._table.fingerprint) or {}
        return kept
