"""What a build may touch after each kind of edit: exact counts, for :mod:`benchmarks.guard`.

To add a counter, name the method that is counted in :data:`benchmarks.counting.CALLS`, and add its
column to :data:`MOST`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from benchmarks.scale import EDITS, ON, scale_cases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.report import Report


class Most(NamedTuple):
    """The most that a counter may count."""

    each: int
    """Whatever the size of the project is."""
    holding: int = 0
    """In addition for each page that has the name in question in its text."""


MOST: dict[str, dict[str, Most]] = {
    # The start page is written with each page in its list, from its stored doctree.
    "page": {"read": Most(1), "written": Most(2), "loaded": Most(1), "planned": Most(1)},
    "definition": {
        "read": Most(1),
        "written": Most(2, 1),
        "loaded": Most(1, 1),
        "planned": Most(1),
    },
    "name": {
        "read": Most(1),
        "written": Most(2, 1),
        "loaded": Most(1, 1),
        "planned": Most(1, 1),
    },
    "nothing": {"read": Most(0), "written": Most(0), "loaded": Most(0), "planned": Most(0)},
    "day": {"read": Most(0), "written": Most(0), "loaded": Most(0), "planned": Most(0)},
}
"""By the kind of edit and the counter, with automatic links on. ``read``, ``written`` and
``loaded`` count documents, pages and stored doctrees; ``planned`` counts the pages whose links are
chosen anew."""


def needless_work(report: Report) -> Iterator[str]:
    """Describe each count that is above its limit."""
    for case, found in scale_cases(report).items():
        for kind in EDITS:
            counts = found[f"{kind.key}-{ON}"].counts
            for name, most in MOST[kind.key].items():
                allowed = most.each + most.holding * counts["holding"]
                if counts[name] > allowed:
                    yield f"{case}, {kind.title}: {name} {counts[name]}, {allowed} are allowed"
