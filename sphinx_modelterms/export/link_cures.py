"""The ways to keep a term from being linked, or from being linked in a phrase or a spelling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.export.cures import HALF_WRONG, WITHOUT_MEANT, exclude, with_option
from sphinx_modelterms.export.suspicions import Suspicion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_modelterms.export.cures import Cure
    from sphinx_modelterms.export.suspicious_links import Evidence


def cures_of_links(about: Evidence, reasons: tuple[Suspicion, ...]) -> Iterator[Cure]:
    """Yield the ways to keep a term from being linked, the gentlest first."""
    is_entry = about.report.is_entry(about.term)
    if is_entry:
        yield exclude(about.term)
    if is_entry and Suspicion.PHRASE in reasons:
        yield exclude(about.term, about.phrases)
    where = "If you turn the entry into a term directive" if is_entry else ""
    for name, values, when in _options(about, reasons):
        yield with_option(about.term, name, values, when, where)


def _options(
    about: Evidence, reasons: tuple[Suspicion, ...]
) -> Iterator[tuple[str, tuple[str, ...], str]]:
    """Yield the options that cure the links to a term, each with its values and the case."""
    if Suspicion.LOWER_CASE in reasons:
        yield "case", ("exact",), "if only the capitalized name means it."
    if about.report.is_entry(about.term):
        return
    if Suspicion.PHRASE in reasons:
        yield (
            "not-in",
            tuple(dict.fromkeys((*about.term.not_in, *about.phrases))),
            WITHOUT_MEANT,
        )
    if Suspicion.UNCHECKED in reasons:
        when = "with terms that are nearby where this one is meant. It is only linked near them."
        yield "related", ("…",), when
    yield "no-autolink", (), HALF_WRONG
