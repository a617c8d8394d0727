"""Phrases that keep no name from being linked, as the text doesn't have them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sphinx_modelterms.export.cures import excluded, field_line, option_line
from sphinx_modelterms.export.shapes import TEXT, Field, Kind
from sphinx_modelterms.glossary.autolink.phrases import is_in_phrase
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_modelterms.export.report_input import Report
    from sphinx_modelterms.glossary.autolink.decisions import Decision
    from sphinx_modelterms.glossary.model import Target, Term


class UnmatchedPhrase(NamedTuple):
    """A phrase in which a term isn't linked, but which contains no name of it anywhere."""

    term: Term
    phrase: str
    in_settings: bool
    """True if it is in ``modelterms_autolink_exclude``, False if it is under ``not-in``."""


def _written(unmatched: UnmatchedPhrase) -> str:
    term, phrase, in_settings = unmatched
    if in_settings:
        return excluded(term, phrase)
    return (field_line if term.data else option_line)("not-in", [phrase])


UNMATCHED: Kind[Report, UnmatchedPhrase] = Kind(
    "unmatched phrase",
    "A phrase in which a term isn't linked, but which contains no name of it anywhere.",
    {
        "term": Field(
            TEXT,
            "The name of the term, with its scope.",
            lambda x, u: u.term.full_name,
            always=True,
        ),
        "text": Field(TEXT, "The phrase.", lambda x, u: u.phrase, always=True),
        "line": Field(
            TEXT,
            "The item of the setting, or the option with this phrase only.",
            lambda x, u: _written(u),
            always=True,
        ),
        "file": Field(
            TEXT,
            "The file of the term with this option.",
            lambda x, u: "" if u.in_settings else x.sources.term(u.term)[0],
        ),
    },
)


def unmatched_phrases(report: Report) -> Iterator[UnmatchedPhrase]:
    """Yield the phrases that contain no name of their term, in order of the terms, those of the
    settings first.
    """
    phrases = [*_phrases(report)]
    places: dict[Target, list[Decision]] = defaultdict(list)
    for docname in report.texts if phrases else ():
        for decision in report.meant(docname):
            for target in {report.views.glossary.head(t) for t, _ in decision.meaning.targets}:
                places[target].append(decision)
    for one in phrases:
        if not any(
            is_in_phrase((one.phrase,), d.block.text, d.candidate.start, d.candidate.end)
            for d in places[one.term.target]
        ):
            yield one


def _phrases(report: Report) -> Iterator[UnmatchedPhrase]:
    for name, phrase in report.linker.settings.without_phrases:
        named = report.views.glossary.find(name)
        term = report.term(named.target) if named else None
        if term:
            yield UnmatchedPhrase(term, phrase, in_settings=True)
    for term in report.views.glossary.terms:
        for phrase in term.not_in:
            yield UnmatchedPhrase(term, phrase, in_settings=False)
