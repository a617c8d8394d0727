"""Rendering of comparisons: their tables, and their HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.builders import is_book
from sphinx_modelterms.doctree.blocks import CHOICE, CHOICES, PART, find_part, option_texts
from sphinx_modelterms.doctree.html_elements import DOT, hide_dots, into_division, line
from sphinx_modelterms.doctree.inline import inline_nodes
from sphinx_modelterms.doctree.links import make_link
from sphinx_modelterms.doctree.node_text import text_of
from sphinx_modelterms.glossary.text.names import fold
from sphinx_modelterms.rendering.badges import badges, colour_classes
from sphinx_modelterms.rendering.html_table import scrolling_table
from sphinx_modelterms.rendering.labels import CELL, SAME, composed, separated
from sphinx_modelterms.rendering.labels import row as row_label
from sphinx_modelterms.rendering.transforms import PartFiller, PartTransform
from sphinx_modelterms.translations import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import ClassVar

    from sphinx_modelterms.glossary.views.comparison import Row
    from sphinx_modelterms.glossary.views.records import ComparisonView, PageView


MOST_COLUMNS = 3
"""Maximum number of columns besides the heads on paper, in e-books and in plain text."""


MISSING = "mt-missing"
"""Class of the words in a cell without content."""

IN_HEAD = frozenset({"category", "level"})
"""Rows that HTML shows in the heads of the columns instead, unless the author names them."""


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

    In HTML, category and level of each term are in the head of its column, and rows in which all
    terms have the same value are a part of their own, with one cell for all terms::

            <tbody classes="mt-shared">
                <row>                              # "What they share"
                <row classes="mt-same">

    On paper, if the table is too wide for a page, the terms are the rows; if there are also many
    rows, the comparison is a list of the rows, each with all terms::

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
        builder = self.domain.build.builder
        name_projects(root, view)
        for part in list(root.children):
            if isinstance(part, option_texts) and builder.name != "gettext":
                root.remove(part)
        place = find_part(root, "table")
        assert place is not None
        heads = [
            make_link(builder, docname, to, [nodes.Text(text)], "mt-ref")
            for (to, text), *_kinds in view.columns
        ]
        if not heads:
            if find_part(root, "advice") is None:
                root.parent.replace(root, nodes.target("", "", ids=root["ids"]))
            return
        if builder.format == "html" and not is_book(builder):
            place += html_table(view, heads)
            give_colours(root, view)
        elif len(heads) <= MOST_COLUMNS:
            place += table(view, heads)
        elif len(view.rows) <= MOST_COLUMNS:
            place += turned_table(view, heads)
        else:
            place += by_rows(view, heads)


def name_projects(root: nodes.Element, view: ComparisonView) -> None:
    """Begin advice about a term of another project with the name that readers know."""
    outside = (column for column in view.columns if not column.link.target.docname)
    shown = {name: column.link.text for column in outside for name in column.names}
    for item in root.findall(nodes.list_item):
        chosen = item.get(CHOICE, "")
        if chosen not in shown:
            continue
        first = next(iter(item.findall(nodes.Text)))
        text = first.astext()
        ends = [len(text), *(end for end, sign in enumerate(text) if sign == ":")]
        names = (chosen, chosen.partition(":")[2].strip())
        end = next((end for end in ends if fold(text[:end].strip()) in names), 0)
        if end:
            first.parent.replace(first, nodes.Text(shown[chosen] + text[end:]))


def give_colours(root: nodes.Element, view: ComparisonView) -> None:
    """Give each item of advice the class of the colour of its term's category."""
    categories = {name: column.category for column in view.columns for name in column.names}
    for item in root.findall(nodes.list_item):
        item["classes"] += colour_classes(categories.get(item.get(CHOICE, "")))


def table(view: ComparisonView, heads: Sequence[nodes.Node]) -> nodes.table:
    """Return the comparison as a table with a column for each term."""
    rows = [_row(row) for row in view.rows]
    return _table(view.title, [_entry([reference]) for reference in heads], rows)


