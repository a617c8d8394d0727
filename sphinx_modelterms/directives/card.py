"""Card of a term: arrange its parts in one of three layouts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.doctree.blocks import (
    HEADING,
    PART,
    QUESTION_ID,
    container,
    part_of,
)
from sphinx_modelterms.glossary.text.names import first_free, fold, question_anchor
from sphinx_modelterms.reading.visibility import NEVER_SHOWN, is_always_shown
from sphinx_modelterms.rendering.formulas import shielded
from sphinx_modelterms.rendering.labels import heading

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable

    from sphinx_modelterms.config import ModelTermsConfig

SECTIONED = frozenset({"explanation", "examples", "facts", "faq", "sources"})
"""Parts that are sections of their own in the layout ``page``."""


class Card:
    """Root node and title of a card in one of the layouts.

    :param layout: ``section``, ``card`` or ``page``
    :param anchor: the card's id
    :param taken: ids that the page already uses
    """

    def __init__(self, name: str, layout: str, anchor: str, taken: Container[str]) -> None:
        self.layout = layout
        self.anchor = anchor
        self.taken = taken
        block = layout == "card"
        title = nodes.rubric if block else nodes.title
        self.title: nodes.TextElement = title(name, "", *shielded(name), classes=["mt-title"])
        self.title[PART] = "title"
        root = nodes.container if block else nodes.section
        self.root: nodes.Element = root("", self.title, ids=[anchor], classes=["mt-card"])
        self.root[PART] = "card"

    def part(self, part: str, *children: nodes.Node) -> nodes.Element:
        """Build a part: a section with a heading in the layout ``page``, else a container. A
        post-transform adds the container's heading if the part shows anything in the output
        format."""
        if self.layout == "page" and part in SECTIONED and any(map(is_always_shown, children)):
            return nodes.section(
                "",
                nodes.title("", heading(part), classes=[HEADING]),
                *children,
                ids=[self.free(f"{self.anchor}-{part}")],
                classes=[f"mt-{part}"],
                **{PART: part},
            )
        return container(part, *children)

    def free(self, wanted: str) -> str:
        """Return *wanted*, with a number appended if the page already has that id."""
        return first_free(wanted, self.taken)


@dataclass
class Body:
    """Content of a term, sorted by part."""

    definition: nodes.paragraph | None = None
    labels: list[nodes.Element] = field(default_factory=list)
    """Targets before the definition, which are its labels."""
    explanation: list[nodes.Element] = field(default_factory=list)
    example: list[nodes.Element] = field(default_factory=list)
    question: list[nodes.Element] = field(default_factory=list)
    facts: list[nodes.Element] = field(default_factory=list)
    source: list[nodes.Element] = field(default_factory=list)
    quiz: list[nodes.Element] = field(default_factory=list)


def sort_body(content: Iterable[nodes.Node]) -> Body:
    """Sort the content of a term into definition, explanation and the parts made by nested
    directives."""
    body = Body()
    for node in content:
        assert isinstance(node, nodes.Element)
        part = part_of(node)
        if part in {"example", "question", "facts", "source"}:
            getattr(body, part).append(node)
        elif part == "quiz-question":
            body.quiz.append(node)
        elif isinstance(node, nodes.paragraph) and has_text(node) and _is_first(body):
            body.definition = node
        elif isinstance(node, nodes.target) and _is_first(body):
            body.labels.append(node)
        else:
            body.explanation.append(node)
    return body


def asked_once(items: Iterable[nodes.Element]) -> list[nodes.Element]:
    """Return the quiz questions without those that repeat another, after a warning."""
    found: dict[str, nodes.Element] = {}
    for item in items:
        text = item[0].astext()
        if found.setdefault(fold(text), item) is not item:
            message = f"term-quiz-question: {text!r} is asked twice. The second is left out"
            warn(Subtype.BAD_QUIZ_QUESTION, message, item)
    return [*found.values()]


def has_text(node: nodes.Element) -> bool:
    """Return True if *node* contains more than images, which Markdown puts into paragraphs."""
    return any(text.strip() for text in node.findall(nodes.Text))


def kind_of_start(content: Iterable[nodes.Node]) -> str:
    """Name the first thing in *content* that readers see; return ``""`` if there is none."""
    seen = (node for node in content if not isinstance(node, nodes.Invisible | nodes.target))
    first = next(seen, None)
    if first is None:
        return ""
    if isinstance(first, nodes.Element) and part_of(first):
        return f"'{DIRECTIVES.get(part_of(first), f'term-{part_of(first)}')}'"
    kinds = (kind for kind, classes in STARTS.items() if isinstance(first, classes))
    return next(kinds, f"{first.__class__.__name__.replace('_', ' ')!r}")


DIRECTIVES = {
    "card": "term",
    "comparison": "term-compare",
    "faq-section": "term-faq",
    "day": "term-of-the-day",
    "box": "term-box",
    "changes": "term-changes",
    "term-map": "term-map",
    "term-quiz": "term-quiz",
}
"""Directive of each block whose part name is not the directive's name."""

