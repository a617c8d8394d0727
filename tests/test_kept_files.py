"""Files that are kept between builds can be corrupt, locked or shared: the output is right, or a
warning tells what is wrong."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sphinx_modelterms.atomic_write import _machine
from sphinx_modelterms.incremental.page_files import TEXTS
from sphinx_modelterms.reading.answers import ANSWERS
from tests.conftest import Project, page_body

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DATA = "terms:\n- name: Data one\n  definition: It is a thing of Beta.\n- name: Data two\n  definition: Another thing.\n"

PAGES = {
    "index": "Home\n====\n\n.. toctree::\n\n   words\n   user\n\n.. term-faq:: Alpha, Beta\n\n"
    ".. term:: Data one\n\n.. term:: Data two\n",
    "words": """
        Words
        =====

        .. term:: Alpha
           :related: Beta

           The first, like Beta.

           .. term-question:: Why?

              Because of *Beta*.

        .. term:: Beta

           The second.

        .. glossary::

           plain
              Said of Alpha.
    """,
    "user": "User\n====\n\nSee :term:`alpha`, :term:`plain`, Beta and Data one.\n",
    "terms.yml": DATA,
}

CONF = {"modelterms_data": ["terms.yml"], "modelterms_autolink": "all"}


@pytest.fixture
def site(project: Project) -> Project:
    project.write(PAGES)
    project.conf |= CONF
    return project


def ours(site: Project) -> list[Path]:
    """The files that we keep: those of our own, not Sphinx's."""
    trees = site.builddir / "doctrees"
    files = [*(trees / ".modelterms").iterdir(), *trees.glob("modelterms-*")]
    files += (site.builddir / "html").glob(".modelterms-*")
    return sorted(files)


def shown(site: Project) -> dict[str, str]:
    """Return the files of an output that are compared."""
    out = site.builddir / "html"
    pages = {
        name: page_body((out / f"{name}.html").read_text(encoding="utf-8"))
        for name in ("index", "words", "user")
    }
    return pages | {"json": (out / "modelterms.json").read_text(encoding="utf-8")}


def test_kept_files_are_those_that_are_expected(site: Project) -> None:
    site.build()
    suffixes = sorted(path.name.split(".", 1)[1] for path in ours(site))
    assert suffixes == ["answers", "modelterms-html.json", *["pickle"] * 6, *["text"] * 3]


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    which=st.integers(0, 10),
    where=st.floats(0, 1, exclude_max=True),
    how=st.integers(-1, 7),
    edited=st.booleans(),
)
def test_a_changed_bit_anywhere_changes_no_output(
    tmp_path_factory: pytest.TempPathFactory, which: int, where: float, how: int, edited: bool
) -> None:
    site = Project(tmp_path_factory.mktemp("site"))
    site.write(PAGES)
    site.conf |= CONF
    site.build()
    path = ours(site)[which]
    content = bytearray(path.read_bytes())
    place = int(where * len(content))
    if how < 0:
        del content[place:]
    else:
        content[place] ^= 1 << how
    path.write_bytes(content)
    if edited:
        site.write({"words": PAGES["words"].replace("The second.", "The other one.")})
    assert site.build().warnings == []
    after = shown(site)
    shutil.rmtree(site.builddir)
    site.build()
    assert after == shown(site)


@pytest.mark.parametrize("number", range(11))
def test_a_folder_in_the_place_of_a_file_is_reported(site: Project, number: int) -> None:
    site.build()
    before = shown(site)
    site.write({"words": PAGES["words"].replace("The second.", "The other one.")})
    site.build()
    path = ours(site)[number]
    path.unlink()
    path.mkdir()
    (path / "something").write_text("of somebody", encoding="utf-8")
    # All pages are read and a definition changes, so that each file has to be written.
    site.write({"words": PAGES["words"]})
    again = site.build(force_all=True, rst_epilog=".. |x| replace:: y")
    assert len(again.warnings) >= 1
    assert all(
        f"can't write {path}: Is a directory." in line and "[modelterms.unwritable]" in line
        for line in again.warnings
        if "lost-answer" not in line
    )
    assert (path / "something").exists()
    assert shown(site) == before


