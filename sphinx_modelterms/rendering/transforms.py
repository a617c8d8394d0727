"""Base classes of post-transforms that process our blocks one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_modelterms.doctree.walking import blocks_by_document, documents_in
from sphinx_modelterms.rendering.assets import has_parts
from sphinx_modelterms.rendering.free_ids import free_ids

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, ClassVar

    from docutils import nodes

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.views.records import PageView


class PartTransform(SphinxPostTransform):
    """A post-transform that processes each block of its :attr:`kinds`.

    Documents without such blocks are not searched.
    """

    kinds: ClassVar[tuple[str, ...]]
    """Some of :data:`~sphinx_modelterms.doctree.blocks.BLOCKS`."""

    @property
    def domain(self) -> ModelTermsDomain:
        """The domain, whose ``build`` has the glossary and the views."""
        return self.env.domains["modelterms"]  # type: ignore[return-value]

    def run(self, **kwargs: Any) -> None:
        here = self.env.docname
        if has_parts(self.domain, documents_in(self.document, here), *self.kinds):
            for docname, root in blocks_by_document(self.document, here, *self.kinds):
                self.work_on(docname, root)

    def work_on(self, docname: str, root: nodes.Element) -> None:
        """Process one block.

        :param docname: the docname of the document that it was written in
        """
        raise NotImplementedError


class JoinedTransforms(SphinxPostTransform):
    """A post-transform that applies several of the same priority, in order, to documents with any
    of our blocks.

    On the many pages without blocks, to begin each of them would take ten times as long as to find
    out that it has nothing to do.
    """

    members: ClassVar[tuple[type[PartTransform], ...]]

    def run(self, **kwargs: Any) -> None:
        domain: ModelTermsDomain = self.env.domains["modelterms"]  # type: ignore[assignment]
        if has_parts(domain, documents_in(self.document, self.env.docname)):
            for member in self.members:
                member(self.document).apply()


class PartFiller(PartTransform):
    """A post-transform that fills each block from the view of its page."""

    default_priority: ClassVar[int] = 7
    """Before references are resolved, and after the first post-transform of sphinx-design (5).

    Our references have the same priority, but are registered first: filled-in content has none.
    """

    def run(self, **kwargs: Any) -> None:
        self._views: dict[str, dict[str, Any]] = {}
        super().run(**kwargs)

    def work_on(self, docname: str, root: nodes.Element) -> None:
        if docname not in self._views:
            self._views[docname] = dict(self.views(self.domain.build.views.page(docname)))
        view = self._views[docname].get(root["ids"][0])
        if view is None:  # left out by this builder
            root.parent.remove(root)
        else:
            self.fill(docname, root, view)

    def views(self, page: PageView) -> Sequence[tuple[str, Any]]:
        """Return the views of blocks of this kind on a page, each with the id of its block."""
        raise NotImplementedError

    def fill(self, docname: str, root: nodes.Element, view: Any) -> None:
        """Fill one block from its view."""
        raise NotImplementedError

    def free_id(self, docname: str, wanted: str) -> str:
        """Return *wanted* as the id of a generated part, with a number if the document has it."""
        return free_ids(self.document, self.env.docname, docname).take(wanted)


class ListFiller(PartFiller):
    """A post-transform that fills lists, FAQ sections and terms of the day."""

    def views(self, page: PageView) -> Sequence[tuple[str, Any]]:
        return page.lists
