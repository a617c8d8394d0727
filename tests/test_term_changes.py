"""The directive ``term-changes`` shows the differences between two ``modelterms.json``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.conftest import Built, Project

TERMS = """
    Terms
    =====

    .. term:: Token

       A piece of text.

    .. term:: Model
       :scope: AI

       A thing.
    """


def released(name: str, summary: str, **fields: Any) -> dict[str, Any]:
    anchor = f"term-{fields.pop('id', name.lower())}"
    return {"id": anchor, "name": name, "summary": summary, "url": f"terms.html#{anchor}"} | fields


OLD = [
    released("Token", "A small piece of <b>text</b>.", aliases=["tok"], status="deprecated"),
    released("Hallucination", "A wrong answer.", id="wrong"),
    released("Gone", "No more."),
]
NEW = [
    released("Token", "A piece of text or sound.", since="1.2", category="basics"),
    released("Confabulation", "A wrong answer.", id="wrong"),
    released("Model", "A thing.", scope="AI"),
]


def written(terms: list[dict[str, Any]]) -> str:
    return json.dumps({"version": 1, "language": "en", "terms": terms, "comparisons": []})


@pytest.fixture
def site(project: Project) -> Project:
    project.write(
        {
            "index": "Home\n====\n\n.. toctree::\n\n   terms\n   sub/notes\n   notes2\n",
            "terms": TERMS,
            "sub/notes": "Notes\n=====\n\n.. term-changes:: ../old.json, /new.json\n   :name: here\n",
            "notes2.md": "# Notes\n\n```{term-changes} old.json, new.json\n:name: there\n```\n",
            "old.json": written(OLD),
            "new.json": written(NEW),
        }
    )
    return project


TEXT = """\
Notes
*****

-[ New terms ]-

Model (AI)
   A thing.

-[ Removed terms ]-

* Gone

-[ Renamed terms ]-

* Hallucination is now Confabulation

-[ Redefined terms ]-

Token
   A [removed: small] piece of [removed: <b>text</b>.] [added: text or
   sound.]

-[ Other changes ]-

Token
   Also called: [removed: tok]

   Category: [added: basics]

   Status: [removed: deprecated]

   Added in version: [added: 1.2]
"""


def test_both_markups_show_all_parts(site: Project) -> None:
    built = site.build("text")
    assert built.warnings == []
    assert built.text("sub/notes.txt") == TEXT
    assert built.text("notes2.txt") == TEXT


@pytest.mark.parametrize(
    "builder",
    ["dirhtml", "singlehtml", "epub", "latex", "man", "texinfo", "xml", "json", "gettext"],
)
def test_every_builder_shows_them(site: Project, builder: str) -> None:
    built = site.build(builder, version="1", copyright="us")
    assert built.warnings == []
    texts = [
        path.read_text(encoding="utf-8")
        for path in built.outdir.rglob("*")
        if path.suffix in {".html", ".xhtml", ".tex", ".1", ".texi", ".xml", ".fjson", ".pot"}
    ]
    text = " ".join("".join(texts).split())
    assert ("Redefined terms" in text) == (builder != "gettext"), "no author wrote these words"
    assert "<b>text" not in text if builder not in {"man", "texinfo"} else "<b>text" in text
    assert "modelterms_changes" not in text


def test_names_link_to_the_terms_of_the_project(site: Project) -> None:
    body = site.build().body("sub/notes")
    assert '<a class="mt-ref reference internal" href="../terms.html#term-token">Token</a>' in body
    assert 'href="../terms.html#term-model-ai">Model (AI)</a>' in body
    assert '<span class="mt-name">Confabulation</span>' in body
    assert '<span class="mt-removed"><span class="mt-unseen">[removed: </span>small<span' in body


def rebuilt(site: Project, files: dict[str, str]) -> Built:
    """The next build, which has to be like a clean one."""
    site.write(files)
    built = site.build()
    clean = site.build(builddir=site.builddir.with_name("clean"))
    for page in ("sub/notes", "notes2", "terms"):
        assert built.body(page) == clean.body(page)
    return built


def test_a_changed_file_is_read_again(site: Project) -> None:
    site.build()
    built = rebuilt(site, {"new.json": written(NEW[1:])})
    assert set(built.read) == {"sub/notes", "notes2"}
    assert "Redefined" not in built.body("sub/notes")


def test_links_follow_the_terms_of_today(site: Project) -> None:
    site.build()
    built = rebuilt(site, {"terms": TERMS.replace("Token", "Chunk")})
    assert built.read == ["terms"]
    assert "#term-token" not in built.body("notes2")
    rebuilt(site, {"terms": TERMS.replace("A piece", "Some piece")})


def test_a_missing_file_is_read_when_it_is_there(site: Project) -> None:
    (site.source / "old.json").unlink()
    built = site.build()
    assert [line.split(": WARNING: ") for line in built.warnings] == [
        [
            place,
            f"term-changes: can't read {name!r}: No such file or directory. Write its path from this "
            "page, or with '/' at the start from the source directory. [modelterms.changes]",
        ]
        for place, name in (("notes2.md:3", "old.json"), ("sub/notes.rst:4", "../old.json"))
    ]
    assert "mt-changes" not in built.body("notes2")
    assert "Redefined" in rebuilt(site, {"old.json": written(OLD)}).body("notes2")


def test_nothing_has_changed(site: Project) -> None:
    body = rebuilt(site, {"old.json": written(NEW)}).body("notes2")
    assert "<p>The terms are the same.</p>" in body


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("", "needs two files, but has 0"),
        ("old.json", "needs two files, but has 1"),
        (
            "old.json new.json",
            "needs two files, but has 1. Write the older modelterms.json, a comma",
        ),
        ("old.json, old.json", "needs two files, but has 'old.json' twice. Write the older"),
        ("terms.rst, new.json", "'terms.rst' isn't JSON"),
        ("bad.json, new.json", "'bad.json' is JSON, but isn't a modelterms.json"),
        (".., new.json", "can't read '..': "),
    ],
)
def test_wrong_files_are_reported(site: Project, line: str, message: str) -> None:
    site.write(
        {"bad.json": "{}", "notes2.md": f"# N\n\n```{{term-changes}} {line}\n```\n\nMore.\n"}
    )
    built = site.build()
    (warning,) = built.warnings
    assert warning.startswith("notes2.md:3: WARNING: ")
    assert message in warning
    assert warning.endswith("[modelterms.changes]")
    assert "<p>More.</p>" in built.body("notes2")


def test_words_are_in_the_readers_language(site: Project) -> None:
    body = site.build(language="de").body("notes2")
    assert '<p class="rubric">Neue Begriffe</p>' in body
    assert "entfernt: </span>small" in body
