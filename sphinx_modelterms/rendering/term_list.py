"""Fill lists of terms, of categories, and the term of the day from the views of their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.builders import is_book
from sphinx_modelterms.doctree.blocks import PART, container
from sphinx_modelterms.doctree.html_elements import block, into_division
from sphinx_modelterms.doctree.inline import inline_nodes, paragraph
from sphinx_modelterms.doctree.links import make_link
from sphinx_modelterms.glossary.model import Target
from sphinx_modelterms.glossary.views.records import Link
from sphinx_modelterms.rendering.labels import IN_BRACKETS, separated
from sphinx_modelterms.rendering.term_card import badge
from sphinx_modelterms.rendering.transforms import ListFiller, PartTransform
from sphinx_modelterms.translations import _, counted, list_separator, sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import ClassVar

    from sphinx.builders import Builder

    from sphinx_modelterms.glossary.views.records import CategoryView, DayView, Item, TermListView

    MakeLink = Callable[..., nodes.TextElement]

TERMS = counted("{count} term", "{count} terms")
SHOWN = sentence("{shown} of {all} terms")


class TermLists(ListFiller):
    """Fill each list from the page's view::

    <container classes="mt-list mt-list-cards" modelterms="list">
        <paragraph classes="mt-count">
        <paragraph classes="mt-letters">                   # with several groups
            <reference> ...
        <container classes="mt-group" ids="term-list-1-a" modelterms="group">
            <rubric>
            <bullet_list> or <definition_list> or <table>
    """

    kinds = ("list",)

    def fill(self, docname: str, root: nodes.Element, view: TermListView) -> None:
        builder = self.domain.build.builder
        fill_list(root, view, docname, link_maker(builder, docname))
        if view.filter and builder.format == "html":
            root["filter"] = True


def link_maker(builder: Builder, docname: str) -> MakeLink:
    """Return a function that creates links on the page *docname*."""

    def make(to: Link, *classes: str) -> nodes.TextElement:
        return make_link(builder, docname, to.target, [nodes.Text(to.text)], *classes)

    return make


class CategoryLists(ListFiller):
    """Fill each list of categories from the page's view::

    <container classes="mt-list mt-list-cards mt-categories" modelterms="categories">
        <bullet_list>
            <list_item classes="mt-item">
                <paragraph classes="mt-item-name">       # linked to the category's home
                <paragraph classes="mt-count">
                <paragraph>                              # its description
    """

    kinds = ("categories",)

    def fill(self, docname: str, root: nodes.Element, view: Sequence[CategoryView]) -> None:
        if not view:
            text = _("No categories.")
            root += nodes.paragraph(text, text, classes=["mt-count"])
        else:
            root += nodes.bullet_list("", *(self._item(docname, category) for category in view))

    def _item(self, docname: str, category: CategoryView) -> nodes.list_item:
        name: nodes.Node = nodes.Text(category.badge.title)
        if category.home:
            name = make_link(self.domain.build.builder, docname, category.home.target, [name])
        lines = [nodes.paragraph("", "", name, classes=["mt-item-name"]), _count(category.size)]
        if category.description:
            lines.append(nodes.paragraph(category.description, category.description))
        return nodes.list_item("", *lines, classes=["mt-item"])


def _count(count: int) -> nodes.paragraph:
    text = TERMS.count(count) if count else _("No terms.")
    return nodes.paragraph(text, text, classes=["mt-count"])


def fill_list(
    root: nodes.Element,
    view: TermListView,
    docname: str,
    link: MakeLink,
) -> None:
    """Add the content of a list to *root*."""
    groups = view.groups
    count = sum(len(group.items) for group in groups)
    if not count or not view.named:
        root += _count(count)
    if len(groups) > 1:
        letters = [link(Link(Target(docname, group.anchor), group.title)) for group in groups]
        root += nodes.paragraph("", "", *separated(letters, " · "), classes=["mt-letters"])
    for group in groups:
        content = LAYOUTS[view.display](group.items, link)
        if group.title:
            place = container("group", nodes.rubric(group.title, group.title), content)
            place["ids"] = [group.anchor]
            content = place
        root += content


def _name(item: Item, link: MakeLink) -> list[nodes.Node]:
    reference = link(item.link, "mt-ref")
    if not item.names:
        return [reference]
    text = IN_BRACKETS.fill(names=list_separator().join(item.names))
    return [reference, nodes.Text(" "), nodes.inline(text, text, classes=["mt-name"])]


def _badges(item: Item) -> list[nodes.Node]:
    kinds = ((item.category, "mt-category"), (item.level, "mt-level"))
    return separated([badge(kind, name) for kind, name in kinds if kind], " · ")


def _cards(items: Sequence[Item], link: MakeLink) -> nodes.Element:
    return nodes.bullet_list("", *(_card(item, link) for item in items))


def _card(item: Item, link: MakeLink) -> nodes.list_item:
    lines = [nodes.paragraph("", "", *_name(item, link), classes=["mt-item-name"])]
    if badges := _badges(item):
        lines.append(nodes.paragraph("", "", *badges, classes=["mt-meta"]))
    if item.definition:
        lines.append(paragraph(item.definition))
    return nodes.list_item("", *lines, classes=["mt-item", "no-search"])


def _names(items: Sequence[Item], link: MakeLink) -> nodes.Element:
    entries = (nodes.paragraph("", "", *_name(item, link)) for item in items)
    return nodes.bullet_list(
        "", *(nodes.list_item("", e, classes=["mt-item", "no-search"]) for e in entries)
    )


def _definitions(items: Sequence[Item], link: MakeLink) -> nodes.Element:
    result = nodes.definition_list()
    for item in items:
        term = nodes.term("", "", *_name(item, link), classes=["mt-item", "no-search"])
        definition = nodes.definition("", paragraph(item.definition), classes=["no-search"])
        result += nodes.definition_list_item("", term, definition)
    return result


def _table(items: Sequence[Item], link: MakeLink) -> nodes.Element:
    heads = (_("Term"), _("Category"), _("Level"), _("Definition"))
    body = nodes.tbody()
    for item in items:
        kinds = ((item.category, "mt-category"), (item.level, "mt-level"))
        badges: list[list[nodes.Node]] = [[badge(k, n)] if k else [] for k, n in kinds]
        cells = [_name(item, link), *badges, inline_nodes(item.definition)]
        body += nodes.row("", *map(_entry, cells), classes=["mt-item", "no-search"])
    specs = [nodes.colspec(colwidth=width) for width in (24, 18, 18, 44)]
    head = nodes.thead("", nodes.row("", *(_entry([nodes.Text(text)]) for text in heads)))
    return nodes.table("", nodes.tgroup("", *specs, head, body, cols=4))


def _entry(content: list[nodes.Node]) -> nodes.entry:
    return nodes.entry("", nodes.paragraph("", "", *content))


LAYOUTS: dict[str, Callable[[Sequence[Item], MakeLink], nodes.Element]] = {
    "cards": _cards,
    "table": _table,
    "definitions": _definitions,
    "names": _names,
}
"""Functions that create a list, by value of
:data:`~sphinx_modelterms.glossary.display_specs.DISPLAYS`.
"""


class DayCards(ListFiller):
    """Fill each term of the day from the page's view::

    <container classes="mt-list mt-list-cards mt-day" modelterms="day">
        <bullet_list>                                    # one item: that of the first day
        <bullet_list modelterms="later">                 # the others, in HTML only
    """

    kinds = ("day",)

    def fill(self, docname: str, root: nodes.Element, view: DayView) -> None:
        builder = self.domain.build.builder
        items = [_card(item, link_maker(builder, docname)) for item in view.items]
        if not items:
            root += _count(0)
            return
        root += nodes.bullet_list("", items[0])
        if builder.format == "html" and not is_book(builder) and items[1:]:
            root["date"] = view.date
            root += nodes.bullet_list("", *items[1:], **{PART: "later"})


class HtmlDays(PartTransform):
    """Convert terms of the day to HTML elements::

    <bullet_list modelterms="later">     ->  template, from which the script takes one
    """

    default_priority: ClassVar[int] = 200
    formats = ("html",)
    kinds = ("day",)

    def work_on(self, docname: str, root: nodes.Element) -> None:
        if date := root.attributes.pop("date", ""):
            root["html"] = {"data-mt-day": date}
            later = root.children[-1]
            root.replace(later, block("template", *later.children))
        into_division(root)


class HtmlLists(PartTransform):
    """Convert lists to HTML elements::

    <container modelterms="list">    ->  div; with a filter, its words as data for the script,
                                         and a place where the script puts the search box
    """

    default_priority: ClassVar[int] = 200
    formats = ("html",)
    kinds = ("list", "categories")

    def work_on(self, docname: str, root: nodes.Element) -> None:
        for part in root.children:
            if isinstance(part, nodes.container) and part.get(PART):
                into_division(part)
        if root.attributes.pop("filter", False):
            words = {
                "data-mt-label": _("Filter the terms"),
                "data-mt-count": SHOWN.text,
            }
            root.insert(0, block("div", classes=["mt-filter"], html=words))
        into_division(root)
