"""Several meanings of one name, each with a scope."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.test_translated_site import translate

if TYPE_CHECKING:
    from tests.conftest import Built, Project

TERMS = """
    Terms
    =====

    .. term:: Port
       :scope: os
       :related: Socket, Host

       A number of a service.

    .. term:: Port
       :scope: naval
       :related: Ship

       A place for ships.

    .. term:: Socket
       :scope: os

       An end of a connection.

    .. term:: Ship

       It floats.

    .. term:: Host
       :scope: naval

       The owner of a ship.

    .. term:: Host
       :scope: os

       A computer.
    """


def index(*pages: str, more: str = "") -> str:
    listed = "\n".join(f"   {page}" for page in pages)
    return f"Home\n====\n\n.. toctree::\n\n{listed}\n\n{more}\n"


def links(built: Built, docname: str) -> dict[str, str]:
    """Text and address of each link to a term."""
    found = re.findall(r'<a class="mt-ref[^>]*href="([^"]*)"[^>]*>(.*?)</a>', built.body(docname))
    return {re.sub("<[^>]+>", "", text): address for address, text in found}


@pytest.fixture
def site(project: Project) -> Project:
    project.write({"index": index("terms", "page"), "terms": TERMS})
    return project


def test_equal_names_with_different_scopes_are_no_duplicates(site: Project) -> None:
    site.write({"page": "Page\n====\n\nText.\n"})
    built = site.build()
    assert built.warnings == []
    body = built.body("terms")
    for anchor in ("term-port-os", "term-port-naval", "term-socket-os", "term-ship"):
        assert f'id="{anchor}"' in body


@pytest.mark.parametrize("scope", ["os", ""])
def test_equal_names_in_one_scope_are_duplicates(project: Project, scope: str) -> None:
    option = f"\n   :scope: {scope}" if scope else ""
    terms = f".. term:: Port{option}\n\n   One.\n\n.. term:: port{option}\n\n   Two.\n"
    project.write({"index": f"Home\n====\n\n{terms}"})
    (warning,) = project.build().warnings
    assert "is defined twice" in warning
    assert ("in the scope 'os'" in warning) is bool(scope)
    assert ("give them different scopes" if scope else "give one a 'scope'") in warning


@pytest.mark.parametrize(
    ("page", "address"),
    [
        (":modelterms-scope: os\n\nPage\n====\n\n:term:`Port`\n", "terms.html#term-port-os"),
        (":modelterms-scope: Naval\n\nPage\n====\n\n:term:`Port`\n", "terms.html#term-port-naval"),
        ("Page\n====\n\n:term:`Port (os)`\n", "terms.html#term-port-os"),
        ("Page\n====\n\n:term:`port (NAVAL)`\n", "terms.html#term-port-naval"),
        ("Page\n====\n\n:term:`ports (naval)`\n", "terms.html#term-port-naval"),
        ("Page\n====\n\n:any:`Port (naval)`\n", "terms.html#term-port-naval"),
        ("Page\n====\n\n:term-def:`Port (naval)`\n", "terms.html#term-port-naval"),
        ("Page\n====\n\n:term-abbr:`Port (naval)`\n", "terms.html#term-port-naval"),
        (
            ":modelterms-scope: os\n\nPage\n====\n\n.. rst-class:: mt-scope-naval\n\nPart\n----\n\n"
            ":term:`Ports`\n",
            "terms.html#term-port-naval",
        ),
        (
            ":modelterms-scope: os\n\nPage\n====\n\n.. container:: mt-scope-naval\n\n   :any:`Port`\n",
            "terms.html#term-port-naval",
        ),
    ],
)
def test_references_take_the_nearest_scope(site: Project, page: str, address: str) -> None:
    site.write({"page": page})
    built = site.build()
    assert built.warnings == []
    (found,) = links(built, "page").values()
    assert found == address


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("---\nmodelterms-scope: os\n---\n# Page\n\n{term}`Port`\n", "term-port-os"),
        ("---\nmodelterms-scope: os\n---\n# Page\n\n[a](<#Port>)\n", "term-port-os"),
        ("---\nmodelterms-scope: naval\n---\n# Page\n\n[](Port)\n", "term-port-naval"),
        (
            "# Page\n\n```{rst-class} mt-scope-naval\n```\n\n## Part\n\n{term}`Port`\n",
            "term-port-naval",
        ),
    ],
)
def test_markdown_takes_the_nearest_scope(site: Project, page: str, address: str) -> None:
    site.write({"page.md": page})
    built = site.build()
    assert built.warnings == []
    assert list(links(built, "page").values()) == [f"terms.html#{address}"]


def test_a_setting_gives_a_folder_its_scope(project: Project) -> None:
    project.write(
        {
            "index": index("terms", "net/page", "sea/page"),
            "terms": TERMS,
            "net/page": "Page\n====\n\n:term:`Port`\n",
            "sea/page": "Page\n====\n\n:term:`Port`\n",
        }
    )
    built = project.build(modelterms_scopes={"net/*": "os", "sea/**": "naval", "*/*": "os"})
    assert built.warnings == []
    assert links(built, "net/page") == {"Port": "../terms.html#term-port-os"}
    assert links(built, "sea/page") == {"Port": "../terms.html#term-port-naval"}


def test_a_pattern_below_a_wider_one_warns(project: Project) -> None:
    page = "Page\n====\n\n:term:`Port`\n"
    project.write(
        {"index": index("terms", "a/b/c", "a/d"), "terms": TERMS, "a/b/c": page, "a/d": page}
    )
    narrow, wide = {"a/b/**": "os"}, {"a/**": "naval"}
    built = project.build(modelterms_scopes=narrow | wide)
    assert built.warnings == []
    assert links(built, "a/b/c") == {"Port": "../../terms.html#term-port-os"}
    (warning,) = project.build(modelterms_scopes=wide | narrow).warnings
    assert "modelterms_scopes: 'a/b/**' does nothing, as 'a/**' above it" in warning


def test_a_changed_setting_changes_links_without_reading(project: Project) -> None:
    page = "Page\n====\n\n:term:`Port`, and a port.\n"
    project.write({"index": index("terms", "net/page"), "terms": TERMS, "net/page": page})
    project.conf["modelterms_autolink"] = "all"
    project.build(modelterms_scopes={"net/*": "os"})
    built = project.build(modelterms_scopes={"net/*": "naval"})
    assert built.read == []
    assert set(links(built, "net/page").values()) == {"../terms.html#term-port-naval"}


def test_else_the_meaning_on_the_same_page_and_else_the_one_without_scope(
    project: Project,
) -> None:
    term = ".. term:: Port{}\n\n   It.\n\n"
    project.write(
        {
            "index": index("a", "b", "c"),
            "a": "A\n=\n\nSee :term:`Port`.\n\n" + term.format("\n   :scope: os"),
            "b": "B\n=\n\nSee :term:`Port`.\n\n" + term.format(""),
            "c": "C\n=\n\nSee :term:`Port`.\n",
        }
    )
    built = project.build()
    assert built.warnings == []
    assert [links(built, page)["Port"] for page in "abc"] == [
        "#term-port-os",
        "#term-port",
        "b.html#term-port",
    ]


def test_a_name_with_one_meaning_needs_no_scope(site: Project) -> None:
    site.write({"page": ":modelterms-scope: naval\n\nPage\n====\n\n:term:`Socket`\n"})
    built = site.build()
    assert built.warnings == []
    assert links(built, "page") == {"Socket": "terms.html#term-socket-os"}


def test_undecided_references_warn_with_what_to_write(site: Project) -> None:
    site.write({"page": "Page\n====\n\n:term:`Port`\n"})
    (warning,) = site.build().warnings
    assert "'Port' can mean 'Port (os)' or 'Port (naval)'" in warning
    assert "page.rst:4" in warning


def test_relations_take_the_scope_of_the_term_that_names(site: Project) -> None:
    site.write({"page": "Page\n====\n\n.. term-compare:: Port (os), Port (naval)\n"})
    built = site.build()
    assert built.warnings == []
    os_card, naval_card = (
        built.body("terms").split(f'id="term-port-{scope}"')[1] for scope in ("os", "naval")
    )
    assert os_card.index("Socket (os)") < os_card.index("Host (os)")
    assert "Ship" in naval_card
    assert "Port (os) vs Port (naval)" in built.body("page")


def test_a_term_without_scope_keeps_its_anchor_when_a_second_meaning_comes(
    project: Project,
) -> None:
    term = ".. term:: Port\n\n   It.\n"
    project.write({"index": f"Home\n====\n\n{term}"})
    before = project.build()
    second = ".. term:: Port\n   :scope: a\n\n   It.\n\n"
    project.write({"index": f"Home\n====\n\n{second}{term}"})
    after = project.build()
    assert before.warnings == after.warnings == []
    for built in (before, after):
        assert 'id="term-port"' in built.body("index")


def test_a_whole_name_with_brackets_or_colon_comes_first(project: Project) -> None:
    terms = "".join(
        f".. term:: {name}\n   :id: {anchor}\n{scope}\n   It.\n\n"
        for name, anchor, scope in (
            ("Port (os)", "whole", ""),
            ("Port", "scoped", "   :scope: os\n"),
            ("std: Port", "colon", ""),
        )
    )
    page = "See :term:`Port (os)`, :term:`Port`, :term:`std: Port`.\n\n"
    project.write({"index": f"Home\n====\n\n{page}{terms}"})
    built = project.build()
    assert built.warnings == []
    assert links(built, "index") == {
        "Port (os)": "#whole",
        "Port": "#scoped",
        "std: Port": "#colon",
    }


def test_mistakes_name_the_nearest_scopes(site: Project) -> None:
    site.write(
        {
            "page": ":modelterms-scope: navl\n\nPage\n====\n\n:term:`Port (oss)` :term:`ports (o)`\n\n"
            ".. rst-class:: mt-scope-o-s\n\nPart\n----\n\n.. term-list:: Port (x), Port (naval)\n"
        }
    )
    text = "\n".join(site.build(modelterms_scopes={"nothing/*": "os", "page": "navale"}).warnings)
    assert (
        "page.rst:1: WARNING: modelterms-scope: no term has the scope 'navl'. Did you mean 'naval'?"
        in text
    )
    assert "There is no 'Port' in the scope 'oss'. Write 'Port (os)' or 'Port (naval)'" in text
    assert "There is no 'ports' in the scope 'o'. Write 'Port (os)' or 'Port (naval)'" in text
    assert "the class 'mt-scope-o-s': no term has the scope 'o-s'. Did you mean 'os'?" in text
    assert "term-list: there is no 'Port' in the scope 'x'. Write 'Port (os)' or" in text
    assert "modelterms_scopes: 'nothing/*' matches no page" in text
    assert (
        "modelterms_scopes: 'page': no term has the scope 'navale'. Did you mean 'naval'?" in text
    )


@pytest.mark.parametrize("scope", ["a (b)", "a: b", "a, b", "a; b", "<b>", "-", "x" * 61])
def test_a_scope_that_cannot_be_is_ignored_with_a_warning(project: Project, scope: str) -> None:
    project.write({"index": f"Home\n====\n\n.. term:: Port\n   :scope: {scope}\n\n   It.\n"})
    built = project.build()
    assert any("scope: " in warning for warning in built.warnings)
    assert 'id="term-port"' in built.body("index")


def test_the_scope_is_shown_everywhere(site: Project) -> None:
    site.write(
        {"page": "Page\n====\n\n:term:`Port (os)`\n\n.. term-list::\n   :display: definitions\n"}
    )
    built = site.build()
    assert built.warnings == []
    assert '<span class="mt-scope">naval</span>' in built.body("terms")
    page = built.body("page")
    assert "Port (naval)" in page and "Port (os)" in page
    assert re.search(r'id="mt-tip-port-os"[^>]*><b>Port</b><i> os</i><span[^>]*> A number', page)
    a_to_z = built.text("modelterms-index.html")
    assert "Port (naval)" in a_to_z and "Port (os)" in a_to_z
    data = json.loads(built.text("modelterms.json"))
    scopes = [term.get("scope") for term in data["terms"] if term["name"] == "Port"]
    assert scopes == ["os", "naval"]
    assert "Port (naval)" in built.text("searchindex.js")
    index = re.sub(r"\s+", " ", built.text("genindex.html"))
    assert re.search(r"Port </?(?:a|ul|td|li)|<li>Port <ul>", index)
    assert re.search(r"<a href=\"terms.html#term-port-os\"><strong>os</strong></a>", index), index[
        2000:6000
    ]


def scoped_terms(*scopes: str, name: str = "Port") -> str:
    return "".join(f".. term:: {name}\n   :scope: {scope}\n\n   It.\n\n" for scope in scopes)


def section_of(scope: str, text: str = "See :term:`Port`.") -> str:
    return f".. rst-class:: mt-scope-{scope}\n\nPart\n----\n\n{text}\n\n"


@pytest.mark.parametrize("scope", ["C++", "größe", "神经", ".NET", "R&D", "1.0", "a b_c"])
def test_classes_can_name_every_scope(project: Project, scope: str) -> None:
    written = scope.replace(" ", "-")
    terms = scoped_terms("Other one", scope)
    pages = {"page": f"Page\n====\n\n{section_of(written)}"}
    if scope not in {"C++", ".NET", "R&D", "1.0"}:  # which MyST's attributes can't have
        pages["marked.md"] = f"# Page\n\n{{.mt-scope-{written}}}\nSee {{term}}`Port`.\n"
    docnames = [name.removesuffix(".md") for name in pages]
    project.write({"index": index(*docnames, more=terms), **pages})
    built = project.build(myst_enable_extensions=["attrs_block"])
    assert built.warnings == []
    anchors = re.findall(r'id="(term-port-[^"]*)"', built.body("index"))
    (anchor,) = (name for name in anchors if "other-one" not in name)
    for docname in docnames:
        assert links(built, docname) == {"Port": f"index.html#{anchor}"}


def test_a_class_that_several_scopes_share_warns(project: Project) -> None:
    terms = scoped_terms("C", "C++")
    project.write({"index": f"Home\n====\n\n{terms}{section_of('c++')}"})
    built = project.build()
    (warning,) = built.warnings
    assert "index.rst:1" in warning and warning.endswith("[modelterms.ambiguous]")
    assert "the class 'mt-scope-c' can name the scopes 'C' and 'C++'" in warning
    found = re.findall(r"'(mt-scope-c-\w+)' for '([^']*)'", warning)
    assert [scope for _, scope in found] == ["C", "C++"]
    for (name, scope), anchor in zip(found, ("term-port-c", "term-port-c-cedb1b"), strict=True):
        cured = section_of(name.removeprefix("mt-scope-"))
        project.write({"index": f"Home\n====\n\n{terms}{cured}"})
        built = project.build()
        assert built.warnings == [], scope
        assert links(built, "index") == {"Port": f"#{anchor}"}


def test_entries_take_the_scope_of_a_class_as_it_is_written(project: Project) -> None:
    entry = ".. glossary::\n\n   port\n      It.\n"
    project.write(
        {
            "index": index("terms", more=section_of("c++", entry) + section_of("os", entry)),
            "terms": "Terms\n=====\n\n" + scoped_terms("C++", "OS", name="Thing"),
        }
    )
    built = project.build()
    assert built.warnings == []
    assert {"port (C++)", "port (OS)"} <= inventory(built).keys()


def inventory(built: Built) -> dict[str, str]:
    """The addresses of the terms in ``objects.inv``, by name."""
    from sphinx.util.inventory import InventoryFile

    with (built.outdir / "objects.inv").open("rb") as file:
        terms = InventoryFile.load(file, "", lambda base, uri: uri)["std:term"]
    items = ((name, terms[name]) for name in terms)
    return {name: item[2] if isinstance(item, tuple) else item.uri for name, item in items}


def test_the_inventory_has_the_name_with_its_scope(site: Project) -> None:
    site.write({"page": "Page\n====\n"})
    names = inventory(site.build())
    assert names["Port (os)"] == "terms.html#term-port-os"
    assert names["Port (naval)"] == "terms.html#term-port-naval"
    assert names["Socket"] == "terms.html#term-socket-os"
    assert "Port" not in names  # other projects could not tell which it is


def test_a_wrong_scope_in_the_setting_leaves_the_others(site: Project) -> None:
    site.write({"page": "Page\n====\n\n:term:`Port`\n"})
    built = site.build(modelterms_scopes={"*": "os", "a": "b: c"})
    (warning,) = built.warnings
    assert "modelterms_scopes: 'a': the scope 'b: c' contains ':'" in warning
    assert links(built, "page") == {"Port": "terms.html#term-port-os"}


def auto(built: Built, docname: str) -> list[str]:
    """The addresses of the automatic links on a page."""
    return re.findall(r'<a class="mt-ref mt-auto[^>]*href="([^"]*)"', built.body(docname))


@pytest.mark.parametrize(
    ("page", "address"),
    [
        (
            ":modelterms-scope: os\n\nPage\n====\n\nTwo ports, one host.\n",
            "terms.html#term-port-os",
        ),
        (
            ":modelterms-scope: os\n\nPage\n====\n\n.. rst-class:: mt-scope-naval\n\nPart\n----\n\n"
            "Two ports, one ship.\n",
            "terms.html#term-port-naval",
        ),
        ("Page\n====\n\nA socket is open.\n", "terms.html#term-socket-os"),
    ],
)
def test_automatic_links_take_the_nearest_scope(site: Project, page: str, address: str) -> None:
    site.write({"page": page})
    site.conf["modelterms_autolink"] = "all"
    built = site.build()
    assert built.warnings == []
    assert auto(built, "page")[0] == address


def test_undecided_words_are_not_linked_and_warn_once_a_page(site: Project) -> None:
    site.write(
        {"page": "Page\n====\n\nTwo Ports of a ship.\n\nThe Port is closed. They port it.\n"}
    )
    site.conf["modelterms_autolink"] = "all"
    built = site.build()
    (warning,) = built.warnings
    assert (
        "page.rst:4: WARNING: 'Ports' can mean 'Port (os)' or 'Port (naval)', so it isn't"
        in warning
    )
    assert warning.endswith("[modelterms.ambiguous]")
    assert auto(built, "page") == ["terms.html#term-ship"]


def test_undecided_words_are_no_matter_without_automatic_links(site: Project) -> None:
    site.write({"page": "Page\n====\n\nTwo Ports of a ship.\n"})
    assert site.build(modelterms_report="report.json").warnings == []


def test_the_text_of_a_card_is_in_the_scope_of_its_term(project: Project) -> None:
    term = ".. term:: {}\n   :scope: {}\n\n   It has a {}.\n\n"
    project.write(
        {
            "index": "Home\n====\n\n"
            + term.format("Widget", "os", "gadget")
            + term.format("Gadget", "os", "thing")
            + term.format("Gadget", "naval", "thing")
        }
    )
    project.conf["modelterms_autolink"] = "all"
    built = project.build()
    assert built.warnings == []
    assert auto(built, "index") == ["#term-gadget-os"]


GLOSSARY = """
    {title}
    ======

    .. glossary::

       port
          {text}

       dock
          Used by a :term:`port`.
    """

PAGE = "{title}\n====\n\nSee :term:`port`, :any:`port`, and the port with a dock.\n"


@pytest.fixture
def glossaries(project: Project) -> Project:
    """Three plain glossaries: of two folders, and without a scope."""
    project.write(
        {
            "index": index("net/words", "net/page", "sea/words", "sea/page", "general", "other"),
            "net/words": GLOSSARY.format(title="Net...", text="A number of a service."),
            "net/page": PAGE.format(title="Page"),
            "sea/words": ":modelterms-scope: Naval\n\n"
            + "\n".join(
                line[4:]
                for line in GLOSSARY.format(title="Sea...", text="For ships.").splitlines()
            ),
            "sea/page": ":modelterms-scope: naval\n\n" + PAGE.format(title="Page"),
            "general": GLOSSARY.format(title="All...", text="A left side."),
            "other": PAGE.format(title="Page"),
        }
    )
    project.conf |= {"modelterms_scopes": {"net/*": "os"}, "modelterms_autolink": "all"}
    return project


@pytest.mark.parametrize("parallel", [0, 2])
def test_plain_glossaries_with_scopes_build_without_a_warning(
    glossaries: Project, parallel: int
) -> None:
    built = glossaries.build(parallel=parallel)
    assert built.warnings == []
    for docname, address in (
        ("net/page", "words.html#term-port"),
        ("sea/page", "words.html#term-port"),
        ("other", "general.html#term-port"),
    ):
        found = re.findall(r'href="([^"#]*#term-port)"', built.body(docname))
        assert found == [address] * 3


def test_equal_entries_in_one_scope_are_reported(project: Project) -> None:
    project.write(
        {
            "index": index("a", "b", "c"),
            **{
                name: f"{name}\n===\n\n.. glossary::\n\n   port\n      It.\n\n:term:`port`\n"
                for name in ("a", "b", "c")
            },
        }
    )
    plain = project.build(modelterms_scopes={})
    assert len(plain.warnings) == 2
    assert all("duplicate term description of port" in warning for warning in plain.warnings)
    assert (
        "b.rst:5: WARNING: duplicate term description of port, other instance in a"
        in plain.warnings[0]
    )
    # Scopes can change without a page being read again, so the extension itself compares them.
    built = project.build(modelterms_scopes={"c": "os"})
    (warning,) = built.warnings
    assert "b.rst:6: WARNING: the entry 'port' is defined twice without a scope." in warning
    assert "a.rst:6. [modelterms.duplicate-name]" in warning
    (warning,) = project.build(modelterms_scopes={"a": "os", "c": "os"}).warnings
    assert "c.rst:6: WARNING: the entry 'port' is defined twice in the scope 'os'." in warning
    assert project.build(modelterms_scopes={"b": "naval", "c": "os"}).warnings == []


def test_entries_in_two_sections_of_a_page(project: Project) -> None:
    part = ".. rst-class:: mt-scope-{0}\n\nPart {0}\n------------\n\n.. glossary::\n\n   port\n      Of {0}.\n\nSee :term:`port`.\n\n"
    project.write({"index": "Home\n====\n\n" + part.format("os") + part.format("naval")})
    built = project.build()
    assert built.warnings == []
    first, second = re.findall(r'href="(#term-[^"]*)"><span class="xref', built.body("index"))
    assert first != second


def test_the_inventory_keeps_entries_of_sphinx_and_has_their_scopes(glossaries: Project) -> None:
    built = glossaries.build()
    names = inventory(built)
    assert {"port", "port (os)", "port (Naval)"} <= names.keys()
    assert names["port (os)"] == "net/words.html#term-port"
    assert glossaries.build().read == []


def test_without_a_meaning_without_scope_the_inventory_lists_no_bare_name(
    project: Project,
) -> None:
    entry = ".. glossary::\n\n   port\n      It.\n"
    project.write({"index": f"Home\n====\n\n{section_of('a', entry)}{section_of('b', entry)}"})
    for _ in range(2):  # nothing of it stays in the environment
        built = project.build()
        assert built.warnings == []
        assert inventory(built).keys() == {"port (a)", "port (b)"}
        (project.builddir / "html" / "objects.inv").unlink()


@pytest.mark.parametrize("builder", ["html", "epub", "latex", "texinfo"])
def test_the_index_leads_to_all_meanings(glossaries: Project, builder: str) -> None:
    term = ".. term:: Mole\n\n   It.\n\n"
    pages = {"x": f":modelterms-scope: os\n\nX\n=\n\n{term}", "y": f"Y\n=\n\n{term}"}
    glossaries.write({"more": "More\n====\n\n.. toctree::\n\n   x\n   y\n", **pages})
    index_page = (glossaries.source / "index.rst").read_text("utf-8")
    glossaries.write({"index": f"{index_page}\n.. toctree::\n\n   more\n"})
    glossaries.conf |= {"copyright": "us", "version": "1"}  # e-books need them
    for _ in range(2):
        built = glossaries.build(builder)
        assert built.warnings == []
        if builder in {"html", "epub"}:
            suffix = "html" if builder == "html" else "xhtml"
            text = built.text(f"genindex.{suffix}")
            lines = re.findall(r'href="([^"]*#term-(?:port|mole))">(?:<strong>)?([^<]*)', text)
            assert [name for _, name in lines] == ["Mole", "os", "port", "Naval", "os"]
            assert len({address for address, _ in lines}) == 5
        elif builder == "latex":
            text = next(built.outdir.glob("*.tex")).read_text("utf-8")
            found = re.findall(r"spxentry\{(?:port|Mole)\}(?:!(\w+)@)?", text)
            assert sorted(found) == ["", "", "Naval", "os", "os"]
        else:
            text = next(built.outdir.glob("*.texi")).read_text("utf-8")
            found = re.findall(r"@geindex (?:port|Mole)(?:; (\w+))?\n", text)
            assert sorted(found) == ["", "", "Naval", "os", "os"]


def test_entries_of_two_pages_on_one_page_have_their_own_ids(glossaries: Project) -> None:
    built = glossaries.build("singlehtml")
    assert built.warnings == []
    body = (built.outdir / "index.html").read_text("utf-8")
    ids = re.findall(r'<dt id="(term-port[^"]*)"', body)
    assert len({*ids}) == len(ids) == 3
    assert {f"#{name}" for name in ids} <= {*re.findall(r'href="([^"]*)"', body)}
    assert not re.search(r'href="#document[^"]*#term-', body)


@pytest.mark.parametrize("link", ["[x](<Port (os)>)", "[x](<#Port (os)>)"])
def test_markdown_links_can_name_a_scope(site: Project, link: str) -> None:
    site.write({"page.md": f"# Page\n\n{link}\n"})
    built = site.build()
    assert (built.warnings, list(links(built, "page").values())) == (
        [],
        ["terms.html#term-port-os"],
    )


SITE = {
    "index": index("net/words", "net/guide", "sea/words", "sea/guide", "general", "mixed"),
    "net/words": """
        Net
        ===

        .. glossary::

           port
              A number of a service.

           host
              A computer with a :term:`port`.
        """,
    "net/guide": """
        Guide
        =====

        Open the :term:`port` of a :term:`host`, then another port of the host.
        """,
    "sea/words": """
        :modelterms-scope: naval

        Sea
        ===

        .. glossary::

           port
              A place for ships.

           dock
              Part of a :term:`port`.
        """,
    "sea/guide.md": """
        ---
        modelterms-scope: naval
        ---

        # Guide

        Reach the {term}`port` with a {term}`dock`, or any port with a dock.
        """,
    "general": """
        General
        =======

        .. glossary::

           port
              The left side of a ship.

           host
              Somebody with guests at a :term:`port`.
        """,
    "mixed": """
        Mixed
        =====

        A :term:`port`, a :term:`port (os)`, a :term:`port (naval)`, and :term:`dock`.

        .. rst-class:: mt-scope-os

        Computers
        ---------

        A :term:`port`.

        .. term:: Socket
           :scope: os
           :related: port

           An end of a connection.

        .. term:: Socket
           :scope: naval
           :related: port

           A hole for a mast.

        .. term-compare:: Socket (os), Socket (naval)

        .. term-list::
           :display: definitions
        """,
}
GERMAN = {
    "net/words": {"port": "Port", "host": "Rechner", "A number of a service.": "Eine Nummer."},
    "net/guide": {
        "Open the :term:`port` of a :term:`host`, then another port of the host.": (
            "Öffne den :term:`Port` eines :term:`Rechner`."
        )
    },
    "sea/words": {"port": "Hafen", "A place for ships.": "Ein Ort für Schiffe."},
    "sea/guide": {
        "Reach the {term}`port` with a {term}`dock`, or any port with a dock.": (
            "Erreiche den {term}`Hafen` mit einem {term}`dock`."
        )
    },
    "general": {"port": "Backbord"},
    "mixed": {
        "A :term:`port`.": "Ein :term:`Port`.",
        "Socket": "Steckplatz",
        "os": "Rechner",
        "naval": "Schifffahrt",
    },
}


@pytest.fixture
def big_site(project: Project) -> Project:
    """A site of two scopes, three glossaries and two languages."""
    project.write(SITE)
    translate(project, "de", GERMAN)
    project.conf |= {
        "nitpicky": True,
        "gettext_compact": False,
        "modelterms_scopes": {"net/*": "os"},
        "modelterms_autolink": "section",
    }
    return project


@pytest.mark.parametrize("parallel", [0, 2])
@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("builder", ["html", "latex", "epub"])
def test_two_scopes_three_glossaries_and_two_languages(
    big_site: Project, builder: str, language: str, parallel: int
) -> None:
    big_site.conf |= {"copyright": "us", "version": "1"}  # e-books need them
    built = big_site.build(builder, language=language, parallel=parallel)
    assert built.warnings == []


def test_translated_names_and_scopes_lead_to_the_same_meanings(big_site: Project) -> None:
    built = big_site.build(language="de")
    assert links(built, "net/guide") == {
        "Port": "words.html#term-port",
        "Rechner": "words.html#term-host",
    }
    assert links(built, "sea/guide")["Hafen"] == "words.html#term-port"
    mixed = built.body("mixed")
    assert '<span class="mt-scope">Schifffahrt</span>' in mixed
    assert re.search(r"Steckplatz \(Rechner\) \S+ Steckplatz \(Schifffahrt\)", mixed), mixed
    found = re.findall(r'href="([^"]*#term-port)"[^>]*><span class="xref', mixed)
    assert found == [
        "general.html#term-port",
        "net/words.html#term-port",
        "sea/words.html#term-port",
        "net/words.html#term-port",
    ]
    assert 'id="term-socket-naval"' in mixed


DATA = """
    markup: rst
    terms:
      - name: Port
        scope: os
        definition: A number.
        related: [Socket]
      - name: Port
        scope: Naval
        definition: A place with a :term:`port`.
      - name: Port
        definition: A side.
      - name: Socket
        scope: os
        definition: An end.
      - name: Socket
        scope: naval
        definition: A hole.
    """


@pytest.mark.parametrize("suffix", ["rst", "md"])
def test_records_of_one_name_have_pages_of_their_own(project: Project, suffix: str) -> None:
    toctree = {
        "rst": "Home\n====\n\n.. toctree::\n\n   terms/index\n",
        "md": "# Home\n\n```{toctree}\nterms/index\n```\n",
    }
    data = DATA if suffix == "rst" else DATA.replace("rst", "md").replace(":term:", "{term}")
    project.write({f"index.{suffix}": toctree[suffix], "terms.yml": data})
    project.conf |= {"modelterms_data": ["terms.yml"], "modelterms_pages": "terms"}
    built = project.build()
    assert built.warnings == []
    for docname, anchor in (
        ("terms/port", "term-port"),
        ("terms/port-os", "term-port-os"),
        ("terms/port-naval", "term-port-naval"),
    ):
        assert f'id="{anchor}"' in built.body(docname)
    assert "An end." in built.body("terms/port-os")
    assert 'href="#term-port-naval"' in built.body("terms/port-naval")
    # Pages that we wrote are known again.
    (project.builddir / "doctrees" / "modelterms-pages.pickle").unlink(missing_ok=True)
    project.write({"terms.yml": data.replace("scope: Naval", "scope: sea")})
    built = project.build()
    assert built.warnings == []
    assert not (project.source / "terms" / f"port-naval.{suffix}").exists()
    assert 'id="term-port-sea"' in built.body("terms/port-sea")


def test_records_are_placed_by_name_and_scope(project: Project) -> None:
    page = ".. term:: Port\n   :scope: {}\n\n.. term:: Port\n\n"
    project.write({"index": f"Home\n====\n\n{page.format('OS')}", "terms.yml": DATA})
    project.conf["modelterms_data"] = ["terms.yml"]
    built = project.build()
    assert "A number." in built.body("index") and "A side." in built.body("index")
    project.write({"index": f"Home\n====\n\n{page.format('oss')}"})
    text = "\n".join(project.build().warnings)
    assert "no data file has a term 'Port (oss)'" in text
    assert "It has 'Port' with 'os' and 'Naval' and 'no scope'" in text
    project.write({"index": "Home\n====\n\n.. term:: Port (OS)\n"})
    text = "\n".join(project.build().warnings)
    assert "has a term 'Port (OS)', and the directive has no body. Write 'Port' as the" in text
    assert "as the name, and set ':scope: OS'." in text


def test_equal_records_are_reported_with_their_scope(project: Project) -> None:
    data = "- {name: Port, scope: os, definition: A.}\n- {name: port, scope: OS, definition: B.}\n"
    project.write({"index": "Home\n====\n\n.. term:: Port\n   :scope: os\n", "a.yml": data})
    project.conf["modelterms_data"] = ["a.yml"]
    (warning,) = project.build().warnings
    assert "the term 'port (OS)' is already on line 1" in warning


def test_undecided_names_in_options_and_directives_warn(project: Project) -> None:
    terms = "".join(f".. term:: Port\n   :scope: {scope}\n\n   It.\n\n" for scope in ("a", "b"))
    other = ".. term:: Other\n   :related: Port\n\n   It.\n\n.. term-list:: Port, Other\n"
    project.write({"index": index("terms", more=other), "terms": f"Terms\n=====\n\n{terms}"})
    first, second = project.build().warnings
    assert (
        "related: 'Port' can mean 'Port (a)' or 'Port (b)'. Write the one that you mean" in first
    )
    assert "term-list: 'Port' can mean" in second


def test_answers_on_other_pages_keep_the_scope_of_their_card(project: Project) -> None:
    term = (
        ".. term:: Port\n   :scope: {0}\n\n   It.\n\n   .. term-question:: Why {0}?\n\n"
        "      See :term:`port`.\n\n"
    )
    project.write(
        {
            "index": index("terms", more=".. term-faq:: Port (a), Port (b)\n"),
            "terms": "Terms\n=====\n\n" + term.format("a") + term.format("b"),
        }
    )
    built = project.build()
    assert built.warnings == []
    assert re.findall(
        r'href="(terms.html#term-port-.)"><span class="xref', built.body("index")
    ) == [
        "terms.html#term-port-a",
        "terms.html#term-port-b",
    ]


def test_comparisons_and_references_to_them_name_scopes(site: Project) -> None:
    site.write(
        {
            "page": ":modelterms-scope: os\n\nPage\n====\n\nSee :term-compare:`Port; Host (naval)`.\n\n"
            ".. term-compare:: Port, Host (naval)\n"
        }
    )
    built = site.build()
    assert built.warnings == []
    assert "Port (os) vs Host (naval)" in built.body("page")
    assert built.body("page").count('href="#compare-') >= 1


def test_a_former_name_means_the_term_in_the_nearest_scope(project: Project) -> None:
    term = ".. term:: {0} {1}\n   :scope: {1}\n   :former-names: Gate\n\n   It.\n\n"
    page = "Page\n====\n\nA gate, :term:`Gate`, :term:`gate (b)`.\n"
    terms = term.format("New", "a") + term.format("New", "b")
    project.write({"index": index("page", more=terms), "page": f":modelterms-scope: a\n\n{page}"})
    rules = ["former-name"]
    text = project.build(modelterms_quality=rules).warnings
    assert any("'gate' is a former name. Write 'New a (a)' instead" in line for line in text)
    assert any("'Gate' is a former name of 'New a (a)'. Write" in line for line in text)
    assert any("'gate (b)' is a former name of 'New b (b)'. Write" in line for line in text)
    built = project.build("modelterms", modelterms_report="report.json")
    report = json.loads(built.text("report.json"))
    found = [(one["sample"]["text"], one["sample"]["write"]) for one in report["outdated"]]
    assert found == [
        ("gate", "New a (a)"),
        ("Gate", ":term:`New a (a)`"),
        ("gate (b)", ":term:`New b (b)`"),
    ]
    project.write({"page": page})
    text = project.build(modelterms_quality=rules).warnings
    assert any("of 'New a (a)' or 'New b (b)'. Write" in line for line in text)


def test_references_to_comparisons_warn_of_names_with_several_meanings(site: Project) -> None:
    page = "Page\n====\n\nSee :term-compare:`Port; Ship`.\n\n.. term-compare:: Port ({}), Ship\n"
    site.write({"page": page.format("os")})
    (warning,) = site.build().warnings
    assert "page.rst:4: WARNING: 'Port' can mean 'Port (os)' or 'Port (naval)'" in warning
    site.write({"page": page.format("naval")})
    (warning,) = site.build().warnings
    assert "no comparison of 'Port; Ship'. Write 'Port (naval); Ship'. [ref.compare]" in warning


def test_a_deprecated_term_is_replaced_in_its_own_scope(site: Project) -> None:
    old = ".. term:: Gate\n   :scope: naval\n   :status: deprecated\n   :replaced-by: Port\n\n   It.\n"
    site.write({"page": f"Page\n====\n\n{old}"})
    built = site.build()
    assert built.warnings == []
    assert links(built, "page") == {"Port (naval)": "terms.html#term-port-naval"}


def test_a_page_without_scope_inside_a_scoped_folder(project: Project) -> None:
    page = "Page\n====\n\n:term:`Port`\n"
    project.write(
        {
            "index": index("terms", "net/page", "net/other"),
            "terms": TERMS + "\n    .. term:: Port\n\n       A side.\n",
            "net/page": f":modelterms-scope:\n\n{page}",
            "net/other": page,
        }
    )
    built = project.build(modelterms_scopes={"net/*": "os"})
    assert built.warnings == []
    assert links(built, "net/page") == {"Port": "../terms.html#term-port"}
    assert links(built, "net/other") == {"Port": "../terms.html#term-port-os"}


def test_a_page_whose_scope_changes_changes_links_of_others(project: Project) -> None:
    term = "A\n=\n\n.. term:: Port\n\n   It has a :term:`hold`.\n\n.. glossary::\n\n   hold\n      Of {}.\n"
    page = ":modelterms-scope: os\n\nPage\n====\n\nSee :term:`Port` and :term:`hold`, a Port, a hold.\n"
    project.write(
        {
            "index": index("a", "b", "page", more=".. term-list::\n"),
            "a": ":modelterms-scope: os\n\n" + term.format("a"),
            "b": ":modelterms-scope: naval\n\n" + term.format("b"),
            "page": page,
        }
    )
    project.conf["modelterms_autolink"] = "all"
    before = project.build()
    assert set(links(before, "page").values()) == {"a.html#term-port", "a.html#term-hold"}
    project.write(
        {
            "a": ":modelterms-scope: naval\n\n" + term.format("a"),
            "b": ":modelterms-scope: os\n\n" + term.format("b"),
        }
    )
    after = project.build()
    assert sorted(after.read) == ["a", "b"]
    assert set(links(after, "page").values()) == {"b.html#term-port", "b.html#term-hold"}
    clean = project.build(builddir=project.builddir.with_name("clean"))
    for docname in ("index", "a", "b", "page"):
        assert after.body(docname) == clean.body(docname)


def test_a_list_on_a_page_whose_scope_changes_is_seen_by_cards(site: Project) -> None:
    compare = "Page\n====\n\n.. term-compare:: Port, Ship\n"
    site.write({"page": f":modelterms-scope: os\n\n{compare}"})
    site.build()
    site.write({"page": f":modelterms-scope: naval\n\n{compare}"})
    after = site.build()
    assert after.warnings == []
    clean = site.build(builddir=site.builddir.with_name("clean"))
    assert after.body("terms") == clean.body("terms")
    assert "Port (naval) vs Ship" in after.body("terms")
