"""Builds on the file systems of macOS and Windows: letter case, locked files, drives, line ends.

They are simulated, so that the tests run everywhere.
"""

from __future__ import annotations

import builtins
import errno
import io
import json
import ntpath
import os
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_modelterms import relative_paths
from sphinx_modelterms.glossary.datafiles.generated_pages import category_of, page_of
from sphinx_modelterms.glossary.text.file_names import DEVICES, FORBIDDEN, problem_of_name
from sphinx_modelterms.relative_paths import relative_path
from sphinx_modelterms.sources.disk_spelling import folded
from tests.test_page_folder import DATA, HOME

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Built, Project


@pytest.fixture
def site(project: Project) -> Project:
    """A project with generated pages."""
    project.conf |= {"modelterms_data": ["terms.yml"], "modelterms_pages": "gen"}
    project.write({"index": HOME, "terms.yml": DATA})
    return project


def ours(built: Built) -> list[str]:
    return [line for line in built.warnings if "[modelterms." in line]


# Letter case


class FoldedFolder:
    """Makes names of files below a folder the same in any letter case, as Windows and macOS do."""

    PATHS = [
        "stat",
        "lstat",
        "open",
        "mkdir",
        "rmdir",
        "unlink",
        "remove",
        "scandir",
        "listdir",
        "utime",
        "chmod",
        "readlink",
        "access",
    ]
    PAIRS = ("replace", "rename", "link")

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = str(root)
        self._listdir = os.listdir
        real_stat = os.lstat
        self._exists = lambda path: _succeeds(real_stat, path)
        for name in self.PATHS:
            monkeypatch.setattr(os, name, self._folding(getattr(os, name), 1))
        for name in self.PAIRS:
            monkeypatch.setattr(os, name, self._folding(getattr(os, name), 2))
        opened = self._folding(builtins.open, 1)
        monkeypatch.setattr(builtins, "open", opened)
        monkeypatch.setattr(io, "open", opened)

    def _folding(self, function: Callable[..., Any], count: int) -> Callable[..., Any]:
        def folding(*arguments: Any, **keywords: Any) -> Any:
            paths = map(self.real, arguments[:count])
            return function(*paths, *arguments[count:], **keywords)

        return folding

    def real(self, path: Any) -> Any:
        """Return *path* as it is spelt on disk, as far as it is there."""
        if not isinstance(path, str | os.PathLike) or not os.fspath(path).startswith(self.root):
            return path
        found = self.root
        for part in os.fspath(path)[len(self.root) :].split("/"):
            if part and not self._exists(f"{found}/{part}") and self._exists(found):
                names = self._listdir(found) if Path(found).is_dir() else []
                part = next((name for name in names if folded(name) == folded(part)), part)
            found = f"{found}/{part}" if part else found
        return found


def _succeeds(function: Callable[[str], object], path: str) -> bool:
    try:
        function(path)
    except (OSError, ValueError):
        return False
    return True


@pytest.fixture
def folding(site: Project, monkeypatch: pytest.MonkeyPatch) -> FoldedFolder:
    return FoldedFolder(site.source.parent, monkeypatch)


def test_the_simulation_folds_case(site: Project, folding: FoldedFolder) -> None:
    assert (site.source / "INDEX.RST").read_text(encoding="utf-8") == HOME
    assert (site.source / "index.rst").samefile(site.source / "Index.rst")
    assert not (site.source / "indexes.rst").exists()


def test_a_site_builds_as_ever_without_letter_case(site: Project, folding: FoldedFolder) -> None:
    built = site.build()
    assert built.warnings == []
    assert "gen/alpha" in built.read
    again = site.build()
    assert (again.warnings, again.read) == ([], [])


