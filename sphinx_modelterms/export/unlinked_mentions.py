"""Unlinked mentions: names in the text that no link of their page explains."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sphinx_modelterms.export.cures import CURE, Cure, reference, with_option
from sphinx_modelterms.export.report_input import Found, Report, found_by
from sphinx_modelterms.export.samples import SAMPLE, Sample, spread
from sphinx_modelterms.export.shapes import COUNT, TEXT, Field, Kind, list_of, one_of
from sphinx_modelterms.glossary.autolink.rules import OFF, LinkRule
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_modelterms.glossary.autolink.decisions import Decision
    from sphinx_modelterms.glossary.model import Target, Term

REASONS = {
    LinkRule.OFF: "Automatic links are off.",
    LinkRule.AMBIGUOUS: "Several terms have this name. Choose one.",
    LinkRule.ALONE: "The word also has another meaning, and no related term is nearby.",
    LinkRule.MARKUP: "The name is in markup that can't contain a link.",
    LinkRule.BUDGET: "The paragraph has enough links to terms with longer names.",
    LinkRule.CHANGED: "Another extension changed the text after it was read.",
    LinkRule.EVERYDAY: "The word is very common, or part of a common expression.",
    LinkRule.CAPITALS: "The word is in capitals, as keywords are, and the term isn't.",
    LinkRule.SHORT: "The name is a single letter or digit.",
    LinkRule.VERB: "The word is used as a verb.",
}
"""The rules that can leave out a name that means the term, each as a reason for the maintainer."""

SELDOM_MEANT = (LinkRule.EVERYDAY, LinkRule.CAPITALS, LinkRule.SHORT, LinkRule.VERB)
"""Those of them that are usually right; their names come last in the report."""

_DONE = frozenset({LinkRule.LINKED, LinkRule.REFERENCE})


class Unlinked(NamedTuple):
    """Names of a term that a rule leaves out on pages without a link to the term."""

    terms: tuple[Term, ...]
    rule: LinkRule
    names: tuple[Found, ...]


UNLINKED: Kind[Report, Unlinked] = Kind(
    "unlinked mention",
    "Names in running text that a rule leaves out, on pages that don't link their term anywhere.",
    {
        "terms": Field(
            list_of(TEXT),
            "The terms with this name. There are several only if the rule is `ambiguous`.",
            lambda x, u: [term.full_name for term in u.terms],
            always=True,
        ),
        "rule": Field(one_of(*REASONS), "The rule.", lambda x, u: u.rule, always=True),
        "count": Field(
            COUNT, "The number of these names.", lambda x, u: len(u.names), always=True
        ),
        "pages": Field(
            COUNT,
            "The number of pages with these names.",
            lambda x, u: len({one.docname for one in u.names}),
            always=True,
        ),
        "samples": Field(
            list_of(SAMPLE.shape),
            "Some of these names.",
            lambda x, u: SAMPLE.list(x, _samples(x, u)),
            always=True,
        ),
        "cures": Field(
            list_of(CURE.shape),
            "The ways to link them all.",
            lambda x, u: CURE.list(x, _cures(x, u)),
        ),
    },
)


def unlinked_mentions(report: Report) -> list[Unlinked]:
    """Return the unlinked mentions, the most frequent and the most certain first."""
    groups: dict[tuple[LinkRule, tuple[Target, ...]], list[Found]] = defaultdict(list)
    for docname in report.texts:
        for key, decision in _unlinked_on(report, docname):
            groups[key].append(found_by(docname, decision))
    found = [
        Unlinked(tuple(term for t in targets if (term := report.term(t))), rule, tuple(names))
        for (rule, targets), names in groups.items()
    ]

    def order(one: Unlinked) -> tuple[bool, float, list[str], str]:
        names = [term.full_name for term in one.terms]
        return one.rule in SELDOM_MEANT, -_weight(report, one), names, one.rule

    return sorted((one for one in found if one.terms), key=order)


def _weight(report: Report, unlinked: Unlinked) -> float:
    """Return the number of names, less for terms that authors seldom refer to: then their names
    often mean something else.
    """
    references = 1 + sum(map(report.references, unlinked.terms))
    return len(unlinked.names) * references / (references + len(unlinked.names))


def _unlinked_on(
    report: Report, docname: str
) -> Iterator[tuple[tuple[LinkRule, tuple[Target, ...]], Decision]]:
    """Yield the names on a page that no link explains, each with its rule and its terms."""
    head, is_off = report.views.glossary.head, report.linker.settings.mode == OFF
    decisions, lost = report.likely(docname), report.lost(docname)
    linked = set(report.referred(docname))
    for decision in decisions:
        if decision.rule in _DONE and not is_off:
            linked.add(head(decision.meaning.targets[0].target))
    for decision in decisions:
        rule = decision.rule
        if rule is LinkRule.LINKED and is_off:
            rule = LinkRule.OFF
        elif rule is LinkRule.LINKED and decision.place in lost:
            rule = LinkRule.CHANGED
        targets = tuple(dict.fromkeys(head(t.target) for t in decision.meaning.targets))
        if rule is LinkRule.CHANGED or (rule in REASONS and linked.isdisjoint(targets)):
            yield (rule, targets), decision


def _samples(report: Report, unlinked: Unlinked) -> Iterator[Sample]:
    for found in spread(unlinked.names):
        words = " ".join(found.text.split())
        options = (
            reference(report, found.docname, found.place.source, words, term)
            for term in unlinked.terms[:2]
        )
        yield Sample(found, " or ".join(options))


def _cures(report: Report, unlinked: Unlinked) -> Iterator[Cure]:
    """Yield the ways to link all of the names at once."""
    term, rule = unlinked.terms[0], unlinked.rule
    if rule is LinkRule.OFF:
        yield Cure('modelterms_autolink = "page"', "In conf.py: links terms once a page.")
    elif rule is LinkRule.BUDGET:
        more = report.linker.settings.budget + 2
        when = "In conf.py: the number of links in a paragraph."
        yield Cure(f"modelterms_autolink_budget = {more}", when)
    elif report.is_entry(term):
        return
    elif rule in {LinkRule.ALONE, LinkRule.CAPITALS}:
        when = "if the word always means the term in your text."
        yield with_option(term, "case", ("any",), when)
    elif rule in {LinkRule.EVERYDAY, LinkRule.SHORT}:
        when = "links the name wherever it is written exactly like this."
        yield with_option(term, "case", ("exact",), when)
