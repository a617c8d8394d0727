"""Figures made of measurements.

What is compared was built in the same round, and of the rounds the median counts: so a machine
that becomes slower or faster on the way changes little.
"""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.report import Measurement, Report


def ratio(one: Measurement, base: Measurement) -> float:
    """User CPU time beside that of *base*."""
    return statistics.median(_ratios(one.user, base.user))


def instructions_to(base: Measurement, one: Measurement, build: str = "instructions") -> float:
    """Instructions beside those of *base*.

    :param build: ``instructions`` of clean builds, or ``edited``: those of builds after an edit
    """
    return one.counts[build] / base.counts[build]


def added(one: Measurement, base: Measurement) -> float:
    """Seconds of user CPU time on top of those of *base*."""
    return statistics.median(a - b for a, b in zip(one.user, base.user, strict=False))


def speed_ups(serial: Measurement, parallel: Measurement) -> list[float]:
    """The clock time of two processes beside that of one, round by round."""
    return _ratios(parallel.wall, serial.wall)


def without_own(report: Report, key: str, size: str) -> list[float]:
    """Seconds for the text pages of a growing project, round by round.

    :param size: ``few`` or ``many``
    :return: the time of the whole, less that of the same project without text pages, both without
        the pages of the terms: text pages make these longer
    """
    found = report.case("growth")
    whole, terms = (_apart(found[f"{key}-{size}-{part}"]) for part in ("all", "own"))
    return [one - other for one, other in zip(whole, terms, strict=True)]


def _apart(one: Measurement) -> list[float]:
    """Seconds without those of the pages of the terms, round by round."""
    return [user - own for user, own in zip(one.user, one.own, strict=True)]


def grown(report: Report, key: str) -> float:
    """The time for text pages where there are many terms, beside that where there are few."""
    many, few = (without_own(report, key, size) for size in ("many", "few"))
    return statistics.median(_ratios(many, few))


def term_bytes(report: Report, key: str) -> float:
    """Bytes that a term adds to the environment of plain Sphinx."""
    terms: int = report.sizes["stored"]["terms"]
    return _stored(report, f"{key}-text", "plain-text") / terms


def mention_bytes(report: Report, key: str) -> float:
    """Bytes that a mention adds to the environment on top of what it adds in plain Sphinx."""
    pages: int = report.sizes["stored"]["pages"]
    more = _stored(report, key, "plain") - _stored(report, f"{key}-text", "plain-text")
    return more / (pages * _mentions(report))


def hover_bytes(report: Report, key: str) -> float:
    """Bytes of HTML that a hover card adds to a page."""
    found = report.case("stored")
    return (found[key].sizes["page"] - found[f"{key}-bare"].sizes["page"]) / _mentions(report)


def link_microseconds(report: Report, case: str) -> float:
    """User CPU time of an automatic link."""
    found, size = report.case(case), report.sizes[case]
    count: int = size["pages"] * size["plain"]
    return added(found["on"], found["off"]) / count * 1e6


def _mentions(report: Report) -> int:
    """Mentions on a page of the case about bytes, each of another term."""
    size = report.sizes["stored"]
    mentions: int = min(size["mentions"], size["terms"])
    return mentions


def _stored(report: Report, key: str, base: str) -> float:
    found = report.case("stored")
    return found[key].sizes["environment"] - found[base].sizes["environment"]


def _ratios(some: Sequence[float], base: Sequence[float]) -> list[float]:
    # What is slow has had fewer rounds; those are the first ones.
    return [a / b for a, b in zip(some, base, strict=False)]
