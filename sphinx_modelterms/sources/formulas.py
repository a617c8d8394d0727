"""Formulas in text of data files: those with commands that are not allowed become plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.config import ModelTermsConfig
from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.formulas.allowed import problem_of_formula

if TYPE_CHECKING:
    from sphinx.config import Config

FORMULAS = (nodes.math, nodes.math_block)


def refused_formula(node: nodes.Element, config: Config) -> tuple[str, nodes.Element] | None:
    """Check a formula against the allow-list.

    :return: the problem and a node to show instead; ``None`` if the formula is allowed, or if
        *node* isn't a formula
    """
    if not isinstance(node, FORMULAS):
        return None
    ours = ModelTermsConfig.from_sphinx(config)
    text = node.astext()
    problem = problem_of_formula(
        text,
        ours.all_limits["formula"],
        ours.formula_commands,
        display=isinstance(node, nodes.math_block),
        whole=bool(node.get("no-wrap", node.get("nowrap"))),
    )
    if not problem:
        return None
    shown = " ".join(text.split())
    shown = f"{shown[:50]}…" if len(shown) > 50 else shown
    message = f"the formula {shown!r} is shown as plain text: {problem}"
    if isinstance(node.parent, nodes.TextElement):
        return message, nodes.literal(text, text)
    return message, nodes.literal_block(text, text, language="none")


def refuse_formulas(root: nodes.Element, config: Config, location: str | nodes.Node) -> None:
    """Replace the formulas in *root* that are not allowed by their text, with a warning each."""
    for node in [*root.findall(nodes.math), *root.findall(nodes.math_block)]:
        if refused := refused_formula(node, config):
            message, instead = refused
            warn(Subtype.UNSAFE_TEXT, message, location)
            node.replace_self(instead)
