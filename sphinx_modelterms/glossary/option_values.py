"""Readers of option values: lists, switches, dates, ids. Pure; they raise ``ValueError``."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.characters import without_controls
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern
from sphinx_modelterms.glossary.text.names import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

YES = frozenset({"", "on", "yes", "true"})
NO = frozenset({"off", "no", "false"})

NOTHING = frozenset({"None", "null"})
"""Values that mean "no value", as front matter of Markdown contains them."""

DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
ID = "[A-Za-z][A-Za-z0-9_.:-]*"

# Possessive quantifiers, so that a long run of spaces takes no quadratic time.
_TYPOGRAPHIC = "[\u201c\u201e]([^\u201c\u201d\u201e]++)[\u201c\u201d]|\xab([^\xab\xbb]++)\xbb"
"""An item in typographic quotes, as word processors write them."""
_ITEM = lazy_pattern(
    r'\s*+(?:(?:"((?:[^"\\]|\\.)*+)"|\'([^\']*+)\'|(?:' + _TYPOGRAPHIC + r")(?=\s*+(?:,|$)))\s*+"
    r"|((?![\"'])[^,]*+))(?:,|$)"
)
_IN_TYPOGRAPHIC = lazy_pattern(_TYPOGRAPHIC)


def split_list(text: str) -> tuple[str, ...]:
    """Return the items of a list option without duplicates; see :func:`split_items` for the
    syntax.
    """
    return tuple(dict.fromkeys(split_items(text)))


VERSION = r"[^\s:]{1,30}(?: [^\s:]{1,30}){0,2}"
"""A version, such as ``2.1`` or ``Release 7``."""


def split_changes(text: str) -> tuple[str, ...]:
    """Return the changes of a term: one on each line, or a list in another form of
    :func:`split_items`.

    :raises ValueError: if one doesn't begin with a version

    >>> split_changes("2.1: Also for images,\\n2.3 : text: too")
    ('2.1: Also for images,', '2.3: text: too')
    """
    written = text.strip()
    if written[:1] in {"[", '"', "'"} or written.startswith("- "):
        items = split_items(written)
    else:
        items = [line for line in without_controls(written).splitlines() if line.strip()]
    return tuple(dict.fromkeys(map(read_change, items)))


def read_change(text: str) -> str:
    """Return a change as its version, a colon and what has changed; the latter can be missing."""
    text = " ".join(without_controls(text).split())
    found = re.fullmatch(f"({VERSION}) ?(?::(.*))?", text)
    if not found or (found[2] is None and " " in text):
        raise ValueError(
            f"{text!r} doesn't begin with a version and a colon. Write each change on a line of "
            "its own, such as '2.1: Also for images'"
        )
    what = (found[2] or "").strip()
    return f"{found[1]}: {what}" if what else found[1]


def version_and_text(change: str) -> tuple[str, str]:
    """Return the version of a change and what has changed, which can be ``""``."""
    version, _, text = change.partition(":")
    return version.strip(), text.strip()


def split_items(text: str) -> list[str]:
    """Return the items of a list.

    Accepted: one line with commas (an item with a comma is quoted, also with “…”); several
    lines with an item each; ``[a, b]``; and ``- a`` lines, also folded into one line as Markdown
    delivers them.

    :raises ValueError: if the text has none of these forms

    >>> split_items('RAG, "Search, augmented"')
    ['RAG', 'Search, augmented']
    >>> split_items("- one - two words")
    ['one', 'two words']
    """
    text = without_controls(text).strip()
    if text.startswith("["):
        if not text.endswith("]"):
            raise ValueError(f"the list {text!r} begins with '[' but doesn't end with ']'")
        items = _split_commas(text[1:-1])
    elif text.startswith("- "):
        between = r"(?m)^[^\S\n]*+-\s+" if "\n" in text else r"(?:^|\s)-\s+"
        items = [_unquoted(item) for item in re.split(between, text) if item.strip()]
    else:
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        go_on = {line.endswith(",") for line in lines[:-1]}
        if len(go_on) > 1:
            raise ValueError("some lines of the list end with a comma and some don't")
        if go_on == {False}:
            items = [_unquoted(line) for line in lines]
        else:
            items = _split_commas(" ".join(lines))
    return [item for item in items if item]


def _split_commas(text: str) -> list[str]:
    items = []
    position = 0
    while position < len(text):
        match = _ITEM.match(text, position)
        if match is None:
            raise ValueError(f"in {text[position:]!r}, a comma must follow the closing quote")
        double, *others = match.groups()
        item = re.sub(r"\\(.)", r"\1", double or "") or next(filter(None, others), "")
        items.append(" ".join(item.split()))
        position = match.end()
    return items


def quoted(item: str) -> str:
    """Return *item* in quotes, as an item of a list that can contain commas."""
    escaped = item.replace("\\", r"\\").replace('"', r"\"")
    return f'"{escaped}"'


def _unquoted(item: str) -> str:
    item = " ".join(item.split())
    if len(item) > 1 and item[0] == item[-1] and item[0] in "\"'":
        return item[1:-1]
    found = _IN_TYPOGRAPHIC.fullmatch(item)
    return found[1] or found[2] if found else item


def read_switch(text: str) -> bool:
    """Return ``True`` for on, yes, true or an empty text, ``False`` for off, no, false; in any
    letter case.
    """
    word = text.strip().lower()
    if word in YES:
        return True
    if word in NO:
        return False
    raise ValueError(f"{text!r} is neither 'yes' nor 'no'")


def page_field(metadata: Mapping[str, object], name: str) -> str | None:
    """Return the field *name* of a page's metadata; ``None`` if it is missing.

    Underscores and capitals are accepted; the exact name takes precedence.

    >>> page_field({"No_Hover": True}, "no-hover")
    'True'
    """
    alike = (key for key in metadata if _same_name(str(key)) == name)
    key = name if name in metadata else next(alike, None)
    if key is None:
        return None
    value = str(metadata[key])
    return "" if value in NOTHING else value


def _same_name(key: str) -> str:
    return key.strip().lower().replace("_", "-")


def is_switched_on(metadata: Mapping[str, object], name: str) -> bool:
    """Return True if a page's *metadata* has the field *name* with a value other than "off"."""
    value = page_field(metadata, name)
    return value is not None and value.strip().lower() not in NO


