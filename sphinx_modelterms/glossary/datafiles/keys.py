"""The keys of data files: each once, with its help. Loader and schema are made of these tables."""

from __future__ import annotations

from sphinx_modelterms.glossary.misspelt_options import meant_option
from sphinx_modelterms.glossary.option_specs import (
    QUESTION_OPTIONS,
    SOURCE_OPTIONS,
    TERM_OPTIONS,
    Option,
    choice,
)
from sphinx_modelterms.glossary.option_values import read_line, read_switch
from sphinx_modelterms.glossary.text.names import nearest

ON_THE_PAGE = frozenset(name for name, x in TERM_OPTIONS.items() if x.about == "card")
"""Options that control how a page presents a term; data files describe only the term itself."""

DATA_OPTIONS: dict[str, Option] = {
    name: option for name, option in TERM_OPTIONS.items() if name not in ON_THE_PAGE
}

NAME = "What the term is called; each name once."

TEXTS = {
    "definition": "The meaning of the term, in one paragraph; other pages show it, too.",
    "explanation": "Further explanation, in any number of paragraphs.",
}
"""Parts of a term that are a single text in markup."""

PARTS = {
    "examples": "Examples, each a text.",
    "questions": "Questions, each with its answer.",
    "facts": "A table from key to value, for cards and comparisons.",
    "sources": "Sources for further reading, each with a title.",
}
"""Parts of a term that are several texts."""

QUESTION = {
    "question": "The question, in one paragraph.",
    "answer": "The answer, in any number of paragraphs.",
    "id": QUESTION_OPTIONS["id"].help,
}
QUESTION_NEEDS = ("question", "answer")

SOURCE = {
    "title": "The title, in one paragraph.",
    "url": SOURCE_OPTIONS["url"].help,
    "note": "Additional information, such as authors and year.",
}
SOURCE_NEEDS = ("title",)

MARKUPS = ("rst", "md")

HEADER: dict[str, Option] = {
    "$schema": Option(read_line, "address", "URL of the schema, for editors; not read."),
    "glossary": Option(read_line, "text", "The name of the glossary."),
    "language": Option(read_line, "text", "The language of the texts, such as `en`."),
    "licence": Option(read_line, "text", "The licence of the texts."),
    "markup": choice("The markup of the texts; by default that of the root page.", *MARKUPS),
    "pages": Option(read_switch, "switch", "`no` keeps the terms off generated pages."),
}

TERMS = "The terms of the file."


def canonical(key: str) -> str:
    """Return *key* as spelt in the tables; options may be written with underscores.

    >>> canonical("former_names")
    'former-names'
    """
    option = key.replace("_", "-")
    return option if option in DATA_OPTIONS else key


def wrong_term_key(key: str, *, hint: bool = True) -> str:
    """Return the message about an unknown *key* in a term; ``""`` if it is known."""
    known = ("name", *TEXTS, *PARTS, *DATA_OPTIONS)
    if canonical(key) in known:
        return ""
    if key in ON_THE_PAGE:
        return f"{key!r} is for a page: write it there, in 'term'"
    return unknown_key(key, known, "a term", hint=hint)


def unknown_key(key: str, known: tuple[str, ...], where: str, *, hint: bool = True) -> str:
    """Return the message about a key that is not one of *known*.

    :param hint: True to search for similar keys, which takes a while
    :param where: the enclosing object, for the message
    """
    key = key[:40]
    message = f"{where} has no field {key!r}"
    if not hint:
        return message
    if cure := meant_option(key, known):
        return f"{message}; {cure}"
    near = nearest(key.replace("_", "-"), known)
    return f"{message}; " + (
        f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(known)}"
    )
