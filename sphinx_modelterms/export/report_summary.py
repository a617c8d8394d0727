"""The summary of the link report in the terminal."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from sphinx_modelterms.export.report_page import place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

MOST = 5
"""Maximum number of findings in the summary."""

KINDS = (
    ("suspicious", "term with suspicious links", "terms with suspicious links"),
    ("unlinked", "term with unlinked mentions", "terms with unlinked mentions"),
    ("unexplained", "unexplained abbreviation", "unexplained abbreviations"),
    ("candidates", "candidate for a term", "candidates for terms"),
    ("unused", "term that nobody mentions", "terms that nobody mentions"),
    ("avoided", "word to avoid", "words to avoid"),
    ("outdated", "outdated name", "outdated names"),
)
"""The kinds of findings: the field of the report, and what one and several are called."""


def summary(document: Mapping[str, Any], page: Path | None) -> Iterator[str]:
    """Yield the lines of the summary.

    :param page: the HTML page, if it was written
    """
    names, linked = sum(document["rules"].values()), document["rules"].get("linked", 0)
    yield ""
    yield (
        f"{_counted(len(document['terms']), 'term', 'terms')}; the text has "
        f"{_counted(names, 'name of a term', 'names of terms')}, {linked:,} of them linked "
        "automatically."
    )
    counts = [
        _counted(len(document[kind]), one, several)
        for kind, one, several in KINDS
        if document[kind]
    ]
    if counts:
        yield f"Found: {', '.join(counts)}."
        yield "Look at these first:"
        for line in islice(_important(document), MOST):
            yield f"  {line}"
    else:
        yield "There is nothing to do."
    if page is not None:
        yield f"The page with all findings is {page}"


def _counted(count: int, one: str, several: str) -> str:
    return f"{count:,} {one if count == 1 else several}"


def _important(document: Mapping[str, Any]) -> Iterator[str]:
    """Yield the findings that matter most, a few of each kind."""
    for finding in document["outdated"][:1]:
        instead = f". Write '{finding['instead']}' instead" if "instead" in finding else ""
        reason = "a former name" if finding["reason"] == "former" else "deprecated"
        sample = finding["sample"]
        yield f"{place(sample)}: '{sample['text']}' is {reason}{instead}"
    for finding in document["avoided"][:1]:
        words, instead = finding["text"], "' or '".join(finding["instead"][:2])
        yield f"{place(finding)}: '{words}' is a word to avoid. Write '{instead}' instead"
    for finding in document["suspicious"][:2]:
        links = _counted(finding["links"], "link", "links")
        yield (
            f"{place(finding)}: '{finding['name']}': {finding['suspicious']:,} of {links} to check"
        )
    for finding in document["unlinked"][:1]:
        pages = _counted(finding["pages"], "page", "pages")
        yield f"{place(finding['samples'][0])}: '{finding['terms'][0]}' has no link on {pages}"
    for finding in (*document["unexplained"][:1], *document["candidates"][:1]):
        times = _counted(finding["count"], "time", "times")
        yield f"{place(finding['samples'][0])}: no term explains '{finding['text']}', used {times}"
    for name in document["unused"][:1]:
        yield f"nobody mentions '{name}'"
