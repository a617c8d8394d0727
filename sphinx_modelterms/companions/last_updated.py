"""The dates of pages that are made of data: that of the data file counts."""

from __future__ import annotations

import os.path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.domain import ModelTermsDomain


class DataDates:
    """Shows extensions that date pages by Git the data files behind generated pages.

    They take the newest date among a page and the files that it depends on. Data files are
    dependencies only while these extensions look: else one changed term would have all pages read.
    """

    def __init__(self) -> None:
        self._before: dict[str, set[Any]] = {}

    def lend(self, app: Sphinx, env: BuildEnvironment) -> None:
        """On ``env-updated``, before such extensions."""
        domain: ModelTermsDomain = env.domains["modelterms"]  # type: ignore[assignment]
        if not hasattr(env, "git_last_updated"):
            return
        for docname in domain.build.generated.current & domain.build.generated.records.keys():
            self._before[docname] = set(env.dependencies[docname])
            path = os.path.relpath(domain.build.generated.records[docname].file, env.srcdir)
            env.note_dependency(path, docname=docname)

    def take_back(self, app: Sphinx, env: BuildEnvironment) -> None:
        """On ``env-updated``, after such extensions and before the environment is stored."""
        env.dependencies.update(self._before)
        self._before.clear()
