"""Fences of directives in Markdown that are never closed: MyST-Parser ends them with the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.patterns import late_pattern
from sphinx_modelterms.linking.lookalikes import NAME, is_markdown_page

if TYPE_CHECKING:
    from sphinx.application import Sphinx

FENCE = late_pattern(r"\s*(`{3,}|~{3,}|:{3,})\s*(.*)")
DIRECTIVE = late_pattern(r"\{" + NAME + r"\}\s*(.*)")


def warn_of_open_fence(app: Sphinx, docname: str, source: list[str]) -> None:
    """On ``source-read``: warn of a directive that takes in the rest of its page."""
    if "{term" not in source[0] and "{modelterms:" not in source[0]:
        return
    if not is_markdown_page(app, docname):
        return
    colons = "colon_fence" in getattr(app.config, "myst_enable_extensions", ())
    opened = None
    for number, line in enumerate(source[0].splitlines(), 1):
        found = FENCE.match(line)
        if found is None or (found[1][0] == ":" and not colons):
            continue
        if opened is None:
            opened = found[1], found[2], number
        elif not found[2] and found[1].startswith(opened[0]):
            opened = None
    if opened and (directive := DIRECTIVE.match(opened[1])):
        where = f"{app.env.doc2path(docname)}:{opened[2]}"
        what = f"{directive[1]} {directive[2]}".strip()
        message = (
            f"the fence of {what!r} is never closed, so that it takes in the rest of the page: "
            f"write {opened[0]} below its text"
        )
        warn(Subtype.FENCE, message, where)
