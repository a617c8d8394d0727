"""Reader of whole files: from the tree to the head and the terms, without duplicates."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sphinx_modelterms.glossary.datafiles.keys import HEADER, unknown_key
from sphinx_modelterms.glossary.datafiles.records import DataFile, DataTerm
from sphinx_modelterms.glossary.datafiles.term_reader import TermReader
from sphinx_modelterms.glossary.datafiles.tree import (
    MOST_HINTS,
    FileProblem,
    Mapping,
    Refused,
    Sequence,
    Tree,
)
from sphinx_modelterms.glossary.datafiles.value_reader import ValueReader
from sphinx_modelterms.glossary.limits import DEFAULTS
from sphinx_modelterms.glossary.scopes import with_scope
from sphinx_modelterms.glossary.text.names import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_modelterms.glossary.limits import Limits


_KNOWN = (*HEADER, "terms")

_FORM = "Write a list under 'terms', in which each term has a 'name' and a 'definition'"

IN_YAML = "Begin each term with '- name: '"
IN_JSON = 'Write each term as {"name": "…", "definition": "…"}, between [ and ]'
"""The form of a term in a list, for messages, in each kind of file."""


def read_terms(
    tree: Tree, problems: list[FileProblem], limits: Limits = DEFAULTS, form: str = IN_YAML
) -> DataFile:
    """Return the terms of a file: one, a list of them, or a head with a list under ``terms``.

    :param problems: mistakes are appended here
    :param form: how a list of terms is written in this kind of file
    """
    if isinstance(tree, Sequence):
        return DataFile(terms=tuple(_terms(tree.items, problems, limits)))
    if not isinstance(tree, Mapping):
        if not isinstance(tree, Refused):
            message = "a data file must be a list of terms, or have a list under 'terms'"
            problems.append(FileProblem(tree.line, message))
        return DataFile()
    keys = {key.text for key, _ in tree.entries}
    if "name" in keys and "terms" not in keys:
        return DataFile(terms=tuple(_terms((tree,), problems, limits)))
    if "terms" not in keys:
        return _without_terms(tree, problems, limits, form)
    return _with_header(tree, problems, limits, form)


def _without_terms(
    tree: Mapping, problems: list[FileProblem], limits: Limits, form: str
) -> DataFile:
    """Return the head of a file without a list of terms.

    One message covers all keys that look like names of terms.
    """
    unknown = [key for key, _ in tree.entries if key.text not in HEADER]
    name = next((key.text for key in unknown if not nearest(key.text, _KNOWN)), "")
    written = f", and {name[:40]!r} isn't a field of a data file" if name else ""
    problems.append(
        FileProblem(tree.line, f"there are no 'terms' in the file{written}. {_FORM}. {form}")
    )
    entries = (entry for entry in tree.entries if not name or entry[0] not in unknown)
    return _with_header(replace(tree, entries=tuple(entries)), problems, limits, form)


def _with_header(
    tree: Mapping, problems: list[FileProblem], limits: Limits, form: str
) -> DataFile:
    values = ValueReader(problems, limits)
    header: dict[str, Any] = {}
    terms: tuple[Tree, ...] = ()
    for key, value in tree.entries:
        name = key.text
        if name == "terms" and isinstance(value, Sequence):
            terms = value.items
        elif name == "terms":
            values.wrong_shape(value, name, "a list", f". {form}")
        elif name not in HEADER:
            hint = len(problems) < MOST_HINTS
            message = unknown_key(name, _KNOWN, "a data file", hint=hint)
            problems.append(FileProblem(key.line, message))
        elif (read := values.option(name, HEADER[name], value)) is not None:
            header[name] = read
    header.pop("$schema", None)
    return DataFile(terms=tuple(_terms(terms, problems, limits)), **header)


def _terms(
    trees: tuple[Tree, ...], problems: list[FileProblem], limits: Limits
) -> Iterator[DataTerm]:
    seen: dict[str, DataTerm] = {}
    for tree in trees:
        term = TermReader(problems, limits).read(tree)
        if term is None:
            continue
        first = seen.setdefault(term.key, term)
        if first is term:
            yield term
        else:
            name = with_scope(term.name, term.scope)
            message = f"the term {name!r} is already on line {first.line}. Remove one of them"
            problems.append(FileProblem(term.line, message))
