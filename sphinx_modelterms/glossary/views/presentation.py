"""The settings of the views: titles, colours and templates in the language of the project."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.limits import DEFAULTS
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence
    from typing import Any


class Badge(NamedTuple):
    """A category or level as shown."""

    title: str
    colour: str
    """One of the colour names of the configuration, or ``""``."""


_NONE: Mapping[str, Any] = MappingProxyType({})


class Presentation(NamedTuple):
    """How facts are shown, from the configuration, in the reader's language."""

    today: str = "1970-01-01"
    """The day of this build, ``YYYY-MM-DD``."""
    categories: Mapping[str, Badge] = _NONE
    descriptions: Mapping[str, str] = _NONE
    """Of categories."""
    levels: Mapping[str, Badge] = _NONE
    question_kinds: Sequence[str] = ()
    question_templates: Mapping[str, Template] = _NONE
    related_questions: int = 0
    """How many related terms are asked about."""
    used_in: int = 10
    """How many places are shown before the rest is folded; 0 for none at all."""
    spelt_out: str = "{name} ({abbr})"
    """How an abbreviation is written at its first use on a page."""
    section: str = "{page}: {section}"
    """How a section of a page is named."""
    separator: str = ", "
    """What stands between the items of a list."""
    other: str = "Other"
    """The head of terms without a category or level."""
    versus: str = " vs "
    """What stands between the names in the title of a comparison."""
    hidden_parts: Container[str] = ()
    """The parts that cards do not show."""
    hover: bool = False
    """Whether there are hover cards."""
    glossary_backlinks: bool = False
    """Whether entries of Sphinx's own glossaries say where they are used."""
    limits: Mapping[str, int] = DEFAULTS
    """How much data files may bring about."""

    def category(self, key: str) -> Badge | None:
        """A category as shown; one that is not configured by its key."""
        return self.categories.get(key) or (Badge(key, "") if key else None)


class Template(NamedTuple):
    """How a question is asked and answered, with ``{fields}``."""

    question: str
    answer: str
