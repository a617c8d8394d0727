"""Conditions of ``only``, ``ifconfig`` and ``todo`` around a record, evaluated for the current
builder."""

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
    """Return the condition on which the content of *node* is shown, or ``None``."""
    if isinstance(node, addnodes.only):
        return ("only", node["expr"])
    if node.tagname == "ifconfig":
        return ("ifconfig", node["expr"])
    if node.tagname in {"todo_node", "todolist"}:
        return ("ifconfig", "todo_include_todos")
    return None


class Conditions:
    """Evaluator of conditions for the current builder and configuration, which remembers its
    answers.

    A condition that cannot be evaluated counts as met: Sphinx shows such content, and warns.
    """

    def __init__(self, builder: Builder, config: Config) -> None:
        self._builder = builder
        self._config = config
        self.answers: dict[Condition, bool] = {}
        """Answers to all conditions that were evaluated."""

    def __call__(self, condition: Condition) -> bool:
        if condition not in self.answers:
            self.answers[condition] = self._is_met(*condition)
        return self.answers[condition]

    def agree_with(self, answers: Mapping[Condition, bool]) -> bool:
        """Return True if each condition in *answers*, those of another build, has the same answer
        now."""
        return all(self(condition) == answer for condition, answer in answers.items())

    def _is_met(self, kind: str, expression: str) -> bool:
        try:
            if kind == "only":
                return bool(self._builder.tags.eval_condition(expression))
            # As in sphinx.ext.ifconfig; the expression comes from a page, and pages are trusted.
            names = {value.name: value.value for value in self._config}
            names["builder"] = self._builder.name
            return bool(eval(expression, names))
        except Exception:
            return True
