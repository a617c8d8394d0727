"""Incremental builds: the pages that are written again, and digests after failures."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Project

PAGES = {
    "index": "Home\n====\n\n.. toctree::\n\n   one\n   two\n   user\n   other\n",
    "one": "One\n===\n\n.. term:: Alpha\n   :related: Beta\n\n   First.\n",
    "two": "Two\n===\n\n.. term:: Beta\n\n   Second.\n",
    "user": "User\n====\n\nPart\n----\n\n:term:`Alpha`\n",
    "other": "Other\n=====\n\nNothing.\n",
}


def written(project: Project, builder: str = "html", **kwargs: object) -> set[str]:
    """The pages written by the next build, without the toctree's."""
    return set(project.build(builder, **kwargs).resolved) - {"index"}  # type: ignore[arg-type]


@pytest.fixture
def site(project: Project) -> Project:
    project.write(PAGES)
    assert project.build().warnings == []
    return project


def test_nothing_is_written_when_nothing_changed(site: Project) -> None:
    assert written(site) == set()


def test_a_definition_rewrites_the_pages_that_show_it(site: Project) -> None:
    site.write({"two": PAGES["two"].replace("Second.", "Third.")})
    assert written(site) == {"one", "two"}
    assert written(site) == set()


def test_an_example_that_nobody_shows_rewrites_its_own_page_only(site: Project) -> None:
    site.write({"two": PAGES["two"] + "\n   .. term-example::\n\n      New.\n"})
    assert written(site) == {"two"}


def test_a_section_title_rewrites_the_card_that_is_used_there(site: Project) -> None:
    site.write({"user": PAGES["user"].replace("Part\n----", "Piece\n-----")})
    assert written(site) == {"one", "user"}


def test_a_moved_term_rewrites_the_pages_that_link_to_it(site: Project) -> None:
    site.write({"two": PAGES["two"] + "\n.. term:: Gamma\n\n   New.\n"})
    assert written(site) == {"two"}
    site.write({"one": "One\n===\n", "other": PAGES["other"] + PAGES["one"].split("===\n")[1]})
    assert written(site) == {"one", "two", "other", "user"}


def test_each_builder_has_its_own_digests(site: Project) -> None:
    site.build("text")
    site.write({"two": PAGES["two"].replace("Second.", "Third.")})
    assert written(site, "html") == {"one", "two"}
    assert written(site, "text") == {"one", "two"}
    assert (site.builddir / "html" / ".modelterms-html.json").exists()
    assert (site.builddir / "text" / ".modelterms-text.json").exists()


def test_a_page_that_another_builder_read_again_is_written(project: Project) -> None:
    project.write(
        {
            "index": "Home\n====\n\n.. include:: part.txt\n\n.. toctree::\n\n   page\n",
            "page": PAGES["one"],
            "part.txt": ".. term:: Included\n   :level: advanced\n\n   Def.\n\n   Before.\n",
        }
    )
    for builder in ("html", "text"):
        project.build(builder)
    text = ".. term:: Included\n   :level: advanced\n\n   Def.\n\n   After.\n"
    project.write({"part.txt": text})
    for builder in ("html", "text"):
        assert "After." in project.build(builder).text(
            f"index.{'html' if builder == 'html' else 'txt'}"
        )
    for builder in ("html", "text"):
        built = project.build(builder, modelterms_card_parts=["meta", "definition"])
        assert "After." not in built.text(f"index.{'html' if builder == 'html' else 'txt'}")


@pytest.mark.parametrize("spoilt", ["", "{", "[]", '"x"', "\x00", None])
def test_corrupt_digests_count_as_missing(site: Project, spoilt: str | None) -> None:
    path = site.builddir / "html" / ".modelterms-html.json"
    if spoilt is None:
        path.unlink()
    else:
        path.write_text(spoilt, encoding="utf-8")
    assert written(site) == {"one", "two", "user"}
    assert written(site) == set()


def test_another_version_of_ours_rewrites_pages_with_cards_and_mentions(
    site: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sphinx_modelterms.version.__version__", "999")
    assert written(site) == {"one", "two", "user"}


def test_a_failed_build_keeps_no_digest_of_unwritten_pages(site: Project) -> None:
    site.write({"two": PAGES["two"].replace("Second.", "Third.")})

    def fail(app: object, tree: object, docname: str) -> None:
        if docname == "one":
            raise RuntimeError

    with pytest.raises(Exception, match=r".*"):
        site.build(before=lambda app: app.connect("doctree-resolved", fail))
    assert "one" in written(site)
    assert "Third." in site.build().text("one.html")


def test_read_only_doctrees_serve_another_builder(site: Project) -> None:
    """Returning pages that have no output would make Sphinx store the environment."""
    environment = Path(site.builddir / "doctrees" / "environment.pickle")
    before = environment.stat().st_mtime_ns
    site.build("text")
    assert environment.stat().st_mtime_ns == before


def test_the_environment_stays_small(project: Project) -> None:
    """At most 2 kB a term and 80 bytes a mention."""
    words = (
        "a definition of about twenty five words that says what the thing is and what it is for "
    )
    terms = "\n".join(f".. term:: Term {n}\n\n   {words * 2}.\n" for n in range(100))
    text = " ".join(f":term:`Term {n}`" for n in range(100))
    pages = {f"p{n}": f"Page {n}\n=======\n\n{text}\n" for n in range(5)}
    names = "\n".join(f"   {name}" for name in pages)
    index = "Home\n====\n\n.. toctree::\n\n   terms\n" + names + "\n"
    project.write({"index": index, "terms": f"Terms\n=====\n\n{terms}", **pages})
    data = project.build("dummy").app.env.domaindata["modelterms"]["pages"]
    of_terms = len(pickle.dumps(data["terms"], pickle.HIGHEST_PROTOCOL)) / 100
    of_mentions = len(pickle.dumps([data[name] for name in pages], pickle.HIGHEST_PROTOCOL)) / 500
    assert of_terms < 2000
    assert of_mentions < 80
