"""Rendering of comparisons: their tables, and the shape of these in HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.builders import is_book
from sphinx_modelterms.doctree.blocks import PART, find_part, option_texts
from sphinx_modelterms.doctree.html_elements import block, into_division, line
from sphinx_modelterms.doctree.inline import inline_nodes
from sphinx_modelterms.doctree.links import make_link
from sphinx_modelterms.doctree.node_text import text_of
from sphinx_modelterms.rendering.labels import CELL, SAME, composed
from sphinx_modelterms.rendering.labels import row as row_label
from sphinx_modelterms.rendering.transforms import PartFiller, PartTransform
from sphinx_modelterms.translations import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import ClassVar

    from sphinx_modelterms.glossary.views.records import ComparisonView, PageView, Row


MOST_COLUMNS = 3
"""Maximum number of columns besides the heads on paper, in e-books and in plain text."""


class ComparisonTables(PartFiller):
    """Fill each comparison from the page's view::

    <table classes="mt-compare">
        <title>
        <tgroup>
            <colspec stub="1"> <colspec> ...
            <thead>
                <row>                              # a term a column, linked
            <tbody>
                <row classes="mt-same"> or <row classes="mt-differs">

    If the table is too wide for a page, the terms are the rows; if there are also many rows, the
    comparison is a list of the rows, each with all terms::

        <rubric>
        <definition_list>
            <definition_list_item>
                <term>
                <definition>
                    <bullet_list>                  # an item a term
    """

    kinds = ("comparison",)

    def views(self, page: PageView) -> Sequence[tuple[str, ComparisonView]]:
        return page.comparisons

    def fill(self, docname: str, root: nodes.Element, view: ComparisonView) -> None:
        for part in list(root.children):
            if isinstance(part, option_texts) and self.domain.build.builder.name != "gettext":
                root.remove(part)
        place = find_part(root, "table")
        assert place is not None
        heads = [
            make_link(self.domain.build.builder, docname, to, [nodes.Text(text)], "mt-ref")
            for to, text in view.columns
        ]
        if not heads:
            if find_part(root, "advice") is None:
                root.parent.replace(root, nodes.target("", "", ids=root["ids"]))
            return
        builder = self.domain.build.builder
        narrow = builder.format != "html" or is_book(builder)
        if not narrow or len(heads) <= MOST_COLUMNS:
            place += table(view, heads)
        elif len(view.rows) <= MOST_COLUMNS:
            place += turned_table(view, heads)
        else:
            place += by_rows(view, heads)


def table(view: ComparisonView, heads: Sequence[nodes.Node]) -> nodes.table:
    """Return the comparison as a table with a column for each term."""
    rows = [_row(row) for row in view.rows]
    return _table(view.title, [_entry([reference]) for reference in heads], rows)


def turned_table(view: ComparisonView, heads: Sequence[nodes.Node]) -> nodes.table:
    """Return the comparison as a table with a row for each term."""
    rows = [
        nodes.row("", _entry([head]), *(_entry(_value(row, number)) for row in view.rows))
        for number, head in enumerate(heads)
    ]
    return _table(view.title, [_entry(_label(row)) for row in view.rows], rows)


def by_rows(view: ComparisonView, heads: Sequence[nodes.Node]) -> list[nodes.Node]:
    """Return the comparison as a definition list with an item for each row."""
    items = []
    for row in view.rows:
        lines = (
            composed(CELL, term=[head.deepcopy()], value=_value(row, number))
            for number, head in enumerate(heads)
            if row.cells[number]
        )
        entries = (nodes.list_item("", nodes.paragraph("", "", *content)) for content in lines)
        definition = nodes.definition("", nodes.bullet_list("", *entries), classes=["no-search"])
        items.append(nodes.definition_list_item("", nodes.term("", "", *_label(row)), definition))
    return [nodes.rubric(view.title, view.title), nodes.definition_list("", *items)]


def _table(title: str, heads: Sequence[nodes.entry], rows: Sequence[nodes.row]) -> nodes.table:
    # In characters for the text builder; LaTeX uses them as proportions.
    widths = [14, *([max(16, 72 // len(heads))] * len(heads))]
    specs = [nodes.colspec(colwidth=width, stub=int(not n)) for n, width in enumerate(widths)]
    head = nodes.thead("", nodes.row("", nodes.entry(""), *heads))
    group = nodes.tgroup("", *specs, head, nodes.tbody("", *rows), cols=len(widths))
    return nodes.table("", nodes.title("", title), group, classes=["mt-compare"])


def _row(row: Row) -> nodes.row:
    cells = (_entry(_value(row, number)) for number in range(len(row.cells)))
    return nodes.row(
        "", _entry(_label(row)), *cells, classes=["mt-same" if row.same else "mt-differs"]
    )


def _label(row: Row) -> list[nodes.Node]:
    label = row_label(row.key) if row.own else row.key
    return _noted(label, *SAME.around("row")) if row.same else [nodes.Text(label)]


def _value(row: Row, number: int) -> list[nodes.Node]:
    """Return the content of the cell in column *number*."""
    if cell := row.cells[number]:
        return inline_nodes(cell)
    text = _("not stated")
    return [nodes.inline(text, text, classes=["mt-missing"])]


def _noted(label: str, before: str, after: str) -> list[nodes.Node]:
    """Return *label* with *before* and *after* as notes around it."""
    note, gap = before.rstrip(), before[len(before.rstrip()) :]
    shown = [nodes.inline(note, note, classes=["mt-note"]), nodes.Text(gap), nodes.Text(label)]
    note, gap = after.lstrip(), after[: len(after) - len(after.lstrip())]
    shown += [nodes.Text(gap), nodes.inline(note, note, classes=["mt-note"])]
    return [node for node in shown if text_of(node)]


def _entry(content: Iterable[nodes.Node]) -> nodes.entry:
    # Not searched: the search finds the words where the term is defined.
    return nodes.entry("", nodes.paragraph("", "", *content), classes=["no-search"])


class HtmlComparisons(PartTransform):
    """Convert comparisons to HTML elements, with a ``scope`` for each head::

    <table classes="mt-compare">     ->  div classes="mt-scroll"
                                             table, caption, thead, tbody, tr, th scope, td
    """

    default_priority: ClassVar[int] = 200
    formats = ("html",)
    kinds = ("comparison",)

    def work_on(self, docname: str, root: nodes.Element) -> None:
        place = find_part(root, "table")
        assert place is not None
        place.children = [
            _scroller(node) if isinstance(node, nodes.table) else node for node in place.children
        ]
        for part in [*root.children, root]:
            if isinstance(part, nodes.container) and part.get(PART):
                into_division(part)


def _scroller(standard: nodes.table) -> nodes.Element:
    title, group = standard.children
    assert isinstance(title, nodes.title)
    assert isinstance(group, nodes.tgroup)
    head, body = group.children[-2:]
    caption = line("caption", *title.children)
    parts = [
        block("thead", *(_html_row(row, head=True) for row in head.children)),
        block("tbody", *(_html_row(row, head=False) for row in body.children)),
    ]
    shaped = block("table", caption, *parts, classes=["docutils", "align-default", "mt-compare"])
    return block("div", shaped, classes=["mt-scroll"], html={"data-mt-label": text_of(title)})


def _html_row(row: nodes.Node, head: bool) -> nodes.Element:
    assert isinstance(row, nodes.row)
    cells: list[nodes.Node] = []
    for number, entry in enumerate(row.children):
        assert isinstance(entry, nodes.entry)
        content = entry.children[0].children if entry.children else []
        if number and not head:
            cells.append(line("td", *content, classes=entry["classes"]))
        elif not content:
            cells.append(line("td"))
        else:
            scope = {"scope": "col" if head else "row"}
            cells.append(line("th", *content, classes=entry["classes"], html=scope))
    return block("tr", *cells, classes=row["classes"])
