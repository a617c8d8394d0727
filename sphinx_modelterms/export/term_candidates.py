"""Candidates for terms: phrases that occur often in the text and that no term explains."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from sphinx_modelterms.export.phrase_search import PhraseSearch
from sphinx_modelterms.export.phrases import LEAST, log_likelihood
from sphinx_modelterms.export.report_input import Found, Report, found_at
from sphinx_modelterms.export.samples import SAMPLE, Sample, spread
from sphinx_modelterms.export.shapes import COUNT, TEXT, Field, Kind, list_of, one_of
from sphinx_modelterms.glossary.autolink.page_text import Passage
from sphinx_modelterms.glossary.autolink.rules import LinkRule
from sphinx_modelterms.glossary.text.common_words import EVERYDAY, ORDINARY
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_modelterms.export.phrase_search import Occurrence, Words

REPEATED, CAPITALIZED, NAME = KINDS = "repeated", "capitalized", "name"

FEWEST = 4
"""Minimum number of occurrences of a candidate."""

FEWEST_PAGES = 2
"""Minimum number of pages with a candidate."""

MOST_NESTED = 0.6
"""Share of the occurrences of a phrase that are in one longer phrase; above it, only the longer
one is listed.
"""

PERSON = 3
"""A capitalized phrase is a person if at least one of so many occurrences follows "by"."""

MOST_CANDIDATES = 100
"""Maximum number of candidates in the report."""

MOST_SAMPLES = 2
"""Maximum number of sentences that show one candidate."""


class TermCandidate(NamedTuple):
    """A phrase that may deserve a term."""

    text: str
    kind: str
    times: int
    pages: int
    score: float
    samples: tuple[Sample, ...]


CANDIDATE: Kind[Report, TermCandidate] = Kind(
    "candidate",
    "A phrase in running text that no term explains. In languages other than English, only "
    "capitalized phrases of several words are found.",
    {
        "text": Field(TEXT, "The phrase, in its usual form.", lambda x, c: c.text, always=True),
        "kind": Field(
            one_of(*KINDS),
            "The kind of phrase: a noun phrase that occurs far more often than by chance, a "
            "capitalized phrase, or a single capitalized word.",
            lambda x, c: c.kind,
            always=True,
        ),
        "count": Field(COUNT, "How often it occurs.", lambda x, c: c.times, always=True),
        "pages": Field(COUNT, "The number of pages with it.", lambda x, c: c.pages, always=True),
        "samples": Field(
            list_of(SAMPLE.shape),
            "Some sentences with it.",
            lambda x, c: SAMPLE.list(x, c.samples),
            always=True,
        ),
    },
)


def term_candidates(report: Report) -> list[TermCandidate]:
    """Return phrases that may deserve a term, the most important first."""
    phrases = PhraseSearch(report.linker.settings.english)
    for docname, page in report.texts.items():
        names = _names(report, docname)
        for block in report.shown(page.blocks):
            phrases.search(docname, block, names.get(block.number, ()))
    found = [
        _candidate(CAPITALIZED if len(words) > 1 else NAME, words, places)
        for words, places in _chosen(report, phrases.capitalized)
        if PERSON * phrases.after_by[words] < len(places)
    ]
    found += [
        _candidate(REPEATED, words, places)
        for words, places in _chosen(report, phrases.repeated)
        if 3 * phrases.after_article[words] >= len(places)
        and _belongs(phrases.words, words, len(places))
    ]

    def order(one: TermCandidate) -> tuple[bool, float, str]:
        return one.kind == NAME, -one.score, one.text

    return sorted(found, key=order)[:MOST_CANDIDATES]


def _names(report: Report, docname: str) -> dict[int, list[tuple[int, int]]]:
    """Return the places of the names of terms on a page, by block."""
    spans: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for decision in report.decisions(docname):
        start, end, _ = decision.candidate
        spans[decision.block.number].append((start, end))
    return spans


def _chosen(
    report: Report, phrases: Mapping[Words, list[Occurrence]]
) -> Iterator[tuple[Words, list[Occurrence]]]:
    """Yield the phrases that are frequent enough, no part of a longer one, and unknown."""
    found = {
        words: places
        for words, places in phrases.items()
        if len(places) >= FEWEST and len({place.docname for place in places}) >= FEWEST_PAGES
    }
    nested = _most_nested(found)
    for words, places in found.items():
        is_part = nested[words] > MOST_NESTED * len(places)
        if not is_part and not report.views.glossary.meanings(_usual(places)):
            yield words, places


def _most_nested(found: Mapping[Words, list[Occurrence]]) -> Counter[Words]:
    """Return how often each phrase occurs in that longer phrase that contains it most often."""
    nested: Counter[Words] = Counter()
    for words, places in found.items():
        for size in range(1, len(words)):
            for start in range(len(words) - size + 1):
                part = words[start : start + size]
                nested[part] = max(nested[part], len(places))
    return nested


def _usual(places: Iterable[Occurrence]) -> str:
    """Return the most frequent form of a phrase."""
    return Counter(place.text for place in places).most_common(1)[0][0]


def _belongs(counts: Counter[str], words: Words, count: int) -> bool:
    """Return True if the words follow each other far more often than by chance.

    :param counts: number of occurrences of each word
    :param count: number of occurrences of the phrase
    """
    total = counts.total()
    return all(
        log_likelihood(count, counts[one], counts[other], total) >= LEAST
        for one, other in pairwise(words)
    )


def _candidate(kind: str, words: Words, places: list[Occurrence]) -> TermCandidate:
    pages = len({place.docname for place in places})
    score = math.log2(1 + len(places)) * math.sqrt(pages) * _specificity(words)
    samples = map(Sample, spread(map(_found, places), MOST_SAMPLES))
    return TermCandidate(_usual(places), kind, len(places), pages, score, tuple(samples))


def _specificity(words: Words) -> float:
    """Return how special the words are, from 0 to 1: words of general English count less."""
    weights = [0.2 if w in EVERYDAY else 0.6 if w in ORDINARY else 1.0 for w in words]
    return sum(weights) / len(weights)


def _found(place: Occurrence) -> Found:
    passage = Passage(place.block.text, place.start, place.end, place.block.opaque)
    return found_at(place.docname, place.block, passage, (), LinkRule.LINKED)
