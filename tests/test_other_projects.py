"""Terms of other projects: what is fetched when, what pages show of it, and what is not trusted."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_modelterms.companions.intersphinx_projects import foreign_names
from sphinx_modelterms.glossary.other_projects import reader
from tests.other_site import OtherSite, inventory, other_site, published, write_copy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.conftest import Built, Project

TERMS = {
    "Token": ("g.html#term-token", "A piece of text."),
    "Window": ("g.html#term-window", "What a model sees."),
    "Unused": ("g.html#term-unused", "Nobody links it."),
}

PAGES = {
    "index": """
        Home
        ====

        .. toctree::

           uses
           sub/deep
           nothing

        Nothing of others.
        """,
    "uses": """
        Uses
        ====

        A :term:`token` and a :term:`o:Token`, also :external:term:`Token`.
        """,
    "sub/deep": """
        Deep
        ====

        :term:`Window` and :term:`Ours`.
        """,
    "nothing": """
        Nothing
        =======

        .. term:: Ours

           Our own.
        """,
}


@pytest.fixture
def other() -> Iterator[OtherSite]:
    with other_site() as site:
        site.publish(TERMS)
        yield site


@pytest.fixture
def site(project: Project, other: OtherSite) -> Project:
    project.conf = {
        "extensions": ["sphinx.ext.intersphinx", "sphinx_modelterms"],
        "html_theme": "basic",
        "show_warning_types": True,
        "intersphinx_mapping": {"o": (other.address, None)},
        "modelterms_other": ["o"],
    }
    project.write(PAGES)
    return project


def tips(built: Built, docname: str) -> list[str]:
    """The hover cards of other projects' terms on a page, as text."""
    found = re.findall(r'<div class="mt-tip mt-tip-other".*?</div>', built.text(f"{docname}.html"))
    return [re.sub("<[^>]*>", "", html) for html in found]


def written(built: Built) -> list[str]:
    """The pages that were written, without the one whose toctree contains them."""
    return sorted(built.resolved.keys() - {"index"})


