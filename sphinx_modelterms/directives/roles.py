"""Roles that the extension adds to Sphinx's own ``:term:``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.roles import XRefRole
from sphinx.util.docutils import SphinxRole

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils.nodes import system_message


class RecordRole(XRefRole):
    """Reference that takes its text from the record that it links to::

    <pending_xref refdomain="modelterms" reftype="KIND" reftarget="...">

    - ``:term-def:`x``` writes the definition of x into the sentence.
    - ``:term-abbr:`x``` spells the abbreviation out at its first use on a page.
    - ``:term-compare:`A; B``` links the comparison of these terms, or the one with this id.

    :param kind: ``def``, ``abbr`` or ``compare``
    """

    def __init__(self, kind: str) -> None:
        super().__init__(innernodeclass=nodes.inline, warn_dangling=True)
        self.kind = kind

    def run(self) -> tuple[list[nodes.Node], list[system_message]]:
        # The bare name too: Sphinx would otherwise look the node up as a role without a domain.
        self.refdomain, self.reftype = "modelterms", self.kind
        self.classes = ["xref", f"mt-{self.kind}"]
        return self.create_non_xref_node() if self.disabled else self.create_xref_node()


class NoAutolinkRole(SphinxRole):
    """Text that is never linked automatically: ``<inline classes="no-autolink">``."""

    def run(self) -> tuple[list[nodes.Node], list[system_message]]:
        return [nodes.inline(self.rawtext, self.text, classes=["no-autolink"])], []


RECORD_ROLES: Mapping[str, RecordRole] = {
    kind: RecordRole(kind) for kind in ("def", "abbr", "compare")
}
"""Roles whose text comes from records; without the domain, their names begin with ``term-``."""
