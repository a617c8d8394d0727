"""Node classes of ours, which visitors that do not know them see as standard nodes.

Visitors of docutils go by the name of a node's class, not by its base classes, and many raise an
error for a name that they do not know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxTranslator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class OwnNode(nodes.Node):
    """A node of one of our classes.

    Visitors with a method for the class use that; for others its :meth:`standard` nodes are
    visited. Writers that use no visitors but the names of tags find that of a standard node.
    """

    def standard(self) -> Iterable[nodes.Node]:
        """Return new nodes of docutils' own classes that show the same, as well as they can.

        A node with children returns one, which takes them over while it is visited.
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
        """Return the :meth:`standard` nodes, or what suits *visitor* better."""
        return self.standard()

    def _in_place(self, visitor: nodes.NodeVisitor, visit: Callable[[nodes.Node], bool]) -> bool:
        """Visit the standard nodes as if they were in the tree; True if *visit* says to stop.

        Visitors may change what is within them, as the one does that says which language code is
        in: the changes stay.
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
    """Give *element* the children that it has lent to the node that stood in for it."""
    assert isinstance(element, nodes.Element)
    assert isinstance(standard, nodes.Element)
    element.children = standard.children
    for child in element.children:
        child.parent = element


_GENERAL = (nodes.SparseNodeVisitor, nodes.GenericNodeVisitor)


def is_known(node: nodes.Node, visitor: nodes.NodeVisitor) -> bool:
    """Return True if *visitor* has a method for the class of *node*, or does not go by names."""
    kind = type(visitor)
    if kind.dispatch_visit is nodes.NodeVisitor.dispatch_visit:
        name = f"visit_{type(node).__name__}"
        method = getattr(visitor, name, None)
        # Sphinx gives these classes of docutils a method for each node that it is told of.
        made = (getattr(base, name, None) for base in _GENERAL)
        return getattr(method, "__func__", method) not in {None, *made}
    if kind.dispatch_visit is SphinxTranslator.dispatch_visit:
        return any(hasattr(visitor, f"visit_{base.__name__}") for base in type(node).__mro__)
    return True


def shared_attributes(element: nodes.Element) -> dict[str, list[str]]:
    """The attributes of *element* that every element has."""
    return {name: [*element[name]] for name in ("ids", "classes", "names", "dupnames")}
