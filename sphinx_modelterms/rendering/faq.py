"""Rendering of FAQ sections, which have questions about several terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.companions.sphinx_design import design_classes
from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.doctree.blocks import container
from sphinx_modelterms.doctree.html_elements import into_division
from sphinx_modelterms.doctree.inline import inline_nodes, paragraph
from sphinx_modelterms.doctree.links import make_link
from sphinx_modelterms.reading.answers import adapt_to_page, load_answers
from sphinx_modelterms.rendering.html_card import into_details, open_attributes
from sphinx_modelterms.rendering.structured_data import note_questions
from sphinx_modelterms.rendering.transforms import ListFiller, PartTransform
from sphinx_modelterms.translations import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, ClassVar

    from sphinx_modelterms.glossary.views.records import FaqGroup, FaqQuestion, Link
    from sphinx_modelterms.reading.answers import Answers


class FaqSections(ListFiller):
    """Fill each FAQ section from the page's view::

    <container classes="mt-faq" ids="term-faq-1" modelterms="faq-section">
        <container classes="mt-group" modelterms="group">
            <rubric>                                    # linked to the card
                <reference classes="mt-ref">
            <definition_list>
                <definition_list_item>
                    <term>
                    <definition ids="term-faq-1-SLUG-1">
    """

    # Answers can contain nodes that other extensions transform later: sphinx-design begins at 5,
    # and our references are resolved at 7.
    default_priority: ClassVar[int] = 3
    kinds = ("faq-section",)

    def run(self, **kwargs: Any) -> None:
        self._answers: dict[str, Answers] = {}
        super().run(**kwargs)

    def fill(self, docname: str, root: nodes.Element, view: Sequence[FaqGroup]) -> None:
        if not view:
            text = _("No questions.")
            root += nodes.paragraph(text, text, classes=["mt-count"])
        for group in view:
            items = []
            for question in group.questions:
                end = question.anchor.removeprefix("question-")
                anchor = self.free_id(docname, f"{root['ids'][0]}-{end}")
                items.append(self._item(docname, anchor, group.link, question))
            head = nodes.rubric("", "", self._link(docname, group.link, group.link.text))
            root += container("group", head, nodes.definition_list("", *items))

    def _item(
        self, docname: str, anchor: str, home: Link, question: FaqQuestion
    ) -> nodes.definition_list_item:
        term = nodes.term("", "", *inline_nodes(question.question))
        if question.digest:
            target = home.target._replace(anchor=question.anchor)
            answer = self._copied(docname, anchor, home._replace(target=target))
        else:
            answer = [paragraph(question.answer)]
        # Not searched: the search finds the words on the card.
        item = nodes.definition_list_item("", term, nodes.definition("", *answer, ids=[anchor]))
        item["classes"].append("no-search")
        return item

    def _copied(self, docname: str, anchor: str, answer: Link) -> list[nodes.Node]:
        """Return a copy of the author's answer, which is on another page."""
        if answer.target.docname not in self._answers:
            self._answers[answer.target.docname] = load_answers(self.env, answer.target.docname)
        content = self._answers[answer.target.docname].get(answer.target.anchor)
        if content is not None:
            return adapt_to_page(content, self.domain.build.builder, docname, anchor)
        message = (
            f"can't read the stored copy of the answer {answer.target.anchor!r}. Build again "
        )
        message += "with the option -E"
        warn(Subtype.LOST_ANSWER, message, answer.target.docname)
        link = self._link(docname, answer, answer.text)
        return [nodes.paragraph("", "", link)]

    def _link(self, docname: str, to: Link, text: str) -> nodes.TextElement:
        builder = self.domain.build.builder
        return make_link(builder, docname, to.target, [nodes.Text(text)], "mt-ref")


class HtmlFaqs(PartTransform):
    """Convert FAQ sections to HTML elements: ``<details>`` for each question, as on cards."""

    default_priority: ClassVar[int] = 200
    formats = ("html",)
    kinds = ("faq-section",)

    def work_on(self, docname: str, root: nodes.Element) -> None:
        design = design_classes(self.config)
        for group in list(root.children):
            if isinstance(group, nodes.container):
                if isinstance(items := group.children[-1], nodes.definition_list):
                    note_questions(self.document, items)
                into_details(group, design, open_attributes(self.domain.build.builder))
                into_division(group)
        into_division(root)
