"""The lock file of other projects' terms: builds that need no network, and the command ``lock``."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from sphinx_modelterms.commands.main import main
from tests.other_site import OtherSite, other_site, published
from tests.test_outside_terms import PAGES, TERMS, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import Built, Project

LOCK = "other-terms.json"

LOCKED_PAGES = PAGES | {
    "uses": """
        Uses
        ====

        Some :term:`tokens`, :term:`Token`, :term:`o:Token`, :term:`a text <o:token>` and
        :term:`window`.
        """
}


@pytest.fixture
def other() -> Iterator[OtherSite]:
    with other_site() as site:
        site.publish(TERMS)
        publish_alias(site, TERMS)
        yield site


def publish_alias(other: OtherSite, terms: dict[str, tuple[str, str]]) -> None:
    """Publish terms, the second of which has an alias that the inventory doesn't have."""
    made = json.loads(published(terms))
    made["terms"][1]["aliases"] = ["window"]
    other.files["/modelterms-terms.json"] = json.dumps(made).encode()


@pytest.fixture
def site(project: Project, other: OtherSite) -> Project:
    project.conf = {
        "extensions": ["sphinx.ext.intersphinx", "sphinx_modelterms"],
        "html_theme": "basic",
        "show_warning_types": True,
        "intersphinx_mapping": {"o": (other.address, None)},
        "modelterms_other": ["o"],
        "modelterms_other_lock": LOCK,
    }
    project.write(LOCKED_PAGES)
    write_conf(project)
    return project


def write_conf(project: Project) -> None:
    """For the command, which reads a real ``conf.py``."""
    lines = (f"{name} = {value!r}\n" for name, value in project.conf.items())
    (project.source / "conf.py").write_text("".join(lines), encoding="utf-8")


def lock(site: Project, *options: str) -> int:
    return main(["lock", str(site.source), *options])


def locked(site: Project) -> dict[str, list[str]]:
    """The names in the lock file, by project."""
    document = json.loads((site.source / LOCK).read_text(encoding="utf-8"))
    return {k: [t["name"] for t in p["terms"]] for k, p in document["projects"].items()}


def unplug(other: OtherSite) -> None:
    other.statuses.update(dict.fromkeys(other.files, 503))


def changes(built: Built) -> list[str]:
    return [line for line in built.warnings if "[modelterms.other-changed]" in line]


def bodies(built: Built) -> dict[str, str]:
    return {page: built.text(f"{page}.html") for page in PAGES}


