"""The input of ``modelterms.json``, and the smaller objects in it: links, questions, sources and
mentions.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from sphinx_modelterms.export.shapes import ADDRESS, COUNT, TEXT, Field, Kind, one_of
from sphinx_modelterms.glossary.model import NamedTarget, Target
from sphinx_modelterms.glossary.option_values import version_and_text
from sphinx_modelterms.glossary.text.inline import plain
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sphinx_modelterms.glossary.model import Term
    from sphinx_modelterms.glossary.other_projects.records import ForeignTerm
    from sphinx_modelterms.glossary.term_parts import Question, Source
    from sphinx_modelterms.glossary.views.page import Views
    from sphinx_modelterms.glossary.views.records import MentionPlace


class Site(NamedTuple):
    """The site whose terms the file contains."""

    language: str
    project: str
    release: str
    base: str
    pages: int
    words: int


class Export(NamedTuple):
    """The input of the file."""

    views: Views
    uri: Callable[[str], str]
    """Returns the URL of a document relative to the root of the output."""
    site: Site
    with_questions: bool
    """True if cards show their questions; else an answer has no URL."""
    known: Mapping[Target, str] = MappingProxyType({})
    """The mentions of terms as JSON, as far as an earlier file has them."""
    foreign: Sequence[ForeignTerm] = ()
    """The terms of other projects that pages mention."""

    def url(self, target: Target) -> str:
        """Return the URL of a target; that of a term of another project is complete.

        The root itself is ``./``, not the empty URL, which would be that of ``modelterms.json``.
        """
        if not target.docname:
            return target.anchor
        address = self.uri(target.docname) or "./"
        return f"{address}#{target.anchor}" if target.anchor else address


LINK: Kind[Export, NamedTarget] = Kind(
    "link",
    "A link to a term, or to an entry of Sphinx's own `glossary`.",
    {
        "name": Field(
            TEXT, "The name of the term, with its scope.", lambda x, t: t.name, always=True
        ),
        "url": Field(ADDRESS, "The URL of the term.", lambda x, t: x.url(t.target), always=True),
    },
)


class ForeignRelation(NamedTuple):
    """The relation of a term to one of another project."""

    relation: str
    named: NamedTarget


FOREIGN_TERM: Kind[Export, ForeignTerm] = Kind(
    "foreign_term",
    "A term of another project that pages of this one mention.",
    {
        "project": Field(TEXT, "The name of the project.", lambda x, f: f.project, always=True),
        "name": Field(TEXT, "The name of the term.", lambda x, f: f.name, always=True),
        "url": Field(ADDRESS, "The complete URL of the term.", lambda x, f: f.url, always=True),
        "pages": Field(
            COUNT, "The number of documents that mention it.", lambda x, f: f.pages, always=True
        ),
    },
)

FOREIGN: Kind[Export, ForeignRelation] = Kind(
    "foreign",
    "A relation to a term of another project.",
    {
        "relation": Field(
            one_of("related", "requires", "broader", "replaced_by"),
            "The field that this would be in if the term were of this project.",
            lambda x, f: f.relation,
            always=True,
        ),
        "name": Field(
            TEXT,
            "The name of the term, with its project in parentheses.",
            lambda x, f: f.named.name,
            always=True,
        ),
        "url": Field(
            ADDRESS,
            "The complete URL of the term.",
            lambda x, f: f.named.target.anchor,
            always=True,
        ),
    },
)

QUESTION: Kind[Export, tuple[Term, Question]] = Kind(
    "question",
    "A question that an author wrote.",
    {
        "question": Field(
            TEXT, "The question as plain text.", lambda x, q: plain(q[1].text), always=True
        ),
        "url": Field(
            ADDRESS,
            "The URL of the answer.",
            lambda x, q: x.url(Target(q[0].docname, q[1].anchor)),
            always=True,
        ),
    },
)

SOURCE: Kind[Export, Source] = Kind(
    "source",
    "A source of a term.",
    {
        "title": Field(TEXT, "The title as plain text.", lambda x, s: s.title, always=True),
        "url": Field(ADDRESS, "The URL of the source.", lambda x, s: s.address),
    },
)

CHANGE: Kind[Export, str] = Kind(
    "change",
    "A change of a term.",
    {
        "version": Field(TEXT, "The version.", lambda x, c: version_and_text(c)[0], always=True),
        "text": Field(TEXT, "The text about the change.", lambda x, c: version_and_text(c)[1]),
    },
)

MENTION: Kind[Export, MentionPlace] = Kind(
    "mention",
    "A section of a page, or a page as a whole, that mentions a term.",
    {
        "page": Field(
            TEXT,
            "The name of the page: its path in the source directory, without suffix.",
            lambda x, m: m.section.docname,
            always=True,
        ),
        "section": Field(
            TEXT,
            "The heading of the section. Empty for the page as a whole.",
            lambda x, m: m.section.title,
            always=True,
        ),
        "kind": Field(
            one_of("explicit", "automatic"),
            "`explicit` if an author wrote the link, `automatic` if it was added automatically.",
            lambda x, m: "automatic" if m.automatic else "explicit",
            always=True,
        ),
        "context": Field(
            TEXT,
            "The sentence around it, if `modelterms_autolink` or `modelterms_report` is set.",
            lambda x, m: m.context,
        ),
        "url": Field(
            ADDRESS, "The URL of the section.", lambda x, m: x.url(m.section.target), always=True
        ),
    },
)
