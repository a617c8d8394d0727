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
from sphinx_modelterms.version import __version__

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
           :former-names: old zeta
           :not-in: zeta function
           :avoid: zed, zet
           :case: exact
           :no-autolink:

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
           :scope: Letters
           :tags: one, two
           :related: zeta, Plain, nowhere, AO
           :requires: Beta
           :broader: BETA
           :since: 1.0
           :changed: 2.0: Greek
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


NAMES = "modelterms.json", "modelterms-terms.json"


def content(built: Built, name: str = "modelterms.json") -> dict[str, Any]:
    """Load an exported file, checked against its schema, to which no properties may be added."""
    data: dict[str, Any] = json.loads(built.text(name))
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
        "scope": "Letters",
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
        "since": "1.0",
        "changed": [{"version": "2.0", "text": "Greek"}],
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
    assert set(KINDS["term"].fields) == {
        *alpha,
        *("forms", "former_names", "not_in", "avoid", "case", "no_autolink", "glossary"),
        "foreign",  # test_outside_terms.py
    }


def test_empty_fields_are_left_out(site: Project) -> None:
    zeta = by_name(site.build())["Zeta"]
    always = {"id", "name", "summary", "url"}
    rules = {"former_names", "not_in", "avoid", "case", "no_autolink"}
    assert set(zeta) == always | rules | {"forms", "mentions"}
    assert zeta["former_names"] == ["old zeta"]
    assert (zeta["avoid"], zeta["case"], zeta["no_autolink"]) == (["zed", "zet"], "exact", True)
    assert zeta["summary"] == "Uses z^2, not y; see alpha."
    assert by_name(site.build())["Beta"].keys() == always | {"mentions"}


def test_records_stand_in_order_one_a_line(site: Project) -> None:
    built = site.build(release="2.1", html_baseurl="https://example.org/docs/")
    data = content(built)
    about = {key: data.pop(key) for key in list(data) if key not in {"terms", "comparisons"}}
    assert about == {
        "version": 1,
        "language": "en",
        "generator": f"sphinx_modelterms {__version__}",
        "release": "2.1",
        "base": "https://example.org/docs/",
        "pages": len(PAGES),
    }
    assert list(data) == ["terms", "comparisons"]
    assert [term["name"] for term in data["terms"]] == ["Alpha & Ω", "Beta", "Plain", "Zeta"]
    assert [(c["title"], [t["name"] for t in c["terms"]]) for c in data["comparisons"]] == [
        ("Another", ["Zeta", "Beta"]),
        ("Beta vs Alpha & Ω (Letters)", ["Beta", "Alpha & Ω (Letters)"]),
    ]
    lines = built.text("modelterms.json").splitlines()
    assert [line for line in lines if '"Alpha & Ω", "abbr"' in line]
    assert len(lines) == 2 + len(about) + 2 * 2 + len(data["terms"]) + len(data["comparisons"])


def test_the_small_file_has_the_same_without_the_long_fields(site: Project) -> None:
    built = site.build()
    whole, small = content(built), content(built, "modelterms-terms.json")
    left_out = {"mentions", "questions", "examples", "facts"}
    assert left_out <= {key for term in whole["terms"] for key in term}
    for term in whole["terms"]:
        for key in left_out:
            term.pop(key, None)
    assert small == whole
    assert built.text("modelterms-terms.json").startswith('{\n"version": 1,\n')


def test_the_files_say_what_conf_py_says_now(site: Project) -> None:
    site.build(release="1")
    built = site.build(release="2", html_baseurl="https://example.org/")
    for name in NAMES:
        data = content(built, name)
        assert (data["release"], data["base"]) == ("2", "https://example.org/"), name


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


def written(built: Built, name: str = "modelterms.json") -> tuple[bytes, int]:
    """The file, and when it was written."""
    path = built.outdir / name
    return path.read_bytes(), path.stat().st_mtime_ns


@pytest.mark.parametrize("name", NAMES)
def test_a_build_without_changes_leaves_the_file_alone(site: Project, name: str) -> None:
    before = written(site.build(), name)
    assert written(site.build(), name) == before
    assert not list(site.builddir.rglob("*.new"))
    # Without the stored environment, as with -E, everything is read and written again.
    (site.builddir / "doctrees" / "environment.pickle").unlink()
    built = site.build()
    assert len(built.resolved) == len(PAGES)
    assert written(built, name) == before
    (site.builddir / "html" / name).write_text("{", encoding="utf-8")
    built = site.build()
    assert not built.resolved
    assert written(built, name)[0] == before[0]


def test_incremental_and_parallel_builds_export_the_same(site: Project, tmp_path: Path) -> None:
    site.build()
    site.write({"user": PAGES["user"].replace("A part\n        ------", "Piece\n        -----")})
    site.write(
        {"new": ":orphan:\n\nNew\n===\n\n.. term:: Gamma\n   :related: zeta\n\n   Third.\n"}
    )
    incremental = site.build(parallel=4)
    serial = site.build(builddir=tmp_path / "serial")
    parallel = site.build(builddir=tmp_path / "parallel", parallel=4)
    for name in NAMES:
        assert written(incremental, name)[0] == written(serial, name)[0], name
        assert written(parallel, name)[0] == written(serial, name)[0], name
    assert '"Piece"' in serial.text("modelterms.json")
    assert '"Gamma"' in serial.text("modelterms-terms.json")


def test_the_export_can_be_switched_off(site: Project) -> None:
    folder = site.build().outdir
    assert all((folder / name).exists() for name in NAMES)
    built = site.build(modelterms_json=False)
    assert not any((folder / name).exists() for name in NAMES)
    assert not built.read
    assert not built.resolved


def test_without_terms_there_is_no_file(project: Project) -> None:
    project.write({"index": PAGES["index"].replace("deep/terms\n           user\n", "user\n")})
    project.write({"user": "User\n====\n", "more": "More\n====\n"})
    folder = project.build().outdir
    paths = [folder / name for name in NAMES]
    assert all(path.exists() for path in paths)
    project.write({"index": "Home\n====\n\nNothing of ours.\n"})
    project.build()
    assert not any(path.exists() for path in paths)
    for path in paths:
        path.write_text('{"version": "the project\'s own"}', encoding="utf-8")
    project.build()
    assert all(path.exists() for path in paths)


def test_other_builders_do_not_export(site: Project) -> None:
    for builder in ("singlehtml", "json", "text", "epub"):
        built = site.build(builder, epub_copyright="x", version="1")
        assert not any((built.outdir / name).exists() for name in NAMES), builder


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
    making = "sphinx_modelterms.export.glossary_text.document_texts"
    monkeypatch.setattr(making, lambda export: ("half: \ud800", ""))
    assert written(site.build())[0] == b"half: ?"


@pytest.mark.parametrize("path", schema_texts(), ids=lambda path: path.name)
def test_the_shipped_schemas_are_those_of_the_code(path: Path) -> None:
    text = schema_texts()[path]
    assert path.read_text(encoding="utf-8") == text, (
        "write it anew: python -m sphinx_modelterms.export.schema"
    )
    Draft202012Validator.check_schema(json.loads(text))


def test_every_field_has_help_for_the_manual(repository: Path) -> None:
    page = (repository / "example_docs" / "reference" / "json.md").read_text(encoding="utf-8")
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
