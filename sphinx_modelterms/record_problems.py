"""Mistakes in records that show only in the whole glossary, after all pages are read."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.consistency import problems
from sphinx_modelterms.glossary.likely_mistakes import likely_mistakes, unused_filters
from sphinx_modelterms.glossary.model import Target
from sphinx_modelterms.glossary.problem import Problem
from sphinx_modelterms.glossary.views.selection import QUIZ
from sphinx_modelterms.kept_files import keep, load_kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_modelterms.build_state import BuildState
    from sphinx_modelterms.glossary.model import Listing


def problems_of_records(build: BuildState, folder: str) -> Iterator[Problem]:
    """Yield the mistakes in terms, then those in comparisons and lists.

    :param folder: the directory of the doctrees
    """
    glossary, generated, views = build.glossary, build.generated, build.views
    listings, categories = views.listings(), views.presentation.categories
    own = [x for x in listings if x.docname not in generated.current and not build.data.broken]
    faulty = set()
    for problem in chain(
        problems(glossary, listings, views.presentation.limits),
        likely_mistakes(glossary, listings, categories),
        unused_filters(glossary, own, categories),
    ):
        faulty.add(Target(problem.term.docname, problem.term.anchor))
        yield problem
    for quiz, reason in _empty_quizzes(build, folder, own):
        if Target(quiz.docname, quiz.anchor) not in faulty:  # which is the cause
            yield Problem("empty-quiz", f"term-quiz: {reason}", quiz)


def _empty_quizzes(
    build: BuildState, folder: str, listings: Iterable[Listing]
) -> Iterator[tuple[Listing, str]]:
    """Yield the quizzes without questions, with the reason.

    The reasons are kept, as most builds change nothing that questions are made of.
    """
    quizzes = [listing for listing in listings if listing.display == QUIZ]
    if not quizzes:
        return
    path = Path(folder, f"modelterms-quizzes-{build.builder.name}.pickle")
    key = build.inputs, [(quiz.docname, quiz.anchor) for quiz in quizzes]
    reasons = load_kept(path, key)
    if reasons is None:
        reasons = [build.views.quizzes.why_empty(quiz) for quiz in quizzes]
        keep(path, key, reasons)
    for quiz, reason in zip(quizzes, reasons, strict=True):
        if reason:
            yield quiz, reason
