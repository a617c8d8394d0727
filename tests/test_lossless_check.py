"""``import-glossary`` writes nothing unless its own output, read again, says all that was said."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from sphinx_modelterms.commands.main import main
from sphinx_modelterms.migration import converter as converting
from sphinx_modelterms.migration.page_reader import PageReader
from sphinx_modelterms.migration.source_file import Edit
from tests.conftest import make_link, seen_from
from tests.test_import_glossary import TABLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_modelterms.migration.markup_writers import Rewritten

    Convert = Callable[..., "Result"]


class Result(NamedTuple):
    """Result of the command."""

    status: int
    said: str
    """On both streams."""
    text: str
    """The page after it."""
    data: str
    """The data file, or ``""``."""


@pytest.fixture
def convert(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Convert:
    """Converts a page that is given as text or bytes."""

    def run(name: str, content: str | bytes, *, data: bool = False) -> Result:
        page, words = tmp_path / name, tmp_path / "words.yml"
        page.write_bytes(content if isinstance(content, bytes) else content.encode())
        more = ["--data", str(words)] if data else []
        status = main(["import-glossary", str(page), "--write", *more])
        said = seen_from(tmp_path, "".join(capsys.readouterr()))
        new = page.read_bytes().decode("utf-8", "replace")
        return Result(status, said, new, words.read_text("utf-8") if words.exists() else "")

    return run


def test_a_page_with_too_deep_lists_is_left_alone(convert: Convert) -> None:
    lists = "\n\n".join("  " * level + "- a" for level in range(400))
    page = f"T\n=\n\n{lists}\n\n.. glossary::\n\n   A\n      B.\n"
    result = convert("page.rst", page)
    assert result.status == 2
    assert "page.rst is nested too deeply. Flatten its lists" in result.said
    assert "Nothing was written." in result.said
    assert result.text == page


def test_tabs_lose_nothing(convert: Convert) -> None:
    page = (
        "T\n=\n\n.. glossary::\n\n\tA\n\t\tText::\n\n\t\t\tcode\tx\n\n\tB\n\t   Other.\n\nEnd\t\n"
    )
    assert convert("page.rst", page).text == (
        "T\n=\n\n.. term:: A\n   :id: term-A\n\n   Text::\n\n           code    x\n\n"
        ".. term:: B\n   :id: term-B\n\n   Other.\n\nEnd\t\n"
    )


STAYING = {
    "a directive first": ("A\n   .. image:: a.png\n\n   Text.", "it begins with an image"),
    "a list first": ("A\n   * one\n   * two", "it begins with a bullet list"),
    "a literal block first": ("A\n   ::\n\n     code", "it begins with a literal block"),
    "fields first": ("A\n   :level: expert\n\n   Text.", "it begins with a field list"),
    "no text": ("A", "it has no definition"),
    "only a comment": ("A\n   .. nothing", "it has no definition"),
    "an empty line between names": ("A\n\nB\n   Text.", "there is a blank line between its names"),
    "markup": ("A *b*\n   Text.", "'A *b*' contains markup"),
    "a role": (":kbd:`A`\n   Text.", "':kbd:`A`' contains markup"),
    "an escape": (r"\*args" + "\n   Text.", r"'\\*args' contains markup"),
    "a link": ("https://example.org\n   Text.", "'https://example.org' contains markup"),
    "a name of another entry": ("last\n   Text.", "another entry has this name"),
    "a name that looks like an option": (":a: b\n   Text.", "'term' has no name"),
    "a heading": (
        "A\n   Text.\n\n   Head\n   ----\n\n   More.",
        "the heading 'Head' is inside",
    ),
    "text that Sphinx cuts off": ("A\n   Text.\n  more", "its text would be read differently"),
}


@pytest.mark.parametrize(("entry", "why"), STAYING.values(), ids=STAYING.keys())
def test_entries_that_cannot_be_terms_stay_as_written(
    convert: Convert, entry: str, why: str
) -> None:
    written = "".join(f"   {line}\n" if line else "\n" for line in entry.splitlines())
    before = f".. glossary::\n\n   Last\n      Text.\n\n{written}"
    result = convert("page.rst", before)
    assert result.status == 0
    assert "Left in the glossary: page.rst:6, " in result.said
    assert why in result.said
    # reST has only one way to have these names read: that of the glossary, as it was.
    assert result.text == (
        f".. term:: Last\n   :id: term-Last\n\n   Text.\n\n.. glossary::\n\n{written}"
    )


REFUSED: dict[str, tuple[str, str | bytes, str]] = {
    "lines before the first entry": (
        "page.rst",
        ".. glossary::\n\n      stray\n\n   A\n      Text.\n",
        "page.rst:3: this line belongs to no entry",
    ),
    "names further than the options": (
        "page.rst",
        "Text.\n\n.. glossary::\n   :sorted:\n\n      A\n         Text.\n",
        "page.rst:6: this line belongs to no entry",
    ),
    "a list item that begins with it": (
        "page.rst",
        "A here.\n\n* .. glossary::\n\n     A\n        Text.\n",
        "page.rst:5: the glossary with 'A' can't be converted in this place",
    ),
    "a cell of a table": (
        "page.rst",
        ".. list-table::\n\n   * - a\n     - .. glossary::\n\n          A\n             Text.\n",
        "page.rst:6: the glossary with 'A' can't be converted in this place",
    ),
    "entries on the directive's line": (
        "page.rst",
        ".. glossary:: A\n      Text.\n",
        "page.rst:1: the glossary with 'A' can't be converted in this place",
    ),
    "reST within Markdown": (
        "page.md",
        "# T\n\n```{eval-rst}\n.. glossary::\n\n   A\n      Text.\n```\n",
        "page.md:6: the glossary with 'A' can't be converted in this place",
    ),
    "a quotation in Markdown": (
        "page.md",
        "# T\n\n> ```{glossary}\n> A\n>   Text.\n> ```\n",
        "page.md:4: the glossary with 'A' can't be converted in this place",
    ),
    "footnotes whose order is that of the sources": (
        "page.rst",
        ".. glossary::\n   :sorted:\n\n   b\n      X [#]_.\n\n   a\n      Y [#]_.\n\n"
        ".. [#] One.\n.. [#] Two.\n",
        "page.rst:7: its text would be read differently from '2' on",
    ),
    "an included file": (
        "page.rst",
        "T\n=\n\n.. include:: words.inc\n",
        "words.inc, which contains 'A'. Convert that file",
    ),
    "a directive of another extension": (
        "page.rst",
        ".. todo::\n\n   .. glossary::\n\n      A\n         Text.\n",
        "page.rst:3: Sphinx doesn't read this glossary. If it is inside a directive of an ext",
    ),
    "no glossary but in a comment": (
        "page.rst",
        "..\n   .. glossary::\n\n      A\n         Text.\n",
        "page.rst has no glossary",
    ),
    "Latin-1": (
        "page.rst",
        b"T\n=\n\n.. glossary::\n\n   \xe9\n      T.\n",
        "page.rst:6 isn't UTF-8",
    ),
    "UTF-16": ("page.md", "```{glossary}\nA\n  T.\n```\n".encode("utf-16"), "page.md is UTF-16"),
    "a NUL byte": (
        "page.rst",
        ".. glossary::\n\n   A\n      T\0.\n",
        "page.rst:4 contains a NUL byte",
    ),
}


@pytest.mark.parametrize(("name", "content", "why"), REFUSED.values(), ids=REFUSED.keys())
def test_a_refusal_names_the_line_and_leaves_every_byte(
    convert: Convert, tmp_path: Path, name: str, content: str | bytes, why: str
) -> None:
    (tmp_path / "words.inc").write_text(".. glossary::\n\n   A\n      Text.\n", "utf-8")
    result = convert(name, content, data=True)
    assert result.status == 2
    assert why in result.said
    assert "Nothing was written." in result.said
    assert (tmp_path / name).read_bytes() == (
        content if isinstance(content, bytes) else content.encode()
    )
    assert not (tmp_path / "words.yml").exists()
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".new")]


@pytest.mark.parametrize(
    ("content", "line", "fence"),
    [
        (
            "```{glossary}\n:sorted: true\n\nb\n  B.\n\nA\n    ```{note}\n    N.\n    ```\n",
            3,
            "```",
        ),
        ("```{glossary}\nA\n  B\n```\n\n````{glossary}\nC\n  D\n```\n", 8, "````"),
        (":::{glossary}\nA\n  B\n\n## More\n\nText.\n", 3, ":::"),
        (":::{note}\n```{glossary}\nA\n  B\n:::\n\nText.\n", 4, "```"),
    ],
)
def test_a_glossary_whose_fence_is_not_closed_is_reported_so(
    convert: Convert, content: str, line: int, fence: str
) -> None:
    result = convert("page.md", f"# T\n\n{content}")
    assert result.status == 2
    assert f"page.md:{line}: the fence of this glossary is never closed" in result.said
    assert f"Write {fence} below its last entry.\n" in result.said
    assert result.text == f"# T\n\n{content}"


GLOSSARY = (
    "T\n=\n\n.. glossary::\n\n   A\n   B : key : more\n      Text.\n\n      * one\n      * two\n\n"
    "   .. a comment\n\n   C\n      ``code``\n\nAfter.\n"
)
FENCED = (
    "# T\n\n````{glossary}\nA\nB : key : more\n  Text.\n\n  ```{note}\n  One.\n  ```\n\n"
    "C\n  `code`\n````\n\nAfter.\n"
)


def said_by(page: Path) -> list[tuple[object, ...]]:
    """Names, anchors and texts of the entries and terms of a page, as Sphinx reads it."""
    entries = PageReader(page).read(page.read_text(encoding="utf-8")).entries
    return [(entry.names, entry.anchors, entry.content) for entry in entries]


@pytest.mark.parametrize(("name", "content"), [("page.rst", GLOSSARY), ("page.md", FENCED)])
def test_a_careless_writer_costs_nothing(
    convert: Convert,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    content: str,
) -> None:
    good = converting.rewrite
    page = tmp_path / name
    page.write_text(content, encoding="utf-8")
    before = said_by(page)
    lines = set(convert(name, content).text.splitlines())
    told = 0
    for line in sorted(filter(str.strip, lines)):

        def careless(*args: Any, line: str = line, **options: Any) -> Rewritten:
            made = good(*args, **options)
            kept = [n for n, text in enumerate(made.edit.lines) if text != line]
            edit = Edit(made.edit.first, made.edit.end, [made.edit.lines[n] for n in kept])
            return made._replace(edit=edit, owners=[made.owners[n] for n in kept])

        monkeypatch.setattr(converting, "rewrite", careless)
        result = convert(name, content)
        assert said_by(page) == before, line
        if result.status:
            assert result.text == content
        told += bool(result.status) or "Left in the glossary" in result.said
    assert told > 8


HIGHLIGHTED = """T
=

