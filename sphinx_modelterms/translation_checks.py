"""Checks of the catalogues with which projects reword or translate our texts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern
from sphinx_modelterms.glossary.text.names import nearest

if TYPE_CHECKING:
    from babel.messages.catalog import Message

COMPLETE = Path(__file__).parent / "locale" / "de" / "LC_MESSAGES" / "sphinx_modelterms.mo"
"""A catalogue that contains all messages."""

_LINE = lazy_pattern(
    r'\s*+(?:#.*|(?:(?:msgid|msgid_plural|msgctxt|msgstr(?:\[\d+\])?)\s*+)?"(?:[^"\\]|\\.)*+"\s*+)?'
)
"""A valid line of a catalogue; other parsers guess the meaning of an invalid one."""


def check_own_words(path: Path) -> dict[str, str]:
    """Check the catalogue at *path*, and warn of mistakes.

    :returns: the location of each message in it
    """
    try:
        lines = path.read_text("utf-8", "replace").splitlines()
        wrong = (n for n, line in enumerate(lines, 1) if not _LINE.fullmatch(line.strip("\ufeff")))
        if number := next(wrong, 0):
            message = f"{lines[number - 1][:40]!r} isn't valid in a catalogue (.po file)"
            cure = "Write 'msgid \"…\"' and 'msgstr \"…\"', with quotes around both texts"
            warn(Subtype.TRANSLATION, f"{message}. {cure}", f"{path}:{number}")
            return {}
        with path.open("rb") as file:
            messages = [message for message in read_po(file) if _first(message)]
        with COMPLETE.open("rb") as file:
            known = {_first(message) for message in read_mo(file)}
    except (OSError, ValueError) as error:
        warn(Subtype.TRANSLATION, f"can't read the catalogue: {error}", f"{path}:1")
        return {}
    places = {_first(message): f"{path}:{message.lineno or 1}" for message in messages}
    for text, place in places.items():
        if text not in known:
            _warn_of_unknown(text, known, place)
    return places


def _first(message: Message) -> str:
    """Return the English text; of a message with plural forms, the singular."""
    return message.id if isinstance(message.id, str) else message.id[0]


def _warn_of_unknown(text: str, known: set[str], place: str) -> None:
    near = nearest(text, known)
    cure = f"Did you mean {near[0]!r}?" if near else "Copy it from the extension's catalogues"
    message = f"the msgid {text[:80]!r} isn't one of the extension's texts. {cure}"
    warn(Subtype.TRANSLATION, message, place)
