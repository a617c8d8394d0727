"""The link report: why each name in the text is linked or not, and which terms are unused."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from sphinx_modelterms.export.abbreviations import ABBREVIATION, unexplained_letters
from sphinx_modelterms.export.cures import CURE
from sphinx_modelterms.export.linked_terms import LINKED_TERM, LinkedTerm, linked_terms
from sphinx_modelterms.export.names_in_text import AVOIDED, NAME, PAGE, names_on
from sphinx_modelterms.export.outdated_names import OUTDATED, outdated_names
from sphinx_modelterms.export.phrases import Phrase, phrases_around_terms
from sphinx_modelterms.export.samples import SAMPLE
from sphinx_modelterms.export.shapes import (
    COUNT,
    COUNTS_BY_NAME,
    TEXT,
    Field,
    Kind,
    Shape,
    list_of,
    one_of,
)
from sphinx_modelterms.export.term_candidates import CANDIDATE, term_candidates
from sphinx_modelterms.export.term_use import USE, TermUse, term_uses
from sphinx_modelterms.export.unlinked_mentions import UNLINKED, unlinked_mentions
from sphinx_modelterms.export.unmatched_phrases import UNMATCHED, unmatched_phrases
from sphinx_modelterms.glossary.autolink.rules import MODES, LinkRule
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_modelterms.export.report_input import Found, Report

VERSION = 1
"""The version of the format; it increases when a field is removed or changes its meaning."""

PHRASE: Kind[Report, Phrase] = Kind(
    "phrase",
    "A phrase that contains the name of a term, and that occurs far more often than by "
    "chance. If the phrase doesn't mean the term, add `line` to the term.",
    {
        "term": Field(TEXT, "The name of the term.", lambda x, p: p.term, always=True),
        "text": Field(TEXT, "The phrase.", lambda x, p: p.words, always=True),
        "count": Field(COUNT, "How often the phrase occurs.", lambda x, p: p.times, always=True),
        "of": Field(
            COUNT, "How often the name of the term occurs.", lambda x, p: p.of, always=True
        ),
        "score": Field(
            Shape("number", {"type": "number", "minimum": 0}),
            "The log-likelihood ratio of the phrase. If it is high, the words probably belong "
            "together.",
            lambda x, p: round(p.score, 1),
            always=True,
        ),
        "line": Field(
            TEXT, "The option to add to the term.", lambda x, p: f":not-in: {p.words}", always=True
        ),
    },
)


class Contents(NamedTuple):
    """The contents of the report."""

    names: list[Found]
    """All names in the text."""
    uses: list[TermUse]
    phrases: list[Phrase]
    linked: list[LinkedTerm]


def _rules(report: Report, contents: Contents) -> dict[str, int]:
    counts = Counter(found.rule for found in contents.names)
    return {rule: counts[rule] for rule in LinkRule if counts[rule]}


def _pages(report: Report, contents: Contents) -> list[dict[str, Any]]:
    by_page: dict[str, list[Found]] = {}
    for one in contents.names:
        by_page.setdefault(one.docname, []).append(one)
    return PAGE.list(report, by_page.items())


DOCUMENT: Kind[Report, Contents] = Kind(
    "report",
    "The report on the names of terms in the text of a documentation project.",
    {
        "version": Field(
            Shape(f"`{VERSION}`", {"const": VERSION}),
            "The version of this format. It increases when a field is removed or changes its "
            "meaning.",
            lambda x, _: VERSION,
            always=True,
        ),
        "project": Field(TEXT, "The name of the project.", lambda x, _: x.project),
        "language": Field(
            TEXT, "The language of the project.", lambda x, _: x.language, always=True
        ),
        "autolink": Field(
            one_of(*MODES),
            "The setting `modelterms_autolink`.",
            lambda x, _: x.linker.settings.mode,
            always=True,
        ),
        "rules": Field(
            COUNTS_BY_NAME,
            "The rules that were applied, each with the number of names.",
            _rules,
            always=True,
        ),
        "suspicious": Field(
            list_of(LINKED_TERM.shape),
            "Terms whose automatic links are worth a look, the most suspicious first.",
            lambda x, c: LINKED_TERM.list(x, (t for t in c.linked if t.is_suspicious)),
            always=True,
        ),
        "linked": Field(
            list_of(LINKED_TERM.shape),
            "All other terms with automatic links: first those with the most links, then those "
            "with few, and last those whose links are all marked as right.",
            lambda x, c: LINKED_TERM.list(x, (t for t in c.linked if not t.is_suspicious)),
            always=True,
        ),
        "unlinked": Field(
            list_of(UNLINKED.shape),
            "Names that a rule leaves out on pages without a link to their term, the most "
            "certain first.",
            lambda x, _: UNLINKED.list(x, unlinked_mentions(x)),
            always=True,
        ),
        "unexplained": Field(
            list_of(ABBREVIATION.shape),
            "Abbreviations that no term explains, the most frequent first.",
            lambda x, _: ABBREVIATION.list(x, unexplained_letters(x)),
            always=True,
        ),
        "candidates": Field(
            list_of(CANDIDATE.shape),
            "Phrases that may deserve a term, the most important first.",
            lambda x, _: CANDIDATE.list(x, term_candidates(x)),
            always=True,
        ),
        "terms": Field(
            list_of(USE.shape),
            "All terms and entries of Sphinx's own glossary with their use, sorted by name.",
            lambda x, c: USE.list(x, c.uses),
            always=True,
        ),
        "unused": Field(
            list_of(TEXT),
            "The names of the terms and entries that nothing mentions: no reference, no automatic "
            "link and no text, except in places such as code.",
            lambda x, c: [use.term.full_name for use in c.uses if not use.is_mentioned],
            always=True,
        ),
        "avoided": Field(
            list_of(AVOIDED.shape),
            "Words in the text that terms list under `avoid`.",
            lambda x, c: AVOIDED.list(x, (f for f in c.names if f.rule is LinkRule.AVOIDED)),
            always=True,
        ),
        "outdated": Field(
            list_of(OUTDATED.shape),
            "Deprecated terms and former names that the text uses.",
            lambda x, _: OUTDATED.list(x, outdated_names(x)),
            always=True,
        ),
        "unmatched": Field(
            list_of(UNMATCHED.shape),
            "Phrases under `not-in` or in `modelterms_autolink_exclude` that contain no name of "
            "their term anywhere in the text.",
            lambda x, _: UNMATCHED.list(x, unmatched_phrases(x)),
            always=True,
        ),
        "phrases": Field(
            list_of(PHRASE.shape),
            "Phrases with names that have a second meaning, by term and score.",
            lambda x, c: PHRASE.list(x, c.phrases),
            always=True,
        ),
        "pages": Field(list_of(PAGE.shape), "The pages, sorted by name.", _pages, always=True),
    },
)

KINDS: Mapping[str, Kind[Any, Any]] = {
    kind.name: kind
    for kind in (
        DOCUMENT,
        LINKED_TERM,
        UNLINKED,
        SAMPLE,
        CURE,
        ABBREVIATION,
        CANDIDATE,
        USE,
        AVOIDED,
        OUTDATED,
        UNMATCHED,
        PHRASE,
        PAGE,
        NAME,
    )
}
"""All kinds of objects in the report, the file itself first."""


def report_document(report: Report) -> dict[str, Any]:
    """Return the whole report as a JSON object."""
    names = [found for docname in report.texts for found in names_on(report, docname)]
    phrases = phrases_around_terms(report)
    linked = linked_terms(report, phrases)
    contents = Contents(names, term_uses(report, names), phrases, linked)
    return DOCUMENT.made(report, contents)


def report_text(document: Mapping[str, Any]) -> str:
    """Return the report as JSON."""
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"
