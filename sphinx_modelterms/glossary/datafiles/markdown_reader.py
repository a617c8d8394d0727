"""Markdown reader: a file is one term, with its fields in front matter and its text below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.datafiles.keys import (
    ON_THE_PAGE,
    TERM_KEYS,
    wrong_term_key,
)
from sphinx_modelterms.glossary.datafiles.tree import (
    FileProblem,
    Mapping,
    Scalar,
    Sequence,
    Tree,
    UnreadableFile,
)
from sphinx_modelterms.glossary.datafiles.value_reader import is_nothing
from sphinx_modelterms.glossary.datafiles.yaml_reader import read_yaml
from sphinx_modelterms.glossary.limits import DEFAULTS
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern
from sphinx_modelterms.glossary.text.names import is_one_edit, nearest

if TYPE_CHECKING:
    from sphinx_modelterms.glossary.limits import Limits

FENCE = "---"
"""The line above and below the front matter."""

MORE = "<!--more-->"
"""The line below the summary, in Hugo and others."""

MEANT = {
    "name": ("glossaryTerm", "title", "term"),
    "aliases": ("aka", "synonyms"),
    "definition": ("short_description", "glossaryText"),
}
"""The fields that other programs call otherwise: Hugo, as Kubernetes uses it, MDN and TEv2."""

_HEADING = lazy_pattern(r" {0,3}#[ \t]+(\S.*?)(?:[ \t]+#+)?[ \t]*")
_UNDERLINE = lazy_pattern(r" {0,3}(=+|-+)[ \t]*")
_OTHER_BLOCK = lazy_pattern(r" {0,3}(?:#{1,6} |[-*+>|] |\d{1,9}[.)] |```|~~~|:::|<| {4})|\t")
"""The beginning of a block that isn't a paragraph."""

Entries = list[tuple[Scalar, Tree]]


def read_markdown(text: str, problems: list[FileProblem], limits: Limits = DEFAULTS) -> Tree:
    """Return the tree of a Markdown file: one term.

    :param problems: mistakes are appended here
    :raises UnreadableFile: if the file has no front matter, or it isn't valid YAML
    """
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        cure = (
            "Write the fields between two lines of '---' above the text, such as 'name: …'. If "
            "the file isn't a term, choose the others with a pattern in modelterms_data"
        )
        raise UnreadableFile(1, f"the file doesn't begin with front matter. {cure}")
    end = next((n for n, line in enumerate(lines) if n and line.rstrip() == FENCE), 0)
    if not end:
        raise UnreadableFile(1, "the front matter isn't closed. Write '---' below its last line")
    # A blank line in place of the first, so that numbers of lines are those of the file.
    front = read_yaml("\n".join(["", *lines[1:end]]), problems, limits)
    if not isinstance(front, Mapping):
        if not isinstance(front, Sequence) or front.items:
            raise UnreadableFile(2, "the front matter must be key-value pairs, such as 'name: …'")
        front = Mapping((), 1)
    entries = _fields(front)
    body = _Body(lines, end + 1)
    heading = body.take_heading()
    if not any(key.text == "name" for key, _ in entries):
        if heading is None:
            cure = "Add 'name: …' to the front matter"
            raise UnreadableFile(1, f"the term has neither a name nor a title. {cure}")
        entries.append((Scalar("name", heading.line, heading.line), heading))
    given = {key.text: key for key, value in entries if not is_nothing(value)}
    written = body.texts("definition" in given)
    for key, paragraphs in written:
        if key.text not in given:
            entries.append((key, paragraphs))
            continue
        message = f"the text below the front matter is left out, since {key.text!r} is above"
        problems.append(FileProblem(key.line, f"{message}. Keep one of them"))
    return Mapping(tuple(entries), 1)


def _fields(front: Mapping) -> Entries:
    """Return the fields of a term in front matter; others are for other programs.

    Those that look like a misspelt field are kept, for a message.
    """
    names = {key.text for key, value in front.entries if not is_nothing(value)}
    renamed = {
        meant: field
        for field, others in MEANT.items()
        if field not in names
        for meant in [other for other in others if other in names][:1]
    }
    foreign = {other for others in MEANT.values() for other in others}
    entries: Entries = []
    for key, value in front.entries:
        name = renamed.get(key.text, key.text)
        if name in foreign or (name in ON_THE_PAGE and name != "name"):
            continue
        if not wrong_term_key(name, hint=False) or _is_misspelt(name):
            entries.append((Scalar(name, key.line, key.text_line), value))
    return entries


LONG = ("name", "definition", "explanation", "aliases", "category", "related", "requires")
"""Fields that are recognized with several mistakes."""


def _is_misspelt(key: str) -> bool:
    """Return True if a field is nearly one of the extension. Those with another first letter are
    left to other programs.
    """
    key = key.lower().replace("_", "-")
    near = nearest(key, LONG, 1)
    if near and near[0][0] == key[0] and abs(len(near[0]) - len(key)) < 2:
        return True
    return len(key) > 2 and any(
        known[0] == key[0] and (is_one_edit(key, known) or known == f"{key}es")
        for known in TERM_KEYS
    )


class _Body:
    """The text below the front matter.

    :param start: index of its first line
    """

    def __init__(self, lines: list[str], start: int) -> None:
        self._lines = lines
        self._start = start

    def _skip_blank(self) -> None:
        while self._start < len(self._lines) and not self._lines[self._start].strip():
            self._start += 1

    def take_heading(self) -> Scalar | None:
        """Remove the heading above the text, and return it."""
        self._skip_blank()
        first = self._start
        if first < len(self._lines) and (found := _HEADING.fullmatch(self._lines[first])):
            self._start += 1
            return Scalar(found[1], self._start, self._start)
        underline = self._underline(first)
        if underline < 0 or "=" not in self._lines[underline]:
            return None
        self._start = underline + 1
        text = " ".join(line.strip() for line in self._lines[first:underline])
        return Scalar(text, first + 1, first + 1)

    def _underline(self, start: int) -> int:
        """Return the index of the line that makes the paragraph at *start* a heading, or -1."""
        for number, line in enumerate(self._lines[start:], start):
            if number > start and _UNDERLINE.fullmatch(line):
                return number
            if not line.strip() or _OTHER_BLOCK.match(line):
                break
        return -1

    def texts(self, is_defined: bool) -> Entries:
        """Return definition and explanation: the first paragraph and the rest.

        :param is_defined: True if the definition is in the front matter: then a summary, which
            says the same, is left out
        """
        self._skip_blank()
        lines, start = self._lines, self._start
        stripped = [line.strip() for line in lines[start:]]
        more = start + stripped.index(MORE) if MORE in stripped else -1
        is_paragraph = start < len(lines) and not _OTHER_BLOCK.match(lines[start])
        if is_defined or not is_paragraph or self._underline(start) >= 0:
            first = more + 1 if is_defined and more >= 0 else start
            return self._text("explanation", first, len(lines), more)
        stop = next((n for n in range(start, len(lines)) if not lines[n].strip()), len(lines))
        stop = more if start < more < stop else stop
        rest = self._text("explanation", stop, len(lines), more)
        return self._text("definition", start, stop, more) + rest

    def _text(self, name: str, start: int, stop: int, more: int) -> Entries:
        lines = ["" if n == more else self._lines[n] for n in range(start, stop)]
        while lines and not lines[0].strip():
            del lines[0]
            start += 1
        text = "\n".join(lines).rstrip()
        line = start + 1
        return [(Scalar(name, line, line), Scalar(text, line, line))] if text else []
