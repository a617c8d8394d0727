"""Quizzes: a form in HTML; in other formats questions, and the answers at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.builders import is_book
from sphinx_modelterms.doctree.html_elements import block, into_division, line
from sphinx_modelterms.doctree.inline import inline_nodes, paragraph
from sphinx_modelterms.doctree.links import make_link
from sphinx_modelterms.glossary.display_specs import (
    BEFORE,
    DEFINITION,
    EXAMPLE,
    TERM,
    WRITTEN,
)
from sphinx_modelterms.glossary.formulas.spoken import readable
from sphinx_modelterms.rendering.labels import filled
from sphinx_modelterms.rendering.quiz_choice import quiz_choice, setup_choices
from sphinx_modelterms.rendering.transforms import ListFiller, PartTransform
from sphinx_modelterms.translations import _, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import ClassVar

    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from sphinx_modelterms.glossary.quiz.records import QuizQuestion
    from sphinx_modelterms.glossary.text.inline import Inline

ASKED = {
    DEFINITION: sentence("Which definition belongs to {name}?"),
    BEFORE: sentence("To understand {name}, which of these should you know first?"),
    EXAMPLE: sentence("Which of these illustrates {name}?"),
}
"""The questions about the name of a term, by kind."""

MORE_ABOUT = sentence("More about {term}")
SCORE = sentence("{right} of {count} right")


def setup_quizzes(app: Sphinx) -> None:
    """Register the node of choices."""
    setup_choices(app)


class TermQuizzes(ListFiller):
    """Fill each quiz from the page's view::

    <container classes="mt-quiz" ids="term-quiz-1" modelterms="term-quiz">
        <html_block tag="form">                      # in HTML
            <html_block tag="fieldset">
                <html_line tag="legend">
                <quiz_choice> ...
                <html_block tag="details">           # the answer
        <enumerated_list>                            # in other formats
            <list_item>
                <paragraph>
                <block_quote>
                <enumerated_list>                    # the choices
        <paragraph>
        <enumerated_list>                            # the answers
    """

    kinds = ("term-quiz",)

    def fill(self, docname: str, root: nodes.Element, view: Sequence[QuizQuestion]) -> None:
        root += quiz(self.domain.build.builder, docname, root["ids"][0], view)


class HtmlQuizzes(PartTransform):
    """Convert the blocks of quizzes to HTML elements."""

    default_priority: ClassVar[int] = 200
    formats = ("html",)
    kinds = ("term-quiz",)

    def work_on(self, docname: str, root: nodes.Element) -> None:
        into_division(root)


def quiz(
    builder: Builder, docname: str, anchor: str, questions: Sequence[QuizQuestion]
) -> list[nodes.Node]:
    """Return the content of a quiz.

    :param anchor: the id of the quiz, or of the card that it is on
    """
    if not questions:
        text = _("No questions.")
        return [nodes.paragraph(text, text, classes=["mt-count"])]
    questions = [_with_formulas(builder, question) for question in questions]
    maker = QuizMaker(builder, docname)
    if builder.format == "html" and not is_book(builder):
        return [maker.form(anchor, questions)]
    return maker.lists(questions)


def _with_formulas(builder: Builder, question: QuizQuestion) -> QuizQuestion:
    """Return *question* with the formulas that are taken from terms as words.

    Pages load what typesets formulas only if they have some of their own. LaTeX needs nothing for
    formulas, but knows few of the signs in their words.
    """
    if question.kind == WRITTEN or builder.format == "latex":
        return question
    return question._replace(
        text=readable(question.text),
        choices=tuple(map(readable, question.choices)),
        explanation=readable(question.explanation),
    )


def quiz_on_card(
    builder: Builder, docname: str, anchor: str, questions: Sequence[QuizQuestion]
) -> list[nodes.Node]:
    """Return the content of the part ``quiz`` of a card: nothing without questions."""
    return quiz(builder, docname, anchor, questions) if questions else []


def root_of_site(builder: Builder, docname: str) -> str:
    """Return the relative URL of the root of the output: what the script keeps belongs to it."""
    address = builder.get_target_uri(docname).partition("#")[0]
    return "../" * address.count("/") or "./"


class QuizMaker:
    """Makes quizzes on a page.

    :param docname: the docname of the page
    """

    def __init__(self, builder: Builder, docname: str) -> None:
        self.builder = builder
        self.docname = docname

    def form(self, anchor: str, questions: Sequence[QuizQuestion]) -> nodes.Element:
        """Return the form, whose words a script reads. Nothing is ever sent."""
        words = {
            "check": _("Check"),
            "choose": _("Choose an answer first."),
            "right": _("Right."),
            "wrong": _("Not right."),
            "score": SCORE.text,
            "clear": _("Clear my answers"),
            "root": root_of_site(self.builder, self.docname),
        }
        fields = (
            self._field(f"{anchor}-q{number}", number, question)
            for number, question in enumerate(questions, 1)
        )
        return block(
            "form",
            *fields,
            classes=["mt-questions", "no-search"],
            html={"method": "dialog", **{f"data-mt-{key}": text for key, text in words.items()}},
        )

    def _field(self, name: str, number: int, question: QuizQuestion) -> nodes.Element:
        legend = line("legend", nodes.Text(f"{number}. "), *_asked(question))
        if quoted := _quoted(question):
            quote = nodes.inline("", "", *inline_nodes(quoted), classes=["mt-quoted"])
            legend += [nodes.Text(" "), quote]
        choices = (
            quiz_choice("", "", *inline_nodes(text), name=name, value=str(place))
            for place, text in enumerate(question.choices)
        )
        summary = line("summary", nodes.Text(_("Answer")))
        answer = block("details", summary, *self._answer(question), classes=["mt-solution"])
        return block(
            "fieldset",
            legend,
            *choices,
            answer,
            html={"data-mt-key": question.key, "data-mt-solution": str(question.right)},
        )

    def _answer(self, question: QuizQuestion) -> Iterator[nodes.Node]:
        """Yield the right choice, the explanation, and a link to the term."""
        if question.kind != DEFINITION:  # which the explanation repeats, with the name
            yield paragraph(question.choices[question.right])
        if question.explanation:
            yield paragraph(question.explanation)
        target, name = question.about
        link = make_link(self.builder, self.docname, target, [nodes.Text(name)])
        yield nodes.paragraph("", "", *filled(MORE_ABOUT, "term", [link]))

    def lists(self, questions: Sequence[QuizQuestion]) -> list[nodes.Node]:
        """Return the questions as a list, followed by one of the answers."""
        title = _("Answers")
        answers = (nodes.list_item("", *self._answer(question)) for question in questions)
        return [
            _numbered(*map(_item, questions)),
            nodes.paragraph("", "", nodes.strong(title, title)),
            _numbered(*answers),
        ]


def _item(question: QuizQuestion) -> nodes.list_item:
    quoted = _quoted(question)
    choices = (nodes.list_item("", paragraph(text)) for text in question.choices)
    return nodes.list_item(
        "",
        nodes.paragraph("", "", *_asked(question)),
        *([nodes.block_quote("", paragraph(quoted))] if quoted else []),
        nodes.enumerated_list("", *choices, enumtype="loweralpha", prefix="", suffix=")"),
    )


def _numbered(*items: nodes.Node) -> nodes.enumerated_list:
    attributes = {"enumtype": "arabic", "prefix": "", "suffix": "."}
    return nodes.enumerated_list("", *items, classes=["no-search"], **attributes)


def _asked(question: QuizQuestion) -> list[nodes.Node]:
    """Return the words of a question."""
    if question.kind == WRITTEN:
        return inline_nodes(question.text)
    if question.kind == TERM:
        return [nodes.Text(_("Which term is defined here?"))]
    name = nodes.strong("", question.about.name)
    return filled(ASKED[question.kind], "name", [name])


def _quoted(question: QuizQuestion) -> Inline:
    """Return the definition that a question is about, if it shows one."""
    return question.text if question.kind == TERM else ()
