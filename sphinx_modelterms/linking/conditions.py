"""What ``only``, ``ifconfig`` and ``todo`` around a record say, for the builder of this run."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sphinx import addnodes

if TYPE_CHECKING:
    from collections.abc import Callable

    from docutils import nodes
    from sphinx.application import Sphinx

    from sphinx_modelterms.glossary.model import Condition


def condition_of(node: nodes.Element) -> Condition | None:
    """The condition that *node* puts on its content."""
    if isinstance(node, addnodes.only):
        return ("only", node["expr"])
    if node.tagname == "ifconfig":
        return ("ifconfig", node["expr"])
    if node.tagname == "todo_node":
        return ("ifconfig", "todo_include_todos")
    return None


def condition_checker(app: Sphinx) -> Callable[[Condition], bool]:
    """A function that tells whether a condition is met.

    A condition that cannot be evaluated counts as met: Sphinx shows such content, and warns.
    """

    @cache
    def holds(condition: Condition) -> bool:
        kind, expression = condition
        try:
            if kind == "only":
                return bool(app.builder.tags.eval_condition(expression))
            # As sphinx.ext.ifconfig does; the expression stands in a page, which is trusted.
            names = {value.name: value.value for value in app.config}
            names["builder"] = app.builder.name
            return bool(eval(expression, names))
        except Exception:
            return True

    return holds
