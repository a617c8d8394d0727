"""Markdown files with front matter, one term each: as Kubernetes, MDN and TEv2 keep them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_modelterms.glossary.datafiles.reader import read_file

if TYPE_CHECKING:
    from sphinx_modelterms.glossary.datafiles.records import DataTerm
    from tests.conftest import Project


def term(text: str) -> DataTerm:
    """The term of a file without a mistake."""
    read = read_file("t.md", text.encode())
    assert read.problems == ()
    (found,) = read.content.terms
    assert found.markup == "md"
    return found


KUBERNETES = """\
---
title: Pod
id: pod
date: 2018-04-12
full_link: /docs/concepts/pod/
short_description: >
  A group of containers.

aka:
tags:
- core-object
---
 A group of {{< glossary_tooltip text="containers" term_id="container" >}}.

<!--more-->

Pods run on nodes.
"""

MDN = """\
---
title: Abstraction
slug: Glossary/Abstraction
page-type: glossary-definition
sidebar: glossarysidebar
---

**Abstraction** is a way
to reduce complexity.

## Example

```js
f();
```
"""

TEV2 = """\
---
# Docusaurus header
id: actor
term: actor
termType: concept
isa:
glossaryTerm: Actor
glossaryText: "an entity that can act."
synonyms: doer
formPhrases: actor{ss}
created: 2023-07-31
---

# Actor

### Criteria

