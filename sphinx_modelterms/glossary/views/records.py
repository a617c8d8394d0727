"""View models: plain records of the content that pages show of others, from which digests are
made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from sphinx_modelterms.glossary.model import Target
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from sphinx_modelterms.glossary.autolink.decisions import AutoLink
    from sphinx_modelterms.glossary.quiz.records import QuizQuestion
    from sphinx_modelterms.glossary.text.inline import Inline
    from sphinx_modelterms.glossary.views.comparison import Row
    from sphinx_modelterms.glossary.views.map_records import Neighbourhood, Network
    from sphinx_modelterms.glossary.views.presentation import Badge


class Link(NamedTuple):
    """A link to a target, with its text."""

    target: Target
    text: str


class SectionPlace(NamedTuple):
    """A section, or a page itself, which has no anchor and no title."""

    docname: str
    anchor: str
    title: str
    number: int = 1
    """Number among the sections with this title on its page, from 1."""

    @property
    def target(self) -> Target:
        """The target of links to the section."""
        return Target(self.docname, self.anchor)


class MentionPlace(NamedTuple):
    """A place that mentions a term."""

    section: SectionPlace
    automatic: bool
    """True if it is an automatic link, not a reference of an author."""
    context: str
    """The sentence around it if the text of pages is read, else ``""``."""


class ShownMention(NamedTuple):
    """A place that mentions a term, as a card shows it."""

    link: Link
    context: str
    """The sentence around it, or ``""``."""


class Uses(NamedTuple):
    """The places that mention a term, as a card shows them."""

    shown: tuple[ShownMention, ...]
    folded: tuple[Link, ...]
    """Further places, which are folded."""


class Neighbour(NamedTuple):
    """A related term as a card shows it."""

    link: Link
    category: Badge | None
    definition: Inline


class LinkLine(NamedTuple):
    """A labelled line of links."""

    relation: str
    """A key of :data:`~sphinx_modelterms.glossary.relation_specs.LINES`."""
    part: str
    """The part of the card that contains it."""
    links: tuple[Link, ...]


class Column(NamedTuple):
    """A term in a comparison."""

    link: Link
    category: Badge | None
    level: Badge | None
    names: tuple[str, ...]
    """The folded names that the author compares it by."""


class ComparisonView(NamedTuple):
    """The content of a comparison."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    chosen: bool
    """True if the author has chosen the rows."""


class Item(NamedTuple):
    """A term in a list."""

    link: Link
    names: tuple[str, ...]
    """The abbreviation and the aliases."""
    category: Badge | None
    level: Badge | None
    definition: Inline
    is_goal: bool = False
    """True if it is the goal of a learning path that is shown as steps."""


class CategoryView(NamedTuple):
    """A category in a list of categories."""

    badge: Badge
    description: str
    size: int
    """Number of its terms."""
    home: Link | None
    """Link to the list that is the category's home."""
    levels: tuple[tuple[Badge, int], ...]
    """The levels of its terms, from easy to hard, each with the number of its terms."""
    samples: tuple[Link, ...]
    """Links to some of its terms."""


class ItemGroup(NamedTuple):
    """The items under one heading of a list."""

    anchor: str
    title: str
    items: tuple[Item, ...]


class FaqQuestion(NamedTuple):
    """A question in an FAQ section."""

    anchor: str
    """The id of the question on the term's own card."""
    question: Inline
    answer: Inline
    """The answer of a generated question."""
    digest: str
    """Digest of the author's answer, which is displayed from a copy; ``""`` for a
    generated one.
    """
    references: tuple[ResolvedReference, ...]
    """The references in the author's answer."""


class FaqGroup(NamedTuple):
    """The questions about one term."""

    link: Link
    questions: tuple[FaqQuestion, ...]


class DayView(NamedTuple):
    """The term of the day, and those of the days after it."""

    date: str
    """The first day, ``YYYY-MM-DD``."""
    items: tuple[Item, ...]


class TermListView(NamedTuple):
    """The content of a list of terms."""

    display: str
    """A key of :data:`~sphinx_modelterms.glossary.display_specs.DISPLAYS`."""
    named: bool
    """True if the author named each term, so that their number needs no display."""
    filter: bool
    """True if readers can filter the list."""
    groups: tuple[ItemGroup, ...]


ListView: TypeAlias = (
    "TermListView | tuple[CategoryView, ...] | tuple[FaqGroup, ...] | DayView"
    " | Neighbourhood | Network | tuple[Link, ...] | tuple[QuizQuestion, ...]"
)
"""The content of a directive that lists something."""


class CardView(NamedTuple):
    """The content of a card that comes from other pages."""

    scope: str
    """As displayed; it can be that of the page."""
    category: Badge | None
    home: Link | None
    """Link of the category's badge."""
    level: Badge | None
    replaced_by: Link | None
    relations: tuple[LinkLine, ...]
    related: tuple[Neighbour, ...]
    questions: tuple[Generated, ...]
    answered: tuple[str, ...]
    """Keys of generated questions that another part of the card answers: it has their ids."""
    comparisons: tuple[Link, ...]
    used_in: tuple[ShownMention, ...]
    folded: tuple[Link, ...]
    """Further places of ``used_in``, which are folded."""
    map: Neighbourhood | None = None
    quiz: tuple[QuizQuestion, ...] = ()


class Reference(NamedTuple):
    """A resolved reference, with the text that replaces the author's."""

    target: Target
    text: Inline = ()
    first: Inline = ()
    """The text at its first use on a page, if that is different."""
    title: str = ""
    """The title of a link to another project."""


ResolvedReference = tuple[str, str, tuple[str, ...], Reference | None]
"""Role, target as written, the scopes around it, and the resolved reference."""


class Navigation(NamedTuple):
    """Breadcrumb and neighbours of a generated page."""

    parents: tuple[Link, ...]
    previous: Link
    next: Link | None


class HoverCard(NamedTuple):
    """The content of a hover card."""

    target: Target
    name: str
    """With the abbreviation."""
    kinds: tuple[str, ...]
    """The titles of category and level."""
    text: Inline
    """The start of the definition; of one that points to another term, and of that term's."""
    colour: str = ""
    """The colour of the category."""
    scope: str = ""

    @property
    def kinds_line(self) -> str:
        """Scope, category and level as a line."""
        return " · ".join(filter(None, (self.scope, *self.kinds)))


class PageView(NamedTuple):
    """All content of other pages that a page shows."""

    references: tuple[ResolvedReference, ...]
    cards: tuple[tuple[str, CardView], ...]
    """Anchor and view of each card."""
    comparisons: tuple[tuple[str, ComparisonView], ...]
    """Anchor and view of each comparison."""
    lists: tuple[tuple[str, ListView], ...]
    """Anchor and view of each list."""
    autolinks: tuple[AutoLink, ...]
    """The automatic links in the text."""
    navigation: Navigation | None = None
    """Breadcrumb and neighbours, if no toctree contains the page."""
    hovers: tuple[HoverCard, ...] = ()
    """Sorted by target."""
    backlinks: tuple[tuple[str, Uses], ...] = ()
    """Anchor and uses of each entry of Sphinx's own glossaries, where these are shown."""

    def __bool__(self) -> bool:
        return any(self)


NOTHING = PageView((), (), (), (), ())


class Generated(NamedTuple):
    """A question made of a term's facts."""

    key: str
    """Stable within the term: ``definition``, ``related-distillation``."""
    question: str
    answer: Inline
