"""Detection of card parts that are empty in the output format, and so get no heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.reading.conditions import Conditions
from sphinx_modelterms.reading.visibility import raw_format_of, shows_anything

if TYPE_CHECKING:
    from sphinx.builders import Builder


class EmptyParts:
    """Detector of empty parts of cards for one builder."""

    def __init__(self, builder: Builder) -> None:
        self._holds = Conditions(builder, builder.config)
        self._builder = builder

    def is_empty(self, part: nodes.Element, name: str) -> bool:
        """Return True if readers see nothing of the part *name*.

        Invisible examples are removed first.
        """
        if self._builder.name == "gettext":  # it extracts everything
            return False
        if name == "examples":
            examples = part.children[-1]
            assert isinstance(examples, nodes.bullet_list)
            self._prune(part, examples)
        return not self._shows(part)

    def _prune(self, part: nodes.Element, examples: nodes.bullet_list) -> None:
        """Remove the invisible items, but keep their content, such as targets, before the list."""
        for item in list(examples.children):
            if not self._shows(item):
                examples.remove(item)
                part.insert(part.index(examples), item.children)
        if not examples.children:
            part.remove(examples)

    def _shows(self, node: nodes.Node) -> bool:
        return shows_anything(node, self._holds, raw_format_of(self._builder))


def unwrap(part: nodes.Element) -> None:
    """Replace *part* by its children."""
    around = part.parent
    place = around.index(part)
    around[place : place + 1] = part.children