def test_a_folder_of_pages_in_other_letter_case_is_reported(
    site: Project, folding: FoldedFolder
) -> None:
    """Sphinx would take its pages for documents of the other name."""
    (site.source / "Gen").mkdir()
    (said,) = [line for line in site.build().warnings if "modelterms.pages" in line]
    assert (
        "modelterms_pages: the directory 'gen' is called 'Gen' on this disk. Write 'Gen'" in said
    )
    assert list((site.source / "Gen").iterdir()) == []
    site.write({"index": HOME.replace("gen/", "Gen/")})
    assert site.build(modelterms_pages="Gen").warnings == []


def test_a_page_of_the_author_in_other_letter_case_is_left_alone(
    site: Project, folding: FoldedFolder
) -> None:
    site.write({"gen/Alpha.rst": "Mine\n====\n"})
    (said,) = [line for line in site.build().warnings if "modelterms.pages" in line]
    assert "Alpha.rst wasn't generated, so it is left alone. Rename it" in said
    text = (site.source / "gen" / "Alpha.rst").read_text(encoding="utf-8")
    assert text == "Mine\n====\n"


def test_a_page_that_was_renamed_to_other_letter_case_is_reported(
    site: Project, folding: FoldedFolder
) -> None:
    site.build()
    gen = site.source / "gen"
    (gen / "alpha.rst").rename(gen / "between.txt")
    (gen / "between.txt").rename(gen / "Alpha.rst")
    assert any("Alpha.rst wasn't generated" in line for line in ours(site.build()))


def test_a_data_file_that_two_patterns_spell_differently_is_read_once(
    site: Project, folding: FoldedFolder
) -> None:
    if not list(site.source.glob("Terms.yml")):
        pytest.skip("pathlib of this Python looks for files in a way that isn't simulated")
    built = site.build(modelterms_data=["terms.yml", "Terms.yml"])
    assert built.warnings == []


def test_no_former_address_differs_from_a_page_in_letter_case_only(site: Project) -> None:
    """The one would replace the other where the site is built or published without letter case."""
    site.write(
        {
            "terms.yml": "- name: Alpha\n  former-names: [Older]\n  definition: The first.\n",
            "gen/Older": ":orphan:\n\nMine\n====\n",
        }
    )
    built = site.build()
    assert built.warnings == []
    assert "Mine" in built.text("gen/Older.html")
    assert not (built.outdir / "gen" / "older.html").exists()


# Files that another program has open


def lock(monkeypatch: pytest.MonkeyPatch, is_locked: Callable[[Path], bool]) -> None:
    """Refuse to replace or remove some files, as Windows does while a program reads them."""
    replace, unlink = Path.replace, Path.unlink

    def refuse(path: Path) -> None:
        if is_locked(path):
            raise PermissionError(errno.EACCES, "Access is denied", str(path))

    def replacing(self: Path, target: Path) -> Path:
        refuse(Path(target))
        return replace(self, target)

    def unlinking(self: Path, missing_ok: bool = False) -> None:
        if self.exists():
            refuse(self)
        unlink(self, missing_ok=missing_ok)

    monkeypatch.setattr(Path, "replace", replacing)
    monkeypatch.setattr(Path, "unlink", unlinking)
    monkeypatch.setattr("sphinx_modelterms.atomic_write.WAITS", (0.001,))


KEPT = ("modelterms.json", "report.json", ".modelterms-html.json")


