"""First use of an abbreviation on a page, where it is spelled out."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_modelterms.reading.conditions import condition_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_modelterms.glossary.model import Condition, Target
    from sphinx_modelterms.glossary.text.inline import Inline
    from sphinx_modelterms.glossary.views.records import Reference

TITLES = (nodes.title, nodes.subtitle, nodes.rubric, addnodes.centered)
"""Headings, which don't count as a use: they are short, and tables of contents repeat them."""

UNREAD = (nodes.Invisible, nodes.system_message, nodes.decoration)
"""Nodes whose content is not running text of the page: comments, substitution definitions,
messages, headers and footers."""


def is_contents(node: nodes.Node) -> bool:
    """Return True if *node* is a table of contents, which repeats the page's headings."""
    return isinstance(node, nodes.topic) and "contents" in node["classes"]


class FirstUses:
    """Record of the abbreviations in one doctree that have been spelled out so far.

    Only running text that readers of the output format see counts as a use.

    :param holds: returns True if a condition is met with the builder
    """

    def __init__(self, tree: nodes.Element, holds: Callable[[Condition], bool]) -> None:
        self._tree = tree
        self._holds = holds
        self._spelt_out: set[Target] = set()

    def text(self, found: Reference, node: addnodes.pending_xref) -> Inline:
        """Return the text of the reference *node*, whose target was *found*."""
        if not found.first or found.target in self._spelt_out or id(node) in self._uncounted:
            return found.text
        self._spelt_out.add(found.target)
        return found.first

    @cached_property
    def _uncounted(self) -> set[int]:
        """Identities of the references outside of running text."""
        found: set[int] = set()
        self._gather(self._tree, False, found)
        return found

    def _gather(self, node: nodes.Element, outside: bool, found: set[int]) -> None:
        # From the root down: in an assembled doctree, the parents of a document don't lead up to
        # the document whose toctree contains it.
        for child in node.children:
            if isinstance(child, nodes.Element):
                if outside and isinstance(child, addnodes.pending_xref):
                    found.add(id(child))
                self._gather(child, outside or self._is_outside(child), found)

    def _is_outside(self, node: nodes.Element) -> bool:
        condition = condition_of(node)
        hidden = condition is not None and not self._holds(condition)
        return hidden or isinstance(node, (*TITLES, *UNREAD)) or is_contents(node)
