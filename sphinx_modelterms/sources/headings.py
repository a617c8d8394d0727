"""Headings in text of data files: they become rubrics, since cards have their own headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator


def make_rubrics(root: nodes.Element) -> Iterator[str]:
    """Replace each section of *root* by a rubric and its content, and yield its title."""
    # In reverse document order, so that inner sections are replaced before outer ones.
    for section in reversed(list(root.findall(nodes.section))):
        title, *rest = section.children
        assert isinstance(title, nodes.title)
        rubric = nodes.rubric(title.rawsource, "", *title.children)
        rubric.source, rubric.line = title.source, title.line
        section.parent.replace(section, [rubric, *rest])
        yield title.rawsource
