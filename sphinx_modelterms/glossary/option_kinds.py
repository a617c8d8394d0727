"""An option of a directive or a field of a data file: its reader, form, help and kind of value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from sphinx_modelterms.glossary.option_values import (
    read_anchor,
    read_choice,
    read_date,
    read_id,
    read_line,
    read_switch,
    split_changes,
    split_list,
)
from sphinx_modelterms.glossary.scopes import read_scope
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable


ValueKind = Literal["text", "list", "switch", "date", "id", "choice", "changes", "other"]
About = Literal["term", "anchor", "card"]
Translated = Literal["", "each", "whole", "key"]

_KINDS: dict[Callable[[str], Any], ValueKind] = {
    read_line: "text",
    read_scope: "text",
    split_list: "list",
    split_changes: "changes",
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
        return self.kind in {"list", "changes"}

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


def read_words(text: str) -> tuple[str, ...]:
    """Return the words of *text*, such as names of CSS classes."""
    return tuple(text.split())


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
