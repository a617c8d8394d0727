"""Kinds of JSON objects, each field with its help, its schema and the code that makes its value.

The objects, their JSON Schema and the reference in the manual are generated from these tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sphinx_modelterms.glossary.json_schema import array_of, object_of, reference, table_of
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Context = TypeVar("Context")
Subject = TypeVar("Subject")


class Shape(NamedTuple):
    """The type of a value."""

    form: str
    """Its name for the manual, which takes an "s" for the plural."""
    schema: Mapping[str, Any]


TEXT = Shape("string", {"type": "string"})
ADDRESS = Shape("URL", {"type": "string", "format": "uri-reference"})
SWITCH = Shape("boolean", {"type": "boolean"})
TEXTS_BY_NAME = Shape("object of strings", table_of(TEXT.schema))
COUNT = Shape("number", {"type": "integer", "minimum": 0})
COUNTS_BY_NAME = Shape("object of numbers", table_of(COUNT.schema))


def list_of(shape: Shape) -> Shape:
    """Return the shape of a list of *shape*."""
    return Shape(f"list of {shape.form}s", array_of(shape.schema))


def one_of(*words: str) -> Shape:
    """Return the shape of one of *words*."""
    return Shape(" or ".join(f"`{word}`" for word in words), {"enum": list(words)})


@dataclass(frozen=True)
class Field(Generic[Context, Subject]):
    """A field of an object."""

    shape: Shape
    help: str
    make: Callable[[Context, Subject], Any]
    always: bool = False
    """True if the field is present even when it is empty."""


@dataclass(frozen=True)
class Kind(Generic[Context, Subject]):
    """A kind of object."""

    name: str
    help: str
    fields: Mapping[str, Field[Context, Subject]]

    @property
    def shape(self) -> Shape:
        """The shape of a reference to this kind."""
        return Shape(self.name, reference(self.name))

    def schema(self) -> dict[str, Any]:
        """Return the schema of an object of this kind.

        More fields are allowed, since later releases may add some.
        """
        properties = {
            name: {"description": field.help, **field.shape.schema}
            for name, field in self.fields.items()
        }
        required = [name for name, field in self.fields.items() if field.always]
        return {"description": self.help, **object_of(properties, required)}

    def made(self, context: Context, subject: Subject) -> dict[str, Any]:
        """Return the object for *subject*."""
        found = {}
        for name, field in self.fields.items():
            value = field.make(context, subject)
            if value or field.always:
                found[name] = value
        return found

    def list(self, context: Context, subjects: Iterable[Subject]) -> list[dict[str, Any]]:
        """Return the objects for all *subjects*."""
        return [self.made(context, subject) for subject in subjects]


class KnownJson(str):
    """JSON of an earlier file."""

    __slots__ = ()
