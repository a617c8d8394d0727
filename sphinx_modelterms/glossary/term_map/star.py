"""The map of one term: what to read first on the left, what it leads to on the right, broader
terms above, kinds and related terms below.

Each group hangs on lines that run in the gaps between the three columns, so no lines cross.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.term_map.drawing import (
    ARROW,
    WIDTH,
    Box,
    Caption,
    Drawing,
    Line,
    measure,
)
from sphinx_modelterms.glossary.term_map.text_size import cut_to, text_width
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_modelterms.glossary.term_map.drawing import Label

COLUMN = 104
GAP = (WIDTH - 3 * COLUMN) // 2
SPACE = 10
"""Space between boxes below each other."""
CAPTION = 20
"""Height of a caption."""
CAPTION_SIZE = 12
BRANCH = 18
"""Length of a line from the term in the middle down or up to a group."""

COLUMNS = {1: (1,), 2: (0, 2), 3: (0, 1, 2)}
"""The columns of the boxes in a row, by their number."""

LEFT, RIGHT, ABOVE, BELOW = "left", "right", "above", "below"


class Group(NamedTuple):
    """Terms that have the same relation to the one in the middle."""

    side: str
    """``left``, ``right``, ``above`` or ``below``."""
    caption: str
    labels: tuple[Label, ...]


def draw_star(centre: Label, groups: Sequence[Group]) -> Drawing:
    """Return the map; its first box is *centre*, those of the groups follow in their order."""
    star = _Star(centre, groups)
    return star.draw()


class _Star:
    """A map that is being drawn, from top to bottom."""

    def __init__(self, centre: Label, groups: Sequence[Group]) -> None:
        self.centre = measure(centre, COLUMN, bold=True)
        self.groups = groups
        self.lines: list[Line] = []
        self.captions: dict[int, Caption] = {}
        """The caption of each group, by its number."""
        self.boxes: dict[int, list[Box]] = {}
        """The boxes of each group, by its number."""

    def draw(self) -> Drawing:
        above = [n for n, group in enumerate(self.groups) if group.side == ABOVE]
        below = [n for n, group in enumerate(self.groups) if group.side == BELOW]
        alone = {n for side in (above, below) for n in side if self._is_alone(side)}
        y = 1 - CAPTION if alone & {*above} else 1
        for number in above:
            y = self._band(number, y) + SPACE
        y -= SPACE if above else 0
        bus_above = y + BRANCH // 2
        if alone & {*above}:
            self._beside_line(above[0], y + CAPTION - 6)
        y = self._middle(y + BRANCH if above else y)
        bus_below = y + BRANCH // 2
        if alone & {*below}:
            y = self._band(below[0], y + SPACE)
            self._beside_line(below[0], y - self.boxes[below[0]][0].height - 9)
        else:
            for number in below:
                y = self._band(number, y + (BRANCH if number == below[0] else SPACE))
        self._branch([b for n in above for b in self.boxes[n]], self.centre.y, bus_above)
        self._branch([b for n in below for b in self.boxes[n]], self.centre.bottom, bus_below)
        boxes = [self.centre]
        captions = []
        for number in range(len(self.groups)):
            captions.append(self.captions[number]._replace(before=len(boxes)))
            boxes += self.boxes[number]
        return Drawing(y + 1, tuple(boxes), tuple(self.lines), tuple(captions))

    def _is_alone(self, numbers: Sequence[int]) -> bool:
        """Return True if there is only one box in all of the groups."""
        return sum(len(self.groups[number].labels) for number in numbers) == 1

    def _middle(self, y: int) -> int:
        """Place the term and the columns beside it; return the height at which they end."""
        sides = {g.side: n for n, g in enumerate(self.groups) if g.side in {LEFT, RIGHT}}
        stacks = {}
        for side, number in sides.items():
            stacks[side] = [measure(label, COLUMN) for label in self.groups[number].labels]
        heights = [_height(stack) + CAPTION for stack in stacks.values()]
        # The term stands at the middle of the boxes, not of their captions.
        inner = max([self.centre.height, *(height - CAPTION for height in heights)])
        top = y + (CAPTION if heights else 0)
        middle = top + inner // 2
        self.centre = self.centre._replace(x=COLUMN + GAP, y=middle - self.centre.height // 2)
        for side, stack in stacks.items():
            x = 0 if side == LEFT else WIDTH - COLUMN
            start = middle - _height(stack) // 2
            self._caption(sides[side], x, start - CAPTION)
            placed = _stacked(stack, x, start)
            self.boxes[sides[side]] = placed
            self._column_lines(side, placed, self.centre.middle)
        return top + inner

    def _column_lines(self, side: str, boxes: Sequence[Box], middle: int) -> None:
        """Connect a column with the term in the middle, by a line in the gap."""
        x = COLUMN + GAP // 2 if side == LEFT else WIDTH - COLUMN - GAP // 2
        inner = self.centre.x if side == LEFT else self.centre.right
        ends = [box.middle for box in boxes]
        outer = boxes[0].right if side == LEFT else boxes[0].x
        if side == LEFT:
            self.lines += [Line(((outer, y), (x, y))) for y in ends]
            self.lines.append(Line(((x, middle), (inner, middle)), ARROW))
        else:
            self.lines += [Line(((x, y), (outer, y)), ARROW) for y in ends]
            self.lines.append(Line(((inner, middle), (x, middle))))
        self._upright(x, [*ends, middle])

    def _upright(self, x: int, ends: Sequence[int]) -> None:
        if min(ends) < max(ends):
            self.lines.append(Line(((x, min(ends)), (x, max(ends)))))

    def _band(self, number: int, y: int) -> int:
        """Place a group in rows of three; return the height at which it ends."""
        labels = self.groups[number].labels
        self._caption(number, COLUMN + GAP, y)
        y += CAPTION
        boxes = [measure(label, COLUMN) for label in labels]
        self.boxes[number] = []
        for start in range(0, len(boxes), 3):
            row = boxes[start : start + 3]
            height = max(box.height for box in row)
            self.boxes[number] += [
                box._replace(x=column * (COLUMN + GAP), y=y + (height - box.height) // 2)
                for box, column in zip(row, COLUMNS[len(row)], strict=True)
            ]
            y += height + SPACE
        return y - SPACE

    def _beside_line(self, number: int, y: int) -> None:
        """Move the caption of a group of one box beside the line that leads to it."""
        caption = self.captions[number]
        half = round(text_width(caption.text, CAPTION_SIZE) / 2)
        self.captions[number] = caption._replace(x=WIDTH // 2 + GAP // 2 + half, y=y)

    def _branch(self, boxes: Sequence[Box], start: int, bus: int) -> None:
        """Connect the boxes above or below with the term.

        :param start: the upper or lower border of the term's box
        :param bus: the height of the line across, from which lines in the gaps lead to the boxes
        """
        middle = WIDTH // 2
        if len(boxes) == 1:
            (box,) = boxes
            self._upright(middle, (start, box.bottom if box.y < start else box.y))
            return
        ends: dict[int, list[int]] = {}
        for box in boxes:
            on_right = box.x > middle
            x = WIDTH - COLUMN - GAP // 2 if on_right else COLUMN + GAP // 2
            side = box.x if on_right or box.x > x else box.right
            self.lines.append(Line(((x, box.middle), (side, box.middle))))
            ends.setdefault(x, [bus]).append(box.middle)
        if ends:
            self._upright(middle, (start, bus))
            self.lines.append(Line(((min(*ends, middle), bus), (max(*ends, middle), bus))))
        for x, heights in ends.items():
            self._upright(x, heights)

    def _caption(self, number: int, x: int, y: int) -> None:
        text = cut_to(self.groups[number].caption, COLUMN, CAPTION_SIZE)
        self.captions[number] = Caption(x + COLUMN // 2, y + CAPTION - 7, text)


def _height(boxes: Sequence[Box]) -> int:
    return sum(box.height for box in boxes) + SPACE * (len(boxes) - 1)


def _stacked(boxes: Sequence[Box], x: int, y: int) -> list[Box]:
    placed = []
    for box in boxes:
        placed.append(box._replace(x=x, y=y))
        y += box.height + SPACE
    return placed