@pytest.fixture
def in_days(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Moves the clock."""
    now = time.time

    def move(days: int) -> None:
        monkeypatch.setattr(time, "time", lambda: now() + days * 86_400)

    return move


def offline(other: OtherSite) -> None:
    """Let the other site be where nobody answers."""
    other.statuses.update(dict.fromkeys(other.files, 503))


def assert_clean(site: Project, built: Built, tmp_path: Path, **conf: Any) -> None:
    """All pages are those of a clean build."""
    clean = site.build(builddir=tmp_path / f"clean-{time.monotonic_ns()}", **conf)
    for page in PAGES:
        assert built.text(f"{page}.html") == clean.text(f"{page}.html"), page


@pytest.fixture
def local(site: Project, tmp_path: Path) -> Path:
    """The folder of a copy of the other site's files."""
    folder = tmp_path / "copy"
    folder.mkdir()
    write_copy(folder, TERMS)
    inventory_path = str(folder / "objects.inv")
    site.conf["intersphinx_mapping"] = {"o": ("https://o.example/docs/", inventory_path)}
    return folder


def test_links_have_the_cards_of_the_other_site(site: Project) -> None:
    built = site.build()
    assert tips(built, "uses") == ["Token Other A piece of text."]
    assert tips(built, "sub/deep") == ["Window Other What a model sees."]
    assert not built.warnings
    page = built.text("uses.html")
    links = re.findall(r'<a class="([^"]*)"[^>]*data-mt-tip="([^"]*)"', page)
    assert len(links) == 3
    assert {tip for _, tip in links} == {"mt-tip-other-1"}
    assert all({"mt-ref", "mt-other"} <= set(classes.split()) for classes, _ in links)
    assert page.count('aria-describedby="mt-tip-other-1-project mt-tip-other-1-text"') == 1
    assert "modelterms-hover.js" in page
    assert "mt-tip" not in built.text("nothing.html")


def test_terms_are_read_once_a_page_needs_one(
    site: Project, local: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until then, nobody is told about those that can't be used."""
    readings = []

    def read_terms(written: list[Any], read: Any = reader.read_terms) -> Any:
        readings.append(len(written))
        return read(written)

    monkeypatch.setattr(reader, "read_terms", read_terms)
    made = json.loads(published(TERMS))
    made["terms"].append({"name": "Nowhere"})
    (local / "modelterms-terms.json").write_text(json.dumps(made), encoding="utf-8")
    site.write({page: f"Page\n====\n\nText of {page}.\n" for page in ("uses", "sub/deep")})
    for _ in range(2):
        assert not site.build().warnings
    assert readings == []
    site.write({"uses": PAGES["uses"]})
    for _ in range(3):
        built = site.build()
        (warned,) = built.warnings
        assert "has 1 terms without a usable name, summary or address" in warned
        assert readings == [4]
    assert tips(built, "uses") == ["Token Other A piece of text."]


def kept_bytes(built: Built) -> bytes:
    """The content of all that is kept of other projects' terms."""
    kept = sorted(built.outdir.parent.rglob("modelterms-other-*.pickle"))
    assert kept
    return b"".join(path.read_bytes() for path in kept)


def without_mentions(site: Project) -> None:
    site.write({page: f"Page\n====\n\nText of {page}.\n" for page in ("uses", "sub/deep")})


def test_terms_of_a_local_file_are_kept_once_a_page_needs_one(site: Project, local: Path) -> None:
    without_mentions(site)
    for _ in range(2):
        built = site.build()
        assert b"A piece of text" not in kept_bytes(built)
    kept = kept_bytes(built)
    site.write({"nothing": PAGES["nothing"] + "\n        More.\n"})
    assert kept_bytes(site.build()) == kept
    site.write({"uses": PAGES["uses"]})
    for _ in range(2):
        built = site.build()
        assert tips(built, "uses") == ["Token Other A piece of text."]
        assert b"A piece of text" in kept_bytes(built)


def test_terms_of_a_server_are_kept_before_a_page_needs_one(
    site: Project, other: OtherSite
) -> None:
    without_mentions(site)
    site.build()
    offline(other)
    site.write({"uses": PAGES["uses"]})
    assert tips(site.build(), "uses") == ["Token Other A piece of text."]


@pytest.mark.parametrize("answer", [None, b"no JSON"])
def test_an_unread_local_file_that_is_gone_stands_in_for_no_answer(
    site: Project, other: OtherSite, local: Path, answer: bytes | None
) -> None:
    both = (None, str(local / "objects.inv"))
    site.conf["intersphinx_mapping"] = {"o": (other.address, both)}
    without_mentions(site)
    offline(other)
    assert not [line for line in site.build().warnings if "modelterms" in line]
    (local / "modelterms-terms.json").unlink()
    if answer is not None:
        other.files["/modelterms-terms.json"] = answer
        other.statuses.clear()
    site.write({"uses": PAGES["uses"]})
    built = site.build()
    (warned,) = [line for line in built.warnings if "other-project" in line]
    assert ("isn't JSON. It is ignored" if answer else "can't be fetched") in warned
    assert tips(built, "uses") == []


def test_mentions_of_our_terms_are_not_noted_as_leading_elsewhere(
    site: Project, local: Path
) -> None:
    """They are most of what pages mention, and a second record of each would cost time."""
    pages = site.build().domain.pages
    assert [(one.kind, one.target) for one in pages["uses"].outside] == [("term", "Token")]
    assert pages["sub/deep"].outside == ()


def test_names_of_others_are_in_the_order_of_the_inventories(site: Project, local: Path) -> None:
    """Pages are planned again if it changes, and the order of a set varies."""
    names = foreign_names(site.build().domain.env)
    assert [*names] == ["token", "window", "unused", "o:token", "o:window", "o:unused"]


def test_a_cache_limit_of_centuries_does_not_prevent_the_first_request(site: Project) -> None:
    built = site.build(intersphinx_cache_limit=100_000)
    assert tips(built, "uses") == ["Token Other A piece of text."]


def test_nothing_is_fetched_that_no_setting_names(site: Project, other: OtherSite) -> None:
    for setting in ([], ["o"]):
        built = site.build(modelterms_other=setting)
        assert len(other.asked_for_terms()) == len(setting)
        assert bool(tips(built, "uses")) == bool(setting)
    # Without the setting again, nothing is left.
    built = site.build(modelterms_other=[])
    assert "mt-tip" not in built.text("uses.html")


def test_builds_without_the_setting_load_no_code_for_requests(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text("extensions = ['sphinx_modelterms']\n", encoding="utf-8")
    (tmp_path / "index.rst").write_text("A\n=\n\n.. term:: X\n\n   Y.\n", encoding="utf-8")
    program = f"""
        import sys
        from sphinx.cmd.build import main
        assert main(["-q", {str(tmp_path)!r}, {str(tmp_path / "out")!r}]) == 0
        names = "sources.requests", "sources.other_terms", "linking.other_projects"
        assert not {{f"sphinx_modelterms.{{name}}" for name in names}} & sys.modules.keys()
    """
    subprocess.run([sys.executable, "-c", dedent(program)], check=True)


def test_a_build_without_changes_writes_nothing_and_asks_nobody(
    site: Project, other: OtherSite
) -> None:
    site.build()
    other.asked_for_terms()
    built = site.build()
    assert not built.resolved
    assert not built.read
    assert other.asked_for_terms() == []


def test_changed_summary_in_a_local_file_rewrites_the_page_that_shows_it(
    site: Project, local: Path, tmp_path: Path
) -> None:
    assert tips(site.build(), "uses") == ["Token Other A piece of text."]
    write_copy(local, TERMS | {"Token": ("g.html#term-token", "Changed.")})
    built = site.build()
    assert written(built) == ["uses"]
    assert tips(built, "uses") == ["Token Other Changed."]
    assert_clean(site, built, tmp_path)
    write_copy(local, TERMS | {"Token": ("g.html#term-token", "Changed.")}, project="Renamed")
    built = site.build()
    assert written(built) == ["sub/deep", "uses"]
    assert_clean(site, built, tmp_path)


def test_changed_summary_that_no_page_shows_rewrites_nothing(site: Project, local: Path) -> None:
    site.build()
    write_copy(local, TERMS | {"Unused": ("g.html#term-unused", "Changed.")})
    assert not site.build().resolved


def test_changed_inventory_alone_rewrites_the_pages_that_link_it(
    site: Project, local: Path, tmp_path: Path
) -> None:
    site.build()
    addresses = {"Token": "moved.html#term-token", "Window": "g.html#term-window"}
    (local / "objects.inv").write_bytes(inventory(addresses))
    built = site.build()
    assert written(built) == ["uses"]
    assert "https://o.example/docs/moved.html#term-token" in built.text("uses.html")
    # The inventory can be newer than the terms; the name says which term it is.
    assert tips(built, "uses") == ["Token Other A piece of text."]
    assert_clean(site, built, tmp_path)


def test_the_cache_of_intersphinx_is_that_of_terms(
    site: Project, other: OtherSite, in_days: Callable[[int], None], tmp_path: Path
) -> None:
    site.build()
    other.asked_for_terms()
    other.publish(TERMS | {"Token": ("g.html#term-token", "Changed.")})
    in_days(4)
    assert not site.build().resolved
    assert other.asked_for_terms() == []
    in_days(6)
    built = site.build()
    assert written(built) == ["uses"]
    assert len(other.asked_for_terms()) == 1
    assert_clean(site, built, tmp_path)
    in_days(60)
    other.asked_for_terms()
    site.build(intersphinx_cache_limit=-1)
    assert other.asked_for_terms() == []


@pytest.mark.parametrize("days", [1, 6])
def test_offline_builds_use_the_kept_terms(
    site: Project, other: OtherSite, in_days: Callable[[int], None], days: int
) -> None:
    before = site.build()
    offline(other)
    in_days(days)
    site.write({"uses": PAGES["uses"] + "\n        More.\n"})
    built = site.build()
    assert tips(built, "uses") == tips(before, "uses")
    assert not [line for line in built.warnings if "modelterms" in line]


def test_offline_builds_without_kept_terms_say_so_once(site: Project, other: OtherSite) -> None:
    offline(other)
    built = site.build()
    ours = [line for line in built.warnings if "[modelterms." in line]
    assert len(ours) == 1
    assert re.fullmatch(
        r"WARNING: o: http://127.0.0.1:\d+/modelterms-terms.json can't be fetched: the server "
        r"answers 503 Service Unavailable. \[modelterms.other-project\]",
        ours[0],
    )
    assert "Nothing" in built.text("nothing.html")
    other.statuses.clear()
    assert tips(site.build(), "uses")


def test_projects_without_terms_are_asked_once_a_period(
    site: Project, other: OtherSite, in_days: Callable[[int], None]
) -> None:
    del other.files["/modelterms-terms.json"]
    for number in range(3):
        built = site.build()
        warned = [line for line in built.warnings if "other-project" in line]
        assert len(warned) == 1
        assert "there is no http://127.0.0.1" in warned[0]
        assert len(other.asked_for_terms()) == (not number)
    in_days(6)
    site.build()
    assert len(other.asked_for_terms()) == 1


def test_places_are_tried_in_the_order_of_intersphinx(
    site: Project, other: OtherSite, local: Path
) -> None:
    mapping = {"o": (other.address, (str(local / "gone.inv"), None))}
    write_copy(local, TERMS | {"Token": ("g.html#term-token", "From the copy.")})
    assert tips(site.build(intersphinx_mapping=mapping), "uses") == [
        "Token Other A piece of text."
    ]
    other.asked_for_terms()
    mapping = {"o": (other.address, (str(local / "objects.inv"), None))}
    built = site.build(intersphinx_mapping=mapping)
    assert tips(built, "uses") == ["Token Other From the copy."]
    assert other.asked_for_terms() == []


def test_a_copy_of_a_site_behind_a_login_is_read(site: Project, local: Path) -> None:
    (local / "objects.inv").rename(local / "o.inv")
    (local / "modelterms-terms.json").rename(local / "o-terms.json")
    mapping = {"o": ("https://intranet.example/", str(local / "o.inv"))}
    built = site.build(intersphinx_mapping=mapping)
    assert tips(built, "uses") == ["Token Other A piece of text."]
    assert "https://intranet.example/g.html#term-token" in built.text("uses.html")


def test_passwords_in_addresses_are_sent_and_never_shown(site: Project, other: OtherSite) -> None:
    address = other.address.replace("http://", "http://me:secret@")
    built = site.build(intersphinx_mapping={"o": (address, None)})
    assert tips(built, "uses")
    assert any(other.passwords)
    assert "secret" not in built.text("uses.html")
    offline(other)
    built = site.build(intersphinx_mapping={"p": (address, None)}, modelterms_other=["p"])
    ours = [line for line in built.warnings if "[modelterms." in line]
    assert ours
    assert "secret" not in "".join(ours)


def test_redirected_sites_have_cards(site: Project, other: OtherSite) -> None:
    other.files = {f"/en/latest{path}": content for path, content in other.files.items()}
    for name in ("objects.inv", "modelterms-terms.json"):
        other.redirects[f"/{name}"] = f"/en/latest/{name}"
    built = site.build()
    assert f"{other.address}en/latest/g.html#term-token" in built.text("uses.html")
    assert tips(built, "uses") == ["Token Other A piece of text."]


def test_relative_bases_have_cards(site: Project, local: Path, tmp_path: Path) -> None:
    mapping = {"o": ("../other", str(local / "objects.inv"))}
    built = site.build(intersphinx_mapping=mapping)
    assert 'href="../other/g.html#term-token"' in built.text("uses.html")
    assert 'href="../../other/g.html#term-window"' in built.text("sub/deep.html")
    assert tips(built, "uses") == ["Token Other A piece of text."]
    assert tips(built, "sub/deep") == ["Window Other What a model sees."]


def test_addresses_of_folders_have_cards(site: Project, other: OtherSite) -> None:
    # As the builder dirhtml publishes them, with the root page as "./".
    terms = {"Token": ("./#term-token", "At the root."), "Window": ("g/#term-window", "In one.")}
    other.files["/objects.inv"] = inventory({"Token": "#term-token", "Window": "g/#term-window"})
    other.files["/modelterms-terms.json"] = published(terms)
    built = site.build("dirhtml")
    assert "Token Other At the root." in re.sub("<[^>]*>", "", built.text("uses/index.html"))
    assert "In one." in built.text("sub/deep/index.html")


LINKS = {
    "term": ":term:`o:Token`",
    "external": ":external+o:term:`token`",
    "ref": ":ref:`term-token`",
    "any": ":any:`Token`",
    "by hand": "`a token <https://o.example/docs/g.html#term-token>`__",
    "term.md": "{term}`Token`",
    "by hand.md": "[a token](https://o.example/docs/g.html#term-token)",
    "inventory.md": "[a token](inv:o:std:term#Token)",
}


# Of MyST-Parser 4 with Sphinx 8.2.
@pytest.mark.filterwarnings("ignore:The iter.. interface for _InventoryItem objects:")
@pytest.mark.parametrize("kind", LINKS)
def test_every_kind_of_link_has_a_card(site: Project, local: Path, kind: str) -> None:
    site.conf["extensions"] = [*site.conf["extensions"], "myst_parser"]
    labels = {"Token": "g.html#term-token", "std:label|term-token": "g.html#term-token"}
    (local / "objects.inv").write_bytes(inventory(labels))
    name = "uses.md" if kind.endswith(".md") else "uses"
    (site.source / "uses.rst").unlink()
    title = "# Uses\n\n" if kind.endswith(".md") else "Uses\n====\n\n"
    site.write({name: f"{title}A link: {LINKS[kind]}\n"})
    built = site.build()
    assert tips(built, "uses") == ["Token Other A piece of text."], built.warnings
    (link,) = re.findall(r'<a [^>]*data-mt-tip="[^>]*>', built.text("uses.html"))
    assert 'href="https://o.example/docs/g.html#term-token"' in link


def test_our_terms_win_over_those_of_others(site: Project, local: Path) -> None:
    write_copy(local, TERMS | {"Ours": ("g.html#term-ours", "Theirs.")})
    site.write({"sub/deep": "Deep\n====\n\n:term:`Ours` and :term:`o:Ours`\n"})
    built = site.build()
    assert tips(built, "sub/deep") == ["Ours Other Theirs."]
    assert '<span id="mt-tip-ours-text"> Our own.</span>' in built.text("sub/deep.html")
    write_copy(local, TERMS | {"Ours": ("g.html#term-ours", "Changed.")})
    assert written(site.build()) == ["sub/deep"]


def test_terms_of_one_name_in_two_projects_are_told_apart(
    site: Project, local: Path, tmp_path: Path
) -> None:
    second = tmp_path / "second"
    second.mkdir()
    write_copy(second, {"Token": ("h.html#term-token", "A coin.")}, project="Arcade")
    mapping = site.conf["intersphinx_mapping"] | {
        "p": ("https://p.example/", str(second / "objects.inv"))
    }
    site.write({"uses": "Uses\n====\n\n:term:`o:Token` :term:`p:Token`\n"})
    built = site.build(intersphinx_mapping=mapping, modelterms_other=["o", "p"])
    assert tips(built, "uses") == ["Token Other A piece of text.", "Token Arcade A coin."]
    assert len(set(re.findall(r'data-mt-tip="([^"]*)"', built.text("uses.html")))) == 2


@pytest.mark.parametrize("field", ["no-hover", "no-other-hover"])
def test_a_page_can_switch_the_cards_off(site: Project, local: Path, field: str) -> None:
    text = PAGES["sub/deep"].replace("\n        Deep", f"\n        :{field}:\n\n        Deep", 1)
    site.write({"sub/deep": text})
    built = site.build()
    assert tips(built, "sub/deep") == []
    assert ("Our own." in built.text("sub/deep.html")) == (field == "no-other-hover")
    assert tips(built, "uses")
    write_copy(local, TERMS | {"Window": ("g.html#term-window", "Changed.")})
    assert not site.build().resolved


@pytest.mark.parametrize("builder", ["text", "latex", "epub", "singlehtml", "man", "json"])
def test_other_builders_keep_the_links(site: Project, local: Path, builder: str) -> None:
    built = site.build(builder, epub_copyright="x", version="1")
    assert not [line for line in built.warnings if "modelterms" in line]
    texts = [path.read_text("utf-8", "replace") for path in built.outdir.rglob("*.*html")]
    shown = any("A piece of text." in text for text in texts)
    assert shown == (builder == "singlehtml")


def test_parallel_builds_show_the_same(site: Project, local: Path, tmp_path: Path) -> None:
    site.build(parallel=2)
    write_copy(local, TERMS | {"Token": ("g.html#term-token", "Changed.")})
    site.write({"sub/deep": PAGES["sub/deep"] + "\n        And :term:`token`.\n"})
    built = site.build(parallel=2)
    assert {"uses", "sub/deep"} <= set(built.resolved)
    assert_clean(site, built, tmp_path)


def test_answers_on_other_pages_have_cards_that_follow(site: Project, local: Path) -> None:
    question = "   .. term-question:: Why?\n\n      Because of a :term:`Token`.\n"
    ours = f"Nothing\n=======\n\n.. term:: Ours\n\n   Our own.\n\n{question}"
    site.write({"nothing": ours, "sub/deep": "Deep\n====\n\n.. term-faq:: Ours\n"})
    assert tips(site.build(), "sub/deep") == ["Token Other A piece of text."]
    write_copy(local, TERMS | {"Token": ("g.html#term-token", "Changed.")})
    built = site.build()
    assert written(built) == ["nothing", "sub/deep", "uses"]
    assert tips(built, "sub/deep") == ["Token Other Changed."]


def test_unknown_projects_are_reported(site: Project) -> None:
    built = site.build(modelterms_other=["O"])
    assert built.warnings == [
        "WARNING: modelterms_other: intersphinx_mapping has no project 'O'. Did you mean 'o'? "
        "[modelterms.config]"
    ]
    built = site.build(extensions=["sphinx_modelterms"])
    ours = [line for line in built.warnings if "[modelterms." in line]
    assert ours == [
        "WARNING: modelterms_other needs 'sphinx.ext.intersphinx' in extensions. It has no "
        "effect. [modelterms.config]"
    ]


HOSTILE = '</span><script>alert(1)</script>\n\u202e\x00\x1b[31m & "x" \ud83d' + "long " * 100


def test_hostile_text_is_text(site: Project, local: Path) -> None:
    terms = {"Token": ("g.html#term-token", HOSTILE)}
    write_copy(local, terms, project="<b>\u202eP", language='en" onclick="x')
    (tip,) = re.findall(
        r'<div class="mt-tip mt-tip-other".*?</div>', site.build().text("uses.html")
    )
    assert "<script" not in tip
    assert "onclick" not in tip
    assert not re.search("[\u202e\x00\x1b\n]", tip)
    assert len(re.sub("<[^>]*>|&[^;]*;", "", tip)) < 260
    assert "&lt;b&gt;P" in tip


def test_text_of_another_language_says_so(site: Project, local: Path) -> None:
    terms = {"Token": ("g.html#term-token", "קטע טקסט קצר.")}
    write_copy(local, terms, language="he")
    page = site.build().text("uses.html")
    assert re.search(r'<span id="mt-tip-other-1-text" lang="he" dir="rtl"> ', page)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)//g.html#term-token",
        "https://evil.example/g.html#term-token",
        "//evil.example/g.html#term-token",
        "/g.html#term-token",
        "../docs/g.html#term-token",
        "a/%2e%2e/g.html#term-token",
        "..\\docs\\g.html#term-token",
        "g.html\n#term-token",
        "http://[",
        7,
    ],
)
def test_addresses_outside_the_project_are_refused(
    site: Project, local: Path, address: Any
) -> None:
    addresses = {"Token": "g.html#term-token", "Window": "g.html#term-window"}
    (local / "objects.inv").write_bytes(inventory(addresses))
    good = json.loads(published(TERMS))
    good["terms"][0]["url"] = address
    (local / "modelterms-terms.json").write_text(json.dumps(good), encoding="utf-8")
    built = site.build()
    assert tips(built, "uses") == []
    assert tips(built, "sub/deep")
    (warned,) = built.warnings
    assert "has 1 terms without a usable name, summary or address" in warned


