"""Roles in text of data files, for texts that are short enough to be read at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from sphinx_modelterms.diagnostics import Subtype, warn

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from docutils.parsers.rst.states import Inliner

    Parsed = tuple[list[nodes.Node], list[nodes.system_message]]

LONGEST = 1_000
"""The most characters of a role's text; formulas have a limit of their own."""


class BoundedRole(SphinxRole):
    """Another role, for texts that are not too long.

    Many roles search their text for a part in brackets, which takes a time that grows with the
    square of its length.
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
        """Read *text* with the other role, or show it."""
        own = dict(options or {})
        if len(text) <= LONGEST:
            return self._role(name, rawtext, text, lineno, inliner, own, content)
        return super().__call__(name, rawtext, text, lineno, inliner, own, content)

    def run(self) -> Parsed:
        """Show the text as it is written."""
        message = f"the text of the role {self.name!r} has more than {LONGEST:,} characters"
        warn(Subtype.UNSAFE_TEXT, f"{message}; it is shown as it is", self.get_location())
        return [nodes.Text(self.text)], []
