"""No output has control characters, whatever backslashes and bytes the sources have."""

from __future__ import annotations

import ast
import json
import re
import sys
import zipfile
import zlib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from docutils import nodes

import sphinx_modelterms
from sphinx_modelterms.glossary.text.characters import CONTROLS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conftest import Built, Project

PACKAGE = Path(sphinx_modelterms.__file__).parent

BUILDERS = (
    *("html", "dirhtml", "singlehtml", "json", "epub", "text", "xml", "pseudoxml"),
    *("latex", "man", "texinfo", "gettext", "changes", "modelterms"),
)

HOME = """
    Home \\*page
    ===========

    .. toctree::
       :caption: The \\*caption

       plain
       words
       marked

    .. term-list::

    .. term-faq:: *args, Beta

    .. term-compare:: *args, Beta

    .. term-categories::
    .. term-of-the-day::
"""

PLAIN = r"""
    Plain \*glossary
    ================

    See :term:`\*one`, :term:`two\_b`, :term:`x <three>`, :term:`fo\ ur`, :any:`\*one` and \*one.

    .. figure:: missing.png

       A \*caption with :term:`three`.

    .. glossary::

       \*one
       two\_b
          The *first* \*definition\* of \\ it\ , and ``\*`` code\ s; see :term:`three`.

       three
          A\ nother \|one\| with |sub|.

       fo\ ur : \*k
          Last\.

    .. |sub| replace:: sub\*stitution
"""

WORDS = r"""
    Words \*here
    ============

    A \*section
    -----------

    See :term:`\*one`, :term:`two\_b`, :term:`\*args`, :term-def:`Beta`, :term-abbr:`Be\*`, :term-compare:`\*args; Beta`, a Beta\ s.
    *Be\ ta* and Be\ *ta*: **\*args** here, no-auto\ :no-autolink:`Be\*ta`.

    .. term:: *args
       :aliases: *arguments, "star_args"
       :abbr: Be*
       :category: cat
       :tags: t*ag
       :related: Beta

       The \*definition\* of \ it.

       More \*text.

       .. term-example::

          An \*example\_.

       .. term-question:: Why \*this?

          An \*answer with Beta.

       .. term-facts::

          \*maker: A\*B
          size: 1\*2

       .. term-source:: A \*source
          :url: https://example.org/

    .. term:: Beta

       Be\*ta is :term:`\*args`.

       .. term-facts::

          \*maker: A\*C
"""

MARKED = """
    # In \\*Markdown\\_

    See {term}`*mark`, {term}`em*` and \\*args, Beta.

    ```{term} *mark
    :aliases: em*, _under

    A \\*definition\\* of \\[it\\].

    :::{note}
    :::
    ```

    ```{glossary}
    \\*plain\\_md
      A \\*definition in Markdown.
    ```

    {term}`*plain_md`
"""

ESCAPED = {"index": HOME, "plain": PLAIN, "words": WORDS, "marked.md": MARKED}

SETTINGS: dict[str, Any] = {
    "modelterms_autolink": "all",
    "modelterms_report": "modelterms-report.json",
    "modelterms_reader_controls": True,
    "modelterms_glossary_backlinks": True,
    "modelterms_categories": {"cat": "The cat"},
}


def bad(text: str) -> list[str]:
    """The places of forbidden characters in *text*, also of those that are written as numbers."""
    found = [*CONTROLS.finditer(text)]
    for match in re.finditer(r"&#(x[0-9a-fA-F]+|[0-9]+);", text):
        number = match[1]
        code = int(number[1:], 16) if number[0] == "x" else int(number)
        if code > 0x10FFFF or CONTROLS.match(chr(code)):
            found.append(match)
    return [text[max(0, match.start() - 30) : match.end() + 30] for match in found]


