"""The records of a glossary: plain text and tuples, never docutils nodes, so they can
be pickled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from sphinx_modelterms.glossary.text.inline import Inline

Condition = tuple[str, str]
"""A condition under which a record exists: ``("only" | "ifconfig", expression)``."""


class Fact(NamedTuple):
    """One line of ``term-facts``."""

    key: str
    value: Inline
    source_key: str
    """The key as written, which identifies the fact also in translated builds."""


class Question(NamedTuple):
    """A question that the author wrote; a copy of its answer is stored beside the
    page's doctree.
    """

    anchor: str
    text: Inline
    digest: str = ""
    """Digest of the answer."""
    mentions: tuple[tuple[str, str], ...] = ()
    """Role and target of each reference in the answer."""


class Source(NamedTuple):
    """A source of a definition."""

    title: str
    address: str
    """A validated URL, or ``""``."""


class Target(NamedTuple):
    """The target of a link: a place in the output."""

    docname: str
    anchor: str
    """An id on that page; ``""`` for the page itself."""


class SourceLocation(NamedTuple):
    """The place in the sources where a record was written, for messages."""

    source: str
    """The file, if it is not the document's own (an included one), else ``""``."""
    line: int
    """Line of the directive, from 1."""
    options: tuple[tuple[str, int], ...] = ()
    """Line of each option that is checked after all pages are read."""


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
    conditions: tuple[Condition, ...] = ()
    data_lines: tuple[int, ...] = ()
    """Line numbers of that record and its parts when the page was read."""

    @property
    def target(self) -> Target:
        """The target of links to the term."""
        return Target(self.docname, self.anchor)

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

    @property
    def target(self) -> Target:
        """The target of links to the comparison."""
        return Target(self.docname, self.anchor)


class Selection(NamedTuple):
    """The filter of a list of terms; an empty field does not restrict it."""

    names: tuple[str, ...] = ()
    """Names of terms, which are shown in this order."""
    categories: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    """``draft``, ``deprecated``, or ``current`` for neither."""
    path_to: str = ""
    """Name of a term whose prerequisites are listed, followed by itself."""
    limit: int = 0


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


class Entry(NamedTuple):
    """An entry of one of Sphinx's own glossaries."""

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

    @property
    def target(self) -> Target:
        """The target of links to the entry."""
        return Target(self.docname, self.anchor)

    @property
    def own_names(self) -> tuple[str, ...]:
        """The name as displayed, and those that Sphinx knows."""
        return tuple(dict.fromkeys((self.name, *self.noted)))


class Section(NamedTuple):
    """A section of a page; the page itself has the anchor ``""``."""

    anchor: str
    title: str


NOWHERE = -1
"""Section index of references in a table of contents: they are resolved, but are no
use of a term.
"""


class Mention(NamedTuple):
    """A reference to a term by a role or link."""

    target: str
    """The target as written, e.g. ``RAG``."""
    role: str
    """``term``, ``def``, ``abbr``, ``compare``; or ``any`` if objects of other domains can be
    meant.
    """
    section: int
    """Index into the page's sections, or :data:`NOWHERE`."""
    card: str
    """Anchor of the card around the mention, or ``""``."""
    conditions: tuple[Condition, ...] = ()


class Page(NamedTuple):
    """All records of one document."""

    terms: tuple[Term, ...] = ()
    entries: tuple[Entry, ...] = ()
    sections: tuple[Section, ...] = ()
    mentions: tuple[Mention, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    listings: tuple[Listing, ...] = ()
