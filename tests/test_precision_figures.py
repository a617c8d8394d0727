"""The judged sample of automatic links on real projects is whole, and its figures add up."""

from __future__ import annotations

import pytest

from benchmarks.precision import Figures, cost_of_rules, figures, rows
from sphinx_modelterms.glossary.autolink.rules import LinkRule


def test_each_position_of_the_sample_is_judged_and_has_no_sentence() -> None:
    sample = rows("link-sample.csv")
    projects = {row["project"] for row in rows("link-projects.csv")}
    assert len({row["id"] for row in sample}) == len(sample)
    for row in sample:
        assert row["id"].rpartition("-")[0] in projects
        assert row["rule"] in set(LinkRule)
        assert row["first"] in {"true", "false"}
        assert row["second"] in {"true", "false", "unsure"}
        assert len(row["text"].split()) <= 4


def test_sixty_links_of_each_project_are_judged() -> None:
    assert [some.linked for some in figures().values()] == [60] * 5
    refused = sum(judged for judged, _ in cost_of_rules().values())
    assert refused == sum(some.refused for some in figures().values())


def test_recall_counts_refused_names_in_proportion() -> None:
    some = Figures(10, 9, 5, 2, 100, 50)
    assert some.precision == pytest.approx(0.9)
    assert some.recall == pytest.approx(90 / (90 + 20))
    assert some._replace(refused=0, lost=0).recall == 1
