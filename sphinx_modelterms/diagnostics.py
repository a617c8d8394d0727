"""Warnings: the subtypes, and the function that logs a warning.

The manual's reference of warnings is generated from :class:`Subtype`.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_modelterms.glossary.text.characters import printable
from sphinx_modelterms.glossary.text.full_stops import shortened, with_full_stop

if TYPE_CHECKING:
    from docutils.nodes import Node

LOGGER = logging.getLogger(__name__)

WARNING_TYPE = "modelterms"


class Subtype(Enum):
    """Subtypes of warnings; ``help`` explains each in the manual, and how to fix it."""

    help: str

    def __new__(cls, code: str, help_: str = "") -> Subtype:
        member = object.__new__(cls)
        member._value_ = code
        member.help = help_
        return member

    CONFIG = (
        "config",
        "A value in `conf.py` has a mistake. The valid part of the value is used; if nothing in "
        "it is valid, the default is.",
    )
    NO_NAME = (
        "no-name",
        "A `term`, `term-question` or `term-source` directive has nothing on its first line. "
        "Write the name, the question or the title there.",
    )
    NAME_LINES = (
        "name-lines",
        "In reST, text follows the first line of a `term`, `term-question` or `term-compare` "
        "directive without a blank line. The first line is used as the name, the question or the "
        "list of names, and the rest as the body. Add the blank line.",
    )
    UNKNOWN_OPTION = (
        "unknown-option",
        "An option of a directive, a name in page metadata, or a class of the extension doesn't "
        "exist. It is ignored, and the message suggests the nearest names.",
    )
    BAD_VALUE = (
        "bad-value",
        "An option has a value that can't be used, such as an impossible date or an unknown "
        "choice. The option is ignored, and the message says which values are allowed.",
    )
    MISPLACED_OPTION = (
        "misplaced-option",
        "An option is in the wrong place or form: after the text, below a blank line, without a "
        "colon or the space after it, or in a `---` block that isn't closed. Put options right "
        "below the directive's first line. Or page metadata is below the title: put it above.",
    )
    UNKNOWN_LEVEL = (
        "unknown-level",
        "The level is not a key of `modelterms_levels`, and is left out. Keys are case-sensitive.",
    )
    UNKNOWN_CATEGORY = (
        "unknown-category",
        "The category is not a key of `modelterms_categories`, and is left out. Keys are "
        "case-sensitive. If `modelterms_categories` is empty, terms can have any category, and "
        "the warning appears only if a list selects a category that no term has.",
    )
    UNKNOWN_SCOPE = "unknown-scope", "A page, a pattern or a class has a scope that no term has."
    UNKNOWN_TAG = "unknown-tag", "A list selects a tag that no term has."
    EMPTY_DEFINITION = "empty-definition", "The term has no definition. Begin its body with one."
    EMPTY_PART = "empty-part", "An empty example, question, list of facts or source is left out."
    BAD_QUIZ_QUESTION = (
        "bad-quiz-question",
        "A `term-quiz-question` has no 2 to 8 choices, or repeats another one. It is left out.",
    )
    EMPTY_QUIZ = "empty-quiz", "A `term-quiz` has no questions, and the message says why."
    BAD_FACT = (
        "bad-fact",
        "A line in `term-facts` isn't `key: value`, or repeats a key. Keys that differ only in "
        "letter case are kept, but are one row of a comparison.",
    )
    FENCE = (
        "fence",
        "In Markdown, a fence inside a directive is as long as the directive's own fence, and "
        "closes it too early; or a fence is never closed. Make the outer fence longer.",
    )
    NO_DIRECTIVE = (
        "no-directive",
        "Something looks like one of the extension's directives, but Sphinx reads it as a "
        "comment, code or plain text. Common causes: one colon instead of two (`.. term: X`), "
        "missing braces, too much indentation, no blank line above, reST syntax on a Markdown "
        "page or the reverse, a colon fence without MyST-Parser's `colon_fence`, or a `term` "
        "inside a `glossary`. The message shows what to write. If a project uses Sphinx's own "
        "glossary, `term` is checked once you define a first term.",
    )
    NO_ROLE = (
        "no-role",
        "Something looks like one of the extension's roles, but Sphinx reads it as plain text. "
        "Common causes: a missing character, quotes instead of backticks, reST syntax on a "
        "Markdown page or the reverse, a role inside bold text or after its text, or "
        "`{.no-autolink}` where MyST-Parser doesn't read attributes. The message shows what to "
        "write. Sphinx's own role `term` is checked once you define a first term.",
    )
    MISPLACED_PART = (
        "misplaced-part",
        "A `term-example`, `term-question`, `term-facts` or `term-source` is not directly in the "
        "body of a `term`. It is shown where you wrote it, but not as part of the card. Or a "
        "`term` is inside another one, or a `term-faq` repeats the questions around it.",
    )
    HEADING = (
        "heading",
        "A term's body contains a heading. It is rendered as a rubric, because cards have their "
        "own headings. A transition (a line across the page) is left out.",
    )
    DUPLICATE_NAME = (
        "duplicate-name",
        "Two terms have the same name and scope, and references go to the first one. Rename or "
        "merge them, or give them different scopes. Or a term has the same name as an entry of a "
        "`glossary`, and references of that name go to the entry. Remove one.",
    )
    DUPLICATE_ALIAS = (
        "duplicate-alias",
        "An alias or abbreviation of one term is also a name, an alias or an abbreviation of "
        "another. References prefer the exact spelling, then names over aliases, then the first "
        "document in alphabetical order.",
    )
    DUPLICATE_ID = (
        "duplicate-id",
        "Two elements of a page have the same id. The second one gets a number at its end. Give "
        "it its own `:id:`.",
    )
    AMBIGUOUS = (
        "ambiguous",
        "A reference or a text uses a name that several terms share: in scopes of which none is "
        "around it, or as an alias, an abbreviation or a form. The reference links to the first. "
        "Use the name of the term that you mean, with its scope. Or a class can name several "
        "scopes; the message says which classes name one.",
    )
    UNKNOWN_TERM = (
        "unknown-term",
        "`related`, `requires`, `broader`, `replaced-by`, a directive or the page metadata "
        "`no-autolink` names a term that doesn't exist. The name is left out, and the message "
        "suggests the nearest terms.",
    )
    BAD_COMPARISON = (
        "bad-comparison",
        "A comparison has fewer than two terms, more than six, or the same term twice. With more "
        "than six, the first six are compared.",
    )
    UNKNOWN_ROW = (
        "unknown-row",
        "`rows` names a row that none of the compared terms has. The row is left out, and the "
        "message lists the rows that exist.",
    )
    LIMIT = (
        "limit",
        "Something from a data file exceeds a limit in `modelterms_limits`, so pages show only "
        "part of it. The message says what is cut and how to raise the limit.",
    )
    DATA = (
        "data",
        "Something in a data file can't be used. The message gives the line and the value, and "
        "says what to write instead. The rest of the file is read.",
    )
    DATA_PATH = (
        "data-path",
        "A pattern in `modelterms_data` matches no file, or a file can't be read, or it lies "
        "outside both the source directory and the directory that contains `conf.py`.",
    )
    UNKNOWN_RECORD = (
        "unknown-record",
        "A `term` has no body, and no data file has its name. The message suggests near names.",
    )
    CHANGES = "changes", "A file of `term-changes` is missing or unusable, so nothing is shown."
    UNPLACED = (
        "unplaced",
        "Data files have terms that no page shows. Show each with a `term` directive without a "
        "body, or let `modelterms_pages` generate their pages.",
    )
    PAGES = (
        "pages",
        "A generated page isn't written: its directory is outside the source directory or "
        "read-only, you edited the page, or another file has its name. Your own files are kept. "
        "Or there is no index from A to Z, as a page of yours is named `modelterms-index`.",
    )
    ENCODING = (
        "encoding",
        "A page isn't in the encoding of the project, for example in Latin-1 instead of UTF-8. "
        "Save it as UTF-8. Until then, other bytes are shown as a question mark in a diamond.",
    )
    UNWRITABLE = (
        "unwritable",
        "A file can't be written, for example because another program has locked it, its "
        "directory is read-only or the disk is full. The old file stays, and the build continues. "
        "The message explains the consequence.",
    )
    OTHER_MARKUP = (
        "other-markup",
        "Text from a data file is Markdown where reST is expected, or the reverse. If the file's "
        "markup isn't that of the page that shows the term, the whole text is shown as plain "
        "text. If only a link, a heading or a fence is in the other markup, that part is shown as "
        "you wrote it.",
    )
    UNSAFE_TEXT = (
        "unsafe-text",
        "Text from a data file contains something that only pages may contain, such as raw HTML, "
        "a download, an image from another site, a `javascript:` URL, a CSS class, a label, a "
        "table within a table, or a directive or role that does more than format text. It is left "
        "out or shown as plain text.",
    )
    LOST_ANSWER = (
        "lost-answer",
        "A `term-faq` can't read the saved copy of an answer from another page, and shows a link "
        "instead. Build once with `sphinx-build -E`.",
    )
    TRANSLATION = (
        "translation",
        "The extension has no translation for the project's `language`, or a translation can't be "
        "used. English is used instead. To add a language or change a text, add a file "
        "`sphinx_modelterms.po` to one of your `locale_dirs`.",
    )
    ODD_NAME = (
        "odd-name",
        "A name, alias, form or tag contains something that probably doesn't belong there: "
        "asterisks or quotes around it, a colon at its end, its abbreviation in parentheses, "
        "HTML, attributes, a role, `#` before a tag, or several items without commas. Or `abbr` "
        "or `category` has several values. The message shows what to write.",
    )
    NO_EFFECT = (
        "no-effect",
        "An option has no effect because another one is missing: `replaced-by` needs `status: "
        "deprecated`, and `home` needs `category`. Or a list has names and `path-to`, which is "
        "then ignored, or it shows nothing, since all terms are entries of a `glossary`.",
    )
    CYCLE = (
        "cycle",
        "Terms require each other in a cycle, so none of them can be read first. The message "
        "shows the cycle. Remove one of the terms from `requires`.",
    )
    SELF_RELATION = "self-relation", "A term names itself in an option. The name is left out."
    QUALITY = (
        "quality",
        "A term or the text of a page breaks a rule that you switched on with "
        "`modelterms_quality`. The message begins with the name of the rule.",
    )
    AVOIDED_WORD = (
        "avoided-word",
        "A page uses a word that a term lists under `avoid`. The message says which term to use "
        "instead. To keep a word, for example in a quotation, write it in the role `no-autolink`. "
        "Pages are checked only if you use `modelterms_autolink`, `modelterms_report`, or a rule "
        "about text in `modelterms_quality`.",
    )
    BASELINE = (
        "baseline",
        "The file in `modelterms_baseline` doesn't exist, can't be read, or has lines that aren't "
        "in its format, for example after a merge conflict. Such lines are ignored. Write the "
        "file again with `python -m sphinx_modelterms baseline`.",
    )
    INVENTORY_NAME = (
        "inventory-name",
        "A name contains a word with a colon and then a number, as in `Rule of thumb: 3 sigmas`. "
        "Programs that read `objects.inv` would read it as another entry, so the name is left "
        "out of that file. Other projects can still link to the term by its id.",
    )
    OTHER_PROJECT = (
        "other-project",
        "The terms of a project in `modelterms_other` can't be fetched or read, so links to them "
        "have no hover cards.",
    )
    OTHER_CHANGED = (
        "other-changed",
        "Terms of other projects differ from the file in `modelterms_other_lock`, or the file "
        "can't be read. Pages show the terms in the file, as far as it has them.",
    )
    BAD_ADDRESS = (
        "bad-address",
        "The URL of a source isn't allowed. Use a complete `https:`, `http:` or `mailto:` URL, or "
        "`doi:`, `arxiv:` or `rfc:` and an identifier. The title is shown without a link.",
    )


def warn(subtype: Subtype, message: str, location: Node | tuple[str, int] | str | None) -> None:
    """Log a warning of the type ``modelterms.<subtype>``, which authors can suppress.

    :param message: the problem and how to fix it; the final full stop is added here
    :param location: a node, a ``(docname, line)`` pair, ``"path:line"``, or a docname
    """
    text = printable(with_full_stop(shortened(message)))
    LOGGER.warning(text, type=WARNING_TYPE, subtype=subtype.value, location=location)
