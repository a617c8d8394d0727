"""Attacks by data files, which must have no effect: one test for each known attack."""

from __future__ import annotations

import json
import re
import time
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_modelterms.sources import data_files as loading

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Built, Project

DATA = {"modelterms_data": ["a.json"], "myst_enable_extensions": ["substitution", "attrs_inline"]}

SECRET = "TOP SECRET"

FENCE = "```"

CODE = "cycler.__init__.__globals__.os.sep * 7"
"""Template that would reach a module of Python."""


def placed(
    project: Project,
    terms: list[dict[str, Any]],
    markup: str = "rst",
    after: str = "",
    **more: str,
) -> None:
    """Write data, and a page that places all of its terms and ends with *after*."""
    project.conf = project.conf | DATA
    if markup == "md":
        page = "# Home\n\n" + "".join(
            f"{FENCE}{{term}} {term['name']}\n{FENCE}\n\n" for term in terms
        )
    else:
        page = "Home\n====\n\n" + "".join(f".. term:: {term['name']}\n\n" for term in terms)
    name = "index.md" if markup == "md" else "index"
    data = json.dumps({"markup": markup, "terms": terms})
    project.write({name: page + after, "a.json": data} | more)


def with_text(
    project: Project, text: str, markup: str = "rst", after: str = "", **more: str
) -> None:
    """A term with *text* as its explanation, and another one."""
    terms = [
        {"name": "A", "definition": "Def.", "explanation": text},
        {"name": "B", "definition": "Rest."},
    ]
    placed(project, terms, markup, after, **more)


def generated(project: Project, terms: list[dict[str, Any]], **head: str) -> None:
    """Write data that pages are made of."""
    project.conf = project.conf | DATA | {"modelterms_pages": "gen"}
    data = json.dumps({"markup": "rst", **head, "terms": terms})
    project.write({"index": "Home\n====\n\n.. toctree::\n\n   gen/index\n", "a.json": data})


def pages(built: Built) -> str:
    """All pages that were written."""
    return "".join(path.read_text(encoding="utf-8") for path in built.outdir.rglob("*.html"))


# Running code


@pytest.mark.parametrize(
    ("text", "delimiters"),
    [
        (
            f'{FENCE}{{code-block}} python\n:caption: "\\x7b\\x7b {CODE} \\x7d\\x7d"\n\nx\n{FENCE}',
            "{}",
        ),
        (f'{FENCE}{{csv-table}}\n:escape: "\\\\"\n\n"\\{{\\{{ {CODE} }}}}"\n{FENCE}', "{}"),
        (f"[[ {CODE} ]]", "[]"),
    ],
    ids=["escaped in an option", "escaped in CSV", "other delimiters"],
)
def test_no_template_is_run(project: Project, text: str, delimiters: str) -> None:
    with_text(project, text, "md")
    built = project.build(myst_sub_delimiters=list(delimiters))
    assert "/////" not in built.body("index")
    assert "Rest." in built.body("index")


@pytest.mark.parametrize("directive", ["include", "literalinclude"])
def test_titles_are_no_directives(project: Project, directive: str) -> None:
    generated(
        project,
        [{"name": "A", "definition": "Def.", "category": f".. {directive}:: ../../../secret.txt"}],
        glossary=f".. {directive}:: ../../secret.txt",
    )
    (project.source.parent / "secret.txt").write_text(SECRET, encoding="utf-8")
    assert SECRET not in pages(project.build())


@pytest.mark.parametrize("title", ["- x", ":orphan: x", "====", "..", ".. x", "1. x", "x\\"])
def test_titles_are_titles_whatever_they_begin_with(project: Project, title: str) -> None:
    generated(project, [{"name": "A", "definition": "Def.", "category": title}], glossary=title)
    built = project.build()
    assert built.warnings == []
    assert "Def." in built.body(next(n for n in built.app.env.found_docs if "/category/" in n))


@pytest.mark.parametrize("key", ["x\\", "a: b # c", "it's #1", 'a "b"', "a, b"])
@pytest.mark.parametrize("markup", ["rst", "md"])
def test_category_pages_list_their_terms(project: Project, markup: str, key: str) -> None:
    generated(project, [{"name": "A", "definition": "Shown.", "category": key}], markup=markup)
    if markup == "md":
        (project.source / "index.rst").unlink()
        project.write({"index.md": f"# Home\n\n{FENCE}{{toctree}}\ngen/index\n{FENCE}\n"})
    built = project.build(modelterms_categories={key: key})
    assert built.warnings == []
    page = next(n for n in built.app.env.found_docs if "/category/" in n)
    assert 'href="../a.html' in built.body(page)


def test_categories_that_differ_in_case_only_have_their_pages(project: Project) -> None:
    terms = [
        {"name": "A", "definition": "Def.", "category": "One x"},
        {"name": "B", "definition": "Def.", "category": "one X"},
    ]
    generated(project, terms)
    assert project.build().warnings == []


