"""The records of a glossary. They hold plain text and tuples, never document nodes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from sphinx_modelterms.glossary.text.inline import Inline

Condition = tuple[str, str]
"""What must hold for a record to be there: ``("only" | "ifconfig", expression)``."""


class Fact(NamedTuple):
    """One line of ``term-facts``."""

    key: str
    value: Inline
    source_key: str
    """The key as written, which tells facts apart in translated builds too."""


class Question(NamedTuple):
    """A question that the author wrote; a copy of its answer is kept beside the page's doctree."""

    anchor: str
    text: Inline
    digest: str = ""
    """Of the answer."""
    mentions: tuple[tuple[str, str], ...] = ()
    """Role and target of each reference in the answer."""


class Source(NamedTuple):
    """Where a definition comes from."""

    title: str
    address: str
    """A checked address, or ``""``."""


class Target(NamedTuple):
    """The place that a link leads to."""

    docname: str
    anchor: str
    """An id on that page; ``""`` for the page itself."""


class SourceLocation(NamedTuple):
    """The place where a record was written, for messages."""

    source: str
    """The file, if it is not the document's own (an included one), else ``""``."""
    line: int
    """The directive's line, from 1."""
    options: tuple[tuple[str, int], ...] = ()
    """Lines of the options that are checked after all pages are read."""


class Term(NamedTuple):
    """A concept and all that is known of it in one place."""

    docname: str
    anchor: str
    name: str
    """The name as shown, translated in a translated build."""
    source_name: str
    """The name as written; also found in translated builds."""
    location: SourceLocation
    abbr: str = ""
    aliases: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    category: str = ""
    level: str = ""
    source_names: tuple[str, ...] = ()
    """Abbreviation and aliases as written, where they are translated: found, but not shown."""
    tags: tuple[str, ...] = ()
    """As written: they are keys."""
    shown_tags: tuple[str, ...] = ()
    """The tags as shown, in the same order; empty if that is as written."""
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
    """The digest of the record in a data file that it was made of, or ``""``."""
    definition: Inline = ()
    examples: tuple[Inline, ...] = ()
    facts: tuple[Fact, ...] = ()
    questions: tuple[Question, ...] = ()
    sources: tuple[Source, ...] = ()
    conditions: tuple[Condition, ...] = ()
    data_lines: tuple[int, ...] = ()
    """The lines of that record and its parts, as the page was read."""

    @property
    def target(self) -> Target:
        """The place that links to the term lead to."""
        return Target(self.docname, self.anchor)

    @property
    def own_names(self) -> tuple[str, ...]:
        """The name as shown, and as written where that differs."""
        return (self.name,) if self.name == self.source_name else (self.name, self.source_name)

    @property
    def other_names(self) -> tuple[str, ...]:
        """The abbreviation and the aliases."""
        return ((self.abbr,) if self.abbr else ()) + self.aliases

    @property
    def found_names(self) -> tuple[str, ...]:
        """The abbreviation and the aliases, as shown and as written."""
        return self.other_names + self.source_names


class Comparison(NamedTuple):
    """Terms that a page sets side by side."""

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
        """The place that links to the comparison lead to."""
        return Target(self.docname, self.anchor)


class Selection(NamedTuple):
    """Which terms a list shows; an empty field does not restrict it."""

    names: tuple[str, ...] = ()
    """These terms, in this order."""
    categories: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    """``draft``, ``deprecated``, or ``current`` for neither."""
    path_to: str = ""
    """A term whose prerequisites are listed, itself last."""
    limit: int = 0


class Listing(NamedTuple):
    """A place where a page lists terms, or categories, or questions."""

    docname: str
    anchor: str
    selection: Selection
    display: str
    """One of the displays of a list, or what else is listed."""
    group_by: str
    home: bool
    """Whether badges of its only category lead here."""
    written_only: bool
    """Whether generated questions are left out."""
    location: SourceLocation
    conditions: tuple[Condition, ...] = ()
    filter: bool = False
    """Whether readers can narrow the list."""


class Entry(NamedTuple):
    """An entry of one of Sphinx's own glossaries."""

    name: str
    """As shown: translated, and after substitutions."""
    docname: str
    anchor: str
    definition: Inline = ()
    """Its first paragraph."""
    conditions: tuple[Condition, ...] = ()
    head: str = ""
    """The anchor of the first of the names that share the definition; ``""`` if it is this."""
    noted: tuple[str, ...] = ()
    """The names that Sphinx knows it by, as written and as translated, before substitutions; empty
    if that is just its name."""

    @property
    def target(self) -> Target:
        """The place that links to the entry lead to."""
        return Target(self.docname, self.anchor)

    @property
    def own_names(self) -> tuple[str, ...]:
        """The name as shown, and those that Sphinx knows."""
        return tuple(dict.fromkeys((self.name, *self.noted)))


class Section(NamedTuple):
    """A place on a page that has a heading; the page itself has the anchor ``""``."""

    anchor: str
    title: str


NOWHERE = -1
"""The section of what a list of contents repeats: it is resolved, but is no use of a term."""


class Mention(NamedTuple):
    """A place that refers to a term by a role or link."""

    target: str
    """What was written, e.g. ``RAG``."""
    role: str
    """``term``, ``def``, ``abbr``, ``compare``; ``any`` if other things can answer too."""
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
