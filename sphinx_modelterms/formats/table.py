"""The table of formats. Its modules, and the libraries that they need, are loaded on use."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx_modelterms.formats.vocabulary import Vocabulary

    MakeContent = Callable[[Vocabulary, str], bytes]
    """Makes the content of a file of the format; the second argument is the file's name without
    suffix.
    """


class MissingExtra(ImportError):
    """The error for a format whose library isn't installed; the message is for the user."""


class Format(NamedTuple):
    """A format for other programs."""

    file_name: str
    """File name in the output of a build."""
    help: str
    module: str
    """Module of this package with a function ``content``."""
    extra: str = ""
    """The extra that installs the library."""
    is_text: bool = True
    """True if the content can be printed."""


FORMATS: Mapping[str, Format] = {
    "skos": Format("modelterms.ttl", "SKOS in Turtle, for terminology tools", "skos", "skos"),
    "tbx": Format("modelterms.tbx", "TBX version 2, for translation tools", "tbx"),
    "csv": Format("modelterms.csv", "a table, for spreadsheets", "spreadsheet"),
    "vale": Format(
        "modelterms-vale.zip", "a package for the prose linter Vale", "vale", is_text=False
    ),
    "anki": Format(
        "modelterms.apkg", "flashcards for Anki", "flashcards", extra="anki", is_text=False
    ),
    "markdown": Format("modelterms.md", "a page in Markdown", "markdown_page"),
    "jsonld": Format("modelterms.jsonld", "JSON-LD in the vocabulary of schema.org", "json_ld"),
}
"""All formats by their names, as users write them."""


def maker_of_content(name: str) -> MakeContent:
    """Return the function that makes the content of a file.

    :param name: a key of :data:`FORMATS`
    :raises MissingExtra: if the library for the format isn't installed
    """
    form = FORMATS[name]
    try:
        module = import_module(f"sphinx_modelterms.formats.{form.module}")
    except ImportError as error:
        if not form.extra:
            raise
        raise MissingExtra(
            f"the format {name!r} needs a package that isn't installed ({error.name}). "
            f"Install it with: python -m pip install 'sphinx-modelterms[{form.extra}]'"
        ) from None
    make: MakeContent = module.content
    return make
