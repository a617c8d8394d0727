"""Entry point for reading a data file: format, terms, and the list of mistakes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.datafiles.csv_reader import read_csv
from sphinx_modelterms.glossary.datafiles.file_reader import IN_JSON, IN_YAML, read_terms
from sphinx_modelterms.glossary.datafiles.json_reader import read_json
from sphinx_modelterms.glossary.datafiles.markdown_reader import read_markdown
from sphinx_modelterms.glossary.datafiles.records import DataFile, FileRead
from sphinx_modelterms.glossary.datafiles.tree import (
    FileProblem,
    UnreadableFile,
    decoded,
)
from sphinx_modelterms.glossary.datafiles.yaml_reader import read_yaml
from sphinx_modelterms.glossary.limits import DEFAULTS
from sphinx_modelterms.glossary.text.characters import printable

if TYPE_CHECKING:
    from sphinx_modelterms.glossary.limits import Limits

READERS = {
    ".yml": read_yaml,
    ".yaml": read_yaml,
    ".json": read_json,
    ".csv": read_csv,
    ".md": read_markdown,
}

EMPTY = "the file is empty. Add terms to it, or remove it from modelterms_data"

_SUFFIXES = "'.yml', '.yaml', '.json', '.csv' or '.md'"

LONGEST_MESSAGE = 400
"""Maximum length of a message: it quotes the file, whose values can be of any length."""


def read_file(name: str, content: bytes, limits: Limits = DEFAULTS) -> FileRead:
    """Return the terms of a data file, and all mistakes in it.

    Mistakes never raise an exception: everything that can be read is returned.

    :param name: the path of the file; its suffix determines the format: ``.yml``, ``.yaml``,
        ``.json``, ``.csv`` or ``.md``
    :param content: the content of the file
    :param limits: the limits of data files, as in ``modelterms_limits``
    """
    problems: list[FileProblem] = []
    suffix = name[name.rfind(".") :].lower()
    if suffix not in READERS:
        problem = FileProblem(
            0, f"only data files with the suffix {_SUFFIXES} are read. Rename the file"
        )
        return FileRead(DataFile(), (problem,))
    try:
        text = decoded(content, problems, limits["file"])
        if not text.strip():
            raise UnreadableFile(1, EMPTY)
        tree = READERS[suffix](text, problems, limits)
    except UnreadableFile as error:
        return FileRead(DataFile(), _reported([*problems, error.problem], limits["messages"]))
    form = IN_JSON if suffix == ".json" else IN_YAML
    file = read_terms(tree, problems, limits, form)
    markup = "md" if suffix == ".md" else file.markup
    terms = tuple(replace(term, file=name, markup=markup) for term in file.terms)
    found = replace(file, terms=terms, markup=markup)
    return FileRead(found, _reported(problems, limits["messages"]))


def _reported(problems: list[FileProblem], most: int) -> tuple[FileProblem, ...]:
    """Return the first *most* problems in the order of lines, shortened for display."""
    # A file on one line has many mistakes with one message, such as those about a character.
    ordered = sorted(dict.fromkeys(problems), key=lambda problem: problem.line)
    first = [FileProblem(line, _shown(message)) for line, message in ordered[:most]]
    if more := ordered[most:]:
        first.append(
            FileProblem(more[0].line, f"the file has {len(more):,} more problems from here on")
        )
    return tuple(first)


def _shown(message: str) -> str:
    if len(message) > LONGEST_MESSAGE:
        # Cut in the middle, since the end says what to do.
        half = LONGEST_MESSAGE // 2
        message = f"{message[:half]}…{message[-half:]}"
    return printable(message)
