"""Conversion of tables to HTML elements, with heads that screen readers find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.doctree.html_elements import block, line

if TYPE_CHECKING:
    from collections.abc import Sequence


def scrolling_table(
    group: nodes.Element, caption: nodes.Element, label: str, classes: Sequence[str]
) -> nodes.Element:
    """Return the content of a table as HTML elements; the first cell of each row is its head::

        <tgroup>    ->  div classes="mt-scroll"
                            table, caption, thead, tbody, tr, th scope, td

    A row of a single cell is the head of its ``tbody``.

    The table has no class of docutils, for which themes have rules that fit their own tables only.

    :param label: the name of the box for screen readers, while it scrolls
    """
    head, *bodies = (part for part in group.children if not isinstance(part, nodes.colspec))
    parts = [block("thead", *(_row(row, head=True) for row in head.children))]
    for body in bodies:
        assert isinstance(body, nodes.tbody)
        rows = (_row(row, head=False) for row in body.children)
        parts.append(block("tbody", *rows, classes=body["classes"]))
    table = block("table", caption, *parts, classes=[*classes])
    return block("div", table, classes=["mt-scroll"], html={"data-mt-label": label})


def _row(row: nodes.Node, head: bool) -> nodes.Element:
    assert isinstance(row, nodes.row)
    cells: list[nodes.Node] = []
    for number, entry in enumerate(row.children):
        assert isinstance(entry, nodes.entry)
        content = entry.children[0].children if entry.children else []
        html = {"colspan": str(entry["morecols"] + 1)} if "morecols" in entry else {}
        if number and not head:
            cells.append(line("td", *content, classes=entry["classes"], html=html))
        elif not content:
            cells.append(line("td"))
        else:
            scope = "col" if head else "rowgroup" if len(row.children) == 1 else "row"
            html["scope"] = scope
            cells.append(line("th", *content, classes=entry["classes"], html=html))
    return block("tr", *cells, classes=row["classes"])