def html_table(view: ComparisonView, heads: Sequence[nodes.Node]) -> nodes.table:
    """Return the comparison as a table with a column for each term, and what they share below."""
    columns = [
        _entry(separated([head, *badges(column)], DOT))
        for head, column in zip(heads, view.columns, strict=True)
    ]
    rows = [row for row in view.rows if view.chosen or not (row.own and row.key in IN_HEAD)]
    shared = [row for row in rows if row.same]
    found = _table(view.title, columns, [_row(row) for row in rows if not row.same])
    for missing in list(found.findall(nodes.inline)):
        if MISSING in missing["classes"]:  # the style sheet shows a dash
            missing.children = []
            missing += nodes.inline("", missing.rawsource, classes=["mt-unseen"])
    if shared:
        label = _("What they share")
        head = _entry([nodes.Text(f"{label} ({len(shared)})")])
        head["morecols"] = len(heads)
        body = nodes.tbody("", nodes.row("", head), *map(_shared_row, shared))
        body["classes"] = ["mt-shared"]
        group = found.children[-1]
        assert isinstance(group, nodes.tgroup)
        if len(shared) == len(rows):
            group.pop()
        group += body
    return found


def _shared_row(row: Row) -> nodes.row:
    """Return a row with one cell for all terms."""
    cell = _entry(inline_nodes(row.cells[0]))
    cell["morecols"] = len(row.cells) - 1
    return nodes.row("", _entry([_head(row)]), cell, classes=["mt-same"])


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


def _head(row: Row) -> nodes.Text:
    return nodes.Text(row_label(row.key) if row.own else row.key)


def _label(row: Row) -> list[nodes.Node]:
    head = _head(row)
    return composed(SAME, row=[head]) if row.same else [head]


def _value(row: Row, number: int) -> list[nodes.Node]:
    """Return the content of the cell in column *number*."""
    if cell := row.cells[number]:
        return inline_nodes(cell)
    if number in row.outside:
        return []
    text = _("not stated")
    return [nodes.inline(text, text, classes=[MISSING])]


def _entry(content: Iterable[nodes.Node]) -> nodes.entry:
    # Not searched: the search finds the words where the term is defined.
    return nodes.entry("", nodes.paragraph("", "", *content), classes=["no-search"])


class HtmlComparisons(PartTransform):
    """Convert comparisons to HTML elements::

    <table classes="mt-compare">     ->  see :func:`~.html_table.scrolling_table`
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
        for choices in list(root.findall(nodes.bullet_list)):
            if CHOICES in choices["classes"]:
                _name_boxes(choices)
        for part in [*root.children, root]:
            if isinstance(part, nodes.container) and part.get(PART):
                into_division(part)


def _name_boxes(choices: nodes.bullet_list) -> None:
    """Make the name before the colon of each item of *choices* its heading."""
    for paragraph in choices.findall(nodes.paragraph):
        item = paragraph.parent
        if item.parent is not choices or item[0] is not paragraph:
            continue
        first, *others = paragraph.children
        if isinstance(first, nodes.Text):
            name, _colon, text = first.astext().partition(":")
            paragraph.children = []
            paragraph += [nodes.strong(name, name.strip()), nodes.Text(_as_sentence(text))]
            paragraph += others
        elif others and isinstance(others[0], nodes.Text):
            text = others[0].astext().lstrip(" :")
            paragraph.replace(others[0], nodes.Text(_as_sentence(text)))


def _as_sentence(text: str) -> str:
    """Return the text after a heading, with a capital letter unless its first word has one."""
    words = text.lstrip()
    first = words.partition(" ")[0]
    return f" {words[:1].upper()}{words[1:]}" if first.islower() else f" {words}"


def _scroller(standard: nodes.table) -> nodes.Element:
    title, group = standard.children
    assert isinstance(title, nodes.title)
    assert isinstance(group, nodes.tgroup)
    for head in group.findall(nodes.thead):
        for content in head.findall(nodes.paragraph):
            hide_dots(content)
    caption = line("caption", *title.children)
    classes = ["mt-compare", f"mt-columns-{group['cols'] - 1}"]
    return scrolling_table(group, caption, text_of(title), classes)
