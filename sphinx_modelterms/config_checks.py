"""Readers of the values in ``conf.py``: one for each type of option.

A reader returns the part of the value that can be used, and reports what is wrong with the rest.
It raises ``TypeError`` or ``ValueError`` if nothing can be used. All messages follow the name of
the option. A value without mistakes is returned unchanged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_modelterms.glossary.limits import LIMITS
from sphinx_modelterms.glossary.text.names import nearest
from sphinx_modelterms.glossary.text.templates import template_fields
from sphinx_modelterms.glossary.views.questions import TEMPLATE_FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    Say = Callable[[str], None]
    Reader = Callable[[Any, Say], Any]

LONGEST_PART = 200
"""Maximum length of the name of a file or folder, in bytes; most systems allow 255
with a suffix.
"""


def quoted(value: object) -> str:
    """Return *value* as messages show it, shortened if it is long."""
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:60]}…{text[-15:]}"


def is_text(value: Any) -> bool:
    """Return True if *value* is a text, or a lazy translation of one."""
    return isinstance(value, str) or type(value).__name__ == "_TranslationProxy"


def not_one_of(value: Any, allowed: Collection[str]) -> str:
    near = nearest(value, allowed) if isinstance(value, str) else []
    hint = f"; did you mean {' or '.join(map(repr, near))}?" if near else ""
    return f"{quoted(value)} is not one of {', '.join(map(repr, allowed))}{hint}"


def usable_part(kept: Any, whole: Any, problems: list[str], say: Say) -> Any:
    """Return the usable part of *whole*, and report the problems.

    :raises ValueError: if nothing usable is left
    """
    if not problems:
        return whole
    if not kept:
        raise ValueError("; ".join(problems[:3]))
    for problem in problems:
        say(f"{problem}; it is left out, and the rest is used")
    return kept


def read_members(allowed: Collection[str]) -> Reader:
    """Return a reader of a list of some of *allowed*, without duplicates."""

    def read(value: Any, say: Say) -> Any:
        if not isinstance(value, list | tuple):
            example = f"such as {list(allowed)[:2]}, or [] for none of them"
            raise TypeError(f"must be a list {example}, not {quoted(value)}")
        problems = []
        kept: list[str] = []
        for item in value:
            if not isinstance(item, str) or item not in allowed:
                problems.append(not_one_of(item, allowed))
            elif item in kept:
                problems.append(f"{item!r} stands there twice")
            else:
                kept.append(item)
        return usable_part(kept, value, problems, say)

    return read


def read_members_or_switch(allowed: Collection[str]) -> Reader:
    """Return a reader of a list of some of *allowed*, or ``True`` for all of them, or ``False``
    for none.
    """
    read_list = read_members(allowed)

    def read(value: Any, say: Say) -> Any:
        if isinstance(value, bool):
            return value
        if not isinstance(value, list | tuple):
            raise TypeError(f"must be a list, True or False, not {quoted(value)}")
        if len(value) == 1 and str(value[0]).strip().lower() in {"all", "none", "yes", "no"}:
            raise ValueError(
                f"{quoted(value[0])} is no item of the list: write True for all or False for "
                "none, and 1 or 0 on the command line"
            )
        return read_list(value, say)

    return read


def read_commands(value: Any, say: Say) -> Any:
    """Read a dictionary of commands for formulas, from name to number of arguments."""
    if not isinstance(value, dict):
        raise TypeError(f"must be a dictionary such as {{'norm': 1}}, not {quoted(value)}")
    kept: dict[str, int] = {}
    problems = []
    for name, written in value.items():
        # On the command line, all values are texts.
        digit = isinstance(written, str) and len(written) == 1 and written.isdecimal()
        count = int(written) if digit else written
        if not isinstance(name, str) or not (name.isascii() and name.isalpha()):
            problems.append(
                f"{quoted(name)} must be the letters of a command, without a backslash"
            )
        elif type(count) is not int or not 0 <= count <= 9:
            problems.append(f"{name!r} must have a number of arguments, from 0 to 9")
        else:
            kept[name] = count
    return usable_part(kept, kept, problems, say)


def read_texts(value: Any, say: Say) -> Any:
    """Read a list of texts that are not empty."""
    if not isinstance(value, list | tuple):
        example = f", such as [{quoted(value)}]" if isinstance(value, str) else ""
        raise TypeError(f"must be a list of texts{example}, not {quoted(value)}")
    kept = [item for item in value if isinstance(item, str) and item.strip() and "\0" not in item]
    wrong = [item for item in value if not isinstance(item, str) or item not in kept]
    problems = [f"{quoted(item)} must be a text, not empty and without NUL" for item in wrong]
    return usable_part(kept, value, problems, say)


def _check_parts(value: str, parts: Iterable[str]) -> None:
    """Raise ``ValueError`` for names of files and folders that some systems do not allow."""
    for part in parts:
        if not part.isprintable():
            raise ValueError(f"{quoted(value)} has a control character; leave it out")
        if len(part.encode("utf-8", "replace")) > LONGEST_PART:
            message = f"{quoted(part)} is too long for the name of a file or folder"
            raise ValueError(f"{message}; {LONGEST_PART} bytes are the most")


def read_folder(value: Any, say: Say) -> Any:
    """Read a relative path inside the source directory, or ``""``."""
    if not isinstance(value, str):
        message = "must be the name of a folder for the pages, such as 'terms', or '' for none"
        raise TypeError(f"{message}, not {quoted(value)}")
    parts = value.strip("/").split("/")
    inside = not value.startswith("/") and "\\" not in value
    if value and not (inside and all(p.strip() == p and p for p in parts)):
        raise ValueError(f"{quoted(value)} is not a folder below that of the sources")
    if any(part.startswith((".", "_")) for part in parts):
        raise ValueError(
            f"{quoted(value)} is not a folder below that of the sources, whose name begins with "
            "neither '.' nor '_'"
        )
    _check_parts(value, parts)
    return value


def read_file_name(value: Any, say: Say) -> Any:
    """Read the relative path of a JSON file inside the output directory, or ``""``."""
    if not isinstance(value, str):
        message = "must be the name of a file, such as 'modelterms-report.json', or '' for none"
        raise TypeError(f"{message}, not {quoted(value)}")
    parts = value.split("/")
    if value and (value.startswith("/") or "\\" in value or {"", ".", ".."} & set(parts)):
        raise ValueError(f"{quoted(value)} is not a file in the output folder")
    _check_parts(value, parts)
    if value and (not value.endswith(".json") or value == "modelterms.json"):
        raise ValueError(
            f"{quoted(value)} is no name for it: choose one such as 'modelterms-report.json'"
        )
    return value


def read_choice(*choices: str) -> Reader:
    """Return a reader of one of *choices*."""

    def read(value: Any, say: Say) -> Any:
        if not isinstance(value, str) or value not in choices:
            raise ValueError(not_one_of(value, choices))
        return value

    return read


def read_count(value: Any, say: Say) -> Any:
    """Read a whole number, 0 or more."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise TypeError(f"must be a whole number, 0 or more, not {quoted(value)}")
    return value


