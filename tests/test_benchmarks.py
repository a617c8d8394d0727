"""The benchmarks themselves: projects as asked, counts that are right, tables made of one file.

No test here depends on how long something takes.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from benchmarks import figures, guard, variants
from benchmarks.__main__ import make_parser, plan_of
from benchmarks.builds import BuildFailedError, Run, build, clean_build
from benchmarks.cases import CASES, Bench
from benchmarks.marks import RATIOS, verdicts, wrong_counts
from benchmarks.plans import QUICK
from benchmarks.projects import Change, Project, Size, Variant
from benchmarks.report import Measurement, Report, this_machine
from benchmarks.revisions import extension_of
from benchmarks.rounds import (
    Subject,
    after,
    alternate,
    apart_from_terms,
    from_nothing,
    subject,
)
from benchmarks.table import rendered

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SIZE = Size(pages=6, terms=12, mentions=4, plain=2, waiting=1, waiting_share=0.5, glossaries=2)


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Project]:
    """Makes a project of a variant."""

    def make(variant: Variant, size: Size = SIZE) -> Project:
        return Project(variant, size, tmp_path, tmp_path / "bytecode")

    return make


def sources(project: Project) -> dict[str, str]:
    paths = project.source.iterdir()
    return {path.stem: path.read_text(encoding="utf-8") for path in paths}


def _text(project: Project, docname: str) -> str:
    return (project.source / f"{docname}.rst").read_text(encoding="utf-8")


MARKDOWN = replace(variants.MARKDOWN[1], key="markdown")


def quiet(text: str) -> None:
    """Progress that nobody sees."""


def words(text: str) -> list[str]:
    """Without what the markups differ in."""
    return re.findall(r"\w+", text.replace(":term:", "").replace("{term}", ""))


@pytest.mark.parametrize("markup", ["rst", "md"])
def test_a_project_is_as_large_as_asked(make: Callable[..., Project], markup: str) -> None:
    project = make(replace(variants.LOADED, markup=markup))
    texts = sources(project)
    assert texts.keys() == {"conf", *project.documents}
    assert len(project.pages) == 6
    for page in project.pages:
        text = texts[page.docname]
        assert len(page.mentions) == len(re.findall("term[:}]`", text)) == 4
        assert all(text.count(name) == 1 for name in (*page.mentions, *page.plain))
    assert sum(len(page.plain) - SIZE.plain for page in project.pages) == 3, "waiting names"
    terms = "".join(texts[docname] for docname in project.glossaries)
    assert len(re.findall(r"^ *[A-Z][a-z]+ [A-Z][a-z]+$", terms, re.M)) == 12


def test_all_variants_have_the_same_words(make: Callable[..., Project]) -> None:
    markdown = replace(variants.CARDS, key="md", markup="md")
    text = replace(variants.LOADED, key="text", mentions=False)
    texts = [sources(make(one)) for one in (variants.PLAIN, variants.CARDS, markdown, text)]
    pages = [[words(some[f"page{number}"]) for number in range(6)] for some in texts]
    assert pages[0] == pages[1] == pages[2] == pages[3]
    assert pages[0][0] != pages[0][1]


def test_the_seed_makes_the_words(make: Callable[..., Project]) -> None:
    other = make(replace(variants.PLAIN, key="other"), replace(SIZE, seed=2))
    same = make(replace(variants.PLAIN, key="same"))
    assert sources(same)["page0"] == sources(make(variants.PLAIN))["page0"]
    assert sources(other)["page0"] != sources(same)["page0"]


def test_half_of_the_foreign_terms_name_their_project(make: Callable[..., Project]) -> None:
    project = make(variants.PLAIN, replace(SIZE, foreign=4, known=9))
    assert {path.name for path in project.source.glob("*.inv")} == {"house.inv", "language.inv"}
    for page in project.pages:
        text = (project.source / f"{page.docname}.rst").read_text(encoding="utf-8")
        assert len(re.findall(r":term:`[a-z]+ [a-z]+`", text)) == 2
        assert len(re.findall(r":term:`house:[A-Z][a-z]+ [A-Z][a-z]+`", text)) == 2
        assert len(re.findall(r":term:`", text)) == SIZE.mentions + 4


# Builds.


def test_foreign_terms_are_the_same_links_with_and_without_us(
    make: Callable[..., Project],
) -> None:
    found = []
    for variant in (variants.PLAIN, variants.LOADED):
        project = make(variant, replace(SIZE, foreign=4, known=9))
        clean_build(project)
        pages = [project.build / "html" / f"{page.docname}.html" for page in project.pages]
        texts = [page.read_text(encoding="utf-8") for page in pages]
        found.append([re.findall(r"<a [^>]*https://house.*?</a>", text) for text in texts])
    assert found[0] == found[1]
    assert [len(links) for links in found[0]] == [4] * SIZE.pages


@pytest.mark.parametrize(
    "variant", [variants.PLAIN, variants.CARDS_AUTO, MARKDOWN], ids=lambda v: v.key
)
def test_builds_write_the_pages_that_show_the_edit(
    make: Callable[..., Project], variant: Variant
) -> None:
    project = make(variant)
    subjects = [subject(project)]
    first = alternate(subjects, 1, from_nothing, quiet)[variant.key]
    show = len(project.showing(project.edited))
    assert first.wrong == []
    assert first.counts == {"read": 9, "loaded": 0, "due": show, "lacking": 0}
    assert first.sizes["page"] > first.sizes["gzip"] > 0 < first.sizes["environment"]
    edit = alternate(subjects, 1, after(Project.edit_definition), quiet)[variant.key]
    assert edit.wrong == []
    assert edit.counts == {"read": 1, "written": 2 + show} | {
        "show": 2 + show,
        "loaded": 1 + show,
        "outdated": 0,
    }
    term = alternate(subjects, 1, after(Project.add_term), quiet)[variant.key]
    assert term.wrong == []
    assert term.counts["written"] == (5 if variant.autolinks else 2)


def test_two_processes_load_each_doctree_once(make: Callable[..., Project]) -> None:
    project = make(variants.CARDS_AUTO)
    found = alternate([subject(project, jobs=2)], 1, from_nothing, quiet)["cards-auto-j2"]
    assert found.wrong == []
    assert found.counts["loaded"] == len(project.documents)


def test_hover_cards_that_are_not_there_are_missed(make: Callable[..., Project]) -> None:
    """Or else an extension that does nothing would be the fastest."""
    project = make(replace(variants.LOADED, settings="modelterms_hover = False\n"))
    due = sorted(project.showing(project.edited))
    found = alternate([subject(project)], 1, from_nothing, quiet)["loaded"]
    assert found.counts["lacking"] == found.counts["due"] == len(due) > 0
    assert found.wrong == [f"without the definition: {', '.join(due)}"]


def test_a_build_that_touches_more_is_wrong(make: Callable[..., Project]) -> None:
    wasteful = """
