"""Maps of terms: pictures in HTML and LaTeX, and the same relations as text in other formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.doctree.html_elements import block, into_division, line
from sphinx_modelterms.doctree.links import make_link
from sphinx_modelterms.glossary.relation_specs import INVERSE, RELATIONS
from sphinx_modelterms.glossary.term_map.drawing import ARROW, DASHED, PLAIN, Label, mirrored
from sphinx_modelterms.glossary.term_map.network import Connection, draw_network
from sphinx_modelterms.glossary.term_map.star import Group, draw_star
from sphinx_modelterms.glossary.views.map_records import Neighbourhood
from sphinx_modelterms.glossary.views.term_map import SIDES
from sphinx_modelterms.rendering.badges import colour_classes
from sphinx_modelterms.rendering.html_card import MORE, open_attributes
from sphinx_modelterms.rendering.labels import labelled_line, relation_label, relation_line
from sphinx_modelterms.rendering.term_list import count_line
from sphinx_modelterms.rendering.term_map_latex import visit_latex
from sphinx_modelterms.rendering.term_map_picture import map_picture, visit_html
from sphinx_modelterms.rendering.transforms import ListFiller, PartTransform
from sphinx_modelterms.translations import _, is_right_to_left, list_separator, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import ClassVar

    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from sphinx_modelterms.glossary.model import NamedTarget
    from sphinx_modelterms.glossary.term_map.drawing import Drawing
    from sphinx_modelterms.glossary.views.map_records import MapTerm, Network

MAP_OF = sentence("Map of {name}")
ALONE = sentence("{term} has no related terms.")

KINDS = {"requires": ARROW, "broader": DASHED, "related": PLAIN}
"""The kind of line for each relation."""

PICTURED = frozenset({"html", "latex"})
"""Formats with pictures."""


def setup_maps(app: Sphinx) -> None:
    """Register the node of pictures."""
    app.add_node(map_picture, html=(visit_html, None), latex=(visit_latex, None))


class TermMaps(ListFiller):
    """Fill each map from the page's view::

    <container classes="mt-map" ids="term-map-1" modelterms="term-map">
        <map_picture>                                # in HTML and LaTeX
            <reference> ...
        <paragraph classes="mt-count">               # of several terms: what the lines mean
        <html_block tag="details">                   # further terms
        <paragraph> ... or <bullet_list>             # in other formats
    """

    kinds = ("term-map",)

    def fill(self, docname: str, root: nodes.Element, view: Neighbourhood | Network) -> None:
        maps = MapMaker(self.domain.build.builder, docname)
        if isinstance(view, Neighbourhood):
            if view.groups and maps.builder.format not in PICTURED:
                root += maps.name(view)
            root += maps.of_term(view) if view.groups else maps.without_relations(view)
        else:
            root += maps.of_terms(view) if view.terms else [count_line(0)]


class HtmlMaps(PartTransform):
    """Convert the blocks of maps to HTML elements."""

    default_priority: ClassVar[int] = 200
    formats = ("html",)
    kinds = ("term-map",)

    def work_on(self, docname: str, root: nodes.Element) -> None:
        into_division(root)


def card_map(builder: Builder, docname: str, view: Neighbourhood) -> list[nodes.Node]:
    """Return the content of the part ``map`` of a card.

    In formats without pictures, it has only what no other part of the card shows.
    """
    if builder.format not in PICTURED:
        parts = builder.config.modelterms_card_parts
        groups = (g for g in view.groups if _part_with(g.relation) not in parts)
        view = view._replace(groups=tuple(groups))
    return MapMaker(builder, docname).of_term(view) if view.groups else []


def _part_with(relation: str) -> str:
    """Return the part of a card that shows *relation*, too."""
    return RELATIONS[relation.removeprefix(INVERSE)].part


class MapMaker:
    """Makes maps on a page.

    :param docname: the docname of the page
    """

    def __init__(self, builder: Builder, docname: str) -> None:
        self.builder = builder
        self.docname = docname

    def _link(self, link: NamedTarget, *classes: str) -> nodes.TextElement:
        text = [nodes.Text(link.name)]
        return make_link(self.builder, self.docname, link.target, text, *classes)

    def _line(self, relation: str, links: Iterable[NamedTarget]) -> nodes.paragraph:
        return labelled_line(relation_line(relation), "terms", [*map(self._link, links)])

    def name(self, view: Neighbourhood) -> nodes.paragraph:
        """Return the name of the term, above its relations as text."""
        return self._line_of([view.term.link])

    def without_relations(self, view: Neighbourhood) -> list[nodes.Node]:
        """Return a sentence about a term without relations."""
        content = ALONE.around("term")
        before, after = (nodes.Text(text) for text in content)
        return [nodes.paragraph("", "", before, self._link(view.term.link, "mt-ref"), after)]

    def of_term(self, view: Neighbourhood) -> list[nodes.Node]:
        """Return the map of one term."""
        if self.builder.format not in PICTURED:
            return [
                self._line(group.relation, [*(t.link for t in group.terms), *group.folded])
                for group in view.groups
            ]
        first = view.term.category
        drawing = draw_star(
            _label(view.term, first),
            [
                Group(
                    SIDES[group.relation][0],
                    relation_label(group.relation),
                    tuple(_label(term, first) for term in group.terms),
                )
                for group in view.groups
            ],
        )
        terms = [view.term, *(term for group in view.groups for term in group.terms)]
        picture = self._picture(drawing, terms, MAP_OF.fill(name=view.term.link.name), {})
        picture["centre"] = True
        rest = [self._line(g.relation, g.folded) for g in view.groups if g.folded]
        return [picture, *self._folded(rest, sum(len(g.folded) for g in view.groups))]

    def of_terms(self, view: Network) -> list[nodes.Node]:
        """Return the map of several terms."""
        if self.builder.format not in PICTURED:
            return [self._list(view)]
        categories = {term.category for term in view.terms}
        common = view.terms[0].category if len(categories) == 1 else None
        drawing = draw_network(
            [_label(term, common) for term in view.terms],
            [Connection(x.source, x.target, KINDS[x.relation]) for x in view.lines],
        )
        words = {number: self._words(view, number) for number in range(len(view.terms))}
        picture = self._picture(drawing, view.terms, _("Map of terms"), words)
        links = [self._line_of(view.folded)] if view.folded else []
        return [picture, *_key(view), *self._folded(links, len(view.folded))]

    def _line_of(self, links: Sequence[NamedTarget]) -> nodes.paragraph:
        names: list[nodes.Node] = []
        for link in links:
            names += [nodes.Text(list_separator())] if names else []
            names.append(self._link(link))
        return nodes.paragraph("", "", *names)

    def _picture(
        self, drawing: Drawing, terms: Sequence[MapTerm], title: str, words: dict[int, str]
    ) -> map_picture:
        right_to_left = is_right_to_left(self.builder.config.language)
        return map_picture(
            "",
            *(self._link(term.link, *colour_classes(term.category)) for term in terms),
            drawing=mirrored(drawing) if right_to_left else drawing,
            title=title,
            words=words,
            mirrored=right_to_left,
            classes=["no-search"],
        )

    def _folded(self, content: Sequence[nodes.Node], count: int) -> list[nodes.Node]:
        """Return the terms that the picture does not show."""
        if not content or self.builder.format != "html":
            return [*content]
        summary = line("summary", nodes.Text(MORE.count(count)))
        attributes = open_attributes(self.builder)
        return [block("details", summary, *content, classes=["mt-more"], **attributes)]

    def _list(self, view: Network) -> nodes.bullet_list:
        """Return all terms, each with what follows it, as a list."""
        items = []
        for number, term in enumerate(view.terms):
            lines = [self._line(name, links) for name, links in _following(view, number)]
            items.append(nodes.list_item("", self._line_of([term.link]), *lines))
        items += (nodes.list_item("", self._line_of([link])) for link in view.folded)
        return nodes.bullet_list("", *items)

    def _words(self, view: Network, number: int) -> str:
        """Return the relations of a term as text, for screen readers."""
        return " ".join(
            relation_line(name).fill(terms=list_separator().join(link.name for link in links))
            + "."
            for name, links in _following(view, number)
        )


def _following(view: Network, number: int) -> Iterator[tuple[str, list[NamedTarget]]]:
    """Yield the terms to which lines lead from a term, by relation."""
    for relation in KINDS:
        links = [
            view.terms[x.target].link
            for x in view.lines
            if x.relation == relation and x.source == number
        ]
        if links:
            yield (relation if relation == "related" else f"{INVERSE}{relation}"), links


def _label(term: MapTerm, common: object) -> Label:
    """Return the text of a box: the status or category below the name, unless all have it.

    :param common: the category that needs no mention
    """
    status = {"draft": _("draft"), "deprecated": _("deprecated")}.get(term.status, "")
    category = term.category.title if term.category and term.category != common else ""
    return Label(term.link.name, status or category)


def _key(view: Network) -> list[nodes.Node]:
    """Return what the lines mean."""
    sentences = {
        "requires": _("Arrows lead from what to read first."),
        "broader": _("Dashed lines lead to kinds of a term."),
        "related": _("Plain lines connect related terms."),
    }
    used = {map_line.relation for map_line in view.lines}
    text = " ".join(text for relation, text in sentences.items() if relation in used)
    return [nodes.paragraph(text, text, classes=["mt-count"])] if text else []
