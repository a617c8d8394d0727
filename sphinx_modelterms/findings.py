"""Findings of quality rules and words to avoid: their places, and the warnings about new ones."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.autolink.text_findings import AVOIDED, UNDECIDED
from sphinx_modelterms.glossary.baseline import compare_with_baseline, known
from sphinx_modelterms.glossary.definitions import Review
from sphinx_modelterms.glossary.quality import chosen_rules, quality_problems
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.messages import tell

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from sphinx.config import Config

    from sphinx_modelterms.build_state import BuildState
    from sphinx_modelterms.glossary.baseline import BaselineFile, Known
    from sphinx_modelterms.glossary.problem import Problem, Record

COMMAND = "python -m sphinx_modelterms baseline"


class PlacedFinding(NamedTuple):
    """A finding with its place."""

    known: Known
    message: str
    location: str
    """Path and line, for the warning."""


class Places(NamedTuple):
    """The places of records and of text in the sources, for warnings."""

    record: Callable[[Record, str], str]
    """Returns the location of an option of a record; ``""`` stands for the record itself."""
    text: Callable[[str, str, int], str]
    """Returns the location of a line of a page, or of a file that it includes."""

    def of(self, problem: Problem) -> tuple[str, str]:
        """Return message and location of the warning about a problem."""
        message = problem.message
        if problem.other:
            message += f". The other one is at {self.record(problem.other, '')}"
        return message, self.record(problem.term, problem.option)


def findings_of(build: BuildState, config: Config, places: Places) -> Iterator[PlacedFinding]:
    """Yield the findings of quality rules, and the words to avoid."""
    review = Review(build.views.presentation.today, config.modelterms_review_months)
    rules = chosen_rules(config.modelterms_quality)
    for rule, term, problem, words in quality_problems(build.glossary, rules, review):
        yield PlacedFinding(known(term.docname, rule, words), *places.of(problem))
    for docname, found in build.views.plans.findings():
        if found.rule != UNDECIDED:
            is_rule = found.rule != AVOIDED
            yield PlacedFinding(
                known(docname, found.rule, found.words, found.sentence),
                f"{found.rule}: {found.message}" if is_rule else found.message,
                places.text(docname, found.source, found.line),
            )


def warn_of_undecided(build: BuildState, places: Places) -> None:
    """Warn of words with meanings in several scopes, none of which is near."""
    for docname, found in build.views.plans.findings() if build.glossary.scopes else ():
        if found.rule == UNDECIDED:
            location = places.text(docname, found.source, found.line)
            warn(Subtype.AMBIGUOUS, found.message, location)


def warn_of_findings(
    findings: Sequence[PlacedFinding],
    baseline: BaselineFile | None,
    rules: Collection[str],
    hides: Callable[[str], bool],
) -> None:
    """Warn of the findings that are not in the baseline, and tell once how many are gone.

    :param rules: the rules that were checked
    :param hides: returns True if this builder leaves out parts of a page
    """
    if baseline is not None:
        compared = compare_with_baseline(
            [f.known for f in findings], baseline.content, rules, cache(hides)
        )
        findings = [f for f, is_new in zip(findings, compared.is_new, strict=True) if is_new]
        if compared.gone:
            count = "1 finding" if compared.gone == 1 else f"{compared.gone:,} findings"
            are = "is" if compared.gone == 1 else "are"
            tell(
                f"{count} in {baseline.name!r} {are} gone. To bring the file up to date, run: "
                f"{COMMAND}, followed by the source directory"
            )
    for finding in findings:
        is_avoided = finding.known.rule == AVOIDED
        subtype = Subtype.AVOIDED_WORD if is_avoided else Subtype.QUALITY
        warn(subtype, finding.message, finding.location)
