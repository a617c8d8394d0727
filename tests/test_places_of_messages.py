"""Each message about a text of a data file names that file and a line of it.

That holds whoever gives it: when the text is read, when links are resolved, when a page is written.
"""

from __future__ import annotations

import json
import re
from textwrap import indent
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from tests.conftest import Built, Project

REST = [
    ".. code-block:: python\n   :emphasize-lines: 9\n\n   x = 1",
    ".. code-block:: python\n   :dedent: 4\n\n   x = 1",
    ".. code-block:: python\n   :emphasize-lines: x\n\n   x = 1",
    ".. code-block:: python\n   :lineno-start: 3\n   :linenos:\n\n   x = (",
    ".. code-block:: nolexer\n\n   x = 1",
    ".. code-block:: json\n\n   { broken",
    ".. code-block:: python\n   :caption: *x\n\n   x",
    ".. code-block:: python\n   :nothing: x\n\n   x",
    ".. code:: python\n   :number-lines: x\n\n   x",
    ".. sourcecode:: python\n   :emphasize-lines: 9\n\n   x = 1",
    ".. math::\n\n   \\href{x}{y}",
    ".. math::\n   :label: a b\n\n   x",
    ".. math:: \\input{x}",
    "A :math:`\\href{x}{y}` b.",
    "*unclosed",
    "``unclosed",
    "`unclosed",
    "|unclosed",
    "a_ b",
    "`a b`_",
    "[1]_",
    "|sub|",
    "[#]_ and [#x]_",
    "[*]_",
    "[CIT]_",
    ".. image:: nothing.png",
    ".. image:: http://x.org/a.png",
    ".. figure:: nothing.png\n\n   Caption *x",
    ".. image:: ../../x.png",
    ".. image:: x.png\n   :width: abc",
    ".. image:: bad*name.*",
    ".. image:: nothing.png\n   :target: javascript:x",
    ".. nothing:: x",
    ".. raw:: html\n\n   <b>",
    ".. include:: x.txt",
    ".. note::",
    ".. note:: x\n   :nothing: y",
    ":nothing:`x`",
    ":term:`Nobody`",
    ":ref:`nothing`",
    ":ref:`x <nothing>`",
    ":doc:`nothing`",
    ":any:`nothing`",
    ":numref:`nothing`",
    ":eq:`nothing`",
    ":py:func:`nothing`",
    ":download:`x`",
    ":option:`--x`",
    ":keyword:`nokw`",
    ":term-def:`Nobody`",
    ":term-abbr:`Nobody`",
    ":term-compare:`A; B`",
    ":pep:`x`",
    ":rfc:`x`",
    ":cve:`x`",
    ":abbr:`x`",
    ":file:`{a`",
    ":menuselection:`a`",
    ":samp:`{`",
    ":envvar:`NOPE`",
    ":token:`nope`",
    ":confval:`nope`",
    ":c:func:`a b(`",
    ":cpp:func:`a b(`",
    ":c:type:`a$`",
    ":cpp:any:`a<`",
    ":js:func:`n`",
    ":rst:dir:`n`",
    ".. list-table::\n\n   * - a\n     - b\n   * - c",
    '.. csv-table::\n\n   a,"b',
    ".. csv-table::\n   :file: x.csv",
    "=== ===\na   b c d\n=== ===\n",
    "+--+--+\n|a | b|\n+--+\n",
    ".. table:: x\n\n   no table",
    ".. list-table::\n   :widths: 1\n\n   * - a\n     - b",
    ".. csv-table::\n   :widths: 1 2 3\n\n   a,b",
    "Title\n=====\n\nText",
    "Title\n==\n\nText",
    "a\n  b\nc",
    "* a\n b",
    "1. a\n3. b",
    ":field: x\n y",
    "::\n\nno literal",
    "Text::\n\nno literal",
    "-a  opt\n b",
    "| line\nx",
    "..  _x:\n.. _x:",
    ".. _x: javascript:1",
    "`x <javascript:alert(1)>`_",
    "`x <http://exa mple>`_",
    "`a <http://x.org>`_ `a <http://y.org>`_",
    ".. [1] foot\n.. [1] foot",
    ".. |s| replace:: x\n.. |s| replace:: y",
    ".. |s| image:: x.png\n\n|s|",
    ".. hlist::\n   :columns: x\n\n   * a",
    ".. hlist::\n\n   text",
    ".. versionadded::",
    ".. versionadded:: 1\n   :x: y",
    ".. deprecated:: ",
    ".. epigraph::",
    ".. rubric::",
    ".. rubric:: x\n   :heading-level: 9",
    ".. parsed-literal::\n\n   *x",
    ".. compound::",
    ".. line-block::\n\n   *x",
    ".. seealso::",
    ".. admonition::",
    ".. admonition:: T",
    "-----\n\nx",
    "x\n\n-----",
    ".. class:: x",
    ".. only:: a b c\n\n   x",
    ".. toctree::\n\n   x",
    ".. highlight:: x",
    ".. glossary::\n\n   A",
    ".. index:: a; b; c; d",
    ".. tabularcolumns:: x",
    ".. role:: x",
    ".. default-role:: nope",
    ".. math::",
    ".. math:: a\n   :nowrap:\n   :label: x\n\n   b",
    ":math:`{`",
    ".. code-block::",
    ".. code-block:: none",
    ".. productionlist::\n   a: b",
    ".. term-example::\n\n   x",
    ".. table::\n   :align: nope\n\n   = =\n   a b\n   = =",
    "\\",
    "a\tb\n\n\tc",
    ".. figure:: x.png\n   :figwidth: nope\n\n   x",
    "x [[[",
    "`x`:nothing:",
    ":sub:`",
    ".. :: x",
    ".. x::y",
    "__ x",
    "x__",
    "a__ b__",
    ".. csv-table:: T\n   :header-rows: 9\n\n   a,b",
    ".. list-table::\n   :header-rows: 9\n\n   * - a",
    ".. code-block:: pycon\n\n   >>> x = (\n   ...",
    ".. code-block:: python\n   :name: same\n\n   x",
    ".. code-block:: python\n   :name: same\n\n   x",
    "Hyperlink `<nothing>`_",
    "A `link <nothing_>`_.",
]
"""Texts, most of which somebody warns of."""

