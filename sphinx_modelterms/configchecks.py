"""What may stand in ``conf.py``: one check for each shape of an option's value.

A check raises ``TypeError`` or ``ValueError`` with the words that follow the name of the option.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_modelterms.glossary.questions import TEMPLATE_FIELDS, template_fields

if TYPE_CHECKING:
    from collections.abc import Callable

COLOURS = ("blue", "green", "grey", "orange", "pink", "purple", "red", "teal")


def check_kinds(value: Any) -> None:
    """A table of categories or levels: key to title, or to title, description and colour."""
    if not isinstance(value, dict):
        raise TypeError("must be a dictionary from key to title, such as {'Training': 'Training'}")
    for key, entry in value.items():
        if not isinstance(key, str) or not key:
            raise TypeError(f"the key {key!r} must be a text")
        if isinstance(entry, dict):
            _check_kind(key, entry)
        elif not _is_text(entry):
            raise TypeError(f"{key!r} must be a title or a dictionary")


def _is_text(value: Any) -> bool:
    """A text, or a lazy translation of one."""
    return isinstance(value, str) or type(value).__name__ == "_TranslationProxy"


def _check_kind(key: str, entry: dict[Any, Any]) -> None:
    unknown = set(entry) - {"title", "description", "colour"}
    if unknown:
        raise ValueError(f"{key!r} has the unknown key {sorted(map(str, unknown))[0]!r}")
    for name in ("title", "description"):
        if name in entry and not _is_text(entry[name]):
            raise TypeError(f"{key!r}: {name} must be a text")
    if entry.get("colour", "") not in {"", *COLOURS}:
        raise ValueError(f"{key!r}: colour must be one of {', '.join(COLOURS)}")


def check_members(allowed: tuple[str, ...]) -> Callable[[Any], None]:
    """A list of some of *allowed*, none twice."""

    def check(value: Any) -> None:
        if not isinstance(value, list | tuple):
            raise TypeError("must be a list")
        for item in value:
            if item not in allowed:
                raise ValueError(f"{item!r} is not one of {', '.join(allowed)}")
        if len(set(value)) != len(value):
            raise ValueError("has an item twice")

    return check


def check_members_or_switch(allowed: tuple[str, ...]) -> Callable[[Any], None]:
    """A list of some of *allowed*, or ``True`` for all of them, or ``False`` for none."""
    check_list = check_members(allowed)

    def check(value: Any) -> None:
        if not isinstance(value, bool | list | tuple):
            raise TypeError("must be a list, True or False")
        if not isinstance(value, bool):
            check_list(value)

    return check


def check_commands(value: Any) -> None:
    """A table of commands of formulas: name to number of arguments."""
    if not isinstance(value, dict):
        raise TypeError("must be a dictionary from command to number of arguments: {'R': 0}")
    for name, count in value.items():
        if not isinstance(name, str) or not (name.isascii() and name.isalpha()):
            raise ValueError(f"{name!r} must be the letters of a command, without a backslash")
        if type(count) is not int or not 0 <= count <= 9:
            raise ValueError(f"{name!r} must have a number of arguments, from 0 to 9")


def check_texts(value: Any) -> None:
    """A list of texts."""
    if not isinstance(value, list | tuple) or not all(isinstance(v, str) for v in value):
        example = f", such as [{value!r}]" if isinstance(value, str) else ""
        raise TypeError(f"must be a list of texts{example}")


def check_folder(value: Any) -> None:
    """A relative path that stays in the sources, or nothing."""
    if not isinstance(value, str):
        raise TypeError("must be a text")
    parts = value.strip("/").split("/")
    if value.startswith("/") or "\\" in value or any(p.startswith((".", "_")) for p in parts):
        raise ValueError(f"{value!r} is not a folder below that of the sources")


def check_file(value: Any) -> None:
    """A relative path of a JSON file that stays in the output folder, or nothing."""
    if not isinstance(value, str):
        raise TypeError("must be a text")
    parts = value.split("/")
    if value and (value.startswith("/") or "\\" in value or {"", ".", ".."} & set(parts)):
        raise ValueError(f"{value!r} is not a file in the output folder")
    if value and (not value.endswith(".json") or value == "modelterms.json" or "\0" in value):
        raise ValueError(
            f"{value!r} is no name for it: choose one such as 'modelterms-report.json'"
        )


def check_choice(*choices: str) -> Callable[[Any], None]:
    """One of *choices*."""

    def check(value: Any) -> None:
        if value not in choices:
            raise ValueError(f"{value!r} is not one of {', '.join(map(repr, choices))}")

    return check


def check_count(value: Any) -> None:
    """A whole number, 0 or more."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise TypeError("must be a whole number, 0 or more")


def check_switch(value: Any) -> None:
    """True or False."""
    if not isinstance(value, bool):
        raise TypeError("must be True or False")


def check_templates(value: Any) -> None:
    """A dictionary from kinds of questions to pairs of texts with ``{fields}``."""
    if not isinstance(value, dict):
        raise TypeError("must be a dictionary")
    for kind, pair in value.items():
        if kind not in TEMPLATE_FIELDS:
            raise ValueError(f"{kind!r} is not one of {', '.join(TEMPLATE_FIELDS)}")
        if not (isinstance(pair, list | tuple) and len(pair) == 2 and all(map(_is_text, pair))):
            raise TypeError(f"{kind!r} must be a pair of texts: question and answer")
        for text in pair:
            unknown = template_fields(str(text)) - TEMPLATE_FIELDS[kind]
            if unknown:
                known = ", ".join(sorted(TEMPLATE_FIELDS[kind]))
                raise ValueError(f"{kind!r}: {{{min(unknown)}}} is not one of the fields {known}")
