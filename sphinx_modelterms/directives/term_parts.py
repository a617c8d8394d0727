"""Directives inside a term: examples, questions, facts and sources.

Each returns one marked node, which ``term`` moves to its place on the card.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.directives.content import parse_body, warn_misplaced_options
from sphinx_modelterms.directives.options import (
    OptionDirective,
    is_markdown,
    option_location,
    source_line,
)
from sphinx_modelterms.directives.written_facts import WrittenFact, parse_facts
from sphinx_modelterms.doctree.blocks import PART, QUESTION_ID
from sphinx_modelterms.glossary.option_specs import FACTS_OPTIONS, QUESTION_OPTIONS, SOURCE_OPTIONS
from sphinx_modelterms.glossary.option_values import read_line
from sphinx_modelterms.glossary.text.full_stops import with_full_stop
from sphinx_modelterms.glossary.text.names import fold
from sphinx_modelterms.glossary.urls import address_in

if TYPE_CHECKING:
    from collections.abc import Iterable


class PartDirective(OptionDirective):
    """Base class of the directives inside a term."""

    def run(self) -> list[nodes.Node]:
        self.values: dict[str, Any] = self.read_options()
        self.left: list[nodes.Node] = []
        part = self.make_part()
        if part is None:
            return self.left
        self.set_source_info(part)
        return [part]

    def make_part(self) -> nodes.Element | None:
        """Build the marked node; return ``None`` after a warning, and show ``self.left``
        instead."""
        raise NotImplementedError

    def argument(self) -> str:
        """Return the text on the directive's own line."""
        return read_line(self.arguments[0]) if self.arguments else ""

    def warn_empty(self, what: str) -> None:
        """Warn that the part lacks *what* and is left out."""
        message = f"{self.name!r} has no {what}, so it is left out"
        warn(Subtype.EMPTY_PART, message, option_location(self, 0))

    def warn_unnamed(self, what: str, effect: str) -> None:
        """Warn that the directive's line lacks *what*, and name the *effect*."""
        line = f"```{{{self.name}}} …" if is_markdown(self) else f".. {self.name}:: …"
        message = f"{self.name!r} has no {what} on its own line, so {effect}. Write {line!r}"
        warn(Subtype.NO_NAME, message, option_location(self, 0))

    def parse_line(self, text: str, line: int = 0) -> list[nodes.Node]:
        """Parse inline markup in *text*, which is *line* lines below the directive's own line."""
        _, number = source_line(self)
        parsed, messages = self.parse_inline(text, lineno=number + line)
        return [*parsed, *messages]


class ExampleDirective(PartDirective):
    """Add an example to the term::

    <list_item modelterms="example">
        ...
    """

    optional_arguments = 0

    def make_part(self) -> nodes.Element | None:
        body = parse_body(self)
        if not body:
            self.warn_empty("content")
            return None
        return example_item(body)


def example_item(body: Iterable[nodes.Node]) -> nodes.list_item:
    """Build the item of an example."""
    return nodes.list_item("", *body, **{PART: "example"})


class QuestionDirective(PartDirective):
    """Add a question and its answer to the term::

    <definition_list_item modelterms="question" modelterms_question_id="ID">
        <term>
        <definition>
            ...
    """

    known_options = QUESTION_OPTIONS

    def make_part(self) -> nodes.Element | None:
        question = self.argument()
        answer = parse_body(self)
        if not question:
            return self._question_in_body(answer)
        warn_misplaced_options(answer, self, self.known_options)
        if not answer:
            question, answer = self._answer_below(question)
        if not answer:
            self.warn_empty("answer")
            return None
        term = nodes.term(question, "", *self.parse_line(question))
        self.set_source_info(term)
        return question_item(term, answer, self.values.get("id", ""))

    def _question_in_body(self, body: list[nodes.Node]) -> nodes.Element | None:
        """Build the question and its answer if both are in the body."""
        first, answer = (body[0], body[1:]) if body else (None, [])
        if not (isinstance(first, nodes.paragraph) and answer):
            self.left = body
            self.warn_unnamed("question", "only its text is shown" if body else "it is left out")
            return None
        self.warn_unnamed("question", "the first paragraph is used instead")
        term = nodes.term(first.rawsource, "", *first.children)
        term.source, term.line = first.source, first.line
        return question_item(term, answer, self.values.get("id", ""))

    def _answer_below(self, question: str) -> tuple[str, list[nodes.Node]]:
        """Split the argument into question and answer if no blank line separates them."""
        lines = self.arguments[0].strip().split("\n")
        ends = (n for n, line in enumerate(lines, 1) if line.rstrip().endswith("?"))
        asked = next(ends, 1)
        if asked >= len(lines):
            return question, []
        question = read_line("\n".join(lines[:asked]))
        message = f"the question {question!r} is followed directly by {lines[asked].strip()!r}. "
        message += "Add a blank line between the question and its answer"
        warn(Subtype.NAME_LINES, message, option_location(self, 0))
        return question, self.parse_text_to_nodes("\n".join(lines[asked:]))


def question_item(
    question: nodes.term, answer: Iterable[nodes.Node], end: str
) -> nodes.definition_list_item:
    """Build the item of a question with its answer.

    :param end: end of the question's id; ``""`` for its number
    """
    item = nodes.definition_list_item("", question, nodes.definition("", *answer))
    item[PART] = "question"
    item[QUESTION_ID] = end
    return item


