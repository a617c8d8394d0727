"""Format of a table of measurements in Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.report import Measurement

    Cell = Callable[[str, Measurement], str]
    """Makes the text of a cell, of the key and the measurement of its row."""

NOTHING = "–"
NO_BREAK = "\N{NO-BREAK SPACE}"
END = "<!-- end -->"


class Table(NamedTuple):
    """A table of one measurement a row."""

    name: str
    """Name by which the manual includes the table."""
    caption: str
    rows: dict[str, Measurement]
    cells: dict[str, Cell]
    """By the head of their column; the first column has the titles of the measurements."""

    def markdown(self) -> str:
        """The table with its comment and its caption."""
        head = ["build", *self.cells]
        lines = [head, ["---", *("--:" for _ in self.cells)], *self._lines()]
        text = "\n".join(f"| {' | '.join(line)} |" for line in lines)
        return block(self.name, f"{self.caption}:\n\n{text}")

    def _lines(self) -> Iterator[list[str]]:
        for key, one in self.rows.items():
            if not one.failed or one.user:
                # Without a break between a number and its unit.
                cells = [cell(key, one).replace(" ", NO_BREAK) for cell in self.cells.values()]
                yield [f"{one.title}{_rounds(one, self.rows)}", *cells]
            else:
                yield [one.title, one.failed, *[NOTHING] * (len(self.cells) - 1)]


def block(name: str, text: str) -> str:
    """Text that the manual includes by the comment above it."""
    return f"<!-- table: {name} -->\n\n{text}\n\n{END}\n"


def _rounds(one: Measurement, others: dict[str, Measurement]) -> str:
    """Says of a row that it has had fewer rounds than others."""
    most = max(len(other.user) for other in others.values())
    return f" ({len(one.user)} rounds)" if len(one.user) < most else ""


def seconds(number: float) -> str:
    """*number* of seconds."""
    return f"{number:.2f} s"


def ratio(number: float) -> str:
    """*number* beside one."""
    return f"{number:.2f}"


def kilobytes(number: float) -> str:
    """*number* of bytes."""
    return f"{number / 1000:,.1f} kB"
