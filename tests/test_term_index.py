"""The index from A to Z, and the general index."""

from __future__ import annotations

import re
import string
import time
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from sphinx_modelterms.glossary.lookup import Glossary
from sphinx_modelterms.glossary.views.page import Views
from sphinx_modelterms.glossary.views.presentation import Presentation
from sphinx_modelterms.glossary.views.references import References
from sphinx_modelterms.rendering.index_page import IndexPage
from tests.unit.test_glossary import term

if TYPE_CHECKING:
    from tests.conftest import Project

TERMS = """
    Terms
    =====

    .. term:: beta
       :abbr: B2
       :aliases: other; name, Élan vital

       The *second*.

    .. term:: Alpha

       The first.

    .. term:: 3D Model

       With depth.

    See :ref:`modelterms-index`.
    """


def test_names_stand_under_their_letters_with_definitions(project: Project) -> None:
    project.write({"index": TERMS})
    built = project.build(
        suppress_warnings=["modelterms.odd-name"],
    )
    assert built.warnings == []
    content, collapse = built.domain.indices[0](built.domain).generate()
    assert collapse is False
    assert [(letter, [e.name for e in entries]) for letter, entries in content] == [
        ("#", ["3D Model"]),
        ("A", ["Alpha"]),
        ("B", ["B2", "beta"]),
        ("E", ["Élan vital"]),
        ("O", ["other; name"]),
    ]
    page = re.sub(r"\s+", " ", re.sub("<[^>]+>", "", built.text("modelterms-index.html")))
    assert "beta (B2, other; name, Élan vital)The second." in page
    assert "B2see beta" in page
    assert '<a class="reference internal" href="modelterms-index.html">' in built.body("index")


LEVELS = """
    .. term:: Deep & <Wide>
       :category: X
       :level: advanced
       :id: deep

       Has ``code`` & *more*.

    .. term:: Ökonomie
       :scope: os

       %s
    """


def names(html: str) -> list[tuple[str, str]]:
    """The classes and the text of each name in the index."""
    found = re.findall(r'<div class="mt-item( mt-see)?"><dt[^>]*>(.*?)</dt>', html)
    return [(kind.strip(), re.sub("<[^>]+>", "", text)) for kind, text in found]


def test_the_page_shows_definitions_categories_and_quiet_aliases(project: Project) -> None:
    long = "A word, " * 200
    project.write({"index": TERMS + LEVELS % long, "gloss": GLOSSARY})
    kinds = {"modelterms_categories": {"X": {"title": "Ex", "colour": "teal"}}}
    built = project.build(suppress_warnings=["modelterms.odd-name"], **kinds)
    html = built.text("modelterms-index.html")
    assert ("", "Deep &amp; &lt;Wide&gt;") in names(html)
    assert ("", "Ökonomie (os)") in names(html)
    assert ("", "Plain (bare)") in names(html)
    assert ("mt-see", "bare") in names(html)
    assert ("mt-see", "Élan vital") in names(html)
    assert '<a class="reference internal" href="index.html#deep">' in html
    assert (
        '<dd>Has <code class="docutils literal notranslate">code</code> &amp; <em>more</em>.'
        in html
    )
    meta = html.partition('<dd class="mt-meta">')[2].partition("</dd>")[0]
    assert re.findall('class="([^"]+)">([^<]+)', meta) == [
        ("mt-category mt-colour-teal", "Ex"),
        ("mt-level mt-step-3", "advanced"),
    ]
    assert '<p class="mt-count">6 terms</p>' in html
    assert long.strip() not in html and "…</dd>" in html
    assert html.count("<h1") == html.count("Terms from A to Z</h1>") == 1
    assert "<title>Terms from A to Z" in html
    for file in ("modelterms.css", "modelterms.js"):
        assert f"_static/{file}" in html


def test_letters_are_links_unless_the_index_has_none(project: Project) -> None:
    project.write({"index": TERMS + LEVELS % "A word."})
    html = project.build(suppress_warnings=["modelterms.odd-name"]).text("modelterms-index.html")
    line = html.partition('<nav class="mt-letters mt-alphabet"')[2].partition("</nav>")[0]
    assert re.findall(r">([^<>\n]+)</", line) == ["#", *string.ascii_uppercase]
    assert re.findall('href="#cap-(.*?)"', line) == ["other", "A", "B", "D", "E", "O"]
    assert line.count('<span class="mt-absent" aria-hidden="true">') == 26 - 5
    assert re.findall('id="cap-(.*?)"', html) == ["other", "A", "B", "D", "E", "O"]


