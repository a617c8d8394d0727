"""Wiring only: what is registered with Sphinx, in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging
from sphinx.util.docutils import is_directive_registered, is_role_registered

from sphinx_modelterms.authoring.compare import CompareDirective
from sphinx_modelterms.authoring.formulas import FormulasOfData
from sphinx_modelterms.authoring.generated import RecordDirective
from sphinx_modelterms.authoring.listing import (
    CategoriesDirective,
    DayDirective,
    FaqDirective,
    ListDirective,
)
from sphinx_modelterms.authoring.parts import PART_DIRECTIVES
from sphinx_modelterms.authoring.roles import RECORD_ROLES, NoAutolinkRole
from sphinx_modelterms.authoring.sources import check_encoding
from sphinx_modelterms.authoring.term import TermDirective
from sphinx_modelterms.collector import FrozenMemory
from sphinx_modelterms.configsetup import setup_config
from sphinx_modelterms.data.changes import escape_changes
from sphinx_modelterms.data.dates import DataDates
from sphinx_modelterms.data.leftovers import tidy_sources
from sphinx_modelterms.data.loading import load_records, pages_with_other_records
from sphinx_modelterms.data.pages import write_pages
from sphinx_modelterms.domain import ModelTermsDomain
from sphinx_modelterms.export.reporting import ReportBuilder, write_report
from sphinx_modelterms.export.writing import JsonFile
from sphinx_modelterms.linking.answers import ANSWERS, pages_without_answers
from sphinx_modelterms.linking.autolinks import AutoLinks
from sphinx_modelterms.linking.collect import collect_page
from sphinx_modelterms.linking.currentlines import CurrentLines
from sphinx_modelterms.linking.digests import PageDigests
from sphinx_modelterms.linking.entries import SourceNames
from sphinx_modelterms.linking.fences import warn_of_fences
from sphinx_modelterms.linking.foreign import ForeignNames
from sphinx_modelterms.linking.inconsistent import HeldWarnings
from sphinx_modelterms.linking.inventory import BorrowedNames
from sphinx_modelterms.linking.ownids import OwnIds
from sphinx_modelterms.linking.references import TermReferences, resolve_form, suggest_names
from sphinx_modelterms.linking.sectionlabels import SectionLabels
from sphinx_modelterms.linking.textfiles import TEXTS, pages_without_text
from sphinx_modelterms.linking.translated import TranslatedEntries
from sphinx_modelterms.logrecords import harmless_messages
from sphinx_modelterms.rendering.anchors import CardAnchors
from sphinx_modelterms.rendering.assets import add_assets, add_static_folder
from sphinx_modelterms.rendering.backlinks import GlossaryBacklinks
from sphinx_modelterms.rendering.card import TermCards
from sphinx_modelterms.rendering.comparison import ComparisonTables, HtmlComparisons
from sphinx_modelterms.rendering.direction import setup_direction
from sphinx_modelterms.rendering.faq import FaqSections, HtmlFaqs
from sphinx_modelterms.rendering.formulas import setup_formulas
from sphinx_modelterms.rendering.hover import setup_hover
from sphinx_modelterms.rendering.html import setup_html
from sphinx_modelterms.rendering.links import setup_links
from sphinx_modelterms.rendering.listing import (
    CategoryLists,
    DayCards,
    HtmlDays,
    HtmlLists,
    TermLists,
)
from sphinx_modelterms.rendering.manpages import NoRequests
from sphinx_modelterms.rendering.onetree import OnePage
from sphinx_modelterms.rendering.pageoutput import PageOutput
from sphinx_modelterms.rendering.pages import hide_moved_pages, moved_pages, place_page
from sphinx_modelterms.rendering.plaintext import InnerClassifiers
from sphinx_modelterms.rendering.print import setup_print
from sphinx_modelterms.rendering.search import escape_titles
from sphinx_modelterms.wording import check_catalogues, load_catalogues

if TYPE_CHECKING:
    from docutils.parsers.rst import Directive
    from sphinx.application import Sphinx

LOGGER = logging.getLogger(__name__)

BARE_NAMES: dict[str, type[Directive]] = {
    "term": TermDirective,
    "term-compare": CompareDirective,
    "term-list": ListDirective,
    "term-categories": CategoriesDirective,
    "term-faq": FaqDirective,
    "term-of-the-day": DayDirective,
    **{f"term-{part}": directive for part, directive in PART_DIRECTIVES.items()},
}


def setup_extension(app: Sphinx) -> None:
    """Connect everything to *app*."""
    harmless_messages(app)
    setup_languages(app)
    setup_config(app)
    app.add_domain(ModelTermsDomain)
    setup_authoring(app)
    setup_records(app)
    digests = PageDigests()
    setup_late_phase(app, digests)
    setup_output(app, digests)


def setup_authoring(app: Sphinx) -> None:
    """The directives and roles."""
    app.add_directive_to_domain("modelterms", "term", TermDirective)
    app.add_directive_to_domain("modelterms", "record", RecordDirective)
    for part, directive in PART_DIRECTIVES.items():
        app.add_directive_to_domain("modelterms", part, directive)
    app.add_directive_to_domain("modelterms", "compare", CompareDirective)
    app.add_directive_to_domain("modelterms", "list", ListDirective)
    app.add_directive_to_domain("modelterms", "categories", CategoriesDirective)
    app.add_directive_to_domain("modelterms", "faq", FaqDirective)
    app.add_directive_to_domain("modelterms", "of-the-day", DayDirective)
    for kind, role in RECORD_ROLES.items():
        app.add_role_to_domain("modelterms", kind, role)
    # Late: other extensions may change which documents are read.
    app.connect("env-before-read-docs", check_encoding, priority=900)
    # Late: other extensions may register a "term" of theirs on the same event.
    app.connect("builder-inited", register_bare_names, priority=900)


def setup_records(app: Sphinx) -> None:
    """From data files and finished documents to records, and which documents to read for that."""
    # Before others that may want to know the records.
    app.connect("builder-inited", load_records, priority=400)
    app.connect("builder-inited", write_pages, priority=401)
    app.connect("builder-inited", tidy_sources, priority=402)
    app.connect("env-get-outdated", pages_with_other_records)
    app.connect("write-started", escape_changes)
    dates = DataDates()
    app.connect("env-updated", dates.lend, priority=400)
    app.connect("env-updated", dates.take_back, priority=600)

    labels = SectionLabels()
    app.connect("doctree-read", labels.hide, priority=400)
    app.connect("doctree-read", labels.show, priority=600)
    app.connect("env-before-read-docs", labels.leave)
    app.connect("write-started", labels.enter)

    app.connect("source-read", warn_of_fences)
    app.add_transform(OwnIds)
    app.add_transform(FormulasOfData)
    # 900: after other listeners have made their changes to the document.
    app.connect("doctree-read", collect_page, priority=900)
    for side_file in (ANSWERS, TEXTS):
        app.connect("env-purge-doc", side_file.forget)
    app.connect("env-get-outdated", pages_without_answers)
    app.connect("env-get-outdated", pages_without_text)


def setup_late_phase(app: Sphinx, digests: PageDigests) -> None:
    """What is filled in when all documents are read, and which of them are written for that."""
    app.add_post_transform(CurrentLines)
    app.add_post_transform(AutoLinks)
    app.add_post_transform(FaqSections)
    app.add_post_transform(TermReferences)
    app.connect("missing-reference", resolve_form, priority=600)
    app.connect("warn-missing-reference", suggest_names)
    app.connect("write-started", ForeignNames().stand_in)
    app.add_post_transform(TermCards)
    app.add_post_transform(GlossaryBacklinks)
    app.add_post_transform(ComparisonTables)
    app.add_post_transform(TermLists)
    app.add_post_transform(CategoryLists)
    app.add_post_transform(DayCards)
    app.add_post_transform(CardAnchors)

    names = BorrowedNames()
    app.connect("env-before-read-docs", names.leave)
    app.connect("write-started", names.enter)
    app.connect("write-started", names.guard_inventory)

    app.connect("env-updated", digests.stale_pages)
    app.connect("write-started", digests.forget_changed)
    app.connect("doctree-resolved", digests.note_resolved)


def setup_output(app: Sphinx, digests: PageDigests) -> None:
    """The shape of things in HTML, and what is written beside it."""
    setup_html(app)
    setup_print(app)
    setup_direction(app)
    app.add_post_transform(InnerClassifiers)
    app.add_post_transform(NoRequests)
    app.add_post_transform(HtmlComparisons)
    app.add_post_transform(HtmlLists)
    app.add_post_transform(HtmlDays)
    app.add_post_transform(HtmlFaqs)
    setup_formulas(app)
    setup_links(app)
    setup_hover(app)
    app.add_post_transform(OnePage)

    app.connect("builder-inited", add_static_folder)
    app.connect("html-page-context", add_assets)
    # After themes' own listeners.
    app.connect("html-page-context", place_page, priority=900)
    app.connect("html-collect-pages", moved_pages)
    app.connect("html-collect-pages", escape_titles)
    app.connect("write-started", hide_moved_pages)
    output = PageOutput()
    app.connect("write-started", output.remove_old)
    # After other extensions have changed what was written.
    app.connect("build-finished", output.keep_digests, priority=900)

    memory = FrozenMemory()
    app.connect("env-before-read-docs", memory.begin)
    # After other listeners have made what they need, and before they write.
    app.connect("write-started", memory.freeze, priority=900)
    app.connect("build-finished", memory.unfreeze, priority=0)

    app.connect("build-finished", JsonFile(digests).update)
    app.connect("build-finished", digests.keep_written)
    app.add_builder(ReportBuilder)
    app.connect("build-finished", write_report)


def setup_languages(app: Sphinx) -> None:
    """Our own words, and what a translation of the project changes."""
    load_catalogues(app)
    app.connect("builder-inited", check_catalogues)
    app.add_transform(SourceNames)
    app.add_transform(TranslatedEntries)
    held = HeldWarnings()
    app.connect("env-before-read-docs", held.begin)
    # When the glossary is made, on the same event.
    app.connect("env-updated", held.end, priority=600)


def register_bare_names(app: Sphinx) -> None:
    """Register ``term`` and its like where no other extension has the name."""
    for name, directive in BARE_NAMES.items():
        if not is_directive_registered(name):
            app.add_directive(name, directive)
    for kind, role in RECORD_ROLES.items():
        if not is_role_registered(f"term-{kind}"):
            app.add_role(f"term-{kind}", role)
    if not is_role_registered("no-autolink"):
        app.add_role("no-autolink", NoAutolinkRole())
