"""The parts that JSON Schemas are built of: of data files, of ``modelterms.json``, of reports."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Schema = dict[str, Any]


def document_schema(
    title: str, whole: Mapping[str, Any], definitions: Mapping[str, Mapping[str, Any]]
) -> Schema:
    """The schema of a file.

    :param whole: what the file itself looks like
    :param definitions: what :func:`reference` leads to, by name
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **whole,
        "$defs": dict(definitions),
    }


def reference(name: str) -> Schema:
    """The schema that is called *name* among the definitions of the file."""
    return {"$ref": f"#/$defs/{name}"}


def array_of(items: Mapping[str, Any]) -> Schema:
    """A list of any number of *items*."""
    return {"type": "array", "items": items}


def table_of(values: Mapping[str, Any], keys: Mapping[str, Any] | None = None) -> Schema:
    """An object with any keys.

    :param keys: what they look like
    """
    schema = {"type": "object", "additionalProperties": values}
    return schema if keys is None else {**schema, "propertyNames": keys}


def object_of(
    properties: Mapping[str, Any], required: Iterable[str], *, closed: bool = False
) -> Schema:
    """An object of given keys.

    :param required: the keys that it must have
    :param closed: True if it must have no others
    """
    schema = {"type": "object", "properties": properties, "required": list(required)}
    return {**schema, "additionalProperties": False} if closed else schema


def any_of(*schemas: Mapping[str, Any]) -> Schema:
    """One of several forms."""
    return {"anyOf": list(schemas)}


def schema_text(schema: Schema) -> str:
    """*schema* as the shipped file has it."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
