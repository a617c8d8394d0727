"""Readers of the categories and levels in ``conf.py``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_modelterms.config_checks import is_text, not_one_of, quoted, usable_part
from sphinx_modelterms.glossary.text.full_stops import with_full_stop
from sphinx_modelterms.glossary.text.names import nearest

if TYPE_CHECKING:
    from sphinx_modelterms.config_checks import Say

COLOURS = ("blue", "green", "grey", "orange", "pink", "purple", "red", "teal")

KIND_KEYS = ("title", "description", "colour")
"""Keys that the entry of a category or level can have."""


def default_levels() -> dict[str, Any]:
    """Return the levels of a project that configures none."""
    return {"beginner": {}, "intermediate": {}, "advanced": {}}


def read_kinds(value: Any, say: Say) -> Any:
    """Read a dictionary of categories or levels: key to title, or to title, description and
    colour.

    A key whose entry is wrong is kept, so that its terms cause no further warnings.
    """
    if not isinstance(value, dict):
        example = "{'basics': 'The basics', 'more': 'Further on'}"
        message = f"must be a dictionary of keys and titles, such as {example}"
        raise TypeError(f"{message}, not {quoted(value)}")
    value = _with_tables(value)
    kept: dict[str, Any] = {}
    problems: list[str] = []
    changed = False
    for key, entry in value.items():
        if not isinstance(key, str) or not key.strip():
            problems.append(f"the key {quoted(key)} must be a string that isn't empty")
        elif isinstance(entry, dict):
            kept[key] = _read_kind(key, entry, say)
            changed |= kept[key] is not entry
        elif is_text(entry):
            kept[key] = entry
        else:
            wrong = f"{quoted(key)} must be a title or a dictionary, not {quoted(entry)}"
            say(f"{wrong}. The key is used as the title")
            kept[key] = {}
            changed = True
    return usable_part(kept, kept if changed else value, problems, say)


def _with_tables(value: dict[Any, Any]) -> dict[Any, Any]:
    """Return *value* with ``{"a.colour": "red"}`` of ``-D`` turned into ``{"a": {"colour":
    "red"}}``.

    A misspelled key, such as ``a.color``, is treated in the same way: the category ``a`` is kept,
    and the key is reported later.
    """
    tables: dict[Any, Any] = {}
    dotted = False
    for key, entry in value.items():
        first, _, last = key.rpartition(".") if isinstance(key, str) else ("", "", "")
        if first and isinstance(entry, str) and nearest(last, KIND_KEYS):
            before = tables.get(first, {})
            table = before if isinstance(before, dict) else {"title": before}
            tables[first] = {**table, last: entry}
            dotted = True
        else:
            tables[key] = entry
    return tables if dotted else value


def _read_kind(key: str, entry: dict[Any, Any], say: Say) -> dict[Any, Any]:
    """Return the usable part of one category or level."""
    wrong = {name: problem for name in entry if (problem := _wrong_in_kind(name, entry[name]))}
    for problem in wrong.values():
        say(f"{quoted(key)}: {with_full_stop(problem)} The rest is used")
    return {n: v for n, v in entry.items() if n not in wrong} if wrong else entry


def _wrong_in_kind(name: Any, value: Any) -> str:
    if name not in KIND_KEYS:
        return f"the key {not_one_of(name, KIND_KEYS)}"
    if name == "colour":
        allowed = ("", *COLOURS)
        return "" if value in allowed else f"colour {not_one_of(value, COLOURS)}"
    return "" if is_text(value) else f"{name} must be a string, not {quoted(value)}"
