"""The link report: why each name in the text is linked or not, and which terms are missing."""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

from sphinx_modelterms.export.shapes import TEXT, Field, Kind, Shape, list_of, one_of
from sphinx_modelterms.glossary.autolink.candidates import find_in_texts
from sphinx_modelterms.glossary.autolink.name_table import AVOID
from sphinx_modelterms.glossary.autolink.rules import LinkRule
from sphinx_modelterms.glossary.json_schema import table_of
from sphinx_modelterms.glossary.text.abbreviations import unexplained
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.text.names import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sphinx_modelterms.glossary.autolink.linker import Linker
    from sphinx_modelterms.glossary.autolink.page_text import Block, PageText, SkippedBlock
    from sphinx_modelterms.glossary.model import Term
    from sphinx_modelterms.glossary.views.page import Views

VERSION = 1
"""Version of the format; it rises when a field is removed or changes its meaning."""

COUNT = Shape("number", {"type": "integer", "minimum": 0})

NO_PROSE = frozenset({LinkRule.CODE, LinkRule.NAME, LinkRule.HIDDEN})
"""Rules of blocks that are not searched for abbreviations, since they are not prose."""


class Report(NamedTuple):
    """The input of the report."""

    views: Views
    linker: Linker
    texts: Mapping[str, PageText]
    """The text of all pages, sorted by docname."""
    file: Callable[[str, str], str]
    """Returns the path of a page, or of a file that it includes, from the source directory."""
    line: Callable[[str, str, int], int]
    """Returns the present number of a line in such a file, given that of when it was read."""


class Found(NamedTuple):
    """A name in the text, and the decision about it."""

    docname: str
    place: Block | SkippedBlock
    text: str
    terms: tuple[str, ...]
    rule: LinkRule
    sentence: str


class Unexplained(NamedTuple):
    """An abbreviation that no term explains."""

    letters: str
    times: int
    docname: str
    place: Block | SkippedBlock
    """Its first occurrence."""


def _file(report: Report, docname: str, place: Block | SkippedBlock) -> str:
    return report.file(docname, place.source)


def _line(report: Report, docname: str, place: Block | SkippedBlock) -> int:
    return report.line(docname, place.source, place.line)


def _section(report: Report, found: Found) -> str:
    sections = report.texts[found.docname].sections
    return sections[found.place.section].title if sections else ""


NAME: Kind[Report, Found] = Kind(
    "name",
    "A name in the text.",
    {
        "text": Field(TEXT, "The words.", lambda x, f: " ".join(f.text.split()), always=True),
        "terms": Field(
            list_of(TEXT),
            "The terms that it can mean; several only if the rule is `ambiguous`.",
            lambda x, f: list(f.terms),
            always=True,
        ),
        "rule": Field(
            one_of(*LinkRule),
            "The rule that decided; see the table of rules.",
            lambda x, f: f.rule,
            always=True,
        ),
        "sentence": Field(
            TEXT, "The sentence around it, in running text.", lambda x, f: f.sentence
        ),
        "section": Field(TEXT, "The heading above it, if it is not that of the page.", _section),
        "file": Field(TEXT, "The file.", lambda x, f: _file(x, f.docname, f.place), always=True),
        "line": Field(
            COUNT,
            "The line where its block begins; 0 if unknown.",
            lambda x, f: _line(x, f.docname, f.place),
        ),
    },
)

PAGE: Kind[Report, tuple[str, list[Found]]] = Kind(
    "page",
    "A page with names in its text.",
    {
        "page": Field(TEXT, "The docname of the page.", lambda x, p: p[0], always=True),
        "names": Field(
            list_of(NAME.shape),
            "The names: first those in running text, in its order, then those in other places.",
            lambda x, p: NAME.list(x, p[1]),
            always=True,
        ),
    },
)


def _mentions(report: Report, term: Term, automatic: bool) -> int:
    return sum(place.automatic is automatic for place in report.views.mentions(term))


USE: Kind[Report, Term] = Kind(
    "term",
    "The use of a term: the number of sections that mention it, other than its own card.",
    {
        "name": Field(TEXT, "Its name.", lambda x, t: t.name, always=True),
        "page": Field(TEXT, "The page of its card.", lambda x, t: t.docname, always=True),
        "explicit": Field(
            COUNT,
            "Sections in which an author refers to it.",
            lambda x, t: _mentions(x, t, False),
            always=True,
        ),
        "automatic": Field(
            COUNT,
            "Sections in which it is linked automatically only.",
            lambda x, t: _mentions(x, t, True),
            always=True,
        ),
    },
)

ABBREVIATION: Kind[Report, Unexplained] = Kind(
    "abbreviation",
    "An abbreviation that neither a term nor the text around it explains.",
    {
        "text": Field(TEXT, "Its letters.", lambda x, a: a.letters, always=True),
        "count": Field(COUNT, "Number of occurrences.", lambda x, a: a.times, always=True),
        "page": Field(TEXT, "The first page that has it.", lambda x, a: a.docname, always=True),
        "file": Field(TEXT, "Its file.", lambda x, a: _file(x, a.docname, a.place), always=True),
        "line": Field(COUNT, "Line of its block.", lambda x, a: _line(x, a.docname, a.place)),
    },
)

