"""Questions and answers that are generated from the fields of a term."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.inline import Inline, Run, text_run
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.text.names import FreeNames, slug
from sphinx_modelterms.glossary.text.templates import fill_with_items
from sphinx_modelterms.glossary.views.records import Generated

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from sphinx_modelterms.glossary.lookup import Glossary
    from sphinx_modelterms.glossary.model import Term
    from sphinx_modelterms.glossary.term_parts import Question
    from sphinx_modelterms.glossary.views.presentation import Presentation, Template

KINDS = ("definition", "example", "related", "level")
"""Kinds of generated questions, in the default order."""

ANSWERED_BY = {"definition": "definition", "level": "meta"}
"""The part of a card that already answers a generated question, by kind of question."""

TEMPLATE_FIELDS = {
    "definition": {"name", "definition"},
    "example": {"name", "example"},
    "related": {"name", "other", "other_definition"},
    "related-same-category": {"name", "other", "other_definition", "category"},
    "level": {"name", "level"},
}
"""Kinds of templates, and the fields that each may contain."""


class QuestionFacts(NamedTuple):
    """The facts that questions are made of, with titles in the project's language."""

    kinds: Sequence[str]
    templates: Mapping[str, Template]
    category: str
    level: str


def generated_questions(
    term: Term, related: Sequence[tuple[str, Term]], facts: QuestionFacts
) -> tuple[Generated, ...]:
    """Return the questions of *term*; one without an answer is left out.

    :param related: the related terms to ask about, each with the key of its question
    """
    return tuple(question for kind in facts.kinds for question in _ask(kind, term, related, facts))


def worth_asking(generated: Sequence[Generated], written: Sequence[Question]) -> bool:
    """Return True if the questions add something to the definition on the card."""
    return bool(written) or any(question.key != "definition" for question in generated)


def repeated_kinds(repeats: bool, hidden_parts: Container[str]) -> set[str]:
    """Return the kinds of generated questions that cards leave out, as another part answers them.

    :param repeats: True if cards show them anyway
    :param hidden_parts: the parts of a term that cards do not show
    """
    return {kind for kind, part in ANSWERED_BY.items() if not (repeats or part in hidden_parts)}


def questions_about(
    glossary: Glossary, term: Term, presentation: Presentation
) -> tuple[Generated, ...]:
    """Return the generated questions of *term*; none if they add nothing to its card."""
    if not term.faq:
        return ()
    category, level = presentation.category(term.category), presentation.levels.get(term.level)
    facts = QuestionFacts(
        presentation.question_kinds,
        presentation.question_templates,
        category.title if category else "",
        level.title if level else "",
    )
    free = FreeNames()
    others = [
        (free.take(slug(other.source_name)), other)
        for target in glossary.related(term, "related")
        if (other := glossary.term_at(target.target))
    ]
    generated = generated_questions(term, others[: presentation.related_questions], facts)
    # A card of another project isn't on this site.
    is_worth = not term.docname or worth_asking(generated, term.questions)
    return generated if is_worth else ()


def _ask(
    kind: str, term: Term, related: Sequence[tuple[str, Term]], facts: QuestionFacts
) -> Iterator[Generated]:
    name = text_run(term.name)
    if kind == "definition" and term.definition:
        yield _filled(kind, facts, {"name": name, "definition": term.definition})
    elif kind == "example" and term.examples and term.examples[0]:
        yield _filled(kind, facts, {"name": name, "example": term.examples[0]})
    elif kind == "level" and facts.level:
        yield _filled(kind, facts, {"name": name, "level": text_run(facts.level)})
    elif kind == "related":
        for key, other in related:
            if other.definition:
                yield _about_relation(term, key, other, facts)


def _about_relation(term: Term, key: str, other: Term, facts: QuestionFacts) -> Generated:
    same = facts.category and term.category == other.category
    fields = {
        "name": text_run(term.name),
        "other": text_run(other.full_name),
        "other_definition": other.definition,
        "category": text_run(facts.category),
    }
    filled = _filled("related-same-category" if same else "related", facts, fields)
    return filled._replace(key=f"related-{key}")


def _filled(kind: str, facts: QuestionFacts, fields: Mapping[str, Inline]) -> Generated:
    template = facts.templates[kind]
    question = "".join(run.text for run in _fill(template.question, fields))
    return Generated(kind, question, _joined(_fill(template.answer, fields)))


def _fill(template: str, fields: Mapping[str, Inline]) -> Iterator[Run]:
    return fill_with_items(template, fields, partial(Run, "text"))


def _joined(runs: Iterator[Run]) -> Inline:
    """Merge neighbouring runs of plain text."""
    joined: list[Run] = []
    for run in runs:
        if joined and run.kind == joined[-1].kind == "text":
            joined[-1] = Run("text", joined[-1].text + run.text)
        else:
            joined.append(run)
    return tuple(joined)
