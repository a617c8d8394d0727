"""The options of the directives: each once, with how it is read and what it means.

The options reference of the manual is printed from :data:`TERM_OPTIONS` and the tables beside it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary import fields
from sphinx_modelterms.glossary.names import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sphinx.util.docutils import SphinxDirective


class Option(NamedTuple):
    """One option of a directive."""

    read: Callable[[str], Any]
    """Turns its text into a value, or raises ``ValueError``."""
    form: str
    """What an author writes, for the manual."""
    help: str


def _choice(*choices: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        return fields.read_choice(text, choices)

    return read


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


TERM_OPTIONS: dict[str, Option] = {
    "abbr": Option(fields.read_line, "text", "The abbreviation; `:term:` finds the term by it."),
    "aliases": Option(fields.split_list, "list", "Other names; `:term:` finds the term by each."),
    "category": Option(fields.read_line, "key", "One of `modelterms_categories`."),
    "level": Option(fields.read_line, "key", "One of `modelterms_levels`."),
    "related": Option(
        fields.split_list, "list of terms", "Shown on the card with category and definition."
    ),
    "requires": Option(fields.split_list, "list of terms", "What to read first."),
    "broader": Option(fields.split_list, "list of terms", "The wider concepts this is a kind of."),
    "tags": Option(fields.split_list, "list", "Free keywords, shown beside the level."),
    "forms": Option(
        fields.split_list,
        "list",
        "Inflected forms that count as the term but are not shown; not used yet.",
    ),
    "avoid": Option(fields.split_list, "list", "Words that should not be used for this concept."),
    "former-names": Option(fields.split_list, "list", "What the term was called before."),
    "status": Option(
        _choice("draft", "deprecated"), "`draft` or `deprecated`", "Shows a notice on the card."
    ),
    "replaced-by": Option(
        fields.read_line, "term", "The term to use instead; linked from the notice."
    ),
    "reviewed": Option(fields.read_date, "date, YYYY-MM-DD", "When the entry was last checked."),
    "case": Option(
        _choice("exact", "any"),
        "`exact` or `any`",
        "Whether letter case matters to automatic linking; not used yet.",
    ),
    "no-autolink": Option(
        fields.read_switch,
        "switch",
        "Keeps the term from being linked automatically; not used yet.",
    ),
    "faq": Option(fields.read_switch, "switch", "`no` leaves out the generated questions."),
    "layout": Option(
        _choice("section", "card", "page"),
        "`section`, `card` or `page`",
        "By default `section` directly in a section, else `card`. With `page`, explanation, "
        "examples, questions and sources are sections too.",
    ),
    "id": Option(fields.read_id, "id", "The card's anchor, exactly; by default `term-<slug>`."),
    "name": Option(fields.read_line, "text", "A label for `:ref:`."),
    "class": Option(_words, "words", "CSS classes of the card."),
    "scope": Option(fields.read_line, "(reserved)", "Kept for several meanings of one name."),
}

EXAMPLE_OPTIONS: dict[str, Option] = {}

QUESTION_OPTIONS: dict[str, Option] = {
    "id": Option(
        fields.read_id,
        "id",
        "The end of the question's anchor, `question-<slug>-<id>`, by default its number; that "
        "of a generated question (`definition`, `example`, `level`, `related-…`) replaces it.",
    ),
}

FACTS_OPTIONS: dict[str, Option] = {}

SOURCE_OPTIONS: dict[str, Option] = {
    "url": Option(
        fields.read_line,
        "address",
        "A complete http, https or mailto address, or `doi:…`, `arxiv:…`, `rfc:…`.",
    ),
}


COMPARE_OPTIONS: dict[str, Option] = {
    "rows": Option(
        fields.split_list,
        "list",
        "The rows to show, in this order: `definition`, `category`, `level`, `example`, "
        "`requires`, and the keys of facts. By default all that a term fills.",
    ),
    "title": Option(fields.read_line, "text", "The caption; by default the names of the terms."),
    "id": Option(fields.read_id, "id", "The anchor; by default `compare-<slug>-vs-<slug>`."),
    "name": Option(fields.read_line, "text", "A label for `:ref:`."),
    "class": Option(_words, "words", "CSS classes."),
}


def _all_of(*choices: str) -> Callable[[str], tuple[str, ...]]:
    def read(text: str) -> tuple[str, ...]:
        return tuple(fields.read_choice(item, choices) for item in fields.split_list(text))

    return read


LIST_OPTIONS: dict[str, Option] = {
    "category": Option(fields.split_list, "list of keys", "Only terms of these categories."),
    "level": Option(fields.split_list, "list of keys", "Only terms of these levels."),
    "tags": Option(fields.split_list, "list", "Only terms with one of these tags."),
    "status": Option(
        _all_of("current", "draft", "deprecated"),
        "list of `current`, `draft`, `deprecated`",
        "Only terms of this status; `current` is neither draft nor deprecated.",
    ),
    "path-to": Option(
        fields.read_line,
        "term",
        "A learning path: this term after all that it requires, directly or not, so that nothing "
        "comes before what it needs.",
    ),
    "display": Option(
        _choice("cards", "table", "definitions", "names"),
        "`cards`, `table`, `definitions` or `names`",
        "How terms are shown; by default `cards`.",
    ),
    "group-by": Option(
        _choice("letter", "category", "level", "none"),
        "`letter`, `category`, `level` or `none`",
        "The heads; by default `letter`, but `none` for tables and learning paths.",
    ),
    "columns": Option(
        _choice("1", "2", "3", "4"), "`1` to `4`", "Columns of cards or names, if they fit."
    ),
    "limit": Option(fields.read_count, "number", "At most so many terms."),
    "filter": Option(
        fields.read_switch, "switch", "A search box that narrows the list; needs JavaScript."
    ),
    "home": Option(
        fields.read_switch, "switch", "The badge of this list's category leads here from cards."
    ),
    "id": Option(
        fields.read_id, "id", "The anchor; by default the directive's name and a number."
    ),
    "name": Option(fields.read_line, "text", "A label for `:ref:` with a text of its own."),
    "class": Option(_words, "words", "CSS classes."),
}


def _as_in_lists(*names: str) -> dict[str, Option]:
    return {name: LIST_OPTIONS[name] for name in names}


CATEGORIES_OPTIONS = _as_in_lists("id", "name", "class")

FAQ_OPTIONS = {
    "questions": Option(
        _choice("all", "written"),
        "`all` or `written`",
        "`written` leaves out the generated questions; by default `all`.",
    ),
    **_as_in_lists("category", "level", "tags", "status", "path-to", "limit"),
    **CATEGORIES_OPTIONS,
}

DAY_OPTIONS = _as_in_lists("category", "level", "tags", "status", "id", "name", "class")


class AnyOption(dict[str, Any]):
    """An ``option_spec`` that accepts every option as text.

    docutils drops a whole directive when one option is unknown or wrong; we keep the card and
    warn, so options are checked by :func:`read_options` instead.
    """

    def __contains__(self, name: object) -> bool:
        return True

    def __getitem__(self, name: str) -> Callable[[str | None], str]:
        return _as_text

    def __bool__(self) -> bool:
        return True


def _as_text(value: str | None) -> str:
    return value or ""


def read_options(directive: SphinxDirective, known: Mapping[str, Option]) -> dict[str, Any]:
    """The values of the options of *directive*; wrong ones are warned about and left out."""
    values: dict[str, Any] = {}
    lines = fields.option_lines(directive.block_text)
    for name, text in directive.options.items():
        location = option_location(directive, lines.get(name, 0))
        option = known.get(name)
        if option is None:
            warn(Subtype.UNKNOWN_OPTION, _unknown_option(directive.name, name, known), location)
            continue
        if option.read is fields.split_list:
            text = _raw_list(directive.block_text, name) or text
        try:
            values[name] = option.read(str(text))
        except ValueError as error:
            warn(Subtype.BAD_VALUE, f"{name}: {error}; the option is ignored", location)
    return values


def _unknown_option(directive: str, name: str, known: Mapping[str, Option]) -> str:
    if near := nearest(name, known):
        return f"{directive!r} has no option {name!r}; did you mean {' or '.join(near)}?"
    return f"{directive!r} has no option {name!r}; it takes {', '.join(sorted(known)) or 'none'}"


def _raw_list(block: str, name: str) -> str:
    """The lines of a list in a Markdown option block, which arrive folded into one."""
    line = fields.option_lines(block).get(name)
    lines = block.splitlines()
    if line is None or lines[line].strip() != f"{name}:":
        return ""
    return "\n".join(_items(iter(lines[line + 1 :])))


def _items(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        if not line.strip() or not (line[0].isspace() or line.startswith("- ")):
            return
        yield line.strip()


def option_location(directive: SphinxDirective, line: int) -> str:
    """Where an option stands, for messages.

    :param line: counted from the directive's own line
    """
    source, number = source_line(directive)
    return f"{source}:{number + line}"


def source_line(directive: SphinxDirective) -> tuple[str, int]:
    """The file and the line, from 1, of the directive itself.

    docutils names included files relative to the folder that the build was started in.
    """
    source, line = directive.get_source_info()
    return str(Path(str(source)).resolve()), line or directive.lineno
