"""Current line numbers of data files, for messages about pages that were not read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_modelterms.doctree.walking import beginnings, begun_document, documents_in

if TYPE_CHECKING:
    from typing import Any, ClassVar

    from docutils import nodes

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.moved_lines import MovedLines


class CurrentLines(SphinxPostTransform):
    """Set the line numbers of nodes from data files to the current lines of their records."""

    default_priority: ClassVar[int] = 1
    """Before any post-transform that can warn."""

    def run(self, **kwargs: Any) -> None:
        domain: ModelTermsDomain = self.env.domains["modelterms"]  # type: ignore[assignment]
        if not domain.build.data.records:
            return
        here = self.env.docname
        self._update(domain, self.document, here)
        if len(documents_in(self.document, here)) > 1:
            for _, inner in beginnings(self.document, here):
                self._update(domain, inner, begun_document(inner))

    def _update(self, domain: ModelTermsDomain, tree: nodes.Element, docname: str) -> None:
        if moved := domain.moved(docname):
            _correct(tree, "", moved)


def _correct(node: nodes.Node, source: str, moved: MovedLines) -> None:
    """Correct the line numbers of *node* and its descendants, except those of other documents.

    :param source: the source file of the parent
    """
    source = node.source or source
    if node.line and source:
        node.line = moved.now(source, node.line)
    for child in node.children:
        if not begun_document(child):
            _correct(child, source, moved)
