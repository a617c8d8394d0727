"""Samples: sentences from the text that show a finding of the report."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from sphinx_modelterms.export.report_input import FILE, LINE, PAGE_NAME, Found, Report
from sphinx_modelterms.export.shapes import COUNT, TEXT, Field, Kind, Shape, list_of
from sphinx_modelterms.glossary.json_schema import reference
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_SAMPLES = 5
"""Maximum number of sentences that show one finding."""


class Sample(NamedTuple):
    """Words in the text that a finding is about."""

    found: Found
    write: str = ""
    """The words to write instead, to cure only this place."""
    on_page: str = ""
    """The line for the metadata of the page, to cure the whole page."""
    next: tuple[Found, ...] = ()
    """The first of the other names on the page, the next of which can become the link."""
    later: int = 0
    """Number of all these names."""
    also: tuple[Found, ...] = ()
    """The other links to the term in the same sentence, which have no sample of their own."""


def file_of(report: Report, found: Found) -> str:
    """Return the file of some words."""
    return report.sources.file(found.docname, found.place.source)


def file_of_page(report: Report, found: Found) -> str:
    """Return the file of the page with some words; ``""`` if it is the file of the words."""
    file = report.sources.file(found.docname, "")
    return file if file != file_of(report, found) else ""


def places_of_also(report: Report, sample: Sample) -> list[str]:
    """Return the other places of the sentence of a sample, each once: file and line, or only the
    page's file if the words are from an included file.
    """
    own = _place(report, sample.found)
    places = dict.fromkeys(_place(report, found) for found in sample.also)
    return [place for place in places if place != own]


def _place(report: Report, found: Found) -> str:
    line = line_of(report, found)
    page = file_of_page(report, found)
    file = page or file_of(report, found)
    return f"{file}:{line}" if line and not page else file


def line_of(report: Report, found: Found) -> int:
    """Return the line on which the block with some words begins, or 0."""
    return report.sources.line(found.docname, found.place.source, found.place.line)


def section_of(report: Report, found: Found) -> str:
    """Return the title of the section with some words, unless it is the title of the page."""
    sections = report.texts[found.docname].sections
    return sections[found.place.section].title if sections else ""


SAMPLE: Kind[Report, Sample] = Kind(
    "sample",
    "A sentence from the text that shows a finding.",
    {
        "text": Field(
            TEXT, "The words.", lambda x, s: " ".join(s.found.text.split()), always=True
        ),
        "sentence": Field(TEXT, "The sentence around them.", lambda x, s: s.found.sentence),
        "start": Field(
            COUNT, "The position of the words in the sentence, from 0.", lambda x, s: s.found.start
        ),
        "write": Field(
            TEXT, "The words to write instead, to cure only this place.", lambda x, s: s.write
        ),
        "on_page": Field(
            TEXT,
            "The line for the metadata of the page, to cure all names of the term on it.",
            lambda x, s: s.on_page,
        ),
        "page_file": Field(
            TEXT,
            "The file for that line: the page's own. Missing if it is `file`, as only included "
            "texts are in another file.",
            lambda x, s: file_of_page(x, s.found),
        ),
        "later": Field(
            COUNT,
            "The number of other names of the term on the page or in the section. If only this "
            "one is cured, the next of them becomes the link.",
            lambda x, s: s.later,
        ),
        "next": Field(
            list_of(Shape("sample", reference("sample"))),
            "The first of those.",
            lambda x, s: SAMPLE.list(x, map(Sample, s.next)),
        ),
        "also": Field(
            list_of(TEXT),
            "The other places of the same sentence with a link to the term: file and line, or the "
            "page's file if the sentence is from an included file.",
            places_of_also,
        ),
        "page": Field(TEXT, PAGE_NAME, lambda x, s: s.found.docname, always=True),
        "section": Field(
            TEXT,
            "The heading above, unless it is the title of the page.",
            lambda x, s: section_of(x, s.found),
        ),
        "file": Field(TEXT, FILE, lambda x, s: file_of(x, s.found), always=True),
        "line": Field(COUNT, LINE, lambda x, s: line_of(x, s.found)),
    },
)


def spread(found: Iterable[Found], most: int = MOST_SAMPLES) -> list[Found]:
    """Return the first of *found* on each page, then the second of each, and so on; of equal
    sentences only one.
    """
    by_page: dict[str, list[Found]] = defaultdict(list)
    known = set()
    for one in found:
        if one.sentence not in known:
            known.add(one.sentence)
            by_page[one.docname].append(one)
    rounds = chain.from_iterable(zip_longest(*by_page.values()))
    return [one for one in rounds if one is not None][:most]