def read_switch(value: Any, say: Say) -> Any:
    """Read True or False."""
    if not isinstance(value, bool):
        raise TypeError(f"must be True or False, not {quoted(value)}")
    return value


def read_limits(value: Any, say: Say) -> Any:
    """Read a dictionary of limits, each with a whole number above 0."""
    if not isinstance(value, dict):
        raise TypeError(f"must be a dictionary such as {{'items': 500}}, not {quoted(value)}")
    kept: dict[str, int] = {}
    problems = []
    for name, written in value.items():
        # On the command line, all values are texts.
        digits = isinstance(written, str) and len(written) < 12 and written.isdecimal()
        most = int(written) if digits else written
        if name not in LIMITS:
            problems.append(not_one_of(name, LIMITS))
        elif isinstance(most, bool) or not isinstance(most, int) or most < 1:
            problems.append(f"{name!r} must be a whole number above 0, not {quoted(most)}")
        else:
            kept[name] = most
    return usable_part(kept, kept, problems, say)


def read_templates(value: Any, say: Say) -> Any:
    """Read a dictionary from kinds of questions to pairs of texts with ``{fields}``."""
    if not isinstance(value, dict):
        example = "{'definition': ('What is {name}?', '{definition}')}"
        raise TypeError(f"must be a dictionary such as {example}, not {quoted(value)}")
    kept = {}
    problems = []
    for kind, written in value.items():
        # On the command line, a pair is written "question|answer".
        split = isinstance(written, str) and written.count("|") == 1
        pair = tuple(map(str.strip, written.split("|"))) if split else written
        if problem := _wrong_template(kind, pair):
            problems.append(problem)
        else:
            kept[kind] = pair
    return usable_part(kept, kept, problems, say)


def _wrong_template(kind: Any, pair: Any) -> str:
    if kind not in TEMPLATE_FIELDS:
        return not_one_of(kind, TEMPLATE_FIELDS)
    if not (isinstance(pair, list | tuple) and len(pair) == 2 and all(map(is_text, pair))):
        return f"{kind!r} must be a pair of texts, question and answer, not {quoted(pair)}"
    for text in map(str, pair):
        try:
            unknown = template_fields(text) - TEMPLATE_FIELDS[kind]
        except ValueError:
            wrong = f"{quoted(text)} has a brace that belongs to no field"
            return f"{kind!r}: {wrong}; write '{{{{' and '}}}}' for braces"
        if unknown:
            known = sorted(TEMPLATE_FIELDS[kind])
            return f"{kind!r}: the field {not_one_of(min(unknown), known)}"
    return ""


def from_command_line(default: Any, value: Any) -> Any:
    """Return the value of a ``-D`` option in the type that ``conf.py`` would use.

    Sphinx splits texts for lists, but not for options that also accept a switch, and passes all
    values within dictionaries as texts.
    """
    if isinstance(default, list) and isinstance(value, str):
        if value.strip().lower() in {"true", "false"}:
            return value.strip().lower() == "true"
        value = value.split(",")
    if isinstance(default, list) and isinstance(value, list):
        return [item.strip() if isinstance(item, str) else item for item in value if item != ""]
    return value
