"""Limit for the length of a role's text in data files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from sphinx_modelterms.diagnostics import Subtype, warn

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from docutils.parsers.rst.states import Inliner

    Parsed = tuple[list[nodes.Node], list[nodes.system_message]]

MAX_CHARACTERS = 1_000
"""Maximum length of a role's text; formulas have their own limit."""


class BoundedRole(SphinxRole):
    """A wrapper of another role that shows long text without parsing it.

    Many roles search their text for a target in brackets, in a time that grows with the square of
    its length.
    """

    def __init__(self, role: Callable[..., Parsed]) -> None:
        self._role = role

    def __call__(
        self,
        name: str,
        rawtext: str,
        text: str,
        lineno: int,
        inliner: Inliner,
        options: Mapping[str, Any] | None = None,
        content: Sequence[str] = (),
    ) -> Parsed:
        """Run the other role on *text*, or show it if it is too long."""
        own = dict(options or {})
        if len(text) <= MAX_CHARACTERS:
            return self._role(name, rawtext, text, lineno, inliner, own, content)
        return super().__call__(name, rawtext, text, lineno, inliner, own, content)

    def run(self) -> Parsed:
        """Return the text as written, with a warning."""
        message = f"the text of the role {self.name!r} has more than {MAX_CHARACTERS:,} characters"
        warn(Subtype.UNSAFE_TEXT, f"{message}, so it is shown as plain text", self.get_location())
        return [nodes.Text(self.text)], []
