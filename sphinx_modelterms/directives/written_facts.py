"""Parser of the facts that authors write, one on each line: ``key: value``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class WrittenFact(NamedTuple):
    """Fact as the author wrote it."""

    key: str
    value: str
    line: int
    """Line, counted from the first line of the content."""


_BOLD_KEY = lazy_pattern(r"^((?:[-*]\s+)?)(\*{1,2})([^*:\n]+)(?::\2|\2\s*:)(?=\s|$)")
"""Key of a fact in bold or emphasis, with the colon after the asterisks or inside them."""


def parse_facts(lines: Iterable[str]) -> Iterator[WrittenFact | int]:
    """Yield the facts in *lines*: ``key: value``, where indented lines continue the value.

    For a line that is not a fact, yield its number, counted from 0.
    """
    fact: WrittenFact | None = None
    for number, line in enumerate(lines):
        if fact and line[:1].isspace() and line.strip():
            fact = fact._replace(value=f"{fact.value} {line.strip()}")
            continue
        if fact:
            yield fact
            fact = None
        line = _BOLD_KEY.sub(r"\1\3:", line)
        if match := re.fullmatch(r"(?:[-*]\s+)?:?([^:]*[^:\s])\s*:(?:\s+(.*))?", line.rstrip()):
            fact = WrittenFact(match[1].strip(), match[2] or "", number)
        elif line.strip():
            yield number
    if fact:
        yield fact
