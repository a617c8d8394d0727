"""Parts of cards of which readers see nothing in this format: they get no heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.reading.conditions import Conditions
from sphinx_modelterms.reading.visibility import raw_format_of, shows_anything

if TYPE_CHECKING:
    from sphinx.builders import Builder


class EmptyParts:
    """Finds what is empty on cards, for one builder."""

    def __init__(self, builder: Builder) -> None:
        self._holds = Conditions(builder, builder.config)
        self._builder = builder

    def is_empty(self, part: nodes.Element, name: str) -> bool:
        """Return True if readers see nothing of the part *name*, after taking out examples of
        which they see nothing."""
        if self._builder.name == "gettext":  # which extracts all there is
            return False
        if name == "examples":
            examples = part.children[-1]
            assert isinstance(examples, nodes.bullet_list)
            self._prune(part, examples)
        return not self._shows(part)

    def _prune(self, part: nodes.Element, examples: nodes.bullet_list) -> None:
        """Leave what the items still do, such as being a target, before the list."""
        for item in list(examples.children):
            if not self._shows(item):
                examples.remove(item)
                part.insert(part.index(examples), item.children)
        if not examples.children:
            part.remove(examples)

    def _shows(self, node: nodes.Node) -> bool:
        return shows_anything(node, self._holds, raw_format_of(self._builder))


def unwrap(part: nodes.Element) -> None:
    """Leave what *part* holds in its place, without the block around it."""
    around = part.parent
    place = around.index(part)
    around[place : place + 1] = part.children
