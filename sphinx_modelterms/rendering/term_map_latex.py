"""The picture of a map in LaTeX, with LaTeX's own ``picture`` environment and no package."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.glossary.term_map.drawing import (
    ARROW,
    DASHED,
    EDGE,
    LINE_HEIGHT,
    NOTE_HEIGHT,
    NOTE_SIZE,
    WIDTH,
)
from sphinx_modelterms.rendering.term_map_picture import first_baseline, map_picture

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.writers.latex import LaTeXTranslator

    from sphinx_modelterms.glossary.term_map.drawing import Box, Drawing, Line, Point

UNIT = 0.8
"""Size of a unit of the drawing, in points."""

DASH = 3
"""Length of a dash and of the space after it."""


def visit_latex(self: LaTeXTranslator, node: map_picture) -> None:
    drawing: Drawing = node["drawing"]
    height = drawing.height
    self.body.append(
        f"\n\\begin{{center}}\\setlength{{\\unitlength}}{{{UNIT}pt}}%\n"
        f"\\begin{{picture}}({WIDTH},{height})\n"
    )
    self.body += [f"{command}%\n" for line in drawing.lines for command in _line(line, height)]
    for caption in drawing.captions:
        text = self.encode(caption.text)
        self.body.append(_put(caption.x, height - caption.y, _text(12, rf"\itshape {text}")))
    for number, (box, link) in enumerate(zip(drawing.boxes, node.children, strict=True)):
        assert isinstance(link, nodes.TextElement)
        _box(self, box, link, height, node.get("centre", False) and number == 0)
    self.body.append("\\end{picture}\\end{center}\n")
    raise nodes.SkipNode


def _put(x: int, y: int, content: str) -> str:
    on_baseline = f"\\raisebox{{0pt}}[0pt][0pt]{{{content}}}"
    return f"\\put({x},{y}){{\\makebox(0,0)[b]{{{on_baseline}}}}}%\n"


def _text(size: int, text: str) -> str:
    points = size * UNIT
    return f"\\fontsize{{{points:.1f}}}{{{points * 1.2:.1f}}}\\selectfont {text}"


def _box(
    self: LaTeXTranslator, box: Box, link: nodes.TextElement, height: int, is_centre: bool
) -> None:
    """Write a box, with each line of its name as a link."""
    lower = height - box.bottom
    thickness = "\\thicklines" if is_centre else "\\thinlines"
    self.body.append(
        f"{thickness}\\put({box.x},{lower}){{\\framebox({box.width},{box.height}){{}}}}%\n"
    )
    x = box.x + EDGE + (box.width - EDGE) // 2
    y = height - first_baseline(box)
    for text in box.name.lines:
        start = len(self.body)
        _linked(self, link, text)
        written = "".join(self.body[start:])
        del self.body[start:]
        weight = "\\bfseries " if is_centre else ""
        self.body.append(_put(x, y, _text(box.name.size, weight + written)))
        y -= LINE_HEIGHT
    if box.note:
        note = _text(NOTE_SIZE, rf"\itshape {self.encode(box.note)}")
        self.body.append(_put(x, y + LINE_HEIGHT - NOTE_HEIGHT, note))


def _linked(self: LaTeXTranslator, link: nodes.TextElement, text: str) -> None:
    """Write a line of a name, as a link; without one if page numbers would follow it."""
    if self.config.latex_show_pagerefs or not isinstance(link, nodes.reference):
        self.body.append(self.encode(text))
        return
    part = link.copy()
    part += nodes.Text(text)
    part.parent = link.parent
    if link.document is not None:
        part.document = link.document
    part.walkabout(self)


def _line(line: Line, height: int) -> Iterator[str]:
    """Yield the commands of a line; between different heights, it is an S-shaped curve."""
    points = [(x, height - y) for x, y in line.points]
    for a, b in pairwise(points):
        if a[0] == b[0] or a[1] == b[1]:
            yield _straight(a, b, dashed=line.kind == DASHED)
        else:
            yield from _curve(a, b, dashed=line.kind == DASHED)
    if line.kind == ARROW:
        yield _head(points[-2], points[-1])
    if line.at_start:
        yield _head(points[1], points[0])


def _straight(a: Point, b: Point, *, dashed: bool) -> str:
    """Return a horizontal or vertical line."""
    length = abs(b[0] - a[0]) + abs(b[1] - a[1])
    direction = (_sign(b[0] - a[0]), _sign(b[1] - a[1]))
    if not dashed:
        return f"\\put({a[0]},{a[1]}){{\\line({direction[0]},{direction[1]}){{{length}}}}}"
    step = f"{direction[0] * 2 * DASH},{direction[1] * 2 * DASH}"
    dash = f"\\line({direction[0]},{direction[1]}){{{DASH}}}"
    return f"\\multiput({a[0]},{a[1]})({step}){{{length // (2 * DASH) + 1}}}{{{dash}}}"


def _curve(a: Point, b: Point, *, dashed: bool) -> Iterator[str]:
    """Yield the two halves of a curve."""
    middle = ((a[0] + b[0]) // 2, (a[1] + b[1]) // 2)
    for start, end in ((a, middle), (b, middle)):
        length = abs(end[0] - start[0]) + abs(end[1] - start[1])
        points = f"[{max(2, length // 4)}]" if dashed else ""
        bend = f"({middle[0]},{start[1]})"
        yield f"\\qbezier{points}({start[0]},{start[1]}){bend}({end[0]},{end[1]})"


def _head(before: Point, end: Point) -> str:
    """Return the head of an arrow, as LaTeX draws it at the end of a vector."""
    direction = _sign(end[0] - before[0])
    return f"\\put({end[0] - direction * 2},{end[1]}){{\\vector({direction},0){{2}}}}"


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)
