"""What all late steps have in common: they work on our blocks, one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_modelterms.doctree.walking import blocks_by_document, documents_in
from sphinx_modelterms.rendering.assets import has_parts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, ClassVar

    from docutils import nodes

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.views.records import PageView


class PartTransform(SphinxPostTransform):
    """Works on each block of some :attr:`kinds`; documents without any cost nothing."""

    kinds: ClassVar[tuple[str, ...]]
    """Some of ``card``, ``comparison``, ``list``."""

    @property
    def domain(self) -> ModelTermsDomain:
        """The glossary of this run."""
        return self.env.domains["modelterms"]  # type: ignore[return-value]

    def run(self, **kwargs: Any) -> None:
        here = self.env.docname
        if has_parts(self.domain, documents_in(self.document, here), *self.kinds):
            for docname, root in blocks_by_document(self.document, here, *self.kinds):
                self.work_on(docname, root)

    def work_on(self, docname: str, root: nodes.Element) -> None:
        """Change one block.

        :param docname: the document it was written in
        """
        raise NotImplementedError


class PartFiller(PartTransform):
    """Fills each block from its part of the page's view."""

    default_priority: ClassVar[int] = 7
    """Before any resolver, after sphinx-design's first step; after our references, which are
    registered first: what is filled in has none left."""

    def run(self, **kwargs: Any) -> None:
        self._views: dict[str, dict[str, Any]] = {}
        super().run(**kwargs)

    def work_on(self, docname: str, root: nodes.Element) -> None:
        if docname not in self._views:
            self._views[docname] = dict(self.views(self.domain.build.views.page(docname)))
        view = self._views[docname].get(root["ids"][0])
        if view is None:  # what this builder leaves out
            root.parent.remove(root)
        else:
            self.fill(docname, root, view)

    def views(self, page: PageView) -> Sequence[tuple[str, Any]]:
        """The part of a page's view that is about this kind, by anchor."""
        raise NotImplementedError

    def fill(self, docname: str, root: nodes.Element, view: Any) -> None:
        """Fill one block from its view."""
        raise NotImplementedError


class ListFiller(PartFiller):
    """Fills what lists something."""

    def views(self, page: PageView) -> Sequence[tuple[str, Any]]:
        return page.lists
