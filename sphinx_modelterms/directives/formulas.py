"""Formulas in names of terms and in data-file text, checked after other extensions have created
them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_modelterms.doctree.blocks import DATA, part_of
from sphinx_modelterms.doctree.walking import blocks_by_document
from sphinx_modelterms.rendering.formulas import PROCESSED, shield
from sphinx_modelterms.sources.formulas import FORMULAS, refuse_formulas

if TYPE_CHECKING:
    from typing import Any, ClassVar


def remove_formula_classes(root: nodes.Element) -> None:
    """Remove classes that make MathJax typeset text from all nodes that are not formulas."""
    for node in root.findall(nodes.Element):
        if not isinstance(node, FORMULAS):
            node["classes"] = [name for name in node["classes"] if name not in OF_FORMULAS]


OF_FORMULAS = frozenset({*PROCESSED, "math", "output_area"})
"""Classes that MathJax processes by default, those of Sphinx, and those of MyST-NB."""


class FormulasOfData(SphinxTransform):
    """Check formulas that other extensions created in names of terms and in data-file text.

    Extensions such as ``sphinx-math-dollar`` make formulas of ``$...$`` in any text.
    """

    default_priority: ClassVar[int] = 870
    """Before Sphinx collects titles (880)."""

    def apply(self, **kwargs: Any) -> None:
        docname = self.env.docname
        for _, card in blocks_by_document(self.document, docname, "card"):
            for node in list(card.findall(nodes.Element)):
                if node.get(DATA) or part_of(node) == "title":
                    refuse_formulas(node, self.config, node)
                    remove_formula_classes(node)
        folder = self.config.modelterms_pages.strip("/")
        if folder and docname.startswith(f"{folder}/"):
            for title in self.document.findall(nodes.title):
                shield(title)
