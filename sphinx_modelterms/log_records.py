"""Edits of the records that Sphinx logs while text of data files is parsed."""

from __future__ import annotations

import logging as standard_logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_modelterms.glossary.text.characters import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.environment import BuildEnvironment


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

    def mend(record: standard_logging.LogRecord) -> bool:
        message = record.getMessage()
        if (shown := printable(message)) != message:
            record.msg, record.args = shown, ()
        return True

    with _edited(mend):
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