It acts.
"""


def test_kubernetes() -> None:
    pod = term(KUBERNETES)
    assert pod.name == "Pod"
    assert pod.options == {"id": "pod", "tags": ("core-object",)}
    assert pod.definition
    assert pod.definition == ("A group of containers.", 7)
    assert pod.explanation == ("Pods run on nodes.", 17)


def test_mdn() -> None:
    found = term(MDN)
    assert (found.name, found.options) == ("Abstraction", {})
    assert found.definition == ("**Abstraction** is a way\nto reduce complexity.", 8)
    assert found.explanation == ("## Example\n\n```js\nf();\n```", 11)


def test_tev2() -> None:
    actor = term(TEV2)
    assert (actor.name, actor.options) == ("Actor", {"id": "actor", "aliases": ("doer",)})
    assert actor.definition == ("an entity that can act.", 8)
    assert actor.explanation == ("### Criteria\n\nIt acts.", 16)


def test_own_fields_win_over_those_of_other_programs() -> None:
    found = term(
        "---\ntitle: A title\nname: Token\naka: x\naliases: y\nlayout: page\n---\nText.\n"
    )
    assert (found.name, found.options) == ("Token", {"aliases": ("y",)})


def test_the_heading_is_the_name_if_there_is_no_other() -> None:
    found = term("---\nlevel: beginner\n---\n\n# C#\n\nA *language*.\n")
    assert (found.name, found.options["level"]) == ("C#", "beginner")
    assert found.definition == ("A *language*.", 7)


@pytest.mark.parametrize(
    ("heading", "name"),
    [("Recall\n======", "Recall"), ("Mean\nrecall \n =", "Mean recall"), ("  # Recall", "Recall")],
)
def test_a_heading_can_be_written_in_all_ways_of_markdown(heading: str, name: str) -> None:
    lines = heading.count("\n")
    found = term(f"---\nlevel: beginner\n---\n\n{heading}\n\nA share.\n")
    assert (found.name, found.definition) == (name, ("A share.", 7 + lines))
    found = term(f"---\nname: Given\n---\n{heading}\nA share.\n")
    assert (found.name, found.definition) == ("Given", ("A share.", 5 + lines))
    assert found.explanation is None


@pytest.mark.parametrize(
    "text",
    ["- a list", "> quoted", "```\ncode\n```", "## Heading\n\nText", "Heading\n---\n\nText"],
)
def test_other_blocks_are_no_definition(text: str) -> None:
    found = term(f"---\nname: X\n---\n{text}\n")
    assert (found.definition, found.explanation) == (None, (text, 4))


def test_a_summary_ends_where_the_file_says() -> None:
    found = term("---\nname: X\n---\nA summary.\n<!--more-->\nThe rest.\n")
    assert (found.definition, found.explanation) == (("A summary.", 4), ("The rest.", 6))


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("# X\n\nText.\n", 1, "doesn't begin with front matter"),
        ("---\nname: X\n\nText.\n", 1, "the front matter isn't closed"),
        ("---\n- X\n---\nText.\n", 2, "the front matter must be key-value pairs"),
        ("---\n---\nText.\n", 1, "has neither a name nor a title"),
        ("---\nname: X\nalises: Y\n---\nText.\n", 3, "no field 'alises' in a term. Did you mean"),
        ("---\nname: X\nlevel: [\n---\nText.\n", 3, "can't read this as YAML"),
        ("---\nname: X\nlevel: !!python/name:os.system\n---\nText.\n", 3, "YAML tags"),
        ("---\nname: X\nexplanation: E.\n---\nD.\n\nMore.\n", 7, "since 'explanation' is above"),
        ("---\nname: X\nreviewed: soon\n---\nD.\n", 3, "isn't a date"),
    ],
)
def test_mistakes_have_their_line(text: str, line: int, message: str) -> None:
    (problem,) = read_file("t.md", text.encode()).problems
    assert problem.line == line
    assert message in problem.message


@pytest.mark.parametrize(
    ("field", "meant"),
    [
        ("levle", "level"),
        ("Level", "level"),
        ("alias", "aliases"),
        ("sinc", "since"),
        ("abr", "abbr"),
        ("statsu", "status"),
        ("broder", "broader"),
        ("form", "forms"),
        ("replaced_bye", "replaced-by"),
        ("exmaples", "examples"),
    ],
)
def test_a_field_that_is_nearly_ours_is_reported(field: str, meant: str) -> None:
    read = read_file("t.md", f"---\nname: X\n{field}: y\n---\nText.\n".encode())
    (problem,) = read.problems
    assert f"there is no field {field!r} in a term. Did you mean {meant!r}" in problem.message


def test_fields_of_other_programs_are_not() -> None:
    others = "slug date draft weight lastmod layout lang state url type author order"
    others += " summary version sidebar_position linkTitle page-type kind series uid image toc"
    fields = "".join(f"{field}: y\n" for field in others.split())
    assert term(f"---\nname: X\n{fields}---\nText.\n").options == {}


@pytest.fixture
def site(project: Project) -> Project:
    project.conf |= {"modelterms_data": ["terms"], "exclude_patterns": ["terms"]}
    project.write(
        {
            "index.md": "# Home\n\n```{term} Pod\n```\n\n```{term} Abstraction\n```\n",
            "terms/pod.md": KUBERNETES,
            "terms/deep/abstraction/index.md": MDN,
            "terms/_index.md": "# No term\n",
            "terms/.hidden.md": "# No term\n",
            "terms/notes.txt": "none\n",
        }
    )
    return project


def test_a_directory_has_terms_at_any_depth(site: Project) -> None:
    built = site.build()
    body = built.body("index")
    assert built.warnings == []
    assert "A group of containers." in body
    assert '<span class="nx">f</span>' in body
    assert '<p class="rubric">Example</p>' in body


def test_texts_are_as_untrusted_as_in_other_data_files(site: Project) -> None:
    bad = "---\nname: Pod\n---\nA <script>x</script>.\n\n```{include} /etc/hosts\n```\n\n[a](javascript:x)\n"
    site.write({"terms/pod.md": bad})
    built = site.build()
    assert "<script>x" not in built.body("index")
    assert 'href="javascript' not in built.body("index")
    assert "localhost" not in built.body("index")
    places = [line.split(": ")[0] for line in built.warnings]
    assert places == ["terms/pod.md:4", "terms/pod.md:6"]
    assert all(line.endswith("[modelterms.unsafe-text]") for line in built.warnings)


def test_an_edited_file_rewrites_its_pages(site: Project) -> None:
    site.write({"other.md": "---\norphan: true\n---\n# Other\n\n{term}`Pod`\n"})
    site.build()
    site.write({"terms/pod.md": KUBERNETES.replace("A group of containers.", "Some containers.")})
    built = site.build()
    assert built.read == ["index"]
    assert "Some containers." in built.body("index")
    clean = site.build(builddir=site.builddir.with_name("clean"))
    for page in ("index", "other"):
        assert built.body(page) == clean.body(page)


def test_a_file_that_is_a_page_as_well_is_reported(site: Project) -> None:
    built = site.build(exclude_patterns=["terms/deep", "terms/_index.md", "terms/.hidden.md"])
    found = [line for line in built.warnings if "data-path" in line]
    assert found == [
        "WARNING: modelterms_data: 'terms/pod.md' is a page, too. Add it or its directory to "
        "exclude_patterns. [modelterms.data-path]"
    ]


def test_a_directory_without_data_files_is_reported(site: Project) -> None:
    site.write({"empty/a.txt": ""})
    (warning,) = site.build(modelterms_data=["terms", "empty"]).warnings
    assert "modelterms_data: 'empty' is a directory without data files. Add one" in warning


def test_generated_pages_show_them(site: Project) -> None:
    site.write({"index.md": "# Home\n\n```{toctree}\ngen/index\n```\n"})
    built = site.build(modelterms_pages="gen")
    assert built.warnings == []
    assert "A group of containers." in built.body("gen/pod")