def test_an_output_file_that_cannot_be_written_is_reported(site: Project) -> None:
    place = site.builddir / "html" / "modelterms.json"
    place.mkdir(parents=True)
    (warning,) = site.build().warnings
    assert warning == (
        f"WARNING: can't write {place}: Is a directory. Programs that read it get the "
        "old file, if there is one. [modelterms.unwritable]"
    )
    place.rmdir()
    assert site.build().warnings == []
    assert place.is_file()


@pytest.mark.skipif(os.name == "nt", reason="Windows limits the length of the whole path")
@pytest.mark.parametrize("builder", ["html", "text", "dirhtml"])
def test_names_of_pages_can_be_as_long_as_sphinx_allows(site: Project, builder: str) -> None:
    name = "n" * 247
    site.write({name: PAGES["words"], "words": "Words\n=====\n"})
    site.write({"index": PAGES["index"].replace("   words\n", f"   {name}\n   words\n")})
    assert site.build(builder).warnings == []
    site.write({name: PAGES["words"].replace("The second.", "The other one.")})
    assert site.build(builder).warnings == []
    shutil.rmtree(site.builddir)
    assert site.build(builder).warnings == []


@pytest.mark.parametrize("folder", ["user.text", "user.answers", ".modelterms", "words.text"])
def test_folders_of_pages_can_have_any_name(site: Project, folder: str) -> None:
    site.write(
        {
            f"{folder}/page.rst": PAGES["user"].replace("User", "More"),
            f"{folder}/text.rst": "T\n=\n",
        }
    )
    site.write(
        {
            "index": PAGES["index"].replace(
                "   user\n", f"   user\n   {folder}/page\n   {folder}/text\n"
            )
        }
    )
    built = site.build()
    assert built.warnings == []
    assert 'class="mt-ref mt-auto' in built.body(f"{folder}/page")
    assert site.build().read == []


def test_a_page_that_is_gone_leaves_no_file(site: Project) -> None:
    env = site.build().app.env
    (site.source / "user.rst").unlink()
    site.write({"index": PAGES["index"].replace("   user\n", "")})
    assert site.build().warnings == []
    assert not TEXTS.path(env, "user").exists()
    assert TEXTS.path(env, "words").exists()


def test_answers_of_another_state_of_the_page_are_not_shown(site: Project) -> None:
    env = site.build().app.env
    kept = ANSWERS.path(env, "words").read_bytes()
    site.write({"words": PAGES["words"].replace("Because of", "In spite of")})
    site.build()
    ANSWERS.path(env, "words").write_bytes(kept)
    site.write({"index": PAGES["index"] + "\nMore.\n"})
    built = site.build()
    assert built.warnings == []
    assert "In spite of" in built.body("index")


SHARED = "from sphinx.cmd.build import main; import sys; sys.exit(main(sys.argv[1:]))"


def start(site: Project, builder: str, *options: str) -> subprocess.Popen[str]:
    out = [str(site.source), str(site.builddir / builder)]
    command = [sys.executable, "-c", SHARED, "-b", builder, "-d", str(site.builddir / "trees")]
    return subprocess.Popen(
        [*command, *options, *out],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "NO_COLOR": "1"},
    )


def rounds() -> Iterator[dict[str, str]]:
    yield {}
    yield {"words": PAGES["words"].replace("The second.", "The other one.")}
    yield {"user": PAGES["user"].replace("Beta", "Alpha")}


@pytest.mark.parametrize("options", [(), ("-j", "2")])
def test_two_builds_at_once_over_shared_doctrees(site: Project, options: tuple[str, ...]) -> None:
    lines = [f"{key} = {value!r}" for key, value in site.conf.items()]
    (site.source / "conf.py").write_text("\n".join(lines), encoding="utf-8")
    for edit in rounds():
        site.write(edit)
        started = [start(site, builder, *options) for builder in ("html", "dirhtml")]
        for process in started:
            _, errors = process.communicate(timeout=600)
            # Sphinx itself can stumble over its own half-written files, but not over ours.
            assert "modelterms" not in errors, errors
    left = list(site.builddir.rglob("*.new"))
    assert left == []


