"""Several names that are read as one, and names with signs that are not meant, are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from sphinx_modelterms.diagnostics import Subtype
from sphinx_modelterms.glossary.option_values import split_items
from sphinx_modelterms.migration.term_builder import quoted
from tests.test_mistakes import PART, TOKEN, YAML, Mistake, assert_told, data, md, rst

if TYPE_CHECKING:
    from tests.conftest import Project


def option(text: str, name: str = "Chunk") -> tuple[str, ...]:
    return (f".. term:: {name}", f"   {text}", "", "   Some text.", "")


def mistake(
    page: dict[str, str], subtype: Subtype, line: int, cause: str, cure: str, **conf: Any
) -> Mistake:
    (name, *_) = page
    return Mistake(cause, page, subtype, f"{name}:{line}", cause, cure, conf)


COMMAS = "Separate names with commas"
KEYS = "Separate keys with commas"
ODD = Subtype.ODD_NAME
UNKNOWN = Subtype.UNKNOWN_TERM

MISTAKES = [
    mistake(
        rst(*TOKEN, *PART, ".. term-list:: Token Part"),
        UNKNOWN,
        12,
        "term-list: 'Token Part' is read as a single name",
        COMMAS,
    ),
    mistake(
        rst(*TOKEN, *PART, ".. term-faq:: Part Token"),
        UNKNOWN,
        12,
        "term-faq: 'Part Token' is read as a single name",
        COMMAS,
    ),
    mistake(
        rst(*TOKEN, *PART, *option(":related: Part Token")),
        UNKNOWN,
        13,
        "related: 'Part Token' is read as a single name",
        COMMAS,
    ),
    mistake(
        rst(*TOKEN, *PART, ".. term-list::", "   :path-to: Token Part"),
        UNKNOWN,
        13,
        "path-to: 'Token Part' is read as a single name",
        "List one term only",
    ),
    mistake(
        rst(*TOKEN, *PART, ".. term-compare:: Token, Part", "   :rows: definition level"),
        Subtype.UNKNOWN_ROW,
        13,
        "rows: 'definition level' is read as a single",
        "Separate rows with commas",
    ),
    mistake(
        rst(*TOKEN, ".. term-list::", "   :level: beginner advanced"),
        Subtype.UNKNOWN_LEVEL,
        9,
        "there is no level 'beginner advanced'",
        KEYS,
    ),
    mistake(
        rst(*TOKEN, ".. term-list::", "   :level: beginner; advanced"),
        Subtype.UNKNOWN_LEVEL,
        9,
        "there is no level 'beginner; advanced'",
        KEYS,
    ),
    mistake(
        rst(*option(":level: beginner advanced")),
        Subtype.UNKNOWN_LEVEL,
        5,
        "there is no level 'beginner advanced'",
        "Write one key only",
    ),
    mistake(
        rst(*option(":tags: a, b"), ".. term-list::", "   :tags: a b"),
        Subtype.UNKNOWN_TAG,
        10,
        "'a b' is read as a single tag",
        "Separate with commas",
    ),
    mistake(
        rst(*option(":category: Text, Models")),
        ODD,
        5,
        "'Text, Models' is read as a single category",
        "Write 'Text', and the others under 'tags'. If it really is one category, add it to modelterms_categories",
    ),
    mistake(
        data("terms.yml", "- name: Token", "  definition: Some.", "  category: Text, Models"),
        ODD,
        3,
        "'Text, Models' is read as a single category",
        "Write 'Text', and the others under 'tags'",
        **YAML,
    ),
    mistake(
        rst(*option(":tags: #search #text")),
        ODD,
        5,
        "tags: '#search #text' is read as a single",
        "Separate items with commas, without '#'",
    ),
    mistake(
        rst(*option(":tags: #search, text")),
        ODD,
        5,
        "tags: '#search' begins with '#', which readers see",
        "Write 'search'",
    ),
    mistake(
        rst(*option(":aliases: piece / part")),
        ODD,
        5,
        "aliases: 'piece / part' is read as a single",
        "Separate items with commas, not '/'",
    ),
    mistake(
        rst(*option(":aliases: piece | part")),
        ODD,
        5,
        "aliases: 'piece | part' is read as a single",
        "Separate items with commas, not '|'",
    ),
    mistake(
        rst(*option(":forms: 文本、词")),
        ODD,
        5,
        "forms: '文本、词' is read as a single",
        "Separate items with commas, not '、'",
    ),
    mistake(
        rst(".. term:: :term:`Token`", "", "   Some text."),
        ODD,
        4,
        "the name ':term:`Token`' is written as a role",
        "Write 'Token'",
    ),
    mistake(
        md("~~~{term} {term}`Token`", "Some text.", "~~~"),
        ODD,
        3,
        "the name '{term}`Token`' is written as a role",
        "Write 'Token'",
    ),
    mistake(
        md('```{term} Token {abbr="TK" .x}', "Some text.", "```"),
        ODD,
        3,
        "contains attributes",
        "Write 'Token', and each option on a line of its own below, such as ':abbr: TK'",
    ),
    mistake(
        md("```{term} Token {#tok .x}", "Some text.", "```"),
        ODD,
        3,
        "'Token {#tok .x}' contains attributes",
        "such as ':id: tok'",
    ),
    mistake(
        rst(".. term:: Token {level: beginner}", "", "   Some text."),
        ODD,
        4,
        "'Token {level: beginner}' contains attributes",
        "Write 'Token', and each option on a line of its own below, such as ':level: beginner'",
    ),
    mistake(
        md("```{term} Vector<br>Database", "Some text.", "```"),
        ODD,
        3,
        "'Vector<br>Database' contains HTML",
        "Write 'Vector Database'",
    ),
    mistake(
        rst(".. term:: <b>H<sub>2</sub>O</b>", "", "   Some text."),
        ODD,
        4,
        "contains HTML",
        "Write 'H2O'",
    ),
    mistake(
        data(
            "terms.yml",
            "- name: Token<br/>(text)",
            "  definition: Some.",
            page=(".. term:: Token<br/>(text)",),
        ),
        ODD,
        1,
        "'Token<br/>(text)' contains HTML",
        "Write 'Token (text)'",
        **YAML,
    ),
    mistake(
        rst(*option(":aliases: a <i>piece</i>")),
        ODD,
        5,
        "aliases: 'a <i>piece</i>' contains HTML",
        "Write 'a piece'",
    ),
    mistake(
        rst(*option(":former-ids: tok old-token")),
        Subtype.BAD_VALUE,
        5,
        "former-ids: 'tok old-token' can't be an id",
        "Separate ids with commas",
    ),
]


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.what)
def test_several_names_read_as_one_are_reported(project: Project, mistake: Mistake) -> None:
    project.write(mistake.files)
    assert_told(project.build("dummy", **mistake.conf).warnings, mistake)


REFERENCES = [
    ("Token, Piece", ":term:`Piece`", "'Token, Piece' is a single name. Write one name after"),
    ("Token : text", ":term:`Token`", "'Token : text' is a single name. Write one name after"),
    (
        "Token",
        ":term:`Token|a piece`",
        "To show other text than the name, write 'a piece <Token>'",
    ),
    (
        "Token",
        ":term:`a piece|Token`",
        "To show other text than the name, write 'a piece <Token>'",
    ),
    ("Token", ":term:`Token <a piece>`", "Write 'a piece <Token>'"),
    ("Token", ":term-def:`the meaning of a Token`", "write 'the meaning of a Token <Token>'"),
    (
        "Token",
        ":term-compare:`Token; Part`",
        "No 'term-compare' names just these terms. Write one with",
    ),
    (
        "Token",
        ":term-compare:`Token, Part`",
        "No 'term-compare' names just these terms. Write one with",
    ),
]


@pytest.mark.parametrize(("name", "reference", "hint"), REFERENCES)
def test_a_reference_says_how_its_name_is_read(
    project: Project, name: str, reference: str, hint: str
) -> None:
    project.write(rst(f".. term:: {name}", "", "   A piece.", "", *PART, f"See {reference}."))
    (warning,) = project.build("dummy").warnings
    assert warning.startswith("index.rst:12: WARNING: ")
    assert hint in warning
    assert "[ref." in warning


def test_a_comparison_with_commas_in_its_reference_is_named(project: Project) -> None:
    compare = (".. term-compare:: Token, Part", "")
    project.write(rst(*TOKEN, *PART, *compare, "See :term-compare:`Part, Token`."))
    (warning,) = project.build("dummy").warnings
    assert (
        "there is no comparison of 'Part, Token'. Separate its terms with semicolons. Write 'Token; Part'"
        in warning
    )


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("“piece, small”, part", ["piece, small", "part"]),
        ("„Stück, klein“, «petit, morceau»", ["Stück, klein", "petit, morceau"]),
        ("„piece, small”", ["piece, small"]),
        ("“piece”\npart", ["piece", "part"]),
        ("“Big” data, more “or” less", ["“Big” data", "more “or” less"]),
        ("“open, part", ["“open", "part"]),
        ('"a", “b”', ["a", "b"]),
    ],
)
def test_typographic_quotes_keep_an_item_together(text: str, items: list[str]) -> None:
    assert split_items(text) == items


def test_an_item_in_typographic_quotes_is_written_so_that_it_keeps_them() -> None:
    items = ["“Big”", "«petit»", "„a“ b"]
    assert split_items(", ".join(quoted(items))) == items


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("**Size**: small", "Size"),
        ("**Size:** small", "Size"),
        ("- *Size*: small", "Size"),
        ("**a** and **b**: small", "**a** and **b**"),
        ("2*3: small", "2*3"),
    ],
)
def test_the_key_of_a_fact_may_be_bold(project: Project, line: str, key: str) -> None:
    project.write(rst(*TOKEN, "   .. term-facts::", "", f"      {line}"))
    built = project.build("dummy")
    assert built.warnings == []
    (term,) = built.domain.build.glossary.terms
    assert [fact.key for fact in term.facts] == [key]


@pytest.mark.parametrize(
    "lines",
    [
        (*option(":aliases: TCP/IP, R&amp;D, either/or"),),
        (*option(":category: Bread, Cakes and Pastry"),),
        (*option(":category: Research and Development"),),
        (*option(":tags: c#, #1, C# 12"),),
        (
            ".. glossary::",
            "",
            "   Token, Piece",
            "      A piece.",
            "",
            "   a / b : c",
            "      So.",
        ),
        (".. term:: access control, mandatory", "", "   So.", ".. term:: ``cut`` | paste"),
    ],
)
def test_names_with_signs_that_are_meant_are_left_alone(
    project: Project, lines: tuple[str, ...]
) -> None:
    project.write(rst(*lines))
    assert not [w for w in project.build("dummy").warnings if "odd-name" in w]


def test_a_name_of_code_is_no_odd_name(project: Project) -> None:
    tags = "List<T>|<div>|<br>|the <br> tag|List<b>|<b>|Map<i, a>|a<b|<hr/>"
    braces = "f {x=}|{#}|set {a: b}|Set {1}|x {name}"
    terms = ((f".. term:: {name}", "", "   So.", "") for name in f"{tags}|{braces}".split("|"))
    project.write(rst(*(line for term in terms for line in term)))
    assert not [w for w in project.build("dummy").warnings if "odd-name" in w]


def test_a_configured_category_may_have_commas(project: Project) -> None:
    project.write(rst(*option(":category: Text, Models")))
    conf = {"modelterms_categories": {"Text, Models": {}}}
    assert project.build("dummy", **conf).warnings == []


def test_a_quoted_item_first_in_a_block_of_hyphens_keeps_its_comma(project: Project) -> None:
    lines = ("---", 'aliases: "piece, small", part', "---", "A piece of text.")
    project.write(md("```{term} Token", *lines, "```"))
    built = project.build("dummy")
    (warning,) = built.warnings
    assert "[modelterms.misplaced-option]" in warning
    (term,) = built.domain.build.glossary.terms
    assert term.aliases == ("piece, small", "part")
