"""Writing the link report: beside the output of any builder, or with a builder of its own."""

from __future__ import annotations

from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from sphinx.builders import Builder
from sphinx.locale import __
from sphinx.util.logging import getLogger

from sphinx_modelterms.export.json_file import is_same
from sphinx_modelterms.export.report_sources import sources_of
from sphinx_modelterms.glossary.autolink.rules import ALL, OFF, ONCE_A_PAGE
from sphinx_modelterms.glossary.text.characters import printable
from sphinx_modelterms.incremental.last_output import BESIDE_DOCTREES
from sphinx_modelterms.incremental.page_files import TEXTS
from sphinx_modelterms.kept_files import write_or_warn
from sphinx_modelterms.settings import REPORT_BUILDER, project_name

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Set

    from docutils import nodes
    from sphinx.application import Sphinx

    from sphinx_modelterms.domain import ModelTermsDomain
    from sphinx_modelterms.export.report_input import Report
    from sphinx_modelterms.glossary.autolink.decisions import AutoLink
    from sphinx_modelterms.glossary.autolink.text_checker import CheckedPage

    LostLinks = Callable[[str, Collection[AutoLink]], Set[tuple[int, int]]]

LOGGER = getLogger(__name__)

FILE_NAME = "modelterms-report.json"
"""File name of the report from our own builder, unless the configuration names it."""


class ReportBuilder(Builder):
    """A builder that writes the report and nothing else: ``sphinx-build -b modelterms SOURCE
    OUTPUT``.
    """

    name = REPORT_BUILDER
    epilog = __("The report is in %(outdir)s.")
    allow_parallel: ClassVar[bool] = True

    def init(self) -> None:
        # The report covers the text that only HTML shows, too.
        self.tags.add("html")

    def get_outdated_docs(self) -> set[str]:
        return set()

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        return ""

    def prepare_writing(self, docnames: Set[str]) -> None:
        pass

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        pass

    def finish(self) -> None:
        pass


def write_report(app: Sphinx, lost_links: LostLinks) -> None:
    """Write the report if it is wanted.

    :param lost_links: returns block and position of those links of a page that cannot be inserted
    """
    own = app.builder.name == REPORT_BUILDER
    name = app.config.modelterms_report or (FILE_NAME if own else "")
    # Builders that pack their output directory warn about files that they do not know.
    if not name or app.builder.name in BESIDE_DOCTREES:
        return
    # Imported here, as most builds write no report and its records take a while to define.
    from sphinx_modelterms.export.link_report import report_document, report_text

    document = report_document(_report(app, lost_links))
    path = Path(app.outdir, name)
    content = report_text(document).encode("utf-8", "replace")
    if not is_same(path, content):
        write_or_warn(path, content, "Choose another file", "modelterms_report")
    if own:
        from sphinx_modelterms.export.report_page import write_page
        from sphinx_modelterms.export.report_summary import summary

        page = path.with_suffix(".html")
        is_written = write_page(page, document)
        for line in summary(document, page if is_written else None):
            LOGGER.info("%s", printable(line))


def _report(app: Sphinx, lost_links: LostLinks) -> Report:
    """Return the input of the report."""
    from sphinx_modelterms.export.report_input import Report
    from sphinx_modelterms.glossary.autolink.text_checker import FORMER_NAME, TextChecker
    from sphinx_modelterms.glossary.model import Page

    env = app.env
    domain: ModelTermsDomain = env.domains["modelterms"]  # type: ignore[assignment]
    planner = domain.build.planner
    linker = planner.linker
    assert linker is not None  # a report is wanted, so the text was read
    loaded = ((docname, TEXTS.load(env, docname)) for docname in sorted(env.found_docs))
    texts = {docname: text for docname, text in loaded if text is not None}
    settings = linker.settings
    decisions = cache(planner.decisions)
    is_off = settings.mode == OFF
    baseline = domain.build.load_baseline()
    likely = linker.with_settings(settings._replace(mode=ONCE_A_PAGE))
    meant = linker.with_settings(settings._replace(mode=ALL, limit=0, budget=0))
    checker = TextChecker((FORMER_NAME,), linker, domain.build.glossary)

    def checked(docname: str) -> CheckedPage:
        records = domain.build.views.records.get(docname, Page())
        matcher = checker.linker.table.matcher
        return checker.page(docname, texts[docname], records.mentions, matcher)

    return Report(
        project_name(app.config),
        app.config.language,
        domain.build.views,
        linker,
        decisions,
        cache(partial(planner.decisions, linker=likely)) if is_off else decisions,
        cache(partial(planner.decisions, linker=meant)),
        checker,
        cache(checked),
        texts,
        sources_of(app),
        lambda docname: lost_links(docname, domain.build.views.plans.links(docname)),
        baseline.content.counts if baseline else {},
    )
