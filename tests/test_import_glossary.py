"""``import-glossary``: glossaries become terms, and nothing is lost."""

from __future__ import annotations

import re
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from sphinx_modelterms.commands.main import main
from sphinx_modelterms.glossary.datafiles.reader import read_file
from sphinx_modelterms.migration.glossary_parser import glossaries

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Built, Project

REST = """
    Words
    =====

    Before.

    .. glossary::

       .. how a text is cut

       Token
       Piece, of text
       Stück : German
          A *piece* of text, see :term:`LLM`.

          * a list
          * with ``code``

          .. code-block:: python

             cut("text")

       ``cut()``
          What makes a :term:`token`.

       .. the big ones
          and only these

       LLM : Models
          A "large" model.

       нейрон
          A unit.

       .. the end

    Between.

    .. code-block:: rst

       .. glossary::

          Example
             Of a glossary.

    Shown::

        .. glossary::

            Example
                Of a glossary.

    .. note::

       .. glossary::

          Nested
             In a note.

          трансформер
             A network.

    After :term:`Piece, of text`, :term:`Stück`, :term:`cut()`, :term:`нейрон`.
    """

MARKDOWN = """
    # Words

    ```{glossary}
    Token
    Piece
        A *piece* of text, see {term}`LLM`.

        ```python
        cut("text")
        ```

    .. the big ones

    LLM
        A model.
    ```

    ````markdown
    ```{glossary}
    Example
        Of a glossary.
    ```
    ````

    {.glossary}
    Weight
    : A number.

      More of it.

    `bias`
    : Another {term}`weight`.

    Layer

    : Many of them.
    : Or few.

    After: {term}`Piece`, {term}`Weight`, {term}`layer`, {term}`bias`.

    Plain
    : A list that is no glossary.
    """

CONF = {"myst_enable_extensions": ["deflist", "attrs_block"]}


def anchors(built: Built) -> set[str]:
    """The ids of entries and terms."""
    return set(re.findall(r'id="(term-[^"]+)"', built.body("index")))


def links(built: Built) -> list[str]:
    """Return the targets of the links in the text, in order."""
    return re.findall(r'href="#(term-[^"]+)"><span class="xref', built.body("index"))


def texts(built: Built) -> list[str]:
    """The paragraphs, list items and code of the page."""
    html = re.sub(r'<div class="mt-(?:used-in|meta|related)">.*?</div>', "", built.body("index"))
    return [
        re.sub(r"<[^>]+>|\s+", " ", text)
        for text in re.findall(r"<(?:p|pre)>(.*?)</(?:p|pre)>", html, re.DOTALL)
    ]


def build(project: Project) -> Built:
    return project.build(modelterms_used_in=0, modelterms_faq=[], modelterms_hover=False, **CONF)


