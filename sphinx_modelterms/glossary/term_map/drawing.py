"""A drawn map: boxes with names, lines between them, and captions.

Coordinates are integers from the top left corner, so that every build gives the same bytes.
"""

from __future__ import annotations

from sphinx_modelterms.glossary.term_map.text_size import Fitted, cut_to, fit
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

WIDTH = 360
"""Width of every drawing, which is that of a small phone."""

LINE_HEIGHT = 16
NOTE_SIZE = 11
NOTE_HEIGHT = 14
PADDING = 6
"""Space above and below the text in a box."""

SIDE = 5
"""Space beside the text in a box."""

EDGE = 4
"""Width of the coloured edge of a box."""

BOLD = 1.1
"""Width of bold text relative to that of the usual weight."""


class Label(NamedTuple):
    """The text of a box."""

    name: str
    note: str = ""
    """A smaller line below the name, or ``""``."""


class Box(NamedTuple):
    """A box with a name."""

    x: int
    y: int
    width: int
    height: int
    name: Fitted
    note: str

    @property
    def middle(self) -> int:
        """The vertical coordinate of its centre."""
        return self.y + self.height // 2

    @property
    def right(self) -> int:
        """The horizontal coordinate of its right border."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The vertical coordinate of its lower border."""
        return self.y + self.height


Point = tuple[int, int]

ARROW, PLAIN, DASHED = "arrow", "plain", "dashed"


class Line(NamedTuple):
    """A line through points; between two points at different heights, it is curved."""

    points: tuple[Point, ...]
    kind: str = PLAIN
    """An arrow at the end, a plain or a dashed line."""
    at_start: bool = False
    """True if there is an arrow at the start, too."""


class Caption(NamedTuple):
    """Words above a group of boxes, around ``x``."""

    x: int
    y: int
    """Of the baseline."""
    text: str
    before: int = 0
    """Number of the first box of the group."""


class Drawing(NamedTuple):
    """A map; the boxes are in the order of the terms."""

    height: int
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    captions: tuple[Caption, ...] = ()


def measure(label: Label, width: int, *, bold: bool = False) -> Box:
    """Return a box for *label*, which is as high as its text, at the top left corner."""
    room = width - EDGE - 2 * SIDE
    name = fit(label.name, room, BOLD if bold else 1.0)
    note = cut_to(label.note, room, NOTE_SIZE) if label.note else ""
    height = LINE_HEIGHT * len(name.lines) + (NOTE_HEIGHT if note else 0) + 2 * PADDING
    return Box(0, 0, width, height, name, note)


def mirrored(drawing: Drawing) -> Drawing:
    """Return *drawing* with left and right exchanged, for languages that are written from right
    to left.
    """
    return drawing._replace(
        boxes=tuple(box._replace(x=WIDTH - box.right) for box in drawing.boxes),
        lines=tuple(
            line._replace(points=tuple((WIDTH - x, y) for x, y in line.points))
            for line in drawing.lines
        ),
        captions=tuple(c._replace(x=WIDTH - c.x) for c in drawing.captions),
    )
