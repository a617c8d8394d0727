"""Limit of warnings about data files: a file can have thousands of mistakes."""

from __future__ import annotations

import logging as standard_logging
from collections import Counter
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_modelterms.glossary.text.characters import printable
from sphinx_modelterms.glossary.text.full_stops import LONGEST_MESSAGE, shortened
from sphinx_modelterms.log_records import mend

if TYPE_CHECKING:
    from collections.abc import Iterable


def limit_warnings(files: Iterable[str], most: int) -> None:
    """Show at most *most* warnings of each type for each of *files* in this build.

    Warnings of docutils, MyST-Parser and Sphinx about the text of the files count, too.
    """
    counted = _CountedWarnings(files, most)
    for handler in standard_logging.getLogger(logging.NAMESPACE).handlers:
        if handler.level == standard_logging.WARNING:
            handler.addFilter(counted)  # after Sphinx has formatted locations


class _CountedWarnings(standard_logging.Filter):
    def __init__(self, files: Iterable[str], most: int) -> None:
        super().__init__()
        self._files = {name: file for file in files for name in (file, printable(file))}
        self._most = most
        self._counts: Counter[tuple[str, str]] = Counter()

    def filter(self, record: standard_logging.LogRecord) -> bool:
        """Return True if the warning is to be shown."""
        place = getattr(record, "location", None)
        file = self._files.get(place.rpartition(":")[0] if isinstance(place, str) else "")
        if file is None:
            return True
        mend(record)
        kind = f"{getattr(record, 'type', '')}.{getattr(record, 'subtype', '')}"
        self._counts[file, kind] += 1
        count = self._counts[file, kind]
        if count > self._most:
            message = (
                f"there are more than {self._most:,} warnings of this kind for this file. The"
            )
            record.msg = f"{message} others are shown when you have corrected these."
            record.args = ()
        elif len(text := str(record.msg)) > LONGEST_MESSAGE and not record.args:
            record.msg = shortened(text)
        return count <= self._most + 1
