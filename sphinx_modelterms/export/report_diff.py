"""Comparison of two link reports: which automatic links appear, go, move or lead elsewhere."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sphinx_modelterms.glossary.autolink.rules import LinkRule
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

VERSION = 1
"""The version of reports that can be compared."""


class NotAReport(ValueError):
    """The error for a file that isn't a report; the message is for the user."""


class ReportedName(NamedTuple):
    """A name in the text of a page, as a report has it."""

    page: str
    text: str
    terms: tuple[str, ...]
    rule: str
    sentence: str
    file: str
    line: int
    """0 if it isn't known."""

    @property
    def place(self) -> Hashable:
        """The words and the sentence that they are in, wherever that is on the page."""
        return self.page, self.text, self.sentence

    @property
    def is_link(self) -> bool:
        """True if the name is linked automatically."""
        return self.rule == LinkRule.LINKED


class LinkReport(NamedTuple):
    """The part of a report that is compared."""

    terms: frozenset[str]
    """The names of all terms."""
    names: tuple[ReportedName, ...]


class Changed(NamedTuple):
    """A name whose link has changed, in the old and in the new report."""

    old: ReportedName | None
    """``None`` if the old report doesn't have it."""
    new: ReportedName | None


class ReportDiff(NamedTuple):
    """The differences between two reports."""

    new_terms: tuple[str, ...]
    gone_terms: tuple[str, ...]
    appear: tuple[Changed, ...]
    """Links that only the new report has."""
    go: tuple[Changed, ...]
    """Links that only the old report has."""
    move: tuple[Changed, ...]
    """Links to the same term in another place of the same page."""
    lead_elsewhere: tuple[Changed, ...]
    """Links in the same place to another term."""

    @property
    def is_empty(self) -> bool:
        """True if the reports have the same terms and links."""
        return not any(self)


def read_report(content: Any) -> LinkReport:
    """Return the part of a report that is compared.

    :param content: the content of the file, as read from JSON
    :raises NotAReport: if it isn't a report
    """
    if not isinstance(content, dict) or not {"version", "rules", "pages"} <= content.keys():
        raise NotAReport("isn't a report. Write one with: sphinx-build -b modelterms")
    if content["version"] != VERSION:
        raise NotAReport(
            f"has version {content['version']!r}, but this command compares version {VERSION}. "
            "Write both reports with the installed version of the extension"
        )
    try:
        terms = frozenset(_text(term["name"]) for term in content["terms"])
        return LinkReport(terms, tuple(_names(content["pages"])))
    except (KeyError, TypeError, AttributeError) as error:
        raise NotAReport(
            "is damaged: it lacks a field, or has one of the wrong type. Write it again with: "
            "sphinx-build -b modelterms"
        ) from error


def _names(pages: Any) -> Iterator[ReportedName]:
    for page in pages:
        docname = _text(page["page"])
        for name in page["names"]:
            line = name.get("line", 0)
            yield ReportedName(
                docname,
                _text(name["text"]),
                tuple(_text(term) for term in name["terms"]),
                _text(name["rule"]),
                _text(name.get("sentence", "")),
                _text(name["file"]),
                line if type(line) is int else 0,
            )


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def compare_reports(old: LinkReport, new: LinkReport) -> ReportDiff:
    """Return the differences between two reports. Lines play no role, so text may move."""
    gone = [name for name in old.names if name.is_link]
    come = [name for name in new.names if name.is_link]
    _take_pairs(gone, come, lambda name: (name.place, name.terms))
    elsewhere = _take_pairs(gone, come, lambda name: name.place)
    moved = _take_pairs(gone, come, lambda name: (name.page, name.terms))
    before, after = _by_place(old.names), _by_place(new.names)
    return ReportDiff(
        tuple(sorted(new.terms - old.terms)),
        tuple(sorted(old.terms - new.terms)),
        tuple(Changed(before.get(name.place), name) for name in come),
        tuple(Changed(name, after.get(name.place)) for name in gone),
        tuple(moved),
        tuple(elsewhere),
    )


def _by_place(names: Sequence[ReportedName]) -> dict[Hashable, ReportedName]:
    """Return the names that aren't linked by their places."""
    return {name.place: name for name in reversed(names) if not name.is_link}


def _take_pairs(
    gone: list[ReportedName], come: list[ReportedName], key: Callable[[ReportedName], Hashable]
) -> list[Changed]:
    """Take pairs with the same key out of both lists, and return them in the order of *come*."""
    waiting: dict[Hashable, list[ReportedName]] = defaultdict(list)
    for name in reversed(gone):
        waiting[key(name)].append(name)
    pairs: list[Changed] = []
    alone: list[ReportedName] = []
    for name in come:
        found = waiting[key(name)]
        if found:
            pairs.append(Changed(found.pop(), name))
        else:
            alone.append(name)
    come[:] = alone
    left = {id(name) for names in waiting.values() for name in names}
    gone[:] = [name for name in gone if id(name) in left]
    return pairs
