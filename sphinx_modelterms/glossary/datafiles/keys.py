"""Tables of the keys of data files, each with its help; the loader and the schema use them."""

from __future__ import annotations

from sphinx_modelterms.glossary.misspelt_options import meant_option
from sphinx_modelterms.glossary.option_kinds import Option, choice
from sphinx_modelterms.glossary.option_specs import QUESTION_OPTIONS, SOURCE_OPTIONS, TERM_OPTIONS
from sphinx_modelterms.glossary.option_values import read_line, read_switch
from sphinx_modelterms.glossary.text.names import nearest

ON_THE_PAGE = frozenset(name for name, x in TERM_OPTIONS.items() if x.about == "card")
"""Options that control how a page presents a term; data files describe only the term itself."""

DATA_OPTIONS: dict[str, Option] = {
    name: option for name, option in TERM_OPTIONS.items() if name not in ON_THE_PAGE
}

NAME = "The name of the term, as text without markup. A second term with the same name is ignored."

TEXTS = {
    "definition": "The meaning of the term in one paragraph. Lists, comparisons, hover cards and "
    "other cards show it, too.",
    "explanation": "More about the term, in any number of paragraphs.",
}
"""Parts of a term that are a single text in markup."""

PARTS = {
    "examples": "Examples, each a text in markup.",
    "questions": "Questions, each with its answer.",
    "facts": "Facts, each a key with its value, such as `Range: 0 to 1`. Cards and comparisons "
    "show them.",
    "sources": "Sources and further reading, each with a title.",
    "quiz": "Questions with choices, which quizzes ask.",
}
"""Parts of a term that are several texts."""

QUESTION = {
    "question": "The question, in one paragraph.",
    "answer": "The answer, in any number of paragraphs.",
    "id": QUESTION_OPTIONS["id"].help,
}
QUESTION_NEEDS = ("question", "answer")

QUIZ_QUESTION = {
    "question": "The question, in one paragraph.",
    "choices": "A list of two to eight choices, the right one first, each in one paragraph.",
    "explanation": "Why the answer is right, in one paragraph.",
}
QUIZ_QUESTION_NEEDS = ("question", "choices")

SOURCE = {
    "title": "The title of the source, in one paragraph.",
    "url": SOURCE_OPTIONS["url"].help,
    "note": "Anything else about the source, such as its authors and year.",
}
SOURCE_NEEDS = ("title",)

MARKUPS = ("rst", "md")

HEADER: dict[str, Option] = {
    "$schema": Option(
        read_line,
        "URL",
        "The URL of the JSON Schema, for editors. Builds don't read it.",
    ),
    "glossary": Option(
        read_line,
        "text",
        "The name of the glossary, which becomes the title of the generated pages. If several "
        "files have one, the first is used.",
    ),
    "language": Option(
        read_line,
        "text",
        "The language of the texts, such as `en`. For people who read the file; builds don't use "
        "it.",
    ),
    "licence": Option(
        read_line,
        "text",
        "The license of the texts, such as `CC-BY-4.0`. For people who read the file; builds "
        "don't use it.",
    ),
    "markup": choice(
        "The markup of the texts: `rst` for reStructuredText, `md` for Markdown. By default, the "
        "markup of the root page.",
        *MARKUPS,
    ),
    "pages": Option(
        read_switch,
        "switch: `on` or `off`",
        "If off (`pages: no`), the terms of this file get no generated pages. On by default.",
    ),
}

TERMS = "The terms of the file, in any order."


TERM_KEYS = ("name", *TEXTS, *PARTS, *DATA_OPTIONS)
"""The fields of a term."""


def canonical(key: str) -> str:
    """Return *key* as spelt in the tables; options may be written with underscores.

    >>> canonical("former_names")
    'former-names'
    """
    option = key.replace("_", "-")
    return option if option in DATA_OPTIONS else key


def wrong_term_key(key: str, *, hint: bool = True) -> str:
    """Return the message about an unknown *key* in a term; ``""`` if it is known."""
    if canonical(key) in TERM_KEYS:
        return ""
    if key in ON_THE_PAGE:
        return f"{key!r} belongs on a page. Write it there, in the 'term' directive"
    return unknown_key(key, TERM_KEYS, "a term", hint=hint)


def unknown_key(key: str, known: tuple[str, ...], where: str, *, hint: bool = True) -> str:
    """Return the message about a key that is not one of *known*.

    :param hint: True to search for similar keys, which takes a while
    :param where: the enclosing object, for the message
    """
    key = key[:40]
    message = f"there is no field {key!r} in {where}"
    if not hint:
        return message
    if cure := meant_option(key, known):
        return f"{message}. {cure}"
    near = " or ".join(map(repr, nearest(key.replace("_", "-"), known)))
    return f"{message}. " + (
        f"Did you mean {near}?" if near else f"The fields are {', '.join(known)}"
    )
