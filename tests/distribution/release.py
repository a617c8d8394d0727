"""Check that everything is ready to publish a tag.

    python -m tests.distribution.release v1.2.3

``RELEASING.md`` has the steps. Tests call :func:`mistakes`, which holds at any time;
:func:`missing` adds the steps of a release.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

UNRELEASED = "unreleased"

NOT_RELEASED = "**No version has been released yet.** For now, use one of the first two ways:"
RELEASED = "Install the newest release from the Python Package Index:"
"""The line of the README that says how to install today; the manual includes it."""

NOT_YET = "no version has been released yet"
"""What other pages of the manual say until then, in any letter case and across line breaks."""

NO_ADDRESS = "no address yet"
"""A comment with these words marks each place that waits for the address of the project."""

TEXTS = ("*.md", "*.toml", "*.cff", "*.yaml", ".github/*.yml", ".github/*.md", ".github/*/*.yml")
"""Patterns of the files in which the address of the project belongs."""


class Section(NamedTuple):
    """A section of the changelog."""

    version: str
    date: str
    """An ISO date, or :data:`UNRELEASED`."""


def read(root: Path, name: str) -> str:
    """Return the text of a file of the repository."""
    return (root / name).read_text(encoding="utf-8")


def version_of(root: Path) -> str:
    """Return the version that ``version.py`` states."""
    found = re.search(r'^__version__ = "(.+)"$', read(root, "sphinx_modelterms/version.py"), re.M)
    assert found
    return found[1]


def sections(changelog: str) -> list[Section]:
    """Return the sections of a changelog, the newest first."""
    headings = re.findall(r"(?m)^## (.*)$", changelog)
    parsed = [re.fullmatch(r"\[(\d+\.\d+\.\d+)\] - (\S+)", heading) for heading in headings]
    return [Section(*match.groups()) if match else Section("", "") for match in parsed]


def _number(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


def mistakes(root: Path, version: str) -> Iterator[str]:
    """Yield a sentence for each place that contradicts *version* or claims a release."""
    found = sections(read(root, "CHANGELOG.md"))
    for section in found:
        if not section.version:
            yield "CHANGELOG.md: write each heading as '## [1.2.3] - ' and a date or 'unreleased'."
            return
    if not found or found[0].version != version:
        yield f"CHANGELOG.md: the first section has to be that of {version}, as in version.py."
    for section in found[1:]:
        if section.date == UNRELEASED:
            yield f"CHANGELOG.md: {section.version} has a newer section, so it needs a date."
    for section in found:
        if section.date != UNRELEASED and not _is_date(section.date):
            yield f"CHANGELOG.md: {section.date!r} of {section.version} is not an ISO date."
    numbers = [_number(section.version) for section in found]
    if numbers != sorted(set(numbers), reverse=True):
        yield "CHANGELOG.md: put the newest version first, and each version once."
    released = any(section.date != UNRELEASED for section in found)
    right, wrong = (RELEASED, NOT_RELEASED) if released else (NOT_RELEASED, RELEASED)
    readme = read(root, "README.md")
    if readme.count(right) != 1 or wrong in readme:
        yield f"README.md: say once how to install today: {right!r}"
    for path in sorted((root / "example_docs").glob("**/*.md")) if released else ():
        if NOT_YET in " ".join(path.read_text(encoding="utf-8").lower().split()):
            yield f"{path.relative_to(root).as_posix()}: show how to install the released version."
    if f"sphinx_modelterms-{version}-py3-none-any.whl" not in readme:
        yield f"README.md: the name of the wheel has to have the version {version}."
    if f"\nversion: {version}\n" not in read(root, "CITATION.cff"):
        yield f"CITATION.cff: the line 'version: {version}' is missing."


def _is_date(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def missing(root: Path, tag: str) -> Iterator[str]:
    """Yield a sentence for each step that is missing before the commit *tag* can be published."""
    version = version_of(root)
    yield from mistakes(root, version)
    if tag != f"v{version}":
        yield f"The tag is {tag!r}, and the version is {version}: call it v{version}."
    newest = sections(read(root, "CHANGELOG.md"))[0]
    if newest.date == UNRELEASED:
        yield f"CHANGELOG.md: put the date of the release behind {newest.version}."
    elif f"\ndate-released: {newest.date}\n" not in read(root, "CITATION.cff"):
        yield f"CITATION.cff: the line 'date-released: {newest.date}' is missing."
    if not tomllib.loads(read(root, "pyproject.toml"))["project"].get("urls"):
        yield "pyproject.toml: [project.urls] is empty."
    for path in places_without_address(root):
        yield f"{path}: write the address of the project ({NO_ADDRESS!r} marks the place)."


def places_without_address(root: Path) -> list[str]:
    """Return the files in which a comment waits for the address of the project."""
    # RELEASING.md and this module name the words themselves.
    paths = {path for pattern in TEXTS for path in root.glob(pattern)} - {root / "RELEASING.md"}
    return sorted(
        path.relative_to(root).as_posix()
        for path in paths
        if NO_ADDRESS in path.read_text(encoding="utf-8")
    )


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m tests.distribution.release TAG")
    if steps := list(missing(Path(__file__).parents[2], sys.argv[1])):
        sys.exit("Not ready for a release:\n" + "\n".join(f"- {step}" for step in steps))
