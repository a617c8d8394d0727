"""Directive of generated pages, for names that a parser would read as markup."""

from __future__ import annotations

from typing import Any

from sphinx_modelterms.directives.term import TermDirective
from sphinx_modelterms.sources.page_sources import decoded_name


class RecordDirective(TermDirective):
    """``term`` directive whose name is percent-encoded: ``%3Aid%3A`` for ``:id:``."""

    def read_options(self) -> dict[str, Any]:
        """Read the options before decoding the name, as a decoded name can look like an option."""
        values = super().read_options()
        self.arguments = [decoded_name(argument) for argument in self.arguments]
        return values
