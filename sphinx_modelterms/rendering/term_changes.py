"""Show the differences between two vocabularies, with links to the terms of the project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.doctree.blocks import CHANGES
from sphinx_modelterms.doctree.html_elements import into_division
from sphinx_modelterms.rendering.labels import (
    CELL,
    NAMES,
    composed,
    relation_label,
    row,
    separated,
    without_colon,
)
from sphinx_modelterms.rendering.term_list import link_maker
from sphinx_modelterms.rendering.term_map import HtmlMaps
from sphinx_modelterms.rendering.term_versions import version_label
from sphinx_modelterms.rendering.transforms import ListFiller, PartTransform
from sphinx_modelterms.translations import _, list_separator, sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import ClassVar

    from sphinx_modelterms.formats.changes import FieldChange, TermChange, VocabularyChanges
    from sphinx_modelterms.glossary.views.records import Link

    ShownName = Callable[[str], nodes.Node]

MARKS = {
    "removed": ("mt-removed", sentence("[removed: {words}]")),
    "added": ("mt-added", sentence("[added: {words}]")),
}
"""By kind of change: its class, and the words for readers who don't see its style."""

RENAMED = sentence("{old} is now {new}")

FIELDS: dict[str, Callable[[], str]] = {
    "abbreviation": lambda: without_colon(NAMES["abbr"], "names"),
    "aliases": lambda: without_colon(NAMES["aliases"], "names"),
    "words to avoid": lambda: without_colon(NAMES["avoid"], "names"),
    "category": lambda: row("category"),
    "level": lambda: row("level"),
    "status": lambda: _("Status"),
    "new in version": lambda: version_label("versionadded"),
    "changed in version": lambda: version_label("versionchanged"),
    "broader terms": lambda: relation_label("broader"),
    "terms to read first": lambda: relation_label("requires"),
    "related terms": lambda: relation_label("related"),
    "replacement": lambda: _("Use instead"),
}
"""The label of each field that is compared, in the reader's language."""

STATUSES: dict[str, Callable[[], str]] = {
    "draft": lambda: _("draft"),
    "deprecated": lambda: _("deprecated"),
}


class ChangeLists(ListFiller):
    """Fill each comparison of vocabularies from its attribute and the view of its page::

    <container classes="mt-changes" modelterms="changes">
        <rubric>
        <definition_list>                       # new terms
            <definition_list_item>
        <rubric>
        <bullet_list> ...                       # removed terms
    """

    kinds = ("changes",)

    def fill(self, docname: str, root: nodes.Element, view: Sequence[Link]) -> None:
        changes: VocabularyChanges = root.attributes.pop(CHANGES)
        make_link = link_maker(self.domain.build.builder, docname)
        links = {link.text: link for link in view}

        def name(text: str) -> nodes.Node:
            if text in links:
                return make_link(links[text], "mt-ref")
            return nodes.inline(text, text, classes=["mt-name"])

        for title, content in _parts(changes, name):
            if content.children:
                root += [nodes.rubric(title, title), content]
        if changes.is_empty:
            text = _("The terms are the same.")
            root += nodes.paragraph(text, text)


class HtmlChanges(PartTransform):
    """Convert the blocks to HTML elements."""

    default_priority: ClassVar[int] = HtmlMaps.default_priority
    formats = ("html",)
    kinds = ("changes",)

    def work_on(self, docname: str, root: nodes.Element) -> None:
        into_division(root)


def _parts(changes: VocabularyChanges, name: ShownName) -> Iterator[tuple[str, nodes.Element]]:
    """Yield the heading and the list of each part."""
    yield (
        _("New terms"),
        _definitions(
            (name(t.full_name), [_paragraph(nodes.Text(t.summary))]) for t in changes.new
        ),
    )
    gone = (nodes.Text(term.full_name) for term in changes.gone)
    yield _("Removed terms"), _bullets([node] for node in gone)
    renamed = (change for change in changes.changed if change.is_renamed)
    yield _("Renamed terms"), _bullets(_renamed(change, name) for change in renamed)
    redefined = (change for change in changes.changed if change.definition)
    yield (
        _("Redefined terms"),
        _definitions((name(c.new.full_name), [_words(c)]) for c in redefined),
    )
    others = (change for change in changes.changed if change.fields)
    yield (
        _("Other changes"),
        _definitions((name(c.new.full_name), map(_field, c.fields)) for c in others),
    )


def _paragraph(*children: nodes.Node) -> nodes.paragraph:
    return nodes.paragraph("", "", *children)


def _definitions(items: Iterable[tuple[nodes.Node, Iterable[nodes.Node]]]) -> nodes.Element:
    return nodes.definition_list(
        "",
        *(
            nodes.definition_list_item(
                "", nodes.term("", "", term), nodes.definition("", *content, classes=["no-search"])
            )
            for term, content in items
        ),
    )


def _bullets(items: Iterable[Iterable[nodes.Node]]) -> nodes.Element:
    return nodes.bullet_list("", *(nodes.list_item("", _paragraph(*item)) for item in items))


def _renamed(change: TermChange, name: ShownName) -> list[nodes.Node]:
    return composed(
        RENAMED, old=[nodes.Text(change.old.full_name)], new=[name(change.new.full_name)]
    )


def _words(change: TermChange) -> nodes.paragraph:
    words = [_marked(kind, text) for kind, text in change.definition]
    return _paragraph(*separated(words, " "))


def _field(change: FieldChange) -> nodes.paragraph:
    label = FIELDS[change.field]()
    shown = {text: get() for text, get in STATUSES.items()} if change.field == "status" else {}
    values = [
        _marked(kind, shown.get(value, value))
        for kind, texts in (("removed", change.removed), ("added", change.added))
        for value in texts
    ]
    head = nodes.inline(label, label, classes=["mt-label"])
    return _paragraph(*composed(CELL, term=[head], value=separated(values, list_separator())))


def _marked(kind: str, words: str) -> nodes.Node:
    """Return words in the style of their kind of change; screen readers, and formats without
    our style sheet, name the kind.
    """
    if kind not in MARKS:
        return nodes.Text(words)
    style, template = MARKS[kind]
    before, after = (
        nodes.inline(text, text, classes=["mt-unseen"]) for text in template.around("words")
    )
    return nodes.inline("", "", before, nodes.Text(words), after, classes=[style])
