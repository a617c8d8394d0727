"""``modelterms.json``: what stands in it, where its addresses lead, when it is written."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin

import pytest
from jsonschema import Draft202012Validator

from sphinx_modelterms.export.glossary_json import KINDS
from sphinx_modelterms.export.schema import SCHEMA_FILE, schema_texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import Built, Project

PAGES = {
    "index": """
        Home
        ====

        .. toctree::

           deep/terms
           user
           more

        .. term:: Zeta
           :forms: zetas

           Uses :math:`z^2`, *not* ``y``; see :term:`alpha`.

        .. glossary::

           Plain
              An entry of Sphinx's own glossary, see :term:`Zeta`.
        """,
    "deep/terms": """
        Terms
        =====

        .. term:: Alpha & Ω
           :abbr: AO
           :aliases: alpha, first
           :category: Greek
           :level: beginner
           :tags: one, two
           :related: zeta, Plain, nowhere, AO
           :requires: Beta
           :broader: BETA
           :status: deprecated
           :replaced-by: Beta

           The first. More of it.

           .. term-example::

              An *example* with words.

              Its second paragraph.

           .. term-question:: Is it "Greek"?

              Yes, see :term:`AO` itself.

           .. term-facts::

              Size: *big*
              Age: old

           .. term-source:: A book
              :url: https://example.org/a

           .. term-source:: Hearsay

        .. term:: Beta

           The second.

        .. term-compare:: Beta, AO, Beta

           Take Beta.
        """,
    "user": """
        User
        ====

        :term:`Beta` :term:`Beta` :term:`Plain`

        A part
        ------

        :term:`first` :term-def:`beta`

        .. only:: latex

           .. term:: Printed

              On paper, unlike :term:`Beta`.
        """,
    "more.md": """
        # More

        ```{term-compare} Zeta, Beta
        :title: Another

        See [](#alpha).
        ```
        """,
}


@pytest.fixture
def site(project: Project) -> Project:
    project.write(PAGES)
    return project


def content(built: Built) -> dict[str, Any]:
    """Load the exported file, checked against its schema, to which no properties may be added."""
    data: dict[str, Any] = json.loads(built.text("modelterms.json"))
    schema = deepcopy(json.loads(SCHEMA_FILE.read_text(encoding="utf-8")))
    for kind in (schema, *schema["$defs"].values()):
        kind["additionalProperties"] = False
    Draft202012Validator(schema).validate(data)
    return data


def by_name(built: Built) -> dict[str, dict[str, Any]]:
    return {term["name"]: term for term in content(built)["terms"]}


def addresses(data: Any) -> Iterator[str]:
    """All addresses within the site."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        if key == "url" and not value.startswith("https:"):
            yield value
        elif isinstance(value, dict | list):
            yield from addresses(value)


def test_a_record_has_all_fields(site: Project) -> None:
    built = site.build()
    url = "deep/terms.html#"
    alpha = by_name(built)["Alpha & Ω"]
    anchor = alpha["id"]
    beta = {"name": "Beta", "url": f"{url}term-beta"}
    assert alpha == {
        "id": anchor,
        "name": "Alpha & Ω",
        "abbr": "AO",
        "aliases": ["alpha", "first"],
        "category": "Greek",
        "level": "beginner",
        "tags": ["one", "two"],
        "summary": "The first. More of it.",
        "url": url + anchor,
        "related": [
            {"name": "Zeta", "url": "index.html#term-zeta"},
            {"name": "Plain", "url": "index.html#term-Plain"},
        ],
        "requires": [beta],
        "broader": [beta],
        "examples": ["An example with words."],
        "questions": [
            {
                "question": "Is it “Greek”?",
                "url": f"{url}{anchor.replace('term', 'question', 1)}-1",
            }
        ],
        "facts": {"Size": "big", "Age": "old"},
        "sources": [{"title": "A book", "url": "https://example.org/a"}, {"title": "Hearsay"}],
        "status": "deprecated",
        "replaced_by": beta,
        "mentions": [
            {
                "page": "index",
                "section": "Zeta",
                "kind": "explicit",
                "url": "index.html#term-zeta",
            },
            {"page": "more", "section": "", "kind": "explicit", "url": "more.html"},
            {
                "page": "user",
                "section": "A part",
                "kind": "explicit",
                "url": "user.html#a-part",
            },
        ],
    }
    assert set(KINDS["term"].fields) == {*alpha, "forms", "glossary"}


