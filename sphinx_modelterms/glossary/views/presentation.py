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
    """A category or level as displayed."""

    title: str
    colour: str
    """A colour name of the configuration, or ``""``."""
    step: int = 0
    """Of a level: its step, from 1 to :data:`STEPS`; 0 for a category and for an only level."""


STEPS = 3
"""Number of steps in which cards show the levels, however many there are."""


def with_steps(levels: Mapping[str, Badge]) -> dict[str, Badge]:
    """Return *levels*, which are sorted from easy to hard, with their steps."""
    last = len(levels) - 1
    return {
        key: badge._replace(step=1 + round(number * (STEPS - 1) / last)) if last else badge
        for number, (key, badge) in enumerate(levels.items())
    }


_NONE: Mapping[str, Any] = MappingProxyType({})


class Presentation(NamedTuple):
    """Settings for the display of facts, from the configuration, in the project's language."""

    today: str = "1970-01-01"
    """Date of this build, ``YYYY-MM-DD``."""
    categories: Mapping[str, Badge] = _NONE
    descriptions: Mapping[str, str] = _NONE
    """Descriptions of the categories."""
    levels: Mapping[str, Badge] = _NONE
    question_kinds: Sequence[str] = ()
    question_templates: Mapping[str, Template] = _NONE
    repeated_questions: bool = False
    """True if cards show generated questions that another part of the card answers."""
    related_questions: int = 0
    """Maximum number of related terms with a generated question."""
    used_in: int = 10
    """Number of mentions that a card shows before the rest is folded; 0 for none at all."""
    spelt_out: str = "{name} ({abbr})"
    """Template for an abbreviation at its first use on a page."""
    section: str = "{page}: {section}"
    """Template for the name of a section of a page."""
    separator: str = ", "
    """Separator between the items of a list."""
    other: str = "Other"
    """Heading for terms without a category or level."""
    versus: str = " vs "
    """Separator of the names in the title of a comparison."""
    box_titles: Mapping[str, str] = _NONE
    """Headings of the groups of a term box."""
    page_box: str = ""
    """Display of the term boxes that pages get by a setting, or ``""`` if they get none."""
    hidden_parts: Container[str] = ()
    """The parts of a term that cards do not show."""
    hover: bool = False
    """True if there are hover cards."""
    glossary_backlinks: bool = False
    """True if entries of Sphinx's own glossaries show where they are used."""
    limits: Mapping[str, int] = DEFAULTS
    """The limits of data files."""

    def category(self, key: str) -> Badge | None:
        """Return a category as displayed; one that is not configured has its key as title."""
        return self.categories.get(key) or (Badge(key, "") if key else None)


class Template(NamedTuple):
    """Templates of a question and its answer, with ``{fields}``."""

    question: str
    answer: str
