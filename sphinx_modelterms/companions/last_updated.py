"""Dates of generated pages for sphinx-last-updated-by-git (all versions).

A generated page has the date of its data file: its own source is not in Git, or changes less often
than its term. This module can be removed when the extension lets others name the files that a page
is dated by.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.regular_files import read_whole
from sphinx_modelterms.relative_paths import relative_path

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.domain import ModelTermsDomain


class DataDates:
    """Makes data files dependencies of generated pages while the extension dates pages.

    For each page that was read, the extension takes the newest date of its source and the files
    that it depends on. Data files are dependencies for this time only: otherwise, one changed term
    would make Sphinx read all pages. If a data file has changed, its pages that were not read are
    dated again, too.
    """

    def __init__(self) -> None:
        self._before: dict[str, set[Any]] = {}
        self._old_dates: dict[str, Any] = {}
        self._pages: dict[str, list[str]] = {}

    def add_dependencies(self, app: Sphinx, env: BuildEnvironment) -> None:
        """On ``env-updated``: make data files dependencies of pages before
        sphinx-last-updated-by-git dates them.
        """
        domain: ModelTermsDomain = env.domains["modelterms"]  # type: ignore[assignment]
        dates: dict[str, Any] | None = getattr(env, "git_last_updated", None)
        if dates is None:
            return
        generated = domain.build.generated
        for docname in sorted(generated.current & generated.records.keys()):
            self._before[docname] = set(env.dependencies[docname])
            path = relative_path(generated.records[docname].file, env.srcdir)
            # ``note_dependency`` cannot name a page before Sphinx 8.2.
            env.dependencies[docname].add(env.srcdir / path)
            self._pages.setdefault(path, []).append(docname)
        for path, docnames in self._pages.items():
            if _noted(domain, path).digest != _digest(env, path):
                for docname in docnames:
                    if dates.get(docname) is not None:
                        self._old_dates[docname] = dates[docname]
                        dates[docname] = None

    def remove_dependencies(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """On ``env-updated``: remove the data files from the dependencies after
        sphinx-last-updated-by-git has run, and return the pages whose date has changed.

        This is before the environment is stored.
        """
        domain: ModelTermsDomain = env.domains["modelterms"]  # type: ignore[assignment]
        dates: dict[str, Any] = getattr(env, "git_last_updated", {})
        env.dependencies.update(self._before)
        renewed = []
        for docname, date in self._old_dates.items():
            if dates.get(docname) is None:  # the extension could not run Git
                dates[docname] = date
            elif dates[docname] != date:
                renewed.append(docname)
        for path, docnames in self._pages.items():
            now = {docname: dates.get(docname) for docname in docnames}
            before = _noted(domain, path).dates
            # A change gets its date when it is committed: compare dates in each build until then.
            if not before or any(now[name] != before[name] for name in now.keys() & before.keys()):
                domain.data["dated"][path] = Dated(_digest(env, path), now)
        self._before.clear()
        self._old_dates.clear()
        self._pages.clear()
        return renewed


class Dated(NamedTuple):
    """State of a data file when its pages were dated."""

    digest: str
    dates: dict[str, Any]
    """Date of each page, as the extension stores it."""


def _noted(domain: ModelTermsDomain, path: str) -> Dated:
    dated: dict[str, Dated] = domain.data.setdefault("dated", {})
    return dated.get(path, Dated("", {}))


def _digest(env: BuildEnvironment, path: str) -> str:
    try:
        content = read_whole(Path(env.srcdir, path))
    except OSError:
        return ""
    return hashlib.sha256(content).hexdigest()[:16]
