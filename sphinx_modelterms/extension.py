"""Registration of everything with Sphinx, in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging
from sphinx.util.docutils import is_directive_registered, is_role_registered

from sphinx_modelterms.any_references import mark_links_to_raw_ids
from sphinx_modelterms.build import Build
from sphinx_modelterms.companions.autosectionlabel import SectionLabels
from sphinx_modelterms.companions.changes_builder import escape_changes
from sphinx_modelterms.companions.duplicate_terms import DeferredDuplicates
from sphinx_modelterms.companions.epub_manifest import mark_svg_in_ebooks
from sphinx_modelterms.companions.index_entries import ScopedIndex, ScopedIndexNodes
from sphinx_modelterms.companions.intersphinx import IntersphinxIndex
from sphinx_modelterms.companions.last_updated import DataDates
from sphinx_modelterms.companions.search_page import escape_titles
from sphinx_modelterms.companions.std_inventory import StandardDomainExport
from sphinx_modelterms.companions.translation_warnings import DeferredI18nWarnings
from sphinx_modelterms.config_setup import setup_config
from sphinx_modelterms.directives.comparison import CompareDirective
from sphinx_modelterms.directives.formulas import FormulasOfData
from sphinx_modelterms.directives.generated_pages import RecordDirective
from sphinx_modelterms.directives.roles import RECORD_ROLES, DefinedWordRole, NoAutolinkRole
from sphinx_modelterms.directives.term import TermDirective
from sphinx_modelterms.directives.term_box import BoxDirective
from sphinx_modelterms.directives.term_changes import ChangesDirective
from sphinx_modelterms.directives.term_list import (
    CategoriesDirective,
    DayDirective,
    FaqDirective,
    ListDirective,
    MapDirective,
)
from sphinx_modelterms.directives.term_quiz import PART_DIRECTIVES, QuizDirective
from sphinx_modelterms.doctree.link_visitors import setup_links
from sphinx_modelterms.domain import ModelTermsDomain
from sphinx_modelterms.export.report_file import ReportBuilder
from sphinx_modelterms.incremental.page_files import TEXTS, pages_without_text
from sphinx_modelterms.linking.automatic_links import AutoLinks
from sphinx_modelterms.linking.index_references import IndexReferences
from sphinx_modelterms.linking.references import TermReferences, resolve_form, suggest_names
from sphinx_modelterms.log_records import harmless_messages
from sphinx_modelterms.reading.answers import ANSWERS, pages_without_answers
from sphinx_modelterms.reading.card_ids import OwnIds
from sphinx_modelterms.reading.glossary_entries import SourceNames
from sphinx_modelterms.reading.lookalikes import warn_of_deferred_lookalikes
from sphinx_modelterms.reading.markdown_fences import warn_of_fences
from sphinx_modelterms.reading.option_translation import TranslatedEntries
from sphinx_modelterms.reading.page_collector import collect_page
from sphinx_modelterms.reading.page_options import pages_with_other_exclusions
from sphinx_modelterms.reading.source_encoding import check_encoding
from sphinx_modelterms.reading.unknown_markup import suggest_markup
from sphinx_modelterms.reading.unknown_scopes import warn_of_unknown_scopes
from sphinx_modelterms.rendering.anchors import CardAnchors, MarkdownAnchors
from sphinx_modelterms.rendering.assets import add_assets, add_static_folder
from sphinx_modelterms.rendering.bidi import setup_direction
from sphinx_modelterms.rendering.blocks import FilledBlocks, HtmlBlocks
from sphinx_modelterms.rendering.faq import FaqSections
from sphinx_modelterms.rendering.formulas import setup_formulas
from sphinx_modelterms.rendering.generated_output import PageOutput
from sphinx_modelterms.rendering.generated_pages import hide_moved_pages, place_page
from sphinx_modelterms.rendering.glossary_backlinks import GlossaryBacklinks
from sphinx_modelterms.rendering.hover_card import setup_hover
from sphinx_modelterms.rendering.html_card import setup_html
from sphinx_modelterms.rendering.index_page import add_index
from sphinx_modelterms.rendering.latex import setup_print
from sphinx_modelterms.rendering.latex_notes import TermNotes
from sphinx_modelterms.rendering.man import NoRequests
from sphinx_modelterms.rendering.other_cards import setup_other_hover
from sphinx_modelterms.rendering.page_description import add_description
from sphinx_modelterms.rendering.plain_text import InnerClassifiers
from sphinx_modelterms.rendering.search_page import add_answers
from sphinx_modelterms.rendering.single_page import OnePage
from sphinx_modelterms.rendering.structured_data import add_structured_data
from sphinx_modelterms.rendering.term_map import setup_maps
from sphinx_modelterms.rendering.term_quiz import setup_quizzes
from sphinx_modelterms.sources.current_lines import CurrentLines
from sphinx_modelterms.sources.data_files import pages_with_other_records
from sphinx_modelterms.translations import check_catalogues, load_catalogues

if TYPE_CHECKING:
    from docutils.parsers.rst import Directive
    from sphinx.application import Sphinx

LOGGER = logging.getLogger(__name__)

LAST = 100_000
"""Priority of a listener that comes after those of other extensions and of ``conf.py``."""

BARE_NAMES: dict[str, type[Directive]] = {
    "term": TermDirective,
    "term-compare": CompareDirective,
    "term-list": ListDirective,
    "term-categories": CategoriesDirective,
    "term-faq": FaqDirective,
    "term-map": MapDirective,
    "term-of-the-day": DayDirective,
    "term-box": BoxDirective,
    "term-changes": ChangesDirective,
    "term-quiz": QuizDirective,
    **{f"term-{part}": directive for part, directive in PART_DIRECTIVES.items()},
}
"""The directives that need no domain prefix, by name."""


OTHER_ROLES = {"no-autolink": NoAutolinkRole(), "term-dfn": DefinedWordRole()}
"""The roles that make no link, by name."""


def setup_extension(app: Sphinx) -> None:
    """Connect everything to *app*."""
    harmless_messages(app)
    setup_languages(app)
    setup_config(app)
    app.add_domain(ModelTermsDomain)
    setup_authoring(app)
    setup_records(app)
    setup_post_transforms(app)
    setup_output(app)
    Build().connect(app)


def setup_authoring(app: Sphinx) -> None:
    """Register the directives and roles."""
    app.add_directive_to_domain("modelterms", "term", TermDirective)
    app.add_directive_to_domain("modelterms", "record", RecordDirective)
    for part, directive in PART_DIRECTIVES.items():
        app.add_directive_to_domain("modelterms", part, directive)
    app.add_directive_to_domain("modelterms", "compare", CompareDirective)
    app.add_directive_to_domain("modelterms", "list", ListDirective)
    app.add_directive_to_domain("modelterms", "categories", CategoriesDirective)
    app.add_directive_to_domain("modelterms", "faq", FaqDirective)
    app.add_directive_to_domain("modelterms", "of-the-day", DayDirective)
    app.add_directive_to_domain("modelterms", "box", BoxDirective)
    app.add_directive_to_domain("modelterms", "map", MapDirective)
    app.add_directive_to_domain("modelterms", "changes", ChangesDirective)
    app.add_directive_to_domain("modelterms", "quiz", QuizDirective)
    for kind, role in RECORD_ROLES.items():
        app.add_role_to_domain("modelterms", kind, role)
    app.add_role_to_domain("modelterms", "dfn", DefinedWordRole())
    # After listeners with the default priority, which may change the documents that are read.
    app.connect("env-before-read-docs", check_encoding, priority=900)
    # After other extensions, which may register their own "term" on the same event.
    app.connect("builder-inited", register_bare_names, priority=900)


def setup_records(app: Sphinx) -> None:
    """Connect the phase of reading: data files and doctrees become records."""
    app.connect("env-get-outdated", pages_with_other_records)
    app.connect("write-started", escape_changes)
    dates = DataDates()
    app.connect("env-updated", dates.add_dependencies, priority=400)
    app.connect("env-updated", dates.remove_dependencies, priority=600)

    labels = SectionLabels()
    app.connect("doctree-read", labels.rename_titles, priority=400)
    app.connect("doctree-read", labels.restore_titles, priority=600)
    app.connect("env-before-read-docs", labels.remove_plain_labels)
    app.connect("write-started", labels.add_plain_labels)

    app.connect("source-read", warn_of_fences)
    app.connect("env-updated", warn_of_deferred_lookalikes)
    app.connect("env-check-consistency", warn_of_unknown_scopes)
    app.add_transform(OwnIds)
    app.add_transform(FormulasOfData)
    # 900: after other listeners have changed the doctree.
    app.connect("doctree-read", mark_links_to_raw_ids)
    app.connect("doctree-read", collect_page, priority=900)
    for side_file in (ANSWERS, TEXTS):
        app.connect("env-purge-doc", side_file.purge)
    app.connect("env-get-outdated", pages_without_answers)
    app.connect("env-get-outdated", pages_without_text)
    app.connect("env-get-outdated", pages_with_other_exclusions)


def setup_post_transforms(app: Sphinx) -> None:
    """Register what runs after all documents are read: post-transforms and the resolution of
    references.
    """
    app.add_post_transform(CurrentLines)
    app.add_post_transform(AutoLinks)
    app.add_post_transform(FaqSections)
    app.add_post_transform(TermReferences)
    app.add_post_transform(IndexReferences)
    app.connect("missing-reference", resolve_form, priority=LAST)
    app.connect("warn-missing-reference", suggest_names)
    app.connect("write-started", IntersphinxIndex().replace_listener)
    app.add_post_transform(FilledBlocks)
    app.add_post_transform(GlossaryBacklinks)
    app.add_post_transform(CardAnchors)
    app.add_post_transform(MarkdownAnchors)

    export = StandardDomainExport()
    app.connect("env-before-read-docs", export.remove)
    app.connect("write-started", export.add)
    app.connect("write-started", export.guard_inventory)
    index = ScopedIndex()
    app.connect("env-before-read-docs", index.remove)
    app.connect("write-started", index.add)
    app.add_post_transform(ScopedIndexNodes)
    app.add_post_transform(TermNotes)


def setup_output(app: Sphinx) -> None:
    """Register what changes the output of each format, and the files written beside pages."""
    setup_html(app)
    app.add_post_transform(HtmlBlocks)
    setup_maps(app)
    setup_quizzes(app)
    mark_svg_in_ebooks(app)
    setup_print(app)
    setup_direction(app)
    app.add_post_transform(InnerClassifiers)
    app.add_post_transform(NoRequests)
    setup_formulas(app)
    setup_links(app)
    setup_hover(app)
    setup_other_hover(app)
    app.add_post_transform(OnePage)

    app.connect("builder-inited", add_static_folder)
    app.connect("html-page-context", add_assets)
    app.connect("html-page-context", add_answers)
    app.connect("html-page-context", add_index)
    # Before sphinxext-opengraph.
    app.connect("html-page-context", add_description, priority=400)
    app.connect("html-page-context", add_structured_data)
    # After the listeners of themes.
    app.connect("html-page-context", place_page, priority=900)
    app.connect("html-collect-pages", escape_titles)
    app.connect("write-started", hide_moved_pages)
    output = PageOutput()
    app.connect("write-started", output.remove_old)
    app.connect("html-collect-pages", output.moved_pages, priority=999)
    # After other extensions have changed the written files.
    app.connect("build-finished", output.keep_digests, priority=900)

    app.add_builder(ReportBuilder)


def setup_languages(app: Sphinx) -> None:
    """Register our catalogues, and support for translations of the project."""
    load_catalogues(app)
    app.connect("builder-inited", check_catalogues)
    app.add_transform(SourceNames)
    app.add_transform(TranslatedEntries)
    for deferred in (DeferredI18nWarnings(), DeferredDuplicates()):
        app.connect("env-before-read-docs", deferred.begin)
        # After the glossary is built on the same event.
        app.connect("env-updated", deferred.end, priority=600)


def register_bare_names(app: Sphinx) -> None:
    """Register ``term`` and the other short names, unless another extension has the name."""
    for name, directive in BARE_NAMES.items():
        if not is_directive_registered(name):
            app.add_directive(name, directive)
    for kind, role in RECORD_ROLES.items():
        if not is_role_registered(f"term-{kind}"):
            app.add_role(f"term-{kind}", role)
    for name, own_role in OTHER_ROLES.items():
        if not is_role_registered(name):
            app.add_role(name, own_role)
    roles = [f"term-{kind}" for kind in RECORD_ROLES]
    suggest_markup(BARE_NAMES, ["term", *OTHER_ROLES, *roles])