def test_letters_of_another_script_stand_alone(project: Project) -> None:
    project.write(
        {"index": "Home\n====\n\n.. term:: Ωμέγα\n\n   Def.\n\n.. term:: שלום\n\n   Def.\n"}
    )
    html = project.build().text("modelterms-index.html")
    assert re.findall('<a href="#(.*?)">', html.partition("mt-alphabet")[2]) == ["cap-Ω", "cap-ש"]
    assert "mt-absent" not in html
    assert '<dt dir="rtl">' in html


GLOSSARY = """
    Words
    =====

    .. glossary::

       Plain
       bare
          A *plain* entry.
    """


@pytest.mark.parametrize(
    ("setting", "plain", "mixed"),
    [("auto", False, True), ("on", True, True), ("off", False, False)],
)
def test_the_setting_decides_if_there_is_an_index(
    project: Project, setting: str, plain: bool, mixed: bool
) -> None:
    for text, wanted in (("", plain), ("\n.. term:: Own\n\n   Def.\n", mixed)):
        see = f".. toctree::\n\n   gloss\n\nSee :ref:`A to Z <modelterms-index>`.\n{text}"
        project.write({"index": f"Home\n====\n\n{see}", "gloss": GLOSSARY})
        built = project.build(modelterms_index=setting)
        page = built.outdir / "modelterms-index.html"
        page_is_there = page.exists()
        page.unlink(missing_ok=True)
        assert page_is_there is wanted
        undefined = [w for w in built.warnings if "undefined label: 'modelterms-index'" in w]
        assert len(undefined) == (not wanted)
        tex = next(project.build("latex", modelterms_index=setting).outdir.glob("*.tex"))
        assert ("Terms from A to Z" in tex.read_text(encoding="utf-8")) is wanted


def test_with_the_setting_a_plain_glossary_has_its_entries_in_the_index(project: Project) -> None:
    project.write({"index": GLOSSARY})
    built = project.build(modelterms_index="on")
    assert built.warnings == []
    html = built.text("modelterms-index.html")
    assert names(html) == [("mt-see", "bare"), ("", "Plain (bare)")]
    assert "<dd>A <em>plain</em> entry.</dd>" in html
    project.write({"index": "Home\n====\n"})
    assert (
        not project.build(modelterms_index="on", builddir=project.builddir / "2")
        .text("index.html")
        .count("modelterms-index")
    )


def test_a_misspelt_setting_is_named_with_its_values(project: Project) -> None:
    project.write({"index": GLOSSARY})
    (warning,) = project.build(modelterms_index="yes").warnings
    assert "modelterms_index: 'yes' isn't one of 'auto', 'on', 'off'" in warning


@pytest.mark.parametrize("builder", ["html", "dirhtml", "epub", "json"])
def test_the_index_is_never_out_of_date(project: Project, builder: str) -> None:
    project.conf |= {"copyright": "me", "version": "1"}

    def page() -> str:
        built = project.build(builder, suppress_warnings=["modelterms.odd-name"])
        (path,) = (
            path
            for path in built.outdir.rglob("*")
            if path.is_file() and "modelterms-index" in path.relative_to(built.outdir).as_posix()
        )
        return path.read_text(encoding="utf-8")

    other = ":orphan:\n\nOther\n=====\n\n.. term:: Zebra\n\n   Old.\n"
    project.write({"index": TERMS, "other": other})
    assert "Old." in page()
    project.write({"other": other.replace("Old.", "New.").replace("Zebra", "Yak")})
    assert "New." in (text := page())
    assert "Yak" in text and "Zebra" not in text
    (project.source / "other.rst").unlink()
    project.write({"index": TERMS.replace("The first.", "The very first.")})
    assert "Yak" not in (text := page())
    assert "The very first." in text


def test_ten_thousand_terms_are_written_quickly() -> None:
    glossary = Glossary([term(f"{chr(65 + n % 26)} {n}") for n in range(10_000)])
    views = Views(References(glossary, Presentation()), {}, lambda docname: "")
    builder = SimpleNamespace(config=SimpleNamespace(language="en"), get_relative_uri=relative_uri)
    start = time.process_time()
    html = "".join(IndexPage(builder, views).html("A to Z"))  # type: ignore[arg-type]
    assert html.count('<div class="mt-item">') == 10_000
    assert time.process_time() - start < 5  # 0.5 s without other work on the machine


def relative_uri(page: str, docname: str) -> str:
    return f"{docname}.html"


def test_without_terms_there_is_no_index(project: Project) -> None:
    project.write({"index": "Home\n====\n"})
    assert not (project.build().outdir / "modelterms-index.html").exists()


