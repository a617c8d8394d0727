"""Limits on the output that a single record of a data file can cause; pages have no limits."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.conftest import Built, Project

LONG = "word " * 900 + "end"
"""4,503 characters."""


def with_data(project: Project, terms: list[dict[str, Any]], page: str = "", **conf: Any) -> None:
    """Write data with a line for each term, and a page that places all of them."""
    project.conf |= {"modelterms_data": ["a.json"], **conf}
    lines = ",\n".join(map(json.dumps, terms))
    placed = "".join(f".. term:: {term['name']}\n\n" for term in terms)
    project.write({"index": f"Home\n====\n\n{placed}{page}"})
    (project.source / "a.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def html_size(built: Built) -> int:
    return sum(
        len(path.read_bytes()) for path in built.outdir.rglob("*.html") if "gen" in path.parts
    )


def test_output_grows_with_the_data_and_no_faster(project: Project) -> None:
    limits = {"items": 10, "shown": 1_000}
    sizes = []
    for count in (16, 32):
        names = [f"Name {n}" for n in range(count)]
        terms = [
            {
                "name": name,
                "definition": f"It is {name}. " + LONG,
                "related": names,
                "requires": names[:9],
                "former-names": [f"Old {name} {n}" for n in range(count)],
            }
            for name in names
        ]
        with_data(project, terms, modelterms_pages="gen", modelterms_limits=limits)
        project.write({"index": "Home\n====\n\n.. toctree::\n\n   gen/index\n"})
        sizes.append(html_size(project.build(modelterms_pages_nav="context")))
    once, twice = sizes
    # Each page is cut to so much, and the number of pages doubles.
    assert twice <= 2.2 * once


def test_a_related_card_shows_the_start_of_a_long_definition(project: Project) -> None:
    terms = [
        {"name": "A", "definition": LONG, "related": "B"},
        {"name": "B", "definition": "Def.", "related": "A"},
    ]
    with_data(project, terms)
    built = project.build()
    (warning,) = built.warnings
    assert "a.json:2: " in warning
    assert (
        "definition: the text of 'A' has 4,503 characters, but other pages show only the first "
        "2,000. Move the rest to 'explanation', or raise 'shown' in modelterms_limits. "
        "[modelterms.limit]"
    ) in warning
    body = built.body("index")
    # Once whole on its own card; the others: a generated answer there, and two on that of B.
    assert body.count(" end<") == 1
    assert body.count("word…") >= 2


@pytest.mark.parametrize(
    "page",
    [
        ".. term-list::\n   :display: table\n",
        ".. term-compare:: A, B\n",
        ".. term-faq:: A\n",
        "See :term-def:`A`.\n",
        ".. term-of-the-day::\n",
    ],
)
def test_every_place_that_shows_a_text_shows_its_start(project: Project, page: str) -> None:
    facts = {"Cost": LONG.replace("word", "fact")}
    terms = [
        {"name": "A", "definition": LONG, "examples": LONG.replace("word", "case")},
        {"name": "B", "definition": "Def.", "facts": facts},
    ]
    with_data(project, terms)
    project.write({"other": f":orphan:\n\nOther\n=====\n\n{page}"})
    built = project.build()
    text = built.text("other.html")
    assert "…" in text
    assert " end" not in text
    assert len(built.warnings) == 3


def test_the_index_and_the_file_for_programs_show_the_start(project: Project) -> None:
    with_data(project, [{"name": "A", "definition": LONG}])
    built = project.build()
    assert " end" not in built.text("modelterms-index.html")
    assert " end" not in built.text("modelterms.json")


def test_text_of_pages_is_never_cut(project: Project) -> None:
    names = [f"T{n}" for n in range(30)]
    cards = "".join(
        f".. term:: T{n}\n   :related: {', '.join({*names} - {f'T{n}'})}\n   :aliases: "
        f"{', '.join(f'a{n}x{k}' for k in range(300))}\n\n   {LONG}\n\n"
        for n in range(30)
    )
    project.write({"index": f"Home\n====\n\n{cards}"})
    built = project.build()
    assert built.warnings == []
    # On the card itself; in two answers about related terms.
    assert built.body("index").count(" end") >= 30 + 30 * 2
    assert "a7x299" in built.text("modelterms.json")


def test_a_comparison_has_so_many_rows(project: Project) -> None:
    facts = {f"fact {n}": "yes" for n in range(90)}
    terms = [
        {"name": "A", "definition": "Def.", "facts": facts},
        {"name": "B", "definition": "Def."},
    ]
    page = ".. term-compare:: A, B\n"
    with_data(project, terms, page, modelterms_limits={"rows": 50})
    built = project.build()
    (warning,) = built.warnings
    assert "index.rst:8: " in warning
    assert "these terms have 95 rows, but only the first 50 are shown" in warning
    assert built.body("index").count('<tr class="mt-') == 50


def test_redirect_pages_of_former_names_are_limited(project: Project) -> None:
    formers = [f"Old {n}" for n in range(30)]
    terms = [{"name": "A", "definition": "Def.", "former-names": formers}]
    with_data(project, terms, modelterms_pages="gen", modelterms_limits={"redirects": 7})
    project.write({"index": "Home\n====\n\n.. toctree::\n\n   gen/index\n"})
    built = project.build()
    (warning,) = built.warnings
    assert "a.json:2: " in warning
    assert "at most 7 former names can have redirect pages, so 'Old 7'" in warning
    assert len(list(built.outdir.glob("gen/old-*"))) == 7
    assert 'id="term-old-29"' in built.text("gen/a.html")


def test_items_of_one_option_are_limited(project: Project) -> None:
    formers = ", ".join(f"Old {n}" for n in range(4_000))
    terms = [{"name": "A", "definition": "Def.", "former-names": formers}]
    with_data(project, terms, modelterms_limits={"items": 40})
    built = project.build()
    (warning,) = built.warnings
    assert "a.json:2: " in warning
    assert "former-names: there are 4,000 items, but only the first 40 are used" in warning
    assert built.body("index").count('id="term-old-') == 40


def test_terms_of_data_files_are_limited(project: Project) -> None:
    terms = [{"name": f"N{n}", "definition": "Def."} for n in range(9)]
    with_data(project, terms, modelterms_limits={"terms": 6})
    project.write({"index": "Home\n====\n\n.. term:: N5\n\n.. term:: N1\n"})
    built = project.build(modelterms_pages="gen", exclude_patterns=["gen"])
    assert "a.json:8: " in built.warnings[0]
    assert "all data files together have more than 6 terms" in built.warnings[0]
    assert sorted(path.stem for path in project.source.glob("gen/n*")) == [
        f"n{n}" for n in range(6)
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (" ".join(f":nonsense:`{n}`" for n in range(40)), "Unknown interpreted text role"),
        (" ".join(f":download:`{n}`" for n in range(40)), "isn't allowed in data files"),
        (" ".join(f":term:`none {n}`" for n in range(40)), "term not in glossary"),
    ],
)
def test_warnings_of_one_kind_are_limited_for_each_file(
    project: Project, text: str, kind: str
) -> None:
    terms = [{"name": "A", "definition": "Def.", "explanation": text}]
    with_data(project, terms, modelterms_limits={"messages": 5})
    built = project.build("dummy")
    told = [warning for warning in built.warnings if kind in warning]
    more = [
        warning for warning in built.warnings if "more than 5 warnings of this kind" in warning
    ]
    assert len(told) == 5
    assert 1 <= len(more) <= 2  # docutils has two kinds: an unknown role, and no role at all
    assert all("a.json:2" in warning for warning in built.warnings)


@pytest.mark.parametrize("sign", ["*a ", "**a ", "`a ", ":x:`a` ", "|a "])
def test_a_text_of_many_mistakes_is_shown_as_it_is_written(project: Project, sign: str) -> None:
    """Each would be looked for in all of the rest, and be shown with a message of its own."""
    text = sign * 400
    terms = [{"name": "A", "definition": "Def.", "explanation": text}]
    with_data(project, terms, ".. term:: B\n\n   After *it*.\n")
    built = project.build()
    assert "the text is shown as plain text: its markup has more than 100 mistakes" in "".join(
        built.warnings
    )
    assert len(built.warnings) <= 102
    body = built.body("index")
    assert text.strip() in body
    assert len(body) < 6_000
    assert "After <em>it</em>." in body


def test_warnings_about_pages_are_all_shown(project: Project) -> None:
    with_data(project, [{"name": "A", "definition": "Def."}], modelterms_limits={"messages": 5})
    text = " ".join(f":term:`none {n}`" for n in range(40))
    project.write({"index": f"Home\n====\n\n.. term:: A\n\n{text}\n"})
    assert len(project.build("dummy").warnings) == 40


def test_warnings_of_unknown_relations_are_limited(project: Project) -> None:
    terms = [
        {"name": f"A{n}", "definition": "Def.", "related": [f"None {n} {k}" for k in range(20)]}
        for n in range(5)
    ]
    with_data(project, terms, modelterms_limits={"messages": 30})
    built = project.build("dummy")
    assert len(built.warnings) == 31


def test_no_message_prints_a_long_value(project: Project) -> None:
    value = "x" * 100_000
    text = f".. term:: A\n   :status: {value}\n   :id: {value} \n   :related: {value}\n\n   D.\n"
    project.write({"index": f"Home\n====\n\n{text}"})
    built = project.build("dummy")
    assert len(built.warnings) >= 3
    assert all(len(warning) < 2_000 for warning in built.warnings)
    # The end says what to do.
    assert any("isn't one of 'draft', 'deprecated'" in warning for warning in built.warnings)


def test_a_long_cycle_is_reported_by_its_ends(project: Project) -> None:
    count = 300
    terms = [
        {"name": f"N{n}", "definition": "Def.", "requires": f"N{(n + 1) % count}"}
        for n in range(count)
    ]
    with_data(project, terms)
    (warning,) = project.build("dummy").warnings
    assert "N0 → N1 → " in warning
    assert "→ … 281 more … →" in warning
    assert warning.endswith("N299 → N0. Remove one 'requires'. [modelterms.cycle]")


def test_changed_limits_change_what_is_read(project: Project) -> None:
    terms = [{"name": "A", "definition": "Def.", "aliases": ["x", "y", "z"]}]
    with_data(project, terms)
    assert "x, y, z" in project.build().doctree("index", late=True).astext()
    built = project.build(modelterms_limits={"items": 2})
    assert "x, y" in built.doctree("index", late=True).astext()
    assert "z" not in built.doctree("index", late=True).astext()
    assert len(built.warnings) == 1
    assert project.build(modelterms_limits={"items": 3}).warnings == []
