"""Cures: the exact words to write for a finding of the report, in the markup of their place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sphinx_modelterms.export.shapes import TEXT, Field, Kind
from sphinx_modelterms.glossary.option_specs import TERM_OPTIONS
from sphinx_modelterms.glossary.scopes import with_scope
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_modelterms.export.report_input import Report
    from sphinx_modelterms.glossary.model import Term


EXCLUDE = "modelterms_autolink_exclude"
HALF_WRONG = "if half or more of its samples are wrong."
WITHOUT_MEANT = "without the phrases that do mean the term."


class Cure(NamedTuple):
    """One way to cure a finding."""

    write: str
    """The words to paste."""
    when: str
    """A sentence that says where to paste them, and in which case."""


CURE: Kind[object, Cure] = Kind(
    "cure",
    "One way to cure a finding.",
    {
        "write": Field(TEXT, "The words to paste.", lambda _, c: c.write, always=True),
        "when": Field(
            TEXT, "The place for these words, and the case.", lambda _, c: c.when, always=True
        ),
    },
)


def role(report: Report, docname: str, source: str, name: str, text: str) -> str:
    """Return the role *name* around *text*, in the markup of a page or an included file.

    :param source: the file, if it is not the document's own, else ``""``
    """
    fence = "``" if "`" in text else "`"
    if report.sources.is_markdown(docname, source):
        return f"{{{name}}}{fence}{text}{fence}"
    escaped = text.replace("\\", "\\\\").replace("`", "\\`")
    return f":{name}:`{escaped}`"


def reference(report: Report, docname: str, source: str, text: str, term: Term) -> str:
    """Return a reference to *term* that shows *text*."""
    glossary = report.views.glossary
    meanings = glossary.meanings(text)
    is_found = len(meanings) == 1 and glossary.head(meanings[0].target) == term.target
    target = text if is_found else f"{text} <{_written_name(term)}>"
    return role(report, docname, source, "term", target)


def on_page(report: Report, docname: str, term: Term) -> str:
    """Return the line for the metadata of a page that keeps *term* from being linked there."""
    name = _written_name(term)
    if report.sources.is_markdown(docname, ""):
        return f"no-autolink: {json.dumps([name], ensure_ascii=False)}"
    return option_line("no-autolink", [name])


def exclude(term: Term, phrases: Sequence[str] = ()) -> Cure:
    """Return the items of the setting that keep *term* from being linked; only in *phrases*, if
    there are any.
    """
    items = [f"{excluded(term, phrase)}," for phrase in phrases or [""]]
    when = WITHOUT_MEANT if phrases else HALF_WRONG
    return Cure(" ".join(items), f"In the list {EXCLUDE} in conf.py: {when}")


def excluded(term: Term, phrase: str = "") -> str:
    """Return the item of the setting that keeps *term* from being linked, or only in *phrase*."""
    where = f" in {phrase}" if phrase else ""
    return json.dumps(f":term:`{_written_name(term)}`{where}", ensure_ascii=False)


def _written_name(term: Term) -> str:
    """Return the name by which a reference finds *term*, whatever other terms there are."""
    return with_scope(term.source_name, term.scope)


def option_line(name: str, values: Sequence[str]) -> str:
    """Return the line of an option of the ``term`` directive.

    >>> option_line("not-in", ["a b", "c, d"]), option_line("no-autolink", [])
    (':not-in: a b, "c, d"', ':no-autolink:')
    """
    quoted = (f'"{value}"' if "," in value else value for value in values)
    return f":{name}: {', '.join(quoted)}".rstrip()


def field_line(name: str, values: Sequence[str]) -> str:
    """Return the line of a field of a record in a YAML file.

    >>> field_line("not-in", ["a b"]), field_line("case", ["any"]), field_line("no-autolink", [])
    ('not_in: ["a b"]', 'case: any', 'no_autolink: true')
    """
    value = values[0] if values else "true"
    if TERM_OPTIONS[name].is_list:
        value = json.dumps([*values], ensure_ascii=False)
    return f"{name.replace('-', '_')}: {value}"


def with_option(term: Term, name: str, values: Sequence[str], when: str, where: str = "") -> Cure:
    """Return the cure by an option of *term*, or by a field of its record in a data file.

    :param where: the place of the option, if it isn't on the term
    """
    if term.data:
        return Cure(field_line(name, values), f"In its record: {when}")
    return Cure(option_line(name, values), f"{where or 'On the term'}: {when}")
