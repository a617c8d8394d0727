"""The picture of a map: as inline SVG."""

from __future__ import annotations

from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_modelterms.doctree.fallback import OwnNode, shared_attributes
from sphinx_modelterms.glossary.term_map.drawing import (
    ARROW,
    DASHED,
    EDGE,
    LINE_HEIGHT,
    NOTE_HEIGHT,
    NOTE_SIZE,
    WIDTH,
)
from sphinx_modelterms.glossary.term_map.text_size import SIZES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.writers.html5 import HTML5Translator

    from sphinx_modelterms.glossary.term_map.drawing import Box, Caption, Drawing, Line, Point

SHOWN_WIDTH = 440
"""Width of a picture on a wide screen, in CSS pixels: its text has the size of the page's text."""

HEAD = 7
"""Length of an arrow's head."""


class map_picture(OwnNode, nodes.General, nodes.Element):
    """A map; its children are a link for each box of its ``drawing``, in the same order.

    ``words`` has relations as text by the number of a box, ``title`` the name of the picture;
    ``centre`` is true if the first box is the term of the map, ``mirrored`` if it is drawn from
    right to left.
    """

    def standard(self) -> list[nodes.Node]:
        return [nodes.paragraph("", "", *self.children, **shared_attributes(self))]


def visit_html(self: HTML5Translator, node: map_picture) -> None:
    self.body.append(svg(node))
    raise nodes.SkipNode


def svg(node: map_picture) -> str:
    """Return the picture as an ``<svg>`` element without styles, scripts and ids.

    Its colours are that of the text around it; ``modelterms-map.css`` adds the theme's.
    """
    drawing: Drawing = node["drawing"]
    captions = {caption.before: caption for caption in drawing.captions}
    parts = [
        f'<svg class="{" ".join(["mt-picture", *node["classes"]])}" '
        'xmlns="http://www.w3.org/2000/svg" role="group" '
        f'aria-label="{escape(node["title"])}" width="{SHOWN_WIDTH}" '
        f'viewBox="-1 -1 {WIDTH + 2} {drawing.height + 2}" font-size="{SIZES[0]}" '
        'text-anchor="middle" fill="currentColor">',
        *_lines(drawing.lines),
    ]
    for number, (box, link) in enumerate(zip(drawing.boxes, node.children, strict=True)):
        if number in captions:
            parts.append(_caption(captions[number]))
        assert isinstance(link, nodes.Element)
        parts.append(_node(node, number, box, link))
    return "".join([*parts, "</svg>\n"])


def _lines(lines: Sequence[Line]) -> Iterator[str]:
    plain = "".join(_path(line.points) for line in lines if line.kind != DASHED)
    dashed = "".join(_path(line.points) for line in lines if line.kind == DASHED)
    heads = "".join(head for line in lines for head in _heads(line))
    if plain:
        yield f'<path class="mt-lines" fill="none" stroke="currentColor" d="{plain}"/>'
    if dashed:
        yield (
            '<path class="mt-lines" fill="none" stroke="currentColor" stroke-dasharray="4 3" '
            f'd="{dashed}"/>'
        )
    if heads:
        yield f'<path class="mt-heads" d="{heads}"/>'


def _path(points: Sequence[Point]) -> str:
    """Return the commands of a line; between different heights, it is an S-shaped curve."""
    (x, y), *rest = points
    path = f"M{x} {y}"
    for to_x, to_y in rest:
        if to_y == y:
            path += f"H{to_x}"
        elif to_x == x:
            path += f"V{to_y}"
        else:
            middle = (x + to_x) // 2
            path += f"C{middle} {y} {middle} {to_y} {to_x} {to_y}"
        x, y = to_x, to_y
    return path


def _heads(line: Line) -> Iterator[str]:
    """Yield the heads of an arrow, which is horizontal at its ends."""
    ends = []
    if line.kind == ARROW:
        ends.append((line.points[-2], line.points[-1]))
    if line.at_start:
        ends.append((line.points[1], line.points[0]))
    for before, (x, y) in ends:
        back = -HEAD if before[0] < x else HEAD
        yield f"M{x} {y}l{back} -4v8z"


def _caption(caption: Caption) -> str:
    text = escape(caption.text)
    return f'<text class="mt-note" x="{caption.x}" y="{caption.y}" font-size="12">{text}</text>'


def _node(picture: map_picture, number: int, box: Box, link: nodes.Element) -> str:
    """Return a box with its name, as a link if it has a target."""
    name = link.astext()
    is_centre = number == 0 and picture.get("centre", False)
    said = ". ".join(filter(None, (name, box.note, picture["words"].get(number, ""))))
    label = f' aria-label="{escape(said)}"' if said != box.name.lines[0] else ""
    title = "" if box.name.is_whole else f"<title>{escape(name)}</title>"
    classes = [c for c in link["classes"] if c.startswith("mt-colour-")]
    is_coloured = bool(classes)
    classes += ["mt-centre"] if is_centre else []
    of_class = f' class="{" ".join(classes)}"' if classes else ""
    address = link.get("refuri") or (f"#{link['refid']}" if link.get("refid") else "")
    tag, attributes = ("a", f' href="{escape(address)}"') if address else ("g", "")
    shape = _shape(box, is_centre, is_coloured, picture["mirrored"])
    return f"<{tag}{of_class}{attributes}{label}>{title}{shape}{_text(box, is_centre)}</{tag}>"


def _shape(box: Box, is_centre: bool, is_coloured: bool, mirrored: bool) -> str:
    x, y, width, height = box.x, box.y, box.width, box.height
    weight = ' stroke-width="2"' if is_centre else ""
    edge = ""
    if is_coloured:
        start, bulge, sweep = (x + width, 4, 1) if mirrored else (x, -4, 0)
        edge = (
            f'<path class="mt-edge" d="M{start - bulge} {y}a4 4 0 0 {sweep} {bulge} 4v{height - 8}'
            f'a4 4 0 0 {sweep} {-bulge} 4z"/>'
        )
    return (
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="4" fill-opacity="0" '
        f'stroke="currentColor"{weight}/>{edge}'
    )


SPACE = '<tspan font-size="0"> </tspan>'
"""A space between two lines of a name, which moves neither. What a link shows is then a part of
its accessible name, word by word, as is the note, which begins with a space that isn't drawn.

https://www.w3.org/WAI/WCAG22/Understanding/label-in-name.html
"""


def _text(box: Box, is_centre: bool) -> str:
    x = box.x + EDGE + (box.width - EDGE) // 2
    first, *rest = map(escape, box.name.lines)
    y = first_baseline(box)
    more = "".join(
        f'{SPACE if before[-1] != "-" else ""}<tspan x="{x}" dy="{LINE_HEIGHT}">{text}</tspan>'
        for before, text in pairwise((first, *rest))
    )
    size = f' font-size="{box.name.size}"' if box.name.size != SIZES[0] else ""
    weight = ' font-weight="bold"' if is_centre else ""
    text = f'<text x="{x}" y="{y}"{size}{weight}>{first}{more}</text>'
    if box.note:
        below = y + LINE_HEIGHT * len(rest) + NOTE_HEIGHT
        text += (
            f'<text class="mt-note" x="{x}" y="{below}" font-size="{NOTE_SIZE}">'
            f" {escape(box.note)}</text>"
        )
    return text


def first_baseline(box: Box) -> int:
    """Return the vertical coordinate of the first line of text in a box."""
    content = LINE_HEIGHT * len(box.name.lines) + (NOTE_HEIGHT if box.note else 0)
    return box.y + (box.height - content) // 2 + 12
