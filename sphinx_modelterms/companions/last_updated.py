"""The dates of pages that are made of data: that of the data file counts."""

from __future__ import annotations

import hashlib
import os.path
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.domain import ModelTermsDomain


class DataDates:
    """Shows extensions that date pages by Git the data files behind generated pages.

    They take the newest date among a page and the files that it depends on, for pages that were
    read. Data files are dependencies only while these extensions look: else one changed term would
    have all pages read. Where a file has changed, its other pages are dated anew without that.
    """

    def __init__(self) -> None:
        self._before: dict[str, set[Any]] = {}
        self._old_dates: dict[str, Any] = {}
        self._pages: dict[str, list[str]] = {}

    def lend(self, app: Sphinx, env: BuildEnvironment) -> None:
        """On ``env-updated``, before such extensions."""
        domain: ModelTermsDomain = env.domains["modelterms"]  # type: ignore[assignment]
        dates: dict[str, Any] | None = getattr(env, "git_last_updated", None)
        if dates is None:
            return
        generated = domain.build.generated
        for docname in sorted(generated.current & generated.records.keys()):
            self._before[docname] = set(env.dependencies[docname])
            path = os.path.relpath(generated.records[docname].file, env.srcdir)
            env.note_dependency(path, docname=docname)
            self._pages.setdefault(path, []).append(docname)
        for path, docnames in self._pages.items():
            if _noted(domain, path).digest != _digest(env, path):
                for docname in docnames:
                    if dates.get(docname) is not None:
                        self._old_dates[docname] = dates[docname]
                        dates[docname] = None

    def take_back(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """On ``env-updated``, after such extensions and before the environment is stored.

        :returns: the pages that have another date than before
        """
        domain: ModelTermsDomain = env.domains["modelterms"]  # type: ignore[assignment]
        dates: dict[str, Any] = getattr(env, "git_last_updated", {})
        env.dependencies.update(self._before)
        renewed = []
        for docname, date in self._old_dates.items():
            if dates.get(docname) is None:  # Git could not be asked
                dates[docname] = date
            elif dates[docname] != date:
                renewed.append(docname)
        for path, docnames in self._pages.items():
            now = {docname: dates.get(docname) for docname in docnames}
            before = _noted(domain, path).dates
            # A change has another date only when it is committed: it is looked up until then.
            if not before or any(now[name] != before[name] for name in now.keys() & before.keys()):
                domain.data["dated"][path] = Dated(_digest(env, path), now)
        self._before.clear()
        self._old_dates.clear()
        self._pages.clear()
        return renewed


class Dated(NamedTuple):
    """What was known of a data file when its pages were dated."""

    digest: str
    dates: dict[str, Any]
    """Of each page, as the extension keeps it."""


def _noted(domain: ModelTermsDomain, path: str) -> Dated:
    dated: dict[str, Dated] = domain.data.setdefault("dated", {})
    return dated.get(path, Dated("", {}))


def _digest(env: BuildEnvironment, path: str) -> str:
    try:
        content = Path(env.srcdir, path).read_bytes()
    except OSError:
        return ""
    return hashlib.sha256(content).hexdigest()[:16]
