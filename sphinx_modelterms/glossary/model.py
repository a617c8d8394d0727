"""The records of a glossary: plain text and tuples, never docutils nodes, so they can
be pickled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.scopes import with_scope
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_modelterms.glossary.outside_references import OutsideReference
    from sphinx_modelterms.glossary.scopes import ScopedPart
    from sphinx_modelterms.glossary.selection import Selection
    from sphinx_modelterms.glossary.term_parts import Fact, Question, Source, WrittenQuizQuestion
    from sphinx_modelterms.glossary.text.inline import Inline

Condition = tuple[str, str]
"""A condition under which a record exists: ``("only" | "ifconfig", expression)``."""


class Target(NamedTuple):
    """The target of a link: a place in the output."""

    docname: str
    anchor: str
    """An id on that page; ``""`` for the page itself."""

    @property
    def place(self) -> str:
        """The target as ``docname#anchor``, which stored files have in place of tuples."""
        return f"{self.docname}#{self.anchor}"


class SourceLocation(NamedTuple):
    """The place in the sources where a record was written, for messages."""

    source: str
    """The file, if it is not the document's own (an included one), else ``""``."""
    line: int
    """Line of the directive, from 1."""
    options: tuple[tuple[str, int], ...] = ()
    """Line of each option that is checked after all pages are read."""


ALL_TERMS = "*"
"""The value of ``not_in_quiz_with`` that keeps a term out of all generated questions."""


class Term(NamedTuple):
    """A concept with its names and facts."""

    docname: str
    anchor: str
    name: str
    """The name as displayed, translated in a translated build."""
    source_name: str
    """The name as written; references find it in translated builds, too."""
    location: SourceLocation
    abbr: str = ""
    aliases: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    not_in_quiz_with: tuple[str, ...] = ()
    scope: str = ""
    """As written, since scopes are keys; in a build, the scope of its place if it has none."""
    shown_scope: str = ""
    """The scope as displayed, if that is different."""
    category: str = ""
    level: str = ""
    source_names: tuple[str, ...] = ()
    """Abbreviation and aliases as written, if translations replace them: references find them, but
    nothing displays them.
    """
    tags: tuple[str, ...] = ()
    """As written, since tags are keys."""
    shown_tags: tuple[str, ...] = ()
    """The tags as displayed, in the same order; empty if they are the same."""
    related: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    status: str = ""
    """``""``, ``draft`` or ``deprecated``."""
    replaced_by: str = ""
    reviewed: str = ""
    """A date, ``YYYY-MM-DD``, or ``""``."""
    since: str = ""
    """The version that the term is new in."""
    changed: tuple[str, ...] = ()
    """The changes, each a version, which a colon and a text may follow; see ``changes.py``."""
    case: str = ""
    """``exact``, ``any``, or ``""`` for the automatic rule."""
    no_autolink: bool = False
    faq: bool = True
    data: str = ""
    """Digest of the record in a data file from which it was made, or ``""``."""
    definition: Inline = ()
    examples: tuple[Inline, ...] = ()
    facts: tuple[Fact, ...] = ()
    questions: tuple[Question, ...] = ()
    sources: tuple[Source, ...] = ()
    quiz: tuple[WrittenQuizQuestion, ...] = ()
    conditions: tuple[Condition, ...] = ()
    data_lines: tuple[int, ...] = ()
    """Line numbers of that record and its parts when the page was read."""
    scopes: tuple[str, ...] = ()
    """Keys of the scopes of the sections around it, the nearest first."""

    @property
    def target(self) -> Target:
        """The target of links to the term."""
        return Target(self.docname, self.anchor)

    @property
    def full_name(self) -> str:
        """The name as displayed, with the scope."""
        return with_scope(self.name, self.shown_scope or self.scope)

    @property
    def own_names(self) -> tuple[str, ...]:
        """The name as displayed, and as written if that is different."""
        return (self.name,) if self.name == self.source_name else (self.name, self.source_name)

    @property
    def other_names(self) -> tuple[str, ...]:
        """The abbreviation and the aliases."""
        return ((self.abbr,) if self.abbr else ()) + self.aliases

    @property
    def found_names(self) -> tuple[str, ...]:
        """The abbreviation and the aliases, as displayed and as written."""
        return self.other_names + self.source_names


class Comparison(NamedTuple):
    """A comparison of terms side by side."""

    docname: str
    anchor: str
    title: str
    """As written, or ``""``."""
    terms: tuple[str, ...]
    rows: tuple[str, ...]
    """The rows to show, in this order; empty for all."""
    location: SourceLocation
    conditions: tuple[Condition, ...] = ()
    scopes: tuple[str, ...] = ()
    """Keys of the scopes of the sections around it, the nearest first."""

    @property
    def target(self) -> Target:
        """The target of links to the comparison."""
        return Target(self.docname, self.anchor)