MARKDOWN = [
    "```{code-block} python\n:emphasize-lines: 9\n\nx = 1\n```",
    "```{code-block} python\n:dedent: 4\n\nx = 1\n```",
    "```{code-block} python\n:emphasize-lines: x\n\nx = 1\n```",
    "```{code-block} nolexer\nx\n```",
    "```nolexer\nx\n```",
    "```json\n{ broken\n```",
    "```{code-block} python\n:nothing: x\n\nx\n```",
    "```{code-block} python\n---\nlines: [\n---\nx\n```",
    "```{code-block} python\n---\nlinenos: x\n---\nx\n```",
    '```{code-block} python\n:caption: "[x](#nothing)"\n\nx\n```',
    "```{code-block}\n```",
    "```{sourcecode} python\n:emphasize-lines: 9\n\nx = 1\n```",
    "```{math}\n\\href{x}{y}\n```",
    "```{math}\n:label: a b\n\nx\n```",
    "$\\href{x}{y}$",
    "$$\\href{x}{y}$$",
    "$$a$$ (x y)",
    "{math}`\\href{x}{y}`",
    "```{math}\n```",
    "\\begin{align}\\href{x}{y}\\end{align}",
    "[x](#nothing)",
    "[x](nothing.md)",
    "[x](nothing)",
    "[](#nothing)",
    "[x](javascript:alert(1))",
    "[x](project:#nothing)",
    "[x](inv:#nothing)",
    "[x](path:nothing.txt)",
    "[x][nothing]",
    "[^1]",
    "[^1]: x",
    "<project:nothing.md>",
    "<inv:#x>",
    "[x](myst:#y)",
    "<unknown:x>",
    "[x](b:c)",
    "![x](nothing.png)",
    "![x](http://x.org/a.png)",
    "```{image} nothing.png\n```",
    "```{image} nothing.png\n:width: abc\n```",
    "```{figure} nothing.png\nCaption\n```",
    "```{figure} nothing.png\n:figwidth: nope\n\nCaption\n```",
    "![x](nothing.png){width=abc}",
    "![](../../x.png)",
    "```{figure}\n```",
    "```{image}\n```",
    "![x](bad.*)",
    "```{nothing} x\n```",
    "```{raw} html\n<b>\n```",
    "<b>x</b>",
    "<div>\n\nx\n</div>",
    "```{include} x\n```",
    "```{note}\n```",
    "```{note} x\n:nothing: y\n```",
    "````{note}\n```{nothing}\n```\n````",
    "```{note}\n:class: [\n\nx\n```",
    "{nothing}`x`",
    "{term}`Nobody`",
    "{ref}`nothing`",
    "{ref}`x <nothing>`",
    "{doc}`nothing`",
    "{any}`nothing`",
    "{numref}`nothing`",
    "{eq}`nothing`",
    "{py:func}`nothing`",
    "{download}`x`",
    "{term-def}`Nobody`",
    "{term-compare}`A; B`",
    "{pep}`x`",
    "{rfc}`x`",
    "{cve}`x`",
    "{option}`--x`",
    "{envvar}`x`",
    "{c:func}`a b(`",
    "{cpp:func}`a b(`",
    "{keyword}`nokw`",
    "{abbr}`x`",
    "```{list-table}\n* - a\n  - b\n* - c\n```",
    '```{csv-table}\na,"b\n```',
    "```{table} x\nno table\n```",
    "```{csv-table}\n:file: x.csv\n```",
    "| a | b |\n|---|\n| c |",
    "```{list-table}\n:widths: 1\n\n* - a\n  - b\n```",
    "# Title\n\nText",
    "### Deep\n\nText",
    "a\n\n---\n\nb",
    "---\n\nb",
    "{{ x }}",
    "{.cls #id target=_blank}\nx",
    "[x]{.cls .btn}",
    "`c`{.x}",
    "(target)=\nx",
    "% c",
    "+++",
    "+++ {",
    "- [ ] x\n- [x] y",
    "Term\n: def\n: def",
    "```{hlist}\ntext\n```",
    "```{hlist}\n:columns: x\n\n* a\n```",
    "```{versionadded}\n```",
    "```{deprecated} 1\n:x: y\n```",
    "```{rubric}\n```",
    "```{parsed-literal}\n*x\n```",
    "```{admonition}\n```",
    "```{only} a b c\nx\n```",
    "```{toctree}\nx\n```",
    "```{glossary}\nA\n```",
    "```{index} a; b; c; d\n```",
    "```{eval-rst}\n*x\n```",
    "```{term-example}\nx\n```",
    "> q\n\n```{note}\n*x\n```",
    "~~x~~",
    "&#27; &#x202e;",
    "{x",
    "{a}{b}`c`",
    "```{code} python\n:number-lines: x\n\nx\n```",
    "```{epigraph}\n```",
    "```{seealso}\n```",
    "```{tip}\n:name: same\n\nx\n```",
    "```{tip}\n:name: same\n\nx\n```",
    "[a]: http://x.org\n[a]: http://y.org\n\n[a]",
    "{code}`x",
    "```{figure-md}\n![x](nothing.png)\nx\n```",
    "```{line-block}\n*x\n```",
    "```{compound}\n```",
    "[x](<a b>)",
    "<http://exa mple>",
    "```{admonition} T\n:class: a\n\n[x](#nothing)\n```",
    "- {ref}`nothing`\n\n  1. {ref}`nothing2`",
    "> {doc}`nothing`",
    "| a |\n|---|\n| {ref}`nothing` |",
    ":::{note}\nx",
    "```{note}\n{nothing}`x`\n\n```python\n```",
]
"""The same in Markdown."""

