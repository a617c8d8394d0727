"""The life of a build, in the order of its events.

==================  ===========================================================================
``builder-inited``  :meth:`Build.load`: data files become records, and generated pages
(reading)           documents become records, by :mod:`~sphinx_modelterms.reading`
``env-updated``     :meth:`Build.assemble`: all records become the glossary, the plan of the
                    automatic links and the views; pages whose view has changed are stale
``write-started``   :meth:`Build.begin_writing`: digests of pages that may change are emptied
(writing)           views become nodes, by :mod:`~sphinx_modelterms.rendering`
``build-finished``  :meth:`Build.finish`: files for programs, and digests of what was written
==================  ===========================================================================
"""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from sphinx_modelterms.any_references import AnyForms
from sphinx_modelterms.builders import writes_changed_pages
from sphinx_modelterms.doctree.node_text import page_title
from sphinx_modelterms.export.json_file import update_json
from sphinx_modelterms.export.report_file import write_report
from sphinx_modelterms.gc_pause import paused_collector
from sphinx_modelterms.glossary.autolink.linker import Linker
from sphinx_modelterms.glossary.autolink.name_table import NameTable
from sphinx_modelterms.glossary.autolink.plan import LinkPlan
from sphinx_modelterms.glossary.datafiles.generated_pages import navigation
from sphinx_modelterms.glossary.lookup import Glossary
from sphinx_modelterms.glossary.option_values import is_switched_on
from sphinx_modelterms.glossary.text.collation import Collation
from sphinx_modelterms.glossary.views.extracts import extract
from sphinx_modelterms.glossary.views.page import Views
from sphinx_modelterms.glossary.views.references import References
from sphinx_modelterms.incremental.name_cache import NameCache
from sphinx_modelterms.incremental.view_digests import ViewDigests, inputs_digest
from sphinx_modelterms.linking.automatic_links import link_settings
from sphinx_modelterms.reading.conditions import Conditions
from sphinx_modelterms.reading.page_options import NO_HOVER
from sphinx_modelterms.settings import presentation, reads_text, wants_report
from sphinx_modelterms.sources.data_files import load_records
from sphinx_modelterms.sources.generated_pages import write_pages
from sphinx_modelterms.sources.leftovers import tidy_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import TypeVar

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.build_state import BuildState
    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.model import Comparison, Entry, Listing, Mention, Page, Term
    from sphinx_modelterms.glossary.views.records import Navigation

    Conditional = TypeVar("Conditional", Term, Entry, Mention, Comparison, Listing)


class Build:
    """Connects to the events of a build, and fills the :class:`BuildState` of the domain."""

    def __init__(self) -> None:
        self._digests = ViewDigests()

    def connect(self, app: Sphinx) -> None:
        """Connect the methods to the events of *app*."""
        # Priority below 500: other listeners may need the records.
        app.connect("builder-inited", self.load, priority=400)
        app.connect("env-updated", self.assemble)
        app.connect("write-started", self.begin_writing)
        app.connect("doctree-resolved", self.note_resolved)
        app.connect("build-finished", self.finish)

    def load(self, app: Sphinx) -> None:
        """On ``builder-inited``: read the data files, and write the sources of generated pages."""
        build = _domain(app.env).begin_build()
        build.data = load_records(app)
        build.generated = write_pages(app, build.data)
        tidy_sources(app)

    @paused_collector()
    def assemble(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """On ``env-updated``: build the glossary and the views, and return the stale pages."""
        domain, digests = _domain(env), self._digests
        conditions = Conditions(app.builder, app.config)
        build = domain.build
        build.builder = app.builder
        build.moved = {}
        shown = presentation(app.config, app.builder)
        pages = _shown_pages(domain.pages, conditions, shown.limits["shown"])
        build.glossary = Glossary(
            [term for page in pages.values() for term in page.terms],
            [entry for page in pages.values() for entry in page.entries],
            [comparison for page in pages.values() for comparison in page.comparisons],
            Collation(app.config.language),
        )
        build.any_forms = AnyForms(env, build.glossary, app.builder)
        pages = {
            docname: page._replace(mentions=build.any_forms.without_others(docname, page.mentions))
            for docname, page in pages.items()
        }
        title = cache(partial(page_title, env))
        build.references = References(build.glossary, shown, _names_of_other_projects(env))
        build.views = Views(
            build.references,
            pages,
            title,
            _planner(app, build, conditions),
            _navigation(build, title),
            {d for d, fields in env.metadata.items() if is_switched_on(fields, NO_HOVER)},
            env.found_docs,
        )

        digests.begin(app.builder)
        if not writes_changed_pages(app.builder):
            return []
        inputs = inputs_digest(app.config, build, domain.contents)
        if digests.are_current(inputs, conditions.agree_with):
            return []
        stale = digests.stale_pages(build, domain.contents, env.found_docs)
        if not wants_report(app):
            build.views.release_plan()
        digests.note_inputs(inputs, conditions.answers)
        return stale

    def begin_writing(self, app: Sphinx, builder: Builder) -> None:
        """On ``write-started``: discard the digests of pages that may be overwritten, so that they
        count as stale if the build is killed.
        """
        self._digests.clear_changed(builder)

    def note_resolved(self, app: Sphinx, document: nodes.document, docname: str) -> None:
        """On ``doctree-resolved``: record that the document is being written."""
        self._digests.note_resolved(docname)

    def finish(self, app: Sphinx, exception: Exception | None) -> None:
        """On ``build-finished``: write the files for programs, and store the digests."""
        if exception is None:
            update_json(app, self._digests)
            self._digests.keep_written(app.builder)
            write_report(app)


def _domain(env: BuildEnvironment) -> ModelTermsDomain:
    return env.domains["modelterms"]  # type: ignore[return-value]


def _shown_pages(
    pages: Mapping[str, Page], conditions: Conditions, longest: int
) -> dict[str, Page]:
    """Return the records without those that this builder does not show.

    :param longest: maximum number of characters of a data-file text that other places show
    """

    def shown(records: Iterable[Conditional]) -> tuple[Conditional, ...]:
        return tuple(record for record in records if all(map(conditions, record.conditions)))

    return {
        docname: page._replace(
            terms=tuple(extract(term, longest) for term in shown(page.terms)),
            entries=shown(page.entries),
            mentions=shown(page.mentions),
            comparisons=shown(page.comparisons),
            listings=shown(page.listings),
        )
        for docname, page in sorted(pages.items())
    }


def _names_of_other_projects(env: BuildEnvironment) -> set[str]:
    """Return the names of the terms that intersphinx knows, in lower case."""
    inventory = getattr(env, "intersphinx_inventory", {})
    return {name.lower() for name in inventory.get("std:term", ())}


def _navigation(build: BuildState, title: Callable[[str], str]) -> dict[str, Navigation]:
    """Return breadcrumb and neighbours of the generated pages that are in no toctree."""
    if build.generated.tree is None or build.generated.in_toctree:
        return {}
    return navigation(build.generated.tree, title)


def _planner(app: Sphinx, build: BuildState, conditions: Conditions) -> Callable[[], LinkPlan]:
    """Return a function that plans all automatic links, for when the first page needs them."""
    if not reads_text(app):
        return LinkPlan
    settings = link_settings(app)

    def plan_links() -> LinkPlan:
        table = NameTable(build.glossary)
        linker = Linker(build.glossary, table, settings, conditions, build.references.target)
        return LinkPlan(linker, NameCache(app.env, table).all())

    return plan_links
