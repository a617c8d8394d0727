"""Record of a term, from the marked blocks of a finished document."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, TypeVar

from docutils import nodes
from sphinx import addnodes

from sphinx_modelterms.doctree.blocks import DRAFT, find_part, translations_of
from sphinx_modelterms.doctree.inline import inline_runs
from sphinx_modelterms.doctree.node_text import text_of, title_of
from sphinx_modelterms.doctree.walking import root_of
from sphinx_modelterms.glossary.model import (
    Comparison,
    Fact,
    Listing,
    Question,
    Source,
    Term,
)
from sphinx_modelterms.glossary.text.characters import without_controls
from sphinx_modelterms.reading.highlighting import apply_highlight_to_answer
from sphinx_modelterms.reading.option_translation import translated_options
from sphinx_modelterms.reading.typography import typographic

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_modelterms.glossary.model import Condition
    from sphinx_modelterms.glossary.text.inline import Inline

Drafted = TypeVar("Drafted", Comparison, Listing)


def term_record(docname: str, card: nodes.Element, conditions: tuple[Condition, ...]) -> Term:
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
        questions=tuple(_questions(card)),
        sources=tuple(_sources(card)),
        conditions=conditions,
        **draft,
    )


def _shown_options(card: nodes.Element, draft: Mapping[str, Any]) -> dict[str, str]:
    """Return the displayed texts of options, by the original ones: translated, with typographic
    quotes."""
    texts = [draft["abbr"]] if draft.get("abbr") else []
    for option in ("aliases", "former_names", "avoid", "tags"):
        texts += draft.get(option, ())
    translations = translations_of(card)
    return typographic(texts, translations, root_of(card)) if texts else translations


def drafted_record(
    kind: type[Drafted], docname: str, node: nodes.Element, conditions: tuple[Condition, ...]
) -> Drafted:
    """Build the record of a block from the values that its directive stored in it."""
    draft: dict[str, Any] = node.attributes.pop(DRAFT)
    if title := draft.get("title"):
        draft["title"] = translations_of(node).get(title, title)
    return kind(docname=docname, anchor=node["ids"][0], conditions=conditions, **draft)


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


def _questions(card: nodes.Element) -> Iterator[Question]:
    for item, answer in written_questions(card):
        apply_highlight_to_answer(answer)
        digest = hashlib.sha256(answer.pformat().encode("utf-8", "surrogatepass")).hexdigest()[:16]
        yield Question(answer["ids"][0], inline_runs(item), digest, tuple(_mentions(answer)))


def written_questions(card: nodes.Element) -> Iterator[tuple[nodes.term, nodes.definition]]:
    """Yield the questions on *card* that the author wrote, with their answers."""
    for item in _items(card, "faq"):
        question, answer = item.children
        assert isinstance(question, nodes.term)
        assert isinstance(answer, nodes.definition)
        yield question, answer


def _mentions(answer: nodes.Element) -> dict[tuple[str, str], None]:
    """Return role and target of each reference in *answer*, in order of appearance."""
    references = answer.findall(addnodes.pending_xref)
    return {(role, node["reftarget"]): None for node in references if (role := mention_role(node))}


def mention_role(node: addnodes.pending_xref) -> str:
    """Return the role of a mention if *node* can refer to a record, else ``""``."""
    role = node.get("reftype")
    if node.get("intersphinx"):
        return ""  # :external:term: only looks in other projects
    if node.get("refdomain") == "modelterms":
        return str(role)
    if role == "term" and node.get("refdomain") == "std":
        return "term"
    if role in {"any", "myst"} and node.get("refdomain") in {"", None}:
        return "any"
    return ""


def _sources(card: nodes.Element) -> Iterator[Source]:
    for item in _items(card, "sources"):
        reference = next(item.findall(nodes.reference), None)
        title = text_of(item[0])
        yield Source(title, reference.get("refuri", "") if reference is not None else "")


def _trimmed(inline: Inline) -> Inline:
    if not inline:
        return ()
    first, *rest = inline
    *most, last = (first._replace(text=first.text.lstrip()), *rest)
    return (*most, last._replace(text=last.text.rstrip()))