def test_empty_fields_are_left_out(site: Project) -> None:
    zeta = by_name(site.build())["Zeta"]
    assert set(zeta) == {"id", "name", "forms", "summary", "url", "mentions"}
    assert zeta["summary"] == "Uses z^2, not y; see alpha."
    assert by_name(site.build())["Beta"].keys() == {"id", "name", "summary", "url", "mentions"}


def test_records_stand_in_order_one_a_line(site: Project) -> None:
    built = site.build()
    data = content(built)
    assert list(data) == ["version", "language", "terms", "comparisons"]
    assert (data["version"], data["language"]) == (1, "en")
    assert [term["name"] for term in data["terms"]] == ["Alpha & Ω", "Beta", "Plain", "Zeta"]
    assert [(c["title"], [t["name"] for t in c["terms"]]) for c in data["comparisons"]] == [
        ("Another", ["Zeta", "Beta"]),
        ("Beta vs Alpha & Ω", ["Beta", "Alpha & Ω"]),
    ]
    lines = built.text("modelterms.json").splitlines()
    assert [line for line in lines if '"Alpha & Ω", "abbr"' in line]
    assert len(lines) == 2 + 2 + 2 * 2 + len(data["terms"]) + len(data["comparisons"])


def test_terms_of_one_name_are_all_there(project: Project) -> None:
    term = ".. term:: {}\n\n   Def.\n"
    project.write({"b": f"B\n=\n\n{term.format('Same')}", "a": f"A\n=\n\n{term.format('SAME')}"})
    project.write({"index": "Home\n====\n\n.. toctree::\n\n   b\n   a\n"})
    terms = content(project.build())["terms"]
    assert [term["url"] for term in terms] == ["a.html#term-same", "b.html#term-same"]


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_every_address_leads_to_its_place(site: Project, builder: str) -> None:
    built = site.build(builder)
    data = content(built)
    found = set(addresses(data))
    assert len(found) > 8
    root = "https://example.org/docs/"
    for address in found:
        # As a browser would, which knows the address of the file only.
        place, _, anchor = urljoin(f"{root}modelterms.json", address).partition("#")
        assert place.startswith(root)
        path = built.outdir / unquote(place.removeprefix(root))
        page = path / "index.html" if path.is_dir() else path
        assert not anchor or f'id="{anchor}"' in page.read_text(encoding="utf-8"), address
    if builder == "dirhtml":
        assert {"./#term-zeta", "deep/terms/#term-beta", "more/"} <= found


def test_questions_need_a_place_for_their_answers(site: Project) -> None:
    built = site.build(modelterms_card_parts=["definition"])
    assert "questions" not in by_name(built)["Alpha & Ω"]
    assert by_name(built)["Alpha & Ω"]["facts"] == {"Size": "big", "Age": "old"}
    assert by_name(built)["Beta"]["mentions"]


def test_terms_of_other_formats_are_left_out(site: Project) -> None:
    assert "Printed" not in by_name(site.build())
    site.write({"user": PAGES["user"].replace("only:: latex", "only:: html")})
    assert "user.html#term-printed" in addresses(by_name(site.build())["Beta"])


def written(built: Built) -> tuple[bytes, int]:
    """The file, and when it was written."""
    path = built.outdir / "modelterms.json"
    return path.read_bytes(), path.stat().st_mtime_ns


def test_a_build_without_changes_leaves_the_file_alone(site: Project) -> None:
    before = written(site.build())
    assert written(site.build()) == before
    assert not list(site.builddir.rglob("*.new"))
    # Without the stored environment, as with -E, everything is read and written again.
    (site.builddir / "doctrees" / "environment.pickle").unlink()
    built = site.build()
    assert len(built.resolved) == len(PAGES)
    assert written(built) == before
    (site.builddir / "html" / "modelterms.json").write_text("{", encoding="utf-8")
    built = site.build()
    assert not built.resolved
    assert written(built)[0] == before[0]


