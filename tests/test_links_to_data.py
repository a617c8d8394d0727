"""Symbolic links among data files: broken ones are reported, and none stops a build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_modelterms.commands.main import main
from tests.conftest import make_link

if TYPE_CHECKING:
    from tests.conftest import Project

PAGE = "Home\n====\n\n.. term:: Token\n"

MISSING = "is a symbolic link to a missing file. Correct or remove it"


@pytest.mark.parametrize(
    ("pattern", "messages"),
    [
        ("data/self.yml", ["no file matches 'data/self.yml'"]),
        ("loop", ["no file matches 'loop'"]),
        ("loop/x.yml", ["no file matches 'loop/x.yml'"]),
        ("data/*.yml", [f"dangling.yml {MISSING}", "self.yml can't be read: "]),
        ("data", [f"dangling.yml {MISSING}", "self.yml can't be read: "]),
        ("**/d*.yml", [f"dangling.yml {MISSING}"]),
        ("d*/dangling.yml", ["no file matches 'd*/dangling.yml'"]),
    ],
)
def test_broken_links_are_reported(project: Project, pattern: str, messages: list[str]) -> None:
    project.conf["modelterms_data"] = ["data/ok.yml", pattern]
    record = "- name: Token\n  definition: A piece.\n"
    project.write({"index": PAGE, "data/ok.yml": record})
    links = {"data/self.yml": "self.yml", "data/dangling.yml": "nowhere", "loop": "loop"}
    # Emacs puts such a link beside a file that is being edited.
    links["data/.#ok.yml"] = "me@machine.1234:5678"
    for link, target in links.items():
        make_link(project.source / link, Path(target))
    built = project.build()
    warnings = [line for line in built.warnings if "modelterms_data" in line]
    assert len(warnings) == len(messages), warnings
    for message, warning in zip(messages, warnings, strict=True):
        assert message in warning
    assert "A piece." in built.text("index.html")


def test_two_patterns_report_a_link_once(project: Project) -> None:
    project.conf["modelterms_data"] = ["data", "data/*.yml"]
    project.write({"index": PAGE, "data/ok.yml": "- name: Token\n  definition: A piece.\n"})
    make_link(project.source / "data" / "dangling.yml", Path("nowhere"))
    warnings = project.build().warnings
    assert [MISSING in line for line in warnings] == [True], warnings


def test_an_image_that_leads_to_itself(project: Project) -> None:
    project.conf["modelterms_data"] = ["ok.yml"]
    record = "- name: Token\n  definition: A piece.\n  explanation: '.. image:: self.png'\n"
    project.write({"index": PAGE, "ok.yml": record})
    make_link(project.source / "self.png", Path("self.png"))
    (warning,) = project.build().warnings
    assert "the image 'self.png' is" in warning


def test_terms_to_compare_that_lead_to_themselves(project: Project) -> None:
    project.write({"index": "Home\n====\n\n.. term-changes:: self.json, good.json\n"})
    make_link(project.source / "self.json", Path("self.json"))
    warnings = project.build().warnings
    assert "'self.json'" in warnings[0]
    assert "modelterms.changes" in warnings[0]


def test_a_project_that_leads_to_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_link(tmp_path / "loop", Path("loop"))
    assert main(["baseline", str(tmp_path / "loop")]) == 2
    assert "baseline: can't read " in capsys.readouterr().err
