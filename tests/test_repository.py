"""The files that services read agree with the metadata of the package."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.pictures import DRAWINGS, PICTURES

if TYPE_CHECKING:
    from pathlib import Path

PICTURE = re.compile(r"pictures/([\w.*-]+)")
CLASSIFIER = "Programming Language :: Python :: 3."


@pytest.fixture(scope="module")
def pythons(project_file: dict[str, Any]) -> list[str]:
    """The versions of Python that the classifiers promise."""
    named = project_file["project"]["classifiers"]
    versions = [c.removeprefix(CLASSIFIER) for c in named if c.startswith(CLASSIFIER)]
    return [f"3.{minor}" for minor in sorted(map(int, versions))]


@pytest.fixture(scope="module")
def jobs(repository: Path) -> dict[str, Any]:
    """The jobs of the workflow that tests."""
    path = repository / ".github" / "workflows" / "tests.yml"
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]
    return found


def test_the_lowest_python_is_the_one_that_is_required(
    pythons: list[str], project_file: dict[str, Any]
) -> None:
    assert project_file["project"]["requires-python"] == f">={pythons[0]}"


def test_every_promised_python_is_tested_on_three_systems(
    pythons: list[str], jobs: dict[str, Any]
) -> None:
    matrix = jobs["tests"]["strategy"]["matrix"]
    assert matrix["python"] == pythons
    assert matrix["os"] == ["ubuntu-latest", "macos-latest", "windows-latest"]
    for more in matrix["include"]:
        assert more["experimental"]
        assert more["python"] not in pythons, "it is promised now"


def test_every_promised_python_is_looked_for_by_the_checks_of_one_machine(
    pythons: list[str], repository: Path
) -> None:
    text = (repository / ".ci" / "run").read_text(encoding="utf-8")
    for version in pythons:
        assert re.search(rf"\b{re.escape(version)}\b", text), version


def test_the_packages_with_the_lowest_versions_are_tested(
    repository: Path, project_file: dict[str, Any], jobs: dict[str, Any]
) -> None:
    """Each lower bound of the metadata is the version that one of the runs installs."""
    tested: dict[str, set[str]] = {}
    for run in jobs["lowest"]["strategy"]["matrix"]["include"]:
        text = (repository / ".ci" / f"{run['packages']}.txt").read_text(encoding="utf-8")
        for name, version in re.findall(r"(?m)^([\w-]+)==(\S+)$", text):
            tested.setdefault(name, set()).add(version.removesuffix(".*"))
    for entry in project_file["project"]["dependencies"]:
        name, bound = entry.split(" >=")
        lowest = bound.partition(",")[0]
        padded = {version[: len(lowest)] for version in tested.get(name, ())}
        assert lowest in padded, f"no file of .ci has {name}=={lowest}"


def test_the_lowest_packages_are_tested_by_both_kinds_of_ci(
    repository: Path, jobs: dict[str, Any]
) -> None:
    text = (repository / ".ci" / "run").read_text(encoding="utf-8")
    for run in jobs["lowest"]["strategy"]["matrix"]["include"]:
        assert f"--constraint .ci/{run['packages']}.txt" in text
        for name in re.findall(r"@(\S+)", run["tests"]):
            assert f"@{name}" in text
            for file in (repository / name).read_text(encoding="utf-8").split():
                assert (repository / file).exists(), f"{name}: there is no {file}"


def named(repository: Path, pattern: str) -> dict[str, str]:
    """Return what *pattern* finds in the files for contributors and services, with its file."""
    files = [*repository.glob("*.md"), *repository.glob(".*.yaml"), repository / ".ci" / "run"]
    files += repository.glob(".github/**/*.*")
    return {
        name: path.name
        for path in files
        if path.name != "CHANGELOG.md"
        for name in re.findall(pattern, path.read_text(encoding="utf-8"))
    }


def test_every_task_that_is_named_exists(repository: Path) -> None:
    noxfile = (repository / "noxfile.py").read_text(encoding="utf-8")
    tasks = named(repository, r"(?:noxfile\.py|nox -s) (\w+)")
    assert {"lint", "types", "tests", "docs", "real", "package"} <= tasks.keys()
    for task, file in tasks.items():
        assert f"\ndef {task}(session" in noxfile, f"{file}: there is no task {task}"


def test_every_dependency_group_that_is_named_exists(
    repository: Path, project_file: dict[str, Any]
) -> None:
    groups = named(repository, r"--group (\w+)")
    assert {"docs", "test"} <= groups.keys()
    for group, file in groups.items():
        assert group in project_file["dependency-groups"], f"{file}: there is no group {group}"


def test_read_the_docs_builds_the_manual(repository: Path) -> None:
    settings = yaml.safe_load((repository / ".readthedocs.yaml").read_text(encoding="utf-8"))
    assert (repository / settings["sphinx"]["configuration"]).exists()


def test_one_version_of_each_action_is_used(repository: Path) -> None:
    used: dict[str, set[str]] = {}
    for path in (repository / ".github" / "workflows").glob("*.yml"):
        for name, version in re.findall(
            r"uses: ([\w/-]+)@(\S+)", path.read_text(encoding="utf-8")
        ):
            used.setdefault(name, set()).add(version)
    assert used
    assert {name: versions for name, versions in used.items() if len(versions) > 1} == {}


def test_a_tag_is_published_only_after_all_tests(repository: Path) -> None:
    path = repository / ".github" / "workflows" / "publish.yml"
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    jobs = workflow["jobs"]
    assert jobs["publish"]["needs"] == "tests"
    assert jobs["tests"] == {"needs": "ready", "uses": "./.github/workflows/tests.yml"}
    rights = {name: job.get("permissions") for name, job in jobs.items()}
    assert rights.pop("publish") == {"id-token": "write"}
    assert rights.pop("announce") == {"contents": "write"}
    assert not any(rights.values())
    assert workflow["permissions"] == {"contents": "read"}


def test_no_file_of_the_repository_changes_its_bytes_on_another_system(repository: Path) -> None:
    """What Git would do to line ends in a checkout is nothing: all are LF, or left alone."""
    if not (repository / ".git").exists() or not shutil.which("git"):
        pytest.skip("only a Git checkout has attributes of files")
    command = ["git", "ls-files", "--eol", "-z"]
    done = subprocess.run(command, cwd=repository, capture_output=True, check=True)
    for entry in done.stdout.decode().split("\0"):
        if entry:
            state, name = entry.split("\t")
            index, _, attributes = state.split(None, 2)
            kept = attributes.startswith(
                ("attr/-text", "attr/text=auto eol=lf", "attr/text eol=lf")
            )
            assert kept, f"{name}: {attributes}"
            assert index != "i/crlf" or attributes.startswith("attr/-text"), name


def test_every_picture_of_the_manual_can_be_made_again(repository: Path) -> None:
    folder = repository / "example_docs" / "pictures"
    made = {f"{name}.png" for name in (*PICTURES, *DRAWINGS)}
    assert {path.name for path in folder.iterdir()} == made | {f"{name}.svg" for name in DRAWINGS}
    pages = [repository / "README.md", *(repository / "example_docs").rglob("*.md")]
    shown = {name for page in pages for name in PICTURE.findall(page.read_text("utf-8"))}
    assert {name.replace(".*", ".svg") for name in shown} <= {
        path.name for path in folder.iterdir()
    }
