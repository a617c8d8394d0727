"""Limits for directives whose output can be far larger than their text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.parsers.rst.directives.tables import CSVTable
from docutils.utils import SystemMessagePropagation
from sphinx.directives.code import CodeBlock
from sphinx.directives.other import HList

from sphinx_modelterms.diagnostics import Subtype, warn
from sphinx_modelterms.glossary.table_size import is_too_big
from sphinx_modelterms.glossary.text.full_stops import with_full_stop
from sphinx_modelterms.sources.line_numbers import emphasized_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docutils.parsers.rst import Directive


def within_bounds(directive: Any) -> Any:
    """Return *directive*, or a subclass of it whose output is limited, if there is one."""
    for kind, bounded in BOUNDED.items():
        if isinstance(directive, type) and issubclass(directive, kind):
            return type(directive.__name__, (bounded, directive), {})
    return directive


class _BoundedTable(CSVTable):
    """A CSV table whose short rows are filled up unless that adds too many cells."""

    def extend_short_rows_with_empty_cells(
        self, columns: int, parts: Sequence[Sequence[list[Any]]]
    ) -> None:
        """Fill up the rows, or show the text of the table as a literal block."""
        rows = sum(map(len, parts))
        written = [*self.options.get("header", "").split("\n"), *self.content]
        present = sum(len(row) for part in parts for row in part)
        if columns * rows > 2 * present and is_too_big(columns * rows, written):
            text = "\n".join(written).strip("\n")
            message = (
                f"csv-table: {rows} rows would be filled up to {columns} columns, so the table is "
                "shown as plain text. Write all rows in full, or shorten the longest row"
            )
            source, line = self.state_machine.get_source_and_line(self.lineno)
            warn(Subtype.UNSAFE_TEXT, message, f"{source}:{line}")
            raise SystemMessagePropagation(nodes.literal_block(text, text, language="none"))
        super().extend_short_rows_with_empty_cells(columns, parts)


class _BoundedList(HList):
    """A list in columns, without empty columns."""

    def run(self) -> list[nodes.Node]:
        """Create at most as many columns as there are lines."""
        wanted = self.options.get("columns", 2)
        self.options["columns"] = max(1, min(wanted, len(self.content)))
        return super().run()


class _BoundedCode(CodeBlock):
    """A code block whose ``emphasize-lines`` is limited to existing lines, each once."""

    def run(self) -> list[nodes.Node]:
        """Emphasize existing lines only, with a warning about others."""
        if spec := self.options.pop("emphasize-lines", ""):
            lines, problem = emphasized_lines(spec, len(self.content))
            if lines:
                self.options["emphasize-lines"] = ",".join(map(str, lines))
            if problem:
                source, line = self.state_machine.get_source_and_line(self.lineno)
                message = f"emphasize-lines: {with_full_stop(problem)} Other lines are emphasized"
                warn(Subtype.UNSAFE_TEXT, message, f"{source}:{line}")
        return super().run()


BOUNDED: dict[type[Directive], type[Directive]] = {
    CSVTable: _BoundedTable,
    HList: _BoundedList,
    CodeBlock: _BoundedCode,
}
