"""Pages that are made of data files: written, kept up to date, found, and left when gone."""

from __future__ import annotations

import os
import re
import stat
from typing import TYPE_CHECKING

import pytest

from tests.conftest import WRITES_ANYWHERE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Project

DATA = """
    glossary: Words & more
    terms:
    - name: Alpha
      category: X, *Y*
      related: [Beta]
      requires: [Index]
      definition: The first.
      explanation: More of it.
      examples: One example.
      sources: [{title: Book}]
    - name: Beta
      category: X, *Y*
      former_names: [Old beta]
      definition: The second.
      level: beginner
    - name: Index
      definition: A name that another page has.
    - name: "`tick`"
      category: Z
      definition: The last.
"""

CONF = {
    "modelterms_data": ["terms.yml"],
    "modelterms_pages": "gen",
    "modelterms_categories": {"Z": {"title": "Zed"}, "X, *Y*": "Ex"},
}

HOME = {
    False: "Home\n====\n\n.. toctree::\n\n   gen/index\n",
    True: "# Home\n\n```{toctree}\ngen/index\n```\n",
}


@pytest.fixture(params=[False, True], ids=["rst", "md"])
def site(request: pytest.FixtureRequest, project: Project) -> Project:
    project.conf |= CONF
    project.write(
        {"index.md" if request.param else "index": HOME[request.param], "terms.yml": DATA}
    )
    return project