MALFORMED = {
    "nothing": b"",
    "a page": b"<!doctype html><title>Log in</title>",
    "no object": b"[1, 2]",
    "no list": b'{"version": 1, "terms": {"a": 1}}',
    "another version": b'{"version": 2, "terms": []}',
    "deep": b"[" * 100_000,
    "no text": b"\xff\xfe\x00",
    "big number": b'{"version": ' + b"1" * 10_000 + b', "terms": []}',
    "huge": b" " * (16 * 2**20 + 1),
}


@pytest.mark.parametrize("kind", MALFORMED)
def test_malformed_files_get_one_message(
    site: Project, other: OtherSite, in_days: Callable[[int], None], kind: str
) -> None:
    before = site.build()
    good = other.files["/modelterms-terms.json"]
    other.files["/modelterms-terms.json"] = MALFORMED[kind]
    in_days(6)
    # A server can have a bad day: the kept terms are used.
    built = site.build()
    assert tips(built, "uses") == tips(before, "uses")
    assert not built.resolved
    (warned,) = built.warnings
    assert warned.endswith(
        ". The terms of an earlier build are used. [modelterms.other-project]"
    ), warned
    other.asked_for_terms()
    assert site.build().warnings == [warned]
    assert other.asked_for_terms() == []
    in_days(12)
    other.files["/modelterms-terms.json"] = good
    built = site.build()
    assert not built.warnings
    assert not built.resolved


