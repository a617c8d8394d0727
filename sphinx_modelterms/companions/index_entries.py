"""Scopes in Sphinx's general index (all versions): each meaning of a name has a line of its own.

Terms with the option ``scope`` have such entries from the start. Terms and entries of plain
glossaries that take the scope of their place get them here, as patterns in ``conf.py`` can change
scopes without a page being read. This module stays as long as scopes can depend on settings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_modelterms.doctree.walking import elements_of_documents
from sphinx_modelterms.glossary.model import Target

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any, ClassVar

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.domains.index import IndexDomain
    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.lookup import Glossary

    IndexedName = tuple[str, str, str, str, str | None]
    """Type, text, anchor, ``"main"`` or ``""``, and the key of the group."""


def with_scopes(
    entries: Iterable[IndexedName], docname: str, glossary: Glossary
) -> Iterator[IndexedName]:
    """Yield the index entries of a page, with the scope below each name with several meanings."""
    by_scope = glossary.by_scope
    for kind, text, anchor, main, group in entries:
        scope = by_scope.scope_at(Target(docname, anchor))
        if scope and main == "main" and ";" not in text and len(by_scope.all_of(text)) > 1:
            text = f"{text}; {glossary.scopes[scope]}"
        yield kind, text, anchor, main, group


class ScopedIndex:
    """Adds scopes to the index that HTML and e-books have, and removes them again."""

    def __init__(self) -> None:
        self._kept: dict[str, list[IndexedName]] = {}
        """The entries of changed pages, as they were read."""

    def add(self, app: Sphinx, builder: Builder) -> None:
        """On ``write-started``: add the scopes. By then the environment was stored."""
        domain: ModelTermsDomain = app.env.domains["modelterms"]  # type: ignore[assignment]
        glossary, index = domain.build.glossary, _index_of(app.env)
        for docname, entries in [*index.entries.items()] if glossary.scopes else ():
            changed = [*with_scopes(entries, docname, glossary)]
            if changed != entries:
                self._kept[docname] = entries
                index.entries[docname] = changed

    def remove(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """On ``env-before-read-docs``: remove the scopes that an earlier build of the same
        application has left.
        """
        index = _index_of(env)
        index.entries.update((d, kept) for d, kept in self._kept.items() if d in index.entries)
        self._kept.clear()


def _index_of(env: BuildEnvironment) -> IndexDomain:
    # ``env.domains.index_domain`` came with Sphinx 8.1.
    return env.get_domain("index")  # type: ignore[return-value]


class ScopedIndexNodes(SphinxPostTransform):
    """Add scopes to the index nodes, from which the index on paper is made::

    <index entries="('single', 'port', 'term-port', 'main', None)">
    ->
    <index entries="('single', 'port; os', 'term-port', 'main', None)">
    """

    default_priority: ClassVar[int] = 400
    formats = ("latex", "texinfo")

    def run(self, **kwargs: Any) -> None:
        domain: ModelTermsDomain = self.env.domains["modelterms"]  # type: ignore[assignment]
        glossary = domain.build.glossary
        if not glossary.scopes:
            return
        for docname, node in elements_of_documents(self.document, self.env.docname, _is_index):
            node["entries"] = [*with_scopes(node["entries"], docname, glossary)]


def _is_index(node: object) -> bool:
    return isinstance(node, addnodes.index)