class Listing(NamedTuple):
    """A directive that lists terms, categories or questions."""

    docname: str
    anchor: str
    selection: Selection
    display: str
    """A display of ``term-list``, or the kind of list."""
    group_by: str
    home: bool
    """True if it is the home of its only category: badges of that category link to it."""
    written_only: bool
    """True if generated questions are left out."""
    location: SourceLocation
    conditions: tuple[Condition, ...] = ()
    filter: bool = False
    """True if readers can filter the list."""
    scopes: tuple[str, ...] = ()
    """Keys of the scopes of the sections around it, the nearest first."""
    shown: tuple[str, ...] = ()
    """The groups of a term box, the names of the terms that have changed, or the kinds of
    questions of a quiz.
    """


class Entry(NamedTuple):
    """An entry of one of Sphinx's own glossaries, or a word that its sentence defines."""

    name: str
    """The name as displayed: translated, and after substitutions."""
    docname: str
    anchor: str
    definition: Inline = ()
    """The first paragraph of its definition."""
    conditions: tuple[Condition, ...] = ()
    head: str = ""
    """Anchor of the first of the names that share the definition; ``""`` if it is this one."""
    noted: tuple[str, ...] = ()
    """The names under which Sphinx knows it, as written and as translated, before substitutions;
    empty if that is just its name.
    """
    scope: str = ""
    """The scope of its place; set in a build."""
    scopes: tuple[str, ...] = ()
    """Keys of the scopes of the sections around it, the nearest first."""
    in_sentence: bool = False
    """True for a word that its sentence defines, which has no place for backlinks."""

    @property
    def target(self) -> Target:
        """The target of links to the entry."""
        return Target(self.docname, self.anchor)

    @property
    def full_name(self) -> str:
        """The name as displayed, with the scope."""
        return with_scope(self.name, self.scope)

    @property
    def own_names(self) -> tuple[str, ...]:
        """The name as displayed, and those that Sphinx knows."""
        return tuple(dict.fromkeys((self.name, *self.noted)))

    @property
    def noted_names(self) -> tuple[str, ...]:
        """The names that Sphinx knows."""
        return self.noted or (self.name,)

    def as_term(self, others: Iterable[Entry]) -> Term:
        """Return the entry as a term.

        :param others: the entries of its other names, which become aliases
        """
        return Term(
            docname=self.docname,
            anchor=self.anchor,
            name=self.name,
            source_name=self.noted_names[0],
            location=SourceLocation("", 0),
            aliases=tuple(other.name for other in others),
            source_names=tuple(n for other in others for n in other.noted if n != other.name),
            definition=self.definition,
            scope=self.scope,
            scopes=self.scopes,
        )


class Section(NamedTuple):
    """A section of a page; the page itself has the anchor ``""``."""

    anchor: str
    title: str


NOWHERE = -1
"""Section index of references in a table of contents, which don't count as uses of the term."""


class Mention(NamedTuple):
    """A reference to a term by a role or link."""

    target: str
    """The target as written, e.g. ``RAG``."""
    role: str
    """``term``, ``def``, ``abbr``, ``compare``; ``any`` if it can mean another domain's object."""
    section: int
    """Index into the page's sections, or :data:`NOWHERE`."""
    card: str
    """Anchor of the card around the mention, or ``""``."""
    conditions: tuple[Condition, ...] = ()
    scopes: tuple[str, ...] = ()
    """Keys of the scopes of the sections around it, the nearest first."""
    context: tuple[tuple[str, str], ...] = ()
    """By ``any``: attributes by which domains find more names, such as ``std:program``."""


class NamedTarget(NamedTuple):
    """The target of a term or entry, with its name."""

    target: Target
    name: str
    """As displayed, with the scope."""


def named_target(term: Term | Entry) -> NamedTarget:
    """Return the target of *term* with its name."""
    return NamedTarget(Target(term.docname, term.anchor), term.full_name)


class Page(NamedTuple):
    """All records of one document."""

    terms: tuple[Term, ...] = ()
    entries: tuple[Entry, ...] = ()
    sections: tuple[Section, ...] = ()
    mentions: tuple[Mention, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    listings: tuple[Listing, ...] = ()
    scoped: tuple[ScopedPart, ...] = ()
    outside: tuple[OutsideReference, ...] = ()
