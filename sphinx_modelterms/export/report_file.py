"""Writing the link report: beside the output of any builder, or with a builder of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from sphinx.builders import Builder
from sphinx.locale import __

from sphinx_modelterms.export.json_file import is_same
from sphinx_modelterms.incremental.last_output import BESIDE_DOCTREES
from sphinx_modelterms.incremental.page_files import TEXTS
from sphinx_modelterms.kept_files import write_or_warn
from sphinx_modelterms.settings import REPORT_BUILDER

if TYPE_CHECKING:
    from collections.abc import Set

    from docutils import nodes
    from sphinx.application import Sphinx

    from sphinx_modelterms.domain import ModelTermsDomain

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


def write_report(app: Sphinx) -> None:
    """Write the report if it is wanted."""
    own = app.builder.name == REPORT_BUILDER
    name = app.config.modelterms_report or (FILE_NAME if own else "")
    # Builders that pack their output directory warn about files that they do not know.
    if not name or app.builder.name in BESIDE_DOCTREES:
        return
    # Imported here, as most builds write no report and its records take a while to define.
    from sphinx_modelterms.export.link_report import Report, report_text

    env = app.env
    domain: ModelTermsDomain = env.domains["modelterms"]  # type: ignore[assignment]

    def file(docname: str, source: str) -> str:
        path = Path(source or env.doc2path(docname))
        below = path.is_relative_to(app.srcdir)
        return (path.relative_to(app.srcdir) if below else path).as_posix()

    linker = domain.build.views.plan.linker
    assert linker is not None  # a report is wanted, so the text was read
    texts = {docname: TEXTS.load(env, docname) for docname in sorted(env.found_docs)}
    report = Report(
        domain.build.views,
        linker,
        {docname: text for docname, text in texts.items() if text is not None},
        file,
        lambda docname, source, line: domain.moved(docname).now(source, line),
    )
    path = Path(app.outdir, name)
    content = report_text(report).encode("utf-8", "replace")
    if not is_same(path, content):
        write_or_warn(path, content, "choose another file", "modelterms_report")
