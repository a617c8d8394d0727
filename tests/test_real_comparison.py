"""The program that compares the documentation of other projects lets nothing else pass."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import pytest

from tests.real.compare import Page, differences

if TYPE_CHECKING:
    from pathlib import Path

PLAIN = """\
<html>
  <head>
    <link rel="stylesheet" type="text/css" href="../_static/basic.css?v=1" />
    <script src="../_static/doctools.js?v=2"></script>
    <link rel="index" title="Index" href="../genindex.html" />
  </head>
  <body>
    <p>An <a class="reference internal" href="g.html#term-LLM"><span class="xref std std-term">LLM</span></a> has weights.</p>
</section>

  </body>
</html>
"""

CHANGED = """\
<html>
  <head>
    <link rel="stylesheet" type="text/css" href="../_static/basic.css?v=1" />
    <link rel="stylesheet" type="text/css" href="../_static/modelterms.css?v=1a2b" />
    <script src="../_static/doctools.js?v=2"></script>
    <script defer="defer" src="../_static/modelterms-hover.js?v=1a2b"></script>
    <link rel="index" title="Index" href="../genindex.html" />
  </head>
  <body>
    <p>An <a class="mt-ref reference internal" href="g.html#term-LLM" aria-describedby="mt-tip-LLM"><span class="xref std std-term">LLM</span></a> has <a class="mt-auto mt-ref reference internal" href="g.html#term-0" data-mt-tip="mt-tip-weight">weights</a>.</p>
</section>
<aside class="mt-tips mathjax_ignore tex2jax_ignore" role="none" data-pagefind-ignore>
<div class="mt-tip" id="mt-tip-LLM" role="tooltip" popover="manual"><b>LLM</b> <i>easy</i> A &lt;model&gt;.</div>
<div class="mt-tip" id="mt-tip-weight" role="tooltip" popover="manual"><b>Weight</b> A number.</div>
</aside>
<div class="mt-reader" data-mt-label="Links" data-mt-hover="Cards" data-mt-auto="Lines"></div>

  </body>
</html>
"""


def test_allowed_differences_are_removed() -> None:
    page = Page(CHANGED)
    assert page.faults == []
    assert page.rest == PLAIN
    assert (page.links, page.automatic, page.cards) == (1, 1, ["mt-tip-LLM", "mt-tip-weight"])


def write(folder: Path, html: str, entries: str = "x std:term -1 g.html#x -\n") -> Path:
    """An output folder with one page and an inventory."""
    (folder / "_static").mkdir(parents=True)
    (folder / "a").mkdir()
    (folder / "a" / "page.html").write_text(html, encoding="utf-8")
    head = b"# The remainder of this file is compressed using zlib.\n"
    (folder / "objects.inv").write_bytes(head + zlib.compress(entries.encode()))
    (folder / "searchindex.js").write_text(
        'Search.setIndex({"envversion":{"sphinx":66},"terms":{"llm":0}})', encoding="utf-8"
    )
    return folder


def test_equal_folders(tmp_path: Path) -> None:
    before, after = write(tmp_path / "before", PLAIN), write(tmp_path / "after", CHANGED)
    (after / "_static" / "modelterms.css").write_text("", encoding="utf-8")
    (after / ".modelterms-html.json").write_text("{}", encoding="utf-8")
    (after / ".buildinfo").write_text("other", encoding="utf-8")
    (after / "searchindex.js").write_text(
        'Search.setIndex({"envversion":{"sphinx":66,"sphinx_modelterms":1},"terms":{"llm":0}})',
        encoding="utf-8",
    )
    assert differences(before, after) == []


def test_nothing_is_no_output(tmp_path: Path) -> None:
    before = write(tmp_path / "before", PLAIN)
    assert differences(before, tmp_path / "none") == [f"{tmp_path / 'none'}: there is nothing"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("has ", "had "),
        ("    <p>An", "    <p id='x'>An"),
        ("</section>\n", "</section>\n\n"),
        ('href="g.html#term-LLM"', 'href="g.html#term-llm"'),
        ("mt-ref reference internal", "mt-ref mt-new reference internal"),
        (' aria-describedby="mt-tip-LLM"', ' title="LLM"'),
        ('<a class="mt-auto mt-ref', '<a class="mt-auto'),
        ("<b>LLM</b>", "</aside><b>LLM</b>"),
        (' id="mt-tip-LLM"', ' id="mt-tip-weight"'),
        (' id="mt-tip-LLM"', ' id="mt-tip-other"'),
        (' role="tooltip"', ""),
        (" data-pagefind-ignore", ' style="color: red"'),
        ("data-mt-label", "onclick"),
        ("_static/modelterms.css", "_static/other.css"),
        ("../_static/modelterms.css", "https://elsewhere.example/_static/modelterms.css"),
        ('<div class="mt-reader"', '<div class="mt-more"'),
    ],
)
def test_anything_else_is_a_difference(tmp_path: Path, old: str, new: str) -> None:
    assert old in CHANGED
    before = write(tmp_path / "before", PLAIN)
    after = write(tmp_path / "after", CHANGED.replace(old, new, 1))
    found = differences(before, after)
    assert found
    assert all(line.startswith("a/page.html: ") for line in found)


def test_our_files_stand_on_pages_that_need_them() -> None:
    head, body = CHANGED.split("<body>")
    plain_head, plain_body = PLAIN.split("<body>")
    (fault,) = Page(head + plain_body).faults
    assert "nothing of ours" in fault
    (fault,) = Page(plain_head + body).faults
    assert "not loaded" in fault


@pytest.mark.parametrize(
    ("entries", "says"),
    [
        ("", "objects.inv: -x std:term -1 g.html#x -"),
        ("x std:term -1 g.html#y -\n", "objects.inv: +x std:term -1 g.html#y -"),
        ("x std:term -1 g.html#x -\ny std:term -1 g.html#y -\n", "objects.inv: +y"),
    ],
)
def test_the_inventory_stays_as_it_is(tmp_path: Path, entries: str, says: str) -> None:
    before = write(tmp_path / "before", PLAIN)
    after = write(tmp_path / "after", CHANGED, entries)
    assert any(line.startswith(says) for line in differences(before, after))


def test_files_and_the_search_index_stay_as_they_are(tmp_path: Path) -> None:
    before, after = write(tmp_path / "before", PLAIN), write(tmp_path / "after", CHANGED)
    (before / "a" / "picture.svg").write_text("", encoding="utf-8")
    (before / "_static" / "theme.css").write_text("a", encoding="utf-8")
    (after / "_static" / "theme.css").write_text("b", encoding="utf-8")
    (after / "_static" / "more.css").write_text("", encoding="utf-8")
    (after / "searchindex.js").write_text(
        'Search.setIndex({"envversion":{"sphinx":66},"terms":{"llm":0,"mt":0}})', encoding="utf-8"
    )
    assert differences(before, after) == [
        "_static/more.css: is new",
        "_static/theme.css: other content",
        "a/picture.svg: is gone",
        "searchindex.js: other terms",
    ]
