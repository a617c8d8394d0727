"""The fields of ``modelterms.json``, each with its help and the code that makes its value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_modelterms import version
from sphinx_modelterms.export.exported_parts import (
    CHANGE,
    FOREIGN,
    FOREIGN_TERM,
    LINK,
    MENTION,
    QUESTION,
    SOURCE,
    Export,
    ForeignRelation,
)
from sphinx_modelterms.export.shapes import (
    ADDRESS,
    COUNT,
    SWITCH,
    TEXT,
    TEXTS_BY_NAME,
    Field,
    Kind,
    KnownJson,
    Shape,
    list_of,
    one_of,
)
from sphinx_modelterms.glossary.model import NamedTarget, named_target
from sphinx_modelterms.glossary.relation_specs import RELATIONS
from sphinx_modelterms.glossary.text.inline import plain
from sphinx_modelterms.glossary.text.names import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Comparison, Term

VERSION = 1
"""The version of the format; it increases when a field is removed or changes its meaning."""

START = f'{{\n"version": {VERSION},\n'
"""The beginning of the file, by which a file of the extension is recognized."""


def _related(relation: str, help_: str) -> Field[Export, Term]:
    return Field(
        list_of(LINK.shape),
        help_,
        lambda x, t: LINK.list(x, (n for n in _named(x, t, relation) if n.target.docname)),
    )


def _named(export: Export, term: Term, relation: str) -> list[NamedTarget]:
    """Return the terms that a field of *term* names, also those of other projects."""
    if relation == "replaced_by":
        found = export.views.replacement(term)
        return [NamedTarget(*found)] if found else []
    return export.views.glossary.related(term, relation)


def _replacement(export: Export, term: Term) -> dict[str, Any]:
    found = LINK.list(export, (n for n in _named(export, term, "replaced_by") if n.target.docname))
    return found[0] if found else {}


def _foreign(export: Export, term: Term) -> list[dict[str, Any]]:
    return FOREIGN.list(
        export,
        (
            ForeignRelation(relation, named)
            for relation in (*RELATIONS, "replaced_by")
            for named in _named(export, term, relation)
            if not named.target.docname
        ),
    )


def _questions(export: Export, term: Term) -> list[dict[str, Any]]:
    written = term.questions if export.with_questions else ()
    return QUESTION.list(export, ((term, question) for question in written))


def _mentions(export: Export, term: Term) -> list[dict[str, Any]] | KnownJson:
    known = export.known.get(term.target)
    return MENTION.list(export, export.views.mentions(term)) if known is None else KnownJson(known)


TERM: Kind[Export, Term] = Kind(
    "term",
    "A term, or an entry of Sphinx's own `glossary`.",
    {
        "id": Field(
            TEXT, "The id of the card or entry on its page.", lambda x, t: t.anchor, always=True
        ),
        "glossary": Field(
            SWITCH,
            "True for an entry of Sphinx's own `glossary`, or a word that `term-dfn` defines. "
            "Such an entry has no card, and only a few of the other fields.",
            lambda x, t: x.views.glossary.term_at(t.target) is None,
        ),
        "name": Field(TEXT, "The name.", lambda x, t: t.name, always=True),
        "abbr": Field(TEXT, "The abbreviation.", lambda x, t: t.abbr),
        "aliases": Field(list_of(TEXT), "The aliases.", lambda x, t: t.aliases),
        "forms": Field(list_of(TEXT), "Inflected forms of the names.", lambda x, t: t.forms),
        "former_names": Field(list_of(TEXT), "Its former names.", lambda x, t: t.former_names),
        "not_in": Field(list_of(TEXT), "Phrases that don't mean the term.", lambda x, t: t.not_in),
        "avoid": Field(
            list_of(TEXT), "Words that shouldn't be used for the term.", lambda x, t: t.avoid
        ),
        "case": Field(
            one_of("exact", "any"),
            "The letter case in which names are linked automatically. Missing if only names in "
            "capitals need exact case.",
            lambda x, t: t.case,
        ),
        "no_autolink": Field(
            SWITCH, "True if the term is never linked automatically.", lambda x, t: t.no_autolink
        ),
        "scope": Field(
            TEXT,
            "The scope, which tells several terms of one name apart; as written, not translated.",
            lambda x, t: t.scope,
        ),
        "category": Field(TEXT, "Key of the category, not its title.", lambda x, t: t.category),
        "level": Field(TEXT, "The key of the level, not its title.", lambda x, t: t.level),
        "tags": Field(list_of(TEXT), "The tags.", lambda x, t: t.tags),
        "summary": Field(
            TEXT, "The definition as plain text.", lambda x, t: plain(t.definition), always=True
        ),
        "url": Field(
            ADDRESS,
            "The URL of the card or entry, relative to the URL of this file.",
            lambda x, t: x.url(t.target),
            always=True,
        ),
        "related": _related("related", "The related terms."),
        "requires": _related("requires", "The terms to read first."),
        "broader": _related("broader", "The broader terms, which this term is a kind of."),
        "foreign": Field(
            list_of(FOREIGN.shape), "The relations to terms of other projects.", _foreign
        ),
        "examples": Field(
            list_of(TEXT),
            "The first paragraph of each example, as plain text.",
            lambda x, t: [plain(example) for example in t.examples if example],
        ),
        "questions": Field(
            list_of(QUESTION.shape),
            "The questions that authors wrote, if cards show questions.",
            _questions,
        ),
        "facts": Field(
            TEXTS_BY_NAME,
            "The facts: their keys with their values as plain text.",
            lambda x, t: {fact.key: plain(fact.value) for fact in t.facts},
        ),
        "sources": Field(
            list_of(SOURCE.shape), "The sources.", lambda x, t: SOURCE.list(x, t.sources)
        ),
        "status": Field(
            one_of("draft", "deprecated"),
            "The status. Missing for terms that are neither a draft nor deprecated.",
            lambda x, t: t.status,
        ),
        "replaced_by": Field(
            LINK.shape, "The term to use instead of this deprecated one.", _replacement
        ),
        "since": Field(TEXT, "The version that the term is new in.", lambda x, t: t.since),
        "changed": Field(
            list_of(CHANGE.shape), "Its changes.", lambda x, t: CHANGE.list(x, t.changed)
        ),
        "mentions": Field(
            list_of(MENTION.shape),
            "The places that mention the term, not counting its own card.",
            _mentions,
        ),
    },
)


def _compared(export: Export, comparison: Comparison) -> list[dict[str, Any]]:
    return LINK.list(export, map(named_target, export.views.glossary.compared(comparison)))


COMPARISON: Kind[Export, Comparison] = Kind(
    "comparison",
    "A comparison of terms.",
    {
        "id": Field(
            TEXT, "The id of the comparison on its page.", lambda x, c: c.anchor, always=True
        ),
        "title": Field(TEXT, "The title.", lambda x, c: x.views.comparison_title(c), always=True),
        "terms": Field(
            list_of(LINK.shape),
            "The terms, in the order of the columns. The URL of a term of another project is "
            "complete.",
            _compared,
            always=True,
        ),
        "url": Field(
            ADDRESS, "The URL of the comparison.", lambda x, c: x.url(c.target), always=True
        ),
    },
)


def exported_terms(glossary: Glossary) -> list[Term]:
    """Return the terms in the order of the file."""
    terms = [*glossary.terms, *glossary.plain_terms]
    return sorted(terms, key=lambda term: (fold(term.name), term.docname))


def _terms(export: Export, _: None) -> list[dict[str, Any]]:
    return TERM.list(export, exported_terms(export.views.glossary))


def _comparisons(export: Export, _: None) -> list[dict[str, Any]]:
    views = export.views
    comparisons = sorted(
        views.glossary.comparisons, key=lambda c: (fold(views.comparison_title(c)), c.docname)
    )
    return COMPARISON.list(export, comparisons)


DOCUMENT: Kind[Export, None] = Kind(
    "document",
    "The terms and comparisons of a documentation project.",
    {
        "version": Field(
            Shape(f"`{VERSION}`", {"const": VERSION}),
            "The version of this format. It increases when a field is removed or changes its "
            "meaning.",
            lambda x, _: VERSION,
            always=True,
        ),
        "language": Field(
            TEXT,
            "The value of Sphinx's `language` setting.",
            lambda x, _: x.site.language,
            always=True,
        ),
        "generator": Field(
            TEXT,
            "The program that wrote the file, with its version.",
            lambda x, _: f"sphinx_modelterms {version.__version__}",
        ),
        "project": Field(
            TEXT, "The value of Sphinx's `project` setting.", lambda x, _: x.site.project
        ),
        "release": Field(
            TEXT, "The value of Sphinx's `release` setting.", lambda x, _: x.site.release
        ),
        "base": Field(
            ADDRESS,
            "The URL of the site: the value of Sphinx's `html_baseurl` setting.",
            lambda x, _: x.site.base,
        ),
        "pages": Field(
            COUNT, "The number of documents of the project.", lambda x, _: x.site.pages
        ),
        "words": Field(
            COUNT,
            "The number of words in the text of the project, if `modelterms_autolink` or "
            "`modelterms_report` is set.",
            lambda x, _: x.site.words,
        ),
        "foreign": Field(
            list_of(FOREIGN_TERM.shape),
            "The terms of other projects that pages mention, if `modelterms_other` names the "
            "projects. `modelterms-terms.json` doesn't have them.",
            lambda x, _: FOREIGN_TERM.list(x, (f for f in x.foreign if f.pages)),
        ),
        "terms": Field(list_of(TERM.shape), "All terms, sorted by name.", _terms, always=True),
        "comparisons": Field(
            list_of(COMPARISON.shape),
            "All comparisons, sorted by title.",
            _comparisons,
            always=True,
        ),
    },
)

_PARTS = (TERM, COMPARISON, LINK, FOREIGN, FOREIGN_TERM, QUESTION, SOURCE, CHANGE, MENTION)

KINDS: Mapping[str, Kind[Export, Any]] = {kind.name: kind for kind in (DOCUMENT, *_PARTS)}
"""All kinds of objects in the file, the file itself first."""
