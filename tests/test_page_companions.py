"""Generated pages together with extensions that number, date, list or label pages.

Each is compared with the same project without generated pages, or without the extension. Those
that are not installed are skipped.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx

    from tests.conftest import Project

HOME = "Home\n====\n\nGlossary\n--------\n\nAlpha\n-----\n\n.. toctree::\n\n   gen/index\n   own\n"

OWN = "Own\n===\n\nExplanation\n-----------\n\nTraining\n--------\n\nBeta\n----\n\n:ref:`Beta`, :ref:`Gamma`\n"

DATA = """
    glossary: Glossary
    terms:
    - name: Alpha
      category: Training
      definition: The first.
      explanation: More.
      examples: One.
      questions: [{question: Why?, answer: So.}]
      sources: [{title: Book}]
    - name: Beta
      category: Training
      level: beginner
      definition: The second.
      explanation: More.
      examples: One.
    - name: Training
      definition: A term that is called like a category.
    - name: Gamma
      definition: A name that no other section has.
"""


def needs(module: str) -> pytest.MarkDecorator:
    missing = importlib.util.find_spec(module) is None
    return pytest.mark.skipif(missing, reason=f"{module} is not installed")


@pytest.fixture
def site(project: Project) -> Project:
    project.conf |= {"modelterms_data": ["terms.yml"], "modelterms_pages": "gen"}
    project.write({"index": HOME, "own": OWN, "terms.yml": DATA})
    return project


# Labels of sections


LABELS = ["sphinx.ext.autosectionlabel"]


@pytest.mark.parametrize("prefix", [True, False])
@pytest.mark.parametrize("parallel", [0, 2])
@pytest.mark.parametrize("ours_first", [True, False])
def test_sections_of_generated_pages_have_labels_of_their_own(
    site: Project, prefix: bool, parallel: int, ours_first: bool
) -> None:
    ours = ["sphinx_modelterms", "myst_parser"]
    site.conf["extensions"] = ours + LABELS if ours_first else LABELS + ours
    if prefix:
        site.write({"own": OWN.replace("Beta`, :ref:`", "own:Beta`, :ref:`gen/gamma:")})
    built = site.build(autosectionlabel_prefix_document=prefix, parallel=parallel)
    assert built.warnings == []
    body = built.body("own")
    link = 'class="reference internal" href="{}"'
    assert link.format("#beta") in body  # the author's own section, not the page of the term
    assert link.format("gen/gamma.html#term-gamma") in body
    site.write(
        {
            "own": built.app.srcdir.joinpath("own.rst").read_text(encoding="utf-8")
            + "\nGamma\n-----\n"
        }
    )
    built = site.build(autosectionlabel_prefix_document=prefix, parallel=parallel)
    assert built.warnings == []  # nor does ours get in the way of a later section
    assert (link.format("#gamma") in built.body("own")) is not prefix


def test_parts_of_a_card_on_a_page_have_labels_of_their_own(project: Project) -> None:
    card = ".. term:: {}\n   :layout: page\n\n   Def.\n\n   More.\n\n   .. term-example::\n\n      One.\n"
    pages = {name: f"Page {name}\n========\n\n{card.format(name)}" for name in ("One", "Two")}
    toctree = ".. toctree::\n\n   One\n   Two\n\n:ref:`One: Explanation`\n"
    project.write(pages | {"index": f"Home\n====\n\n{toctree}"})
    built = project.build(extensions=["sphinx_modelterms", *LABELS])
    assert built.warnings == []
    assert 'href="One.html#term-one-explanation"' in built.body("index")


def test_labels_change_no_text_for_translators(site: Project) -> None:
    site.build("gettext")
    plain = sorted((site.builddir / "gettext").rglob("*.pot"))
    texts = {p.name: re.findall('(?m)^msgid "(.*)"', p.read_text(encoding="utf-8")) for p in plain}
    site.conf["extensions"] = [*site.conf["extensions"], *LABELS]
    site.build("gettext", force_all=True)
    for path in plain:
        found = re.findall('(?m)^msgid "(.*)"', path.read_text(encoding="utf-8"))
        assert found == texts[path.name]


ALL_OF_SPHINX = [
    "autodoc",
    "autosummary",
    "coverage",
    "doctest",
    "duration",
    "extlinks",
    "githubpages",
    "graphviz",
    "ifconfig",
    "inheritance_diagram",
    "intersphinx",
    "napoleon",
    "todo",
    "viewcode",
]


@pytest.mark.parametrize("markdown", [False, True])
@pytest.mark.parametrize("nav", ["toctree", "context"])
@pytest.mark.parametrize("builder", ["html", "text", "gettext"])
def test_generated_pages_never_warn(
    project: Project, markdown: bool, nav: str, builder: str
) -> None:
    names = [f"sphinx.ext.{name}" for name in ALL_OF_SPHINX]
    project.conf["extensions"] = [*names, *LABELS, "sphinx_modelterms", "myst_parser"]
    rst = {"index": "Home\n====\n\nGlossary\n--------\n\n.. toctree::\n\n   gen/index\n"}
    md = {"index.md": "# Home\n\n## Glossary\n\n```{toctree}\ngen/index\n```\n"}
    project.write((md if markdown else rst) | {"terms.yml": DATA})
    built = project.build(
        builder,
        modelterms_data=["terms.yml"],
        modelterms_pages="gen",
        modelterms_pages_nav=nav,
        nitpicky=True,
        autosummary_generate=True,
        myst_enable_extensions=["attrs_block", "attrs_inline", "deflist", "fieldlist"],
        myst_heading_anchors=3,
        myst_title_to_header=True,
        todo_emit_warnings=True,
        keep_warnings=True,
        toc_object_entries=True,
    )
    assert built.warnings == []


# Tables of contents


@needs("sphinx_external_toc")
@pytest.mark.parametrize("nav", ["", "toctree", "context"])
@pytest.mark.parametrize(
    "toc",
    [
        "root: index\nentries:\n- file: own\n- file: gen/index\n",
        "root: index\nentries:\n- file: own\n- file: gen/index\n  entries:\n  - glob: gen/*\n",
    ],
)
def test_the_table_of_contents_may_stand_in_a_file(site: Project, nav: str, toc: str) -> None:
    site.conf["extensions"] = ["sphinx_external_toc", "sphinx_modelterms", "myst_parser"]
    site.write({"index": "Home\n====\n", "own": "Own\n===\n", "_toc.yml": toc})
    built = site.build(modelterms_pages_nav=nav)
    assert built.warnings == []
    assert "The second." in built.body("gen/beta")
    assert built.app.env.toctree_includes["index"] == ["own", "gen/index"]
    site.write({"terms.yml": DATA.split("    - name: Gamma")[0]})
    assert site.build(modelterms_pages_nav=nav).warnings == []
    assert not (site.source / "gen" / "gamma.rst").exists()


# Sitemaps


@needs("sphinx_sitemap")
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_former_addresses_are_in_no_sitemap(site: Project, builder: str) -> None:
    site.write({"terms.yml": DATA + "      former_names: [Delta]\n", "own": "Own\n===\n"})
    site.conf["extensions"] = ["sphinx_sitemap", "sphinx_modelterms", "myst_parser"]
    built = site.build(builder, html_baseurl="https://example.org/", sitemap_url_scheme="{link}")
    assert built.warnings == []
    listed = re.findall("<loc>(.*?)</loc>", built.text("sitemap.xml"))
    end = "/" if builder == "dirhtml" else ".html"
    assert f"https://example.org/gen/gamma{end}" in listed
    assert [address for address in listed if "delta" in address] == []
    assert any("delta" in str(path) for path in built.outdir.rglob("*.html"))


# Dates and versions of a checkout


def git(folder: Path, *arguments: str, day: int = 1) -> None:
    when = f"2020-01-{day:02}T12:00:00+00:00"
    names = {"GIT_AUTHOR_NAME": "x", "GIT_AUTHOR_EMAIL": "x@example.org"}
    names |= {"GIT_COMMITTER_NAME": "x", "GIT_COMMITTER_EMAIL": "x@example.org"}
    dates = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    command = ["git", "-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main", *arguments]
    subprocess.run(
        command, cwd=folder, env={**os.environ, **names, **dates}, check=True, capture_output=True
    )


def committed(site: Project, *, pages: bool) -> None:
    """Put the sources under version control, with or without the generated pages."""
    site.build("dummy")
    git(site.source, "init")
    if not pages:
        (site.source / ".gitignore").write_text("/gen/\n", encoding="utf-8")
    git(site.source, "add", ".")
    git(site.source, "commit", "-m", "one")


@needs("sphinx_last_updated_by_git")
@pytest.mark.skipif(not shutil.which("git"), reason="Git is not installed")
@pytest.mark.parametrize("pages", [True, False])
def test_pages_have_the_date_of_their_data_file(site: Project, pages: bool) -> None:
    site.conf["extensions"] = ["sphinx_last_updated_by_git", "sphinx_modelterms", "myst_parser"]
    site.write({"more.yml": "- {name: Delta, definition: Another file.}\n", "own": "Own\n===\n"})
    conf = {"modelterms_data": ["*.yml"]}
    site.conf |= conf
    committed(site, pages=pages)
    site.write({"more.yml": "- {name: Delta, definition: A change.}\n"})
    git(site.source, "add", ".")
    git(site.source, "commit", "-m", "two", day=5)
    dates: dict[str, str] = {}

    def keep(app: object, name: str, template: str, context: dict, tree: object) -> None:
        dates[name] = context.get("last_updated")

    def listen(app: Sphinx) -> None:
        app.connect("html-page-context", keep, priority=999)

    shutil.rmtree(site.builddir)
    built = site.build(before=listen)
    assert built.warnings == []
    assert (dates["gen/alpha"], dates["gen/delta"]) == ("Jan 01, 2020", "Jan 05, 2020")
    assert not any("yml" in str(name) for name in built.app.env.dependencies["gen/delta"])
    site.write({"more.yml": "- {name: Delta, definition: A change.}\n\n"})
    assert site.build().read == []  # a file that only moved its lines has nothing read


@needs("sphinx_last_updated_by_git")
@pytest.mark.skipif(not shutil.which("git"), reason="Git is not installed")
@pytest.mark.parametrize("committed_first", [True, False])
def test_an_incremental_build_dates_the_unread_pages_of_a_changed_file(
    site: Project, committed_first: bool
) -> None:
    site.conf["extensions"] = ["sphinx_last_updated_by_git", "sphinx_modelterms", "myst_parser"]
    site.conf |= {"modelterms_data": ["*.yml"]}
    records = "- {name: Delta, definition: A file.}\n- {name: Epsilon, definition: %s.}\n"
    site.write({"more.yml": records % "First", "one.yml": "- {name: Zeta, definition: A.}\n"})
    committed(site, pages=False)
    shutil.rmtree(site.builddir)
    dates: dict[str, str] = {}

    def keep(app: object, name: str, template: str, context: dict, tree: object) -> None:
        dates[name] = context.get("last_updated")

    def listen(app: Sphinx) -> None:
        app.connect("html-page-context", keep, priority=999)

    site.build(before=listen)
    assert (dates["gen/delta"], dates["gen/epsilon"]) == ("Jan 01, 2020",) * 2
    site.write({"more.yml": records % "Changed", "one.yml": "- {name: Zeta, definition: B.}\n"})
    changed = ["gen/epsilon", "gen/zeta"]
    if not committed_first:
        assert site.build().read == changed
    git(site.source, "commit", "-a", "-m", "two", day=5)
    dates.clear()
    built = site.build(before=listen)
    assert built.read == (changed if committed_first else [])
    names = ("gen/delta", "gen/epsilon", "gen/zeta")
    assert [dates[name] for name in names] == ["Jan 05, 2020"] * 3
    assert "gen/alpha" not in dates
    assert not any("yml" in str(name) for name in built.app.env.dependencies["gen/delta"])
    for name in ("more.yml", "one.yml"):  # nothing is left to look up
        content = (site.source / name).read_bytes()
        assert built.domain.data["dated"][name].digest == sha256(content).hexdigest()[:16]
    dates.clear()
    assert site.build(before=listen).read == []
    assert not any(name.startswith("gen/") for name in dates)


@pytest.mark.parametrize("current", ["v1", "main"])
def test_each_version_has_its_own_data(site: Project, tmp_path: Path, current: str) -> None:
    """Build as sphinx-multiversion does: sources from a checkout, configuration from elsewhere."""
    checkout = tmp_path / current
    shutil.copytree(site.source, checkout)
    (checkout / "terms.yml").write_text(
        f"- {{name: Alpha, definition: In {current}.}}\n", encoding="utf-8"
    )
    (checkout / "own.rst").write_text("Own\n===\n", encoding="utf-8")

    head = (
        f"smv_current_version = {current!r}\n"
        f"smv_metadata = {{{current!r}: {{'confdir': {str(checkout)!r}}}}}\n"
        "def setup(app):\n"
        "    app.add_config_value('smv_metadata', {}, 'html')\n"
        "    app.add_config_value('smv_current_version', '', 'html')\n"
    )
    conf = "\n".join((head, *(f"{key} = {value!r}" for key, value in site.conf.items())))
    (site.source / "conf.py").write_text(conf, encoding="utf-8")
    out = tmp_path / "out"
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-c",
        str(site.source),
        str(checkout),
        str(out),
    ]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert done.stderr == ""
    assert f"In {current}." in (out / "gen" / "alpha.html").read_text(encoding="utf-8")
    assert not (site.source / "gen").exists()


@needs("sphinx_multiversion")
@pytest.mark.skipif(not shutil.which("git"), reason="Git is not installed")
def test_sphinx_multiversion_shows_the_data_of_each_version(site: Project, tmp_path: Path) -> None:
    site.conf["extensions"] = ["sphinx_modelterms", "myst_parser", "sphinx_multiversion"]
    site.write({"own": "Own\n===\n"})
    committed(site, pages=False)
    git(site.source, "tag", "v1")
    site.write({"terms.yml": DATA.replace("The first.", "Changed since.")})
    git(site.source, "commit", "-am", "two", day=2)
    command = [
        sys.executable,
        "-m",
        "sphinx_multiversion",
        str(site.source),
        str(tmp_path / "out"),
    ]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if "Config.read()" in done.stderr or "pre_init_values" in done.stderr:
        pytest.skip("this release of sphinx-multiversion does not work with this one of Sphinx")
    assert done.returncode == 0, done.stderr
    texts = {
        version: (tmp_path / "out" / version / "gen" / "alpha.html").read_text(encoding="utf-8")
        for version in ("v1", "main")
    }
    assert "The first." in texts["v1"]
    assert "Changed since." in texts["main"]
