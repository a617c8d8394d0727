"""Record of a term, from the marked blocks of a finished document."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, TypeVar

from docutils import nodes
from sphinx import addnodes

from sphinx_modelterms.doctree.blocks import DRAFT, QUIZ_PART, find_part, translations_of
from sphinx_modelterms.doctree.inline import inline_runs
from sphinx_modelterms.doctree.node_text import text_of, title_of
from sphinx_modelterms.doctree.walking import root_of
from sphinx_modelterms.glossary.model import Comparison, Listing, Term
from sphinx_modelterms.glossary.scopes import scopes_of_classes
from sphinx_modelterms.glossary.term_parts import Fact, Question, Source, WrittenQuizQuestion
from sphinx_modelterms.glossary.text.characters import without_controls
from sphinx_modelterms.reading.highlighting import apply_highlight_to_answer
from sphinx_modelterms.reading.option_translation import translated_options
from sphinx_modelterms.reading.typography import typographic

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_modelterms.glossary.text.inline import Inline
    from sphinx_modelterms.reading.place import NodePlace

Drafted = TypeVar("Drafted", Comparison, Listing)


def term_record(docname: str, card: nodes.Element, place: NodePlace) -> Term:
    """Build the record of a term from its card."""
    draft = card.attributes.pop(DRAFT)
    draft = translated_options(draft, _shown_options(card, draft))
    definition = find_part(card, "definition")
    return Term(
        docname=docname,
        anchor=card["ids"][0],
        name=title_of(card[0]),  # type: ignore[arg-type]
        definition=_trimmed(inline_runs(definition)) if definition is not None else (),
        examples=tuple(first_text(item) for item in _items(card, "examples")),
        facts=tuple(_facts(card)),
        questions=tuple(_questions(card, place)),
        sources=tuple(_sources(card)),
        quiz=tuple(_quiz_questions(card)),
        conditions=place.conditions,
        scopes=place.scopes,
        **draft,
    )


def _shown_options(card: nodes.Element, draft: Mapping[str, Any]) -> dict[str, str]:
    """Return the displayed texts of options, by the original ones: translated, with typographic
    quotes."""
    texts = [draft["abbr"]] if draft.get("abbr") else []
    for option in ("aliases", "former_names", "avoid", "tags", "changed"):
        texts += draft.get(option, ())
    translations = translations_of(card)
    return typographic(texts, translations, root_of(card)) if texts else translations


def drafted_record(
    kind: type[Drafted], docname: str, node: nodes.Element, place: NodePlace
) -> Drafted:
    """Build the record of a block from the values that its directive stored in it."""
    draft: dict[str, Any] = node.attributes.pop(DRAFT)
    if title := draft.get("title"):
        draft["title"] = translations_of(node).get(title, title)
    return kind(
        docname=docname,
        anchor=node["ids"][0],
        conditions=place.conditions,
        scopes=place.scopes,
        **draft,
    )


def _items(card: nodes.Element, part: str) -> Iterator[nodes.Element]:
    """Yield the items of the list in a *part*."""
    found = find_part(card, part)
    if found is not None:
        for item in found.children[-1].children:
            assert isinstance(item, nodes.Element)
            yield item


def first_text(node: nodes.Element) -> Inline:
    """Return the inline runs of the first paragraph of *node*."""
    paragraph = next(node.findall(nodes.paragraph), None)
    return _trimmed(inline_runs(paragraph)) if paragraph is not None else ()


def _facts(card: nodes.Element) -> Iterator[Fact]:
    for field in _items(card, "facts"):
        name = field[0]
        assert isinstance(name, nodes.field_name)
        yield Fact(text_of(name), first_text(field), _as_written(name))


def _as_written(name: nodes.field_name) -> str:
    """Return the name as in the source, as that is the same in all languages."""
    return without_controls(name.rawsource) or text_of(name)


def _questions(card: nodes.Element, place: NodePlace) -> Iterator[Question]:
    for item, answer in written_questions(card):
        apply_highlight_to_answer(answer)
        digest = hashlib.sha256(answer.pformat().encode("utf-8", "surrogatepass")).hexdigest()[:16]
        mentions = tuple(_mentions(answer, card, place))
        yield Question(answer["ids"][0], inline_runs(item), digest, mentions)


def written_questions(card: nodes.Element) -> Iterator[tuple[nodes.term, nodes.definition]]:
    """Yield the questions on *card* that the author wrote, with their answers."""
    for item in _items(card, "faq"):
        question, answer = item.children
        assert isinstance(question, nodes.term)
        assert isinstance(answer, nodes.definition)
        yield question, answer


def _mentions(
    answer: nodes.Element, card: nodes.Element, place: NodePlace
) -> dict[tuple[str, str, tuple[str, ...]], None]:
    """Return role, target and scopes of each reference in *answer*, in order of appearance.

    :param place: the place of *card*, which contains the answer
    """
    return {
        (role, node["reftarget"], (*_scopes_within(card, node), *place.scopes)): None
        for node in answer.findall(addnodes.pending_xref)
        if (role := mention_role(node))
    }


def _scopes_within(root: nodes.Element, node: nodes.Element) -> Iterator[str]:
    """Yield the scopes of *node* and the elements around it inside *root*, the nearest first."""
    inner: nodes.Element | None = node
    while inner is not None and inner is not root:
        yield from scopes_of_classes(inner["classes"])
        inner = inner.parent


def mention_role(node: addnodes.pending_xref) -> str:
    """Return the role of a mention if *node* can refer to a record, else ``""``."""
    attributes = node.attributes
    role, domain = attributes.get("reftype"), attributes.get("refdomain")
    if attributes.get("intersphinx"):
        return ""  # :external:term: only looks in other projects
    if domain == "modelterms":
        return str(role)
    if role == "term" and domain == "std":
        return "term"
    return "any" if role in {"any", "myst"} and not domain else ""


def _sources(card: nodes.Element) -> Iterator[Source]:
    for item in _items(card, "sources"):
        reference = next(item.findall(nodes.reference), None)
        title = text_of(item[0])
        yield Source(title, reference.get("refuri", "") if reference is not None else "")


def _quiz_questions(card: nodes.Element) -> Iterator[WrittenQuizQuestion]:
    for item in _items(card, QUIZ_PART):
        question, choices, *explanation = item.children
        assert isinstance(question, nodes.paragraph)
        assert isinstance(choices, nodes.bullet_list)
        texts = (first_text(choice) for choice in choices.children)  # type: ignore[arg-type]
        yield WrittenQuizQuestion(
            first_text(item),
            tuple(texts),
            first_text(explanation[0]) if explanation else (),  # type: ignore[arg-type]
        )


def _trimmed(inline: Inline) -> Inline:
    if not inline:
        return ()
    first, *rest = inline
    *most, last = (first._replace(text=first.text.lstrip()), *rest)
    return (*most, last._replace(text=last.text.rstrip()))
