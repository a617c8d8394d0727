"""The JSON Schema of data files, with which editors complete and check them.

It is made of the same tables as the loader. Where a schema cannot express a rule (duplicate keys,
days that do not exist, addresses, lists written as one text), the loader is stricter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.datafiles import keys
from sphinx_modelterms.glossary.json_schema import (
    any_of,
    array_of,
    document_schema,
    object_of,
    reference,
    table_of,
)
from sphinx_modelterms.glossary.limits import DEFAULTS
from sphinx_modelterms.glossary.option_specs import QUESTION_OPTIONS
from sphinx_modelterms.glossary.option_values import DATE, ID, NO, YES
from sphinx_modelterms.glossary.term_parts import FEWEST_CHOICES, MOST_CHOICES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sphinx_modelterms.glossary.json_schema import Schema
    from sphinx_modelterms.glossary.option_kinds import Option, ValueKind

_SCALAR = ("string", "number", "boolean")
"""JSON types of a scalar: the loader reads all of them as text."""

_FILLED = r"\S"


def terms_schema() -> Schema:
    """Return the schema of a file: a list of terms, one term, or a head with a list under
    ``terms``.
    """
    return document_schema(
        "Terms of a glossary",
        {
            "description": "A file of terms for the Sphinx extension sphinx_modelterms.",
            **any_of(reference("file"), reference("terms"), reference("term")),
        },
        {
            "file": _file(),
            "terms": array_of(reference("term")),
            "term": _term(),
            "question": _table(keys.QUESTION, keys.QUESTION_NEEDS, QUESTION_OPTIONS),
            "quiz-question": _quiz_question(),
            "source": _table(keys.SOURCE, keys.SOURCE_NEEDS, {}),
            "text": _text(DEFAULTS["text"]),
            "line": _text(DEFAULTS["line"]),
            "nothing": {"type": ["string", "null"], "pattern": r"^\s*$"},
        },
    )


def _file() -> Schema:
    terms = reference("terms") | {"description": keys.TERMS}
    header = {name: _option(option) for name, option in keys.HEADER.items()}
    return object_of(header | {"terms": terms}, ["terms"], closed=True)


def _term() -> Schema:
    name = _text(DEFAULTS["line"], needed=True) | {"description": keys.NAME}
    texts = {key: reference("text") | {"description": help} for key, help in keys.TEXTS.items()}
    parts = {key: _PARTS[key] | {"description": help} for key, help in keys.PARTS.items()}
    options = {key: _option(option) for key, option in keys.DATA_OPTIONS.items()}
    underscored = {
        key.replace("-", "_"): reference(f"term/properties/{key}") for key in options if "-" in key
    }
    properties = {"name": name} | texts | parts | options | underscored
    return object_of(properties, ["name"], closed=True)


def _table(
    texts: Mapping[str, str], needs: Iterable[str], options: Mapping[str, Option]
) -> Schema:
    """Return the schema of an object of texts, given key and help; *options* have their own
    schemas.
    """
    properties = {
        key: _option(options[key])
        if key in options
        else _text(DEFAULTS["text"], needed=key in needs) | {"description": help}
        for key, help in texts.items()
    }
    return object_of(properties, needs, closed=True)


def _quiz_question() -> Schema:
    """Return the schema of a question with choices, which are a list."""
    table = _table(keys.QUIZ_QUESTION, keys.QUIZ_QUESTION_NEEDS, {})
    choice = _text(DEFAULTS["text"], needed=True)
    choices = array_of(choice) | {"minItems": FEWEST_CHOICES, "maxItems": MOST_CHOICES}
    help_ = {"description": keys.QUIZ_QUESTION["choices"]}
    return table | {"properties": table["properties"] | {"choices": choices | help_}}


def _text(longest: int, *, needed: bool = False) -> Schema:
    """Return the schema of a text, which may be empty or null unless it is *needed*."""
    if needed:
        return {"type": list(_SCALAR), "pattern": _FILLED, "maxLength": longest}
    return {"type": [*_SCALAR, "null"], "maxLength": longest}


def _list_of(item: str, *others: Schema) -> Schema:
    """Return the schema of a list, or of a single item in its place."""
    return any_of(array_of(reference(item)), reference(item), *others)


def _option(option: Option) -> Schema:
    return _KINDS[option.kind](option) | {"description": option.help}


def _list(_: Option) -> Schema:
    return any_of(array_of(reference("line")), reference("text"))


def _changes(_: Option) -> Schema:
    by_version = table_of(reference("line"))
    items = any_of(reference("line"), by_version)
    return any_of(array_of(items), by_version, reference("text"))


def _line(_: Option) -> Schema:
    return reference("line")


def _switch(_: Option) -> Schema:
    words = _any_case(sorted(YES | NO))
    return {"type": ["boolean", "string", "null"], "pattern": words}


def _date(_: Option) -> Schema:
    return {"type": ["string", "null"], "pattern": rf"^\s*({DATE})?\s*$"}


def _id(_: Option) -> Schema:
    # The words true and false can be ids.
    return {"type": ["string", "boolean", "null"], "pattern": rf"^\s*({ID})?\s*$"}


def _choice(option: Option) -> Schema:
    """Return the schema of a choice: a list of values for completion, a pattern for validation."""
    pattern = _any_case(option.choices)
    return any_of({"enum": [*option.choices]}, {"type": ["string", "null"], "pattern": pattern})


def _any_case(words: Iterable[str]) -> str:
    """Return a pattern of *words* in any letter case, or nothing, as JSON Schema has no flags."""
    patterns = (
        "".join(f"[{char.upper()}{char}]" if char.isalpha() else char for char in word)
        for word in words
        if word
    )
    return rf"^\s*({'|'.join(patterns)})?\s*$"


_KINDS: dict[ValueKind, Callable[[Option], Schema]] = {
    "text": _line,
    "list": _list,
    "changes": _changes,
    "switch": _switch,
    "date": _date,
    "id": _id,
    "choice": _choice,
}

_SOURCE_TEXT = _text(DEFAULTS["text"], needed=True)
"""Schema of a source that is written as an address, or as ``title <address>``."""

_PARTS: dict[str, Schema] = {
    "examples": _list_of("text"),
    "questions": _list_of("question", reference("nothing")),
    "facts": any_of(
        table_of(reference("text"), {"pattern": _FILLED, "maxLength": DEFAULTS["line"]}),
        reference("nothing"),
    ),
    "quiz": _list_of("quiz-question", reference("nothing")),
    "sources": any_of(
        array_of(any_of(reference("source"), _SOURCE_TEXT)),
        reference("source"),
        _SOURCE_TEXT,
        reference("nothing"),
    ),
}
