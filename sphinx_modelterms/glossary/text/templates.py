"""Templates with ``{fields}``: sentences of the catalogues, and questions of the configuration.

A field is a plain name in braces; doubled braces are literal braces. Nothing else of Python's
format strings is allowed, since the texts come from translators and projects.
"""

from __future__ import annotations

from functools import lru_cache
from string import Formatter
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import TypeVar

    PartT = TypeVar("PartT")


class TemplatePart(NamedTuple):
    """A part of a template: literal text, or a field."""

    text: str
    """The literal text, or the name of the field."""
    is_field: bool


@lru_cache(maxsize=2_000)
def template_pieces(template: str) -> tuple[TemplatePart, ...]:
    """Return the literal texts and fields of *template* in order.

    :raises ValueError: if a brace is not closed or a field is not a plain name

    >>> [piece.text for piece in template_pieces("{name} in {{braces}}")]
    ['name', ' in {', 'braces}']
    """
    pieces: list[TemplatePart] = []
    for words, field, spec, conversion in Formatter().parse(template):
        if words:
            pieces.append(TemplatePart(words, is_field=False))
        if field is not None:
            if spec or conversion or not field.isidentifier():
                raise ValueError(f"{{{field}}} isn't a plain field")
            pieces.append(TemplatePart(field, is_field=True))
    return tuple(pieces)


@lru_cache(maxsize=2_000)
def template_fields(template: str) -> frozenset[str]:
    """Return the names of the fields in *template*.

    :raises ValueError: if a brace is not closed or a field is not a plain name
    """
    return frozenset(piece.text for piece in template_pieces(template) if piece.is_field)


def have_same_fields(template: str, other: str) -> bool:
    """Return True if both texts are valid templates with the same fields."""
    try:
        return template_fields(template) == template_fields(other)
    except ValueError:
        return False


def fill_template(template: str, **fields: object) -> str:
    """Return the text of *template* with each field replaced by its value.

    >>> fill_template("{name} ({abbr})", name="Large Language Model", abbr="LLM")
    'Large Language Model (LLM)'
    """
    return "".join(
        str(fields[text]) if is_field else text for text, is_field in template_pieces(template)
    )


def fill_with_items(
    template: str, fields: Mapping[str, Iterable[PartT]], words: Callable[[str], PartT]
) -> Iterator[PartT]:
    """Yield the items of *template* in order: those of each field, such as nodes or runs, and one
    for each literal text.

    :param words: makes an item of literal text
    """
    for text, is_field in template_pieces(template):
        if is_field:
            yield from fields[text]
        else:
            yield words(text)


def words_around(template: str, field: str) -> tuple[str, str]:
    """Return the literal text of *template* before and after its only field."""
    pieces = template_pieces(template)
    place = pieces.index(TemplatePart(field, is_field=True))
    before, after = pieces[:place], pieces[place + 1 :]
    return "".join(p.text for p in before), "".join(p.text for p in after)
