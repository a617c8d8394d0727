"""From an item of one of Sphinx's own glossaries to its records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_modelterms.glossary.characters import without_controls
from sphinx_modelterms.glossary.model import Entry
from sphinx_modelterms.linking.records import first_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_modelterms.glossary.model import Condition


def glossary_entries(
    item: nodes.definition_list_item, docname: str, conditions: tuple[Condition, ...]
) -> Iterator[Entry]:
    """The names of *item*, which share a definition; none if it is of another list."""
    names = [name for node in item.children for name in _names(node)]
    if not names:
        return
    head = names[0][1]
    below = (node for node in item.children if isinstance(node, nodes.definition))
    definition = next(map(first_text, below), ())
    for text, anchor in names:
        first = "" if anchor == head else head
        yield Entry(text, docname, anchor, definition, conditions, first)


def _names(node: nodes.Node) -> Iterator[tuple[str, str]]:
    """Name and anchor of an entry: its term has a main index entry inside."""
    if isinstance(node, nodes.term) and node["ids"]:
        for index in node.children:
            if isinstance(index, addnodes.index):
                for _, text, anchor, main, _ in index["entries"]:
                    if main == "main" and anchor in node["ids"]:
                        yield without_controls(text), anchor
