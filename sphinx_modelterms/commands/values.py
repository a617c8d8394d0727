"""Values of options of commands: each function reads one, or says which are allowed."""

from __future__ import annotations

import re
from argparse import ArgumentTypeError
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_MEMORY = re.compile(r"0*[1-9][0-9]{0,8} ?(?:[KMGT]B)", re.IGNORECASE)


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """Return a function that reads a whole number between two others."""

    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,18}", text) or not least <= int(text) <= most:
            raise ArgumentTypeError(f"{text!r} isn't a whole number from {least} to {most:,}")
        return int(text)

    return read


def amount(most: float, with_zero: bool = False) -> Callable[[str], float]:
    """Return a function that reads a number, such as 0.5.

    :param with_zero: allow 0
    """
    allowed = f"from 0 to {most:,}" if with_zero else f"above 0 and up to {most:,}"

    def read(text: str) -> float:
        plain = re.fullmatch(r"[0-9]{1,18}(?:\.[0-9]{1,18})?|\.[0-9]{1,18}", text)
        number = float(text) if plain else -1.0
        if number > most or number < 0 or (number == 0 and not with_zero):
            raise ArgumentTypeError(f"{text!r} isn't a number {allowed}")
        return number

    return read


def memory_size(text: str) -> str:
    """Read an amount of memory, such as ``600MB``.

    >>> memory_size("600 mb")
    '600MB'
    """
    if not _MEMORY.fullmatch(text):
        raise ArgumentTypeError(
            f"{text!r} isn't a whole number with KB, MB, GB or TB, such as 600MB"
        )
    return text.replace(" ", "").upper()