@pytest.mark.parametrize("builder", ["html", "dirhtml", "epub"])
def test_a_page_with_the_name_of_the_index_is_not_replaced(project: Project, builder: str) -> None:
    mine = ":orphan:\n\nMine\n====\n\nMy own index."
    project.write({"index": TERMS.replace(":ref:", ""), "modelterms-index": mine})
    built = project.build(
        builder, suppress_warnings=["modelterms.odd-name"], copyright="me", version="1"
    )
    (warning,) = built.warnings
    assert (
        "modelterms-index.rst: WARNING: the page 'modelterms-index' has the name of the index"
        in warning
    )
    name = "modelterms-index/index.html" if builder == "dirhtml" else "modelterms-index"
    (path,) = (path for path in built.outdir.rglob("*html") if name in str(path))
    assert "My own index." in path.read_text(encoding="utf-8")
    if builder == "epub":
        return
    tex = next(project.build("latex").outdir.glob("*.tex")).read_text(encoding="utf-8")
    assert "Terms from A to Z" in tex


def test_a_page_may_have_the_name_of_the_index_where_there_is_none(project: Project) -> None:
    project.write({"index": "Home\n====\n", "modelterms-index": ":orphan:\n\nMine\n====\n"})
    assert project.build().warnings == []
    project.write({"index": TERMS.replace(":ref:", "")})
    quiet = ["modelterms.odd-name"]
    assert project.build(html_domain_indices=False, suppress_warnings=quiet).warnings == []


def test_every_name_stands_in_the_general_index(project: Project) -> None:
    project.write({"index": TERMS})
    page = project.build().text("genindex.html")
    for name in ("beta", "B2", "Élan vital", "other, name", "Alpha", "3D Model"):
        assert f">{name}</a>" in page.replace("<strong>", "").replace("</strong>", ""), name


def test_the_pdf_has_both_indices(project: Project) -> None:
    project.write({"index": TERMS})
    tex = next(project.build("latex").outdir.glob("*.tex")).read_text(encoding="utf-8")
    assert r"\index{beta@" in tex
    assert "Terms from A to Z" in tex


LINKS = """
    Home
    ====

    .. toctree::

       more

    .. term:: Alpha

       The first.

    See :ref:`modelterms-index`, :ref:`all of them <modelterms-index>` and :any:`modelterms-index`.
    """
PAGES_OF_INDEX = {
    "html": "modelterms-index.html",
    "dirhtml": "modelterms-index/",
    "epub": "modelterms-index.xhtml",
    "json": "modelterms-index/",
}
WITHOUT_PAGE = {
    "singlehtml": "index.html",
    "text": "*.txt",
    "man": "*.1",
    "latex": "*.tex",
    "texinfo": "*.texi",
    "xml": "*.xml",
}


def references_to_the_index(project: Project, builder: str, **conf: object) -> str:
    """Build pages that refer to the index in all ways; return the text of the sentences."""
    project.write({"index": LINKS, "more.md": "# More\n\nSee [every one](#modelterms-index).\n"})
    project.conf |= {"copyright": "me", "version": "1"}
    built = project.build(builder, **conf)
    assert [w for w in built.warnings if "modelterms-index" in w] == []
    names = {"epub": "*.xhtml", "json": "*.fjson"}
    wanted = WITHOUT_PAGE.get(builder, names.get(builder, "*.html"))
    texts = [path.read_text(encoding="utf-8") for path in sorted(built.outdir.rglob(wanted))]
    return " ".join(" ".join(texts).replace('\\"', '"').split())


@pytest.mark.parametrize("builder", PAGES_OF_INDEX)
def test_references_to_the_index_lead_to_its_page(project: Project, builder: str) -> None:
    text = references_to_the_index(project, builder)
    links = re.findall(r'<a class="reference internal" href="([^"]*modelterms-index[^"]*)">', text)
    assert len(links) >= 4
    assert {link.removeprefix("../") for link in links} == {PAGES_OF_INDEX[builder]}


@pytest.mark.parametrize("builder", WITHOUT_PAGE)
def test_without_its_page_references_to_the_index_are_text(project: Project, builder: str) -> None:
    text = references_to_the_index(project, builder)
    for shown in ("Terms from A to Z", "all of them", "every one"):
        assert shown in text
    assert not re.search(r"(href|refuri|refid)=.[^ ]*modelterms-index|<>", text)
    assert "See modelterms" not in text


@pytest.mark.parametrize("setting", [False, ["py-modindex"]])
def test_an_index_that_sphinx_is_told_to_leave_out_has_no_links(
    project: Project, setting: object
) -> None:
    text = references_to_the_index(project, "html", html_domain_indices=setting)
    assert "all of them" in text
    assert "modelterms-index.html" not in text
