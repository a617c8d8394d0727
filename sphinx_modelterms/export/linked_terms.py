"""Linked terms: all terms with automatic links, those first whose links may be wrong."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from sphinx_modelterms.export.automatic_links import links_by_term, most_different, samples_of
from sphinx_modelterms.export.cures import CURE, Cure, excluded
from sphinx_modelterms.export.link_cures import cures_of_links
from sphinx_modelterms.export.report_input import TERM_LINE, Report
from sphinx_modelterms.export.samples import SAMPLE, Sample
from sphinx_modelterms.export.shapes import COUNT, TEXT, Field, Kind, list_of, one_of
from sphinx_modelterms.export.shown_definitions import blocks_of_definitions, shown_definition
from sphinx_modelterms.export.suspicions import Suspicion
from sphinx_modelterms.export.suspicious_links import (
    Evidence,
    content_words,
    suspects,
    usually_capitalized,
)
from sphinx_modelterms.glossary.autolink.phrases import is_in_phrase
from sphinx_modelterms.glossary.baseline import AUTOMATIC_LINK, baseline_line, known
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_modelterms.export.automatic_links import TermLink
    from sphinx_modelterms.export.phrases import Phrase
    from sphinx_modelterms.glossary.baseline import Known
    from sphinx_modelterms.glossary.model import Term

MOST_LINKED = 5
"""Maximum number of terms that are suspicious because they have the most links."""

MANY_LINKS = 20
"""Minimum number of links of these."""

MOST_SAMPLES = 20
"""Maximum number of links that are shown for a term."""


class LinkedTerm(NamedTuple):
    """A term with automatic links."""

    term: Term
    definition: str
    """The beginning of its definition; ``""`` if it has none yet."""
    reasons: tuple[Suspicion, ...]
    links: int
    """Number of its automatic links."""
    suspicious: int
    """Number of those to check for one of the reasons."""
    alike: int
    """Number of those in whose paragraph a word of the definition is."""
    checked: int
    """Number of those that the baseline knows as right."""
    samples: tuple[Sample, ...]
    cures: tuple[Cure, ...]
    line: str
    """The line for the baseline that marks all its links as right."""
    weight: float
    """The rank among suspicious terms: the higher, the more links are probably wrong."""

    @property
    def is_suspicious(self) -> bool:
        """True if there is a reason to suspect links that are not known as right."""
        return bool(self.suspicious) and self.checked < self.links


LINKED_TERM: Kind[Report, LinkedTerm] = Kind(
    "linked term",
    "A term with automatic links. If `modelterms_autolink` is `off`, these are the links of the "
    "setting `page`.",
    {
        "name": Field(
            TEXT,
            "The name of the term, with its scope.",
            lambda x, t: t.term.full_name,
            always=True,
        ),
        "definition": Field(
            TEXT,
            "The beginning of its definition. Missing if there is none yet.",
            lambda x, t: t.definition,
        ),
        "reasons": Field(
            list_of(one_of(*Suspicion)),
            "The reasons to suspect its links, the most serious first.",
            lambda x, t: list(t.reasons),
            always=True,
        ),
        "links": Field(
            COUNT, "The number of its automatic links.", lambda x, t: t.links, always=True
        ),
        "suspicious": Field(
            COUNT,
            "The number of those to check for one of the reasons.",
            lambda x, t: t.suspicious,
            always=True,
        ),
        "checked": Field(
            COUNT,
            "The number of those that are marked as right in the file that `modelterms_baseline` "
            "names.",
            lambda x, t: t.checked,
        ),
        "samples": Field(
            list_of(SAMPLE.shape),
            f"These links, or {MOST_SAMPLES} of them: suspicious ones first, then those whose "
            "surroundings are the rarest. Of equal sentences, there is one, with the places of "
            "the others.",
            lambda x, t: SAMPLE.list(x, t.samples),
            always=True,
        ),
        "cures": Field(
            list_of(CURE.shape),
            "The ways to keep the term from being linked.",
            lambda x, t: CURE.list(x, t.cures),
            always=True,
        ),
        "exclude": Field(
            TEXT,
            "The item for the list `modelterms_autolink_exclude` that keeps it from being linked.",
            lambda x, t: excluded(t.term),
            always=True,
        ),
        "baseline": Field(
            TEXT,
            "The line for that file that marks all links to the term as right.",
            lambda x, t: t.line,
            always=True,
        ),
        "file": Field(
            TEXT, "The file of the term.", lambda x, t: x.sources.term(t.term)[0], always=True
        ),
        "line": Field(COUNT, TERM_LINE, lambda x, t: x.sources.term(t.term)[1]),
    },
)


def linked_terms(report: Report, phrases: Iterable[Phrase]) -> list[LinkedTerm]:
    """Return the terms with automatic links, the most suspicious first."""
    links = links_by_term(report)
    capitalized = usually_capitalized(report)
    is_proper = report.views.glossary.form_rules.is_proper
    by_term: dict[str, list[str]] = defaultdict(list)
    for phrase in phrases:
        by_term[phrase.term].append(phrase.words)
    counts = Counter({target: len(found) for target, found in links.items()})
    frequent = {t for t, n in counts.most_common(MOST_LINKED) if n >= MANY_LINKS}
    checked = _checked(report.baseline)
    blocks = blocks_of_definitions(report)
    found = []

    @cache
    def words_on(docname: str) -> set[str]:
        return content_words("\n".join(block.text for block in report.texts[docname].blocks))

    for target, some in links.items():
        term = report.term(target)
        if term is not None:
            about = Evidence(
                report,
                term,
                is_proper or target in capitalized,
                bool(report.linker.neighbours.get(target)),
                report.references(term),
                _in_links(by_term[term.full_name], some),
                words_on,
            )
            right = min(len(some), checked[_key(term).anywhere])
            definition = shown_definition(report, term, blocks)
            found.append(_rated(about, definition, some, target in frequent, right))
    return sorted(found, key=_order)


def _in_links(phrases: Iterable[str], links: Iterable[TermLink]) -> tuple[str, ...]:
    """Return those of *phrases* that contain one of the links."""
    found = [link.decision for link in links]
    return tuple(
        phrase
        for phrase in phrases
        if any(
            is_in_phrase((phrase,), d.block.text, d.candidate.start, d.candidate.end)
            for d in found
        )
    )


def _key(term: Term) -> Known:
    return known(term.docname, AUTOMATIC_LINK, term.full_name)


def _checked(baseline: Mapping[Known, int]) -> Counter[Known]:
    """Return the numbers of links that are known as right, by their terms on whatever page."""
    checked: Counter[Known] = Counter()
    for finding, count in baseline.items():
        if finding.rule == AUTOMATIC_LINK:
            checked[finding.anywhere] += count
    return checked


def _order(one: LinkedTerm) -> tuple[bool, bool, float, bool, int, str]:
    """Return a sort key: suspicious terms, then those with the most links, then others, and last
    those whose links are checked. Of the others, those come first that are read fast or whose
    links have little in common with the definition.
    """
    done = one.checked >= one.links
    is_frequent = Suspicion.FREQUENT in one.reasons
    cost = one.links + one.alike
    return not one.is_suspicious, done, -one.weight, not is_frequent, cost, one.term.full_name


def _rated(
    about: Evidence, definition: str, links: list[TermLink], frequent: bool, checked: int
) -> LinkedTerm:
    """Return a term with the reasons to suspect its links, and their weight."""
    found = suspects(about, links)
    suspicious = [*chain.from_iterable(found.values())]
    reasons = (*found, *([Suspicion.FREQUENT] if frequent else []))
    weight: float = sum(reason.weight * len(some) for reason, some in found.items())
    # Authors who often refer to a term by hand use its name for nothing else.
    weight *= len(links) / (len(links) + about.references)
    weight *= 1 - checked / len(links)
    shown = most_different(suspicious, MOST_SAMPLES)
    others = [link for link in links if link not in suspicious]
    shown += most_different(others, MOST_SAMPLES - len(shown))
    return LinkedTerm(
        about.term,
        definition,
        reasons,
        len(links),
        len(suspicious),
        _alike(links, definition),
        checked,
        tuple(samples_of(about.report, about.term, shown, links)),
        tuple(cures_of_links(about, reasons)),
        baseline_line(_key(about.term), len(links)),
        weight,
    )


def _alike(links: Iterable[TermLink], definition: str) -> int:
    """Return the number of links in whose paragraph a word of the definition is."""
    words = content_words(definition)
    return sum(
        not words.isdisjoint(content_words(block.text[:start] + block.text[end:]))
        for block, (start, end, _) in ((x.decision.block, x.decision.candidate) for x in links)
    )
