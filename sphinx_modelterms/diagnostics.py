"""Warnings: one enum of subtypes, and one function that warns.

The warnings reference of the manual is printed from :class:`Subtype`.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_modelterms.glossary.text.characters import printable

if TYPE_CHECKING:
    from docutils.nodes import Node

LOGGER = logging.getLogger(__name__)

WARNING_TYPE = "modelterms"


class Subtype(Enum):
    """Subtypes of warnings; ``help`` is the explanation and cure for the manual."""

    help: str

    def __new__(cls, code: str, help_: str = "") -> Subtype:
        member = object.__new__(cls)
        member._value_ = code
        member.help = help_
        return member

    CONFIG = (
        "config",
        "A configuration value has a mistake. The valid part of it is used, or else the default.",
    )
    NO_NAME = (
        "no-name",
        "A `term`, `term-question` or `term-source` directive has no text on its first line. "
        "Write the name, the question or the title there.",
    )
    NAME_LINES = (
        "name-lines",
        "The text on the line of a `term`, a question or a comparison is followed directly by "
        "further lines: in reST, a blank line is missing before the body. The first line is taken "
        "as the name, the question or the names, the others as the body.",
    )
    UNKNOWN_OPTION = (
        "unknown-option",
        "A directive has an option, a page a field, or a text a class that does not exist. "
        "The message names the nearest ones; the rest of the card is shown.",
    )
    BAD_VALUE = (
        "bad-value",
        "An option's value cannot be used (a date, a switch, an id, a choice). "
        "The option is ignored; the message lists the allowed values.",
    )
    RESERVED_OPTION = (
        "reserved-option",
        "The option is reserved for a later release and does nothing yet.",
    )
    MISPLACED_OPTION = (
        "misplaced-option",
        "Lines that look like options are at the start of the body or below the text, or an "
        "option is not written with two colons and a space, or its block of `---` is not closed. "
        "In reST, options follow the directive line without a blank line; in Markdown they are "
        "the first lines of the fence. Or a field of the page is below its title.",
    )
    UNKNOWN_LEVEL = (
        "unknown-level",
        "The level is not one of `modelterms_levels`. Keys are compared exactly.",
    )
    UNKNOWN_CATEGORY = (
        "unknown-category",
        "The category is not one of `modelterms_categories`. "
        "While that is empty, only lists are checked: for categories that no term has.",
    )
    UNKNOWN_TAG = (
        "unknown-tag",
        "A list names a tag that no term has, so that it selects nothing. "
        "The message names the nearest existing tags.",
    )
    EMPTY_DEFINITION = (
        "empty-definition",
        "The term has no definition: its body must begin with a paragraph.",
    )
    EMPTY_PART = (
        "empty-part",
        "An example, question, list of facts or source has no content and is left out.",
    )
    BAD_FACT = (
        "bad-fact",
        "A line of `term-facts` isn't `key: value`, or repeats a key; letter case is ignored.",
    )
    FENCE = (
        "fence",
        "In Markdown, a fence within a directive is as long as the directive's own, and so ends "
        "it. Make the outer fence longer.",
    )
    NO_DIRECTIVE = (
        "no-directive",
        "Something looks like a directive of the extension, but is a comment (`.. term: X`, with "
        "one colon), a block of code (in a language `term`, indented, on one line, or with other "
        "brackets or spaces) or plain text: without an empty line above it, in the other markup "
        "than the page, without a fence of its own, as an entry of a `glossary`, or a colon fence "
        "where MyST-Parser does not read them. The message shows what to write. If a project has "
        "a plain glossary, `term` is reported from its first term on.",
    )
    NO_ROLE = (
        "no-role",
        "Something looks like a role of the extension, but is plain text: it is written in the "
        "other markup than the page, with quotes instead of backticks, with other brackets, "
        "behind its text, within bold text, or a sign is missing or too many; or `{.no-autolink}` "
        "is where MyST-Parser does not read it. The message shows what to write. Of Sphinx's "
        "own role `term` this is reported from the project's first term on.",
    )
    MISPLACED_PART = (
        "misplaced-part",
        "`term-example`, `term-question`, `term-facts` or `term-source` is outside of a `term`, "
        "or nested within other content of its body. It is shown in place, but is not part of the "
        "term. Or a `term` is inside another one, or a `term-faq` that repeats its questions.",
    )
    HEADING = (
        "heading",
        "A term's body contains a heading. It is rendered as a rubric, because cards have their "
        "own headings. A transition (a line across the page) is left out.",
    )
    DUPLICATE_NAME = (
        "duplicate-name",
        "Two terms have the same name. References go to the first (by document name); "
        "rename one, or merge them.",
    )
    DUPLICATE_ALIAS = (
        "duplicate-alias",
        "An alias or abbreviation is also the name, alias or abbreviation of another term. "
        "References find the exact spelling first, then names before aliases, then the first "
        "document.",
    )
    DUPLICATE_ID = (
        "duplicate-id",
        "Two elements of a page have the same id. The later one gets a number; "
        "give it an `:id:` of its own.",
    )
    AMBIGUOUS = (
        "ambiguous",
        "A reference names several terms that share an alias, an abbreviation or a form. "
        "It links to the first of them; write the name of the one that you mean.",
    )
    UNKNOWN_TERM = (
        "unknown-term",
        "`related`, `requires`, `broader`, `replaced-by` or a directive that takes names of terms "
        "names one that does not exist. "
        "It is left out; the message names the nearest terms.",
    )
    BAD_COMPARISON = (
        "bad-comparison",
        "A comparison has fewer than two terms, more than six, or the same term twice. "
        "The rest is shown.",
    )
    UNKNOWN_ROW = (
        "unknown-row",
        "`rows` names a row that the compared terms do not have. "
        "It is left out; the message lists the available rows.",
    )
    LIMIT = (
        "limit",
        "Data files exceed a limit (`modelterms_limits`). The excess is cut or left out; the "
        "message says where.",
    )
    DATA = (
        "data",
        "Something in a data file cannot be used. The message names the line, the value and the "
        "cure; the rest of the file is read.",
    )
    DATA_PATH = (
        "data-path",
        "A pattern of `modelterms_data` matches no file, or a file cannot be read, or it is "
        "outside of the source directory.",
    )
    UNKNOWN_RECORD = (
        "unknown-record",
        "A `term` directive without a body names no record of the data files. "
        "The message names the nearest ones.",
    )
    UNPLACED = (
        "unplaced",
        "Data files have terms that no page shows. Place each with a `term` directive without a "
        "body, or generate pages with `modelterms_pages`.",
    )
    PAGES = (
        "pages",
        "A generated page cannot be written, a file that is not ours has its name, you have "
        "edited it, or its folder is outside of the source directory. Such files are left alone, "
        "like a page of yours with the name of the index from A to Z, `modelterms-index`.",
    )
    ENCODING = (
        "encoding",
        "A page is not in the encoding of the project, such as Latin-1 instead of UTF-8. "
        "Save it as UTF-8. What cannot be read is shown as a question mark in a diamond.",
    )
    UNWRITABLE = (
        "unwritable",
        "A file that the extension keeps or writes cannot be written: another program has locked "
        "it, the folder is read-only, the disk is full. The old file stays, and the build goes "
        "on. The message describes the consequence.",
    )
    OTHER_MARKUP = (
        "other-markup",
        "The text of a data file is in Markdown and the page that shows it in reStructuredText, "
        "or the other way round: the file declares it, or the text has links, headings or fences "
        "that mean nothing in the other markup. It is shown as plain text.",
    )
    UNSAFE_TEXT = (
        "unsafe-text",
        "The text of a data file contains something that only pages may contain: raw HTML, a "
        "download, an image from elsewhere, an address that is not allowed, a class or another "
        "attribute that themes and browsers react to, a label, a table within a table, a "
        "directive or role that does more than format text.",
    )
    LOST_ANSWER = (
        "lost-answer",
        "The stored copy of an answer cannot be read, so that an FAQ section shows a link "
        "instead. Build again with the option `-E`.",
    )
    TRANSLATION = (
        "translation",
        "The extension is not translated into the language of the project, or a translation is "
        "not usable. English is used instead. A file `sphinx_modelterms.po` in one of "
        "`locale_dirs` adds a language or corrects a text.",
    )
    ODD_NAME = (
        "odd-name",
        "A name has asterisks or quotes around it, a colon at its end or its abbreviation in "
        "brackets, has attributes or tags of HTML, or is written as a role, which references "
        "would need, too; or an alias, a form or a tag has another sign than a comma between "
        "items; or `abbr`, or a free `category`, has several; or a tag begins with `#`. The "
        "message says what to write.",
    )
    NO_EFFECT = (
        "no-effect",
        "An option does nothing without another one: `replaced-by` without `status: deprecated`, "
        "`home` without `category`.",
    )
    CYCLE = (
        "cycle",
        "Terms require each other in a cycle, so that none can be read first. "
        "The message shows the whole cycle; remove one `requires`.",
    )
    SELF_RELATION = (
        "self-relation",
        "A term names itself under `related`, `requires`, `broader` or `replaced-by`. "
        "It is left out.",
    )
    QUALITY = (
        "quality",
        "A term breaks one of the rules that `modelterms_quality` switches on. "
        "The message begins with the rule's key.",
    )
    AVOIDED_WORD = (
        "avoided-word",
        "The text has a word that a term lists under `avoid`. The message names the term to write "
        "instead; put words that you want to keep in the role `no-autolink`. Text is checked with "
        "`modelterms_autolink` or `modelterms_report` only.",
    )
    INVENTORY_NAME = (
        "inventory-name",
        "A name has a word with a colon and then a number, as in `Rule of thumb: 3 sigmas`. "
        "Readers of `objects.inv` would end the name there and take the rest for another entry, "
        "so it is left out of that file; the term's id is in it.",
    )
    BAD_ADDRESS = (
        "bad-address",
        "An address is not allowed: only complete http, https and mailto addresses and the short "
        "forms `doi:`, `arxiv:` and `rfc:` are linked. The text is shown without a link.",
    )


LONGEST_MESSAGE = 1_500
"""Maximum length of a message: it quotes the author, whose texts can be of any length."""


def shortened(message: str) -> str:
    """Return *message* with its middle cut out if it is long: the end says what to do."""
    if len(message) <= LONGEST_MESSAGE:
        return message
    half = LONGEST_MESSAGE // 2
    return f"{message[:half]}…{message[-half:]}"


def warn(subtype: Subtype, message: str, location: Node | tuple[str, int] | str | None) -> None:
    """Warn the author, suppressibly, as ``modelterms.<subtype>``.

    :param message: the problem and its cure, without the subtype, which Sphinx adds
    :param location: a node, a ``(docname, line)`` pair, ``"path:line"``, or a docname
    """
    LOGGER.warning(
        printable(shortened(message)), type=WARNING_TYPE, subtype=subtype.value, location=location
    )