def test_no_formula_brings_script(project: Project) -> None:
    with_text(project, r"A :math:`\href{javascript:bad()}{x}` and :math:`\style{x:y}{x}`.")
    html = project.build().body("index")
    assert not re.search(r'class="math[^>]*>[^<]*(javascript|\\style)', html)


def test_no_formula_reads_files(project: Project) -> None:
    with_text(project, r"A :math:`\input{/etc/passwd}` and :math:`^^5cinput{/etc/passwd}`.")
    tex = next(project.build("latex").outdir.glob("*.tex")).read_text(encoding="utf-8")
    assert r"\(\input{" not in tex
    assert r"\(^^5c" not in tex


# Files and addresses


@pytest.mark.parametrize("address", ["conf.py", "/conf.py", "private.txt", "a.json"])
def test_only_images_are_published(project: Project, address: str) -> None:
    with_text(project, f".. image:: {address}", **{"private.txt": SECRET})
    built = project.build()
    assert not list(built.outdir.glob("_images/*"))
    assert "Rest." in built.body("index")


@pytest.mark.parametrize("address", ["\\\\\\\\example.org\\\\x.png", "/\\\\\\\\example.org/x.png"])
def test_no_image_from_elsewhere_by_backslashes(project: Project, address: str) -> None:
    with_text(project, f".. image:: {address}")
    html = project.build().body("index")
    assert not re.search(r'src="[^"]*\\', html)


def test_no_image_is_put_into_the_page(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.svg").write_text("<svg><script>bad()</script></svg>", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with_text(project, ".. image:: x.svg\n   :loading: embed")
    assert "<script>bad" not in project.build().body("index")


# Other text and other pages


def test_substitutions_of_pages_stay(project: Project) -> None:
    with_text(project, ".. |release| replace:: EVIL", after="Release |release|.\n")
    html = project.build(release="1.2.3").body("index")
    assert "Release 1.2.3." in html


@pytest.mark.parametrize(
    "text",
    [
        ".. _intro:\n\nEvil.",
        ".. figure:: x.png\n   :name: intro\n\n   Evil.",
        ".. code-block:: python\n   :name: intro\n   :caption: Evil\n\n   x",
    ],
)
def test_labels_of_other_pages_stay(project: Project, text: str) -> None:
    with_text(
        project,
        text,
        after=".. toctree::\n\n   b\n",
        b=".. _intro:\n\nIntro\n=====\n\nSee :ref:`this <intro>`.\n",
    )
    assert "index.html#intro" not in project.build().body("b")


def test_ids_of_other_pages_stay(project: Project) -> None:
    with_text(
        project,
        "[x]{#intro}",
        "md",
        after=f"{FENCE}{{toctree}}\nb\n{FENCE}\n",
        b=".. _intro:\n\nIntro\n=====\n\nSee :ref:`this <intro>`.\n",
    )
    assert "index.html#intro" not in project.build().body("b")


def test_links_of_the_page_stay(project: Project) -> None:
    after = "See docs_ and this__.\n\n.. _docs: https://example.org/\n\n__ https://example.org/2\n"
    with_text(
        project, ".. _docs: https://evil.example/\n\nx__\n\n__ https://evil.example/", after=after
    )
    html = project.build().body("index")
    assert 'href="https://example.org/">docs' in html
    assert 'href="https://example.org/2">this' in html


def test_markdown_definitions_stay_in_their_text(project: Project) -> None:
    note = f"{FENCE}{{note}}\nThe [project] and a note[^1].\n{FENCE}\n\n[^1]: Good.\n"
    with_text(project, "[project]: https://evil.example/\n\n[^1]: Evil.", "md", after=note)
    html = project.build().body("index")
    assert "[project]" in html
    assert "Good." in html


def test_footnotes_of_the_page_stay(project: Project) -> None:
    with_text(project, ".. [1] Evil.", after="See [1]_.\n\n.. [1] Good.\n")
    html = project.build().body("index")
    assert "problematic" not in html


# Crashes


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("rst", ":guilabel:`&`"),
        ("rst", ":menuselection:`a &`"),
        ("md", "{guilabel}`&`"),
        ("rst", ".. csv-table::\n   :delim:\n\n   a"),
        ("rst", ".. figure:: x.png\n   :figwidth:\n\n   x"),
        ("rst", ".. figure:: x.png\n   :width: " + "9" * 400 + "\n\n   x"),
        ("rst", ".. hlist::\n   :columns: 0\n\n   * a"),
        ("rst", "- " * 1000 + "x"),
        ("rst", "\n\n".join(" " * n + "x" for n in range(300))),
        ("rst", "\n".join("| " + " " * n + "x" for n in range(300))),
        ("rst", "http://a " * 4900),
        ("md", "\n".join(":" * (203 - n) + "{note}" for n in range(200))),
    ],
)
def test_no_text_ends_the_build(project: Project, markup: str, text: str) -> None:
    with_text(project, text, markup)
    built = project.build(myst_enable_extensions=["colon_fence"])
    assert "Rest." in built.body("index")


