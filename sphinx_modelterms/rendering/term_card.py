"""Rendering of the parts of cards that show content from other places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.doctree import blocks
from sphinx_modelterms.doctree.blocks import container, find_part, part_of
from sphinx_modelterms.doctree.html_elements import DOT
from sphinx_modelterms.doctree.inline import paragraph
from sphinx_modelterms.doctree.links import make_link
from sphinx_modelterms.glossary.model import Target
from sphinx_modelterms.glossary.text.names import question_anchor
from sphinx_modelterms.glossary.views.records import Uses
from sphinx_modelterms.rendering.badges import badge, colour_classes
from sphinx_modelterms.rendering.empty_parts import EmptyParts, unwrap
from sphinx_modelterms.rendering.labels import (
    DEPRECATED,
    NAMES,
    RELATIONS,
    REVIEWED,
    filled,
    heading,
    labelled_line,
    separated,
)
from sphinx_modelterms.rendering.latex import part_heading
from sphinx_modelterms.rendering.term_map import card_map
from sphinx_modelterms.rendering.term_quiz import quiz_on_card
from sphinx_modelterms.rendering.term_versions import version_notes
from sphinx_modelterms.rendering.transforms import PartFiller
from sphinx_modelterms.rendering.used_in import lists_of_uses
from sphinx_modelterms.translations import _, date_text, list_separator

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sphinx.builders import Builder

    from sphinx_modelterms.glossary.model import Term
    from sphinx_modelterms.glossary.views.records import (
        CardView,
        Generated,
        Link,
        LinkLine,
        Neighbour,
        PageView,
    )


class TermCards(PartFiller):
    """Add to each card the parts with content from other places, from the page's view, in the
    configured order::

    <container classes="mt-status" modelterms="status">
        <note> or <warning>
    <container classes="mt-meta" modelterms="meta">
        <paragraph>
            <inline classes="mt-scope"> · <inline classes="mt-category"> · ...
    <container classes="mt-names" modelterms="names">
        <paragraph> ...
    <container classes="mt-versions" modelterms="versions">
        <versionmodified> ...
    <container classes="mt-prerequisites" modelterms="prerequisites">
        <paragraph>
            <inline classes="mt-label">
            <reference classes="mt-ref"> ...
    <container classes="mt-faq" modelterms="faq">
        <rubric>
        <definition_list>
            <definition_list_item>            # the author's before generated ones
    <container classes="mt-map" modelterms="map">
        <rubric>
        <map_picture> and <html_block>, or <paragraph> ...
    <container classes="mt-quiz" modelterms="quiz">
        <rubric>
        <html_block tag="form"> or <enumerated_list> ...
    <container classes="mt-related" modelterms="related">
        <rubric>
        <definition_list>
    <container classes="mt-used-in" modelterms="used-in">
        <rubric>
        <bullet_list>
        <bullet_list modelterms="folded">
    """

    kinds = ("card",)

    def views(self, page: PageView) -> Sequence[tuple[str, CardView]]:
        return page.cards

    def fill(self, docname: str, root: nodes.Element, view: CardView) -> None:
        term = self.domain.build.glossary.term_at(Target(docname, root["ids"][0]))
        assert term is not None
        CardFiller(self, docname, root, term, view).fill()


WRITTEN = frozenset({"explanation", "examples"})
"""Parts with the author's text, which can be invisible in the output format."""


