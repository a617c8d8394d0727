"""Readers of the values in ``conf.py``: one for each type of option.

A reader returns the part of the value that can be used, and reports what is wrong with the rest.
It raises ``TypeError`` or ``ValueError`` if nothing can be used. All messages follow the name of
the option. A value without mistakes is returned unchanged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_modelterms.glossary.limits import LIMITS
from sphinx_modelterms.glossary.text.file_names import problem_of_name
from sphinx_modelterms.glossary.text.full_stops import with_full_stop
from sphinx_modelterms.glossary.text.language_codes import base_of
from sphinx_modelterms.glossary.text.names import nearest
from sphinx_modelterms.glossary.text.templates import template_fields
from sphinx_modelterms.glossary.views.questions import TEMPLATE_FIELDS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    Say = Callable[[str], None]
    Reader = Callable[[Any, Say], Any]


def quoted(value: object) -> str:
    """Return *value* as messages show it, shortened if it is long."""
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:60]}…{text[-15:]}"


def is_text(value: Any) -> bool:
    """Return True if *value* is a text, or a lazy translation of one."""
    return isinstance(value, str) or type(value).__name__ == "_TranslationProxy"


def not_one_of(value: Any, allowed: Collection[str]) -> str:
    near = nearest(value, allowed) if isinstance(value, str) else []
    hint = f". Did you mean {' or '.join(map(repr, near))}?" if near else ""
    return f"{quoted(value)} isn't one of {', '.join(map(repr, allowed))}{hint}"


def usable_part(kept: Any, whole: Any, problems: list[str], say: Say) -> Any:
    """Return the usable part of *whole*, and report the problems.

    :raises ValueError: if nothing usable is left
    """
    if not problems:
        return whole
    if not kept:
        raise ValueError(" ".join(map(with_full_stop, problems[:3])))
    for problem in problems:
        say(f"{with_full_stop(problem)} The rest is used")
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
                problems.append(f"{item!r} is listed twice")
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
                f"{quoted(value[0])} can't be in the list. Write True for all or False for none; "
                "on the command line, write 1 or 0"
            )
        return read_list(value, say)

    return read


def read_languages(value: Any, say: Say) -> Any:
    """Read a list of languages that have a stemmer, or ``True`` for that of the project."""
    from sphinx_modelterms.glossary.text.stems import STEMMERS, stemmer

    if not isinstance(value, bool) and isinstance(value, list | tuple):
        bases = [base_of(item) if isinstance(item, str) else item for item in value]
        value = read_members(tuple(STEMMERS))(bases, say)
        if missing := [language for language in value if stemmer(language) is None]:
            raise ValueError(
                f"the installed snowballstemmer has no rules for {', '.join(map(repr, missing))}: "
                "install a newer version"
            )
        return value
    return read_members_or_switch(tuple(STEMMERS))(value, say)


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
                f"{quoted(name)} must be the name of a command: letters, without a backslash"
            )
        elif type(count) is not int or not 0 <= count <= 9:
            problems.append(
                f"{name!r} must have a number of arguments from 0 to 9, not {quoted(written)}"
            )
        else:
            kept[name] = count
    return usable_part(kept, kept, problems, say)


def read_texts(value: Any, say: Say) -> Any:
    """Read a list of texts that are not empty."""
    if not isinstance(value, list | tuple):
        example = f", such as [{quoted(value)}]" if isinstance(value, str) else ""
        raise TypeError(f"must be a list of strings{example}, not {quoted(value)}")
    kept = [item for item in value if isinstance(item, str) and item.strip() and "\0" not in item]
    wrong = [item for item in value if not isinstance(item, str) or item not in kept]
    problems = [
        f"{quoted(item)} must be a string that isn't empty and has no NUL" for item in wrong
    ]
    return usable_part(kept, value, problems, say)


def _check_parts(value: str, parts: Iterable[str]) -> None:
    """Raise ``ValueError`` for names of files and folders that some systems do not allow."""
    if "\\" in value:
        wanted = value.replace("\\", "/")
        raise ValueError(f"{quoted(value)} contains a backslash. Write {quoted(wanted)}")
    for part in parts:
        if problem := problem_of_name(part):
            raise ValueError(f"{quoted(part)} can't be used: {problem}")


def read_folder(value: Any, say: Say) -> Any:
    """Read a relative path inside the source directory, or ``""``."""
    if not isinstance(value, str):
        message = "must be the name of a directory for the pages, such as 'terms', or '' for none"
        raise TypeError(f"{message}, not {quoted(value)}")
    parts = value.strip("/").split("/")
    if value and (value.startswith("/") or not all(p.strip() == p and p for p in parts)):
        raise ValueError(f"{quoted(value)} isn't the path of a directory in the source directory")
    if any(part.startswith((".", "_")) for part in parts):
        raise ValueError(
            f"{quoted(value)} can't be used for pages. Choose a path in the source directory in "
            "which no name begins with '.' or '_'"
        )
    _check_parts(value, parts)
    return value


def _check_file(value: Any, example: str, folder: str) -> None:
    """Raise an error unless *value* is the relative path of a file in *folder*, or ``""``."""
    if not isinstance(value, str):
        message = f"must be the name of a file, such as {example!r}, or '' for none"
        raise TypeError(f"{message}, not {quoted(value)}")
    parts = value.split("/")
    if value and (value.startswith("/") or {"", ".", ".."} & set(parts)):
        raise ValueError(f"{quoted(value)} isn't the path of a file in {folder}")
    _check_parts(value, parts)


def read_beside_conf(example: str, value: Any, say: Say) -> Any:
    """Read the relative path of a file in the directory of ``conf.py``, or ``""``."""
    _check_file(value, example, "the directory that contains conf.py")
    return value


def read_file_name(value: Any, say: Say) -> Any:
    """Read the relative path of a JSON file inside the output directory, or ``""``."""
    _check_file(value, "modelterms-report.json", "the output directory")
    taken = ("modelterms.json", "modelterms-terms.json")
    if value and (not value.endswith(".json") or value in taken):
        raise ValueError(
            f"{quoted(value)} can't be used. Choose a name such as 'modelterms-report.json'"
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
        return f"{kind!r} must be a pair of strings, question and answer, not {quoted(pair)}"
    for text in map(str, pair):
        try:
            unknown = template_fields(text) - TEMPLATE_FIELDS[kind]
        except ValueError:
            wrong = f"{quoted(text)} has a brace that doesn't belong to a field"
            return f"{kind!r}: {wrong}. Write '{{{{' and '}}}}' for braces"
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
