"""Lines of data files in messages about pages that are written, but were not read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from typing import Any, ClassVar

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.movedlines import MovedLines


class CurrentLines(SphinxPostTransform):
    """Give nodes that were made of records the lines that these have now."""

    default_priority: ClassVar[int] = 1
    """Before anything that has to warn."""

    def run(self, **kwargs: Any) -> None:
        domain: ModelTermsDomain = self.env.domains["modelterms"]  # type: ignore[assignment]
        self._update(domain, self.document, self.env.current_document.docname)

    def _update(self, domain: ModelTermsDomain, tree: nodes.Element, docname: str) -> None:
        moved = domain.moved(docname)
        if moved:
            _correct(tree, "", moved)
        if domain.assembled:
            for inner in _documents(tree):
                self._update(domain, inner, inner["docname"])


def _correct(node: nodes.Node, source: str, moved: MovedLines) -> None:
    """Correct the lines of *node* and of what it holds, but not of other documents.

    :param source: the file of the node around it
    """
    source = node.source or source
    if node.line and source:
        node.line = moved.now(source, node.line)
    for child in node.children:
        if not isinstance(child, addnodes.start_of_file):
            _correct(child, source, moved)


def _documents(tree: nodes.Element) -> list[addnodes.start_of_file]:
    """The documents within *tree*, without those within them."""
    found: list[addnodes.start_of_file] = []
    for child in tree.children:
        if isinstance(child, addnodes.start_of_file):
            found.append(child)
        elif isinstance(child, nodes.Element):
            found += _documents(child)
    return found
