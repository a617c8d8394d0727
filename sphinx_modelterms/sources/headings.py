"""Headings in texts of data files: cards have headings of their own, so these become rubrics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator


def make_rubrics(root: nodes.Element) -> Iterator[str]:
    """Put the content of each section of *root* where the section is, with its title as a rubric.

    :returns: the titles as written, in no order
    """
    # From the last one, so that inner ones come before those around them.
    for section in reversed(list(root.findall(nodes.section))):
        title, *rest = section.children
        assert isinstance(title, nodes.title)
        rubric = nodes.rubric(title.rawsource, "", *title.children)
        rubric.source, rubric.line = title.source, title.line
        section.parent.replace(section, [rubric, *rest])
        yield title.rawsource