def test_files_of_a_killed_build_in_the_sources_are_removed(site: Project) -> None:
    site.conf |= {"modelterms_pages": "gen"}
    site.build()
    folder = site.source / "gen" / "deep"
    folder.mkdir()
    left = [folder.parent / f".mt-{_machine()}-{2**40}-01234567.new"]
    left += [folder / f".mt-{_machine()}-{2**40}-89abcdef.new"]
    own = folder / ".notes.new"
    for path in (*left, own):
        path.write_text("half", encoding="utf-8")
    site.build()
    assert [path for path in left if path.exists()] == []
    assert own.exists()


@pytest.mark.parametrize("content", [b"[" * 100_000, b"{}", b"3", b"null", b"\xff", b'["../x"]'])
@pytest.mark.parametrize("name", [".modelterms-html.json", ".modelterms-pages-html.json"])
def test_lists_beside_the_output_may_hold_anything(
    project: Project, name: str, content: bytes
) -> None:
    data = "- name: Token\n  definition: A piece.\n  former-names: [Bit]\n"
    index = "Page\n====\n\n.. toctree::\n\n   terms/index\n"
    project.write({"terms.yml": data, "index.rst": index})
    conf: dict[str, Any] = {"modelterms_data": ["terms.yml"], "modelterms_pages": "terms"}
    body = project.build(**conf).body("terms/token")
    (project.builddir / "html" / name).write_bytes(content)
    again = project.build(**conf)
    assert (again.warnings, again.body("terms/token")) == ([], body)


@pytest.mark.parametrize("parallel", [0, 2])
@pytest.mark.parametrize("another", [False, True])
def test_output_is_whole_if_nothing_can_be_kept_with_the_doctrees(
    site: Project, parallel: int, another: bool
) -> None:
    site.write({f"more{n}": f"More {n}\n======\n\nA beta here.\n" for n in range(6)})
    site.conf |= {"exclude_patterns": []}
    place = site.builddir / "doctrees" / ".modelterms"
    place.parent.mkdir(parents=True)
    place.touch()
    blocked = site.build(parallel=parallel)
    told = [line for line in blocked.warnings if "[modelterms.unwritable]" in line]
    assert told
    assert all("Nothing is lost, " in line for line in told)
    assert [line for line in blocked.warnings if "lost-answer" in line] == []
    during = shown(site)
    assert 'class="mt-ref mt-auto' in during["words"]
    assert "Because of" in during["index"]
    place.unlink()
    if another:
        site.write({"user": PAGES["user"] + "\nA beta, too.\n"})
    assert site.build().read == (["user"] if another else [])
    after = shown(site)
    shutil.rmtree(site.builddir)
    site.build()
    assert after == shown(site)
    assert another or during == after


def test_unwritten_content_leaves_the_environment_with_its_page(site: Project) -> None:
    place = site.builddir / "doctrees" / ".modelterms"
    place.parent.mkdir(parents=True)
    place.touch()
    domain = site.build().app.env.domains["modelterms"]
    assert {page for page, _ in domain.data["unwritten"]} == {"index", "words", "user"}
    place.unlink()
    (site.source / "user.rst").unlink()
    site.write({"index": PAGES["index"].replace("   user\n", "")})
    domain = site.build().app.env.domains["modelterms"]
    assert {page for page, _ in domain.data["unwritten"]} == {"words"}
    site.write({"words": PAGES["words"].replace("The second.", "The other one.")})
    assert site.build().app.env.domains["modelterms"].data["unwritten"] == {}


@pytest.mark.parametrize("name", [".modelterms-html.json", "modelterms.json"])
def test_unwritable_files_are_reported_once(site: Project, name: str) -> None:
    site.build()
    place = site.builddir / "html" / name
    place.unlink()
    place.mkdir()
    site.write({"words": PAGES["words"].replace("The second.", "The other one.")})
    told = [line for line in site.build().warnings if "unwritable" in line]
    assert len(told) == 1
    assert str(place) in told[0]
