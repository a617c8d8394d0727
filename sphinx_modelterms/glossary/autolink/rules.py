"""Settings of automatic links, and the rules that decide about each name in the text."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


OFF, ONCE_A_PAGE, ONCE_A_SECTION, ALL = MODES = ("off", "page", "section", "all")
"""Values of ``modelterms_autolink``: how often a term is linked."""


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
    without_terms: Collection[str] = ()
    """Names of the terms that are never linked."""
    without_phrases: Collection[tuple[str, str]] = ()
    """Names of terms, each with a phrase in which it isn't linked."""
    english: bool = True
    """True if the project's language is English, for the rules about its grammar."""
    for_rules: bool = False
    """True to find each name that means a term, for rules about text: terms with the option
    ``no-autolink`` and excluded ones are linked, too.
    """


class LinkRule(StrEnum):
    """The rule that decided about a name in the text; ``help`` describes it in the manual."""

    help: str

    def __new__(cls, key: str, help_: str = "") -> LinkRule:
        member = str.__new__(cls, key)
        member._value_ = key
        member.help = help_
        return member

    LINKED = "linked", "The name is linked."
    AVOIDED = (
        "avoided",
        "A term lists this word under `avoid`. The warning `avoided-word` says which term to use.",
    )
    OFF = "off", "Automatic links are switched off, because `modelterms_autolink` is `off`."
    PAGE = (
        "page",
        "The page has `no-autolink` in its metadata, for all terms or for this one, or matches a "
        "pattern in `modelterms_autolink_exclude`.",
    )
    EXCLUDED = (
        "excluded",
        "The name is in a node or an element with a class that `modelterms_autolink_exclude` "
        "lists.",
    )
    NO_AUTOLINK = (
        "no-autolink",
        "The name is in the role `no-autolink`, or in an element with the class `no-autolink`.",
    )
    HEADING = "heading", "The name is in a heading, a rubric or the title of a block."
    CAPTION = "caption", "The name is in a caption, or in the title of a source."
    TABLE_HEAD = "table-head", "The name is in the head of a table or of a row."
    NAME = (
        "name",
        "The name is the term of a definition list, the name of a field, or part of a signature.",
    )
    LINK = "link", "The name is part of a link."
    CODE = "code", "The name is in code, in a formula or in keyboard input."
    MARKUP = (
        "markup",
        "The name is in markup that can't contain a link, or only part of the name is emphasized.",
    )
    HIDDEN = "hidden", "Readers can't see this text."
    OWN_CARD = "own-card", "The name is on the card of its own term, or in its glossary entry."
    TERM = (
        "term",
        "The term has the option `no-autolink`, or `modelterms_autolink_exclude` lists it.",
    )
    NOT_IN = (
        "not-in",
        "The name is in a phrase that the term lists under `not-in`, or that "
        "`modelterms_autolink_exclude` lists for it.",
    )
    AMBIGUOUS = "ambiguous", "Several terms have this name or a form of it."
    EVERYDAY = (
        "everyday",
        "The name is a word of general English, such as “make”, and isn't written exactly like "
        "the term in the middle of a sentence; or it is used as one, as in “by contrast” or “the "
        "current version”. To link it, give the term the option `case`.",
    )
    CAPITALS = (
        "capitals",
        "The name is a single word in capital letters, as in “the PROJECTION parameter”, and none "
        "of the term's names or `forms` is written so. To link it, give the term the option "
        "`case` with the value `any`.",
    )
    ALONE = (
        "alone",
        "The name is an English word with a second meaning, such as “attention”, and its section "
        "names no related term, none that requires it, and none that it is compared with. Terms "
        "whose cards or glossary entries refer to each other count, too, on the whole page. To "
        "link the name, give the term the option `case`. This rule doesn't apply to terms without "
        "relations, comparisons and such references, nor to glossary entries that explain every "
        "eighth entry of the glossary, and three or more.",
    )
    VERB = (
        "verb",
        "The name is used as an English verb, as in “this also includes”, “to view images”, "
        "“Request write access” or “closing the file”. To link it, give the term the option "
        "`case`.",
    )
    SHORT = (
        "short",
        "The name is a single letter or digit. To link it, give the term the option `case`.",
    )
    LEVEL = (
        "level",
        "The page's `modelterms-level` is higher than the level of the term, so readers know it.",
    )
    SHARED = (
        "shared",
        "The name is in `rst_prolog` or `rst_epilog`, or in included text that is on most pages.",
    )
    REFERENCE = (
        "reference",
        "You refer to the term yourself, anywhere on this page or in this section.",
    )
    LATER = "later", "The term is already linked earlier on this page or in this section."
    LIMIT = "limit", "The page already has `modelterms_autolink_limit` links to the term."
    BUDGET = (
        "budget",
        "The paragraph already has `modelterms_autolink_budget` links to terms with longer names.",
    )
    CHANGED = (
        "changed",
        "Another extension removed or changed the text after it was read, so it isn't linked.",
    )
