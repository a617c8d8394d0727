"""The directive of generated pages for names that a parser would take for something else."""

from __future__ import annotations

from typing import Any

from sphinx_modelterms.directives.term import TermDirective
from sphinx_modelterms.sources.page_sources import decoded_name


class RecordDirective(TermDirective):
    """A ``term`` whose name is written as in an address: ``%3Aid%3A`` for ``:id:``."""

    def read_options(self) -> dict[str, Any]:
        """Take the options out first: a decoded name can look like one."""
        values = super().read_options()
        self.arguments = [decoded_name(argument) for argument in self.arguments]
        return values
