"""Labels of blocks, by which ``:ref:`` finds them and their titles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def label_block(env: BuildEnvironment, docname: str, node: nodes.Element, title: str) -> None:
    """Register the title of a block's label. Sphinx does so for sections only."""
    if isinstance(node, nodes.section):
        return
    standard = env.domains["std"]
    for name in node["names"]:
        _, anchor = standard.anonlabels.setdefault(name, (docname, node["ids"][0]))
        standard.labels[name] = (docname, anchor, title)
