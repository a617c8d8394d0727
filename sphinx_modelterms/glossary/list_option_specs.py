"""The options of the directives that list terms, categories or questions, with their help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.display_specs import DISPLAYS, GROUPS, QUIZ_KINDS
from sphinx_modelterms.glossary.option_kinds import Option, choice, read_words
from sphinx_modelterms.glossary.option_values import (
    read_choice,
    read_count,
    read_id,
    read_line,
    read_switch,
    split_list,
)

if TYPE_CHECKING:
    from collections.abc import Callable


def _all_of(*choices: str) -> Callable[[str], tuple[str, ...]]:
    def read(text: str) -> tuple[str, ...]:
        return tuple(read_choice(item, choices) for item in split_list(text))

    return read


LIST_OPTIONS: dict[str, Option] = {
    "category": Option(split_list, "list of keys", "Select terms in any of these categories."),
    "level": Option(split_list, "list of keys", "Select terms of any of these levels."),
    "tags": Option(split_list, "list", "Select terms with any of these tags."),
    "status": Option(
        _all_of("current", "draft", "deprecated"),
        "list of `current`, `draft`, `deprecated`",
        "Select terms of any of these statuses. A term without the option `status` is `current`.",
    ),
    "since": Option(split_list, "list", "Select terms that are new in any of these versions."),
    "changed": Option(
        split_list, "list", "Select terms that have changed in any of these versions."
    ),
    "path-to": Option(
        read_line,
        "term",
        "Show a learning path: this term and all terms that it requires, directly or indirectly, "
        "in an order in which each term comes after its prerequisites. Not together with names.",
    ),
    "display": choice(
        "How the terms are shown. By default `path` for learning paths, else `cards`.", *DISPLAYS
    ),
    "group-by": choice(
        "The headings between the terms. By default `letter`; `none` for tables, learning paths "
        "and terms that you list by name.",
        "letter",
        "category",
        "level",
        "none",
    ),
    "columns": choice(
        "The number of columns of cards or names on a wide screen; narrow screens show fewer.",
        "1",
        "2",
        "3",
        "4",
        form="`1` to `4`",
    ),
    "limit": Option(
        read_count, "number", "The maximum number of terms, above 0. By default, all are shown."
    ),
    "filter": Option(
        read_switch,
        "switch: `on` or `off`",
        "If on, readers can filter the list with a search box. Off by default. Without "
        "JavaScript, there is no search box, and the list is complete.",
    ),
    "home": Option(
        read_switch,
        "switch: `on` or `off`",
        "If on, this list is the home of its category: the category's badge on cards links here. "
        "Off by default. Needs `category`.",
    ),
    "id": Option(
        read_id,
        "id",
        "The anchor of the block. By default, the name of the directive and a number, such as "
        "`term-list-1`.",
    ),
    "name": Option(
        read_line,
        "text",
        "A label, so that `:ref:` can link to the block. Give the link a text of its own, because "
        "the block has no title.",
    ),
    "class": Option(
        read_words, "class names", "CSS classes for the block, with spaces between them."
    ),
}


FILTERS = ("category", "level", "tags", "status", "since", "changed")
"""The options that select terms by what they are."""


def _as_in_lists(*names: str) -> dict[str, Option]:
    return {name: LIST_OPTIONS[name] for name in names}


CATEGORIES_OPTIONS = CHANGES_OPTIONS = _as_in_lists("id", "name", "class")

FAQ_OPTIONS = {
    "questions": choice(
        "Which questions to show: `all`, the default, or only those that authors have `written`.",
        "all",
        "written",
    ),
    **_as_in_lists(*FILTERS, "path-to", "limit"),
    **CATEGORIES_OPTIONS,
}

DAY_OPTIONS = _as_in_lists(*FILTERS, "id", "name", "class")

BOX_OPTIONS = {
    "show": Option(
        _all_of(*GROUPS),
        "list of `used`, `defined`",
        "Which terms to show: those that the page links, or those that it defines. By default "
        "both.",
    ),
    **CATEGORIES_OPTIONS,
}
MAP_OPTIONS = _as_in_lists(*FILTERS, "path-to", "id", "name", "class")

QUIZ_OPTIONS = {
    "questions": Option(
        _all_of(*QUIZ_KINDS),
        "list of " + ", ".join(f"`{kind}`" for kind in QUIZ_KINDS),
        "Which kinds of questions to ask: which `term` a definition belongs to, which "
        "`definition` belongs to a term, which term comes `before` another, which is an "
        "`example` of a term, and those that authors have `written`. By default all.",
    ),
    **_as_in_lists(*(key for key in FILTERS if key != "status"), "path-to"),
    "limit": Option(
        read_count, "number", "The maximum number of questions, above 0. By default 10."
    ),
    **CATEGORIES_OPTIONS,
}
