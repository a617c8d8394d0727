"""All names in the text: those that can be links, with the decisions about them, and others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.export.report_input import FILE, LINE, PAGE_NAME, Found, Report, found_by
from sphinx_modelterms.export.samples import file_of, line_of, section_of
from sphinx_modelterms.export.shapes import COUNT, TEXT, Field, Kind, list_of, one_of
from sphinx_modelterms.glossary.autolink.candidates import find_in_texts
from sphinx_modelterms.glossary.autolink.rules import LinkRule
from sphinx_modelterms.glossary.autolink.search_names import AVOID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_modelterms.glossary.autolink.page_text import Block, PageText, SkippedBlock

NAME: Kind[Report, Found] = Kind(
    "name",
    "A name in the text.",
    {
        "text": Field(TEXT, "The words.", lambda x, f: " ".join(f.text.split()), always=True),
        "terms": Field(
            list_of(TEXT),
            "The terms with this name. There are several only if the rule is `ambiguous`.",
            lambda x, f: [term.name for term in f.terms],
            always=True,
        ),
        "rule": Field(
            one_of(*LinkRule),
            "The rule by which the name is or isn't linked.",
            lambda x, f: f.rule,
            always=True,
        ),
        "sentence": Field(
            TEXT, "The sentence around the name, in running text.", lambda x, f: f.sentence
        ),
        "section": Field(
            TEXT, "The heading above, unless it is the title of the page.", section_of
        ),
        "file": Field(TEXT, FILE, file_of, always=True),
        "line": Field(COUNT, LINE, line_of),
    },
)

PAGE: Kind[Report, tuple[str, list[Found]]] = Kind(
    "page",
    "A page whose text contains names.",
    {
        "page": Field(TEXT, PAGE_NAME, lambda x, p: p[0], always=True),
        "names": Field(
            list_of(NAME.shape),
            "The names on the page: first those in running text, then those in other places.",
            lambda x, p: NAME.list(x, p[1]),
            always=True,
        ),
    },
)


AVOIDED: Kind[Report, Found] = Kind(
    "avoided word",
    "A word that a term lists under `avoid`.",
    {
        "text": Field(TEXT, "The words.", lambda x, f: " ".join(f.text.split()), always=True),
        "instead": Field(
            list_of(TEXT),
            "The terms to use instead.",
            lambda x, f: [term.name for term in f.terms],
            always=True,
        ),
        "sentence": Field(TEXT, "The sentence around them.", lambda x, f: f.sentence),
        "start": Field(
            COUNT, "The position of the words in the sentence, from 0.", lambda x, f: f.start
        ),
        "page": Field(TEXT, PAGE_NAME, lambda x, f: f.docname, always=True),
        "file": Field(TEXT, FILE, file_of, always=True),
        "line": Field(COUNT, LINE, line_of),
    },
)


def names_on(report: Report, docname: str) -> Iterator[Found]:
    """Yield every name on a page: first those that can be links, then those that cannot."""
    lost = report.lost(docname)
    for decision in report.decisions(docname):
        found = found_by(docname, decision)
        if decision.rule is LinkRule.LINKED and decision.place in lost:
            found = found._replace(rule=LinkRule.CHANGED)
        yield found
    places = list(_unlinked(report, report.texts[docname]))
    texts = [text for _, text, _ in places]
    for (place, text, rule), found_here in zip(
        places, find_in_texts(texts, report.linker.table.matcher), strict=True
    ):
        origin = report.views.glossary.origin(docname, place.scopes)
        for start, end, numbers in found_here:
            meaning = report.linker.table.meaning(numbers, text[start:end], origin)
            if meaning.kind != AVOID:
                yield Found(docname, place, text[start:end], meaning.targets, rule, "")


def _unlinked(
    report: Report, page: PageText
) -> Iterator[tuple[Block | SkippedBlock, str, LinkRule]]:
    """Yield the texts that are never linked: within blocks, and whole blocks."""
    for block in report.shown(page.blocks):
        for _, text, rule in block.opaque:
            yield block, text, rule
    for skipped in report.shown(page.skipped):
        yield skipped, skipped.text, skipped.rule
