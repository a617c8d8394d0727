"""The baseline of known findings: an old project fails on new findings only."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_modelterms.commands.main import main

if TYPE_CHECKING:
    from tests.conftest import Built, Project

BASELINE = "terms-baseline.txt"
TERMS = """
Terms
=====

.. term:: Large Model
   :avoid: giant

   A program.

.. term:: Context Window
   :former-names: text frame

   All that a model sees.
"""
PAGES = 4
MANY = 25


def paragraphs(page: int) -> list[str]:
    """Ten findings in five paragraphs: words to avoid, former names, one of them twice."""
    return [
        f"Page {page} has a giant in line {n}, and its text frame.\nIt is here." for n in range(4)
    ] + [f"A giant of page {page} and another giant."]


def written(page: int, texts: list[str]) -> dict[str, str]:
    return {f"p{page:02}": "\n\n".join([f"P{page}\n===\n", *texts]) + "\n"}


@pytest.fixture
def old(project: Project) -> Project:
    """A project with many findings."""
    project.conf |= {
        "modelterms_quality": ["former-name", "no-example", "no-source"],
        "modelterms_baseline": BASELINE,
    }
    project.write({"index": "H\n=\n\n.. toctree::\n   :glob:\n\n   *\n", "terms": TERMS})
    for page in range(PAGES):
        project.write(written(page, paragraphs(page)))
    return project


def write_baseline(project: Project, *more: str) -> Path:
    if not (project.source / "conf.py").exists():
        lines = [f"{key} = {value!r}\n" for key, value in project.conf.items()]
        (project.source / "conf.py").write_text("".join(lines), encoding="utf-8")
    assert main(["baseline", str(project.source), *more]) == 0
    return project.source / BASELINE


def new(project: Project) -> Built:
    """A clean build."""
    import shutil

    shutil.rmtree(project.builddir, ignore_errors=True)
    return project.build("html")


def test_an_old_project_fails_on_new_findings_only(old: Project) -> None:
    path = write_baseline(old)
    lines = path.read_text(encoding="utf-8").splitlines()
    counts = [json.loads(line).get("count", 1) for line in lines[1:]]
    assert sum(counts) == PAGES * 10 + 4
    assert new(old).warnings == []

    old.write(written(3, [*paragraphs(3), "A new giant."]))
    (warning,) = new(old).warnings
    assert warning.startswith("p03.rst:19: WARNING: 'giant' is a word to avoid.")


def test_a_build_that_fails_on_warnings_passes(old: Project, tmp_path: Path) -> None:
    """As in continuous integration, with 500 findings: each page has twenty."""
    for page in range(MANY):
        old.write(written(page, [*paragraphs(page), *paragraphs(page + 100)]))
    write_baseline(old)

    def fails() -> bool:
        command = [sys.executable, "-m", "sphinx", "-E", "-q", "-W", "-b", "html"]
        done = subprocess.run(
            [*command, str(old.source), str(tmp_path / "out")], capture_output=True, check=False
        )
        assert b"Traceback" not in done.stderr
        return done.returncode != 0

    assert not fails()
    rng = random.Random(1)
    moved = 0
    for page in range(MANY):
        texts = [*paragraphs(page), *paragraphs(page + 100)]
        rng.shuffle(texts)
        moved += len(texts)
        old.write(written(page, ["A first line.", *texts]))
    assert moved >= 20
    assert not fails()
    old.write(written(MANY, ["A giant."]))
    assert fails()


def test_a_paragraph_may_move_to_another_page(old: Project) -> None:
    write_baseline(old)
    first, *rest = paragraphs(0)
    old.write(written(0, rest))
    old.write(written(1, [*paragraphs(1), first]))
    assert new(old).warnings == []
    old.write(written(0, paragraphs(0)))
    assert len(new(old).warnings) == 2


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Page 0 has a\ngiant in\nline 0, and its   text\nframe. It is here.", 0),
        ("Page 0 has a giant in line 0.", 1),
        ("Page 0 has a giant and a text frame.", 2),
        (f"{paragraphs(0)[0]}\n\n{paragraphs(0)[0]}", 2),
        ("", 0),
    ],
)
def test_other_lines_are_known_and_other_sentences_are_not(
    old: Project, text: str, count: int
) -> None:
    write_baseline(old)
    old.write(written(0, [text, *paragraphs(0)[1:]]))
    assert len(new(old).warnings) == count


def test_a_renamed_page_is_known(old: Project) -> None:
    write_baseline(old)
    (old.source / "p00.rst").rename(old.source / "renamed.rst")
    assert new(old).warnings == []


def test_the_first_mention_on_a_page_may_move(project: Project) -> None:
    project.conf |= {
        "modelterms_quality": ["unlinked-mention", "unexplained-in-text"],
        "modelterms_baseline": BASELINE,
    }
    texts = ["A large model.", "Large models of a KV.", "The KV of one."]
    project.write({"index": "H\n=\n\n.. toctree::\n   :glob:\n\n   *\n", "terms": TERMS})
    project.write(written(1, texts))
    assert len(write_baseline(project).read_text("utf-8").splitlines()) == 3
    project.write(written(1, texts[::-1]))
    assert new(project).warnings == []
    project.write(written(2, texts))
    assert len(new(project).warnings) == 2


@pytest.mark.parametrize("rules", [["former-name", "no-example", "no-source"], ["no-example"]])
def test_findings_that_are_gone_are_told_once(
    old: Project, rules: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    write_baseline(old)
    monkeypatch.setattr("sphinx_modelterms.findings.tell", told.append)
    assert new(old).warnings == []
    assert told == []
    old.conf["modelterms_quality"] = rules
    old.write(written(0, ["Nothing."]))
    assert new(old).warnings == []
    # A rule that is off says nothing; neither do words to avoid if no text is read.
    if len(rules) == 1:
        assert told == []
    else:
        (message,) = told
        assert message.startswith(f"10 findings in '{BASELINE}' are gone. To bring the file")


def test_parts_that_a_builder_leaves_out_are_not_gone(
    old: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr("sphinx_modelterms.findings.tell", told.append)
    hidden = ".. only:: html\n\n   {}\n\n"
    term = ".. term:: Other\n\n      It is."
    old.write(written(0, [hidden.format("A giant."), "Text."]))
    old.write(written(1, [hidden.format(term), "Text."]))
    write_baseline(old)
    for builder in ("html", "latex", "text"):
        assert old.build(builder).warnings == []
    assert told == []
    old.write(written(0, [hidden.format("A model."), "Text."]))
    old.write(written(2, ["Nothing."]))
    old.build("text")
    old.write(written(2, ["Nothing more."]))
    old.build("html")
    assert [message.split()[0] for message in told] == ["10", "11"]


def test_an_edit_of_the_baseline_is_checked_without_a_changed_page(old: Project) -> None:
    path = write_baseline(old)
    assert old.build().warnings == []
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), "utf-8")
    built = old.build()
    assert (built.read, len(built.warnings)) == ([], 1)
    assert old.build().warnings == [], "as in Sphinx, only if something has changed"
    path.write_text("".join(lines[:1]), "utf-8")
    assert len(old.build().warnings) == PAGES * 10 + 4
    path.write_text("".join(lines), "utf-8")
    assert old.build().warnings == []


def test_other_inputs_of_checks_are_checked_without_a_changed_page(project: Project) -> None:
    project.write(
        {"index": "H\n=\n\n.. term:: A\n\n   It.\n", "a.yml": "- {name: A, level: beginner}\n"}
    )
    project.conf["modelterms_data"] = ["a.yml"]
    assert project.build().warnings == []
    (warning,) = project.build(modelterms_scopes={"index": "a", "x": "b"}).warnings
    assert "'x' matches no page" in warning
    project.write({"a.yml": "- {name: A, level: beginner}\n- {name: B, definition: It.}\n"})
    (warning,) = project.build().warnings
    assert "1 of 2 terms of the data files are on no page: B" in warning


def test_the_file_is_the_same_in_any_order_and_merges_by_line(old: Project) -> None:
    first = write_baseline(old).read_bytes()
    assert write_baseline(old, "-j", "2").read_bytes() == first
    assert first.endswith(b"}\n") and b"\r" not in first
    lines = first.decode().splitlines()[1:]
    assert lines == sorted(lines)
    assert str(old.source) not in first.decode()
    # As Git leaves it on Windows, and after both sides of a merge were kept.
    text = first.replace(b"\n", b"\r\n") + b"\r\n" + lines[0].encode()
    (old.source / BASELINE).write_bytes(b"\xef\xbb\xbf" + text)
    assert new(old).warnings == []


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("<<<<<<< HEAD", 2),
        ("{", 2),
        ("[" * 100_000, 2),
        ("null", 2),
        ('{"page": "a", "rule": "b"}', 2),
        ('{"page": "a", "rule": "b", "words": 1}', 2),
        ('{"page": "a", "rule": "b", "words": "c", "count": 0}', 2),
        ('{"page": "a", "rule": "b", "words": "c", "line": "3"}', 2),
    ],
)
def test_a_malformed_line_is_reported_and_the_rest_is_used(
    old: Project, line: str, number: int
) -> None:
    path = write_baseline(old)
    head, rest = path.read_text("utf-8").split("\n", 1)
    path.write_text(f"{head}\n{line}\n{rest}", encoding="utf-8")
    (warning,) = new(old).warnings
    assert warning.startswith(f"{BASELINE}:{number}: WARNING: this line can't be read")
    path.write_text(f"{head}\n{line}\n{line}\n{rest}", encoding="utf-8")
    (warning,) = new(old).warnings
    assert "this line, and 1 more below, can't be read" in warning


@pytest.mark.parametrize("kind", ["missing", "directory", "bytes"])
def test_a_baseline_that_cannot_be_read_is_reported(old: Project, kind: str) -> None:
    path = old.source / BASELINE
    if kind == "directory":
        path.mkdir()
    elif kind == "bytes":
        path.write_bytes(b"\xff\xfe{")
    first, *others = new(old).warnings
    assert first.startswith("WARNING: modelterms_baseline: ")
    assert first.endswith("python -m sphinx_modelterms baseline, followed by the source directory. [modelterms.baseline]")  # fmt: skip
    assert len(others) == PAGES * 10 + 4


def test_the_command_says_what_it_wrote(
    old: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(old.source.parent)
    write_baseline(old)
    path = Path("source", BASELINE)
    assert capsys.readouterr().out == f"Wrote {path}, with {PAGES * 10 + 4} known findings.\n"


def test_links_that_are_marked_as_right_are_kept(old: Project) -> None:
    path = write_baseline(old)
    text = path.read_text("utf-8")
    line = '{"page": "terms", "rule": "automatic-link", "words": "Large Model", "count": 3}\n'
    path.write_text(text + line, encoding="utf-8")
    assert new(old).warnings == []
    write_baseline(old)
    assert sorted(path.read_text("utf-8").splitlines()) == sorted((text + line).splitlines())


def test_nothing_of_the_real_build_is_touched(old: Project) -> None:
    new(old)
    paths = [path for path in old.builddir.rglob("*") if path.is_file()]
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in paths}
    path = write_baseline(old)
    assert {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in before} == before
    assert sorted(p for p in old.builddir.rglob("*") if p.is_file()) == sorted(paths)
    assert path.parent == old.source


@pytest.mark.parametrize(
    ("conf", "said"),
    [
        ("extensions = ['sphinx_modelterms']", "doesn't say which file to write"),
        ("modelterms_baseline = 'a.txt'", "doesn't list 'sphinx_modelterms' in 'extensions'"),
        ("1 / 0", "division by zero"),
        (None, "conf.py"),
    ],
)
def test_a_project_that_cannot_be_used_is_reported(
    tmp_path: Path, conf: str | None, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if conf is not None:
        (tmp_path / "conf.py").write_text(conf, encoding="utf-8")
    (tmp_path / "index.rst").write_text("H\n=\n", encoding="utf-8")
    assert main(["baseline", str(tmp_path)]) == 2
    out, err = capsys.readouterr()
    assert out == "" and said in err and err.startswith("baseline: ")
    assert "Traceback (most recent call last)\n" not in err


def test_a_file_that_would_be_a_page_is_not_written(
    old: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    old.conf["source_suffix"] = {".rst": "restructuredtext", ".txt": "restructuredtext"}
    old.build("dummy")
    assert main(["baseline", str(old.source)]) == 2
    assert f"Sphinx would read {BASELINE} as a page" in capsys.readouterr().err
    assert not (old.source / BASELINE).exists()


def test_settings_and_tags_of_the_command_line_count(old: Project) -> None:
    options = ["-D", "modelterms_quality=no-source", "-D", "modelterms_baseline=other.txt"]
    write_baseline(old, *options)
    text = (old.source / "other.txt").read_text("utf-8")
    assert '"no-source"' in text and '"no-example"' not in text
    assert main(["baseline", str(old.source), "-D", "language"]) == 2


def test_a_baseline_that_cannot_be_written_is_reported(
    old: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write_baseline(old)
    path.unlink()
    path.mkdir()
    assert main(["baseline", str(old.source)]) == 2
    assert "baseline: can't write" in capsys.readouterr().err


def test_a_missing_directory_for_temporary_files_is_reported(
    old: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(old.source / "missing"))
    assert main(["baseline", str(old.source)]) == 2
    assert "baseline: can't make a temporary directory" in capsys.readouterr().err