def setup(app):
    app.connect("env-get-outdated", lambda app, env, *found: ["page1"])
    app.connect("env-updated", lambda app, env: ["page2"])
    app.connect("write-started", lambda app, builder: app.env.get_doctree("page3"))
"""
    project = make(replace(variants.LOADED, settings=wasteful))
    clean_build(project)
    nothing = Change(frozenset(), frozenset())
    found = alternate([subject(project)], 1, after(lambda project: nothing), quiet)["loaded"]
    assert found.wrong == [
        "read without need: page1",
        "written without need: index, page1, page2",
        "loaded without need: index, page2, page3",
    ]


def test_pages_left_outdated_are_found(make: Callable[..., Project]) -> None:
    """Build as with extensions that don't track which pages show a definition."""
    forgetful = """
def show(app, pagename, templatename, context, doctree):
    if pagename.startswith("page"):
        context["body"] += "".join(path.read_text() for path in app.srcdir.glob("glossary*"))

def setup(app):
    app.connect("html-page-context", show)
"""
    project = make(replace(variants.PLAIN, settings=forgetful, hovers=True))
    pages = sorted(project.showing(project.edited))
    clean_build(project)
    edit = after(Project.edit_definition)
    found = alternate([subject(project)], 2, edit, quiet)["plain"]
    assert found.counts["outdated"] == len(pages) > 0
    assert f"not written: {', '.join(pages)}" in found.wrong
    assert f"left outdated: {', '.join(pages)}" in found.wrong


