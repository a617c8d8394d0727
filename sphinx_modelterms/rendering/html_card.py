"""Conversion of cards to HTML elements: ``<div>``, ``<details>`` for questions, permalinks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.builders import is_book
from sphinx_modelterms.companions.sphinx_design import design_classes
from sphinx_modelterms.doctree.blocks import find_part, part_of
from sphinx_modelterms.doctree.html_elements import (
    block,
    depart_element,
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
from sphinx_modelterms.rendering.transforms import PartTransform
from sphinx_modelterms.translations import _, counted

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, ClassVar

    from sphinx.application import Sphinx
    from sphinx.builders import Builder


MORE = counted("{count} more", "{count} more")


def setup_html(app: Sphinx) -> None:
    """Register the nodes and the post-transform that creates them."""
    app.add_node(html_block, html=(visit_element, depart_element))
    app.add_node(html_line, html=(visit_element, depart_element))
    app.add_node(link_list, html=(visit_link_list, None))
    app.add_node(permalink, html=(visit_permalink, None))
    app.add_post_transform(HtmlCards)


class HtmlCards(PartTransform):
    """Convert cards to HTML elements::

        <container modelterms="card">             ->  <division>, its title with a <permalink>
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
        faq = find_part(card, "faq")
        if faq is not None:
            into_details(faq, design, open_attributes(self.domain.build.builder))
        used_in = find_part(card, "used-in")
        if used_in is not None:
            fold(used_in.children[-1], self.domain.build.builder)
        for badge in card.findall(nodes.inline):
            if {"mt-category", "mt-level"} & set(badge["classes"]):
                badge["classes"] += design.get("badge", [])
        for part in [*card.children, card]:
            if isinstance(part, nodes.container) and part_of(part):
                into_division(part)
        if isinstance(card.children[0], nodes.rubric):
            title = _("Link to this term")
            card.children[0] += permalink(refid=card["ids"][0], title=title)


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
