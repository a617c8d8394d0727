"""Building blocks of the JSON Schemas: for data files, ``modelterms.json`` and reports."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Schema = dict[str, Any]


def document_schema(
    title: str, whole: Mapping[str, Any], definitions: Mapping[str, Mapping[str, Any]]
) -> Schema:
    """Return the schema of a file.

    :param whole: schema of the top-level value
    :param definitions: schemas that :func:`reference` refers to, by name
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **whole,
        "$defs": dict(definitions),
    }


def reference(name: str) -> Schema:
    """Return a reference to the schema called *name* among the definitions of the file."""
    return {"$ref": f"#/$defs/{name}"}


def array_of(items: Mapping[str, Any]) -> Schema:
    """Return the schema of an array of any number of *items*."""
    return {"type": "array", "items": items}


def table_of(values: Mapping[str, Any], keys: Mapping[str, Any] | None = None) -> Schema:
    """Return the schema of an object with arbitrary keys.

    :param keys: schema of the keys
    """
    schema = {"type": "object", "additionalProperties": values}
    return schema if keys is None else {**schema, "propertyNames": keys}


def object_of(
    properties: Mapping[str, Any], required: Iterable[str], *, closed: bool = False
) -> Schema:
    """Return the schema of an object with given keys.

    :param required: keys that must be present
    :param closed: True if no other keys are allowed
    """
    schema = {"type": "object", "properties": properties, "required": list(required)}
    return {**schema, "additionalProperties": False} if closed else schema


def any_of(*schemas: Mapping[str, Any]) -> Schema:
    """Return the schema of a value that has one of several forms."""
    return {"anyOf": list(schemas)}


def schema_text(schema: Schema) -> str:
    """Return *schema* as the text of the shipped file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
