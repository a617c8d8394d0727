"""Escaping for Sphinx's ``changes`` builder (all supported versions of Sphinx).

The builder writes the texts of ``versionadded`` and similar directives into HTML without escaping
them. This module can be removed when the builder escapes them.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.domains.changeset import ChangeSetDomain

    from sphinx_modelterms.domain import ModelTermsDomain


def escape_changes(app: Sphinx, builder: Builder) -> None:
    """On ``write-started``: escape the version notes of pages with terms from data files.

    ``versionadded`` on a page can contain a term, and so text from a data file. By then the
    environment was stored, so no build escapes a text that is escaped already.
    """
    if builder.name != "changes":
        return
    domain: ModelTermsDomain = app.env.domains["modelterms"]  # type: ignore[assignment]
    # ``env.domains.changeset_domain`` came with Sphinx 8.1.
    changes: ChangeSetDomain = app.env.get_domain("changeset")  # type: ignore[assignment]
    with_data = {name for name, page in domain.pages.items() if any(t.data for t in page.terms)}
    for noted in changes.changesets.values():
        noted[:] = [
            change._replace(content=escape(change.content, quote=False))
            if change.docname in with_data
            else change
            for change in noted
        ]
