"""Words of other projects: found quicker, and otherwise as by intersphinx alone."""

from __future__ import annotations

import re
import subprocess
import sys
import zlib
from functools import wraps
from typing import TYPE_CHECKING, Any

import pytest
from sphinx.ext import intersphinx

from sphinx_modelterms.companions.intersphinx import SEARCHES

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Built, Project
    from sphinx.application import Sphinx

HEAD = b"# Sphinx inventory version 2\n# Project: {}\n# Version: 1\n# compressed using zlib.\n"

OBJECTS = {
    "one": """
        Iterator std:term -1 g.html#iterator -
        path-like object std:term -1 g.html#path -
        Twice std:term -1 g.html#upper -
        TWICE std:term -1 g.html#capitals -
        Same std:term -1 g.html#same -
        SAME std:term -1 g.html#same -
        Heading std:label -1 page.html#heading A heading
        thing py:class 1 api.html#$ -
    """,
    "two": """
        Iterator std:term -1 g.html#other-iterator -
        Words std:term -1 g.html#words -
        alphas std:term -1 g.html#alphas -
    """,
}

PAGE = """
Home
====

- :term:`Iterator` :term:`iterator` :term:`ITERATORS <iterator>` :term:`iterators`
- :term:`one:Iterator` :term:`one:iterator` :term:`shown <two:ITERATOR>` :term:`three:Iterator`
- :term:`Path-like object` :term:`path-like objects` :term:`WORDS` :term:`Word`
- :term:`twice` :term:`Twice` :term:`same` :term:`one:same` :term:`one:twice`
- :ref:`heading` :ref:`one:heading` :ref:`shown <one:Heading>` :ref:`nowhere`
- :any:`iterator` :any:`HEADING` :any:`one:heading` :any:`thing` :any:`one:WORDS` :any:`alpha`
- :external:term:`iterator` :external+two:term:`iterator` :external+one:ref:`heading`
- :term:`alpha` :term:`Alpha` :py:class:`thing` :term:`nowhere` :term:`one:nowhere` :doc:`one:g`

.. glossary::

   alpha
      Ours.
"""


@pytest.fixture
def site(project: Project, tmp_path: Path) -> Project:
    """A project that knows others, with and without this extension."""
    mapping = {}
    for name, objects in OBJECTS.items():
        lines = "\n".join(line.strip() for line in objects.strip().splitlines())
        path = tmp_path / f"{name}.inv"
        path.write_bytes(HEAD + zlib.compress(lines.encode()))
        mapping[name] = (f"https://{name}.example/", str(path))
    project.conf = {
        "extensions": ["sphinx.ext.intersphinx", "sphinx_modelterms"],
        "html_theme": "basic",
        "intersphinx_mapping": mapping,
        "modelterms_hover": False,
    }
    project.write({"index": PAGE})
    return project


def links(built: Built) -> list[tuple[str, str, str]]:
    """Address, title and text of all links to other projects."""
    found = re.findall(
        r'href="(https:[^"]*)"[^>]*title="([^"]*)"[^>]*>(.*?)</a>', built.body("index")
    )
    assert found
    return found


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"intersphinx_disabled_reftypes": ["std:term"]},
        {"intersphinx_disabled_reftypes": ["*"]},
        {"intersphinx_resolve_self": "one"},
        {"nitpicky": True},
    ],
    ids=str,
)
def test_links_and_warnings_are_those_of_intersphinx(
    site: Project, tmp_path: Path, settings: dict[str, Any]
) -> None:
    plain = site.build(
        extensions=["sphinx.ext.intersphinx"], builddir=tmp_path / "plain", **settings
    )
    ours = site.build(**settings)
    assert links(ours) == links(plain)
    assert ours.warnings == plain.warnings
    assert len(ours.warnings) >= 5


def searched(site: Project, monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[int, int]]:
    """Count the terms and labels that intersphinx has to look at, by role."""
    asked = {}
    ask = intersphinx.missing_reference

    @wraps(ask)
    def noted(app: Sphinx, env: Any, node: Any, content: Any) -> Any:
        names = env.intersphinx_inventory
        asked[node["reftarget"]] = (len(names["std:term"]), len(names["std:label"]))
        return ask(app, env, node, content)

    monkeypatch.setattr(intersphinx, "missing_reference", noted)
    site.build()
    return asked


@pytest.mark.skipif(not SEARCHES, reason="Sphinx does so itself")
def test_names_that_are_another_word_are_not_searched(
    site: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = searched(site, monkeypatch)
    assert {word: asked[word][0] for word in ("iterator", "one:iterator", "twice", "Twice")} == {
        "iterator": 1,
        "one:iterator": 0,
        "twice": 2,
        "Twice": 8,  # found at once
    }
    assert asked["heading"] == (8, 1)
    assert asked["HEADING"] == (0, 1)
    assert asked["nowhere"] == (0, 1)
    assert asked["thing"] == (8, 1)  # by :py:class:


def test_nobody_else_sees_a_part_of_the_names(site: Project) -> None:
    seen = set()

    def look(app: Sphinx, env: Any, node: Any, content: Any) -> None:
        seen.add(
            (
                len(env.intersphinx_inventory["std:term"]),
                len(env.intersphinx_named_inventory["one"]["std:term"]),
            )
        )

    site.build(
        before=lambda app: [app.connect("missing-reference", look, n) for n in (400, 500, 600)]
    )
    assert seen == {(8, 6)}


def test_a_second_build_with_the_same_application_changes_nothing(site: Project) -> None:
    built = site.build()
    listeners = list(built.app.events.listeners["missing-reference"])
    built.app.emit("write-started", built.app.builder)
    assert built.app.events.listeners["missing-reference"] == listeners


def test_the_names_are_whole_after_a_failure(
    site: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    @wraps(intersphinx.missing_reference)
    def fail(*_: Any) -> None:
        raise LookupError

    monkeypatch.setattr(intersphinx, "missing_reference", fail)
    apps: list[Sphinx] = []
    with pytest.raises(Exception, match="threw an exception"):
        site.build(before=apps.append)
    assert len(apps[0].env.intersphinx_inventory["std:term"]) == 8  # type: ignore[attr-defined]


def test_a_replaced_intersphinx_listener_is_called(site: Project) -> None:
    """Replace the listener as sphinx-hoverxref does."""
    asked = []

    def replace(app: Sphinx) -> None:
        [one] = [
            one
            for one in app.events.listeners["missing-reference"]
            if one.handler is intersphinx.missing_reference
        ]
        app.disconnect(one.id)
        app.connect("missing-reference", answer)

    def answer(app: Sphinx, env: Any, node: Any, content: Any) -> Any:
        asked.append(len(env.intersphinx_inventory["std:term"]))
        return intersphinx.missing_reference(app, env, node, content)

    built = site.build(before=replace)
    assert set(asked) == {8}
    assert links(built) == links(site.build())


def test_intersphinx_is_not_imported_for_that() -> None:
    code = "import sphinx_modelterms.extension, sys; sys.exit('sphinx.ext.intersphinx' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
