"""Files with the text of each page, kept with the doctrees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.incremental.page_files import SideFile
from sphinx_modelterms.settings import reads_text

if TYPE_CHECKING:
    from collections.abc import Set

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


TEXTS = SideFile("text")


def pages_without_text(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> list[str]:
    """On ``env-get-outdated``: return the pages whose text is missing, to be read again."""
    if not reads_text(app):
        return []
    pages = env.all_docs.keys() - changed - removed
    return sorted(docname for docname in pages if not TEXTS.exists(env, docname))