@pytest.mark.parametrize("builder", ["html", "text", "latex"])
def test_lone_surrogate_builds(project: Project, builder: str) -> None:
    with_text(project, "A |x|.\n\n.. |x| unicode:: 0xD800")
    project.build(builder)


def test_a_file_too_long_for_the_memory(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    with_text(project, "Text.")
    with (project.source / "a.json").open("r+b") as file:
        file.truncate(1 << 33)

    read = loading.Path.read_bytes

    def refuse(path: Path) -> bytes:
        assert path.name != "a.json"
        return read(path)

    monkeypatch.setattr(loading.Path, "read_bytes", refuse)
    assert any("at most 4,000,000 are allowed" in warning for warning in project.build().warnings)


# Time


LONG = 20_000


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("rst", ".. code-block:: python\n   :emphasize-lines: 1-30000000\n\n   x"),
        ("rst", ".. hlist::\n   :columns: 1000000\n\n   * a"),
        ("rst", ".. list-table::\n   :widths: 100000000\n\n   * - a"),
        ("rst", "x:" * (LONG // 2)),
        ("rst", "a-" * (LONG // 2)),
        ("rst", "a" + "-" * LONG),
        ("rst", "+-\n" * (LONG // 3)),
        ("rst", "`a <" * (LONG // 4)),
        ("rst", "*a " * (LONG // 3)),
        ("rst", f":ref:`a{' ' * LONG}b`"),
        ("rst", f":ref:`a{'<' * LONG}b`"),
        ("rst", f":abbr:`{'(' * LONG}`"),
        ("md", f"{{ref}}`a{' ' * LONG}b`"),
        ("md", "[^" * (LONG // 2)),
        ("md", "~~a" * (LONG // 3)),
        ("md", "(a)=\n" * (LONG // 5)),
        ("md", "|" + "a|" * 300 + "\n|" + "-|" * 300 + "\n" + "|\n" * LONG),
        ("rst", f".. code-block:: common-lisp\n\n   {'#' * LONG}"),
    ],
)
def test_no_text_takes_long(project: Project, markup: str, text: str) -> None:
    with_text(project, text, markup)
    builder = "text" if ":widths:" in text else "html"
    start = time.process_time()
    built = project.build(builder, myst_enable_extensions=["strikethrough"])
    assert time.process_time() - start < 60  # a guard, no mark
    assert len(built.warnings) < 200


@pytest.mark.parametrize("option", ["related", "requires"])
def test_many_unknown_terms_do_not_take_long(project: Project, option: str) -> None:
    terms = [
        {"name": f"t{n}", "definition": "Def.", option: [f"u{n} {k}" for k in range(5)]}
        for n in range(400)
    ]
    placed(project, terms)
    start = time.process_time()
    project.build()
    assert time.process_time() - start < 60  # a guard, no mark


def test_cycles_are_reported_once(project: Project) -> None:
    names = [f"t{n}" for n in range(60)]
    placed(project, [{"name": n, "definition": "Def.", "requires": names} for n in names])
    warnings = project.build().warnings
    assert sum(
        "these terms require each other in a cycle" in warning for warning in warnings
    ) <= len(names)


@pytest.mark.parametrize("builder", ["latex", "texinfo", "html"])
@pytest.mark.parametrize("directive", ["image", "figure"])
@pytest.mark.parametrize(
    "path",
    ["a}}^^5cinput{/etc/passwd}{{.png", "a#b.png", "a%b.png", "a$x$.png", "gone.png", "a@end.png"],
)
def test_an_image_that_is_no_plain_file_reaches_no_writer(
    project: Project, path: str, directive: str, builder: str
) -> None:
    """Writers take paths of images for files, and escape nothing in them."""
    with_text(project, f".. {directive}:: {path}")
    built = project.build(builder)
    (warning,) = built.warnings
    assert "is left out" in warning
    written = [
        p.read_text("utf-8", "replace")
        for p in built.outdir.rglob("*.*")
        if p.suffix in {".tex", ".texi", ".html"}
    ]
    assert written
    assert not [text for text in written if path in text or "^^5c" in text]


def test_an_image_that_comes_later_is_shown_then(project: Project) -> None:
    with_text(project, ".. image:: late.png")
    assert "isn't in the source directory" in project.build().warnings[0]
    project.write({"late.png": "x"})
    built = project.build()
    assert built.warnings == []
    assert list(built.outdir.glob("_images/late.png"))