def texts_in(path: Path) -> Iterator[tuple[str, str]]:
    """Each text in an output file, unpacked, with the name of where it is."""
    content = path.read_bytes()
    if path.suffix == ".epub":
        with zipfile.ZipFile(path) as book:
            for name in book.namelist():
                if not name.endswith(".png"):
                    yield f"{path.name}/{name}", book.read(name).decode()
    elif path.name == "objects.inv":
        start = content.index(b"zlib.\n") + len(b"zlib.\n")
        yield path.name, content[:start].decode() + zlib.decompress(content[start:]).decode()
    elif path.suffix not in {".png", ".fpickle", ".pickle", ".buildinfo"}:
        yield path.name, content.decode("utf-8", "replace")  # Sphinx adds files for LaTeX
        if path.suffix in {".json", ".fjson"}:
            yield path.name, "\n".join(strings(json.loads(content)))


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, held in value.items():
            yield key
            yield from strings(held)
    elif isinstance(value, list):
        for held in value:
            yield from strings(held)


def controls(built: Built) -> dict[str, list[str]]:
    """Describe the faults of each file of an output that has any."""
    found: dict[str, list[str]] = {}
    for path in sorted(built.outdir.rglob("*")):
        if path.is_file() and "_static" not in path.parts:
            for name, text in texts_in(path):
                if places := bad(text):
                    found.setdefault(name, []).extend(places)
    return found


@pytest.mark.parametrize("builder", BUILDERS)
def test_backslashes_put_no_control_characters_into_any_output(
    project: Project, builder: str
) -> None:
    project.write(ESCAPED)
    built = project.build(builder, **SETTINGS)
    assert controls(built) == {}


def test_escaped_control_characters_are_shown_as_in_plain_sphinx(project: Project) -> None:
    project.write(ESCAPED)
    built = project.build(**SETTINGS)
    (warning,) = built.warnings
    assert warning.endswith(
        "WARNING: image file not readable: missing.png [image.not_readable]"
    )  # its line depends on docutils
    page = built.text("words.html")
    shown = (
        "> The <em>first</em> *definition* of \\ it, and <code>\\*</code> codes; see three.</span>"
    )
    assert shown in page
    terms = {term["name"]: term for term in json.loads(built.text("modelterms.json"))["terms"]}
    assert {"*args", "*mark", "*one", "*plain_md", "four"} <= {*terms}
    assert terms["*args"]["summary"] == "The *definition* of it."
    assert terms["*mark"]["summary"] == "A *definition* of [it]."
    assert terms["Beta"]["summary"] == "Be*ta is *args."


LITERALS = "\0\x01\x08\x0b\x0c\x1b\x1f\x7f\x80\x85\x9f\ufdd0\ufffe\uffff\U0001fffe\U0010ffff"
"""One of each kind, each in its own places of the sources."""

LITERAL = {
    "index": "Home\n====\n\n.. toctree::\n\n   words\n   marked\n   user\n\n",
    "words": "Wo{c}rds {n}\n===============\n\n.. glossary::\n\n   na{c}me{n}\n   ot{c}her{n}\n"
    "      A {c} de{c}finition.\n\n",
    "marked.md": "# Ma{c}rked {n}\n\n```{{glossary}}\nma{c}rk{n}\n  A {c} de{c}finition\n```\n\n",
    "user": "User {n}\n=======\n\n:term:`na{c}me{n}`, :term:`ot{c}her{n}`, :term:`ma{c}rk{n}`\n\n",
}


def literal_sources() -> dict[str, str]:
    """Pages with each of them."""
    numbered = [*enumerate(LITERALS, 1)]
    pages = {"index": LITERAL["index"]}
    for name, text in LITERAL.items():
        if name != "index":
            pages[name] = "".join(text.format(c=c, n=n) for n, c in numbered)
    return pages