def page_field_meant(key: str, known: Iterable[str]) -> str:
    """Return the one of the *known* fields of a page that *key* is a misspelling of, else ``""``.

    Other extensions may have fields with similar names, so only hyphens, the extension's name and
    a plural may be different.

    >>> page_field_meant("modelterms-hover", ["no-hover"]), page_field_meant("hover", ["no-hover"])
    ('no-hover', '')
    """
    known = list(known)
    if _same_name(key) in known:
        return ""
    bare = re.sub(r"[\W_]", "", key.lower()).removesuffix("s")
    ours = bare.startswith("modelterm")
    core = re.sub(r"^modelterms?", "", bare).removeprefix("no")
    for name in known:
        letters = name.replace("-", "")
        same = letters.removeprefix("modelterms").removeprefix("no") == core
        if bare == letters.removesuffix("s") or (ours and same):
            return name
    return ""


def read_date(text: str) -> str:
    """Return *text* if it is a date of the form ``YYYY-MM-DD``."""
    text = text.strip()
    try:
        # Python also accepts 20260102 and 2026-W01-5.
        if not re.fullmatch(DATE, text):
            raise ValueError
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError(f"{text!r} isn't a date such as 2026-03-31") from None


def read_choice(text: str, choices: tuple[str, ...]) -> str:
    """Return *text* in lower case if it is one of *choices*."""
    word = text.strip().lower()
    if word not in choices:
        near = " or ".join(map(repr, nearest(word, choices)))
        hint = f". Did you mean {near}?" if near else ""
        raise ValueError(f"{text!r} isn't one of {', '.join(map(repr, choices))}{hint}")
    return word


def read_id(text: str) -> str:
    """Return *text* if it can be an id: a letter, then letters, digits and ``-_.:``."""
    text = text.strip()
    if not re.fullmatch(ID, text):
        raise ValueError(
            f"{text!r} can't be an id. Begin with a letter, and use only letters, digits and the "
            "signs '-_.:'"
        )
    return text


def read_anchor(text: str) -> str:
    """Return *text* if it can be the id of a card; ids that begin with ``mt-`` belong to hover
    cards.
    """
    if read_id(text).startswith("mt-"):
        raise ValueError(f"{text!r} begins with 'mt-', which is reserved for hover cards")
    return text.strip()


def read_count(text: str) -> int:
    """Return *text* as a whole number above 0, of six digits at most."""
    if not re.fullmatch(r"[1-9]\d{0,5}", text.strip()):
        raise ValueError(f"{text!r} isn't a whole number from 1 to 999999")
    return int(text)


def read_line(text: str) -> str:
    """Return *text* with its white space collapsed."""
    return " ".join(without_controls(text).split())
