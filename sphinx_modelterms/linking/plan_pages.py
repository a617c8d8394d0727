"""The step of a build in which all pages are planned, after documents are read."""

from __future__ import annotations

import hashlib
import unicodedata
from functools import cache, partial
from typing import TYPE_CHECKING

from sphinx_modelterms import version
from sphinx_modelterms.config import ModelTermsConfig
from sphinx_modelterms.doctree.node_text import page_title
from sphinx_modelterms.glossary.autolink.name_facts import known_forms
from sphinx_modelterms.glossary.autolink.page_references import SharedTexts, shared_texts
from sphinx_modelterms.glossary.datafiles import generated_pages
from sphinx_modelterms.glossary.model import SourceLocation
from sphinx_modelterms.glossary.option_values import is_switched_on
from sphinx_modelterms.glossary.text.digests import digest_of
from sphinx_modelterms.glossary.views.page import Views
from sphinx_modelterms.glossary.views.page_plan import PagePlanner
from sphinx_modelterms.incremental.page_files import TEXTS
from sphinx_modelterms.incremental.page_planning import Planning
from sphinx_modelterms.incremental.plan_files import Index, PlanFiles
from sphinx_modelterms.incremental.plan_update import PlanUpdate
from sphinx_modelterms.incremental.stored_plans import StoredPlans
from sphinx_modelterms.linking.automatic_links import link_settings
from sphinx_modelterms.reading.page_options import NO_HOVER
from sphinx_modelterms.settings import reads_text, text_rules, url_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_modelterms.build_state import BuildState
    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.glossary.autolink.linker import Linker
    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Page
    from sphinx_modelterms.glossary.views.records import Navigation
    from sphinx_modelterms.incremental.plan_files import Facts
    from sphinx_modelterms.reading.conditions import Conditions


def plan_pages(
    app: Sphinx, domain: ModelTermsDomain, conditions: Conditions, pages: Mapping[str, Page]
) -> dict[str, str]:
    """Bring the plans of all pages up to date, and fill in the views of the build.

    :param pages: the records of each document, without those that this builder leaves out
    :return: the digest of each page's view
    """
    env, build = app.env, domain.build
    read = {
        docname: (env.all_docs.get(docname, 0), domain.contents.get(docname, ""))
        for docname in sorted(env.found_docs)
    }
    settings = _settings_digest(app, build)
    files = PlanFiles(str(env.doctreedir), app.builder.name)
    old = files.load_index()
    if old.settings != settings or not conditions.agree_with(old.answers):
        old = Index()
    title = _titles(env, old, read)
    navigation = _navigation(build, title)
    now = Index(
        settings,
        _glossary_digest(pages, build.glossary, build.references.foreign),
        conditions.answers,
        build.any_forms.answers,
        shared_texts(domain.included.values(), len(read)),
        build.references.presentation.today,
        {docname: digest_of(shown) for docname, shown in navigation.items()},
    )
    build.planner = _planner(
        app, build, conditions, pages, now.shared, partial(files.load_facts, old)
    )
    key = build.glossary.collation.key
    plans = StoredPlans(files, build.planner.plan_alone, cache(lambda d: key(title(d) or d)))
    build.views = Views(
        build.references,
        pages,
        title,
        plans,
        navigation,
        {d for d, fields in env.metadata.items() if is_switched_on(fields, NO_HOVER)},
        env.found_docs,
    )
    planning = Planning(
        old, files, build.planner, build.views, conditions.answers, read, title, app.parallel
    )
    update = PlanUpdate(old, now, files, plans, planning, build.views, domain.included)
    new = update.run()
    # Most pages are not written again, and the collector would walk over all of this.
    plans.release()
    build.planner.release()
    build.planned, build.shown = update.planned, update.shown
    build.inputs = _inputs_digest(app.config, new)
    return {docname: page.view for docname, page in new.pages.items()}


def _titles(
    env: BuildEnvironment, old: Index, read: Mapping[str, tuple[int, str]]
) -> Callable[[str], str]:
    """Return a function that returns the title of a document, or ``""``."""

    @cache
    def title(docname: str) -> str:
        # The title of a page that was not read again is the same.
        page = old.pages.get(docname)
        if page is not None and page[:2] == read.get(docname):
            return page.title
        return page_title(env, docname)

    return title


def _settings_digest(app: Sphinx, build: BuildState) -> str:
    """Compute a digest of all settings that plans and views depend on."""
    parts = (
        version.__version__,
        unicodedata.unidata_version,
        app.builder.name,
        app.config.language,
        vars(ModelTermsConfig.from_sphinx(app.config)),
        build.glossary.spelling.key,
        build.references.presentation._replace(today=""),
    )
    return hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _glossary_digest(
    pages: Mapping[str, Page], glossary: Glossary, foreign: Collection[str]
) -> str:
    """Compute a digest of everything from which the glossary and the lists are made: the records,
    wherever they are in their files.

    :param foreign: the names of other projects' terms, in an order that doesn't vary
    """
    found = []
    for docname, page in pages.items():
        if page.terms or page.entries or page.comparisons or page.listings:
            terms = [term._replace(location=_ANYWHERE, data_lines=()) for term in page.terms]
            comparisons = [one._replace(location=_ANYWHERE) for one in page.comparisons]
            listings = [one._replace(location=_ANYWHERE) for one in page.listings]
            # Entries of plain glossaries are related to the terms that they mention.
            mentioned = [(one.card, one.target, one.scopes) for one in page.mentions if one.card]
            place = glossary.origin(docname).scopes
            found.append((docname, place, terms, page.entries, comparisons, listings, mentioned))
    return digest_of((found, [*foreign], glossary.outside.digest))


_ANYWHERE = SourceLocation("", 0)


def _inputs_digest(config: Config, plans: Index) -> str:
    """Compute a digest of all inputs of the files for programs."""
    pages = [(docname, page.title, page.uses) for docname, page in plans.pages.items()]
    return digest_of((plans.settings, plans.glossary, url_settings(config), pages))


def _navigation(build: BuildState, title: Callable[[str], str]) -> dict[str, Navigation]:
    """Return breadcrumb and neighbours of the generated pages that are in no toctree."""
    if build.generated.tree is None or build.generated.in_toctree:
        return {}
    return generated_pages.navigation(build.generated.tree, title)


def _planner(
    app: Sphinx,
    build: BuildState,
    conditions: Conditions,
    pages: Mapping[str, Page],
    shared: Collection[str],
    load_facts: Callable[[], Facts | None],
) -> PagePlanner:
    """Return the planner of pages, which makes its tables when the first page is planned."""
    if not reads_text(app):
        return PagePlanner(build.references, pages)
    settings = link_settings(app)

    def make_linker() -> Linker:
        # Imported here: a build in which no page is planned needs no linker.
        from sphinx_modelterms.glossary.autolink.linker import Linker
        from sphinx_modelterms.glossary.autolink.name_table import NameTable

        known, rules = load_facts(), build.glossary.form_rules.key
        forms = known_forms(known.names.values()) if known and known.rules == rules else {}
        return Linker(
            build.glossary,
            NameTable(build.glossary, forms),
            settings,
            conditions,
            build.references.meant,
            SharedTexts(shared),
        )

    return PagePlanner(
        build.references,
        pages,
        make_linker,
        partial(TEXTS.load, app.env),
        text_rules(app.config),
    )
