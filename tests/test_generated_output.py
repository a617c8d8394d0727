"""The output of generated pages that are gone goes, and nothing else does."""

from __future__ import annotations

import json
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import make_link

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx

    from tests.conftest import Built, Project

HOME = "Home\n====\n\n.. toctree::\n\n   gen/index\n"

ALPHA = (
    "- name: Alpha\n  category: X\n  former_names: [Old alpha, Older]\n  definition: The first.\n"
)
BETA = "- name: Beta\n  definition: The second.\n"

LISTS = ".modelterms-pages-{}.json"


class Killed(BaseException):
    """Nothing in Sphinx handles it."""


@pytest.fixture
def site(project: Project) -> Project:
    project.conf |= {"modelterms_data": ["terms.yml"], "modelterms_pages": "gen"}
    project.write({"index": HOME, "terms.yml": ALPHA + BETA})
    return project


def names_in(built: Built, text: str) -> list[str]:
    files = [path for path in built.outdir.rglob("*") if path.is_file()]
    return [p.relative_to(built.outdir).as_posix() for p in files if text in str(p)]


@pytest.mark.parametrize("builder", ["html", "dirhtml", "json", "text", "xml"])
@pytest.mark.parametrize("between", ["dummy", "latex", "html"])
def test_pages_go_though_another_builder_saw_them_go(
    site: Project, builder: str, between: str
) -> None:
    built = site.build(builder)
    assert names_in(built, "gen/alpha")
    site.write({"terms.yml": BETA})
    site.build(between)
    built = site.build(builder)
    for gone in ("gen/alpha", "gen/category", "old", "_sources/gen/alpha"):
        assert names_in(built, gone) == []
    assert names_in(built, "gen/beta")


@pytest.mark.parametrize("builder", ["html", "dirhtml", "json"])
@pytest.mark.parametrize("broken", ["- name: [Alpha\n", "", "x: 1\n", None])
def test_former_addresses_stay_while_a_data_file_cannot_be_read(
    site: Project, builder: str, broken: str | None
) -> None:
    built = site.build(builder)
    before = {name: built.text(name) for name in names_in(built, "old")}
    assert len(before) >= 2
    if broken is None:
        (site.source / "terms.yml").unlink()
    else:
        site.write({"terms.yml": broken})
    for _ in range(2):
        built = site.build(builder)
        assert any("[modelterms." in line for line in built.warnings)
        assert {name: built.text(name) for name in names_in(built, "old")} == before
        assert names_in(built, "gen/alpha")
    site.write({"terms.yml": ALPHA.replace("Old alpha, ", "") + BETA})
    built = site.build(builder)
    assert not any("[modelterms." in line for line in built.warnings)
    assert names_in(built, "gen/older")
    assert names_in(built, "old-alpha") == []


def test_former_addresses_go_with_the_folder_though_a_data_file_cannot_be_read(
    site: Project,
) -> None:
    assert names_in(site.build(), "old")
    site.write({"terms.yml": "- name: [Alpha\n"})
    built = site.build(modelterms_pages="others")
    assert names_in(built, "gen/old") == []


@pytest.mark.parametrize("builder", ["html", "dirhtml", "json"])
@pytest.mark.parametrize("between", ["", "dummy", "text"])
def test_addresses_go_when_only_former_names_change(
    site: Project, builder: str, between: str
) -> None:
    built = site.build(builder)
    assert names_in(built, "gen/old-alpha")
    site.write({"terms.yml": ALPHA.replace("[Old alpha, Older]", "[Older, Oldest]") + BETA})
    if between:
        site.build(between)
    built = site.build(builder)
    assert names_in(built, "gen/old-alpha") == []
    assert names_in(built, "gen/older")
    assert names_in(built, "gen/oldest")
    site.write({"terms.yml": ALPHA.replace("  former_names: [Old alpha, Older]\n", "") + BETA})
    built = site.build(builder)
    assert names_in(built, "gen/old") == []


@pytest.mark.parametrize("event", ["env-updated", "write-started", "doctree-resolved"])
@pytest.mark.parametrize("priority", [1, 999])
def test_pages_go_after_a_build_that_was_killed(site: Project, event: str, priority: int) -> None:
    def kill(*arguments: object) -> None:
        raise Killed

    def arm(app: Sphinx) -> None:
        app.connect(event, kill, priority=priority)

    site.build()
    site.write({"terms.yml": BETA})
    with pytest.raises(Killed):
        site.build(before=arm)
    built = site.build()
    assert names_in(built, "alpha") == []
    # What the killed build had begun to write is known, too.
    site.write({"terms.yml": BETA + BETA.replace("Beta", "Gamma")})
    with pytest.raises(Killed):
        site.build(before=arm)
    site.write({"terms.yml": BETA})
    assert names_in(site.build(), "gamma") == []


def test_an_e_book_is_packed_without_pages_that_are_gone(site: Project) -> None:
    import zipfile

    site.conf |= {"epub_copyright": "Us", "version": "1"}
    site.build("epub")
    site.write({"terms.yml": BETA})
    site.build("dummy")
    built = site.build("epub")
    (book,) = built.outdir.glob("*.epub")
    assert [name for name in zipfile.ZipFile(book).namelist() if "alpha" in name] == []
    assert built.warnings == []
    assert names_in(built, "modelterms-pages") == []


