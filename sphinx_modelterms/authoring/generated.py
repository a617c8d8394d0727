"""The directive of generated pages for names that a parser would take for something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.authoring.term import TermDirective
from sphinx_modelterms.data.stubs import decoded_name

if TYPE_CHECKING:
    from docutils import nodes


class RecordDirective(TermDirective):
    """A ``term`` whose name is written as in an address: ``%3Aid%3A`` for ``:id:``."""

    def run(self) -> list[nodes.Node]:
        self.arguments = [decoded_name(argument) for argument in self.arguments]
        return super().run()
