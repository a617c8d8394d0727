"""YAML reader on top of the parser's events: no tags, no aliases, no types."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from sphinx_modelterms.glossary.datafiles.tree import (
    DEEPEST,
    TOO_DEEP,
    Counter,
    FileProblem,
    Mapping,
    Refused,
    Scalar,
    Sequence,
    Tree,
    UnreadableFile,
    make_mapping,
    make_scalar,
)
from sphinx_modelterms.glossary.datafiles.yaml_mistakes import (
    above_unicode,
    explain,
    odd_text,
    wrong_escape,
)
from sphinx_modelterms.glossary.limits import DEFAULTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_modelterms.glossary.limits import Limits
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


WITHOUT_NAME = (
    "a key must be text, so this one and its value are left out. Write a word before the colon, "
    "such as 'definition', and put words such as null in double quotes"
)


def read_yaml(text: str, problems: list[FileProblem], limits: Limits = DEFAULTS) -> Tree:
    """Return the tree of a YAML file.

    :param problems: mistakes are appended here; the value in question becomes ``Refused``
    :raises UnreadableFile: if the file is not valid YAML
    """
    if found := re.search("(?m)^%TAG", text):
        # Checked before parsing, which takes quadratic time for a long run of such characters.
        line = text.count("\n", 0, found.start()) + 1
        raise UnreadableFile(line, "YAML tags can't be used in data files. Remove '%TAG'")
    last = text.rstrip("\n").count("\n") + 1
    try:
        # A line end is added, so that an error at the end of the file is reported below the last
        # line.
        events = yaml.parse(f"{text}\n", Loader=LOADER)
        lines = text.split("\n")
        return _YamlReader(events, lines[:last], problems, limits["values"]).document()
    except yaml.YAMLError as error:
        raise _unreadable(error, text, last) from None
    except (ValueError, OverflowError):  # the parser in Python makes characters of any number
        raise UnreadableFile(*above_unicode(text)) from None


def _unreadable(error: yaml.YAMLError, text: str, last: int) -> UnreadableFile:
    """Return the message about a file that the parser cannot read."""
    line = _error_line(error, last)
    # libyaml 0.2.6 and newer give up by themselves at 1,000 levels in one line.
    if "nesting depth" in f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')}":
        return UnreadableFile(line, TOO_DEEP)
    if "unacceptable character" in str(error):
        return UnreadableFile(line, f"can't read this as YAML: {getattr(error, 'reason', error)}")
    if escape := wrong_escape(text.split("\n"), error):
        return UnreadableFile(line, f"can't read this as YAML: {escape}")
    mark = getattr(error, "context_mark", None)
    opened = min(int(mark.line) + 1, last) if mark else line
    blamed, message = explain(text.split("\n"), line, opened)
    return UnreadableFile(blamed, f"can't read this as YAML: {message}")


def _error_line(error: yaml.YAMLError, last: int) -> int:
    """Return the line of the error; for a construct that is never closed, the line
    that opens it.
    """
    lines = [
        int(mark.line) + 1
        for name in ("problem_mark", "context_mark")
        if (mark := getattr(error, name, None))
    ]
    return min(next((line for line in lines if line <= last), last), last)


class _YamlReader:
    def __init__(
        self, events: Iterator[Any], lines: list[str], problems: list[FileProblem], most: int
    ) -> None:
        self.events = events
        self.lines = lines
        self.last = len(lines)
        self.values = Counter(most)
        self.problems = problems
        self.aliases: list[int] = []

    def document(self) -> Tree:
        tree: Tree = Sequence((), 1)
        documents = 0
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents == 2:
                    message = "only the part above this '---' is read. Move the rest to a file of "
                    message += "its own"
                    self.problems.append(FileProblem(self.line(event), message))
                    break
            elif isinstance(event, yaml.NodeEvent):
                tree = self.node(event, 0)
        if self.aliases:
            first, *others = self.aliases
            more = f" (and in {len(others)} more places)" if others else ""
            message = (
                "YAML anchors and aliases (&a, *a) can't be used in data files. Write the text "
            )
            message += f"in full{more}"
            self.problems.append(FileProblem(first, message))
        return tree

    def line(self, event: Any) -> int:
        """Return the line of *event*; the end of the file counts as its last line."""
        return min(int(event.start_mark.line) + 1, self.last)

    def node(self, event: Any, depth: int) -> Tree:
        line = self.line(event)
        self.values.add(line)
        if isinstance(event, yaml.AliasEvent):
            self.aliases.append(line)
            return Refused(line)
        refused = False
        if event.tag is not None and event.tag != "!":
            message = f"YAML tags such as {event.tag!r} can't be used in data files. Remove it"
            self.problems.append(FileProblem(line, message))
            refused = True
        if isinstance(event, yaml.ScalarEvent):
            return Refused(line) if refused else self._scalar(event, line)
        if depth >= DEEPEST:
            # Checked at once, since some nesting takes the parser quadratic time.
            raise UnreadableFile(line, TOO_DEEP)
        mapping = isinstance(event, yaml.MappingStartEvent)
        tree = self._mapping(line, depth) if mapping else self._sequence(line, depth)
        return Refused(line) if refused else tree

    def _sequence(self, line: int, depth: int) -> Sequence:
        items = []
        while not isinstance(event := next(self.events), yaml.CollectionEndEvent):
            items.append(self.node(event, depth + 1))
        return Sequence(tuple(items), line)

    def _mapping(self, line: int, depth: int) -> Mapping:
        entries: list[tuple[Scalar, Tree]] = []
        while not isinstance(event := next(self.events), yaml.CollectionEndEvent):
            key = self.node(event, depth + 1)
            value = self.node(next(self.events), depth + 1)
            if isinstance(key, Scalar) and key.text.strip():
                entries.append((key, value))
            elif not isinstance(key, Refused):
                self.problems.append(FileProblem(key.line, WITHOUT_NAME))
        return make_mapping(entries, line, self.problems, "Begin the next item with '- '")

    def _scalar(self, event: Any, line: int) -> Scalar:
        """Return a scalar; nothing, ``~`` and ``null`` are empty, as for every YAML reader."""
        text: str = event.value
        if message := odd_text(self.lines, event):
            self.problems.append(FileProblem(line, message))
        if event.style in {"|", ">"}:
            above = len(text) - len(text.lstrip("\n"))
            return make_scalar(text, line, self.problems, line + 1 + above)
        if event.style in {None, ""} and text in {"~", "null", "Null", "NULL"}:
            text = ""
        return make_scalar(text, line, self.problems)
