"""Edits of the records that Sphinx logs: what terminals may be shown, and places in data files."""

from __future__ import annotations

import logging as standard_logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_modelterms.glossary.text.characters import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


OURS = f"{logging.NAMESPACE}.{__package__}"
"""The beginning of the names of our loggers."""


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
    """Write what terminals would obey in the message and the place of *record* as in Python."""
    text = standard_logging.LogRecord.getMessage(record)  # Sphinx's own has the place, too
    if (shown := printable(text, line_ends=True)) != text:
        record.msg, record.args = shown, ()
    place = getattr(record, "location", None)
    if isinstance(place, str):
        record.location = printable(place)


@contextmanager
def located(env: BuildEnvironment, file: str) -> Iterator[None]:
    """While text from *file* is parsed into the current page: the page's lines are that file's.

    MyST-Parser says the page and the line it was told to count from.
    """
    page = env.docname

    def relocate(record: standard_logging.LogRecord) -> bool:
        place = getattr(record, "location", None)
        if isinstance(place, tuple) and place[0] in {page, file} and place[1]:
            record.location = f"{file}:{place[1]}"
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
