"""Edits of the records that Sphinx logs: what terminals may be shown, and places in data files."""

from __future__ import annotations

import logging as standard_logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging

from sphinx_modelterms.glossary.text.characters import printable
from sphinx_modelterms.glossary.text.lazy_regex import late_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


OURS = f"{logging.NAMESPACE}.{__package__}"
"""The beginning of the names of our loggers."""


LINE_END = late_pattern(r"\n(?!  \| )")
"""The end of a line, unless the next one has a mark.

In the log of a continuous integration, a line such as ``::error::x`` is a command to GitHub.
"""

COMMAND = late_pattern(r"##(?=\w*\[)")
"""The beginning of such a command to Azure Pipelines or GitHub, anywhere in a line."""


def harmless_messages(app: Sphinx) -> None:
    """Let our own messages, and the places that they name, hold nothing that a terminal obeys.

    Both have names of files and pages in them.
    """
    for handler in standard_logging.getLogger(logging.NAMESPACE).handlers:
        handler.addFilter(_mend_ours)  # after Sphinx has made texts of places


def _mend_ours(record: standard_logging.LogRecord) -> bool:
    if record.name.startswith(OURS):
        mend(record)
    return True


def mend(record: standard_logging.LogRecord) -> None:
    """Write what terminals would obey in the message and the place of *record* as in Python.

    Lines of the message but the first get a mark, for programs that find commands in logs.
    """
    text = standard_logging.LogRecord.getMessage(record)  # Sphinx's own has the place, too
    shown = LINE_END.sub("\n  | ", printable(text, line_ends=True))
    if (shown := COMMAND.sub(r"#\\x23", shown)) != text:
        record.msg, record.args = shown, ()
    place = getattr(record, "location", None)
    if isinstance(place, str):
        record.location = printable(place)


@contextmanager
def located(env: BuildEnvironment, file: str, start: int, markdown: bool) -> Iterator[None]:
    """While the text from line *start* of *file* is parsed, all messages are about that file.

    Parsers, directives and roles name the page, or take the file for a page. The line that they
    name is one of the file in Markdown; in reST, lines of the page are counted from the text.
    """
    page = env.docname
    beginning = f"{file}:"

    def place(said: object) -> str:
        if isinstance(said, nodes.Node):
            said = (said.source, said.line)
        if isinstance(said, tuple) and said[1]:
            if said[0] == file or (said[0] == page and markdown):
                return f"{file}:{said[1]}"
            if said[0] == page:
                return f"{file}:{start - 1 + said[1]}"
        return said if isinstance(said, str) and said.startswith(beginning) else f"{file}:{start}"

    def relocate(record: standard_logging.LogRecord) -> bool:
        record.location = place(getattr(record, "location", None))
        return True

    with _edited(relocate):
        yield


@contextmanager
def printable_messages() -> Iterator[None]:
    """Let messages, whoever gives them, hold nothing that a terminal would obey."""

    def edit(record: standard_logging.LogRecord) -> bool:
        mend(record)
        return True

    with _edited(edit):
        yield


@contextmanager
def _edited(edit: Callable[[standard_logging.LogRecord], bool]) -> Iterator[None]:
    """Have *edit* see all records that Sphinx logs."""
    handlers = standard_logging.getLogger(logging.NAMESPACE).handlers
    for handler in handlers:
        handler.filters.insert(0, edit)  # before Sphinx makes texts of places
    try:
        yield
    finally:
        for handler in handlers:
            handler.removeFilter(edit)
