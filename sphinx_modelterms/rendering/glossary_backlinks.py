"""Rendering of "used in" lists under the entries of Sphinx's own glossaries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_modelterms.doctree.blocks import container
from sphinx_modelterms.doctree.html_elements import into_division
from sphinx_modelterms.doctree.walking import BLOCKS_ONLY, elements_of_documents
from sphinx_modelterms.rendering.formulas import ignore_all_but_formulas
from sphinx_modelterms.rendering.html_card import fold
from sphinx_modelterms.rendering.labels import heading
from sphinx_modelterms.rendering.latex import part_heading
from sphinx_modelterms.rendering.used_in import lists_of_uses

if TYPE_CHECKING:
    from typing import Any, ClassVar

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.views.records import Uses


class GlossaryBacklinks(SphinxPostTransform):
    """Add to each glossary entry a list of the places that use it, from the page's view::

        <definition_list_item>
            <term ids="term-Token">
            <definition>
                ...
                <container classes="mt-used-in" modelterms="used-in">
                    <rubric>
                    <bullet_list>
                    <bullet_list modelterms="folded">

    In HTML, the lists look as on cards.
    """

    default_priority: ClassVar[int] = 7
    """The same as for cards: before references are resolved."""

    def run(self, **kwargs: Any) -> None:
        if not self.config.modelterms_glossary_backlinks:
            return
        domain: ModelTermsDomain = self.env.domains["modelterms"]  # type: ignore[assignment]
        if domain.build.builder.name == "gettext":
            return
        here = self.env.docname
        for docname, item in _items(self.document, here):
            uses = dict(domain.build.views.page(docname).backlinks)
            ids = [anchor for node in item.children for anchor in node["ids"]]  # type: ignore[index]
            shown = next((uses[anchor] for anchor in ids if anchor in uses), None)
            definition = item.children[-1]
            if shown and isinstance(definition, nodes.definition):
                self._add(domain, docname, definition, shown)

    def _add(
        self, domain: ModelTermsDomain, docname: str, definition: nodes.definition, uses: Uses
    ) -> None:
        title = heading("used-in")
        lists = lists_of_uses(domain.build.builder, docname, uses)
        part = container("used-in", *lists)
        part.insert(0, part_heading(part, title, domain.build.builder))
        definition += part
        if domain.build.builder.format == "html":
            fold(lists[-1], domain.build.builder)
            ignore_all_but_formulas(part)
            into_division(part)


def _items(tree: nodes.Element, docname: str) -> list[tuple[str, nodes.Element]]:
    """Return the items of definition lists whose terms have ids, each with its docname.

    :param docname: the docname of *tree* itself
    """
    return elements_of_documents(tree, docname, _has_anchor, BLOCKS_ONLY)


def _has_anchor(node: nodes.Element) -> bool:
    if not isinstance(node, nodes.definition_list_item):
        return False
    first = node.children[0]
    return isinstance(first, nodes.term) and bool(first["ids"])
