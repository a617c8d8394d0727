"""Edits of Sphinx's log records: control characters are escaped, and locations in data
files set.
"""

from __future__ import annotations

import logging as standard_logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util import logging

from sphinx_modelterms.glossary.text.characters import printable
from sphinx_modelterms.glossary.text.lazy_regex import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


OURS = f"{logging.NAMESPACE}.{__package__}"
"""Prefix of the names of our loggers."""


LINE_END = lazy_pattern(r"\n(?!  \| )")
"""The end of a line, unless the next one has a mark.

In the log of a continuous integration, a line such as ``::error::x`` is a command to GitHub.
"""

COMMAND = lazy_pattern(r"##(?=\w*\[)")
"""The beginning of such a command to Azure Pipelines or GitHub, anywhere in a line."""


def harmless_messages(app: Sphinx) -> None:
    """Escape what a terminal would interpret in our own messages and in the locations that they
    name.

    Both contain names of files and pages.
    """
    for handler in standard_logging.getLogger(logging.NAMESPACE).handlers:
        handler.addFilter(_mend_ours)  # after Sphinx has turned locations into texts


def _mend_ours(record: standard_logging.LogRecord) -> bool:
    if record.name.startswith(OURS):
        mend(record)
    return True


def mend(record: standard_logging.LogRecord) -> None:
    """Escape control characters in the message and the location of *record*, as in Python.

    Lines of the message but the first get a mark, for programs that find commands in logs.
    """
    # Sphinx's own records have a location, too.
    text = standard_logging.LogRecord.getMessage(record)
    shown = LINE_END.sub("\n  | ", printable(text, line_ends=True))
    if (shown := COMMAND.sub(r"#\\x23", shown)) != text:
        record.msg, record.args = shown, ()
    place = getattr(record, "location", None)
    if isinstance(place, str):
        record.location = printable(place)


@contextmanager
def located(env: BuildEnvironment, file: str, start: int, markdown: bool) -> Iterator[None]:
    """Set the location of all messages to *file* while its text from line *start* is parsed.

    Parsers, directives and roles name the page, or take the file for a page. Their line numbers
    refer to the file in Markdown; in reST, lines of the page are counted from the start of the
    text.
    """
    page = env.docname
    beginning = f"{file}:"

    def place(location: object) -> str:
        if isinstance(location, nodes.Node):
            location = (location.source, location.line)
        if isinstance(location, tuple) and location[1]:
            if location[0] == file or (location[0] == page and markdown):
                return f"{file}:{location[1]}"
            if location[0] == page:
                return f"{file}:{start - 1 + location[1]}"
        if isinstance(location, str) and location.startswith(beginning):
            return location
        return f"{file}:{start}"

    def relocate(record: standard_logging.LogRecord) -> bool:
        record.location = place(getattr(record, "location", None))
        return True

    with _edited(relocate):
        yield


@contextmanager
def printable_messages() -> Iterator[None]:
    """Escape what a terminal would interpret in all messages, whatever logs them."""

    def edit(record: standard_logging.LogRecord) -> bool:
        mend(record)
        return True

    with _edited(edit):
        yield


@contextmanager
def _edited(edit: Callable[[standard_logging.LogRecord], bool]) -> Iterator[None]:
    """Call *edit* for all records that Sphinx logs."""
    handlers = standard_logging.getLogger(logging.NAMESPACE).handlers
    for handler in handlers:
        handler.filters.insert(0, edit)  # before Sphinx turns locations into texts
    try:
        yield
    finally:
        for handler in handlers:
            handler.removeFilter(edit)
