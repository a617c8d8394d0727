"""Check of a JSON value against a schema of the extension, without a library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TYPES: Mapping[str, type] = {
    "string": str,
    "boolean": bool,
    "integer": int,
    "array": list,
    "object": dict,
}

NAMES: Mapping[type, str] = {
    str: "a string",
    bool: "true or false",
    int: "a number",
    list: "a list",
    dict: "an object",
    type(None): "null",
}


def mistakes(
    value: Any, schema: Mapping[str, Any], definitions: Mapping[str, Any], place: str = ""
) -> Iterator[str]:
    """Yield what is wrong with a value, each with its place in the file.

    Only the keywords that :mod:`~sphinx_modelterms.glossary.json_schema` writes for the files of a
    build are known.

    :param place: the value's place, such as ``terms[3].aliases``
    """
    if "$ref" in schema:
        schema = definitions[schema["$ref"].rpartition("/")[2]]
    wanted = TYPES.get(schema.get("type", ""))
    if wanted and (not isinstance(value, wanted) or isinstance(value, bool) != (wanted is bool)):
        yield f"{place or 'the file'} must be {NAMES[wanted]}, not {_name_of(value)}"
    elif "enum" in schema:
        if value not in schema["enum"]:
            allowed = " or ".join(map(repr, schema["enum"]))
            yield f"{place} must be {allowed}, not {_name_of(value)}"
    elif isinstance(value, dict):
        yield from _in_object(value, schema, definitions, place)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from mistakes(item, schema["items"], definitions, f"{place}[{number}]")


def _in_object(
    value: dict[str, Any], schema: Mapping[str, Any], definitions: Mapping[str, Any], place: str
) -> Iterator[str]:
    for key in schema.get("required", ()):
        if key not in value:
            yield f"{place or 'the file'} has no {key!r}"
    properties = schema.get("properties", {})
    others = schema.get("additionalProperties", {})
    for key, item in value.items():
        inner = properties.get(key, others)
        if inner:
            yield from mistakes(item, inner, definitions, f"{place}.{key}" if place else key)


def _name_of(value: Any) -> str:
    if isinstance(value, str):
        return repr(value if len(value) <= 40 else f"{value[:40]}…")
    return NAMES.get(type(value), "a number")