OPTIONS = [
    {"former_ids": ["a b"]},
    {"former_ids": ["mt-x"]},
    {"former_ids": ["ok", "mt-x"]},
    {"former_names": ["\u2066"]},
    {"level": "nope"},
    {"category": "nope"},
    {"reviewed": "x"},
    {"related": ["Nobody"]},
    {"requires": ["Nobody"]},
    {"broader": "Nobody"},
    {"status": "x"},
    {"status": "deprecated"},
    {"replaced_by": "Nobody"},
    {"tags": "a; b"},
    {"aliases": ["A;B"]},
    {"abbr": "T1"},
    {"id": "a b"},
    {"id": "same-id"},
    {"id": "same-id"},
    {"id": "mt-x"},
    {"case": "x"},
    {"forms": ["a;b"]},
    {"avoid": ["T2"]},
    {"faq": "x"},
    {"no-autolink": "x"},
    {"nothing": "x"},
]
"""Other fields with mistakes."""

EXTENSIONS = ["dollarmath", "amsmath", "attrs_inline", "attrs_block", "deflist", "tasklist"]
EXTENSIONS += ["substitution", "colon_fence", "strikethrough", "html_image", "fieldlist"]

FIELDS = {
    "definition": "    definition: |\n{0}",
    "explanation": "    definition: Def.\n    explanation: |\n{0}",
    "examples": "    definition: Def.\n    examples:\n      - |\n{0}",
    "questions": "    definition: Def.\n    questions:\n      - question: Q?\n        answer: |\n{0}",
    "facts": "    definition: Def.\n    facts:\n      key: |\n{0}",
    "sources": "    definition: Def.\n    sources:\n      - title: S\n        note: |\n{0}",
}


class Case(NamedTuple):
    """A project whose data file has all texts in one field."""

    markdown: bool
    placed: bool
    """Whether a page of its own places the terms; else they have generated pages."""
    field: str
    builder: str = "html"
    parallel: int = 0


