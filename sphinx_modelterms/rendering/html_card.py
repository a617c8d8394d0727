"""Conversion of cards to HTML elements: headings, ``<div>``, ``<details>`` for questions."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.builders import is_book
from sphinx_modelterms.companions.sphinx_design import design_classes
from sphinx_modelterms.doctree.blocks import HEADING, find_part, part_of
from sphinx_modelterms.doctree.html_elements import (
    block,
    depart_element,
    hide_dots,
    html_block,
    html_line,
    into_division,
    line,
    link_list,
    permalink,
    visit_element,
    visit_link_list,
    visit_permalink,
)
from sphinx_modelterms.doctree.walking import section_level
from sphinx_modelterms.rendering.transforms import PartTransform
from sphinx_modelterms.translations import _, counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any, ClassVar

    from sphinx.application import Sphinx
    from sphinx.builders import Builder


MORE = counted("{count} more", "{count} more")


def setup_html(app: Sphinx) -> None:
    """Register the nodes of our blocks."""
    app.add_node(html_block, html=(visit_element, depart_element))
    app.add_node(html_line, html=(visit_element, depart_element))
    app.add_node(link_list, html=(visit_link_list, None))
    app.add_node(permalink, html=(visit_permalink, None))


class HtmlCards(PartTransform):
    """Convert cards to HTML elements::

        <container modelterms="card">             ->  <division>, its title a heading with a
                                                      <permalink>
        <rubric> of a part                        ->  <h3 classes="mt-heading">
        the parts facts, explanation, examples    ->  <division classes="mt-beside"> around them
        <field_list> in the part facts            ->  <dl>
        <definition_list> in the part related     ->  <dl> with a <division classes="mt-item">
                                                      for each term
        <definition_list> in the part faq         ->  <details> for each item
        <definition_list_item>                    ->  <details classes="mt-question">
            <term>                                        <summary>
            <definition ids="question-...">               <division ids="question-..."> with a
                                                          <permalink>
        <bullet_list modelterms="folded">         ->  <details classes="mt-more">

    The id is inside ``<details>``, on the answer: browsers open it when a link leads there.
    """

    default_priority: ClassVar[int] = 200
    formats = ("html",)

    kinds = ("card",)

    def work_on(self, docname: str, card: nodes.Element) -> None:
        design = design_classes(self.config)
        elements = (child for child in card.children if isinstance(child, nodes.Element))
        parts = [child for child in elements if part_of(child)]
        faq = find_part(card, "faq")
        if faq is not None:
            into_details(faq, design, open_attributes(self.domain.build.builder))
        used_in = find_part(card, "used-in")
        if used_in is not None:
            fold(used_in.children[-1], self.domain.build.builder)
        for name in ("meta", "related"):
            if (badges := find_part(card, name)) is not None:
                for kind in (nodes.paragraph, nodes.term):
                    for badge_line in badges.findall(kind):
                        hide_dots(badge_line)
        facts = find_part(card, "facts")
        if facts is not None:
            into_facts(facts)
            put_beside(boxed(facts))
        related = find_part(card, "related")
        if related is not None:
            into_cards(related)
        for badge in card.findall(nodes.inline):
            if {"mt-category", "mt-level"} & set(badge["classes"]):
                badge["classes"] += design.get("badge", [])
        give_headings(card, parts)
        for part in [*parts, card]:
            if isinstance(part, nodes.container):
                into_division(part)


def give_headings(card: nodes.Element, parts: Iterable[nodes.Element]) -> None:
    """Convert the rubrics of *card* and its *parts* to headings, below those of the sections
    around them.

    Sections have headings already; those of the layout ``page`` are of the same level.
    """
    level = section_level(card)
    if isinstance(card, nodes.container):
        level += 1
        title = card.children[0]
        assert isinstance(title, nodes.rubric)
        title += permalink(refid=card["ids"][0], title=_("Link to this term"))
        into_heading(title, level)
    for part in parts:
        if part.children and isinstance(part.children[0], nodes.rubric):
            part.children[0]["classes"].append(HEADING)
            into_heading(part.children[0], level + 1)


def into_heading(rubric: nodes.Element, level: int) -> None:
    """Replace *rubric* by the HTML element of a heading."""
    rubric.replace_self(line(f"h{min(level, 6)}", *rubric.children, **rubric.attributes))


def boxed(facts: nodes.Element) -> nodes.Element:
    """Return the box of *facts*, which a section gets around it: some themes write no sections."""
    if not isinstance(facts, nodes.section):
        return facts
    card, place = facts.parent, facts.parent.index(facts)
    classes, facts["classes"] = facts["classes"], []
    card[place] = box = block("div", facts, classes=classes)
    return box


TEXT_PARTS = ("explanation", "examples")
"""Parts with the text that is shown beside facts."""


def put_beside(facts: nodes.Element) -> None:
    """Put *facts* and the text that follows them into a block, in which facts float."""
    card = facts.parent
    place = card.index(facts)
    text = list(takewhile(lambda part: part_of(part) in TEXT_PARTS, card.children[place + 1 :]))
    if text:
        del card[place + 1 : place + 1 + len(text)]
        card.replace(facts, block("div", facts, *text, classes=["mt-beside"]))


def into_cards(part: nodes.Element) -> None:
    """Convert the definition lists in *part* to ``<dl>`` with a block for each term."""
    for terms in part.children:
        if isinstance(terms, nodes.definition_list):
            terms.replace_self(block("dl", *map(_term_card, terms.children)))


def _term_card(item: nodes.Node) -> html_block:
    term, definition = item.children
    assert isinstance(item, nodes.definition_list_item)
    assert isinstance(definition, nodes.definition)
    name = line("dt", *term.children)
    text = block("dd", *definition.children, classes=definition["classes"])
    return block("div", name, text, classes=item["classes"])


def into_facts(part: nodes.Element) -> None:
    """Convert the field lists in *part* to ``<dl>`` without the class ``field-list``.

    Themes lay out field lists for parameters of functions, in columns too narrow for facts.
    """
    for fields in part.children:
        if isinstance(fields, nodes.field_list):
            rows: list[nodes.Node] = []
            for name, body in (field.children for field in fields.children):
                colon = nodes.inline(":", ":", classes=["colon"])
                rows += [line("dt", *name.children, colon), block("dd", *body.children)]
            fields.replace_self(block("dl", *rows))


def fold(places: nodes.Node, builder: Builder) -> None:
    """Put a list that is marked as folded into ``<details>``."""
    if part_of(places) == "folded":
        assert isinstance(places, link_list | nodes.bullet_list)
        count = len(places.get("links", places.children))
        summary = line("summary", nodes.Text(MORE.count(count)))
        # The list gets another parent below.
        parent = places.parent
        attributes = open_attributes(builder)
        more = block("details", summary, places, classes=["mt-more"], **attributes)
        parent.replace(places, more)


def open_attributes(builder: Builder) -> dict[str, Any]:
    """Return the attributes of ``<details>``: open in e-books, as some readers cannot open it."""
    return {"html": {"open": "open"}} if is_book(builder) else {}


def into_details(
    faq: nodes.Element, design: Mapping[str, list[str]], attributes: Mapping[str, Any]
) -> None:
    """Convert the questions in the list at the end of *faq* to ``<details>``.

    :param design: see :func:`~sphinx_modelterms.companions.sphinx_design.design_classes`
    :param attributes: see :func:`open_attributes`
    """
    questions = faq.children[-1]
    if not isinstance(questions, nodes.definition_list):
        return  # a generated question was left out, as its answer has no text
    faq.remove(questions)
    faq += [_question(item, design, attributes) for item in questions.children]


def _question(
    item: nodes.Node, design: Mapping[str, list[str]], attributes: Mapping[str, Any]
) -> html_block:
    term, definition = item.children
    assert isinstance(item, nodes.definition_list_item)
    assert isinstance(definition, nodes.definition)
    anchor = definition["ids"][0]
    summary = line("summary", *term.children, classes=design.get("summary", []))
    classes = ["mt-answer", *definition["classes"], *design.get("answer", [])]
    # Not in the summary, which is a button: screen readers ignore links inside a button.
    title = permalink(refid=anchor, title=_("Link to this question"))
    answer = block("div", *definition.children, ids=[anchor], classes=classes)
    last = answer.children[-1] if answer.children else None
    (last if isinstance(last, nodes.paragraph) else answer).append(title)
    classes = ["mt-question", *item["classes"], *design.get("question", [])]
    return block("details", summary, answer, classes=classes, **attributes)
