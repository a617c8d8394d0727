"""Regular expressions that are compiled on first use, since most builds need few of them."""

from __future__ import annotations

import re
from typing import Any, cast


class _LazyPattern:
    def __init__(self, text: str, flags: int) -> None:
        self._source = text, flags

    def __getattr__(self, name: str) -> Any:
        method = getattr(re.compile(*self._source), name)
        setattr(self, name, method)
        return method


def lazy_pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return the pattern that :func:`re.compile` would, compiled when it is first used.

    >>> lazy_pattern("a+").sub("-", "banana")
    'b-n-n-'
    """
    return cast("re.Pattern[str]", _LazyPattern(text, flags))
