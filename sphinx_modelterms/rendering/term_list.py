"""Fill lists of terms, and the term of the day, from the views of their pages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.builders import is_book
from sphinx_modelterms.doctree.blocks import PART, container
from sphinx_modelterms.doctree.html_elements import DOT
from sphinx_modelterms.doctree.inline import inline_nodes, paragraph
from sphinx_modelterms.doctree.links import make_link
from sphinx_modelterms.glossary.model import Target
from sphinx_modelterms.glossary.text.templates import fill_with_items
from sphinx_modelterms.glossary.views.records import Link
from sphinx_modelterms.rendering.badges import badge, badges
from sphinx_modelterms.rendering.labels import IN_BRACKETS, separated
from sphinx_modelterms.rendering.transforms import ListFiller
from sphinx_modelterms.translations import _, counted, list_separator, sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sphinx.builders import Builder

    from sphinx_modelterms.glossary.views.records import DayView, Item, ItemGroup, TermListView

    MakeLink = Callable[..., nodes.TextElement]

TERMS = counted("{count} term", "{count} terms")
SHOWN = sentence("{shown} of {all} terms")


class GroupFiller(ListFiller):
    """Base class of the post-transforms that fill groups of terms."""

    def groups(self, docname: str, view: TermListView) -> list[ItemGroup]:
        """Return the groups of a list; each with a heading has an id that nothing else has."""
        return [
            group._replace(anchor=self.free_id(docname, group.anchor)) if group.title else group
            for group in view.groups
        ]


class TermLists(GroupFiller):
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
        fill_list(root, view, self.groups(docname, view), docname, link_maker(builder, docname))
        if view.filter and builder.format == "html":
            root["filter"] = True


KINDS = ("category", "level")
"""The facts about terms that have columns of their own in tables."""


def link_maker(builder: Builder, docname: str) -> MakeLink:
    """Return a function that creates links on the page *docname*."""

    def make(to: Link, *classes: str) -> nodes.TextElement:
        return make_link(builder, docname, to.target, [nodes.Text(to.text)], *classes)

    return make


def count_line(count: int) -> nodes.paragraph:
    """Return the line with the number of terms."""
    text = TERMS.count(count) if count else _("No terms.")
    return nodes.paragraph(text, text, classes=["mt-count"])


def counted_terms(count: int, figure: Sequence[nodes.Node]) -> list[nodes.Node]:
    """Return the words of :func:`count_line` with *figure* as the number."""
    return [*fill_with_items(TERMS.template(count), {"count": figure}, nodes.Text)]


def fill_list(
    root: nodes.Element,
    view: TermListView,
    groups: Sequence[ItemGroup],
    docname: str,
    link: MakeLink,
) -> None:
    """Add the content of a list to *root*.

    :param groups: those of the view, with ids that are free on the page
    """
    count = sum(len(group.items) for group in groups)
    if not count or not view.named:
        root += count_line(count)
    if len(groups) > 1:
        letters = [link(Link(Target(docname, group.anchor), group.title)) for group in groups]
        root += nodes.paragraph("", "", *separated(letters, DOT), classes=["mt-letters"])
    fill_groups(root, groups, view.display, link)


def fill_groups(
    root: nodes.Element, groups: Iterable[ItemGroup], display: str, link: MakeLink
) -> None:
    """Add groups of terms to *root*, each below its heading if it has one.

    The tables of all groups have the same columns: those that aren't empty for all terms.
    """
    groups, layout = list(groups), LAYOUTS[display]
    if display == "table":
        items = [item for group in groups for item in group.items]
        used = [kind for kind in KINDS if any(getattr(item, kind) for item in items)]
        layout = partial(_table, kinds=used)
    for group in groups:
        content = layout(group.items, link)
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


def _cards(items: Sequence[Item], link: MakeLink) -> nodes.Element:
    return nodes.bullet_list("", *(_card(item, link) for item in items))


def _card(item: Item, link: MakeLink) -> nodes.list_item:
    lines = [nodes.paragraph("", "", *_name(item, link), classes=["mt-item-name"])]
    if kinds := badges(item):
        lines.append(nodes.paragraph("", "", *separated(kinds, DOT), classes=["mt-meta"]))
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


def _path(items: Sequence[Item], link: MakeLink) -> nodes.Element:
    """Return numbered steps. Those with another level than the steps before have a class, and the
    goal has a mark behind its name.
    """
    steps = nodes.enumerated_list("", enumtype="arabic", prefix="", suffix=".")
    level = None
    for item in items:
        step = _card(item, link)
        if item.level not in (None, level):
            level = item.level
            step["classes"].append("mt-turn")
        if item.is_goal:
            goal = _("Goal")
            name = step.children[0]
            assert isinstance(name, nodes.paragraph)
            name += [nodes.Text(DOT), nodes.inline(goal, goal, classes=["mt-goal"])]
        steps += step
    return steps


def _table(items: Sequence[Item], link: MakeLink, kinds: Sequence[str] = KINDS) -> nodes.Element:
    """Return a table.

    :param kinds: those of :data:`KINDS` that have a column
    """
    titles = {"category": _("Category"), "level": _("Level")}
    heads = (_("Term"), *(titles[kind] for kind in kinds), _("Definition"))
    body = nodes.tbody()
    for item in items:
        found = ((getattr(item, kind), f"mt-{kind}") for kind in kinds)
        shown: list[list[nodes.Node]] = [[badge(k, n)] if k else [] for k, n in found]
        cells = [_name(item, link), *shown, inline_nodes(item.definition)]
        body += nodes.row("", *map(_entry, cells), classes=["mt-item", "no-search"])
    widths = (24, *(18 for _kind in kinds), 44)
    specs = [nodes.colspec(colwidth=width) for width in widths]
    head = nodes.thead("", nodes.row("", *(_entry([nodes.Text(text)]) for text in heads)))
    return nodes.table("", nodes.tgroup("", *specs, head, body, cols=len(specs)))


def _entry(content: list[nodes.Node]) -> nodes.entry:
    return nodes.entry("", nodes.paragraph("", "", *content))


LAYOUTS: dict[str, Callable[[Sequence[Item], MakeLink], nodes.Element]] = {
    "cards": _cards,
    "table": _table,
    "definitions": _definitions,
    "names": _names,
    "path": _path,
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
            root += count_line(0)
            return
        root += nodes.bullet_list("", items[0])
        if builder.format == "html" and not is_book(builder) and items[1:]:
            root["date"] = view.date
            root += nodes.bullet_list("", *items[1:], **{PART: "later"})
