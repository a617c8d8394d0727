"""The check that nothing is lost: the doctree of a page before and after has the same content."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.migration.doctree_reader import ReadEntry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_modelterms.migration.doctree_reader import DoctreeToken
    from sphinx_modelterms.migration.page_reader import ReadPage, ReadWarning


class Fault(NamedTuple):
    """A difference between the page before and after."""

    anchor: str
    """The first anchor of the entry that contains it; ``""`` if it is in none."""
    why: str
    line: int = 0
    """Line of the original page, from 1; 0 if it is unknown, or is that of the entry."""


def faults(before: ReadPage, after: ReadPage) -> Iterator[Fault]:
    """Yield everything that is missing or different in *after*, apart from warnings."""
    found = {anchor: entry for entry in after.entries for anchor in entry.anchors}
    for entry in before.entries:
        if entry.anchors[0] not in found:
            yield Fault(entry.anchors[0], f"its anchor {entry.anchors[0]!r} would be lost")
        elif why := _difference(entry, found[entry.anchors[0]]):
            yield Fault(entry.anchors[0], why)
    if lost := sorted(before.anchors - after.anchors):
        yield Fault("", f"the anchor {lost[0]!r} would be lost")
    order, new = ([entry.anchors[0] for entry in page.entries] for page in (before, after))
    if order != new:
        moved = next((a for a, b in zip(order, new, strict=False) if a != b), order[-1])
        yield Fault("", f"the entries would be in another order from {moved!r} on")
    around, new_around = _around(before), _around(after)
    if around != new_around:
        text = _first_text(around, new_around)
        yield Fault("", f"text that belongs to no entry would be lost or changed: {text!r}")


def _difference(before: ReadEntry, after: ReadEntry) -> str:
    """Return the difference between an entry before and after; ``""`` if there is none."""
    if lost := [name for name in before.names if name not in after.names]:
        return f"the name {lost[0]!r} would be lost"
    if lost := [anchor for anchor in before.anchors if anchor not in after.anchors]:
        return f"the anchor {lost[0]!r} would be lost"
    if lost := [word for word in before.classifiers if word not in after.classifiers]:
        return f"the classifier {lost[0]!r} would be lost"
    if before.content != after.content:
        text = _first_text(before.content, after.content)
        return f"its text would be read differently from {text!r} on"
    return ""


def _around(page: ReadPage) -> list[DoctreeToken]:
    return [part for part in page.parts if not isinstance(part, ReadEntry)]


def _first_text(before: Sequence[DoctreeToken], after: Sequence[DoctreeToken]) -> str:
    """Return the beginning of the first text that differs, or else the name of the first node."""
    pairs = enumerate(zip(before, after, strict=False))
    number = next((n for n, (a, b) in pairs if a != b), min(len(before), len(after)))
    texts = (token.value for token in before[number:] if token.kind == "text")
    kinds = (token.kind for token in (*before[number:], *after[number:]))
    return " ".join(next(texts, "").split())[:60] or next(kinds, "")


def new_warnings(before: ReadPage, after: ReadPage) -> list[ReadWarning]:
    """Return the warnings of *after* that *before* does not have."""
    had = Counter(warning.message for warning in before.warnings)
    new = []
    for warning in after.warnings:
        had[warning.message] -= 1
        if had[warning.message] < 0:
            new.append(warning)
    return new
