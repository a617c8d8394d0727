"""``modelterms.json``: its fields, and how they are made."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinx_modelterms.export.shapes import (
    ADDRESS,
    SWITCH,
    TEXT,
    TEXTS_BY_NAME,
    Field,
    Kind,
    Shape,
    list_of,
    one_of,
)
from sphinx_modelterms.glossary.lookup import NamedTarget, named_target
from sphinx_modelterms.glossary.model import Target
from sphinx_modelterms.glossary.text.inline import plain
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.text.names import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx_modelterms.glossary.model import Comparison, Question, Source, Term
    from sphinx_modelterms.glossary.views.page import Views
    from sphinx_modelterms.glossary.views.records import MentionPlace

VERSION = 1
"""Version of the format; it rises when a field is removed or changes its meaning."""

START = f'{{\n"version": {VERSION},\n'
"""The beginning of the file, by which our own one is recognized."""


class Export(NamedTuple):
    """The input of the file."""

    views: Views
    uri: Callable[[str], str]
    """Returns the URL of a document relative to the root of the output."""
    language: str
    with_questions: bool
    """True if cards show their questions; else an answer has no address."""

    def url(self, target: Target) -> str:
        """Return the URL of a target.

        The root itself is ``./``, not the empty URL, which would be that of ``modelterms.json``.
        """
        address = self.uri(target.docname) or "./"
        return f"{address}#{target.anchor}" if target.anchor else address


LINK: Kind[Export, NamedTarget] = Kind(
    "link",
    "A term, or an entry of one of Sphinx's own glossaries.",
    {
        "name": Field(TEXT, "Its name.", lambda x, t: t.name, always=True),
        "url": Field(ADDRESS, "Its address.", lambda x, t: x.url(t.target), always=True),
    },
)

QUESTION: Kind[Export, tuple[Term, Question]] = Kind(
    "question",
    "A question that the author wrote.",
    {
        "question": Field(TEXT, "The question.", lambda x, q: plain(q[1].text), always=True),
        "url": Field(
            ADDRESS,
            "The address of its answer.",
            lambda x, q: x.url(Target(q[0].docname, q[1].anchor)),
            always=True,
        ),
    },
)

SOURCE: Kind[Export, Source] = Kind(
    "source",
    "A source of a definition.",
    {
        "title": Field(TEXT, "Its title.", lambda x, s: s.title, always=True),
        "url": Field(ADDRESS, "Its URL.", lambda x, s: s.address),
    },
)

MENTION: Kind[Export, MentionPlace] = Kind(
    "mention",
    "A page, or a section of one, that mentions a term.",
    {
        "page": Field(
            TEXT,
            "The docname of the page.",
            lambda x, m: m.section.docname,
            always=True,
        ),
        "section": Field(
            TEXT,
            "The heading of the section; empty for the page itself.",
            lambda x, m: m.section.title,
            always=True,
        ),
        "kind": Field(
            one_of("explicit", "automatic"),
            "`explicit` if an author wrote the link, `automatic` if it was made of a name.",
            lambda x, m: "automatic" if m.automatic else "explicit",
            always=True,
        ),
        "context": Field(
            TEXT,
            "The sentence, if the text of pages is read (`modelterms_autolink`).",
            lambda x, m: m.context,
        ),
        "url": Field(ADDRESS, "Its address.", lambda x, m: x.url(m.section.target), always=True),
    },
)


def _related(relation: str, help_: str) -> Field[Export, Term]:
    return Field(
        list_of(LINK.shape),
        help_,
        lambda x, t: LINK.list(x, x.views.glossary.related(t, relation)),
    )


def _replacement(export: Export, term: Term) -> dict[str, Any]:
    found = export.views.replacement(term)
    return LINK.made(export, NamedTarget(*found)) if found else {}


def _questions(export: Export, term: Term) -> list[dict[str, Any]]:
    written = term.questions if export.with_questions else ()
    return QUESTION.list(export, ((term, question) for question in written))


TERM: Kind[Export, Term] = Kind(
    "term",
    "A term.",
    {
        "id": Field(TEXT, "The id of its card or entry.", lambda x, t: t.anchor, always=True),
        "glossary": Field(
            SWITCH,
            "True if it is an entry of one of Sphinx's own glossaries, without a card.",
            lambda x, t: x.views.glossary.term_at(t.target) is None,
        ),
        "name": Field(TEXT, "Its name.", lambda x, t: t.name, always=True),
        "abbr": Field(TEXT, "Its abbreviation.", lambda x, t: t.abbr),
        "aliases": Field(list_of(TEXT), "Its other names.", lambda x, t: t.aliases),
        "forms": Field(list_of(TEXT), "Inflected forms of its names.", lambda x, t: t.forms),
        "category": Field(
            TEXT, "The key of its category, as written at the term.", lambda x, t: t.category
        ),
        "level": Field(
            TEXT, "The key of its level, as written at the term.", lambda x, t: t.level
        ),
        "tags": Field(list_of(TEXT), "Its tags.", lambda x, t: t.tags),
        "summary": Field(
            TEXT, "Its definition without markup.", lambda x, t: plain(t.definition), always=True
        ),
        "url": Field(
            ADDRESS,
            "The address of its card or entry.",
            lambda x, t: x.url(t.target),
            always=True,
        ),
        "related": _related("related", "Related terms."),
        "requires": _related("requires", "Terms to know first."),
        "broader": _related("broader", "Terms that it is a kind of."),
        "examples": Field(
            list_of(TEXT),
            "The first paragraph of each example, without markup.",
            lambda x, t: [plain(example) for example in t.examples if example],
        ),
        "questions": Field(
            list_of(QUESTION.shape),
            "The author's questions, if cards show questions.",
            _questions,
        ),
        "facts": Field(
            TEXTS_BY_NAME,
            "Its facts without markup, by their names.",
            lambda x, t: {fact.key: plain(fact.value) for fact in t.facts},
        ),
        "sources": Field(
            list_of(SOURCE.shape), "Its sources.", lambda x, t: SOURCE.list(x, t.sources)
        ),
        "status": Field(
            one_of("draft", "deprecated"),
            "Only at terms that are not in ordinary use.",
            lambda x, t: t.status,
        ),
        "replaced_by": Field(LINK.shape, "The term to use instead.", _replacement),
        "mentions": Field(
            list_of(MENTION.shape),
            "The places that mention it, other than its own card.",
            lambda x, t: MENTION.list(x, x.views.mentions(t)),
        ),
    },
)


def _compared(export: Export, comparison: Comparison) -> list[dict[str, Any]]:
    return LINK.list(export, map(named_target, export.views.glossary.compared(comparison)))


COMPARISON: Kind[Export, Comparison] = Kind(
    "comparison",
    "Terms side by side.",
    {
        "id": Field(TEXT, "The id of its table.", lambda x, c: c.anchor, always=True),
        "title": Field(TEXT, "Its title.", lambda x, c: x.views.comparison_title(c), always=True),
        "terms": Field(
            list_of(LINK.shape), "Its terms, in the order of the columns.", _compared, always=True
        ),
        "url": Field(ADDRESS, "Its address.", lambda x, c: x.url(c.target), always=True),
    },
)


def _terms(export: Export, _: None) -> list[dict[str, Any]]:
    glossary = export.views.glossary
    terms = [*glossary.terms, *glossary.plain_terms]
    return TERM.list(export, sorted(terms, key=lambda t: (fold(t.name), t.docname)))


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
            "Version of this format. It rises when a field is removed or changes its meaning.",
            lambda x, _: VERSION,
            always=True,
        ),
        "language": Field(
            TEXT,
            "Sphinx's `language` setting.",
            lambda x, _: x.language,
            always=True,
        ),
        "terms": Field(
            list_of(TERM.shape), "All terms in order of their names.", _terms, always=True
        ),
        "comparisons": Field(
            list_of(COMPARISON.shape),
            "All comparisons in order of their titles.",
            _comparisons,
            always=True,
        ),
    },
)

KINDS: Mapping[str, Kind[Export, Any]] = {
    kind.name: kind for kind in (DOCUMENT, TERM, COMPARISON, LINK, QUESTION, SOURCE, MENTION)
}
"""All kinds of objects in the file, the file itself first."""


def document_text(export: Export) -> str:
    """Return the whole file: one record per line, so that the difference of two
    versions is short.
    """
    made = DOCUMENT.made(export, None)
    fields = ",\n".join(f"{_line(name)}: {_value(value)}" for name, value in made.items())
    return f"{{\n{fields}\n}}\n"


def _value(value: Any) -> str:
    if isinstance(value, list) and value:
        return "[\n{}\n]".format(",\n".join(map(_line, value)))
    return _line(value)


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