PAGES = {"index.rst": REST, "index.md": MARKDOWN}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("data", [False, True])
def test_anchors_links_and_texts_stay(
    project: Project, page: str, data: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    project.write({page: PAGES[page]})
    before = build(project)
    assert before.warnings == []
    source, records = project.source / page, project.source / "words.yml"
    command = ["import-glossary", str(source)]
    if data:
        command += ["--data", str(records)]
        project.conf["modelterms_data"] = ["words.yml"]
    assert main([*command, "--write"]) == 0
    assert f"Wrote {source}." in capsys.readouterr().out
    after = build(project)
    assert after.warnings == []
    assert anchors(after) >= anchors(before)
    assert links(after) == links(before)
    told = "".join(texts(after))
    for text in texts(before):
        assert text.strip() in told, text
    written = source.read_text(encoding="utf-8") + (records.read_text("utf-8") if data else "")
    assert "the big ones" in written
    names = [term.name for term in after.domain.build.glossary.terms]
    assert names == (
        ["Token", "LLM", "нейрон", "Nested", "трансформер"]
        if page.endswith("rst")
        else ["Token", "LLM", "Weight", "Layer"]
    )


def test_the_page_as_it_becomes(project: Project) -> None:
    project.write({"index.rst": REST})
    source = project.source / "index.rst"
    main(["import-glossary", str(source), "--write"])
    text = source.read_text(encoding="utf-8")
    start = text.index("Before.")
    assert text[start : text.index("Between.")] == dedent(
        """\
        Before.

        .. how a text is cut

        .. term:: Token
           :id: term-Token
           :aliases: "Piece, of text", Stück
           :former-ids: term-Piece-of-text, term-Stuck
           :tags: German

           A *piece* of text, see :term:`LLM`.

           * a list
           * with ``code``

           .. code-block:: python

              cut("text")

        .. glossary::

           ``cut()``
              What makes a :term:`token`.

        .. the big ones
           and only these

        .. term:: LLM
           :id: term-LLM
           :tags: Models

           A "large" model.

        .. term:: нейрон
           :id: term-0

           A unit.

        .. the end

        """
    )
    assert ".. note::\n\n   .. term:: Nested\n      :id: term-Nested\n\n      In a note.\n" in text
    assert "   .. glossary::\n\n      Example\n" in text


def test_import_shows_a_diff_and_writes_on_request(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project.write({"index.md": MARKDOWN})
    source, records = project.source / "index.md", project.source / "words.yml"
    assert main(["import-glossary", str(source), "--data", str(records)]) == 0
    out, notes = capsys.readouterr()
    assert out.startswith(f"--- a/{source}\n+++ b/{source}\n@@ ")
    assert "\n-Token\n-Piece\n" in out
    assert "\n+```{term} Token\n+```\n" in out
    assert f"--- /dev/null\n+++ b/{records}\n" in out
    assert "\n+  # the big ones\n+  - name: LLM\n" in out
    line = source.read_text(encoding="utf-8").splitlines().index("`bias`") + 1
    assert f"Left in the glossary: {source}:{line}, 'bias': '`bias`' contains markup" in notes
    assert "4 entries become terms." in notes
    assert "Nothing was written. To write these changes, add --write" in notes
    assert source.read_text(encoding="utf-8") == dedent(MARKDOWN).lstrip("\n")
    assert not records.exists()


def test_line_ends_and_sorting(tmp_path: Path) -> None:
    page = tmp_path / "page.rst"
    text = "P\n=\n\n.. glossary::\n   :sorted:\n\n   b\n      Two.\n\n   A\n      One.\n"
    page.write_bytes(text.replace("\n", "\r\n").encode())
    main(["import-glossary", str(page), "--write"])
    assert page.read_bytes().decode() == (
        "P\n=\n\n.. term:: A\n   :id: term-A\n\n   One.\n\n.. term:: b\n\n   Two.\n"
    ).replace("\n", "\r\n")


TABLE = """\
Term;Meaning;Synonyms;Price;Level
Token;A piece of text.;"Piece; part";3;beginner
LLM;"A model

It is large.";;4;
;;;;
"""


def test_a_table_becomes_a_data_file(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    project.write({"index": ".. term:: Token\n\n.. term:: LLM\n", "words.csv": TABLE})
    table = project.source / "words.csv"
    assert main(["import-glossary", str(table), "--write"]) == 0
    notes = capsys.readouterr().err
    assert "Term=name, Meaning=definition, Synonyms=aliases, Price (not used)" in notes
    built = project.build(modelterms_data=["words.yml"])
    assert built.warnings == []
    token, llm = built.domain.build.glossary.terms
    assert (token.name, token.aliases, token.level) == ("Token", ("Piece", "part"), "beginner")
    assert "It is large." in built.body("index")
    assert llm.definition[0].text == "A model"


def test_a_column_in_another_language_is_named(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project.write({"words.csv": "Word,Erklärung\nToken,A piece.\n"})
    command = ["import-glossary", str(project.source / "words.csv"), "--write"]
    assert main(command) == 2
    said = capsys.readouterr().err
    assert (
        "can't tell which column (Word, Erklärung) has the definitions of the terms. Specify it with --column "
        in said
    )
    assert "--column 'Erklärung=definition'" in said
    assert not (project.source / "words.yml").exists()
    assert main([*command, "--column", "Erklärung=definition"]) == 0
    assert "\n1 row becomes a term.\n" in capsys.readouterr().err


def test_names_with_commas_in_a_table_stay_whole(project: Project) -> None:
    table = 'Term,Meaning,See also,Broader\nToken,A piece.,"""One, two"", ""Three, four""","""Five, six"""\n'
    project.write({"words.csv": table})
    main(["import-glossary", str(project.source / "words.csv"), "--write"])
    (record,) = read_file("words.yml", (project.source / "words.yml").read_bytes()).content.terms
    assert record.options == {"related": ("One, two", "Three, four"), "broader": ("Five, six",)}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["none.rst"], "can't read none.rst"),
        (["page.rst"], "page.rst has no glossary"),
        (
            ["page.rst", "words.csv"],
            "only one page at a time. Convert page.rst first, and then words.csv",
        ),
        (["words.yml"], "words.yml is a data file already. Add it to modelterms_d"),
        (["terms.json", "--write"], "terms.json is a data file already"),
        (["page.rst", "--data", "words.csv"], "words.csv exists already"),
        (["page.rst", "--data", "words.json"], "must end in .yml"),
        (
            ["words.csv", "--column", "Word=name"],
            "there is no column 'Word'. The columns are Term",
        ),
        (["words.csv", "--column", "Term=nome"], "there is no field 'nome'"),
        (["words.csv", "--column", "Term"], "isn't COLUMN=FIELD"),
        (
            ["words.csv", "--column", "Term=abbr"],
            "can't tell which column (Term, Meaning, Synonyms, Price, Level) has the names of the terms",
        ),
        (["words.csv", "--column", "Meaning=abbr"], "has the definitions of the terms"),
    ],
)
def test_impossible_imports_are_reported(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    says: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.rst").write_text("Text.\n", encoding="utf-8")
    (tmp_path / "words.csv").write_text(TABLE, encoding="utf-8")
    assert main(["import-glossary", *arguments, "--write"]) == 2
    assert says in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["page.rst", "words.csv"]


@pytest.mark.parametrize(
    ("page", "ends"),
    [
        (":::{glossary}\nA\n    B\n\n    ::: {note}\n    C\n    :::\n:::\nD\n", [(0, 8)]),
        ("```{glossary}\n---\nsorted:\n---\nA\n    B\n```\n", [(0, 7)]),
        ("{.glossary}\nA\n: B\nC\n\nD\n", [(0, 4)]),
        ("{.glossary}\nText.\n", []),
    ],
)
def test_ends_of_markdown_glossaries_are_found(page: str, ends: list[tuple[int, int]]) -> None:
    assert [(g.first, g.end) for g in glossaries(page.splitlines(), True)] == ends