def test_locked_output_files_stay_as_they_were_and_are_reported(
    site: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    conf: dict[str, Any] = {"modelterms_report": "report.json"}
    built = site.build(**conf)
    before = {name: (built.outdir / name).read_bytes() for name in KEPT}
    more = "    - name: Gamma\n      definition: The third.\n"
    site.write({"terms.yml": f"{DATA.replace('The first', 'The very first')}{more}"})
    with monkeypatch.context() as patch:
        lock(patch, lambda path: path.name in KEPT)
        locked = site.build(**conf)
    assert "The very first" in locked.body("gen/alpha")
    assert {name: (built.outdir / name).read_bytes() for name in KEPT} == before
    for name in KEPT:
        assert [
            line for line in ours(locked) if "can't write" in line and f"{name}: Access" in line
        ], name
    assert len(ours(locked)) == len(KEPT)
    after = site.build(**conf)
    assert after.warnings == []
    assert "The very first" in after.text("modelterms.json")
    assert not list(built.outdir.glob(".mt-*"))


def test_locked_pages_stay_and_are_reported_until_they_are_free(
    site: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.build()
    gone = site.source / "gen" / "beta.rst"
    site.write({"terms.yml": DATA.partition("- name: Beta")[0]})
    with monkeypatch.context() as patch:
        lock(patch, lambda path: path.parent.name == "gen")
        locked = site.build()
    assert any(
        "can't remove" in line and "beta.rst: Access is denied" in line for line in ours(locked)
    )
    assert gone.exists()
    after = site.build()
    assert not gone.exists()
    assert not (after.outdir / "gen" / "beta.html").exists()
    assert ours(after) == []


def test_locked_output_of_pages_that_are_gone_is_reported(
    site: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = site.build()
    site.write({"terms.yml": DATA.partition("- name: Beta")[0]})
    with monkeypatch.context() as patch:
        lock(patch, lambda path: path.name == "beta.html")
        locked = site.build()
    assert any("beta.html of a page that no longer exists: " in w for w in ours(locked))
    assert site.build().warnings == []
    assert not (built.outdir / "gen" / "beta.html").exists()


# Names


WINDOWS_NAMES = [*sorted(DEVICES), *map(str.upper, sorted(DEVICES))]


@pytest.mark.parametrize("name", [*WINDOWS_NAMES, "a.", "a ", "C:", "what?", "a*b", 'x"y', "<a>"])
def test_no_page_has_a_name_that_windows_refuses(name: str) -> None:
    for docname in (page_of("gen", name), category_of("gen", name)):
        file = docname.rpartition("/")[2]
        assert problem_of_name(file) == ""
        assert problem_of_name(f"{file}.html") == ""
        if hasattr(ntpath, "isreserved"):  # Python 3.13
            assert not ntpath.isreserved(f"{file}.html")
        assert not PureWindowsPath(f"{file}.html").drive


@pytest.mark.parametrize("name", [*WINDOWS_NAMES, *FORBIDDEN, "a.", "a ", "aux.json", "a:b"])
def test_names_that_windows_refuses_are_known(name: str) -> None:
    assert "Windows" in problem_of_name(name)
    # Python 3.13 has the same rule for paths; to it, what is before a separator is no name.
    if hasattr(ntpath, "isreserved") and not {"\\", ":"} & set(name):
        assert ntpath.isreserved(name)


@pytest.mark.parametrize(
    ("setting", "value", "cure"),
    [
        ("modelterms_pages", "aux", "'aux' can't be used: Windows reserves this name for a"),
        ("modelterms_pages", "docs/con", "'con' can't be used: Windows reserves this name"),
        (
            "modelterms_pages",
            "a:b",
            "'a:b' can't be used: Windows doesn't allow ':' in file names",
        ),
        ("modelterms_pages", "docs.", "'docs.' can't be used: Windows drops a space or dot"),
        ("modelterms_pages", "docs\\terms", "contains a backslash. Write 'docs/terms'."),
        ("modelterms_report", "nul.json", "'nul.json' can't be used: Windows reserves"),
        ("modelterms_report", "my\\report.json", "contains a backslash. Write 'my/report.json'."),
        ("modelterms_report", "..\\report.json", "contains a backslash. Write '../report.json'."),
    ],
)
def test_settings_name_what_any_system_can_write(
    site: Project, setting: str, value: str, cure: str
) -> None:
    built = site.build("dummy", **{setting: value})
    (said,) = [line for line in built.warnings if "[modelterms.config]" in line]
    assert cure in said


def test_a_backslash_in_a_pattern_of_pages_is_named(site: Project) -> None:
    built = site.build(modelterms_autolink="page", modelterms_autolink_exclude=["gen\\*"])
    (said,) = built.warnings
    assert "'gen\\\\*' matches no page. Write '/' for each backslash: 'gen/*'" in said


@pytest.mark.parametrize(
    ("path", "folder", "wanted"),
    [
        ("C:\\docs\\gen\\a.rst", "C:\\docs", "gen/a.rst"),
        ("C:\\words\\a.yml", "c:\\docs\\gen", "../../words/a.yml"),
        ("D:\\words\\a.yml", "C:\\docs", "D:/words/a.yml"),
        ("\\\\host\\share\\a.yml", "C:\\docs", "//host/share/a.yml"),
    ],
)
def test_paths_are_relative_where_there_is_a_way(
    monkeypatch: pytest.MonkeyPatch, path: str, folder: str, wanted: str
) -> None:
    monkeypatch.setattr(relative_paths, "os_path", ntpath)
    assert relative_path(path, folder) == wanted


# Line ends, and processes


SOURCES = {
    "index": "Home\n====\n\n.. toctree::\n\n   more\n   gen/index\n\n:term:`rag` and Beta here.\n",
    "more.md": """\
        # More

        ````{term} Token
        :aliases: piece, part
        :category: Text

        A piece of text.

        It has `code` and

        ```{term-example}
        “ing”
        ```
        ````

        {term}`Beta`, {term}`piece`.
        """,
    "terms.yml": """\
        terms:
        - name: RAG
          definition: |
            Retrieval and

            then an answer of two
            lines.
          facts: {Cost: low}
        """,
    "more.json": '[{"name": "Gamma",\n  "definition": "Of JSON."}]\n',
    "rows.csv": 'name,definition\nBeta,"Over two\nlines."\nDelta,One line.\n',
}

SETTINGS = {
    "modelterms_data": ["*.yml", "*.json", "*.csv"],
    "modelterms_pages": "gen",
    "modelterms_autolink": "all",
}


def outputs(built: Built) -> dict[str, str]:
    """Return the bodies of all pages, and the glossary for programs."""
    assert built.warnings == []
    pages = {name: built.body(name) for name in sorted(built.app.env.found_docs)}
    return pages | {"": built.text("modelterms.json")}


def test_line_ends_of_windows_change_no_page(
    project: Project, new_project: Callable[[str], Project]
) -> None:
    """Git checks sources out with them, unless it is told otherwise."""
    windows = new_project("windows")
    for each in (project, windows):
        each.conf |= SETTINGS
        each.write(SOURCES)
    for path in windows.source.iterdir():
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    ours, theirs = outputs(project.build()), outputs(windows.build())
    assert ours == theirs
    assert json.loads(ours[""])["terms"]


def test_a_checkout_with_line_ends_of_windows_keeps_generated_pages(site: Project) -> None:
    site.build()
    gen = site.source / "gen"
    for path in (*gen.iterdir(), *(gen / "category").iterdir()):
        if path.is_file():
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    before = {path: path.read_bytes() for path in gen.rglob("*.rst")}
    assert site.build().warnings == []
    assert {path: path.read_bytes() for path in gen.rglob("*.rst")} == before
    site.write({"terms.yml": DATA.partition("- name: Beta")[0]})
    assert site.build().warnings == []
    assert not (gen / "beta.rst").exists()


def test_generated_files_have_plain_line_ends(site: Project) -> None:
    built = site.build(modelterms_report="report.json")
    files = [*(site.source / "gen").rglob("*.*"), *built.outdir.glob("*.json")]
    files += built.outdir.glob(".modelterms*")
    assert len(files) > 6
    assert not [path for path in files if b"\r" in path.read_bytes()]


def test_many_jobs_without_forks_make_the_same_pages(
    project: Project, new_project: Callable[[str], Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sphinx has no parallel builds where processes cannot fork."""
    windows = new_project("windows")
    for each in (project, windows):
        each.conf |= SETTINGS
        each.write(SOURCES)
    expected = outputs(project.build(parallel=2))
    monkeypatch.setattr("sphinx.builders.parallel_available", False)
    assert outputs(windows.build(parallel=2)) == expected
