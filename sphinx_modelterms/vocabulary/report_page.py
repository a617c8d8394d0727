"""The page of the reports: one HTML file that needs no other, and no script."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from sphinx_modelterms import version
from sphinx_modelterms.formats.site_addresses import web_address
from sphinx_modelterms.glossary.text.characters import harmless
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.regular_files import read_whole
from sphinx_modelterms.vocabulary import plots
from sphinx_modelterms.vocabulary.report_output import rows_of
from sphinx_modelterms.vocabulary.report_specs import REPORTS
from sphinx_modelterms.vocabulary.tables import SITES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pyarrow as pa

    from sphinx_modelterms.vocabulary.report_specs import ReportSpec

TEMPLATES = Path(__file__).with_name("templates")
BASE_STYLE = Path(__file__).parents[1] / "export" / "templates" / "report.css"
"""The style sheet of the link report, which this page looks like."""

MOST_PAIRS = 100_000
"""Maximum number of pairs of projects of which the picture is made."""


class PageSection(NamedTuple):
    """A report on the page."""

    name: str
    report: ReportSpec
    total: int
    rows: list[dict[str, Any]]
    """The rows that the page has room for."""
    groups: list[list[dict[str, Any]]]
    """Rows of the same name, for a report that shows them side by side."""

    @property
    def columns(self) -> list[str]:
        """The columns of a table: those with any text, except addresses, which are links."""
        return [
            name
            for name in self.rows[0]
            if name != "url" and any(row[name] != "" for row in self.rows)
        ]


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {"ROW": plots.ROW, "LABELS": plots.LABELS, "BARS": plots.BARS}
    environment.filters["web"] = lambda url: web_address(url or "")  # rows can be without
    return environment


def _harmless(value: object) -> object:
    return value if isinstance(value, Markup) else harmless(str(value))


def page_text(tables: Mapping[str, pa.Table], snapshot: Path, limit: int) -> str:
    """Return the page.

    :param tables: the rows of the reports
    :param snapshot: the directory that they are made of
    :param limit: maximum number of rows of a report; 0 for all
    """
    style = "".join(
        path.read_text(encoding="utf-8") for path in (BASE_STYLE, TEMPLATES / "vocabulary.css")
    )
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    sites = _sites(snapshot)
    terms = {site["site"]: site["terms"] for site in sites if site["terms"]}
    conflicts = tables["conflicts"].column("project").to_pylist() if "conflicts" in tables else []
    pairs = [*rows_of(tables["pairs"], MOST_PAIRS)] if "pairs" in tables else []
    return (
        _environment()
        .get_template("vocabulary.html")
        .render(
            version=version.__version__,
            style=Markup(style),
            style_digest=Markup(digest),
            date=snapshot.name,
            terms=terms,
            mentions=sum(site["mentions"] for site in sites),
            problems=[site for site in sites if site["problem"]],
            bars=plots.project_bars(terms, conflicts),
            matrix=plots.sharing_matrix(pairs),
            sections=list(_sections(tables, limit)),
        )
    )


def _sites(snapshot: Path) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads(read_whole(snapshot / SITES))["sites"]
    return listed


def _sections(tables: Mapping[str, pa.Table], limit: int) -> Iterator[PageSection]:
    for name, table in tables.items():
        groups: list[list[dict[str, Any]]] = []
        if name == "conflicts":
            by_name = groupby(rows_of(table), itemgetter("name", "scope", "language"))
            groups = [list(rows) for _, rows in islice(by_name, limit or None)]
            rows = [row for group in groups for row in group]
        else:
            rows = [*rows_of(table, limit)]
        yield PageSection(name, REPORTS[name], table.num_rows, rows, groups)
