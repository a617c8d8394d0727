"""The use of each term: references, automatic links, and mentions in the text without a link."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sphinx_modelterms.export.report_input import FILE, TERM_LINE
from sphinx_modelterms.export.shapes import (
    COUNT,
    COUNTS_BY_NAME,
    TEXT,
    Field,
    Kind,
)
from sphinx_modelterms.glossary.autolink.rules import LinkRule
from sphinx_modelterms.glossary.autolink.search_names import AVOID
from sphinx_modelterms.glossary.relation_specs import RELATIONS
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_modelterms.export.report_input import Found, Report
    from sphinx_modelterms.glossary.model import Target, Term

OTHER_MEANING = (
    LinkRule.NOT_IN,
    LinkRule.EVERYDAY,
    LinkRule.CAPITALS,
    LinkRule.ALONE,
    LinkRule.VERB,
    LinkRule.SHORT,
)
"""Rules of names that probably mean something else."""

NO_MENTION = frozenset({*OTHER_MEANING, LinkRule.OWN_CARD, LinkRule.AVOIDED})

MENTIONING_PLACES = frozenset(
    {
        LinkRule.EXCLUDED,
        LinkRule.HEADING,
        LinkRule.CAPTION,
        LinkRule.TABLE_HEAD,
        LinkRule.NAME,
        LinkRule.LINK,
    }
)
"""Places without links in which a name mentions its term."""


class TermUse(NamedTuple):
    """A term with all that mentions it."""

    term: Term
    explicit: int
    automatic: int
    text: int
    """Number of places in the text that name it, linked or not."""
    relations: int
    """Number of terms that name it in an option such as ``related``."""
    code: int
    """Number of names in code."""
    others: dict[str, int]
    """Number of names that probably mean something else, by rule."""

    @property
    def is_mentioned(self) -> bool:
        """True if anything mentions the term."""
        return bool(self.explicit or self.automatic or self.text)


USE: Kind[Report, TermUse] = Kind(
    "term",
    "A term or an entry of Sphinx's own glossary, with everything that mentions it, not counting "
    "its own card or definition.",
    {
        "name": Field(
            TEXT,
            "The name of the term, with its scope.",
            lambda x, u: u.term.full_name,
            always=True,
        ),
        "page": Field(
            TEXT, "The page that has its card or entry.", lambda x, u: u.term.docname, always=True
        ),
        "explicit": Field(
            COUNT,
            "The number of sections in which an author wrote a link to the term.",
            lambda x, u: u.explicit,
            always=True,
        ),
        "automatic": Field(
            COUNT,
            "The number of sections that have only automatic links to the term.",
            lambda x, u: u.automatic,
            always=True,
        ),
        "text": Field(
            COUNT,
            "The number of places that name the term, linked or not. Code doesn't count.",
            lambda x, u: u.text,
            always=True,
        ),
        "relations": Field(
            COUNT,
            "The number of terms that name it as related, as a prerequisite or as broader.",
            lambda x, u: u.relations,
        ),
        "code": Field(COUNT, "The number of names in code.", lambda x, u: u.code),
        "others": Field(
            COUNTS_BY_NAME,
            "The number of names that probably mean something else, by the rule that says so.",
            lambda x, u: u.others,
        ),
        "status": Field(TEXT, "The status of the term.", lambda x, u: u.term.status),
        "file": Field(TEXT, FILE, lambda x, u: x.sources.term(u.term)[0], always=True),
        "line": Field(COUNT, TERM_LINE, lambda x, u: x.sources.term(u.term)[1]),
    },
)


def term_uses(report: Report, found: Iterable[Found]) -> list[TermUse]:
    """Return the use of all terms and entries, sorted by name.

    :param found: all names in the text
    """
    glossary = report.views.glossary
    places: Counter[Target] = Counter()
    others: dict[Target, Counter[str]] = {}
    for docname in report.texts:
        for decision in report.meant(docname):
            if decision.meaning.kind == AVOID:
                continue
            for target in {glossary.head(t.target) for t in decision.meaning.targets}:
                if decision.rule not in NO_MENTION:
                    places[target] += 1
                elif decision.rule in OTHER_MEANING:
                    others.setdefault(target, Counter())[decision.rule] += 1
    code: Counter[Target] = Counter()
    for one in found:
        counts = code if one.rule is LinkRule.CODE else places
        for named in one.terms if one.rule in {LinkRule.CODE, *MENTIONING_PLACES} else ():
            target = glossary.head(named.target)
            if target != (one.docname, one.place.card):
                counts[target] += 1
    for term in glossary.all_by_name:
        if not places[term.target] and not _can_be_found(report, term):
            places[term.target] = _times_written(report, term)
    return [
        _use(report, term, places[term.target], code[term.target], others.get(term.target, {}))
        for term in glossary.all_by_name
    ]


def _can_be_found(report: Report, term: Term) -> bool:
    """Return True if the name can be found in text: it has no characters such as an underscore."""
    matches = report.linker.table.matcher.find(term.name)
    return any(match.end - match.start == len(term.name) for match in matches)


def _times_written(report: Report, term: Term) -> int:
    """Return how often the name of a term occurs in blocks of text, compared letter by letter."""
    return sum(
        text.count(term.name)
        for docname, page in report.texts.items()
        for block in report.shown(page.blocks)
        if (docname, block.card) != term.target
        for text in (block.text, *(x.text for x in block.opaque if x.rule in MENTIONING_PLACES))
    )


def _use(report: Report, term: Term, text: int, code: int, others: Mapping[str, int]) -> TermUse:
    mentions = report.views.mentions(term)
    automatic = sum(place.automatic for place in mentions)
    by_rule = {str(rule): others[rule] for rule in OTHER_MEANING if rule in others}
    naming = (report.views.glossary.naming(term, relation) for relation in RELATIONS)
    relations = len({other.target for terms in naming for other in terms})
    explicit = len(mentions) - automatic
    return TermUse(term, explicit, automatic, text, relations, code, by_rule)
