"""The command ``changes``: which terms two versions of a vocabulary differ in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_modelterms.commands.main import main
from sphinx_modelterms.formats.changes import compare_vocabularies, word_changes
from tests.test_formats import glossary, link, shown, vocabulary

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_modelterms.formats.changes import VocabularyChanges


def term(name: str, summary: str = "", **fields: Any) -> dict[str, Any]:
    key = f"term-{name.lower()}"
    return {"id": key, "name": name, "summary": summary or name, "url": f"a#{key}", **fields}


def compared(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> VocabularyChanges:
    return compare_vocabularies(vocabulary(*old), vocabulary(*new))


def test_new_and_removed_terms_are_found() -> None:
    changes = compared([term("A"), term("B")], [term("B"), term("C")])
    assert [t.name for t in changes.new] == ["C"]
    assert [t.name for t in changes.gone] == ["A"]
    assert not changes.changed


@pytest.mark.parametrize(
    ("relation", "field"),
    [
        ("related", "related terms"),
        ("broader", "broader terms"),
        ("requires", "terms to read first"),
        ("replaced_by", "replacement"),
    ],
)
def test_relations_to_other_projects_are_compared(relation: str, field: str) -> None:
    def related(name: str, url: str) -> list[dict[str, Any]]:
        return [term("A", foreign=[{"relation": relation, "name": name, "url": url}])]

    old = related("Token (U)", "https://u.example/a#t")
    assert compared(old, related("Token (U)", "https://moved.example/b#t")).is_empty
    (change,) = compared(old, related("Piece (U)", "../u/a#p")).changed
    assert change.fields == ((field, ("Token (U)",), ("Piece (U)",)),)
    (change,) = compared(old, [term("A")]).changed
    assert change.fields == ((field, ("Token (U)",), ()),)


def test_a_page_or_its_mentions_are_no_change() -> None:
    moved = {**term("A", related=[link("B", "x#b")]), "url": "b#a"}
    changes = compared(
        [term("A", related=[link("B", "a#term-b")]), term("B")],
        [moved, {**term("B"), "url": "x#b"}],
    )
    assert changes.is_empty


@pytest.mark.parametrize(
    "new",
    [
        term("New", "Other words.", former_names=["old"]),
        {**term("New", "Other words."), "id": "term-old"},
        term("New", "The same."),
    ],
    ids=["former name", "id", "definition"],
)
def test_a_renamed_term_is_recognized(new: dict[str, Any]) -> None:
    changes = compared([term("Old", "The same.")], [new])
    (change,) = changes.changed
    assert (change.old.name, change.new.name) == ("Old", "New")
    assert change.is_renamed
    assert not changes.new and not changes.gone


def test_a_term_of_the_same_name_wins_over_a_former_name() -> None:
    changes = compared([term("A"), term("B")], [term("B", former_names=["A"]), term("A")])
    assert changes.is_empty


def test_a_relation_to_a_renamed_term_is_no_change() -> None:
    old = [term("A", related=[link("Old", "a#term-old")]), term("Old", "x")]
    new = [
        term("A", related=[link("New", "a#term-new")]),
        term("New", "x", former_names=["Old"]),
    ]
    assert [change.new.name for change in compared(old, new).changed] == ["New"]


def test_fields_and_relations_are_compared() -> None:
    old = [term("A", aliases=["x", "y"], level="beginner"), term("B")]
    new = [
        term("A", aliases=["y", "z"], status="deprecated", broader=[link("B", "a#term-b")]),
        term("B"),
    ]
    (change,) = compared(old, new).changed
    assert [tuple(field) for field in change.fields] == [
        ("aliases", ("x",), ("z",)),
        ("level", ("beginner",), ()),
        ("status", (), ("deprecated",)),
        ("broader terms", (), ("B",)),
    ]


def test_definitions_are_compared_word_by_word() -> None:
    assert [tuple(change) for change in word_changes("A piece of text", "A bit of some text")] == [
        ("same", "A"),
        ("removed", "piece"),
        ("added", "bit"),
        ("same", "of"),
        ("added", "some"),
        ("same", "text"),
    ]
    long = "a b " * 2000
    assert [change.kind for change in word_changes(long, f"{long} c")] == ["removed", "added"]


OLD = [term("Token", "A <piece> of text"), term("Gone"), term("Old", "It.")]
NEW = [
    term("Token", "A *bit* of text", aliases=["[x]"]),
    term("New", "It."),
    term("Added", "Fresh."),
    term("Raw", status="draft"),
]


def printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], *more: str, new: Any = NEW
) -> tuple[int, str]:
    for name, terms in (("old", OLD), ("new", new)):
        (tmp_path / name).mkdir(exist_ok=True)
        (tmp_path / name / "modelterms.json").write_bytes(glossary(*terms))
    status = main(["changes", str(tmp_path / "old"), str(tmp_path / "new"), *more])
    return status, capsys.readouterr().out


def test_text_for_a_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(tmp_path, capsys) == (
        1,
        "New terms:\n  Added: Fresh.\n\n"
        "Removed terms:\n  Gone\n\n"
        "Renamed terms:\n  Old → New\n\n"
        "Redefined terms:\n  Token: A [-<piece>-] {+*bit*+} of text\n\n"
        "Other changes:\n  Token, aliases: {+[x]+}\n",
    )
    assert printed(tmp_path, capsys, new=OLD) == (0, "The terms are the same.\n")


def test_markdown_for_release_notes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = "https://example.org/"
    status, text = printed(tmp_path, capsys, "--format", "markdown", "--base", base)
    assert status == 1
    assert f"- [Added](<{base}a#term-added>): Fresh.\n" in text
    page = shown(text)  # another program's HTML
    assert "Token: A ~~<piece>~~ *bit* of text" in page
    assert "Token, aliases: [x]" in page


def test_json_for_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, text = printed(tmp_path, capsys, "--format", "json")
    document = json.loads(text)
    assert [t["name"] for t in document["new"]] == ["Added"]
    assert [t["name"] for t in document["removed"]] == ["Gone"]
    token, renamed = document["changed"]
    assert token["words"][1] == ["removed", "<piece>"]
    assert token["fields"] == {"aliases": {"removed": [], "added": ["[x]"]}}
    assert (renamed["old_name"], renamed["name"]) == ("Old", "New")


def test_a_file_that_cannot_be_used_is_explained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.json"
    path.write_text("[]", encoding="utf-8")
    assert main(["changes", str(path), str(path)]) == 2
    assert f"changes: {path} is JSON, but isn't a modelterms.json" in capsys.readouterr().err
