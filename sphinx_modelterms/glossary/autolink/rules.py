"""Settings of automatic links, and the reasons why a name is linked or is not."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


OFF, ONCE_A_PAGE, ONCE_A_SECTION, ALL = MODES = ("off", "page", "section", "all")
"""Frequency of links to a term."""


class Settings(NamedTuple):
    """The configuration of automatic links."""

    mode: str = ONCE_A_PAGE
    limit: int = 0
    """Maximum number of links to a term on a page; 0 for any number."""
    budget: int = 0
    """Maximum number of links in a paragraph; 0 for any number."""
    levels: Sequence[str] = ()
    """Keys of the levels, from easy to hard."""
    without: Collection[str] = ()
    """Docnames of the pages without automatic links."""


class LinkRule(StrEnum):
    """The rule that decided about a name in the text; ``help`` is its description in
    the manual.
    """

    help: str

    def __new__(cls, key: str, help_: str = "") -> LinkRule:
        member = str.__new__(cls, key)
        member._value_ = key
        member.help = help_
        return member

    LINKED = "linked", "It is linked."
    AVOIDED = (
        "avoided",
        "It is a word to avoid; the warning `avoided-word` names the term.",
    )
    OFF = "off", "Automatic links are switched off."
    PAGE = (
        "page",
        "The page is left out: by `:no-autolink:` in its metadata, or by a pattern of "
        "`modelterms_autolink_exclude`.",
    )
    EXCLUDED = (
        "excluded",
        "It is in a node or class that `modelterms_autolink_exclude` names.",
    )
    NO_AUTOLINK = (
        "no-autolink",
        "It is in the role `no-autolink`, or in something with that class.",
    )
    HEADING = "heading", "It is in a heading, a rubric or the title of a block."
    CAPTION = "caption", "It is in a caption, or in the title of a source."
    TABLE_HEAD = "table-head", "It is in the head of a table, or in a stub column."
    NAME = (
        "name",
        "It is a name: in a definition list, a field or a signature.",
    )
    LINK = "link", "It is a part of a link."
    CODE = "code", "It is in code, a formula, or keyboard input."
    MARKUP = (
        "markup",
        "It is in other markup, or it begins inside of emphasis and ends outside.",
    )
    HIDDEN = "hidden", "It is not visible to readers."
    OWN_CARD = "own-card", "It is on the card of the term itself."
    TERM = "term", "The term says `:no-autolink:`."
    AMBIGUOUS = "ambiguous", "Several terms have this name."
    EVERYDAY = (
        "everyday",
        "It is an everyday English word, such as “make”, and is not written exactly as the name "
        "in the middle of a sentence. A term that has `:case:` is linked nevertheless.",
    )
    ALONE = (
        "alone",
        "It is an ordinary English word, such as “attention”, and no term that is related to this "
        "one or requires it is named in the same section. A term that has `:case:`, or no "
        "relations, is linked nevertheless.",
    )
    SHORT = (
        "short",
        "The name is a single letter or digit. A term that has `:case:` is linked nevertheless.",
    )
    LEVEL = "level", "The page's `:modelterms-level:` says that its readers know easier terms."
    LATER = "later", "The term is already linked, earlier on this page or in this section."
    LIMIT = "limit", "The page links the term `modelterms_autolink_limit` times already."
    BUDGET = (
        "budget",
        "The paragraph has `modelterms_autolink_budget` links of more specific terms.",
    )