@pytest.mark.parametrize("builder", ["html", "singlehtml", "json", "text", "epub", "xml"])
def test_control_characters_of_plain_sources_are_no_more_than_without_us(
    new_project: Callable[[str], Project], builder: str
) -> None:
    counts: dict[str, Counter[str]] = {}
    warnings: dict[str, list[str]] = {}
    for name in ("plain", "ours"):
        project = new_project(name)
        project.write(literal_sources())
        if name == "plain":
            project.conf["extensions"] = ["myst_parser"]
        built = project.build(builder, **(SETTINGS if name == "ours" else {}))
        counts[name] = Counter({file: len(places) for file, places in controls(built).items()})
        warnings[name] = built.warnings
    assert counts["plain"]  # else the test looks at nothing
    assert not counts["ours"] - counts["plain"]
    told = {re.sub(r"\. Did you mean .*\?(?= \[)", "", said) for said in warnings["ours"]}
    assert told <= set(warnings["plain"])


def test_names_with_control_characters_are_found_and_have_hover_cards(project: Project) -> None:
    project.write(literal_sources())
    built = project.build()
    tips = re.findall('<div class="mt-tip".*</div>', built.text("user.html"))
    # MyST ends lines at some of them, as Python does, with and without us.
    assert len(tips) >= 2 * len(LITERALS)
    assert all(
        f">name{n}</b>" in "".join(tips) for n in (1, 2, 3, 6, 8, 9, 11, 12, 13, 14, 15, 16)
    )


def test_control_characters_of_terms_stay_on_their_page(project: Project) -> None:
    text = (
        ".. term:: na{c}me{n}\n   :aliases: al{c}ias{n}\n   :abbr: N{c}N{n}\n   :tags: ta{c}g{n}\n\n"
        "   A {c} defi{c}nition.\n\n   .. term-facts::\n\n      fa{c}ct: va{c}lue\n\n"
        "   .. term-source:: so{c}urce\n\n"
    )
    words = "".join(text.format(c=c, n=n) for n, c in enumerate(LITERALS, 1))
    project.write(
        {
            "index": HOME.replace("\\*args", "name1").replace("Beta", "name2")
            + "\n:term:`name3`\n",
            "words": f"Words\n=====\n\n{words}",
        }
    )
    built = project.build(**SETTINGS)
    assert set(controls(built)) <= {"words.html", "words.rst.txt", "searchindex.js"}


def text_names(function: ast.FunctionDef) -> set[str]:
    """The names that *function* declares to be text nodes, or tests for that."""
    names = set()
    for node in ast.walk(function):
        if isinstance(node, ast.arg) and node.annotation:
            name, kinds = node.arg, ast.unparse(node.annotation)
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "isinstance":
            name, kinds = map(ast.unparse, node.args)
        else:
            continue
        if re.search(r"\bnodes\.Text\b(?!])", kinds):
            names.add(name)
    return names


def read_as_str(function: ast.FunctionDef) -> set[str]:
    """Return the expressions that *function* converts with ``str()``."""
    read = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "str":
            read |= {*map(ast.unparse, node.args)}
        elif isinstance(node, ast.FormattedValue):
            read.add(ast.unparse(node.value))
    return read


def test_text_nodes_are_read_in_one_place() -> None:
    wrong = {}
    for path in PACKAGE.rglob("*.py"):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                read = text_names(function) & read_as_str(function)
                wrong |= {(path.name, function.name): read} if read else {}
    assert wrong == {("node_text.py", "letters_of"): {"text"}}


def test_no_code_of_ours_makes_a_str_of_a_text_node(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def guarded(how: Callable[..., str]) -> Callable[..., str]:
        def read(text: nodes.Text, *arguments: str) -> str:
            caller = Path(sys._getframe(1).f_code.co_filename)
            inside = caller.is_relative_to(PACKAGE) and caller.name != "node_text.py"
            assert not inside, f"{caller.name}:{sys._getframe(1).f_lineno}"
            return how(text, *arguments)

        return read

    monkeypatch.setattr(nodes.Text, "__str__", guarded(str.__str__))
    monkeypatch.setattr(nodes.Text, "__format__", guarded(str.__format__))
    project.write(ESCAPED)
    for builder in ("html", "latex"):
        project.build(builder, **SETTINGS)
