"""Fill lists of categories from the views of their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.doctree.html_elements import DOT, block
from sphinx_modelterms.doctree.links import make_link
from sphinx_modelterms.rendering.badges import badge, colour_classes
from sphinx_modelterms.rendering.labels import labelled_line, separated
from sphinx_modelterms.rendering.term_list import counted_terms
from sphinx_modelterms.rendering.transforms import ListFiller
from sphinx_modelterms.translations import _, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_modelterms.doctree.html_elements import html_block
    from sphinx_modelterms.glossary.views.presentation import Badge
    from sphinx_modelterms.glossary.views.records import CategoryView

    Levels = Sequence[tuple[Badge, int]]

LEVEL = sentence("{level}: {count}")
SAMPLES = sentence("For example: {terms}")


class CategoryLists(ListFiller):
    """Fill each list of categories from the page's view::

    <container classes="mt-list mt-list-cards mt-categories" modelterms="categories">
        <bullet_list>
            <list_item classes="mt-item">
                <paragraph classes="mt-item-name">       # linked to the category's home
                <paragraph classes="mt-count">
                <paragraph>                              # its description
                <html_block tag="svg">                   # in HTML only
                <paragraph classes="mt-levels">
                <paragraph classes="mt-samples">
    """

    kinds = ("categories",)

    def fill(self, docname: str, root: nodes.Element, view: Sequence[CategoryView]) -> None:
        if not view:
            text = _("No categories.")
            root += nodes.paragraph(text, text, classes=["mt-count"])
        else:
            root += nodes.bullet_list("", *(self._item(docname, category) for category in view))

    def _item(self, docname: str, category: CategoryView) -> nodes.list_item:
        lines = self._lines(docname, category)
        classes = ["mt-item", *colour_classes(category.badge)]
        return nodes.list_item("", *lines, classes=classes)

    def _lines(self, docname: str, category: CategoryView) -> Iterator[nodes.Element]:
        builder, link = self.domain.build.builder, None
        if home := category.home:
            title = nodes.Text(category.badge.title)
            link = make_link(builder, docname, home.target, [title])
        name = badge(category.badge, "mt-category", link)
        yield nodes.paragraph("", "", name, classes=["mt-item-name"])
        figure = str(category.size)
        shown = nodes.inline(figure, figure, classes=["mt-figure"])
        count = counted_terms(category.size, [shown])
        yield nodes.paragraph("", "", *count, classes=["mt-count"])
        if category.description:
            yield nodes.paragraph(category.description, category.description)
        if category.levels:
            if builder.format == "html":
                yield bar(category.levels, category.size)
            yield _levels(category.levels)
        if category.samples:
            links = [
                make_link(builder, docname, sample.target, [nodes.Text(sample.text)], "mt-ref")
                for sample in category.samples
            ]
            line = labelled_line(SAMPLES, "terms", links)
            line["classes"].append("mt-samples")
            yield line


def _levels(levels: Levels) -> nodes.paragraph:
    items = [
        badge(level._replace(title=LEVEL.fill(level=level.title, count=count)), "mt-level")
        for level, count in levels
    ]
    return nodes.paragraph("", "", *separated(items, DOT), classes=["mt-levels"])


GAP = 1
"""Space between the parts of a bar, in per cent of its width."""


def bar(levels: Levels, size: int) -> html_block:
    """Return a bar with a part for each level, as wide as its share of the terms.

    Screen readers get the numbers below it. Widths are attributes, as a strict policy of a site
    forbids styles in elements.

    :param size: number of terms with and without a level
    """
    parts, place = [], 0.0
    for level, count in levels:
        share = 100 * count / size
        box = {"x": f"{place:.2f}%", "width": f"{max(share - GAP, GAP):.2f}%", "height": "100%"}
        parts.append(block("rect", classes=[f"mt-step-{level.step}"], html=box))
        place += share
    html = {"xmlns": "http://www.w3.org/2000/svg", "aria-hidden": "true", "width": "100%"}
    return block("svg", *parts, classes=["mt-bar"], html=html | {"height": "8"})
