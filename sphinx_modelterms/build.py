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
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_modelterms.any_references import AnyForms
from sphinx_modelterms.builders import writes_changed_pages
from sphinx_modelterms.config import ModelTermsConfig
from sphinx_modelterms.export.export_files import update_exports
from sphinx_modelterms.export.json_file import update_json
from sphinx_modelterms.export.report_file import write_report
from sphinx_modelterms.gc_pause import paused_collector
from sphinx_modelterms.glossary.lookup import Glossary
from sphinx_modelterms.glossary.model import Target
from sphinx_modelterms.glossary.outside_references import OutsideReference
from sphinx_modelterms.glossary.outside_terms import OutsideTerms
from sphinx_modelterms.glossary.quality import chosen_rules
from sphinx_modelterms.glossary.scopes import scope_key
from sphinx_modelterms.glossary.text.collation import Collation
from sphinx_modelterms.glossary.text.spelling import Spelling
from sphinx_modelterms.glossary.views.extracts import extract
from sphinx_modelterms.glossary.views.references import References
from sphinx_modelterms.incremental.view_digests import ViewDigests
from sphinx_modelterms.kept_files import is_kept, keep
from sphinx_modelterms.linking.lost_links import lost_links
from sphinx_modelterms.linking.plan_pages import plan_pages
from sphinx_modelterms.reading.conditions import Conditions
from sphinx_modelterms.reading.scopes import in_scopes, page_scopes, scope_classes
from sphinx_modelterms.reading.unknown_scopes import warn_of_unknown_scopes
from sphinx_modelterms.settings import inflected_languages, presentation
from sphinx_modelterms.sources.baseline import baseline_bytes, load_baseline
from sphinx_modelterms.sources.data_files import load_records
from sphinx_modelterms.sources.generated_pages import write_pages
from sphinx_modelterms.sources.leftovers import tidy_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from typing import TypeVar

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.model import Comparison, Entry, Listing, Mention, Page, Term

    Conditional = TypeVar(
        "Conditional", Term, Entry, Mention, Comparison, Listing, OutsideReference
    )


