"""The options of the directives and the fields of data files: each once, with its reader and help.

The options reference of the manual and the JSON Schema are made from these tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from sphinx_modelterms.glossary.display_specs import DISPLAYS
from sphinx_modelterms.glossary.option_values import (
    read_anchor,
    read_choice,
    read_count,
    read_date,
    read_id,
    read_line,
    read_switch,
    split_list,
)
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable


ValueKind = Literal["text", "list", "switch", "date", "id", "choice", "other"]
About = Literal["term", "anchor", "card"]
Translated = Literal["", "each", "whole", "key"]

_KINDS: dict[Callable[[str], Any], ValueKind] = {
    read_line: "text",
    split_list: "list",
    read_switch: "switch",
    read_date: "date",
    read_id: "id",
    read_anchor: "id",
}


class Option(NamedTuple):
    """An option of a directive, or a field of data files."""

    read: Callable[[str], Any]
    """Converts the text to a value; raises ``ValueError`` with a message for the author."""
    form: str
    """The form of a value, as shown in the manual."""
    help: str
    choices: tuple[str, ...] = ()
    """The possible values, if they are a fixed set."""
    about: About = "term"
    """A fact of the term (a field of its record), ids of its card, or the look of the card."""
    translated: Translated = ""
    """Translated item by item or as a whole; ``key``: translations are only displayed."""

    @property
    def is_list(self) -> bool:
        """True if it has any number of items."""
        return self.kind == "list"

    @property
    def kind(self) -> ValueKind:
        """The kind of its values, for code that reads or describes them without a directive."""
        return "choice" if self.choices else _KINDS.get(self.read, "other")


def choice(help: str, *choices: str, form: str = "", about: About = "term") -> Option:
    """Return an option whose value is one of *choices*.

    :param form: form for the manual, if it is not to list the choices
    """

    def read(text: str) -> str:
        return read_choice(text, choices)

    *others, last = (f"`{word}`" for word in choices)
    return Option(read, form or f"{', '.join(others)} or {last}", help, choices, about)


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


TERM_OPTIONS: dict[str, Option] = {
    "abbr": Option(
        read_line,
        "text",
        "The abbreviation; `:term:` finds the term by it, too.",
        translated="each",
    ),
    "aliases": Option(
        split_list,
        "list",
        "Other names; `:term:` finds the term by each of them.",
        translated="each",
    ),
    "category": Option(read_line, "key", "One of `modelterms_categories`."),
    "level": Option(read_line, "key", "One of `modelterms_levels`."),
    "related": Option(
        split_list,
        "list of terms",
        "Shown on the card with category and definition.",
    ),
    "requires": Option(split_list, "list of terms", "Terms to read first."),
    "broader": Option(split_list, "list of terms", "The wider concepts this is a kind of."),
    "tags": Option(split_list, "list", "Free keywords, shown beside the level.", translated="key"),
    "forms": Option(
        split_list,
        "list",
        "Further forms by which `:term:` finds the term and that are not shown, such as plurals "
        "in other languages; English plurals are found without.",
        translated="whole",  # languages differ in the number of forms
    ),
    "avoid": Option(
        split_list, "list", "Words that should not be used for this concept.", translated="each"
    ),
    "former-names": Option(
        split_list, "list", "Names that the term had before.", translated="each"
    ),
    "former-ids": Option(
        split_list,
        "list of ids",
        "Further anchors of the card, exactly as written, so that links from elsewhere still "
        "work; see also `former-names`.",
        about="anchor",
    ),
    "status": choice("Shows a notice on the card.", "draft", "deprecated"),
    "replaced-by": Option(read_line, "term", "The term to use instead; linked from the notice."),
    "reviewed": Option(read_date, "date, YYYY-MM-DD", "When the entry was last checked."),
    "case": choice(
        "Automatic links: `exact` finds the names in exactly these letters, `any` everywhere in "
        "any letter case.",
        "exact",
        "any",
    ),
    "no-autolink": Option(
        read_switch,
        "switch",
        "Keeps the term from being linked automatically.",
    ),
    "faq": Option(read_switch, "switch", "`no` leaves out the generated questions."),
    "layout": choice(
        "By default `section` directly in a section, else `card`. With `page`, explanation, "
        "examples, questions and sources are sections too.",
        "section",
        "card",
        "page",
        about="card",
    ),
    "id": Option(
        read_anchor,
        "id",
        "The card's anchor, exactly; by default `term-<slug>`. Ids that begin with `mt-` are "
        "reserved for hover cards.",
        about="anchor",
    ),
    "name": Option(read_line, "text", "A label for `:ref:`.", about="card"),
    "class": Option(_words, "words", "CSS classes of the card.", about="card"),
    "scope": Option(
        read_line, "(reserved)", "Reserved for several meanings of one name.", about="card"
    ),
}

FIELDS = {
    name: name.replace("-", "_") for name, option in TERM_OPTIONS.items() if option.about == "term"
}
"""Options that are facts about the term, each with the field of its record."""

TRANSLATED = {
    name: option
    for kind in ("each", "key", "whole")
    for name, option in TERM_OPTIONS.items()
    if option.translated == kind
}
"""Options with translatable values, in the order of the messages in catalogues."""

EXAMPLE_OPTIONS: dict[str, Option] = {}

QUESTION_OPTIONS: dict[str, Option] = {
    "id": Option(
        read_id,
        "id",
        "The end of the question's anchor, `question-<slug>-<id>`, by default its number; that "
        "of a generated question (`definition`, `example`, `level`, `related-…`) replaces it.",
    ),
}

FACTS_OPTIONS: dict[str, Option] = {}

SOURCE_OPTIONS: dict[str, Option] = {
    "url": Option(
        read_line,
        "address",
        "A complete http, https or mailto address, or `doi:…`, `arxiv:…`, `rfc:…`.",
    ),
}


COMPARE_OPTIONS: dict[str, Option] = {
    "rows": Option(
        split_list,
        "list",
        "The rows to show, in this order: `definition`, `category`, `level`, `example`, "
        "`requires`, and the keys of facts. By default all rows with content.",
    ),
    "title": Option(read_line, "text", "The caption; by default the names of the terms."),
    "id": Option(read_id, "id", "The anchor; by default `compare-<slug>-vs-<slug>`."),
    "name": Option(read_line, "text", "A label for `:ref:`."),
    "class": Option(_words, "words", "CSS classes."),
}


def _all_of(*choices: str) -> Callable[[str], tuple[str, ...]]:
    def read(text: str) -> tuple[str, ...]:
        return tuple(read_choice(item, choices) for item in split_list(text))

    return read


LIST_OPTIONS: dict[str, Option] = {
    "category": Option(split_list, "list of keys", "Only terms of these categories."),
    "level": Option(split_list, "list of keys", "Only terms of these levels."),
    "tags": Option(split_list, "list", "Only terms with one of these tags."),
    "status": Option(
        _all_of("current", "draft", "deprecated"),
        "list of `current`, `draft`, `deprecated`",
        "Only terms of this status; `current` is neither draft nor deprecated.",
    ),
    "path-to": Option(
        read_line,
        "term",
        "A learning path: this term after everything that it requires, directly or indirectly, "
        "so that each term comes after its prerequisites.",
    ),
    "display": choice("How terms are shown; by default `cards`.", *DISPLAYS),
    "group-by": choice(
        "The headings; by default `letter`, but `none` for tables, paths and lists of names.",
        "letter",
        "category",
        "level",
        "none",
    ),
    "columns": choice(
        "Columns of cards or names, if they fit.", "1", "2", "3", "4", form="`1` to `4`"
    ),
    "limit": Option(read_count, "number", "The maximum number of terms."),
    "filter": Option(
        read_switch,
        "switch",
        "A search box that narrows the list; needs JavaScript.",
    ),
    "home": Option(
        read_switch,
        "switch",
        "Cards link the badge of this list's category to this list.",
    ),
    "id": Option(read_id, "id", "The anchor; by default the directive's name and a number."),
    "name": Option(read_line, "text", "A label for `:ref:` with a text of its own."),
    "class": Option(_words, "words", "CSS classes."),
}


def _as_in_lists(*names: str) -> dict[str, Option]:
    return {name: LIST_OPTIONS[name] for name in names}


CATEGORIES_OPTIONS = _as_in_lists("id", "name", "class")

FAQ_OPTIONS = {
    "questions": choice(
        "`written` leaves out the generated questions; by default `all`.", "all", "written"
    ),
    **_as_in_lists("category", "level", "tags", "status", "path-to", "limit"),
    **CATEGORIES_OPTIONS,
}

DAY_OPTIONS = _as_in_lists("category", "level", "tags", "status", "id", "name", "class")


class AnyOption(dict[str, Any]):
    """An ``option_spec`` that accepts every option as text.

    docutils drops a whole directive if one option is unknown or wrong; we keep the card and warn,
    so the options are checked by our own reader instead.
    """

    def __contains__(self, name: object) -> bool:
        return True

    def __getitem__(self, name: str) -> Callable[[str | None], str]:
        return _as_text

    def __bool__(self) -> bool:
        return True


def _as_text(value: str | None) -> str:
    return value or ""