def test_a_peer_may_fail_and_we_may_not(make: Callable[..., Project]) -> None:
    settings = "raise ValueError('not with this version')\n"
    peer = replace(variants.PLAIN, settings=settings, peer=True)
    found = alternate([subject(make(peer))], 2, from_nothing, quiet)["plain"]
    assert not found.user
    assert "not with this version" in found.failed
    ours = replace(variants.LOADED, settings=settings)
    with pytest.raises(BuildFailedError, match="not with this version"):
        alternate([subject(make(ours))], 2, from_nothing, quiet)


def test_a_peer_that_is_not_there_is_reported(tmp_path: Path) -> None:
    absent = Variant("absent", "an extension", ("no_such_extension",), peer=True)
    bench = Bench(replace(QUICK, peers=True), tmp_path)
    assert bench.projects("clean", SIZE, [absent], tmp_path) == []
    assert bench.report.case("clean")["absent"].failed == "no_such_extension is not installed"


def test_builds_take_turns() -> None:
    order: list[str] = []

    def measure(one: Subject, measurement: Measurement) -> Run:
        order.append(one.key)
        return Run(1, 1, 1)

    subjects = [Subject(key, key, None, rounds=most) for key, most in (("a", None), ("b", 2))]
    found = alternate(subjects, 3, measure, quiet)
    assert order == ["a", "b", "b", "a", "a"]
    assert [len(one.user) for one in found.values()] == [3, 2]


# Figures.


def report_of(**users: list[float]) -> Report:
    """A report of clean builds with these times."""
    report = Report(3, {"cores": "2", "processor": "X", "memory": "1 GiB", "system": "Y"})
    report.sizes["clean"] = {"pages": 300, "terms": 3000, "mentions": 20}
    for key, user in users.items():
        sizes = {"page": 8000.0, "gzip": 2500.0, "shared": 25_000.0, "environment": 1_234_567.0}
        report.measurements[f"clean/{key}"] = Measurement(
            f"the {key} one", user, user, [102_400] * len(user), {"read": 1}, sizes
        )
    return report


def test_a_ratio_is_the_median_of_the_rounds() -> None:
    """The machine was half as fast in the second round."""
    report = report_of(plain=[1.0, 2.0, 1.0], loaded=[1.0, 2.2, 1.1], cards=[1.0, 2.3, 1.2])
    found = {verdict.key: verdict for verdict in verdicts(report)}
    assert found["loaded"].figure == pytest.approx(1.1)
    assert not found["loaded"].ok
    assert found["cards"].figure == pytest.approx(1.15)
    assert found["cards"].passes(guard.TOLERANCE)


def test_growth_leaves_the_pages_of_the_terms_out() -> None:
    report = Report(2)
    seconds = {
        "few-all": ([11.0, 12.0], [1.0, 1.0]),
        "few-own": ([2.0, 2.0], [1.0, 1.0]),
        "many-all": ([30.0, 31.0], [15.0, 15.0]),
        "many-own": ([12.0, 12.0], [7.0, 7.0]),
    }
    for key, (user, own) in seconds.items():
        report.measurements[f"growth/cards-{key}"] = Measurement(key, user, user, own=own)
    assert figures.without_own(report, "cards", "few") == [9, 10]
    assert figures.without_own(report, "cards", "many") == [10, 11]
    assert figures.grown(report, "cards") == pytest.approx((10 / 9 + 11 / 10) / 2)


def test_reading_and_writing_a_page_is_timed(make: Callable[..., Project]) -> None:
    project = make(variants.CARDS)
    found = alternate([subject(project)], 2, apart_from_terms, quiet)["cards"]
    for user, own in zip(found.user, found.own, strict=True):
        assert 0 < own < user
    run = clean_build(project)
    assert run.seconds.keys() == set(project.documents)
    assert min(run.seconds.values()) > 0