def quiz_item(
    question: nodes.paragraph, choices: nodes.bullet_list, explanation: Iterable[nodes.Node]
) -> nodes.list_item:
    """Build the item of a question with choices."""
    return nodes.list_item("", question, choices, *explanation, **{PART: "quiz-question"})


class FactsDirective(PartDirective):
    """Add facts to the term, one on each line::

    <field_list modelterms="facts">
        <field>
            <field_name>
            <field_body>
                <paragraph>
    """

    optional_arguments = 0
    known_options = FACTS_OPTIONS

    def make_part(self) -> nodes.Element | None:
        fields: dict[str, nodes.field] = {}
        first = self._content_line()
        for fact in parse_facts(self.content):
            if isinstance(fact, int):
                self._warn_fact(f"{self.content[fact]!r} isn't 'key: value'", fact)
            elif not fact.value:
                self._warn_fact(f"{fact.key!r} has no value", fact.line)
            elif fact.key in fields:
                self._warn_fact(f"the key {fact.key!r} is repeated", fact.line)
            else:
                self._check(fact, fields)
                fields[fact.key] = self._field(fact, first)
        if not fields:
            if not self.content:
                self.warn_empty("facts")
            return None
        return facts_list(fields.values())

    def _lines_of_options(self) -> tuple[list[str], int]:
        """Return no lines: one that looks like an option is a fact with a superfluous colon."""
        return [], 1

    def _check(self, fact: WrittenFact, others: Iterable[str]) -> None:
        """Warn of a fact that is kept, but should be written differently."""
        if self.content[fact.line].lstrip("-* ").startswith(":"):
            message = f"{fact.key!r} begins with a colon. Write '{fact.key}: …'"
            self._warn_fact(message, fact.line, "")
        same = [other for other in others if fold(other) == fold(fact.key)]
        if same:
            problem = f"{fact.key!r} and {same[0]!r} become the same row of a comparison"
            self._warn_fact(f"{problem}. Rename one of them", fact.line, "")

    def _field(self, fact: WrittenFact, first: int) -> nodes.field:
        name = nodes.field_name(fact.key, fact.key)
        paragraph = nodes.paragraph(fact.value, "", *self.parse_line(fact.value))
        for node in (name, paragraph):
            node.source, _ = source_line(self)
            node.line = first + fact.line
        return nodes.field("", name, nodes.field_body("", paragraph))

    def _content_line(self) -> int:
        """Return the line in its file of the content's first line."""
        _, number = source_line(self)
        lines = self.block_text.splitlines()
        first = self.content[0].strip() if self.content else ""
        below = (i for i, line in enumerate(lines) if i and line.strip() == first)
        return number + next(below, 0)

    def _warn_fact(self, problem: str, line: int, effect: str = ", so it is left out") -> None:
        source, _ = source_line(self)
        where = f"{source}:{self._content_line() + line}"
        warn(Subtype.BAD_FACT, f"{problem}{effect}", where)


def facts_list(fields: Iterable[nodes.field]) -> nodes.field_list:
    """Build the field list of the facts."""
    return nodes.field_list("", *fields, **{PART: "facts"})


class SourceDirective(PartDirective):
    """Add a source of the definition to the term, with its URL and a note::

    <list_item modelterms="source">
        <paragraph>
            <reference refuri="...">
        ...
    """

    known_options = SOURCE_OPTIONS

    def make_part(self) -> nodes.Element | None:
        title = self.argument()
        if not title:
            return self._title_in_body(parse_body(self))
        paragraph = nodes.paragraph(title, "")
        self.set_source_info(paragraph)
        note = parse_body(self)
        warn_misplaced_options(note, self, self.known_options)
        return source_item(paragraph, self.parse_line(title), self._address(), note)

    def _title_in_body(self, body: list[nodes.Node]) -> nodes.Element | None:
        """Build the source if its title is in the body."""
        first, notes = (body[0], body[1:]) if body else (None, [])
        if not isinstance(first, nodes.paragraph):
            self.left = body
            self.warn_unnamed("title", "only its text is shown" if body else "it is left out")
            return None
        self.warn_unnamed("title", "the first paragraph is used instead")
        address = "" if any(first.findall(nodes.reference)) else self._address()
        title, first.children = first.children, []
        return source_item(first, title, address, notes)

    def _address(self) -> str:
        text = self.values.get("url", "")
        if not text:
            return ""
        try:
            return address_in(text)
        except ValueError as error:
            message = f"url: {with_full_stop(str(error))} The title is shown without a link"
            warn(Subtype.BAD_ADDRESS, message, self.option_place("url"))
            return ""


def source_item(
    paragraph: nodes.paragraph,
    title: Iterable[nodes.Node],
    address: str,
    notes: Iterable[nodes.Node],
) -> nodes.list_item:
    """Build the item of a source.

    :param paragraph: empty paragraph for the title
    :param address: checked URL, or ``""``
    """
    if address:
        text = paragraph.rawsource
        title = [nodes.reference(text, "", *title, refuri=address, internal=False)]
    paragraph += title
    return nodes.list_item("", paragraph, *notes, **{PART: "source"})