def test_folders_that_are_empty_go(site: Project) -> None:
    site.build("dirhtml")
    site.write({"terms.yml": BETA})
    built = site.build("dirhtml")
    assert not (built.outdir / "gen" / "alpha").exists()
    assert not (built.outdir / "gen" / "category").exists()


def test_another_folder_takes_the_pages_of_the_old_one_away(site: Project) -> None:
    import shutil

    site.build()
    shutil.rmtree(site.source / "gen")
    site.write({"index": HOME.replace("gen", "words")})
    built = site.build(modelterms_pages="words")
    assert names_in(built, "gen/") == []
    assert names_in(built, "words/alpha.html") == ["words/alpha.html"]
    site.write({"index": "Home\n====\n\n.. term:: X\n\n   Y.\n"})
    shutil.rmtree(site.source / "words")
    built = site.build(modelterms_pages="", modelterms_data=[])
    assert names_in(built, "words") == []
    assert not (built.outdir / LISTS.format("html")).exists()


# What is not ours


def test_a_file_of_html_extra_path_stays(site: Project) -> None:
    built = site.build()
    extra = {"extra/gen/alpha.html": "Moved away.", "extra/gen/old-alpha.html": "Here."}
    site.write(extra | {"terms.yml": BETA})
    for _ in range(2):
        built = site.build(html_extra_path=["extra"])
        assert built.text("gen/alpha.html") == "Moved away."
        assert built.text("gen/old-alpha.html") == "Here."
    site.write({"terms.yml": ALPHA + BETA})
    site.build(html_extra_path=["extra"])
    site.write({"terms.yml": BETA})
    assert site.build(html_extra_path=["extra"]).text("gen/old-alpha.html") == "Here."


@pytest.mark.parametrize(
    ("builder", "name"),
    [
        ("html", "gen/old-alpha.html"),
        ("dirhtml", "gen/old-alpha/index.html"),
        ("json", "gen/older.fjson"),
    ],
)
def test_a_file_of_html_extra_path_is_not_replaced_by_a_page_at_a_former_address(
    site: Project, builder: str, name: str
) -> None:
    site.write({f"extra/{name}": "Here."})
    for _ in range(2):
        built = site.build(builder, html_extra_path=["none", "extra"])
        assert built.text(name) == "Here."
        site.write({"terms.yml": ALPHA + BETA + BETA.replace("Beta", "Gamma")})
    # One that Sphinx does not copy takes no address.
    built = site.build(builder, html_extra_path=["extra"], exclude_patterns=[name])
    assert built.text(name) != "Here."


def test_a_page_of_the_user_at_a_former_address_stays(site: Project) -> None:
    site.build()
    site.write({"terms.yml": BETA, "gen/alpha": "Mine\n====\n", "gen/old-alpha": "Mine\n====\n"})
    (site.source / "gen" / "alpha.rst").write_text("Mine\n====\n", encoding="utf-8")
    for _ in range(2):
        built = site.build()
        assert "Mine" in built.body("gen/alpha")
        assert "Mine" in built.body("gen/old-alpha")
    for name in ("alpha", "old-alpha"):
        (site.source / "gen" / f"{name}.rst").unlink()
    built = site.build()  # as Sphinx leaves all pages
    assert "Mine" in built.body("gen/alpha")


def test_files_of_other_extensions_at_a_former_address_stay(site: Project) -> None:
    """Write a file as extensions for redirects do."""

    def redirect(app: Sphinx, exception: object) -> None:
        (app.outdir / "gen" / "alpha.html").write_text("Over there.", encoding="utf-8")

    site.build()
    site.write({"terms.yml": BETA})
    for _ in range(2):
        built = site.build(before=lambda app: app.connect("build-finished", redirect))
        assert built.text("gen/alpha.html") == "Over there."
    assert site.build().text("gen/alpha.html") == "Over there."


@pytest.mark.parametrize("place", ["before", "after"])
@pytest.mark.parametrize("priority", [0, 500, 1000])
@pytest.mark.parametrize("way", ["page", "file"])
def test_pages_of_other_extensions_at_a_former_address_stay_in_any_order(
    site: Project, monkeypatch: pytest.MonkeyPatch, place: str, priority: int, way: str
) -> None:
    """Some hand pages to Sphinx, others such as sphinx-reredirects write them at once."""

    def pages(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
        if way == "page":
            return [("gen/older", {"title": "Mine", "body": "Mine."}, "page.html")]
        path = app.outdir / "gen" / "older.html"
        path.parent.mkdir(exist_ok=True)
        path.write_text("Mine.", encoding="utf-8")
        return []

    def setup(app: Sphinx) -> None:
        app.connect("html-collect-pages", pages, priority=priority)

    other = ModuleType("other_pages")
    other.setup = setup  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "other_pages", other)
    both = ["other_pages", "sphinx_modelterms"]
    order = both if place == "before" else both[::-1]
    for _ in range(2):
        built = site.build(extensions=order)
        assert "Mine." in built.text("gen/older.html")
        assert "Mine." not in built.text("gen/old-alpha.html")
        site.write({"terms.yml": ALPHA + BETA + BETA.replace("Beta", "Gamma")})
    site.write({"terms.yml": BETA})
    assert "Mine." in site.build(extensions=order).text("gen/older.html")