def test_the_command_writes_what_pages_show(
    site: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert lock(site) == 0
    out, err = capsys.readouterr()
    assert "o: 'Token' is new\n" in out
    assert re.search(r"Wrote .*other-terms.json, with 2 terms\.", out)
    assert err == ""
    assert locked(site) == {"o": ["Context Window", "Token"]}
    text = (site.source / LOCK).read_text(encoding="utf-8")
    assert lock(site) == 0
    assert (site.source / LOCK).read_text(encoding="utf-8") == text


def test_builds_without_network_are_the_same(
    site: Project, other: OtherSite, tmp_path: Path
) -> None:
    lock(site)
    online = bodies(site.build(builddir=tmp_path / "online"))
    assert other.asked_for_terms()
    unplug(other)
    built = site.build(builddir=tmp_path / "offline")
    assert not [line for line in built.warnings if "modelterms" in line]
    assert not [line for line in built.warnings if "term not in glossary" in line]
    assert bodies(built) == online
    assert bodies(site.build(builddir=tmp_path / "again")) == online
    assert "(in Other v1)" in online["uses"]


def test_a_changed_upstream_is_a_warning_and_pages_stay(
    site: Project, other: OtherSite, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock(site)
    before = bodies(site.build(builddir=tmp_path / "before"))
    other.publish({"Token": ("moved.html#term-token", "Changed."), "New": ("g.html#n", "New.")})
    built = site.build(builddir=tmp_path / "after")
    assert bodies(built) == before
    assert changes(built) == [
        "WARNING: o: since its terms were locked, the project has changed 'Token' and removed "
        "'Context Window'. Pages show the locked ones. To show the new ones, run python -m "
        "sphinx_modelterms lock. [modelterms.other-changed]"
    ]
    capsys.readouterr()
    assert lock(site, "--check") == 1
    out = capsys.readouterr().out
    assert "o: 'Token' has changed\no: 'Context Window' is gone\n" in out
    assert "not up to date" in out
    assert locked(site) == {"o": ["Context Window", "Token"]}


def test_check_says_that_a_file_is_current(
    site: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert lock(site, "--check") == 1  # there is none
    assert not (site.source / LOCK).exists()
    lock(site)
    capsys.readouterr()
    assert lock(site, "--check") == 0
    out, err = capsys.readouterr()
    assert out.endswith("other-terms.json is up to date.\n")
    assert err == ""


def test_terms_that_are_not_locked_are_shown_with_a_warning(site: Project) -> None:
    lock(site)
    site.write({"nothing": "Nothing\n=======\n\n:term:`o:Unused`\n"})
    built = site.build()
    assert changes(built) == [
        "WARNING: o: pages show 'Unused', which the lock file doesn't have. To add it, run "
        "python -m sphinx_modelterms lock. [modelterms.other-changed]"
    ]
    assert "Nobody links it." in built.text("nothing.html")
    # Where nothing changes, the warning comes again, as it is still true.
    assert len(changes(site.build())) == 1


def test_a_new_lock_file_rewrites_the_pages_that_show_its_changes(
    site: Project, other: OtherSite, tmp_path: Path
) -> None:
    lock(site)
    site.build()
    publish_alias(other, TERMS | {"Context Window": ("g.html#term-context-window", "Changed.")})
    assert not site.build().resolved
    assert lock(site) == 0
    built = site.build()
    assert sorted(built.resolved.keys() - {"index"}) == ["cards", "uses"]
    assert "Changed." in words(built.body("uses"))
    clean = site.build(builddir=tmp_path / "clean")
    assert bodies(built) == bodies(clean)


def test_builds_write_what_they_have_used(site: Project) -> None:
    built = site.build(modelterms_other_lock="")
    path = next(iter(built.outdir.parent.rglob("modelterms-other-used.json")))
    write_conf(site)
    lock(site)
    assert path.read_bytes() == (site.source / LOCK).read_bytes()
    modified = path.stat().st_mtime_ns
    site.build(modelterms_other_lock="")
    assert path.stat().st_mtime_ns == modified


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "modelterms_other_lock: there is no file 'other-terms.json'. To write it, run"),
        (b"<", "modelterms_other_lock: 'other-terms.json' isn't JSON. It is ignored. To write"),
        (b"[1]", "'other-terms.json' isn't a lock file of this release. It is ignored."),
        (b'{"version": 1, "projects": {"o": 1}}', "has a project without terms"),
        (
            b'{"version": 1, "projects": {"o": {"base": "javascript:x//", "terms": []}}}',
            "has a project without terms",
        ),
    ],
)
def test_files_that_cannot_be_used_are_ignored(
    site: Project, content: bytes | None, message: str
) -> None:
    if content is not None:
        (site.source / LOCK).write_bytes(content)
    built = site.build()
    assert message in changes(built)[0]
    assert "A piece of text." in words(built.body("uses"))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'<<<<<<< HEAD\n{"version": 1}',
        b'{"version": 7, "projects": {}}',
        b'{"version": 1, "projects": {"o": 1}}',
    ],
)
def test_the_advice_for_a_broken_file_works(
    site: Project, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    (site.source / LOCK).write_bytes(content)
    assert "To write it again, run python -m sphinx_modelterms lock" in changes(site.build())[0]
    assert lock(site, "--check") == 1
    assert (site.source / LOCK).read_bytes() == content
    assert "'other-terms.json' " in capsys.readouterr().out
    assert lock(site) == 0
    assert locked(site) == {"o": ["Context Window", "Token"]}
    assert not changes(site.build())


def test_the_command_keeps_a_file_that_was_never_a_lock_file(
    site: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    site.conf["modelterms_other_lock"] = "conf.py"
    assert "Remove it, or choose another name" in changes(site.build())[0]
    write_conf(site)
    before = (site.source / "conf.py").read_bytes()
    assert lock(site) == 2
    assert "'conf.py' isn't JSON. Remove it, or choose another" in capsys.readouterr().err
    assert (site.source / "conf.py").read_bytes() == before


def test_the_command_says_what_is_missing(
    site: Project, other: OtherSite, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = '{"name": "mine"}'
    (site.source / LOCK).write_text(mine, encoding="utf-8")
    advice = changes(site.build())[0]
    assert "It is ignored. Remove it, or choose another name in modelterms_other_lock." in advice
    assert lock(site) == 2
    said = capsys.readouterr().err
    assert "'other-terms.json' isn't a lock file of this release. Remove it, or choose" in said
    assert (site.source / LOCK).read_text(encoding="utf-8") == mine
    (site.source / LOCK).unlink()
    unplug(other)
    assert lock(site) == 2
    assert "lock: can't read the terms of 'o'.\n" in capsys.readouterr().err
    site.conf["modelterms_other_lock"] = ""
    write_conf(site)
    assert lock(site) == 2
    assert "Set modelterms_other_lock to its name" in capsys.readouterr().err


@pytest.mark.parametrize("is_moved", [True, False])
def test_links_lead_to_the_address_in_conf(
    site: Project, other: OtherSite, capsys: pytest.CaptureFixture[str], is_moved: bool
) -> None:
    """A lock file that has another address, whichever of the two has changed."""
    inventory = site.source / "o.inv"
    inventory.write_bytes(other.files["/objects.inv"])
    (site.source / "o-terms.json").write_bytes(other.files["/modelterms-terms.json"])
    site.conf["intersphinx_mapping"] = {"o": ("https://one.example/", "o.inv")}
    write_conf(site)
    assert lock(site) == 0
    assert "https://one.example/" in site.build().text("uses.html")
    old, new = "https://one.example/", "https://two.example/"
    if is_moved:
        site.conf["intersphinx_mapping"] = {"o": (new, "o.inv")}
        write_conf(site)
    else:
        text = (site.source / LOCK).read_text(encoding="utf-8")
        (site.source / LOCK).write_text(text.replace(old, new), encoding="utf-8")
        old, new = new, old
    built = site.build()
    assert changes(built) == [
        f"WARNING: o: its address is '{old}' in the lock file and '{new}' in intersphinx_mapping. "
        "Links lead to the latter. To update the file, run python -m sphinx_modelterms lock. "
        "[modelterms.other-changed]"
    ]
    for page in ("cards", "lists", "uses"):
        assert new in built.text(f"{page}.html")
        assert old not in built.text(f"{page}.html")
    capsys.readouterr()
    assert lock(site, "--check") == 1
    assert f"o: its address was '{old}' and is now '{new}'\n" in capsys.readouterr().out
    assert lock(site) == 0
    assert not changes(site.build())


def test_locked_terms_of_a_redirected_project_have_cards_and_the_same_links(
    site: Project, other: OtherSite, tmp_path: Path
) -> None:
    for name in ("objects.inv", "modelterms-terms.json"):
        other.files[f"/new/{name}"] = other.files.pop(f"/{name}")
        other.redirects[f"/{name}"] = f"/new/{name}"
    site.write({"nothing": "Nothing\n=======\n\n:any:`Token`\n"})
    lock(site)
    online = site.build(builddir=tmp_path / "online")
    assert not changes(online)
    assert "A piece of text." in words(online.body("nothing"))
    assert f"{other.address}new/" not in online.text("uses.html")
    other.redirects.clear()
    unplug(other)
    offline = site.build(builddir=tmp_path / "offline")
    assert offline.text("uses.html") == online.text("uses.html")
