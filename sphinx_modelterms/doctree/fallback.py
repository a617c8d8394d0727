"""Custom nodes, visited as standard nodes by visitors that have no method for them.

Visitors of docutils dispatch on the name of a node's class, not on its base classes, and many
raise an error for an unknown name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxTranslator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class OwnNode(nodes.Node):
    """Base class of custom nodes.

    A visitor that has a method for the class visits the node; other visitors visit its
    :meth:`standard` nodes. The tag name is that of a standard node, for writers that use the tag
    name instead of visitors.
    """

    def standard(self) -> Iterable[nodes.Node]:
        """Return new standard docutils nodes that show the same content as closely as possible.

        A node with children returns exactly one node, which has the children while it is visited.
        """
        raise NotImplementedError

    def walk(self, visitor: nodes.NodeVisitor) -> bool:
        if is_known(self, visitor):
            return super().walk(visitor)
        return self._in_place(visitor, lambda node: node.walk(visitor))

    def walkabout(self, visitor: nodes.NodeVisitor) -> bool:
        if is_known(self, visitor):
            return super().walkabout(visitor)
        return self._in_place(visitor, lambda node: node.walkabout(visitor))

    def standard_for(self, visitor: nodes.NodeVisitor) -> Iterable[nodes.Node]:
        """Return the :meth:`standard` nodes, or nodes that suit *visitor* better."""
        return self.standard()

    def _in_place(self, visitor: nodes.NodeVisitor, visit: Callable[[nodes.Node], bool]) -> bool:
        """Visit the standard nodes as if they were in the doctree; return True if *visit* does.

        Visitors may change the nodes inside them, as Sphinx's visitor does that sets the language
        of code; the changes are kept.
        """
        lent = bool(self.children)
        for node in self.standard_for(visitor):
            node.parent = self.parent
            if self.document is not None:
                node.document = self.document
            try:
                if visit(node):
                    return True
            finally:
                if lent:
                    _take_back(self, node)
        return False


def _take_back(element: nodes.Node, standard: nodes.Node) -> None:
    """Move the children of *standard*, which was visited instead of *element*, back to it."""
    assert isinstance(element, nodes.Element)
    assert isinstance(standard, nodes.Element)
    element.children = standard.children
    for child in element.children:
        child.parent = element


_GENERAL = (nodes.SparseNodeVisitor, nodes.GenericNodeVisitor)


def is_known(node: nodes.Node, visitor: nodes.NodeVisitor) -> bool:
    """Return True if *visitor* has a method for the class of *node*, or dispatches differently."""
    kind = type(visitor)
    if kind.dispatch_visit is nodes.NodeVisitor.dispatch_visit:
        name = f"visit_{type(node).__name__}"
        method = getattr(visitor, name, None)
        # Sphinx adds a method to these docutils classes for each node that is registered.
        made = (getattr(base, name, None) for base in _GENERAL)
        return getattr(method, "__func__", method) not in {None, *made}
    if kind.dispatch_visit is SphinxTranslator.dispatch_visit:
        return any(hasattr(visitor, f"visit_{base.__name__}") for base in type(node).__mro__)
    return True


def shared_attributes(element: nodes.Element) -> dict[str, list[str]]:
    """Return copies of the attributes of *element* that every element has."""
    return {name: [*element[name]] for name in ("ids", "classes", "names", "dupnames")}
