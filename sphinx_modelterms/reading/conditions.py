"""What ``only``, ``ifconfig`` and ``todo`` around a record say, for the builder of this run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx import addnodes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docutils import nodes
    from sphinx.builders import Builder
    from sphinx.config import Config

    from sphinx_modelterms.glossary.model import Condition


def condition_of(node: nodes.Element) -> Condition | None:
    """The condition that *node* puts on its content."""
    if isinstance(node, addnodes.only):
        return ("only", node["expr"])
    if node.tagname == "ifconfig":
        return ("ifconfig", node["expr"])
    if node.tagname in {"todo_node", "todolist"}:
        return ("ifconfig", "todo_include_todos")
    return None


class Conditions:
    """Tells whether conditions are met in this run.

    A condition that cannot be evaluated counts as met: Sphinx shows such content, and warns.
    """

    def __init__(self, builder: Builder, config: Config) -> None:
        self._builder = builder
        self._config = config
        self.answers: dict[Condition, bool] = {}
        """All that was asked, with the answers."""

    def __call__(self, condition: Condition) -> bool:
        if condition not in self.answers:
            self.answers[condition] = self._is_met(*condition)
        return self.answers[condition]

    def agree_with(self, answers: Mapping[Condition, bool]) -> bool:
        """Whether all conditions that were asked in another run have the same answers now."""
        return all(self(condition) == answer for condition, answer in answers.items())

    def _is_met(self, kind: str, expression: str) -> bool:
        try:
            if kind == "only":
                return bool(self._builder.tags.eval_condition(expression))
            # As sphinx.ext.ifconfig does; the expression stands in a page, which is trusted.
            names = {value.name: value.value for value in self._config}
            names["builder"] = self._builder.name
            return bool(eval(expression, names))
        except Exception:
            return True
