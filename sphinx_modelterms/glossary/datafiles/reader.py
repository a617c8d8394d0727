"""Entry point for reading a data file: format, terms, and the list of mistakes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.datafiles.csv_reader import read_csv
from sphinx_modelterms.glossary.datafiles.file_reader import IN_JSON, IN_YAML, read_terms
from sphinx_modelterms.glossary.datafiles.json_reader import read_json
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

READERS = {".yml": read_yaml, ".yaml": read_yaml, ".json": read_json, ".csv": read_csv}

EMPTY = "the file is empty: write terms into it, or take it out of 'modelterms_data'"

LONGEST_MESSAGE = 400
"""Maximum length of a message: it quotes the file, whose values can be of any length."""


def read_file(name: str, content: bytes, limits: Limits = DEFAULTS) -> FileRead:
    """Return the terms of a file and all mistakes in it.

    :param name: path of the file as messages show it; the suffix determines the format
    :param limits: the limits of data files
    """
    problems: list[FileProblem] = []
    suffix = name[name.rfind(".") :].lower()
    if suffix not in READERS:
        problem = FileProblem(0, f"files of terms end in {', '.join(READERS)}")
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
    terms = (replace(term, file=name, markup=file.markup) for term in file.terms)
    return FileRead(replace(file, terms=tuple(terms)), _reported(problems, limits["messages"]))


def _reported(problems: list[FileProblem], most: int) -> tuple[FileProblem, ...]:
    """Return the first *most* problems in the order of lines, shortened for display."""
    ordered = sorted(problems, key=lambda problem: problem.line)
    first = [FileProblem(line, _shown(message)) for line, message in ordered[:most]]
    if more := ordered[most:]:
        first.append(
            FileProblem(more[0].line, f"from here on there are {len(more):,} more problems")
        )
    return tuple(first)


def _shown(message: str) -> str:
    if len(message) > LONGEST_MESSAGE:
        # Cut in the middle, since the end says what to do.
        half = LONGEST_MESSAGE // 2
        message = f"{message[:half]}…{message[-half:]}"
    return printable(message)
