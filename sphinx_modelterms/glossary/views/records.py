"""The shape of what pages show from elsewhere: plain records, which a digest can be made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.model import Target
from sphinx_modelterms.glossary.text.inline import plain
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.text.names import fold

if TYPE_CHECKING:
    from collections.abc import Container

    from sphinx_modelterms.glossary.autolink.linker import AutoLink
    from sphinx_modelterms.glossary.text.inline import Inline
    from sphinx_modelterms.glossary.views.presentation import Badge


class Link(NamedTuple):
    """A link to a place with its text."""

    target: Target
    text: str


class SectionPlace(NamedTuple):
    """A section, or a page itself, which has no anchor and no title."""

    docname: str
    anchor: str
    title: str
    number: int = 1
    """Which one of the sections with this title it is on its page, from 1."""

    @property
    def target(self) -> Target:
        """The place that links to the section lead to."""
        return Target(self.docname, self.anchor)


class MentionPlace(NamedTuple):
    """A place that mentions a term."""

    section: SectionPlace
    automatic: bool
    """Whether no author wrote a reference there."""
    context: str
    """The sentence, if the text of pages is read, else ``""``."""


class ShownMention(NamedTuple):
    """A place that mentions a term as a card shows it."""

    link: Link
    context: str
    """The sentence, or ``""``."""


class Uses(NamedTuple):
    """The places that mention a term, as shown."""

    shown: tuple[ShownMention, ...]
    folded: tuple[Link, ...]
    """More of them, shown folded."""


class Neighbour(NamedTuple):
    """A related term as a card shows it."""

    link: Link
    category: Badge | None
    definition: Inline


class LinkLine(NamedTuple):
    """A labelled line of links."""

    relation: str
    """One of :data:`~sphinx_modelterms.glossary.relation_specs.LINES`."""
    part: str
    """The part of the card that it is in."""
    links: tuple[Link, ...]


class ComparisonView(NamedTuple):
    """A comparison as shown."""

    title: str
    columns: tuple[Link, ...]
    rows: tuple[Row, ...]


class Item(NamedTuple):
    """A term as a list shows it."""

    link: Link
    names: tuple[str, ...]
    """The abbreviation and the aliases."""
    category: Badge | None
    level: Badge | None
    definition: Inline


class CategoryView(NamedTuple):
    """A category as shown in a list of categories."""

    badge: Badge
    description: str
    size: int
    """How many terms it has."""
    home: Link | None
    """Its own list of terms."""


class ItemGroup(NamedTuple):
    """The items under one head of a list."""

    anchor: str
    title: str
    items: tuple[Item, ...]


class AskedHere(NamedTuple):
    """A question as an FAQ section shows it."""

    anchor: str
    """Its id on the term's own card."""
    question: Inline
    answer: Inline
    """Of a generated question."""
    digest: str
    """Of the author's answer, which is shown from a copy; ``""`` for a generated one."""
    references: tuple[ResolvedReference, ...]
    """Those in the author's answer."""


class FaqGroup(NamedTuple):
    """The questions about one term."""

    link: Link
    questions: tuple[AskedHere, ...]


class DayView(NamedTuple):
    """The term of the day, and those of the days after it."""

    date: str
    """The first day, ``YYYY-MM-DD``."""
    items: tuple[Item, ...]


class TermListView(NamedTuple):
    """A list of terms as shown."""

    display: str
    """One of :data:`~sphinx_modelterms.glossary.display_specs.DISPLAYS`."""
    named: bool
    """Whether the author named each term, so that their number says nothing."""
    filter: bool
    """Whether readers can narrow the list."""
    groups: tuple[ItemGroup, ...]


ListView = TermListView | tuple[CategoryView, ...] | tuple[FaqGroup, ...] | DayView
"""What a place that lists something shows."""


class CardView(NamedTuple):
    """What a card shows beside the text of its own page."""

    category: Badge | None
    home: Link | None
    """The list that the badge of the category leads to."""
    level: Badge | None
    replaced_by: Link | None
    relations: tuple[LinkLine, ...]
    related: tuple[Neighbour, ...]
    questions: tuple[Generated, ...]
    comparisons: tuple[Link, ...]
    used_in: tuple[ShownMention, ...]
    folded: tuple[Link, ...]
    """More of ``used_in``, shown folded."""


PARTS_OF_VIEWS = {
    "category": "meta",
    "home": "meta",
    "level": "meta",
    "replaced_by": "status",
    "related": "related",
    "questions": "faq",
    "comparisons": "comparisons",
    "used_in": "used-in",
    "folded": "used-in",
}
"""The part of a card that shows each field of its view; a line of links names its own."""

EMPTY_CARD = CardView(None, None, None, None, (), (), (), (), (), ())


def without_parts(view: CardView, hidden: Container[str]) -> CardView:
    """Return *view* without what only *hidden* parts of cards show."""
    gone = {f: getattr(EMPTY_CARD, f) for f, part in PARTS_OF_VIEWS.items() if part in hidden}
    lines = tuple(line for line in view.relations if line.part not in hidden)
    return view._replace(relations=lines, **gone)


class Reference(NamedTuple):
    """Where a reference leads, and what stands there instead of the author's text."""

    target: Target
    text: Inline = ()
    first: Inline = ()
    """The text at its first use on a page, where that differs."""


ResolvedReference = tuple[str, str, Reference | None]
"""Role, what is written, and where that leads."""


class Navigation(NamedTuple):
    """Where a generated page stands among the others."""

    parents: tuple[Link, ...]
    previous: Link
    next: Link | None


class HoverCard(NamedTuple):
    """What a hover card says about the term at a place."""

    target: Target
    name: str
    """With the abbreviation."""
    kinds: tuple[str, ...]
    """The titles of category and level."""
    text: str
    """The start of the definition."""


class PageView(NamedTuple):
    """What a page shows from elsewhere."""

    references: tuple[ResolvedReference, ...]
    cards: tuple[tuple[str, CardView], ...]
    """Anchor and view of each card."""
    comparisons: tuple[tuple[str, ComparisonView], ...]
    """Anchor and view of each comparison."""
    lists: tuple[tuple[str, ListView], ...]
    """Anchor and content of each list, whatever it lists."""
    autolinks: tuple[AutoLink, ...]
    """Names in the text that are links."""
    navigation: Navigation | None = None
    """Where the page stands, if no toctree says so."""
    hovers: tuple[HoverCard, ...] = ()
    """In order of their places."""
    backlinks: tuple[tuple[str, Uses], ...] = ()
    """Anchor and uses of each entry of Sphinx's own glossaries, where these are shown."""

    def __bool__(self) -> bool:
        return any(self)


NOTHING = PageView((), (), (), (), ())


class Generated(NamedTuple):
    """A question made from a term's facts."""

    key: str
    """Stable within the term: ``definition``, ``related-distillation``."""
    question: str
    answer: Inline


class Row(NamedTuple):
    """One row of a comparison."""

    key: str
    """One of :data:`ROWS`, or the key of a fact."""
    own: bool
    """Whether it is one of :data:`ROWS`."""
    cells: tuple[Inline, ...]
    """What is known of each term; ``()`` where nothing is."""

    @property
    def same(self) -> bool:
        """Whether all terms agree."""
        return bool(self.cells[0]) and len({fold(plain(cell)) for cell in self.cells}) == 1