MISTAKE = "markup that can't be read"
"""Name for markup that could not be parsed; the parser has already warned."""

STARTS: dict[str, tuple[type, ...]] = {
    MISTAKE: (nodes.system_message,),
    "an image": (nodes.image, nodes.figure, nodes.paragraph),
    "a list": (nodes.bullet_list, nodes.enumerated_list, nodes.definition_list, nodes.line_block),
    "a list of fields": (nodes.field_list, nodes.option_list),
    "a code block": (nodes.literal_block, nodes.doctest_block),
    "text that is indented too far": (nodes.block_quote,),
    "a table": (nodes.table,),
    "a formula": (nodes.math_block,),
    "a heading": (nodes.section, nodes.rubric),
    "an admonition": (nodes.Admonition,),
    "a topic": (nodes.topic,),
    "a sidebar": (nodes.sidebar,),
}
"""Names of the things that a body can begin with instead of a paragraph of text. A paragraph
here contains images only."""


def _is_first(body: Body) -> bool:
    """Return True if a paragraph that follows would be the first content, apart from misplaced
    options."""
    before = body.explanation
    astray = (*NEVER_SHOWN, nodes.field_list)
    return body.definition is None and all(isinstance(node, astray) for node in before)


def arrange(
    card: Card, content: Iterable[nodes.Node], config: ModelTermsConfig, askable: set[str]
) -> bool:
    """Fill *card* with the author's content, in the configured order of the parts.

    Post-transforms add the content that comes from other pages. Hidden parts come last: they
    are read into the record and then removed.

    :param askable: kinds of generated questions that the options allow
    :returns: True if there is a definition
    """
    body = sort_body(content)
    body.quiz = asked_once(body.quiz)
    for part in (*config.card_parts, *config.hidden_parts):
        if part == "definition":
            card.root += body.labels
        node = MAKERS[part](card, body, askable) if part in MAKERS else None
        if node is not None:
            card.root += node
    return body.definition is not None


def _definition(body: Body) -> nodes.Element | None:
    if body.definition is not None:
        body.definition["classes"].append("mt-definition")
        body.definition[PART] = "definition"
    return body.definition


def _with(card: Card, part: str, children: list[nodes.Element]) -> nodes.Element | None:
    return card.part(part, *children) if children else None


def _listed(card: Card, part: str, items: list[nodes.Element]) -> nodes.Element | None:
    return card.part(part, nodes.bullet_list("", *items)) if items else None


def _facts(card: Card, lists: list[nodes.Element]) -> nodes.Element | None:
    if not lists:
        return None
    fields = [fact for facts in lists for fact in facts.children]
    return card.part("facts", nodes.field_list("", *fields))


def _questions(card: Card, body: Body, askable: set[str]) -> nodes.Element | None:
    """Build the part with the author's questions; a post-transform adds the generated ones.

    If the author wrote none, build an empty section when generated questions are certain to
    follow: a post-transform cannot add it, as the page's table of contents is made before.
    """
    example = next(body.example[0].findall(nodes.paragraph), None) if body.example else None
    shown = example is not None and has_text(example)
    sure = "level" in askable or (shown and "example" in askable)
    if not (body.question or (card.layout == "page" and sure)):
        return None
    ids: set[str] = set()
    for number, item in enumerate(body.question, 1):
        wanted = question_anchor(card.anchor, item.attributes.pop(QUESTION_ID) or str(number))
        if wanted in ids:
            free = f"{wanted}-{number}"
            message = f"the id {wanted!r} of this question is already used on the card, so it "
            message += f"becomes {free!r}. Choose another id"
            warn(Subtype.DUPLICATE_ID, message, item)
            wanted = free
        wanted = card.free(wanted)
        ids.add(wanted)
        item.children[1]["ids"] = [wanted]  # type: ignore[index]
    return card.part("faq", nodes.definition_list("", *body.question))


MAKERS: dict[str, Callable[[Card, Body, set[str]], nodes.Element | None]] = {
    "definition": lambda card, body, askable: _definition(body),
    "explanation": lambda card, body, askable: _with(card, "explanation", body.explanation),
    "examples": lambda card, body, askable: _listed(card, "examples", body.example),
    "facts": lambda card, body, askable: _facts(card, body.facts),
    "faq": _questions,
    "sources": lambda card, body, askable: _listed(card, "sources", body.source),
    "quiz": lambda card, body, askable: _listed(card, "quiz", body.quiz),
}
"""Function that builds each part that the author wrote; it returns ``None`` if there is
nothing."""