def test_a_version_in_quotes_is_shown_as_one(site: Project, local: Path) -> None:
    (local / "modelterms-terms.json").write_bytes(b'{"version": "1", "terms": []}')
    (warned,) = site.build().warnings
    assert "is in version '1' of the format, and this release reads 1" in warned


def test_malformed_local_files_show_nothing(site: Project, local: Path, tmp_path: Path) -> None:
    site.build()
    (local / "modelterms-terms.json").write_bytes(b"<")
    built = site.build()
    assert tips(built, "uses") == []
    assert_clean(site, built, tmp_path)


def test_slow_servers_cannot_hold_the_build(site: Project, other: OtherSite) -> None:
    other.delays["/modelterms-terms.json"] = 0.05
    began = time.monotonic()
    built = site.build(intersphinx_timeout=1)
    assert time.monotonic() - began < 20
    assert [line for line in built.warnings if "there is no answer in time" in line]


def test_ten_thousand_terms_are_read(site: Project, local: Path) -> None:
    many = {f"Name {n}": (f"g{n}.html#term-{n}", f"Summary {n}.") for n in range(10_000)}
    write_copy(local, TERMS | many)
    built = site.build()
    assert tips(built, "uses") == ["Token Other A piece of text."]
    assert not built.warnings
    assert "Summary" not in built.text("uses.html")
