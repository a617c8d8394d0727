"""The Sphinx of Jupyter Book is supported, and an older one gets one sentence."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sphinx.errors import VersionRequirementError

import sphinx_modelterms

if TYPE_CHECKING:
    from tests.conftest import Project


def test_an_older_sphinx_fails_with_one_sentence(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sphinx_modelterms, "OLDEST_SPHINX", (99, 1))
    project.write({"index": "Home\n====\n"})
    with pytest.raises(VersionRequirementError, match=r"needs at least Sphinx v99\.1; .*\.$"):
        project.build()


def test_the_version_is_checked_before_other_imports() -> None:
    """Imports that fail with an old Sphinx would say something else."""
    text = Path(sphinx_modelterms.__file__).read_text(encoding="utf-8")
    assert text.index("require_sphinx") < text.index("import setup_extension")


def test_the_oldest_sphinx_is_the_one_that_packages_are_asked_for(
    repository: Path, project_file: dict[str, Any]
) -> None:
    (needed,) = (n for n in project_file["project"]["dependencies"] if n.startswith("sphinx "))
    oldest = ".".join(map(str, sphinx_modelterms.OLDEST_SPHINX))
    assert needed == f"sphinx >={oldest},<10"
    for page in ("README.md", "example_docs/guides/install.md"):
        text = (repository / page).read_text(encoding="utf-8")
        assert re.search(rf"sphinx\W+(?:>=)?{re.escape(oldest)}\b", text, re.I), page
