"""The source text of generated pages, each with one term or the list of a category.

:func:`is_stub` recognizes them byte for byte, so that our files are known even if their list is
lost.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sphinx_modelterms.glossary.datafiles.generated_pages import (
    CATEGORY_FOLDER,
    category_of,
    page_of,
)
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple
from sphinx_modelterms.glossary.text.names import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_modelterms.glossary.datafiles.generated_pages import PageTree

MARK = "Written by sphinx_modelterms; changes in this file are lost."

NAVIGATIONS = ("toctree", "context", "none")

PLAIN_SIGNS = frozenset(" .,:'’()/+-_&#!?*=@<>\"")
"""Punctuation that has no meaning in any parser within the argument of a directive."""


def encoded_name(name: str) -> str:
    """Return *name* as the argument of a directive, with characters that a parser could interpret
    percent-encoded.

    >>> encoded_name("C++"), encoded_name(":id: 5%"), encoded_name(r"a\\b")
    ('C++', '%3Aid: 5%25', 'a%5Cb')
    """
    written = "".join(char if _is_plain(char) else _quoted(char) for char in name)
    written = re.sub("^[ :]|(?<= ) | $", lambda match: _quoted(match[0]), written)
    return re.sub(r"^(\W+)$", lambda match: "".join(map(_quoted, match[0])), written)


def decoded_name(argument: str) -> str:
    """Return the name that :func:`encoded_name` has encoded as *argument*."""
    return unquote(argument, errors="surrogatepass")


def _is_plain(char: str) -> bool:
    return char in PLAIN_SIGNS or unicodedata.category(char)[0] in "LMN"


def _quoted(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "surrogatepass"))


class Stub(NamedTuple):
    """Writer of the source text of generated pages."""

    markdown: bool
    """True for Markdown, False for reStructuredText."""
    nav: str
    """One of :data:`NAVIGATIONS`: all pages are in a toctree (``toctree``), only those of
    categories (``context``), or no page is (``none``).
    """
    former: bool = False
    """True for the text of releases that had no list of files yet, to recognize it."""

    def files(self, tree: PageTree) -> Iterator[tuple[str, str]]:
        """Yield the docname and text of each page."""
        for page in tree.term_pages():
            yield page.docname, self.term_page(page.record.name, page.record.scope)
        for category in tree.categories:
            below = [term.docname for term in category.terms]
            yield category.docname, self.category_page(category.key, category.title, below)
        below = [category.docname for category in tree.categories] if self.nav != "none" else []
        if self.nav == "toctree":
            below += (page.docname for page in tree.others)
        yield tree.home, self.home_page(tree.title, bool(tree.categories), below)

    def term_page(self, name: str, scope: str = "") -> str:
        """Return the text of the page of a term."""
        written = name if self.former else encoded_name(name)
        directive = "modelterms:term" if written == name else "modelterms:record"
        options = [":layout: page", *([f":scope: {self._value(scope)}"] if scope else [])]
        placed = self._directive(directive, written, options)
        return self._page(placed, orphan=self.nav != "toctree")

    def category_page(self, key: str, title: str, below: Iterable[str]) -> str:
        """Return the text of the page of a category."""
        quoted = key.replace("\\", r"\\").replace('"', r"\"")
        listed = self._value(f'["{quoted}"]')
        options = [f":category: {listed}", ":home:", ":group-by: none"]
        return self._page(
            self._title(title),
            self._directive("modelterms:list", "", options),
            self._toctree(below) if self.nav == "toctree" else "",
            orphan=self.nav == "none",
        )

    def _value(self, text: str) -> str:
        """Return the value of an option."""
        # MyST-Parser reads options as YAML.
        return "'" + text.replace("'", "''") + "'" if self.markdown else text

    def home_page(self, title: str, has_categories: bool, below: Sequence[str]) -> str:
        """Return the text of the start page of the glossary."""
        return self._page(
            self._title(title),
            self._directive("modelterms:categories", "", []) if has_categories else "",
            self._directive("modelterms:list", "", [":filter:", ":display: definitions"]),
            self._toctree(below) if below else "",
            orphan=self.nav == "none",
        )

    def _page(self, *parts: str, orphan: bool = False) -> str:
        mark = f"% {MARK}" if self.markdown else f".. {MARK}"
        if orphan and self.markdown:
            mark = f"---\norphan: true\n---\n\n{mark}"
        elif orphan:
            mark = f"{mark}\n\n:orphan:"
        return "\n\n".join(filter(None, (mark, *parts))) + "\n"

    def _title(self, title: str) -> str:
        """Return the heading *title*, with all punctuation escaped, which both markups allow."""
        escaped = re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", " ".join(title.split()))
        return f"# {escaped}" if self.markdown else f"{escaped}\n{'=' * (2 * len(escaped))}"

    def _directive(self, name: str, argument: str, lines: Sequence[str]) -> str:
        if self.markdown:
            return "\n".join((f"~~~{{{name}}} {argument}".rstrip(), *lines, "~~~"))
        indented = [f"   {line}" if line or self.former else "" for line in lines]
        return "\n".join((f".. {name}:: {argument}".rstrip(), *indented))

    def _toctree(self, docnames: Iterable[str]) -> str:
        return self._directive("toctree", "", [":hidden:", "", *(f"/{name}" for name in docnames)])


def is_stub(folder: str, docname: str, text: str) -> bool:
    """Return True if this or the last release writes *text* for some term or category.

    :param folder: the directory of generated pages
    :param docname: the docname of the file, which must be that of the term or category, too
    """
    if f" {MARK}\n" not in text[:200]:
        return False
    markdown = not text.startswith("..")
    stubs = [Stub(markdown, nav, old) for nav in NAVIGATIONS for old in (True, False)]
    return any(text == made for stub in stubs for made in _remade(stub, folder, docname, text))


_PLACED = re.compile(r"modelterms:(term|record)(?:::|\}) (.*)\n")
_SCOPE = re.compile(r"^ *:scope: (.+)$", re.MULTILINE)
_CATEGORY = re.compile(r':category: (\'?)\["(.*)"\]\1\n')
_TITLE = re.compile(r"^(?:# (.+)|(.+)\n=+)$", re.MULTILINE)
_BELOW = re.compile(r"^ *:hidden:\n *\n((?: */.+\n)+)", re.MULTILINE)


def _remade(stub: Stub, folder: str, docname: str, text: str) -> Iterator[str]:
    """Yield the text that *stub* writes for the term or category found in *text*."""
    if placed := _PLACED.search(text):
        name = decoded_name(placed[2]) if placed[1] == "record" else placed[2]
        scope = _written_scope(stub, text)
        if _is_address(docname, page_of(folder, name, scope)):
            yield stub.term_page(name, scope)
        return
    title = _TITLE.search(text)
    if title is None:
        return
    shown = re.sub(r"\\(.)", r"\1", title[1] or title[2])
    lines = _BELOW.search(text)
    below = [line.strip()[1:] for line in lines[1].splitlines()] if lines else []
    if any(not name.startswith(f"{folder}/") for name in below):
        return
    if category := _CATEGORY.search(text):
        quoted = category[2].replace("''", "'") if stub.markdown else category[2]
        key = re.sub(r"\\(.)", r"\1", quoted)
        former = f"{folder}/{CATEGORY_FOLDER}/{slug(key)}"
        if _is_address(docname, category_of(folder, key)) or docname == former:
            yield stub.category_page(key, shown, below)
    elif docname == f"{folder}/index":
        yield stub.home_page(shown, "modelterms:categories" in text, below)


def _written_scope(stub: Stub, text: str) -> str:
    found = _SCOPE.search(text)
    if found is None:
        return ""
    return found[1][1:-1].replace("''", "'") if stub.markdown else found[1]


def _is_address(docname: str, wanted: str) -> bool:
    """Return True if *docname* is *wanted*, or that with a number, as for a second page."""
    return re.fullmatch(re.escape(wanted) + r"(-\d+)?", docname) is not None
