"""Tables from data files inside other tables, with which some builders end in a traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from docutils.transforms import Transform

from sphinx_modelterms.diagnostics import Subtype, warn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import ClassVar

FROM_DATA = "modelterms_from_data"
"""Attribute of tables from data files with their location for messages.

Only in the finished doctree is it known if a table is inside another one.
"""


def mark_tables(root: nodes.Element, location: str) -> None:
    """Mark the tables in *root*, to be checked when the doctree of the page is finished.

    :param location: the location for messages
    """
    assert root.document is not None
    tables = list(root.findall(nodes.table))
    for table in tables:
        table[FROM_DATA] = location
    transformer = root.document.transformer
    if tables and InnerTables not in {entry[1] for entry in transformer.transforms}:
        transformer.add_transform(InnerTables)


class InnerTables(Transform):
    """Replace a table from a data file inside another table by the content of its cells."""

    default_priority: ClassVar[int] = 200
    """Before tables are numbered."""

    def apply(self) -> None:
        """Replace the marked inner tables of the page, outer ones first."""
        for table in list(self.document.findall(nodes.table)):
            location = table.attributes.pop(FROM_DATA, "")
            if location and _is_inner(table):
                message = "a table inside a table isn't allowed in data files, so only its cells "
                message += "are shown"
                warn(Subtype.UNSAFE_TEXT, message, location)
                table.parent.replace(table, list(_cells(table)))


def _is_inner(table: nodes.Element) -> bool:
    around = table.parent
    while around is not None and not isinstance(around, nodes.table):
        around = around.parent
    return around is not None


def _cells(table: nodes.table) -> Iterator[nodes.Node]:
    """Yield the title and the content of the cells, row by row."""
    for title in table.children:
        if isinstance(title, nodes.title):
            yield nodes.paragraph("", "", *title.children)
    for entry in table.findall(nodes.entry):
        if not _belongs_to_inner(entry, table):
            yield from entry.children


def _belongs_to_inner(entry: nodes.Element, table: nodes.table) -> bool:
    around: nodes.Element | None = entry.parent
    while around is not None and not isinstance(around, nodes.table):
        around = around.parent
    return around is not table
