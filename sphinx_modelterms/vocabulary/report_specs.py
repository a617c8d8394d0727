"""The table of reports. Each is an SQL file of the same name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class ReportSpec(NamedTuple):
    """A report."""

    title: str
    help: str
    empty: str
    """The text in place of a table without rows."""


REPORTS: Mapping[str, ReportSpec] = {
    "conflicts": ReportSpec(
        "Conflicts",
        "names with different definitions",
        "No name has two definitions.",
    ),
    "shared": ReportSpec(
        "Shared names",
        "names that several projects define or use",
        "No name is used by two projects.",
    ),
    "pairs": ReportSpec(
        "Who shares with whom",
        "pairs of projects that define the same names",
        "No two projects define the same name.",
    ),
    "undefined": ReportSpec(
        "Undefined words",
        "abbreviations and phrases that several projects use and none defines",
        "No link report names a word that several projects use and none defines.",
    ),
    "near-names": ReportSpec(
        "Near names",
        "names that differ in a letter, a hyphen, a space or a plural",
        "No two names are nearly the same.",
    ),
    "near-definitions": ReportSpec(
        "Near definitions",
        "terms of different names with nearly the same definition",
        "No two terms of different names have nearly the same definition.",
    ),
    "unused": ReportSpec(
        "Unused terms",
        "terms that no page of their project mentions",
        "Each term is mentioned.",
    ),
    "drift": ReportSpec(
        "Changes since the snapshot before",
        "terms that are new, gone or redefined since the snapshot before",
        "No term has changed since the snapshot before.",
    ),
}
"""All reports by their names, as users write them."""

ALL = "all"

GROUPS: Mapping[str, tuple[str, ...]] = {
    "near": ("near-names", "near-definitions"),
    ALL: tuple(REPORTS),
}
"""Reports that are made together, by the name of the group."""

BEFORE = "_before"
"""Suffix of the tables of the snapshot before, which only some reports read."""

NEED_BEFORE = frozenset({"drift"})