def test_incremental_and_parallel_builds_export_the_same(site: Project, tmp_path: Path) -> None:
    site.build()
    site.write({"user": PAGES["user"].replace("A part\n        ------", "Piece\n        -----")})
    site.write(
        {"new": ":orphan:\n\nNew\n===\n\n.. term:: Gamma\n   :related: zeta\n\n   Third.\n"}
    )
    incremental = written(site.build(parallel=4))[0]
    serial = written(site.build(builddir=tmp_path / "serial"))[0]
    parallel = written(site.build(builddir=tmp_path / "parallel", parallel=4))[0]
    assert incremental == serial == parallel
    assert b'"Piece"' in serial


def test_the_export_can_be_switched_off(site: Project) -> None:
    path = site.build().outdir / "modelterms.json"
    assert path.exists()
    built = site.build(modelterms_json=False)
    assert not path.exists()
    assert not built.read
    assert not built.resolved


def test_without_terms_there_is_no_file(project: Project) -> None:
    project.write({"index": PAGES["index"].replace("deep/terms\n           user\n", "user\n")})
    project.write({"user": "User\n====\n", "more": "More\n====\n"})
    path = project.build().outdir / "modelterms.json"
    assert path.exists()
    project.write({"index": "Home\n====\n\nNothing of ours.\n"})
    project.build()
    assert not path.exists()
    path.write_text('{"version": "the project\'s own"}', encoding="utf-8")
    project.build()
    assert path.exists()


def test_other_builders_do_not_export(site: Project) -> None:
    for builder in ("singlehtml", "json", "text", "epub"):
        built = site.build(builder, epub_copyright="x", version="1")
        assert not (built.outdir / "modelterms.json").exists(), builder


def test_a_build_that_fails_leaves_the_file_alone(site: Project) -> None:
    before = written(site.build())

    def fail(*_: object) -> None:
        raise ValueError("on purpose")

    site.write({"deep/terms": "Terms\n=====\n"})
    with pytest.raises(Exception, match="on purpose"):
        site.build(before=lambda app: app.connect("html-page-context", fail))
    built_at = site.builddir / "html" / "modelterms.json"
    assert (built_at.read_bytes(), built_at.stat().st_mtime_ns) == before


def test_lone_surrogate_is_written_as_question_mark(
    site: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    making = "sphinx_modelterms.export.glossary_json.document_text"
    monkeypatch.setattr(making, lambda export: "half: \ud800")
    assert written(site.build())[0] == b"half: ?"


@pytest.mark.parametrize("path", schema_texts(), ids=lambda path: path.name)
def test_the_shipped_schemas_are_those_of_the_code(path: Path) -> None:
    text = schema_texts()[path]
    assert path.read_text(encoding="utf-8") == text, (
        "write it anew: python -m sphinx_modelterms.export.schema"
    )
    Draft202012Validator.check_schema(json.loads(text))


def test_every_field_has_help_for_the_manual(repository: Path) -> None:
    page = (repository / "example_docs" / "manual" / "programs.md").read_text(encoding="utf-8")
    for kind in KINDS.values():
        assert f"{{reference-table}} json-{kind.name}\n" in page
        for name, field in kind.fields.items():
            assert re.fullmatch(r"[A-Z`].*\.", field.help), (kind.name, name)
            assert field.shape.form


def test_the_schema_refuses_what_is_wrong(project: Project) -> None:
    project.write({"index": "Home\n====\n\n.. term:: X\n\n   Def.\n"})
    data = content(project.build())
    valid = Draft202012Validator(json.loads(SCHEMA_FILE.read_text("utf-8"))).is_valid
    assert valid(data)
    (term,) = data["terms"]
    for wrong in ({"status": "old"}, {"mentions": [{"page": "a"}]}, {"name": None}):
        assert not valid(data | {"terms": [term | wrong]})
    assert not valid({key: value for key, value in data.items() if key != "language"})
