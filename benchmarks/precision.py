"""Precision and recall of automatic links on five projects that the rules were not made on:
``python -m benchmarks.precision``.

``tests/fixtures/link-projects.csv`` has the projects, chosen before the rules were fixed, with
the number of their automatic links and of names that a rule about their meaning refused (once for
each page and term, where the page has no other link to the term).
``tests/fixtures/link-sample.csv`` has a random sample of both, at most 60 of each for a project,
with the verdicts of two people: ``true`` if the words mean the term; ``unsure`` counts as wrong.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

FIXTURES = Path(__file__).parent.parent / "tests" / "fixtures"
LINKED = "linked"


class Figures(NamedTuple):
    """Verdicts on the sample of a project."""

    linked: int
    """Number of judged links."""
    right: int
    """Number of those that are right."""
    refused: int
    """Number of judged names that a rule refused."""
    lost: int
    """Number of those that would be right."""
    all_linked: int
    """Number of all links of the project."""
    all_refused: int
    """Number of all names that a rule refused."""

    @property
    def precision(self) -> float:
        """Share of links that are right."""
        return self.right / self.linked

    @property
    def recall(self) -> float:
        """Estimated share of right links among all names that should be linked."""
        right = self.precision * self.all_linked
        lost = self.all_refused * self.lost / self.refused if self.refused else 0.0
        return right / (right + lost)


def rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a file of the fixtures."""
    with (FIXTURES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def figures(judge: str = "first") -> dict[str, Figures]:
    """Return the figures of each project; of those rows that the judge has judged.

    :param judge: ``first`` or ``second``
    """
    by_project: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for row in rows("link-sample.csv"):
        if row[judge]:
            name = row["id"].rpartition("-")[0]
            by_project[name].append((row["rule"] == LINKED, row[judge] == "true"))
    found = {}
    for project in rows("link-projects.csv"):
        judged = by_project[project["project"]]
        links = [right for linked, right in judged if linked]
        refused = [right for linked, right in judged if not linked]
        if links:
            found[project["project"]] = Figures(
                len(links),
                sum(links),
                len(refused),
                sum(refused),
                int(project["linked"]),
                int(project["refused"]),
            )
    return found


def cost_of_rules(judge: str = "first") -> dict[str, tuple[int, int]]:
    """Return the number of judged names that each rule refused, and of those that are right."""
    costs: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for row in rows("link-sample.csv"):
        if row["rule"] != LINKED and row[judge]:
            judged, lost = costs[row["rule"]]
            costs[row["rule"]] = judged + 1, lost + (row[judge] == "true")
    return dict(costs)


def main() -> None:
    """Print the figures of both judges."""
    for judge in ("first", "second"):
        for project, some in figures(judge).items():
            print(
                f"{judge:7} {project:11} precision {some.right}/{some.linked} = "
                f"{some.precision:.0%}, recall {some.recall:.0%}"
            )
        for rule, (judged, lost) in cost_of_rules(judge).items():
            print(f"{judge:7} rule {rule}: {judged} refused, {lost} of them right")


if __name__ == "__main__":
    main()
