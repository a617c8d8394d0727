"""Outdated names in the report: names of deprecated terms, and former names, with their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.export.cures import reference
from sphinx_modelterms.export.report_input import Found, Report, found_at
from sphinx_modelterms.export.samples import SAMPLE, Sample
from sphinx_modelterms.export.shapes import TEXT, Field, Kind, one_of
from sphinx_modelterms.glossary.autolink.outdated_names import (
    OutdatedName,
    deprecated_names,
    former_names,
)
from sphinx_modelterms.glossary.autolink.rules import LinkRule
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.text.names import MOST_CHOICES

if TYPE_CHECKING:
    from collections.abc import Iterator

DEPRECATED, FORMER = "deprecated", "former"


class PlacedName(NamedTuple):
    """An outdated name on a page."""

    reason: str
    term: str
    """The name of the deprecated term, or of the first term that had the name."""
    instead: str
    """The names to write; ``""`` if a deprecated term has no replacement."""
    sample: Sample


OUTDATED: Kind[Report, PlacedName] = Kind(
    "outdated name",
    "A mention of a deprecated term, or a former name of a term.",
    {
        "reason": Field(
            one_of(DEPRECATED, FORMER),
            "The reason: the term is deprecated, or this is its former name.",
            lambda x, o: o.reason,
            always=True,
        ),
        "term": Field(TEXT, "The name of the term.", lambda x, o: o.term, always=True),
        "instead": Field(
            TEXT,
            "The name to write, or several names, with “or” between them. Missing if a deprecated "
            "term has no `replaced-by`.",
            lambda x, o: o.instead,
        ),
        "sample": Field(
            SAMPLE.shape,
            "The place.",
            lambda x, o: SAMPLE.made(x, o.sample),
            always=True,
        ),
    },
)


def outdated_names(report: Report) -> Iterator[PlacedName]:
    """Yield the outdated names on all pages: deprecated terms, then former names."""
    terms = report.views.glossary.terms
    if not any(term.former_names or term.status == "deprecated" for term in terms):
        return
    for reason, find in ((DEPRECATED, deprecated_names), (FORMER, former_names)):
        for docname in report.texts:
            for name in find(report.checker, report.checked(docname)):
                instead = " or ".join(target.name for target in name.instead)
                yield PlacedName(
                    reason, name.terms[0].name, instead, _sample(report, docname, name)
                )


def _sample(report: Report, docname: str, name: OutdatedName) -> Sample:
    """Return the place with the words to write there: in a reference, other references."""
    found = Found(docname, name.block, name.words, (), LinkRule.LINK, "")
    if name.passage is not None:
        found = found_at(docname, name.block, name.passage, (), LinkRule.LINK)
    new = (report.term(target.target) for target in name.instead[:MOST_CHOICES])
    options = [
        reference(report, docname, name.block.source, term.full_name, term)
        if name.in_reference
        else term.full_name
        for term in new
        if term
    ]
    return Sample(found, " or ".join(options))
