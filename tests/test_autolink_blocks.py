"""The texts of a page keep their identity from reading to writing, whatever stands between them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from docutils import nodes

from tests.test_autolink_cases import links
from tests.test_autolink_places import TERMS

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Built, Project
    from sphinx.application import Sphinx

LAST = "\n\nThen an open context window.\n"

IN_REST = {
    "a list in a field": """
.. py:function:: f(x)

   :param x: Take

      * a token
      * nothing
   :returns: a value

      1. of one
""",
    "lists in a field of a plain list": """
:author: Somebody

         * a token
         * more
""",
    "fields in fields": """
.. py:class:: C

   :param a: An a

      :inner: with a token

      * and a list
   :param b: A b

      .. py:method:: m(y)

         :param y: A y

            - of two

              - lists
""",
    "a nested table": """
+-------------+------------------+
| one         | +----+---------+ |
|             | | a  | a token | |
|             | +----+---------+ |
|             | | b  | * item  | |
|             | +----+---------+ |
+-------------+------------------+
""",
    "admonitions in a definition list": """
Word
   A text.

   .. note:: Title

      First.

      .. warning:: A token here.

   Other
      * deep
""",
    "conditions": """
.. only:: latex

   Nothing.

   * One item

.. only:: html

   A token.

.. only:: not html

   * Another
""",
    "a line block, a footnote and a quotation": """