.. highlight:: c

.. glossary::

   A
      Text::

         int x;

   B
      .. highlight:: rust
         :linenothreshold: 1

      Text::

         fn x();

   C
      Text::

         fn y();
"""


def test_code_in_an_entry_keeps_its_language(
    convert: Convert, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "page.rst"
    page.write_text(HIGHLIGHTED, encoding="utf-8")
    before = said_by(page)
    assert ".. term:: B" in convert("page.rst", HIGHLIGHTED).text
    assert said_by(page) == before
    good = converting.rewrite

    def careless(*args: Any, **options: Any) -> Rewritten:
        made = good(*args, **options)
        lines = [line.replace("highlight:: rust", "highlight:: ada") for line in made.edit.lines]
        return made._replace(edit=Edit(made.edit.first, made.edit.end, lines))

    monkeypatch.setattr(converting, "rewrite", careless)
    result = convert("page.rst", HIGHLIGHTED)
    assert "page.rst:13: its text would be read differently from 'fn x();' on" in result.said
    assert said_by(page) == before


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("last", [True, False])
def test_bytes_that_are_not_meant_stay(
    convert: Convert, tmp_path: Path, end: str, mark: bytes, last: bool
) -> None:
    before = (
        f"T{end}={end}{end}Text  \x0b\t {end}{end}.. glossary::{end}{end}   A{end}      B{end}"
    )
    before = before if last else before.removesuffix(end)
    convert("page.rst", mark + before.encode())
    after = f"T{end}={end}{end}Text  \x0b\t {end}{end}.. term:: A{end}   :id: term-A{end}{end}   B{end}"
    after = after if last else after.removesuffix(end)
    assert (tmp_path / "page.rst").read_bytes() == mark + after.encode()


def test_lines_elsewhere_keep_ends_that_are_odd(convert: Convert) -> None:
    page = "T\r\n=\n\nOne\u2028two\x85three.\r\n\r\n.. glossary::\r\n\r\n   A\r\n      B\r\n"
    assert convert("page.rst", page).text == (
        "T\r\n=\n\nOne\u2028two\x85three.\r\n\r\n.. term:: A\r\n   :id: term-A\r\n\r\n   B\r\n"
    )


@pytest.mark.parametrize("name", ["page.rst", "words.csv"])
def test_a_data_file_is_written_where_a_link_leads(tmp_path: Path, name: str) -> None:
    source = tmp_path / name
    source.write_text(GLOSSARY if name == "page.rst" else "name,definition\nA,B.\n", "utf-8")
    link = tmp_path / "words.yml"
    make_link(link, tmp_path / "elsewhere" / "real.yml")
    assert main(["import-glossary", str(source), "--data", str(link), "--write"]) == 0
    assert link.is_symlink()
    assert "name: " in (tmp_path / "elsewhere" / "real.yml").read_text(encoding="utf-8")


def test_a_data_file_that_is_a_link_to_itself_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page, link = tmp_path / "page.rst", tmp_path / "words.yml"
    page.write_text(GLOSSARY, encoding="utf-8")
    make_link(link, link)
    assert main(["import-glossary", str(page), "--data", str(link), "--write"]) == 2
    assert (
        "words.yml is a symbolic link to a missing file. Give another path"
        in capsys.readouterr().err
    )
    assert page.read_text(encoding="utf-8") == GLOSSARY
    assert link.is_symlink()


def test_permissions_and_links_stay(convert: Convert, tmp_path: Path) -> None:
    real = tmp_path / "real.rst"
    real.write_text(GLOSSARY, encoding="utf-8")
    real.chmod(0o640)
    mode = real.stat().st_mode
    make_link(tmp_path / "page.rst", real)
    assert main(["import-glossary", str(tmp_path / "page.rst"), "--write"]) == 0
    assert (tmp_path / "page.rst").is_symlink()
    assert ".. term:: A" in real.read_text(encoding="utf-8")
    assert real.stat().st_mode == mode


def test_a_page_that_cannot_be_written_costs_the_data_file_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page, words = tmp_path / "page.rst", tmp_path / "words.yml"
    page.write_text(GLOSSARY, encoding="utf-8")
    page.chmod(0o444)
    assert main(["import-glossary", str(page), "--data", str(words), "--write"]) == 2
    assert f"{page} is read-only" in capsys.readouterr().err
    assert not words.exists()
    assert main(["import-glossary", str(tmp_path), "--write"]) == 2
    assert f"{tmp_path} is a directory" in capsys.readouterr().err


FENCES = {
    "colons within colons": ":::: {note}\n:::{glossary}\nA\n  Text.\n:::\n::::\n",
    "fences within fences": "`````{only} html\n````{glossary}\nA\n  Text.\n````\n`````\n",
    "tildes": "~~~{glossary}\nA\n  Text.\n~~~\n",
    "an indented fence": "   ```{glossary}\n   A\n     Text.\n   ```\n",
    "a list": "- Item\n\n  ```{glossary}\n  A\n    Text.\n  ```\n",
    "options": "```{glossary}\n---\nsorted: true\n---\nA\n  Text.\n```\n",
    "tabs": "```{glossary}\nA\n\tText.\n\n\t    code\n```\n",
    "fields in the text": "```{glossary}\nA\n  Text\n\n  :x: y\n```\n",
    "quoted names": '```{glossary}\nA\n"B", c\n[D]\nE: f # g\nit\'s\n  Text.\n```\n',
    "hard line breaks": "```{glossary}\nA\n  Line  \n  two.\n```\n",
    "the other name": "```{std:glossary}\nA\n  Text.\n```\n",
    "a definition list": "{.glossary}\nA\n: Text.\n\n  ```\n  code\n  ```\n",
}


@pytest.mark.parametrize("content", FENCES.values(), ids=FENCES.keys())
def test_fences_of_all_kinds(convert: Convert, tmp_path: Path, content: str) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"# T\n\n{content}", encoding="utf-8")
    before = said_by(page)
    assert len(before) == 1
    result = convert("page.md", f"# T\n\n{content}")
    assert "1 entry becomes a term." in result.said
    assert said_by(page) == before


PLACES = {
    "several": "{0}Between.\n\n.. Glossary::\n\n   Z\n      Text.\n",
    "a list": "* Item\n\n{1}* Next\n",
    "only": ".. only:: html\n\n{1}",
    "an admonition": ".. note::\n\n{1}",
    "a class": ".. rst-class:: wide\n\n{0}",
    "a label": ".. _words:\n\n{0}:ref:`x <words>`\n",
    "contents": "T\n=\n\n.. contents::\n\nS\n-\n\n{0}U\n-\n\nText.\n",
}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES.keys())
def test_places_of_all_kinds(convert: Convert, tmp_path: Path, place: str) -> None:
    glossary = (
        ".. glossary::\n   :sorted:\n\n   .. index:: x\n\n   b\n   C : key\n      See [1]_, `l <http://a.b>`_.\n\n"
        "   .. _label:\n\n   A\n      .. _lab:\n\n      Text::\n\n        code\n\n"
        "      .. [1] Note.\n\n   .. last\n      more\n\n"
    )
    inner = "".join(f"   {line}\n" if line else "\n" for line in glossary.splitlines())
    indented = inner.replace("   ", "  ", 1) if place.startswith("*") else inner
    if place.startswith("*"):
        indented = "".join(f"  {line}\n" if line else "\n" for line in glossary.splitlines())
    content = place.format(glossary, indented)
    page = tmp_path / "page.rst"
    page.write_text(content, encoding="utf-8")
    before = said_by(page)
    result = convert("page.rst", content)
    assert result.status == 0, result.said
    assert "Left" not in result.said
    assert said_by(page) == before
    for comment in (".. index:: x", ".. _label:", ".. last\n"):
        assert comment in result.text


def test_extensions_that_a_page_needs_can_be_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.rst"
    page.write_text(
        ".. todo::\n\n   .. glossary::\n\n      A\n         Text.\n\n.. glossary::\n\n   B\n      T.\n",
        encoding="utf-8",
    )
    assert main(["import-glossary", str(page)]) == 0
    assert f"Left as it is: {page}:3: Sphinx doesn't read this gl" in capsys.readouterr().err
    main(["import-glossary", str(page), "--extension", "sphinx.ext.todo", "--write"])
    assert "   .. term:: A\n      :id: term-A\n" in page.read_text(encoding="utf-8")
    assert main(["import-glossary", str(page), "--extension", "no_such_extension"]) == 2
    assert "no_such_extension" in capsys.readouterr().err


def test_terms_that_a_page_has_already_stay(convert: Convert) -> None:
    terms = ".. term:: A\n   :aliases: Z\n\n   First.\n\n.. term:: B\n\n   Second.\n\n"
    entries = ".. glossary::\n\n   A\n      Other.\n\n   C\n      Third :term:`Z`.\n"
    result = convert("page.rst", terms + entries)
    assert "Left in the glossary: page.rst:12, 'A': " in result.said
    assert result.text == (
        f"{terms}.. glossary::\n\n   A\n      Other.\n\n"
        ".. term:: C\n   :id: term-C\n\n   Third :term:`Z`.\n"
    )


@pytest.mark.parametrize("data", [False, True])
@pytest.mark.parametrize(
    ("suffix", "page", "line"),
    [
        ("rst", ".. glossary::\n\n   Ab\n      Text.\n\n   B\n      Text :term:``Ab``.\n", 6),
        ("rst", ".. glossary::\n\n   Ab\n      Text.\n\nText :term:Ab.\n", 6),
        ("md", "```{glossary}\nAb\n    Text.\n\nB\n    Text {term}Ab.\n```\n", 5),
        ("md", "{term} `Ab`.\n\n```{glossary}\nAb\n    Text.\n```\n", 1),
    ],
)
def test_text_that_would_warn_as_a_misspelt_role_is_reported_before(
    convert: Convert, suffix: str, page: str, line: int, data: bool
) -> None:
    """The build tells of it from the first term on."""
    result = convert(f"page.{suffix}", page, data=data)
    assert result.status == 2
    assert f"page.{suffix}:{line}: the new text would cause a warning: '" in result.said
    assert "' is plain text. For the role, write " in result.said


@pytest.mark.parametrize(
    "text", ["https://x.org/ here", "`this <https://x.org/b>`__", "`x <https://x.org>`_"]
)
def test_entries_with_links_to_other_sites_go_into_the_data_file(
    convert: Convert, text: str
) -> None:
    result = convert("page.rst", f".. glossary::\n\n   A\n      See {text}.\n", data=True)
    assert result.status == 0
    assert f"      See {text}.\n" in result.data
    assert result.text == ".. term:: A\n"


def test_markup_that_is_not_for_data_files_stays_on_the_page(convert: Convert) -> None:
    page = (
        ".. glossary::\n\n   A\n      Text::\n\n        code\n\n   B\n      .. raw:: html\n\n         x\n\n"
        "   C\n      Text [1]_.\n\n      .. [1] Note.\n\n   D\n      Text :class:`x`.\n\n   E\n"
        "      Text.\n\n          Quoted.\n\n      End.\n"
    )
    result = convert("page.rst", page, data=True)
    assert result.status == 0
    assert (
        "'C': the new text would cause a warning: footnotes, citations and substitutions work only"
        in result.said
    )
    assert (
        "'D': the new text would cause a warning: the role 'class' isn't allowed in data files"
        in result.said
    )
    assert result.data == (
        "markup: rst\nterms:\n  - name: A\n    id: term-A\n    definition: |\n      Text::\n\n"
        "        code\n\n  - name: E\n    id: term-E\n    definition: |\n      Text.\n"
        "    explanation: |2\n          Quoted.\n\n      End.\n"
    )
    assert result.text.startswith(".. term:: A\n\n.. glossary::\n\n   B\n      .. raw:: html\n")
    assert result.text.endswith("\n   D\n      Text :class:`x`.\n\n.. term:: E\n")


PIECES = (
    *("Text.", "*a* and ``b``", ":term:`A0`", "* one\n* two", "::\n\n   code", ".. comment"),
    *("   quoted", ":field: x", ".. note::\n\n   Note.", "a\tb", "Line\nline.", "Text::\n\n  c"),
    *(".. _t{n}:", "[#]_", "x\u00a0y", "``"),
)
NAMES = (
    "A{n}",
    "Ä{n}",
    "a{n} : key",
    "``c{n}``",
    "the {n}, or",
    '"q{n}"',
    "нейрон",
    "x: y{n}",
    "A",
)


@pytest.mark.parametrize("seed", range(12))
def test_random_glossaries_lose_nothing(convert: Convert, tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    lines = ["T", "=", "", ".. glossary::", *rng.choice([[], ["   :sorted:"]]), ""]
    for number in range(rng.randint(1, 6)):
        names = rng.sample(NAMES, rng.randint(1, 3))
        width = rng.choice(["   ", "      ", "\t"])
        lines += [f"   {name.format(n=number)}" for name in names]
        for piece in rng.choices(PIECES, k=rng.randint(0, 3)):
            text = piece.format(n=number) if "{n}" in piece else piece
            lines += [f"   {width}{line}" if line else "" for line in text.split("\n")] + [""]
        lines += rng.choice([[], [""], ["", "   .. between", ""]])
    content = "\n".join([*lines, "", "End.", ""])
    page = tmp_path / "page.rst"
    page.write_text(content, encoding="utf-8")
    before = said_by(page)
    result = convert("page.rst", content)
    assert said_by(page) == before, result.said
    assert result.status == 0 or result.text == content
    assert content.count("between") == result.text.count("between")


@pytest.mark.parametrize("others", [1, 2])
def test_other_names_of_a_page_keep_the_old_text_and_are_reported(
    convert: Convert, tmp_path: Path, others: int, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "T\n=\n\n.. glossary::\n\n   A\n      Text.\n"
    page = tmp_path / "page.rst"
    page.write_text(text, encoding="utf-8")
    for number in range(others):
        (tmp_path / f"other{number}.rst").hardlink_to(page)
    main(["import-glossary", str(page)])
    wanted = "another name, a hard link" if others == 1 else "2 other names, hard links"
    assert f"page.rst has {wanted}. " in capsys.readouterr().err
    # The fixture writes into the file, which all names lead to.
    result = convert("page.rst", text)
    assert f"page.rst has {wanted}. " in result.said
    assert ".. term:: A" in result.text
    for number in range(others):
        assert (tmp_path / f"other{number}.rst").read_text(encoding="utf-8") == text
    assert "hard link" not in convert("page.rst", text).said


@pytest.mark.skipif(
    not (hasattr(os, "chown") and os.geteuid() == 0), reason="only root can give files away"
)
def test_a_page_keeps_its_owner(convert: Convert, tmp_path: Path) -> None:
    page = tmp_path / "page.rst"
    page.touch()
    os.chown(page, 12345, 12346)
    assert convert("page.rst", "T\n=\n\n.. glossary::\n\n   A\n      Text.\n").status == 0
    assert (page.stat().st_uid, page.stat().st_gid) == (12345, 12346)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows has no numbers of users")
def test_a_page_of_another_user_stays_theirs_though_it_may_be_written(
    convert: Convert, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "page.rst"
    page.write_text(GLOSSARY, encoding="utf-8")
    page.chmod(0o666)
    before = page.stat()
    monkeypatch.setattr(os, "geteuid", lambda: before.st_uid + 1)
    assert ".. term:: A" in convert("page.rst", GLOSSARY).text
    after = page.stat()
    assert (after.st_ino, after.st_mode) == (before.st_ino, before.st_mode)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", ""])
def test_terminals_of_any_encoding_show_what_they_can(tmp_path: Path, encoding: str) -> None:
    page, table = tmp_path / "слово.rst", tmp_path / "wörter.csv"
    page.write_text(
        "T\n=\n\n.. glossary::\n\n   нейрон → é\n      文字 🙂\n\n   ``ж``\n      x\n", "utf-8"
    )
    table.write_text("Term,Meaning,日本\nнейрон,文字,x\n", encoding="utf-8")
    environ = {
        k: v
        for k, v in os.environ.items()
        if not k.startswith(("LC_", "LANG", "PYTHONUTF8", "PYTHONIOENCODING"))
    }
    environ |= {"PYTHONIOENCODING": encoding} if encoding else {"LANG": "C", "PYTHONUTF8": "0"}
    environ |= {"PYTHONCOERCECLOCALE": "0"}
    missing = tmp_path / "нет.rst"
    calls = [
        ([page], 0),
        ([missing], 2),
        ([table], 0),
        ([missing, "--нет"], 2),
        ([page, "--write"], 0),
    ]
    for arguments, status in calls if encoding == "ascii" else calls[-3:]:
        command = [
            sys.executable,
            "-m",
            "sphinx_modelterms",
            "import-glossary",
            *map(str, arguments),
        ]
        done = subprocess.run(command, env=environ, capture_output=True, check=False)
        assert done.returncode == status, done.stderr
        assert b"Traceback" not in done.stderr
        assert b"Error:" not in done.stderr
    assert ".. term:: нейрон → é\n" in page.read_text(encoding="utf-8")


TABLES = {
    "rows without a name": ("Term,Meaning\nA,x\n,y\n", "words.csv:3: the row that begins with"),
    "more cells than columns": ("Term,Meaning\nA,x,y\n", "words.csv:2: the row has 3 cells"),
    "a name twice": (
        "Term,Meaning\nA,x\n\na,y\n",
        "words.csv:4: the term 'a' is already on line 2. Remove one",
    ),
    "a value that no field has": (
        "Term,Meaning,Status\nA,D,x\n",
        "words.csv:2: status: 'x' isn't one of",
    ),
    "a quote that is never closed": (
        'Term,Meaning\nA,"x\n',
        "words.csv:2: a cell begins with a quote",
    ),
    "text behind a quote": ('Term,Meaning\nA,"x"y\n', "words.csv:2: text follows a closing quote"),
    "nothing": ("", "words.csv is empty"),
    "empty rows only": (",,\n\n,\n", "words.csv is empty"),
    "a lone header": ("Term,Meaning\n,\n", "words.csv has no rows below the names"),
    "Latin-1": (b"Term,Meaning\nA,\xe9\n", "words.csv:2 isn't UTF-8"),
    "UTF-16": ("Term\tMeaning\nA\tx\n".encode("utf-16"), "words.csv is UTF-16. Save it as UTF-8"),
}


@pytest.mark.parametrize(("content", "why"), TABLES.values(), ids=TABLES.keys())
def test_a_table_that_would_lose_a_row_is_refused(
    convert: Convert, content: str | bytes, why: str
) -> None:
    result = convert("words.csv", content)
    assert result.status == 2
    assert why in result.said
    assert not result.data


@pytest.mark.parametrize(
    ("content", "columns"),
    [
        ("sep=;\r\nTerm;Meaning;;\r\nA;1,5;;\r\n", "Term=name, Meaning=definition."),
        ("\ufeffMeaning\tTerm\r1,5\tA\r", "Meaning=definition, Term=name."),
        ('Begriff;"Meaning";"a, b, c"\nA;"1,5";\n', "Begriff=name, Meaning=definition."),
        ('Term, Meaning,,\nA, "1,5",x,\n', "Term=name, Meaning=definition, column 3 (not used)."),
        (
            TABLE,
            "Term=name, Meaning=definition, Synonyms=aliases, Price (not used), Level=level.",
        ),
    ],
)
def test_tables_as_spreadsheets_write_them(convert: Convert, content: str, columns: str) -> None:
    result = convert("words.csv", content)
    assert result.status == 0, result.said
    assert f"Columns: {columns}" in result.said
    if content != TABLE:
        assert result.data == "markup: rst\nterms:\n  - name: A\n    definition: |\n      1,5\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
@pytest.mark.parametrize(("write", "code"), [(False, 1), (True, 0)])
def test_output_that_cannot_be_shown_is_reported(tmp_path: Path, write: bool, code: int) -> None:
    page = tmp_path / "words.rst"
    page.write_text(".. glossary::\n\n   Token\n      A piece.\n", encoding="utf-8")
    command = [sys.executable, "-m", "sphinx_modelterms", "import-glossary", str(page)]
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ran = subprocess.run(
            [*command, *(["--write"] if write else [])],
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    assert ran.returncode == code
    assert "can't show the result: No space left on device" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert (".. term:: Token" in page.read_text(encoding="utf-8")) == write
