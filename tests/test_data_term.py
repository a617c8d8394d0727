"""Terms from data files: placed on pages, made safe, followed by incremental builds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.conftest import make_link

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Built, Project

RST = """
    glossary: Test words
    markup: rst
    terms:
      - name: Alpha
        abbr: AL
        aliases: [first, "one, two"]
        level: beginner
        related: [Beta]
        former_names: Aleph
        definition: The *first* :term:`beta`.
        explanation: |
          Something more.

          * a list
        examples:
          - An example with ``code``.
          - Another.
        questions:
          - question: Is it *new*?
            id: new
            answer: |
              Yes.

              Very.
        facts:
          Size: big
          Kind: a *letter*
        sources:
          - title: A book
            url: doi:10.1000/182
            note: Page 3.
      - name: Beta
        definition: The second.
"""

PAGE = "Home\n====\n\n.. term:: Alpha\n\n.. term:: beta\n"

DATA = {"modelterms_data": ["data/*.*"], "modelterms_levels": {"beginner": "Easy"}}


@pytest.fixture
def site(project: Project) -> Project:
    project.conf |= DATA
    project.write({"index": PAGE, "data/terms.yml": RST})
    return project


def test_a_record_is_shown_whole(site: Project) -> None:
    built = site.build()
    assert built.warnings == []
    alpha = built.domain.build.glossary.terms[0]
    assert (alpha.name, alpha.abbr, alpha.aliases) == ("Alpha", "AL", ("first", "one, two"))
    assert alpha.former_names == ("Aleph",)
    assert [fact.key for fact in alpha.facts] == ["Size", "Kind"]
    html = built.body("index")
    for text in (
        "The <em>first</em>",
        "<li><p>a list</p></li>",
        "An example with <code",
        "<p>Another.</p>",
        "Is it <em>new</em>?",
        'id="question-alpha-new"',
        "<p>Very.",
        "a <em>letter</em>",
        '<a class="reference external" href="https://doi.org/10.1000/182" rel="noopener">A book</a>',
        "<p>Page 3.</p>",
    ):
        assert text in html, text


def test_the_same_in_markdown(new_project: Callable[[str], Project]) -> None:
    markdown = RST.replace("markup: rst", "markup: md").replace("``code``", "`code`")
    markdown = markdown.replace(":term:`beta`", "{term}`beta`")
    built: list[Built] = []
    for page, text in (
        ("index", PAGE),
        ("index.md", "# Home\n\n```{term} Alpha\n```\n\n```{term} beta\n```\n"),
    ):
        project = new_project(page)
        project.conf |= DATA
        project.write({page: text, "data/terms.yml": RST if page == "index" else markdown})
        built.append(project.build())
        assert built[-1].warnings == []
    assert built[0].body("index") == built[1].body("index")


def test_content_of_the_page_overrides_the_record(site: Project) -> None:
    site.write(
        {
            "index": """
                Home
                ====

                .. term:: Alpha
                   :aliases: other

                   Written here.

                   .. term-example::

                      Mine.

                .. term:: Beta
                """
        }
    )
    built = site.build()
    assert built.warnings == []
    html = built.body("index")
    assert "Written here." in html
    assert "The <em>first</em>" not in html
    assert "Something more." in html
    assert "<p>Mine.</p>" in html
    assert "Another." not in html
    assert built.domain.build.glossary.terms[0].aliases == ("other",)


def test_messages_name_the_line_of_the_data_file(site: Project) -> None:
    text = RST.replace("Something more.", "See :nosuch:`x`.").replace("[Beta]", "[Nothing]")
    site.write({"data/terms.yml": text})
    warnings = site.build().warnings
    lines = text.splitlines()
    related = next(n for n, line in enumerate(lines) if "Nothing" in line)
    role = next(n for n, line in enumerate(lines) if "nosuch" in line)
    assert any(w.startswith(f"data/terms.yml:{related}: WARNING: related:") for w in warnings)
    assert any(w.startswith(f"data/terms.yml:{role}: ERROR: ") for w in warnings), warnings


def test_messages_from_markdown_too(project: Project) -> None:
    project.conf |= DATA
    text = "terms:\n- name: A\n  definition: |\n    One.\n\n    See {nosuch}`x`.\n"
    project.write({"index.md": "# Home\n\n```{term} A\n```\n", "data/a.yml": text})
    warnings = project.build().warnings
    assert any(w.startswith("data/a.yml:6: WARNING: ") for w in warnings), warnings


@pytest.mark.parametrize(
    ("markup", "text", "says"),
    [
        ("rst", ".. raw:: html\n\n   <script>bad()</script>", "directive 'raw'"),
        ("rst", ".. include:: ../secret.txt", "directive 'include'"),
        ("rst", ".. literalinclude:: ../secret.txt", "directive 'literalinclude'"),
        ("rst", ".. csv-table::\n   :file: secret.txt", "deactivated"),
        ("rst", ".. automodule:: os", "directive 'automodule'"),
        ("rst", ".. ifconfig:: bad()", "directive 'ifconfig'"),
        ("rst", "x :download:`secret.txt` y", "role 'download'"),
        ("rst", "`x <javascript:bad()>`_", "the address 'javascript:bad()' isn't"),
        ("rst", "x_\n\n.. _x: javascript:bad()", "the address 'javascript:bad()' isn't"),
        (
            "rst",
            ".. image:: https://example.org/x.png\n   :alt: A",
            "Use a file in the source directory",
        ),
        ("rst", ".. image:: ../../../x.png\n   :alt: A", "is outside of the source directory"),
        ("rst", ".. image:: dot.png\n   :target: javascript:bad()", "javascript:bad()"),
        ("rst", ":rawrole:`<script>bad()</script>`", "role 'rawrole'"),
        ("md", "<script>bad()</script>", "HTML is shown as plain text"),
        ("md", "Text <b onclick='bad()'>x</b>.", "HTML is shown as plain text"),
        ("md", "[x](javascript:bad())", ""),
        ("md", "![A](https://example.org/x.png)", "Use a file in the source directory"),
        ("md", "```{include} ../secret.txt\n```", "directive 'include'"),
        (
            "md",
            "```{eval-rst}\n.. raw:: html\n\n   <script>bad()</script>\n```",
            "directive 'raw'",
        ),
        ("md", "```{eval-rst}\n.. csv-table::\n   :file: secret.txt\n```", ""),
        ("md", "{{ bad() }}", "'{{' begins a substitution"),
        ("md", "[x](secret.txt)", "downloads aren't allowed"),
        ("md", "```{toctree}\n:glob:\n*\n```", "directive 'toctree'"),
    ],
)
def test_data_cannot_do_what_pages_can(
    project: Project, markup: str, text: str, says: str
) -> None:
    project.conf |= DATA | {
        "extensions": [*project.conf["extensions"], "sphinx.ext.autodoc", "sphinx.ext.ifconfig"],
        "myst_enable_extensions": ["substitution", "attrs_inline", "html_image", "colon_fence"],
        "rst_prolog": ".. role:: rawrole(raw)\n   :format: html\n",
    }
    indented = "\n".join(f"    {line}" if line else "" for line in f"Def.\n\n{text}".splitlines())
    data = (
        f"markup: {markup}\nterms:\n- name: A\n  definition: |\n{indented}\n  explanation: End.\n"
    )
    page = "index.md" if markup == "md" else "index"
    body = "# Home\n\n```{term} A\n```\n" if markup == "md" else "Home\n====\n\n.. term:: A\n"
    project.write({page: body, "data/a.yml": data, "secret.txt": "TOP SECRET"})
    (project.source.parent / "secret.txt").write_text("TOP SECRET", encoding="utf-8")
    built = project.build()
    html = built.body("index")
    assert "<script>bad" not in html
    assert not re.search(r"<[^>]*onclick", html)
    assert not re.search(r'(href|src)="(javascript|https://example)', html)
    assert "TOP SECRET" not in html
    assert not list(built.outdir.rglob("secret*"))
    assert "Def." in html
    if says:
        assert any(says in warning for warning in built.warnings), built.warnings
        assert built.warnings[0].startswith("data/a.yml:")


def test_an_unknown_record_names_the_nearest(site: Project) -> None:
    site.write({"index": PAGE + "\n.. term:: Alpa\n"})
    (warning,) = site.build().warnings
    assert warning == (
        "index.rst:8: WARNING: no data file has a term 'Alpa', and the directive has no body. "
        "Did you mean 'Alpha'? [modelterms.unknown-record]"
    )


def test_records_on_no_page_are_reported_once(site: Project) -> None:
    site.write({"index": "Home\n====\n"})
    (warning,) = site.build().warnings
    assert warning.startswith(
        "data/terms.yml:4: WARNING: 2 of 2 terms of the data files are on no"
    )
    assert "Alpha, Beta. Show each with a 'term' directive without a body" in warning


def test_text_in_the_other_markup_is_shown_as_it_is(site: Project) -> None:
    site.write({"data/terms.yml": RST.replace("markup: rst", "markup: md")})
    built = site.build()
    assert {w.split("[")[-1] for w in built.warnings} == {"modelterms.other-markup]"}
    assert "The *first* :term:" in built.body("index")


def test_a_pattern_that_matches_nothing_and_a_path_that_leads_out(site: Project) -> None:
    outside = site.source.parent / "outside.yml"
    outside.write_text("- name: Evil\n  definition: No.\n", encoding="utf-8")
    make_link(site.source / "data" / "link.yml", outside)
    patterns = ["data/*.yml", "none/*.yml", "../outside.yml", "/etc/*.yml", "**bad"]
    warnings = site.build(modelterms_data=patterns).warnings
    assert all("[modelterms.data-path]" in warning for warning in warnings), warnings
    text = "\n".join(warnings)
    assert "no file matches 'none/*.yml'" in text
    assert text.count("leads outside of the source directory") >= 1
    assert "Evil" not in site.build(modelterms_data=patterns).body("index")


def test_unknown_levels_in_data(site: Project) -> None:
    site.write({"data/terms.yml": RST.replace("level: beginner", "level: Beginner")})
    (warning,) = site.build().warnings
    assert warning.startswith("data/terms.yml:7: WARNING: there is no level 'Beginner' in")
    assert "Did you mean 'beginner'?" in warning


TWO_PAGES = {
    "index": "Home\n====\n\n.. toctree::\n   :hidden:\n\n   a\n   b\n   c\n",
    "a": "A\n=\n\n.. term:: Alpha\n",
    "b": "B\n=\n\n.. term:: Beta\n",
    "c": "C\n=\n\nNothing.\n",
}


def test_one_changed_record_reads_only_the_pages_that_placed_it(site: Project) -> None:
    site.write(TWO_PAGES)
    assert site.build().warnings == []
    assert site.build().read == []
    site.write({"data/terms.yml": RST.replace("The second.", "Another.")})
    built = site.build()
    assert built.read == ["b"]
    assert set(built.resolved) - {"index"} == {"a", "b"}  # a relates to Beta
    assert "Another." in built.body("a")
    site.write({"data/terms.yml": "# moved down\n\n" + re.sub("(?m)^    ", "", RST)})
    assert site.build().read == ["b"]  # back to what it was


def test_records_that_come_and_go(site: Project) -> None:
    site.write(TWO_PAGES)
    site.build()
    site.write({"data/terms.yml": RST.split("      - name: Beta")[0]})
    built = site.build()
    assert built.read == ["b"]
    assert any("no data file has a term 'Beta'" in warning for warning in built.warnings)
    site.write({"data/terms.yml": RST})
    built = site.build()
    assert built.read == ["b"]
    assert built.warnings == []
    assert "The second." in built.body("b")


def test_unchanged_files_are_not_parsed_again(
    site: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.build()
    from sphinx_modelterms.glossary.datafiles import reader as reading

    def refuse(name: str, content: bytes) -> None:
        raise AssertionError(name)

    monkeypatch.setattr(reading, "read_file", refuse)
    assert site.build().warnings == []
    (site.builddir / "doctrees" / "modelterms-data.pickle").write_bytes(b"spoilt")
    monkeypatch.undo()
    assert site.build().warnings == []


def test_problems_are_reported_in_each_build_until_they_are_fixed(site: Project) -> None:
    site.write({"data/terms.yml": RST.replace("abbr: AL", "abr: AL")})
    for _ in range(2):
        (warning,) = site.build().warnings
        assert warning.startswith(
            "data/terms.yml:5: WARNING: there is no field 'abr' in a term. Did you"
        )


def test_json_and_csv(site: Project) -> None:
    site.write(
        {
            "data/terms.yml": RST.split("      - name: Beta")[0],
            "data/b.json": '[{"name": "Beta",\n "definition": "From JSON."}]',
            "data/c.csv": 'name,aliases,definition\nGamma,"g, gam",From CSV.\n',
            "index": PAGE + "\n.. term:: Gamma\n",
        }
    )
    built = site.build()
    assert built.warnings == []
    assert "From JSON." in built.body("index")
    assert built.domain.build.glossary.terms[2].aliases == ("g", "gam")


def test_reading_in_parallel(site: Project) -> None:
    pages = {f"p{n}": f"P\n=\n\n:term:`Alpha` {n}\n" for n in range(12)}
    toctree = "".join(f"   {name}\n" for name in sorted(pages))
    site.write({"index": f"{PAGE}\n.. toctree::\n\n{toctree}"} | pages)
    built = site.build(parallel=4)
    assert built.warnings == []
    assert "The <em>first</em>" in built.body("index")


def test_a_record_that_is_placed_twice_warns(site: Project) -> None:
    site.write(TWO_PAGES | {"c": "C\n=\n\n.. term:: Beta\n"})
    (warning,) = site.build().warnings
    assert "the record of 'Beta' is placed twice, on 'b' and on 'c'. Remove one" in warning


def test_short_addresses_in_text_are_written_out(site: Project) -> None:
    site.write({"data/terms.yml": RST.replace("Something more.", "`Paper <arxiv:2005.11401>`__.")})
    built = site.build()
    assert built.warnings == []
    assert 'href="https://arxiv.org/abs/2005.11401"' in built.body("index")


def test_the_address_of_the_schema_may_stand_in_the_file(site: Project) -> None:
    text = (
        '{"$schema": "x.json", "markup": "rst", "terms": [{"name": "Beta", "definition": "Def."}]}'
    )
    site.write({"index": "Home\n====\n\n.. term:: Beta\n", "data/b.json": text})
    (site.source / "data" / "terms.yml").unlink()
    assert site.build().warnings == []