def sources(project: Project) -> dict[str, str]:
    folder = project.source / "gen"
    return {
        path.relative_to(folder).with_suffix("").as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def test_a_page_for_each_term_and_category_and_one_for_all(site: Project) -> None:
    built = site.build()
    assert built.warnings == []
    assert sorted(sources(site)) == [
        "alpha",
        "beta",
        "category/x-y-" + next(n for n in sources(site) if n.startswith("category/x-y-"))[-6:],
        "category/z",
        "index",
        "index-term",
        next(name for name in sources(site) if name.startswith("tick-")),
    ]
    alpha = built.body("gen/alpha")
    assert re.findall("<h([12])[^>]*>(.*?)<", alpha) == [
        ("1", "Alpha"),
        ("2", "Explanation"),
        ("2", "Examples"),
        ("2", "Frequently asked"),
        ("2", "Related terms"),
        ("2", "Sources"),
    ]
    assert 'href="category/x-y-' in alpha  # the badge leads to the category's page
    assert (
        "`tick`"
        in built.app.env.titles[next(d for d in built.app.env.titles if "tick" in d)].astext()
    )
    assert "<h1>Words &amp; more<" in built.body("gen/index")
    lists, tips = built.body("gen/index").split('<aside class="mt-tips')
    assert lists.count("The first.") == 1
    assert tips.count("The first.") == 1  # of the sample term of a category


def test_nothing_is_written_twice(site: Project) -> None:
    site.build()
    times = {path: path.stat().st_mtime_ns for path in (site.source / "gen").rglob("*.*")}
    built = site.build()
    assert built.read == []
    assert built.resolved == {}
    assert times == {path: path.stat().st_mtime_ns for path in (site.source / "gen").rglob("*.*")}


def test_renamed_and_removed_records_are_followed(site: Project) -> None:
    site.build()
    text = DATA.replace("name: Index", "name: Omega").replace(
        "requires: [Index]", "requires: [Omega]"
    )
    site.write({"terms.yml": text})
    built = site.build()
    assert built.warnings == []
    assert "omega" in sources(site)
    assert "index-term" not in sources(site)
    assert not (built.outdir / "gen" / "index-term.html").exists()
    assert 'href="omega.html#term-omega"' in built.body("gen/alpha")
    site.write({"terms.yml": text.split("    - name: Index")[0].split("    - name: Omega")[0]})
    built = site.build()
    assert not (built.outdir / "gen" / "omega.html").exists()
    assert not (built.outdir / "gen" / "category" / "z.html").exists()
    assert any("there is no term 'Omega'" in warning for warning in built.warnings)


def test_one_changed_record_reads_its_page_only(site: Project) -> None:
    site.build()
    site.write({"terms.yml": DATA.replace("More of it.", "Something else.")})
    built = site.build()
    assert built.read == ["gen/alpha"]
    assert "Something else." in built.body("gen/alpha")


def test_foreign_files_are_left_alone(site: Project) -> None:
    suffix = ".md" if (site.source / "index.md").exists() else ".rst"
    mine = "# Mine\n" if suffix == ".md" else "Mine\n====\n"
    site.write({f"gen/alpha{suffix}": mine, f"gen/other{suffix}": mine})
    built = site.build()
    ours = [warning for warning in built.warnings if "modelterms.pages" in warning]
    assert len(ours) == 1
    assert f"alpha{suffix} wasn't generated, so it is left alone. Rename it" in ours[0]
    assert sources(site)["alpha"] == mine
    assert sources(site)["other"] == mine


@pytest.mark.skipif(WRITES_ANYWHERE, reason="root and Windows may write anywhere")
def test_a_read_only_folder_is_fine_while_nothing_changes(site: Project) -> None:
    site.build()
    folder = site.source / "gen"
    folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    assert site.build().warnings == []
    site.write({"terms.yml": DATA.replace("name: Index", "name: Omega")})
    assert any("can't write" in warning for warning in site.build().warnings)
    folder.chmod(stat.S_IRWXU)


def test_a_file_that_cannot_be_written_is_reported(project: Project) -> None:
    project.conf |= CONF
    project.write({"index": HOME[False], "terms.yml": DATA, "gen/category": "a file, no folder"})
    (project.source / "gen" / "category.rst").rename(project.source / "gen" / "category")
    warnings = project.build().warnings
    assert any("can't write" in w and "[modelterms.pages]" in w for w in warnings)


@pytest.mark.parametrize("nav", ["toctree", "context"])
def test_breadcrumb_previous_and_next(site: Project, nav: str) -> None:
    contexts: dict[str, dict] = {}

    def keep(app: object, name: str, template: str, context: dict, tree: object) -> None:
        contexts[name] = context

    def listen(app: object) -> None:
        app.connect("html-page-context", keep, priority=999)  # type: ignore[attr-defined]

    built = site.build(modelterms_pages_nav=nav, before=listen)
    assert built.warnings == []
    alpha = contexts["gen/alpha"]
    assert [re.sub("<.*?>", "", link["title"]) for link in alpha["parents"]][-2:] == [
        "Words &amp; more",
        "Ex",
    ]
    assert alpha["prev"]["title"] == "Ex"
    assert alpha["prev"]["link"].startswith("category/x-y-")
    assert alpha["next"]["title"] == "Beta"
    assert alpha["next"]["link"] == "beta.html"


def test_neighbours_follow_in_both_ways_of_navigation(project: Project) -> None:
    project.conf |= CONF | {"modelterms_pages_nav": "context"}
    project.write({"index": HOME[False], "terms.yml": DATA})
    project.build()
    project.write(
        {"terms.yml": DATA.replace("name: Beta", "name: Bravo").replace("[Beta]", "[Bravo]")}
    )
    built = project.build()
    page = built.text("gen/alpha.html")
    assert 'title="Bravo"' in page or ">Bravo<" in page
    assert "Beta" not in re.sub("(?s)<div class=.body.*?<div class=.clearer", "", page)


@pytest.mark.parametrize(("count", "end"), [(201, ""), (90, " long" * 50)])
def test_pages_with_many_or_long_names_are_not_in_a_toctree(
    project: Project, count: int, end: str
) -> None:
    terms = "".join(f"- name: T {n}{end}\n  definition: Def {n}.\n" for n in range(count))
    project.conf |= CONF
    project.write({"index": HOME[False], "terms.yml": terms})
    built = project.build("dummy")
    assert built.warnings == []
    assert ":orphan:" in next(text for name, text in sources(project).items() if name[:3] == "t-7")
    assert "toctree" not in sources(project)["index"]


def test_edit_links_lead_to_the_data_file(site: Project) -> None:
    suffixes: dict[str, str] = {}

    def keep(app: object, name: str, template: str, context: dict, tree: object) -> None:
        suffixes[name] = context.get("page_source_suffix", "")

    def listen(app: object) -> None:
        app.connect("html-page-context", keep, priority=999)  # type: ignore[attr-defined]

    site.build(before=listen)
    assert os.path.normpath("docs/gen/alpha" + suffixes["gen/alpha"]) == "docs/terms.yml"
    assert suffixes["index"] in {".rst", ".md"}


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
@pytest.mark.parametrize("base", ["", "https://example.org/docs/"])
def test_former_names_keep_old_addresses(site: Project, builder: str, base: str) -> None:
    built = site.build(builder, html_baseurl=base)
    assert built.warnings == []
    end = "/index.html" if builder == "dirhtml" else ".html"
    old = built.text(f"gen/old-beta{end}")
    target = "../beta/" if builder == "dirhtml" else "beta.html"
    assert (
        f'“Old beta” is now called <a class="reference internal" href="{target}">Beta</a>.' in old
    )
    canonical = f"{base}gen/beta{'/' if builder == 'dirhtml' else '.html'}" if base else target
    assert re.findall('<link rel="canonical" href="(.*?)"', old) == [canonical]
    new = built.text(f"gen/beta{end}")
    assert 'id="term-old-beta"' in new
    assert 'id="term-beta"' in new


def test_files_can_do_without_pages(site: Project) -> None:
    site.write({"terms.yml": DATA.replace("terms:", "pages: no\n    terms:")})
    site.build()
    assert sorted(sources(site)) == ["index"]


def test_the_order_of_names_never_changes_an_address(
    new_project: Callable[[str], Project],
) -> None:
    found = []
    for number, names in enumerate((["A b", "A-b c", "C"], ["C", "A-b c", "A b"])):
        project = new_project(str(number))
        project.conf |= CONF
        terms = "".join(f"- name: {name}\n  definition: Def.\n" for name in names)
        project.write({"index": HOME[False], "terms.yml": terms})
        project.build("dummy")
        found.append(sources(project))
    assert found[0] == found[1]
