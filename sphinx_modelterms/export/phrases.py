"""Phrases around the names of terms that a project's text has far more often than by chance."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.autolink.ordinary_names import is_ordinary
from sphinx_modelterms.glossary.autolink.phrases import is_in_phrase
from sphinx_modelterms.glossary.text.common_words import EVERYDAY
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.text.tokens import WORD, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_modelterms.export.report_input import Report
    from sphinx_modelterms.glossary.autolink.decisions import Decision

    Pairs = dict[tuple[str, bool], list[tuple[str, Decision]]]
    """The phrases with a name and where they are, by the word beside the name and its side."""

FEWEST = 3
"""Minimum number of occurrences of a phrase."""

LEAST = 10.83
"""Minimum log-likelihood: chance alone reaches it once in a thousand pairs of words."""

MOST = 5
"""Maximum number of phrases for a term."""


class Phrase(NamedTuple):
    """A phrase around the name of a term."""

    term: str
    words: str
    """The phrase as the text has it most often."""
    times: int
    """Number of its occurrences, in whatever form excludes the name."""
    of: int
    """Number of occurrences of the term's name."""
    score: float
    """Log-likelihood ratio: how surely the words belong together."""


def phrases_around_terms(report: Report) -> list[Phrase]:
    """Return the phrases around names that are words with a second meaning, the surest first
    for each term, and the terms in order of their names.
    """
    words: Counter[str] = Counter()
    for page in report.texts.values():
        for block in page.blocks:
            words.update(word.lower() for word, _, _ in _words(block.text))
    names: Counter[str] = Counter()
    pairs: dict[str, Pairs] = defaultdict(lambda: defaultdict(list))
    for decision in _ordinary(report):
        known = report.term(decision.meaning.targets[0].target)
        term = known.full_name if known else decision.meaning.targets[0].name
        names[term] += 1
        for neighbour, is_before, phrase in _pairs(decision):
            pairs[term][neighbour, is_before].append((phrase, decision))
    total = words.total()
    found: list[Phrase] = []
    for term in sorted(names):
        likely: list[Phrase] = []
        for (neighbour, _), places in pairs[term].items():
            phrase, times = _most_common(places)
            score = log_likelihood(times, words[neighbour], names[term], total)
            likely.append(Phrase(term, phrase, times, names[term], score))
        sure = (
            p for p in likely if p.times >= FEWEST and p.score >= LEAST and not _is_name(report, p)
        )
        found += sorted(sure, key=lambda p: (-p.score, p.words))[:MOST]
    return found


def _most_common(places: Sequence[tuple[str, Decision]]) -> tuple[str, int]:
    """Return the form of a phrase that the text has most often, and the number of places in which
    it excludes the name, as these are found by the same matcher.
    """
    forms = Counter(phrase for phrase, _ in places)
    chosen = min(forms, key=lambda form: (-forms[form], not form.islower(), form))
    if len(places) < FEWEST:
        return chosen, len(places)
    return chosen, sum(
        is_in_phrase((chosen,), d.block.text, d.candidate.start, d.candidate.end)
        for _, d in places
    )


def _ordinary(report: Report) -> Iterator[Decision]:
    for docname in report.texts:
        for decision in report.decisions(docname):
            meaning = decision.meaning
            if len(meaning.targets) == 1 and is_ordinary(meaning.text, meaning.alias):
                yield decision


def _is_name(report: Report, phrase: Phrase) -> bool:
    return bool(report.views.glossary.meanings(phrase.words))


def _pairs(decision: Decision) -> Iterator[tuple[str, bool, str]]:
    """Yield the words beside a name, in lower case, each with True if it is before the name, and
    with the phrase of both as the text has it.
    """
    before, after = words_around(decision)
    if _counts(before.lower()):
        yield before.lower(), True, " ".join(f"{before} {decision.text}".split())
    if _counts(after.lower()):
        yield after.lower(), False, " ".join(f"{decision.text} {after}".split())


def words_around(decision: Decision) -> tuple[str, str]:
    """Return the word before a name and that after it; ``""`` if the text begins or ends there, or
    a sign is between.
    """
    start, end, _ = decision.candidate
    text = decision.block.text
    first = max(0, start - _REACH)
    *_, before = [("", 0, 0), *_words(text[first:start])]
    after = next(_words(text[end : end + _REACH]), ("", 0, 0))
    return (
        before[0] if first + before[2] + 1 == start else "",
        after[0] if after[1] == 1 else "",
    )


_REACH = 60
"""Number of characters around a name in which the next word is looked for."""


def _counts(word: str) -> bool:
    return len(word) > 1 and word not in EVERYDAY


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the words of *text*, each with its start and end."""
    for token in tokens_of(text):
        if token.kind == WORD:
            yield token.text, token.start, token.end


def log_likelihood(both: int, first: int, second: int, total: int) -> float:
    """Return Dunning's log-likelihood ratio of a pair of words; 0 if the pair is rarer than chance
    would have it.

    :param both: number of occurrences of the pair
    :param first: number of occurrences of one word
    :param second: number of occurrences of the other one
    :param total: number of words

    >>> round(log_likelihood(20, 25, 30, 10_000)), log_likelihood(1, 1_000, 1_000, 10_000)
    (225, 0.0)
    """
    first, second = max(first, both), max(second, both)
    if both * total <= first * second:
        return 0.0
    table = (
        (both, first * second),
        (first - both, first * (total - second)),
        (second - both, (total - first) * second),
        (total - first - second + both, (total - first) * (total - second)),
    )
    return 2 * sum(n * math.log(n * total / chance) for n, chance in table if n > 0 < chance)
