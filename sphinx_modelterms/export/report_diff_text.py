"""The differences between two reports as text for a terminal, and as Markdown for a pull request.

Names and sentences come from pages and data files, so nothing in them may act: no control
character in a terminal; no mention of a person, link or HTML in Markdown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.characters import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sphinx_modelterms.export.report_diff import Changed, ReportDiff, ReportedName

    Show = Callable[[str], str]

MOST = 100
"""Maximum number of links in each part of the Markdown: comments can't be much longer."""

PARTS: tuple[tuple[str, str], ...] = (
    ("appear", "Links that appear"),
    ("go", "Links that go"),
    ("move", "Links that move on their page"),
    ("lead_elsewhere", "Links that lead to another term"),
)
"""The fields with links, each with its heading."""


def diff_as_text(diff: ReportDiff) -> str:
    """Return the differences as lines for a terminal."""

    def show(text: str) -> str:
        return printable(" ".join(text.split()))

    lines = [*_summary(diff, show)]
    for field, heading in PARTS:
        changes: Sequence[Changed] = getattr(diff, field)
        if changes:
            lines += ["", f"{heading}:"]
        for change in changes:
            first, *more = _entry(change, show)
            lines += [f"  {first}", *(f"    {line}" for line in more)]
    return "\n".join(lines) + "\n"


def diff_as_markdown(diff: ReportDiff) -> str:
    """Return the differences as Markdown, in which all names and sentences are code."""
    lines = [*_summary(diff, as_code)]
    for field, heading in PARTS:
        changes: Sequence[Changed] = getattr(diff, field)
        if changes:
            lines += ["", f"### {heading} ({len(changes):,})", ""]
        for change in changes[:MOST]:
            first, *more = _entry(change, as_code)
            lines += [f"- {first}", *(f"  - {line}" for line in more)]
        if len(changes) > MOST:
            lines.append(f"- and {len(changes) - MOST:,} more")
    return "\n".join(lines) + "\n"


def as_code(text: str) -> str:
    """Return *text* as a code span: one line, in which Markdown and GitHub find nothing.

    >>> as_code("Ask @team about `x`"), as_code("`")
    ('``Ask @team about `x` ``', '`` ` ``')
    """
    shown = printable(" ".join(text.split()))
    fence = "`" * (1 + max(map(len, re.findall("`+", shown)), default=0))
    before = " " if shown.startswith("`") else ""
    after = " " if shown.endswith("`") else ""
    if before != after:  # Markdown removes spaces only if there is one on both sides
        before = after = " "
    return f"{fence}{before}{shown}{after}{fence}" if shown else ""


def _summary(diff: ReportDiff, show: Show) -> Iterator[str]:
    if diff.is_empty:
        yield "The reports have the same terms and links."
        return
    counts = (
        _counted(diff.appear, "appears", "appear"),
        _counted(diff.go, "goes", "go"),
        _counted(diff.move, "moves", "move"),
        _counted(diff.lead_elsewhere, "leads to another term", "lead to another term"),
    )
    yield f"Links: {', '.join(counts)}."
    for heading, terms in (("New terms", diff.new_terms), ("Removed terms", diff.gone_terms)):
        if terms:
            yield ""
            yield f"{heading}: {', '.join(map(show, terms))}"


def _counted(changes: Sequence[Changed], one: str, several: str) -> str:
    return f"1 {one}" if len(changes) == 1 else f"{len(changes):,} {several}"


def _entry(change: Changed, show: Show) -> Iterator[str]:
    """Yield the lines about a link: place, words and terms, then the sentences, then the reason
    for the change.
    """
    old, new = change
    name = new if new and new.is_link else old
    assert name is not None
    if old and new and old.is_link and new.is_link:
        before = f"{_terms(old, show)}, now " if old.terms != new.terms else ""
        yield f"{_place(new, show)}: {show(new.text)} → {before}{_terms(new, show)}"
        if old.sentence != new.sentence:
            yield f"before: {show(old.sentence)}"
            yield f"now: {show(new.sentence)}"
        else:
            yield show(new.sentence)
        return
    yield f"{_place(name, show)}: {show(name.text)} → {_terms(name, show)}"
    if name.sentence:
        yield show(name.sentence)
    other = old if name is new else new
    when = "before" if name is new else "now"
    if other:
        yield f"{when}: rule {show(other.rule)}"


def _terms(name: ReportedName, show: Show) -> str:
    return ", ".join(map(show, name.terms))


def _place(name: ReportedName, show: Show) -> str:
    return show(f"{name.file}:{name.line}" if name.line else name.file)
