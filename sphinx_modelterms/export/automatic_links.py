"""The automatic links to each term, and those whose surroundings differ most."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from sphinx_modelterms.export.cures import on_page, role
from sphinx_modelterms.export.phrases import words_around
from sphinx_modelterms.export.report_input import Report, found_by
from sphinx_modelterms.export.samples import Sample
from sphinx_modelterms.glossary.autolink.rules import ONCE_A_SECTION, LinkRule
from sphinx_modelterms.glossary.text.common_words import EVERYDAY
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

    from sphinx_modelterms.glossary.autolink.decisions import Decision
    from sphinx_modelterms.glossary.model import Target, Term

NEAR = 40
"""Number of characters before and after a link in which words are near it."""

MOST_NEXT = 2
"""Maximum number of names that are shown because one of them may become the link."""


class TermLink(NamedTuple):
    """An automatic link."""

    docname: str
    decision: Decision
    later: Sequence[Decision]
    """The other names of its term on the page or in the section, which aren't linked because of
    this one.
    """


def links_by_term(report: Report) -> dict[Target, list[TermLink]]:
    """Return the automatic links to each term, in order of the pages."""
    glossary, mode = report.views.glossary, report.linker.settings.mode
    links: dict[Target, list[TermLink]] = defaultdict(list)
    for docname in report.texts:
        later: dict[Hashable, list[Decision]] = {}
        for decision in report.likely(docname):
            if decision.rule not in {LinkRule.LINKED, LinkRule.LATER}:
                continue
            term = glossary.head(decision.meaning.targets[0].target)
            place = decision.block.section if mode == ONCE_A_SECTION else ""
            if decision.rule is LinkRule.LINKED:
                later[term, place] = []
                links[term].append(TermLink(docname, decision, later[term, place]))
            elif (term, place) in later:
                later[term, place].append(decision)
    return links


def most_different(links: Iterable[TermLink], most: int) -> list[TermLink]:
    """Return links to a term, those first whose surroundings are the rarest among its links, as a
    wrong link seldom has the neighbours of a right one. What an earlier one has counts as
    frequent, and of equal sentences only one is returned.
    """
    distinct = {link.decision.passage.sentence(): link for link in reversed([*links])}
    left = [(link, _features(link)) for link in reversed(distinct.values())]
    counts = Counter(feature for _, features in left for feature in features)
    known: set[tuple[str, str]] = set()
    chosen: list[TermLink] = []
    while left and len(chosen) < most:
        frequent = len(left)
        link, features = min(
            left,
            key=lambda one: (
                sum(frequent if f in known else counts[f] for f in one[1]) / len(one[1])
            ),
        )
        left.remove((link, features))
        known |= features
        chosen.append(link)
    return chosen


def _features(link: TermLink) -> set[tuple[str, str]]:
    """Return the surroundings of a link: its page, its text, and the words near it."""
    start, end, _ = link.decision.candidate
    text = link.decision.block.text
    before, after = (word.lower() for word in words_around(link.decision))
    near = f"{text[max(0, start - NEAR) : start]} {text[end : end + NEAR]}".lower().split()
    return {
        ("before", before),
        ("after", after),
        ("page", link.docname),
        ("text", " ".join(link.decision.text.split())),
        *(("near", word) for word in near if word not in EVERYDAY),
    }


def samples_of(
    report: Report, term: Term, chosen: Sequence[TermLink], links: Iterable[TermLink]
) -> Iterator[Sample]:
    """Yield a sample for each of the *chosen* links to a term.

    :param links: all its links; those with the same sentence as a chosen one are noted beside it
    """
    shown = {id(link) for link in chosen}
    equal: dict[str, list[TermLink]] = defaultdict(list)
    for link in links:
        if id(link) not in shown:
            equal[link.decision.passage.sentence()].append(link)
    for link in chosen:
        yield _sample(report, link, term, equal.pop(link.decision.passage.sentence(), ()))


def _sample(report: Report, link: TermLink, term: Term, equal: Iterable[TermLink]) -> Sample:
    """Return the words of a link, with what to write to keep them from being linked."""
    found = found_by(link.docname, link.decision)
    words = " ".join(found.text.split())
    return Sample(
        found,
        role(report, link.docname, found.place.source, "no-autolink", words),
        on_page(report, link.docname, term),
        tuple(found_by(link.docname, decision) for decision in link.later[:MOST_NEXT]),
        len(link.later),
        tuple(found_by(other.docname, other.decision) for other in equal),
    )
