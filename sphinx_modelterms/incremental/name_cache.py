"""Cache of the names found in the text of each page, for the next build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.autolink.candidates import (
    NO_CANDIDATES,
    PageCandidates,
    find_candidates,
)
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.incremental.page_files import TEXTS
from sphinx_modelterms.kept_files import keep, load_kept

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.glossary.autolink.name_table import NameTable
    from sphinx_modelterms.glossary.autolink.page_text import PageText


class _Kept(NamedTuple):
    """Cached names of one page's text."""

    read_at: int
    """Time at which Sphinx read the page."""
    candidates: PageCandidates


class NameCache:
    """Cache of the names found in each page's text; only changed pages are searched again.

    :param table: names to find
    """

    def __init__(self, env: BuildEnvironment, table: NameTable) -> None:
        self._env = env
        self._table = table
        self._path = Path(env.doctreedir, "modelterms-names.pickle")

    def all(self) -> dict[str, PageCandidates]:
        """Return the names found on each page, sorted by docname."""
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
        """Load the cache for the same table of names; return none if the file is missing or
        corrupt."""
        kept: dict[str, _Kept] = load_kept(self._path, self._table.fingerprint) or {}
        return kept
