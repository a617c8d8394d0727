"""Abbreviations in the text that no term explains."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache

from sphinx_modelterms.export.report_input import FILE, LINE, Found, Report, found_at
from sphinx_modelterms.export.samples import SAMPLE, Sample, file_of, line_of, spread
from sphinx_modelterms.export.shapes import COUNT, TEXT, Field, Kind, list_of
from sphinx_modelterms.glossary.autolink.page_text import Passage
from sphinx_modelterms.glossary.autolink.rules import LinkRule
from sphinx_modelterms.glossary.text.abbreviations import unexplained
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

NO_PROSE = frozenset({LinkRule.CODE, LinkRule.NAME, LinkRule.HIDDEN})
"""Rules of blocks that are not searched for abbreviations, since they are not prose."""

MOST_SAMPLES = 2
"""Maximum number of sentences that show one abbreviation."""


class Unexplained(NamedTuple):
    """An abbreviation that no term explains."""

    letters: str
    places: tuple[Found, ...]


ABBREVIATION: Kind[Report, Unexplained] = Kind(
    "abbreviation",
    "An abbreviation that neither a term nor the text around it explains.",
    {
        "text": Field(TEXT, "The abbreviation.", lambda x, a: a.letters, always=True),
        "count": Field(COUNT, "How often it occurs.", lambda x, a: len(a.places), always=True),
        "pages": Field(
            COUNT,
            "The number of pages with it.",
            lambda x, a: len({one.docname for one in a.places}),
            always=True,
        ),
        "page": Field(
            TEXT, "The first page that has it.", lambda x, a: a.places[0].docname, always=True
        ),
        "file": Field(TEXT, FILE, lambda x, a: file_of(x, a.places[0]), always=True),
        "line": Field(COUNT, LINE, lambda x, a: line_of(x, a.places[0])),
        "samples": Field(
            list_of(SAMPLE.shape),
            "Some sentences with it.",
            lambda x, a: SAMPLE.list(x, map(Sample, spread(a.places, MOST_SAMPLES))),
            always=True,
        ),
    },
)


def unexplained_letters(report: Report) -> list[Unexplained]:
    """Return the abbreviations in the text that no term explains, the most frequent first.

    Words that the text writes in small letters as often are left out: "REQUIRED".
    """
    is_known = cache(report.views.glossary.meanings)
    found: dict[str, list[Found]] = defaultdict(list)
    small: Counter[str] = Counter()
    for docname, page in report.texts.items():
        skipped = (place for place in page.skipped if place.rule not in NO_PROSE)
        for place in report.shown((*page.blocks, *skipped)):
            small.update(filter(str.islower, _WORD.findall(place.text)))
            for start, letters in unexplained(place.text, is_known):
                opaque = getattr(place, "opaque", ())
                passage = Passage(place.text, start, start + len(letters), opaque)
                found[letters].append(found_at(docname, place, passage, (), LinkRule.LINKED))
    ordered = sorted(found, key=lambda letters: (-len(found[letters]), letters))
    return [
        Unexplained(letters, tuple(found[letters]))
        for letters in ordered
        if small[letters.lower()] < len(found[letters])
    ]


_WORD = lazy_pattern(r"[^\W\d_]+")
