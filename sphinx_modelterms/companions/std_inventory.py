"""Names for others: while pages are written, Sphinx's own domain knows our terms.

So they stand in ``objects.inv`` as ``std:term``, which projects without this extension can link
to, and references by exact name work wherever they come from. Entering them earlier gives untyped
"duplicate term description" warnings and, with parallel reading, other links.

Names that readers would take for entries of another kind stay out of ``objects.inv``: see
:mod:`~sphinx_modelterms.glossary.inventory_names`.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.inventory_names import is_read_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.domains.std import StandardDomain
    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.domain import ModelTermsDomain


INDEX_LABEL = "modelterms-index"


class BorrowedNames:
    """Enters our names into the standard domain and takes them out again."""

    def __init__(self) -> None:
        self._objects: set[tuple[str, str]] = set()
        self._labels: set[str] = set()
        self._hidden: tuple[str, str, str] | None = None
        self._stale: dict[tuple[str, str], tuple[str, str]] = {}
        """Entries that stand on several pages, with the place that was read last."""

    def enter(self, app: Sphinx, builder: Builder) -> None:
        """On ``write-started``, after the environment was stored; glossary entries go first."""
        domain: ModelTermsDomain = app.env.domains["modelterms"]  # type: ignore[assignment]
        standard = app.env.domains["std"]
        for entry in domain.build.glossary.entries:
            for name in entry.own_names:
                key, found = ("term", name), domain.build.glossary.find(name)
                # As a clean build has it: Sphinx's `any` and the inventory read this table.
                if found and standard.objects.get(key, found.target) != found.target:
                    self._stale[key] = standard.objects[key]
                    standard.objects[key] = found.target
        for term in domain.build.glossary.terms:
            for name in (*term.own_names, *term.found_names):
                if ("term", name) not in standard.objects:
                    standard.objects["term", name] = term.target
                    self._objects.add(("term", name))
            self._enter_label(standard, term.anchor, term.docname, term.name)
        if not domain.build.glossary.terms:
            self._hide_index(standard)
        for comparison in domain.build.glossary.comparisons:
            title = domain.build.views.comparison_title(comparison)
            self._enter_label(standard, comparison.anchor, comparison.docname, title)

    def _enter_label(
        self, standard: StandardDomain, anchor: str, docname: str, title: str
    ) -> None:
        """The anchor as a label: inventory readers lose names like "Stable Diffusion 3".

        https://github.com/sphinx-doc/sphinx/issues/9292
        """
        label = anchor.lower()
        if label not in standard.anonlabels:
            standard.labels[label] = (docname, anchor, title)
            standard.anonlabels[label] = (docname, anchor)
            self._labels.add(label)

    def _hide_index(self, standard: StandardDomain) -> None:
        """Sphinx makes a label of every index, also of one that has no entries and no page."""
        place = standard.labels.pop(INDEX_LABEL, None)
        standard.anonlabels.pop(INDEX_LABEL, None)
        self._hidden = place

    def guard_inventory(self, app: Sphinx, builder: Builder) -> None:
        """On ``write-started``: have ``objects.inv`` written without the names of ours that its
        readers would misread. Pages can refer to them all the same."""
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
        """Take names out that are not read whole, for a while.

        A label can be the title of a section, as ``sphinx.ext.autosectionlabel`` makes them; of
        pages without terms, everything stays as Sphinx has it.
        """
        ours = domain.build.generated.current | {
            term.docname for term in domain.build.glossary.terms
        }
        labels = {label for label, place in standard.anonlabels.items() if place[0] in ours}
        tables = (standard.objects, standard.labels, standard.anonlabels)
        kept = [dict(table) for table in tables]
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
            for table, entries in zip(tables, kept, strict=True):
                table.update(entries)  # type: ignore[attr-defined]

    def leave(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """On ``env-before-read-docs``, for a second build with the same application."""
        standard = env.domains["std"]
        for key in self._objects:
            standard.objects.pop(key, None)
        for label in self._labels:
            standard.labels.pop(label, None)
            standard.anonlabels.pop(label, None)
        if self._hidden:
            standard.labels[INDEX_LABEL] = self._hidden
            standard.anonlabels[INDEX_LABEL] = self._hidden[:2]
        self._hidden = None
        standard.objects.update(self._stale)
        self._stale.clear()
        self._objects.clear()
        self._labels.clear()