AVOIDED: Kind[Report, Found] = Kind(
    "avoided word",
    "A word that a term says to avoid.",
    {
        "text": Field(TEXT, "The words.", lambda x, f: " ".join(f.text.split()), always=True),
        "instead": Field(
            list_of(TEXT), "The terms to write instead.", lambda x, f: list(f.terms), always=True
        ),
        "page": Field(TEXT, "The page.", lambda x, f: f.docname, always=True),
        "file": Field(TEXT, "The file.", lambda x, f: _file(x, f.docname, f.place), always=True),
        "line": Field(COUNT, "Line of its block.", lambda x, f: _line(x, f.docname, f.place)),
    },
)


def _rules(report: Report, found: list[Found]) -> dict[str, int]:
    counts = Counter(f.rule for f in found)
    return {rule: counts[rule] for rule in LinkRule if counts[rule]}


def _pages(report: Report, found: list[Found]) -> list[dict[str, Any]]:
    by_page: dict[str, list[Found]] = {}
    for one in found:
        by_page.setdefault(one.docname, []).append(one)
    return PAGE.list(report, by_page.items())


def _terms(report: Report) -> list[Term]:
    return sorted(report.views.glossary.terms, key=lambda term: (fold(term.name), term.docname))


DOCUMENT: Kind[Report, list[Found]] = Kind(
    "report",
    "Names in the text of a documentation project.",
    {
        "version": Field(
            Shape(f"`{VERSION}`", {"const": VERSION}),
            "Version of this format. It rises when a field is removed or changes its meaning.",
            lambda x, _: VERSION,
            always=True,
        ),
        "rules": Field(
            Shape("object of numbers", table_of(COUNT.schema)),
            "Number of names for which each rule decided.",
            _rules,
            always=True,
        ),
        "terms": Field(
            list_of(USE.shape),
            "All terms in order of their names.",
            lambda x, _: USE.list(x, _terms(x)),
            always=True,
        ),
        "unused": Field(
            list_of(TEXT),
            "The names of terms that nothing mentions.",
            lambda x, _: [t.name for t in _terms(x) if not x.views.mentions(t)],
            always=True,
        ),
        "unexplained": Field(
            list_of(ABBREVIATION.shape),
            "Abbreviations that no term explains, the most frequent first.",
            lambda x, _: ABBREVIATION.list(x, unexplained_letters(x)),
            always=True,
        ),
        "avoided": Field(
            list_of(AVOIDED.shape),
            "Words to avoid that the text has.",
            lambda x, found: AVOIDED.list(x, (f for f in found if f.rule is LinkRule.AVOIDED)),
            always=True,
        ),
        "pages": Field(
            list_of(PAGE.shape), "The pages in order of their names.", _pages, always=True
        ),
    },
)

KINDS: Mapping[str, Kind[Report, Any]] = {
    kind.name: kind for kind in (DOCUMENT, USE, ABBREVIATION, AVOIDED, PAGE, NAME)
}
"""All kinds of objects in the report, the file itself first."""


def report_text(report: Report) -> str:
    """Return the whole report as JSON."""
    found = [found for docname in report.texts for found in _found_on(report, docname)]
    return json.dumps(DOCUMENT.made(report, found), indent=1, ensure_ascii=False) + "\n"


def _found_on(report: Report, docname: str) -> Iterator[Found]:
    """Yield every name on a page: first those that can be links, then those that cannot."""
    for decision in report.views.plan.decisions.get(docname, ()):
        names = tuple(target.name for target in decision.meaning.targets)
        sentence = decision.passage.sentence()
        yield Found(docname, decision.block, decision.text, names, decision.rule, sentence)
    places = list(_unlinked(report, report.texts[docname]))
    texts = [text for _, text, _ in places]
    for (place, text, rule), found in zip(
        places, find_in_texts(texts, report.linker.table.matcher), strict=True
    ):
        for start, end, numbers in found:
            meaning = report.linker.table.meaning(numbers, text[start:end])
            if meaning.kind != AVOID:
                names = tuple(target.name for target in meaning.targets)
                yield Found(docname, place, text[start:end], names, rule, "")


def _unlinked(
    report: Report, page: PageText
) -> Iterator[tuple[Block | SkippedBlock, str, LinkRule]]:
    """Yield the texts that are never linked: within blocks, and whole blocks."""
    for block in _shown(report, page.blocks):
        for _, text, rule in block.opaque:
            yield block, text, rule
    for skipped in _shown(report, page.skipped):
        yield skipped, skipped.text, skipped.rule


def _shown(report: Report, places: Iterable[Any]) -> Iterator[Any]:
    return (place for place in places if all(map(report.linker.holds, place.conditions)))


def unexplained_letters(report: Report) -> list[Unexplained]:
    """Return the abbreviations in the text that no term explains, the most frequent first."""
    is_known = cache(report.views.glossary.meanings)
    counts: Counter[str] = Counter()
    first: dict[str, tuple[str, Block | SkippedBlock]] = {}
    for docname, page in report.texts.items():
        skipped = (place for place in page.skipped if place.rule not in NO_PROSE)
        for place in _shown(report, (*page.blocks, *skipped)):
            for _, letters in unexplained(place.text, is_known):
                counts[letters] += 1
                first.setdefault(letters, (docname, place))
    ordered = sorted(counts, key=lambda letters: (-counts[letters], letters))
    return [Unexplained(letters, counts[letters], *first[letters]) for letters in ordered]
