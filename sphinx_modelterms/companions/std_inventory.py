"""Export of our terms into Sphinx's standard domain, ``std`` (all versions), during writing.

So ``objects.inv`` contains them as ``std:term``, which projects without this extension can link
to, and references by exact name work wherever they come from. Adding them earlier causes untyped
"duplicate term description" warnings and, with parallel reading, other links.

Names that readers of ``objects.inv`` would take for entries of another type are left out: see
:mod:`~sphinx_modelterms.glossary.inventory_names`.

This module stays as long as other projects look for terms as ``std:term``. The labels of cards in
it can go when inventories are read whole: https://github.com/sphinx-doc/sphinx/issues/9292
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.inventory_names import is_read_whole
from sphinx_modelterms.glossary.scopes import with_scope
from sphinx_modelterms.term_index import PAGE, has_index

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.domains.std import StandardDomain
    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Term


class StandardDomainExport:
    """Adds our terms to the standard domain, and removes them again."""

    def __init__(self) -> None:
        self._objects: set[tuple[str, str]] = set()
        self._labels: set[str] = set()
        self._hidden: tuple[str, str, str] | None = None
        self._taken: dict[tuple[str, str], tuple[str, str]] = {}
        """Glossary entries whose names have several meanings."""
        self._listed: dict[tuple[str, str], tuple[str, str]] = {}
        """Names with several meanings, which only ``objects.inv`` gets."""
        self._stale: dict[tuple[str, str], tuple[str, str]] = {}
        """Glossary entries that are on several pages, with the target that was read last."""

    def add(self, app: Sphinx, builder: Builder) -> None:
        """On ``write-started``: add the terms to the standard domain, if no glossary entry has
        the same name.

        By then the environment was stored, so the terms do not get into it.
        """
        domain: ModelTermsDomain = app.env.domains["modelterms"]  # type: ignore[assignment]
        standard = app.env.domains["std"]
        for entry in domain.build.glossary.entries:
            for name in entry.own_names:
                key, found = ("term", name), domain.build.glossary.find(name)
                # The target that a clean build has: Sphinx's `any` and the inventory read this
                # table.
                if not found or standard.objects.get(key) == found.target:
                    continue
                if key in standard.objects:
                    self._stale[key] = standard.objects[key]
                elif name in entry.noted_names:  # another page with it was read last, and is gone
                    self._objects.add(key)
                else:
                    continue
                standard.objects[key] = found.target
        glossary = domain.build.glossary
        self._take_ambiguous(standard, glossary)
        for term in glossary.terms:
            for name in _exported_names(term, glossary):
                if _is_ambiguous(name, glossary):
                    self._listed.setdefault(("term", name), term.target)
                elif ("term", name) not in standard.objects:
                    standard.objects["term", name] = term.target
                    self._objects.add(("term", name))
            self._add_label(standard, term.anchor, term.docname, term.full_name)
        for entry in glossary.entries if glossary.scopes else ():
            if entry.scope and ("term", entry.full_name) not in standard.objects:
                standard.objects["term", entry.full_name] = entry.target
                self._objects.add(("term", entry.full_name))
        if not has_index(glossary, app.config.modelterms_index):
            self._hide_index(standard)
        for comparison in domain.build.glossary.comparisons:
            title = domain.build.views.comparison_title(comparison)
            self._add_label(standard, comparison.anchor, comparison.docname, title)

    def _take_ambiguous(self, standard: StandardDomain, glossary: Glossary) -> None:
        """Take names with several meanings out of the standard domain, where ``any`` would find
        one of them wherever it is used; our own domain answers. ``objects.inv`` lists the meaning
        without scope.
        """
        for entry in glossary.entries if glossary.scopes else ():
            for name in entry.own_names:
                if _is_ambiguous(name, glossary) and ("term", name) in standard.objects:
                    self._taken["term", name] = standard.objects.pop(("term", name))
                    if found := glossary.by_scope.within(name, ""):
                        self._listed["term", name] = found.target

    def _add_label(self, standard: StandardDomain, anchor: str, docname: str, title: str) -> None:
        """Add the id of a card as a label: inventory readers lose names like "Stable Diffusion 3".

        https://github.com/sphinx-doc/sphinx/issues/9292
        """
        label = anchor.lower()
        if label not in standard.anonlabels:
            standard.labels[label] = (docname, anchor, title)
            standard.anonlabels[label] = (docname, anchor)
            self._labels.add(label)

    def _hide_index(self, standard: StandardDomain) -> None:
        """Remove the label that Sphinx makes for our index, as there is no such page."""
        place = standard.labels.pop(PAGE, None)
        standard.anonlabels.pop(PAGE, None)
        self._hidden = place

    def guard_inventory(self, app: Sphinx, builder: Builder) -> None:
        """On ``write-started``: leave names that readers would misread out of ``objects.inv``.

        Pages can refer to them nevertheless.
        """
        dump = getattr(builder, "dump_inventory", None)
        if dump is None:
            return

        def dump_readable_names() -> None:
            domain: ModelTermsDomain = app.env.domains["modelterms"]  # type: ignore[assignment]
            with self._left_out(app.env.domains["std"], domain):
                dump()

        builder.dump_inventory = dump_readable_names  # type: ignore[attr-defined]

    @contextmanager
    def _left_out(self, standard: StandardDomain, domain: ModelTermsDomain) -> Iterator[None]:
        """Remove names that can be misread from the standard domain while the context is open.

        Titles of sections can be labels, too, as ``sphinx.ext.autosectionlabel`` makes them;
        labels of pages without terms stay.
        """
        ours = domain.build.generated.current | {
            term.docname for term in domain.build.glossary.terms
        }
        labels = {label for label, place in standard.anonlabels.items() if place[0] in ours}
        tables = (standard.objects, standard.labels, standard.anonlabels)
        kept = [dict(table) for table in tables]
        standard.objects.update(self._listed)
        for kind, name in self._objects:
            if not is_read_whole(name):
                del standard.objects[kind, name]
        for label in labels:
            if not is_read_whole(label):
                standard.labels.pop(label, None)
                del standard.anonlabels[label]
        try:
            yield
        finally:
            for key in self._listed:
                del standard.objects[key]
            for table, entries in zip(tables, kept, strict=True):
                table.update(entries)  # type: ignore[attr-defined]

    def remove(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """On ``env-before-read-docs``: remove the terms from the standard domain.

        They are left from an earlier build if an application builds more than once.
        """
        standard = env.domains["std"]
        for key in self._objects:
            standard.objects.pop(key, None)
        for label in self._labels:
            standard.labels.pop(label, None)
            standard.anonlabels.pop(label, None)
        if self._hidden:
            standard.labels[PAGE] = self._hidden
            standard.anonlabels[PAGE] = self._hidden[:2]
        self._hidden = None
        standard.objects.update(self._taken)
        standard.objects.update(self._stale)
        self._taken.clear()
        self._listed.clear()
        self._stale.clear()
        self._objects.clear()
        self._labels.clear()


def _exported_names(term: Term, glossary: Glossary) -> Iterator[str]:
    """Yield the names under which other projects find *term*: with its scope, and without if that
    is clear.
    """
    scope = term.shown_scope or term.scope
    for name in (*term.own_names, *term.found_names):
        if scope:
            yield with_scope(name, scope)
        if not scope or not _is_ambiguous(name, glossary):
            yield name


def _is_ambiguous(name: str, glossary: Glossary) -> bool:
    return bool(glossary.scopes) and len(glossary.by_scope.all_of(name)) > 1
