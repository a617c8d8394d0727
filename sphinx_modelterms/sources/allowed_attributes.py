"""Checks of attribute values that nodes parsed from data files may have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Callable

    Check = Callable[[Any], bool]


def is_text(value: Any) -> bool:
    """Return True for text, which every writer escapes."""
    return isinstance(value, str)


def is_switch(value: Any) -> bool:
    """Return True for a boolean, ``None``, 0 or 1, which docutils uses for booleans."""
    return value is None or (isinstance(value, int) and value in {0, 1})


def is_small(value: Any) -> bool:
    """Return True for an integer that is too small to make any writer slow."""
    return isinstance(value, int) and 0 <= value <= 10_000


def is_small_text(value: Any) -> bool:
    """Return True for a non-negative integer of up to three digits, as a number or text."""
    return bool(re.fullmatch("[0-9]{1,3}", str(value)))


def is_one_of(*choices: Any) -> Check:
    """Return a check that allows *choices*."""
    return choices.__contains__


PIXELS = {"": 1, "px": 1, "em": 16, "ex": 8, "in": 96, "cm": 38, "mm": 4, "pt": 1.33, "pc": 16}
"""Approximate pixels per unit of length."""

WIDEST = 2_000
"""Maximum width and height of images and figures in pixels: larger ones cover the page."""

LENGTH = lazy_pattern(r"(\d{1,6}(?:\.\d{1,6})?)\s*(px|em|ex|in|cm|mm|pt|pc|%|)")


def is_length(value: Any) -> bool:
    """Return True for a length of at most 100 % or :data:`WIDEST` pixels."""
    length = LENGTH.fullmatch(str(value))
    if length is None:
        return False
    number, unit = float(length[1]), length[2]
    return number <= 100 if unit == "%" else number * PIXELS[unit] <= WIDEST


def is_scale(value: Any) -> bool:
    """Return True for a percentage of at most 200, which cannot make an image cover the page."""
    return is_small(value) and value <= 200


def is_highlighting(value: Any) -> bool:
    """Return True for the first line number and the emphasized lines of a code block."""
    return (
        isinstance(value, dict)
        and value.keys() <= {"linenostart", "hl_lines"}
        and is_small(value.get("linenostart", 1))
        and all(map(is_small, value.get("hl_lines", ())))
    )


LANGUAGE = lazy_pattern(r"[\w+#.-]{1,40}")


def is_language(value: Any) -> bool:
    """Return True for a possible name of a language; Sphinx warns of unknown ones."""
    return isinstance(value, str) and bool(LANGUAGE.fullmatch(value))
