"""The gallery of the manual shows every directive, role, display, layout and part of a card."""

from __future__ import annotations

import re
import runpy
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_modelterms.directives.roles import RECORD_ROLES
from sphinx_modelterms.doctree.blocks import PARTS
from sphinx_modelterms.extension import BARE_NAMES, OTHER_ROLES
from sphinx_modelterms.glossary.display_specs import DISPLAYS
from sphinx_modelterms.glossary.option_specs import TERM_OPTIONS
from tests.pictures import PICTURES

if TYPE_CHECKING:
    from tests.conftest import Project

GALLERY = Path(__file__).parents[1] / "example_docs" / "gallery.md"
SNIPPETS = GALLERY.parent / "snippets" / "projects"
ADVICE = (
    "add it to a page of example_docs/snippets/projects/gallery and gallery-md, and show it there"
)
ROLES = ["term", *OTHER_ROLES, *(f"term-{kind}" for kind in RECORD_ROLES)]


@pytest.fixture(scope="module")
def gallery() -> str:
    """The text of the page."""
    return GALLERY.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", BARE_NAMES)
def test_the_gallery_shows_every_directive_in_both_markups(gallery: str, name: str) -> None:
    assert re.search(rf"(?m)^ *\.\. {name}::", gallery), f"{name}: {ADVICE}"
    assert f"```{{{name}}}" in gallery, f"{name}: {ADVICE}"


@pytest.mark.parametrize("name", ROLES)
def test_the_gallery_shows_every_role_in_both_markups(gallery: str, name: str) -> None:
    assert f":{name}:`" in gallery, f"{name}: {ADVICE}"
    assert f"{{{name}}}`" in gallery, f"{name}: {ADVICE}"


@pytest.mark.parametrize("name", DISPLAYS)
def test_the_gallery_shows_every_display_in_both_markups(gallery: str, name: str) -> None:
    assert f"\n   :display: {name}\n" in gallery, f"{name}: {ADVICE}"
    assert f"\n:display: {name}\n" in gallery, f"{name}: {ADVICE}"


def test_the_gallery_shows_every_part_of_a_card(project: Project) -> None:
    shutil.copytree(SNIPPETS / "gallery", project.source, dirs_exist_ok=True)
    own = runpy.run_path(str(project.source / "conf.py"))
    project.conf |= {key: value for key, value in own.items() if not key.startswith("_")}
    built = project.build()
    shown = set(re.findall("<!-- result: gallery/(.*?) -->", GALLERY.read_text(encoding="utf-8")))
    assert shown == {path.stem for path in (SNIPPETS / "gallery").glob("*.rst")} - {"index"}
    html = "".join(built.body(page) for page in sorted(shown))
    classes = {name for found in re.findall('class="([^"]*)"', html) for name in found.split()}
    for part in PARTS:
        assert f"mt-{part}" in classes, f"the part {part!r} of a card: {ADVICE}"


def test_the_gallery_shows_every_layout(gallery: str) -> None:
    for layout in TERM_OPTIONS["layout"].choices:
        if layout != "section":  # the usual one, of the glossary on the first page of each project
            assert f":layout: {layout}\n" in gallery, f"{layout}: {ADVICE}"


def test_the_gallery_leads_to_the_page_of_each_picture_of_the_readme(gallery: str) -> None:
    for name, picture in PICTURES.items():
        page = picture.page.removeprefix("ai-glossary/").removesuffix(".html")
        assert f"<{page}>`" in gallery, f"{name}: link its page in example_docs/gallery.md"