class Build:
    """Connects to the events of a build, and fills the :class:`BuildState` of the domain."""

    def __init__(self) -> None:
        self._digests = ViewDigests()

    def connect(self, app: Sphinx) -> None:
        """Connect the methods to the events of *app*."""
        # Priority below 500: other listeners may need the records.
        app.connect("builder-inited", self.load, priority=400)
        # After intersphinx has loaded its inventories on the same event.
        app.connect("builder-inited", self.load_others, priority=600)
        app.connect("env-updated", self.assemble)
        app.connect("write-started", self.begin_writing)
        app.connect("doctree-resolved", self.note_resolved)
        app.connect("build-finished", self.finish)

    def load(self, app: Sphinx) -> None:
        """On ``builder-inited``: read the data files, and write the sources of generated pages."""
        build = _domain(app.env).begin_build()
        build.data = load_records(app)
        build.load_baseline = cache(partial(load_baseline, app))
        build.generated = write_pages(app, build.data)
        tidy_sources(app)

    def load_others(self, app: Sphinx) -> None:
        """On ``builder-inited``: read the terms of other projects, if the project names some."""
        build = _domain(app.env).build
        build.outside = OutsideTerms((), getattr(app.config, "intersphinx_mapping", ()))
        if app.config.modelterms_other or app.config.modelterms_autolink_projects:
            # Imported here: only builds with this setting make requests.
            from sphinx_modelterms.linking.other_projects import load_others

            load_others(app, build)

    @paused_collector()
    def assemble(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """On ``env-updated``: build the glossary, the plans and the views, and return the stale
        pages.
        """
        self._digests.begin()
        domain = _domain(env)
        build = domain.build
        build.builder = app.builder
        build.moved = {}
        conditions = Conditions(app.builder, app.config)
        shown = presentation(app.config, app.builder)
        scopes = page_scopes(env)
        pages = _shown_pages(domain.pages, conditions, shown.limits["shown"])
        classes = scope_classes(pages.values(), [scopes[docname] for docname in sorted(scopes)])
        pages = {
            docname: in_scopes(page, scopes.get(docname, ""), classes)
            for docname, page in pages.items()
        }
        build.glossary = Glossary(
            [term for page in pages.values() for term in page.terms],
            [entry for page in pages.values() for entry in page.entries],
            [comparison for page in pages.values() for comparison in page.comparisons],
            Collation(app.config.language),
            Spelling(app.config.language, inflected_languages(app.config)),
            _references_of_entries(pages),
            {docname: scope_key(scope) for docname, scope in scopes.items()},
            classes,
            build.outside,
        )
        build.any_forms = AnyForms(env, build.glossary, app.builder, _is_foreign(env))
        pages = {
            docname: page._replace(mentions=mentions)
            if len(mentions := build.any_forms.without_others(docname, page.mentions))
            < len(page.mentions)
            else page
            for docname, page in pages.items()
        }
        build.references = References(build.glossary, shown, _names_of_other_projects(env))
        views = plan_pages(app, domain, conditions, pages)
        if build.other_terms:
            from sphinx_modelterms.linking.other_projects import other_pages
            from sphinx_modelterms.linking.used_terms import note_used_terms

            build.other_pages = other_pages(app, build, pages)
            views = build.other_pages.digests(views)
            note_used_terms(app, build)
        if not writes_changed_pages(app.builder):
            return []
        return self._digests.stale_pages(app.builder, views)

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
            update_json(app)
            update_exports(app)
            if _domain(app.env).build.other_terms:
                from sphinx_modelterms.linking.used_terms import keep_used_terms

                keep_used_terms(app, _domain(app.env).build)
            self._digests.keep_written(app.builder)
            write_report(app, partial(lost_links, app.env))
            _check_again(app)


def _check_again(app: Sphinx) -> None:
    """Check consistency if the baseline, a setting or a record of a data file has changed, but no
    page has: then Sphinx checks nothing, although a clean build would warn.
    """
    domain = _domain(app.env)
    path = Path(app.doctreedir, f"modelterms-checks-{app.builder.name}.pickle")
    is_dated = "stale-review" in chosen_rules(app.config.modelterms_quality)
    key = (
        vars(ModelTermsConfig.from_sphinx(app.config)),
        baseline_bytes(app),
        sorted(record.digest for record in domain.build.data.records.values()),
        domain.build.views.presentation.today if is_dated else "",
    )
    if is_kept(path, key):
        return
    if not domain.build.is_checked:
        domain.check_consistency()
        warn_of_unknown_scopes(app, app.env)
    keep(path, key, value=True)


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
            outside=shown(page.outside),
        )
        for docname, page in sorted(pages.items())
    }


def _references_of_entries(
    pages: Mapping[str, Page],
) -> Iterator[tuple[Target, str, tuple[str, ...]]]:
    """Yield the entries of plain glossaries, with the name of each term that they refer to, and
    the scopes around it.
    """
    for docname, page in pages.items():
        heads = {entry.head or entry.anchor for entry in page.entries}
        for mention in page.mentions if heads else ():
            if mention.card in heads:
                yield Target(docname, mention.card), mention.target, mention.scopes


def _is_foreign(env: BuildEnvironment) -> Callable[[str], bool]:
    """Return a function that returns True for a name of any object that intersphinx knows."""
    if not getattr(env, "intersphinx_inventory", None):
        return lambda _: False
    # Imported here: many projects link to no other.
    from sphinx_modelterms.companions.intersphinx_projects import InventoryNames

    inventory = InventoryNames(env)
    return lambda name: bool(inventory.addresses(OutsideReference("any", name)))


def _names_of_other_projects(env: BuildEnvironment) -> Collection[str]:
    """Return the names of the terms that intersphinx knows, in an order that doesn't vary."""
    if not getattr(env, "intersphinx_inventory", None):
        return ()
    # Imported here: many projects link to no other.
    from sphinx_modelterms.companions.intersphinx_projects import foreign_names

    return foreign_names(env)