CASES = [
    Case(False, True, "explanation"),
    Case(False, False, "definition", "html", 2),
    Case(False, True, "facts", "latex"),
    Case(False, False, "examples", "singlehtml"),
    Case(True, True, "questions"),
    Case(True, False, "explanation", "html", 2),
    Case(True, True, "sources", "text"),
    Case(True, False, "definition", "xml"),
]


def data_file(case: Case) -> tuple[str, list[str]]:
    """A data file, and the names of its terms."""
    texts = MARKDOWN if case.markdown else REST
    terms = [FIELDS[case.field].format(indent(text, " " * 10)) for text in texts]
    for options in OPTIONS:
        lines = [f"    {key}: {json.dumps(value)}" for key, value in options.items()]
        terms.append("\n".join(["    definition: Def.", *lines]))
    names = [f"T{number}" for number in range(len(terms))]
    records = [f"  - name: {name}\n{term}\n" for name, term in zip(names, terms, strict=True)]
    return f"markup: {'md' if case.markdown else 'rst'}\nterms:\n{''.join(records)}", names


def build(project: Project, case: Case, data: str, names: list[str]) -> Built:
    project.conf |= {
        "modelterms_data": ["a.yml"],
        "modelterms_quality": True,
        "modelterms_autolink": "page",
        "modelterms_limits": {"messages": 100_000},
        "myst_enable_extensions": EXTENSIONS,
        "nitpicky": True,
        "numfig": True,
    }
    if case.placed:
        place = "```{{term}} {}\n```\n\n" if case.markdown else ".. term:: {}\n\n"
        page = "".join(map(place.format, names))
    else:
        project.conf["modelterms_pages"] = "gen"
        page = (
            "```{toctree}\ngen/index\n```\n" if case.markdown else ".. toctree::\n\n   gen/index\n"
        )
    suffix, title = ("md", "# Home") if case.markdown else ("rst", "Home\n====")
    project.source.joinpath("a.yml").write_text(data, encoding="utf-8")
    project.write({f"index.{suffix}": f"{title}\n\n{page}"})
    return project.build(case.builder, parallel=case.parallel)


START = re.compile(r"(?:.*: )?(?:WARNING|ERROR|CRITICAL): ")


@pytest.mark.parametrize("case", CASES, ids=lambda case: "-".join(map(str, case)))
def test_all_messages_name_the_data_file(project: Project, case: Case) -> None:
    data, names = data_file(case)
    warnings = [line for line in build(project, case, data, names).warnings if START.match(line)]
    assert len(warnings) > 200
    assert [line for line in warnings if not re.match(r"a\.yml:[1-9]\d*: ", line)] == []
    assert max(int(line.split(":")[1]) for line in warnings) <= data.count("\n")


REST_LINES = """\
markup: rst
terms:
  - name: A
    definition: Def.
    explanation: |
      Text.

      .. code-block:: python
         :emphasize-lines: 9

         x

      * In a list:

        .. code-block:: python
           :dedent: 4

           y

        .. hlist::

           text
    former_ids:
      - good
      - b c
    id: other
    examples:
      - |
        .. code-block:: json

           { broken
  - name: B
    definition: Def :ref:`nothing`.
    id: other
"""

MARKDOWN_LINES = """\
markup: md
terms:
  - name: A
    definition: Def.
    explanation: |
      Text.

      ```{code-block} python
      :emphasize-lines: 9

      x
      ```

      - In a list:

        ```{code-block} python
        :dedent: 4

        y
        ```

        ```{math}
        \\href{x}{y}
        ```
    former_ids:
      - good
      - b c
    id: other
    examples:
      - |
        ```json
        { broken
        ```
  - name: B
    definition: Def {ref}`nothing`.
    id: other
"""


@pytest.mark.parametrize("placed", [True, False])
@pytest.mark.parametrize("markdown", [True, False])
def test_messages_name_the_line(project: Project, markdown: bool, placed: bool) -> None:
    data = MARKDOWN_LINES if markdown else REST_LINES
    case = Case(markdown, placed, "")
    found = build(project, case, data, ["A", "B"]).warnings
    lines = {
        "out of range": ":emphasize-lines: 9",
        "stripped by dedent": ":dedent: 4",
        "former-ids": "- b c",
        "Lexing": "{ broken",
        "'nothing'": "nothing`.",
        "href" if markdown else "hlist content": "{math}" if markdown else "hlist::",
    }
    if placed:
        lines["duplicate-id"] = "id: other"
    written = data.splitlines()
    for words, text in lines.items():
        (warning,) = [line for line in found if words in line]
        place = re.match(r"a\.yml:(\d+): ", warning)
        assert place, warning
        # A directive's message has its own line or that of what is wrong, two lines below at most.
        near = written[int(place[1]) - 1 : int(place[1]) + 2]
        assert any(text in line for line in near), warning
