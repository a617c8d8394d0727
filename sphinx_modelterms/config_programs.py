"""The configuration values about what programs read."""

from __future__ import annotations

from sphinx_modelterms.config_checks import read_members, read_switch
from sphinx_modelterms.config_field import option
from sphinx_modelterms.formats.table import FORMATS

JSON = option(
    True,
    read_switch,
    "bool",
    "If True, `modelterms.json` is written next to the HTML: the whole glossary for programs. "
    "So is `modelterms-terms.json`, without the places that mention each term.",
    rebuild="",
)

EXPORTS = option(
    list,
    read_members(tuple(FORMATS)),
    "list[str]",
    "The formats in which the glossary is written next to the HTML, for other programs: "
    + ", ".join(f"`{name}` (`{form.file_name}`)" for name, form in FORMATS.items())
    + ". Drafts are left out.",
    rebuild="",
)

JSONLD = option(
    False,
    read_switch,
    "bool",
    "If True, HTML pages describe their terms for programs: as JSON-LD in the vocabulary of "
    "schema.org. Pages with `term-faq` describe its questions and answers, too.",
    rebuild="html",
)