class CardFiller:
    """Fills one card, on the page *docname*."""

    def __init__(
        self, cards: TermCards, docname: str, card: nodes.Element, term: Term, view: CardView
    ) -> None:
        self._cards = cards
        self.card = card
        self.term = term
        self.view = view
        self.builder: Builder = cards.domain.build.builder
        self.docname = docname

    def fill(self) -> None:
        """Insert all generated parts that have content, in the configured order."""
        self._remove_texts_for_translators()
        if (definition := find_part(self.card, "definition")) is not None:
            definition["ids"] += self._answers("definition")
        parts = (child for child in self.card.children if isinstance(child, nodes.Element))
        written = {name: child for child in parts if (name := part_of(child))}
        place = 1 + sum(isinstance(child, blocks.HEAD) for child in self.card.children)
        for name in self.builder.config.modelterms_card_parts:
            part = written.get(name)
            if name in MAKERS and (content := MAKERS[name](self)):
                if part is None:
                    part = container(name)
                    self.card.insert(place, part)
                part.extend(content)
            if part is not None:
                place = self.card.children.index(part) + 1
                if name in WRITTEN and EmptyParts(self.builder).is_empty(part, name):
                    place += len(part.children) - 1
                    unwrap(part)
                else:
                    self._give_heading(part, name)

    def _remove_texts_for_translators(self) -> None:
        """Remove the nodes for translators, which only the gettext builder needs."""
        if self.builder.name != "gettext":
            for child in filter(blocks.is_for_translators, self.card.children[:]):
                self.card.remove(child)

    def _give_heading(self, part: nodes.Element, name: str) -> None:
        # Headings added during reading would be extracted for translation as the author's text.
        if isinstance(part, nodes.container) and (title := heading(name)):
            part.insert(0, part_heading(self.card, title, self.builder))

    def link(self, link: Link, *classes: str) -> nodes.TextElement:
        """Return a node for *link*; ``mt-ref`` among *classes* marks a link to a term."""
        text = nodes.Text(link.text)
        return make_link(self.builder, self.docname, link.target, [text], *classes)

    def _meta(self) -> list[nodes.Node]:
        badges: list[nodes.Node] = []
        if scope := self.view.scope:
            badges.append(nodes.inline(scope, scope, classes=["mt-scope"]))
        if self.view.category:
            home = self.view.home and self.link(
                self.view.home._replace(text=self.view.category[0])
            )
            badges.append(badge(self.view.category, "mt-category", home))
        if self.view.level:
            level = badge(self.view.level, "mt-level")
            level["ids"] += self._answers("level")
            badges.append(level)
        tags = self.term.shown_tags or self.term.tags
        badges += (nodes.inline(tag, tag, classes=["mt-tag"]) for tag in tags)
        if self.term.reviewed:
            date = date_text(self.term.reviewed, self.builder.config.language)
            text = REVIEWED.fill(date=date)
            badges.append(nodes.inline(text, text, classes=["mt-reviewed"]))
        return [nodes.paragraph("", "", *separated(badges, DOT))] if badges else []

    def _names(self) -> list[nodes.Node]:
        lines = ((line, getattr(self.term, field)) for field, line in NAMES.items())
        return [
            labelled_line(
                line,
                "names",
                [
                    nodes.inline(name, name, classes=["mt-name"])
                    for name in ((names,) if isinstance(names, str) else names)
                ],
            )
            for line, names in lines
            if names
        ]

    def _status(self) -> list[nodes.Node]:
        if self.term.status == "draft":
            text = _("This entry is a draft.")
            return [nodes.note("", nodes.paragraph(text, text))]
        if self.term.status == "deprecated":
            content: list[nodes.Node] = [nodes.Text(_("This term is deprecated."))]
            if self.view.replaced_by:
                link = self.link(self.view.replaced_by, "mt-ref")
                content = filled(DEPRECATED, "term", [link])
            return [nodes.warning("", nodes.paragraph("", "", *content))]
        return []

    def _relations(self) -> list[nodes.Node]:
        return self._lines_of("prerequisites")

    def _lines_of(self, part: str) -> list[nodes.Node]:
        return [self._links(line) for line in self._lines(part)]

    def _links(self, line: LinkLine) -> nodes.paragraph:
        links = [self.link(link, "mt-ref") for link in line.links]
        return labelled_line(RELATIONS[line.relation], "terms", links)

    def _related(self) -> list[nodes.Node]:
        if self.view.related:
            items = (self._neighbour(neighbour) for neighbour in self.view.related)
            return [nodes.definition_list("", *items), *self._lines_of("related")]
        # The heading says what the links are.
        links = [
            self.link(link, "mt-ref") for line in self._lines("related") for link in line.links
        ]
        return [nodes.paragraph("", "", *separated(links, list_separator()))] if links else []

    def _lines(self, part: str) -> Iterator[LinkLine]:
        return (line for line in self.view.relations if line.part == part)

    def _neighbour(self, neighbour: Neighbour) -> nodes.definition_list_item:
        term = nodes.term("", "", self.link(neighbour.link, "mt-ref"))
        if neighbour.category:
            term += [nodes.Text(DOT), badge(neighbour.category, "mt-category")]
        # Not searched: the search finds the words where the term is defined.
        definition = nodes.definition("", paragraph(neighbour.definition), classes=["no-search"])
        classes = ["mt-item", *colour_classes(neighbour.category)]
        return nodes.definition_list_item("", term, definition, classes=classes)

    def _map(self) -> list[nodes.Node]:
        view = self.view.map
        return card_map(self.builder, self.docname, view) if view else []

    def _quiz(self) -> list[nodes.Node]:
        return quiz_on_card(self.builder, self.docname, self.card["ids"][0], self.view.quiz)

    def _comparisons(self) -> list[nodes.Node]:
        if not self.view.comparisons:
            return []
        items = (
            nodes.list_item("", nodes.paragraph("", "", self.link(link)))
            for link in self.view.comparisons
        )
        return [nodes.bullet_list("", *items)]

    def _used_in(self) -> Sequence[nodes.Node]:
        uses = Uses(self.view.used_in, self.view.folded)
        return lists_of_uses(self.builder, self.docname, uses)

    def _questions(self) -> list[nodes.Node]:
        """Return all questions: the author's, then generated ones with other ids."""
        faq = find_part(self.card, "faq")
        written = faq.children.pop().children if faq is not None else []
        generated = (
            self._question(anchor, question)
            for question in self.view.questions
            for anchor in self._free_anchor(question.key)
        )
        questions = [*written, *generated]
        return [nodes.definition_list("", *questions)] if questions else []

    def _free_anchor(self, key: str) -> list[str]:
        """Return the id of a generated question, unless one of the author's has it."""
        anchor = question_anchor(self.card["ids"][0], key)
        is_written = anchor in {question.anchor for question in self.term.questions}
        return [] if is_written else [self._cards.free_id(self.docname, anchor)]

    def _answers(self, key: str) -> list[str]:
        """Return the id of a generated question that is left out: what answers it gets the id."""
        in_html = self.builder.format == "html"
        return self._free_anchor(key) if in_html and key in self.view.answered else []

    def _question(self, anchor: str, question: Generated) -> nodes.definition_list_item:
        answer = nodes.definition("", paragraph(question.answer), ids=[anchor])
        answer["classes"].append("no-search")
        term = nodes.term(question.question, question.question)
        return nodes.definition_list_item("", term, answer)


MAKERS: dict[str, Callable[[CardFiller], Sequence[nodes.Node]]] = {
    "meta": CardFiller._meta,
    "names": CardFiller._names,
    "versions": lambda filler: version_notes(filler.term),
    "status": CardFiller._status,
    "prerequisites": CardFiller._relations,
    "faq": CardFiller._questions,
    "map": CardFiller._map,
    "quiz": CardFiller._quiz,
    "related": CardFiller._related,
    "comparisons": CardFiller._comparisons,
    "used-in": CardFiller._used_in,
}
"""Methods that create the content of parts, by part."""