| A line
|   and another [#]_

.. [#] A footnote.

   With a token.

..

   A quotation

   -- somebody
""",
    "an option list and a bibliography": """
-a       An option.

         * with a list and a token
--long   Another.

.. [CIT] A citation.
""",
    "a hidden part of a card": """
.. term:: Zebra

   An animal.

   .. term-example::

      * An example

      Of three blocks.

   .. term-source:: A book

      With words.

A token.
""",
}


@pytest.fixture
def site(project: Project) -> Project:
    """A page of two terms, for pages of text beside it."""
    project.conf["modelterms_autolink"] = "page"
    project.write({"index": TERMS})
    return project


def assert_both_linked(built: Built, docname: str = "a") -> None:
    assert [words.lower() for words in links(built.body(docname))] == ["token", "context window"]


@pytest.mark.parametrize("kind", IN_REST)
def test_no_block_shifts_the_links_after_it(site: Project, kind: str) -> None:
    text = IN_REST[kind]
    text += "" if "token" in text else "\n\nA token."
    site.write({"a.rst": f"A\n=\n{text}{LAST}"})
    built = site.build(modelterms_card_parts=["definition", "explanation"])
    assert_both_linked(built)
    assert "context window" in links(site.build("singlehtml").text("index.html"))
    assert "modelterms_block" not in site.build("xml").text("a.xml")


def test_components_of_sphinx_design_shift_nothing(site: Project) -> None:
    site.write(
        {
            "a.md": """
# A

`````{tab-set}
````{tab-item} One
* a list

```{card} Title
A footer
^^^
A token.
```
````
````{tab-item} Two
```{dropdown} Open
Some text

: - more
```
````
`````

````{grid} 2
```{grid-item-card} Head
:link: index
:link-type: doc

Linked.
```
````

Then an open context window.
"""
        }
    )
    assert_both_linked(
        site.build(extensions=["sphinx_modelterms", "myst_parser", "sphinx_design"])
    )


def test_translated_paragraphs_of_several_lines_shift_nothing(site: Project) -> None:
    locale = site.source / "locale" / "de" / "LC_MESSAGES"
    locale.mkdir(parents=True)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
    entry = '\nmsgid "A list"\nmsgstr "Eine Liste :sup:`x`"\n'
    (locale / "a.po").write_text(head + entry, "utf-8")
    site.write(
        {"a": "A\n=\n\n.. py:function:: f(x)\n\n   :param x: A list\n\n      * a token\n" + LAST}
    )
    assert_both_linked(site.build(language="de", locale_dirs=["locale"]))


def nest(document: nodes.document) -> None:
    """Put each paragraph but the first into a paragraph of another one's text."""
    for paragraph in list(document.findall(nodes.paragraph))[1:]:
        outer = nodes.paragraph("", "Outer text")
        paragraph.replace_self(outer)
        outer += [nodes.container("", paragraph), nodes.Text("after")]


def add_first(document: nodes.document) -> None:
    document[0].insert(1, nodes.paragraph("", "Written by somebody else"))  # type: ignore[attr-defined]


def remove_first(document: nodes.document) -> None:
    node = next(iter(document.findall(nodes.paragraph)))
    node.parent.remove(node)


def copy_all(document: nodes.document) -> None:
    for node in list(document.findall(nodes.paragraph)):
        node.replace_self(node.deepcopy())


def double_first(document: nodes.document) -> None:
    first = next(iter(document.findall(nodes.paragraph)))
    document[0].append(first.deepcopy())  # type: ignore[attr-defined]


@pytest.mark.parametrize("event", ["doctree-read", "post-transform"])
@pytest.mark.parametrize("change", [nest, add_first, remove_first, copy_all, double_first])
def test_nodes_that_come_and_go_shift_nothing(
    site: Project, change: Callable[[nodes.document], None], event: str
) -> None:
    from sphinx.transforms.post_transforms import SphinxPostTransform

    class Change(SphinxPostTransform):
        default_priority = 1

        def run(self, **kwargs: Any) -> None:
            if self.env.docname == "a":
                change(self.document)

    def read(app: Sphinx, document: nodes.document) -> None:
        if app.env.docname == "a":
            change(document)

    def before(app: Sphinx) -> None:
        if event == "doctree-read":
            app.connect("doctree-read", read, priority=950)
        else:
            app.add_post_transform(Change)

    site.write({"a": "A\n=\n\nNothing.\n\nFirst a token here." + LAST})
    assert_both_linked(site.build(before=before))


def test_a_node_in_two_places_is_one_text(site: Project) -> None:
    def twice(app: Sphinx, document: nodes.document) -> None:
        if app.env.docname == "a":
            first = next(iter(document.findall(nodes.paragraph)))
            document[0].append(first)  # type: ignore[attr-defined]

    site.write({"a": "A\n=\n\nFirst a token here." + LAST})
    built = site.build(
        before=lambda app: app.connect("doctree-read", twice, priority=100),
        modelterms_autolink="all",
    )
    assert links(built.body("a")) == ["token", "context window", "token"]


def test_a_copy_on_another_page_has_no_links_of_its_first_place(site: Project) -> None:
    kept: list[nodes.Node] = []

    def excerpt(app: Sphinx, document: nodes.document) -> None:
        if app.env.docname == "a":
            kept.append(next(iter(document.findall(nodes.paragraph))).deepcopy())
        if app.env.docname == "b":
            document[0].append(kept[0])  # type: ignore[attr-defined]

    site.write({"a": "A\n=\n\nFirst a token here.\n", "b": "B\n=\n\nFirst a token here.\n"})
    built = site.build(before=lambda app: app.connect("doctree-read", excerpt, priority=950))
    assert links(built.body("a")) == ["token"]
    assert links(built.body("b")) == ["token"]


@pytest.mark.parametrize("builder", ["html", "modelterms"])
def test_the_report_says_linked_of_links_only(site: Project, builder: str) -> None:
    def change(app: Sphinx, document: nodes.document) -> None:
        if app.env.docname != "a":
            return
        first, second = list(document.findall(nodes.paragraph))[:2]
        first.parent.remove(first)
        second[:] = [nodes.Text("Other words, also a context window.")]

    site.write({"a": "A\n=\n\nFirst a token here." + LAST, "b": "B\n=\n\nA token.\n"})
    built = site.build(
        builder,
        before=lambda app: app.connect("doctree-read", change, priority=950),
        modelterms_report="report.json",
    )
    report = json.loads(built.text("report.json"))
    rules = {p["page"]: [n["rule"] for n in p["names"]] for p in report["pages"]}
    assert rules["a"] == ["changed", "changed"]
    assert rules["b"] == ["linked"]
    if builder == "html":
        assert links(built.body("a")) == []


def test_the_report_finds_each_word_of_a_nested_block_once(site: Project) -> None:
    site.write({"a": "A\n=\n" + IN_REST["a list in a field"] + LAST})
    built = site.build(modelterms_report="report.json")
    report = json.loads(built.text("report.json"))
    (names,) = (p["names"] for p in report["pages"] if p["page"] == "a")
    assert [(n["text"], n["rule"]) for n in names] == [
        ("token", "linked"),
        ("context window", "linked"),
    ]
