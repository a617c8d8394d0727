"""The shape of what pages show from elsewhere: plain records, which a digest can be made of."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.limits import DEFAULTS
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence
    from typing import Any

    from sphinx_modelterms.glossary.autolink.linker import AutoLink
    from sphinx_modelterms.glossary.model import Inline
    from sphinx_modelterms.glossary.views.comparison import Row
    from sphinx_modelterms.glossary.views.questions import Generated, Template


class Badge(NamedTuple):
    """A category or level as shown."""

    title: str
    colour: str
    """One of the colour names of the configuration, or ``""``."""


class Link(NamedTuple):
    """A link to a place with its text."""

    docname: str
    anchor: str
    text: str


class SectionPlace(NamedTuple):
    """A section, or a page itself, which has no anchor and no title."""

    docname: str
    anchor: str
    title: str
    number: int = 1
    """Which one of the sections with this title it is on its page, from 1."""


class MentionPlace(NamedTuple):
    """A place that mentions a term."""

    section: SectionPlace
    automatic: bool
    """Whether no author wrote a reference there."""
    context: str
    """The sentence, if the text of pages is read, else ``""``."""


class Use(NamedTuple):
    """A place that mentions a term as a card shows it."""

    link: Link
    context: str
    """The sentence, or ``""``."""


class Uses(NamedTuple):
    """The places that mention a term, as shown."""

    shown: tuple[Use, ...]
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
    """``requires``, ``broader``; with ``inverse-`` before it, the terms that name this one."""
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


ListView = tuple[ItemGroup, ...] | tuple[CategoryView, ...] | tuple[FaqGroup, ...] | DayView
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
    used_in: tuple[Use, ...]
    folded: tuple[Link, ...]
    """More of ``used_in``, shown folded."""


def without_parts(view: CardView, hidden: Container[str]) -> CardView:
    """*view* without what only *hidden* parts of cards show."""
    if "meta" in hidden:
        view = view._replace(category=None, home=None, level=None)
    if "status" in hidden:
        view = view._replace(replaced_by=None)
    if "related" in hidden:
        view = view._replace(related=())
    if "comparisons" in hidden:
        view = view._replace(comparisons=())
    places = {True: "related", False: "prerequisites"}
    lines = (x for x in view.relations if places[x.relation == "inverse-related"] not in hidden)
    return view._replace(relations=tuple(lines))


class Reference(NamedTuple):
    """Where a reference leads, and what stands there instead of the author's text."""

    docname: str
    anchor: str
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

    docname: str
    anchor: str
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


_NONE: Mapping[str, Any] = MappingProxyType({})


class Presentation(NamedTuple):
    """How facts are shown, from the configuration, in the reader's language."""

    today: str = "1970-01-01"
    """The day of this build, ``YYYY-MM-DD``."""
    categories: Mapping[str, Badge] = _NONE
    descriptions: Mapping[str, str] = _NONE
    """Of categories."""
    levels: Mapping[str, Badge] = _NONE
    question_kinds: Sequence[str] = ()
    question_templates: Mapping[str, Template] = _NONE
    related_questions: int = 0
    """How many related terms are asked about."""
    used_in: int = 10
    """How many places are shown before the rest is folded; 0 for none at all."""
    spelt_out: str = "{name} ({abbr})"
    """How an abbreviation is written at its first use on a page."""
    section: str = "{page}: {section}"
    """How a section of a page is named."""
    separator: str = ", "
    """What stands between the items of a list."""
    other: str = "Other"
    """The head of terms without a category or level."""
    versus: str = " vs "
    """What stands between the names in the title of a comparison."""
    hidden_parts: Container[str] = ()
    """The parts that cards do not show."""
    hover: bool = False
    """Whether there are hover cards."""
    glossary_backlinks: bool = False
    """Whether entries of Sphinx's own glossaries say where they are used."""
    limits: Mapping[str, int] = DEFAULTS
    """How much data files may bring about."""

    def category(self, key: str) -> Badge | None:
        """A category as shown; one that is not configured by its key."""
        return self.categories.get(key) or (Badge(key, "") if key else None)