def test_builds_are_measured_on_windows(
    make: Callable[..., Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It tells nothing of children, so the build tells its own time, and nobody its memory."""
    monkeypatch.delattr(os, "wait4", raising=False)
    monkeypatch.delattr(os, "sysconf", raising=False)
    project = make(variants.CARDS)
    run = clean_build(project)
    assert 0 < sum(run.seconds.values()) < run.user
    assert run.memory == 0
    assert this_machine()["memory"] == "an unknown amount"


def test_a_build_that_fails_is_told_on_windows(
    make: Callable[..., Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "wait4", raising=False)
    project = make(variants.CARDS)
    (project.source / "conf.py").write_text("1 / 0\n", encoding="utf-8")
    with pytest.raises(BuildFailedError, match="ZeroDivisionError"):
        clean_build(project)


def test_tables_are_made_of_the_file(tmp_path: Path) -> None:
    report = report_of(
        plain=[10.0, 11.0, 12.0], loaded=[10.4, 11.0, 12.1], cards=[13.0, 14.0, 15.0]
    )
    report.measurements["clean/tippy"] = Measurement("tippy", failed="it is not installed")
    report.measurements["clean/riddle"] = replace(
        report.measurements["clean/plain"], title="riddle", user=[30.0, 33.0]
    )
    report.save(tmp_path / "report.json")
    loaded = Report.load(tmp_path / "report.json")
    assert loaded == report
    lines = rendered(loaded).replace("\N{NO-BREAK SPACE}", " ").splitlines()
    rows = "100 MiB | 8.0 kB | 2.5 kB | 25.0 kB | 1,234.6 kB |"
    start = lines.index(
        "Clean builds, reStructuredText, 300 pages, 3,000 terms, 20 mentions per page:"
    )
    assert lines[start + 4 : start + 9] == [
        f"| the plain one | 11.00 s | 1.00 |  | {rows}",
        f"| the loaded one | 11.00 s | 1.01 | 1.05 | {rows}",
        f"| the cards one | 14.00 s | 1.27 | 1.10, **missed** | {rows}",
        "| tippy | it is not installed | – | – | – | – | – | – | – |",
        f"| riddle (2 rounds) | 31.50 s | 3.00 |  | {rows}",
    ]


def test_instructions_are_shown_beside_those_of_the_base() -> None:
    report = report_of(plain=[1.0])
    report.measurements = {
        f"counted-40/{key}": Measurement(key, counts={"instructions": count})
        for key, count in (("off", 2_000_000_000), ("on", 2_500_000_000))
    }
    report.sizes["counted-40"] = {"pages": 30, "terms": 300, "mentions": 20, "plain": 40}
    assert rendered(report).splitlines()[-4:-2] == [
        "| off | 2,000 | 1.00 |",
        "| on | 2,500 | 1.25 |",
    ]


def test_no_instructions_are_counted_without_valgrind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("benchmarks.instructions.shutil.which", lambda name: None)
    bench = Bench(replace(QUICK, counted=Size(1, 1), linked=()), tmp_path)
    bench.run("counted")
    found = bench.report.case("counted")
    assert {one.failed for one in found.values()} == {"valgrind is not installed"}
    assert "valgrind is not installed" in rendered(bench.report)


def test_foreign_terms_are_timed_and_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("benchmarks.instructions.shutil.which", lambda name: None)
    size = Size(pages=1, terms=4, mentions=4)
    bench = Bench(replace(QUICK, rounds=1, full=size, counted=size, known=(5, 600)), tmp_path)
    bench.run("foreign")
    cases = ("counted-foreign-5", "counted-foreign-600", "foreign")
    assert [len(bench.report.case(case)) for case in cases] == [2, 2, 2]
    text = rendered(bench.report)
    caption = "1 pages, 4 terms, 2 mentions per page, 2 more of another project's 600 terms:"
    assert f"Clean builds, {caption}" in text
    assert f"Instructions of clean builds, {caption}" in text
    assert [len(one.user) for one in bench.report.case("foreign").values()] == [1, 1]


def test_terms_of_others_that_no_page_mentions_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("benchmarks.cases.can_count", lambda: True)
    counts = iter((1000, 300, 1004, 306))
    for name in ("instructions_of_build", "instructions_of_next_build"):
        monkeypatch.setattr(f"benchmarks.cases.{name}", lambda project: next(counts))
    size = Size(pages=1, terms=4, mentions=4, published=6)
    bench = Bench(replace(QUICK, unmentioned=size), tmp_path)
    bench.run("unmentioned")
    text = rendered(bench.report)
    assert "three other projects with 6 terms that no page mentions:" in text
    assert re.search(r"1\.0040 +1\.01 +0 +1\.0200", text.replace("|", " ")), text
    (verdict,) = verdicts(bench.report)
    assert verdict.ok
    assert verdict.most == 1.01


def test_projects_that_nothing_mentions_publish_all_their_terms(
    make: Callable[..., Project],
) -> None:
    project = make(variants.OTHERS, replace(SIZE, published=7))
    published = [json.loads(path.read_bytes()) for path in project.source.glob("*-terms.json")]
    names = {term["name"] for document in published for term in document["terms"]}
    assert sorted(len(document["terms"]) for document in published) == [2, 2, 3]
    texts = {page.docname: _text(project, page.docname) for page in project.pages}
    assert not [name for name in names for page in project.pages if name in texts[page.docname]]
    run = clean_build(project)
    assert len(run.read) == len(project.documents)
    change = project.edit_page()
    assert set(build(project).read) == change.read


def test_the_tables_of_the_manual_are_those_of_the_committed_figures(repository: Path) -> None:
    """If they differ, ``nox -s bench_tables`` updates them."""
    report = Report.load(repository / "benchmarks" / "results.json")
    tables = repository / "example_docs" / "explanation" / "speed-tables.txt"
    assert tables.read_text(encoding="utf-8") == rendered(report)
    assert wrong_counts(report) == []


def test_each_case_has_a_table_of_its_own(repository: Path) -> None:
    """A run of some cases only can be shown."""
    report = Report.load(repository / "benchmarks" / "results.json")
    cases = {key.partition("/")[0] for key in report.measurements}
    assert len(cases) == 16
    for case in cases:
        some = {key: one for key, one in report.measurements.items() if key.startswith(f"{case}/")}
        text = rendered(replace(report, measurements=some))
        assert text.count("| --- |") == (2 if case == "clean" else 1), case


# The guard.


def test_the_guard_tells_of_what_is_slow_and_does_not_fail() -> None:
    report = report_of(plain=[1.0], loaded=[1.3], cards=[1.4])
    assert guard.slow_figures(report) == []
    report = report_of(plain=[1.0, 1.0], loaded=[1.5, 9.0], cards=[1.0, 9.0])
    assert guard.slow_figures(report) == ["clean/loaded, ratio: 1.50; the mark is 1.05"]
    assert guard.problems(report) == []


def test_the_guard_fails_for_a_wrong_count() -> None:
    report = report_of(plain=[1.0], loaded=[1.0], cards=[1.0])
    report.measurements["clean/cards"].wrong.append("written without need: page3")
    assert guard.problems(report) == ["clean/cards: written without need: page3"]


def test_the_guard_fails_for_too_many_bytes() -> None:
    report = Report(1, sizes={"stored": {"pages": 10, "terms": 10, "mentions": 2}})
    for key, environment in (("plain", 1000), ("loaded", 3600), ("cards", 1000)):
        for kind, more in (("", 0), ("-text", 0), ("-bare", 0)):
            report.measurements[f"stored/{key}{kind}"] = Measurement(
                key, sizes={"environment": environment + more, "page": 100}
            )
    report.measurements["stored/loaded-text"].sizes["environment"] = 1000
    assert guard.problems(report) == ["stored/loaded: a mention takes 130 bytes, 60 are allowed"]


def test_the_guard_measures_cases_that_exist() -> None:
    assert set(guard.MEASURED) <= CASES.keys()


def test_sizes_can_be_chosen() -> None:
    options = make_parser().parse_args(["links", "--mentions", "0", "--pages", "7", "--no-peers"])
    plan = plan_of(options)
    assert (plan.links.mentions, plan.links.pages, plan.links.terms) == (0, 7, 3000)
    assert (plan.counted.mentions, plan.counted.pages, plan.counted.terms) == (0, 7, 30)
    assert (plan.rounds, plan.peers, plan.many.terms) == (5, False, 10_000)


def test_each_limit_belongs_to_a_measured_case(repository: Path) -> None:
    report = Report.load(repository / "benchmarks" / "results.json")
    judged = {(verdict.case, verdict.key) for verdict in verdicts(report)}
    assert {(case, key) for case, key, _ in RATIOS} <= judged
    assert {"clean", "nothing", "growth", "stored"} <= {case for case, _ in judged}


def test_the_extension_of_a_revision_is_taken_out_of_git(repository: Path, tmp_path: Path) -> None:
    if not (repository / ".git").exists() or not shutil.which("git"):
        pytest.skip("there is no Git checkout")
    folder = extension_of("HEAD", tmp_path / "head")
    assert (folder / "sphinx_modelterms" / "__init__.py").exists()
    with pytest.raises(SystemExit, match="no-such-revision"):
        extension_of("no-such-revision", tmp_path / "none")
