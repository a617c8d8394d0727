"""The ``changes`` builder, which writes what pages say of versions without escaping it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.domains.changeset import ChangeSetDomain

    from sphinx_modelterms.domain import ModelTermsDomain


def escape_changes(app: Sphinx, builder: Builder) -> None:
    """On ``write-started``: escape what pages with terms of data files say of versions.

    ``versionadded`` of a page can hold a term, and with it text of a data file. The environment
    has been stored by then, so that each build escapes once.
    """
    if builder.name != "changes":
        return
    domain: ModelTermsDomain = app.env.domains["modelterms"]  # type: ignore[assignment]
    changes: ChangeSetDomain = app.env.domains.changeset_domain
    with_data = {name for name, page in domain.pages.items() if any(t.data for t in page.terms)}
    for noted in changes.changesets.values():
        noted[:] = [
            change._replace(content=escape(change.content, quote=False))
            if change.docname in with_data
            else change
            for change in noted
        ]
