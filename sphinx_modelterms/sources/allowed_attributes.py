"""Checks for the values of attributes that text of data files may give its nodes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sphinx_modelterms.glossary.text.lazy_regex import late_pattern

if TYPE_CHECKING:
    from collections.abc import Callable

    Check = Callable[[Any], bool]


def is_text(value: Any) -> bool:
    """Return True for text, which every writer escapes."""
    return isinstance(value, str)


def is_switch(value: Any) -> bool:
    """Return True for a boolean, also as the numbers that docutils takes for one."""
    return value is None or (isinstance(value, int) and value in {0, 1})


def is_small(value: Any) -> bool:
    """Return True for a whole number that no writer makes much of."""
    return isinstance(value, int) and 0 <= value <= 10_000


def is_small_text(value: Any) -> bool:
    """Return True for a whole number of up to three digits, written as text or not."""
    return bool(re.fullmatch("[0-9]{1,3}", str(value)))


def is_one_of(*choices: Any) -> Check:
    """Make a check for some values."""
    return choices.__contains__


PIXELS = {"": 1, "px": 1, "em": 16, "ex": 8, "in": 96, "cm": 38, "mm": 4, "pt": 1.33, "pc": 16}

WIDEST = 2_000
"""The most pixels that an image or figure may be wide or high: more covers what is around it."""

LENGTH = late_pattern(r"(\d{1,6}(?:\.\d{1,6})?)\s*(px|em|ex|in|cm|mm|pt|pc|%|)")


def is_length(value: Any) -> bool:
    """Return True for a length that stays within a page."""
    length = LENGTH.fullmatch(str(value))
    if length is None:
        return False
    number, unit = float(length[1]), length[2]
    return number <= 100 if unit == "%" else number * PIXELS[unit] <= WIDEST


def is_scale(value: Any) -> bool:
    """Return True for a percentage that makes no image much larger."""
    return is_small(value) and value <= 200


def is_highlighting(value: Any) -> bool:
    """Return True for the first line number and the emphasized lines of a code block."""
    return (
        isinstance(value, dict)
        and value.keys() <= {"linenostart", "hl_lines"}
        and is_small(value.get("linenostart", 1))
        and all(map(is_small, value.get("hl_lines", ())))
    )


LANGUAGE = late_pattern(r"[\w+#.-]{1,40}")


def is_language(value: Any) -> bool:
    """Return True for what can be the name of a language; Sphinx knows which there are."""
    return isinstance(value, str) and bool(LANGUAGE.fullmatch(value))