def test_an_additional_page_at_a_former_address_stays(site: Project) -> None:
    site.build()
    site.write({"terms.yml": BETA, "templates/mine.html": "Mine."})
    built = site.build(
        templates_path=["templates"], html_additional_pages={"gen/alpha": "mine.html"}
    )
    assert built.text("gen/alpha.html") == "Mine."


def test_a_file_that_was_put_into_the_output_by_hand_stays(site: Project) -> None:
    built = site.build()
    mine = [built.outdir / "gen" / name for name in ("alpha.html", "old-alpha.html")]
    for path in mine:
        path.write_text("Over there.", encoding="utf-8")
    site.write({"terms.yml": BETA})
    told = "\n".join(site.build().warnings)
    for path in mine:
        assert (
            f"{path} belongs to a page that no longer exists, but was changed after it was written"
            in told
        )
    site.write({"terms.yml": BETA + BETA.replace("Beta", "Gamma")})
    assert site.build().warnings == []
    assert [path.read_text(encoding="utf-8") for path in mine] == ["Over there."] * 2
    assert names_in(built, "older.html") == []


def test_a_page_that_an_extension_changes_at_the_end_goes(site: Project) -> None:
    """Change the output as extensions for minification do."""

    def shrink(app: Sphinx, exception: object) -> None:
        for path in (app.outdir / "gen").glob("*.html"):
            path.write_text("Small.", encoding="utf-8")

    site.build(before=lambda app: app.connect("build-finished", shrink))
    site.write({"terms.yml": BETA})
    built = site.build()
    assert built.warnings == []
    assert names_in(built, "alpha") == []


def test_a_page_that_was_written_again_goes(site: Project) -> None:
    site.build()
    site.write({"terms.yml": ALPHA.replace("The first.", "Another.") + BETA})
    site.build()
    site.write({"terms.yml": ALPHA.replace("The first.", "Another.") + BETA.replace("The", "A")})
    site.build()
    site.write({"terms.yml": BETA})
    built = site.build()
    assert built.warnings == []
    assert names_in(built, "alpha") == []


OUTSIDE = ("../outside.txt", "/etc/hostname", "gen/../../outside.txt", "\0", "", "..\\outside.txt")

SPOILT: list[Any] = [
    "no json",
    {"a": 1},
    3,
    [None, 1, ["x"]],
    ["_static/basic.css"],
    {"_static": "", ".": "", "_static/basic.css": "0" * 32},
    dict.fromkeys(OUTSIDE, ""),
    {"link/outside.txt": ""},
]


@pytest.mark.parametrize("content", SPOILT, ids=str)
def test_a_spoilt_list_harms_nothing(site: Project, content: Any) -> None:
    built = site.build()
    outside = built.outdir.parent / "outside.txt"
    outside.write_text("x", encoding="utf-8")
    make_link(built.outdir / "link", built.outdir.parent)
    text = content if content == "no json" else json.dumps(content)
    (built.outdir / LISTS.format("html")).write_text(text, encoding="utf-8")
    site.write({"terms.yml": BETA})
    built = site.build()
    assert [
        w for w in built.warnings if "basic.css belongs to a page that no longer exists" not in w
    ] == []
    assert outside.exists()
    assert names_in(built, "_static/basic.css")
    assert names_in(built, "gen/alpha.html") == []  # this run has removed its source


def test_lists_are_the_same_bytes_in_another_folder(site: Project, tmp_path: Path) -> None:
    one, two = (site.build(builddir=tmp_path / name) for name in ("one", "another"))
    assert one.text(LISTS.format("html")) == two.text(LISTS.format("html"))


def test_projects_without_generated_pages_have_no_list(project: Project) -> None:
    project.write({"index": "Home\n====\n\n.. glossary::\n\n   X\n     Y.\n"})
    assert names_in(project.build(), "modelterms-pages") == []


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize("suffix", [".html", ".htm"])
def test_former_addresses_are_kept_out_of_sitemaps(
    site: Project, builder: str, suffix: str
) -> None:
    """As sphinx-sitemap asks: patterns of addresses from the root of the site."""
    import fnmatch

    def arm(app: Sphinx) -> None:
        app.add_config_value("sitemap_excludes", ["search.html"], "")

    built = site.build(builder, before=arm, html_file_suffix=suffix)
    patterns = built.app.config.sitemap_excludes
    assert patterns[0] == "search.html"
    end = "/" if builder == "dirhtml" else suffix
    excluded = {
        name
        for name in ("alpha", "old-alpha", "older", "beta", "category/x", "index")
        if any(fnmatch.fnmatch(f"gen/{name}{end}", pattern) for pattern in patterns)
    }
    assert excluded == {"old-alpha", "older"}
