"""The projects that are measured: the same words in each, made from a seed.

What differs is how the terms are written and whether the extension is loaded. Made-up words keep
the projects free of data files; their lengths and frequencies are about those of English, since
Sphinx's search index, the dearest part of a build, depends on both.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import accumulate, islice, product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

SECTIONS = 3
"""How many sections a text page has."""

PARAGRAPHS = 2
"""How many paragraphs a section has."""

PAGE_WORDS = 300
DEFINITION_WORDS = 25
VOCABULARY = 3000

COUNTS = "benchmark-counts.txt"
"""Beside the doctrees: how many documents a build read and wrote, and how long data took."""

CONF = f'''\
import time

extensions = {{extensions!r}}
html_theme = "basic"
project = "Benchmark"
copyright = ""

read, written, times = set(), set(), []


def note_read(app, env, docnames):
    read.update(docnames)


def note_written(app, doctree, docname):
    written.add(docname)


def note_time(app):
    times.append(time.process_time())


def tell(app, exception):
    text = f"{{{{len(read)}}}} {{{{len(written)}}}} {{{{times[1] - times[0]}}}}"
    (app.doctreedir / "{COUNTS}").write_text(text, encoding="utf-8")


def setup(app):
    # Before and right after the extension's own listener, which loads data files at 400.
    app.connect("builder-inited", note_time, priority=399)
    app.connect("builder-inited", note_time, priority=400)
    app.connect("env-before-read-docs", note_read)
    app.connect("doctree-resolved", note_written)
    app.connect("build-finished", tell)
'''


@dataclass(frozen=True)
class Size:
    """How much there is of everything."""

    pages: int
    """Text pages; the glossary pages and the start page come on top."""
    terms: int
    mentions: int
    """``:term:`` roles on a text page."""
    glossaries: int
    """Pages over which the terms are spread evenly."""
    seed: int = 1


@dataclass(frozen=True)
class Variant:
    """One of the projects that are compared."""

    key: str
    title: str
    cards: bool
    """Whether the terms are ``term`` directives; else they stand in ``glossary`` directives."""
    extension: bool
    mentions: bool = True
    """Whether mentions are roles; else the same words stand there as text."""
    settings: str = ""
    """Lines of ``conf.py``."""


PLAIN = Variant("A", "plain Sphinx: glossary", cards=False, extension=False)
CARDS = Variant("B", "with the extension: term directives", cards=True, extension=True)
LOADED = Variant("C", "plain glossary, extension loaded", cards=False, extension=True)


class Words:
    """A source of made-up text."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self._vocabulary = self._make_vocabulary()
        # Zipf's law: the n-th word is used 1/n times as often as the first.
        self._weights = list(accumulate(1 / n for n in range(1, VOCABULARY + 1)))

    def text(self, count: int) -> list[str]:
        """*count* words."""
        return self.random.choices(self._vocabulary, cum_weights=self._weights, k=count)

    def names(self, count: int) -> list[str]:
        """*count* different names of two words, in no order."""
        side = next(n for n in range(1, VOCABULARY) if n * n >= count)
        words = [word.title() for word in self._vocabulary[-2 * side :]]
        pairs = [f"{first} {last}" for first, last in product(words[:side], words[side:])]
        return self.random.sample(pairs, count)

    def _make_vocabulary(self) -> list[str]:
        syllables = ["".join(pair) for pair in product("bdfgklmnprstv", "aeiou")]
        words: dict[str, None] = {}
        while len(words) < VOCABULARY:
            # Frequent words are short ones.
            length = self.random.choice((1, 2, 2) if len(words) < 60 else (2, 3, 3, 4))
            words["".join(self.random.choices(syllables, k=length))] = None
        return list(words)


class Project:
    """A variant written to a folder.

    :param root: a folder for all projects; each makes its own in it for sources and output
    """

    def __init__(self, variant: Variant, size: Size, root: Path) -> None:
        folder = root / f"{variant.key}-{'roles' if variant.mentions else 'text'}"
        self.variant = variant
        self.size = size
        self.bytecode = root / "bytecode"
        self.source = folder / "source"
        self.build = folder / "build"
        self._edits = 0
        self._write()

    def edit_definition(self) -> None:
        """Change one definition, as an author would between two builds."""
        self._edits += 1
        page = self.source / "glossary0.rst"
        text = page.read_text(encoding="utf-8")
        old = f"edition {self._edits - 1}"
        page.write_text(text.replace(old, f"edition {self._edits}", 1), encoding="utf-8")

    def _write(self) -> None:
        words = Words(self.size.seed)
        names = words.names(self.size.terms)
        definitions = [" ".join(words.text(DEFINITION_WORDS)) for _ in names]
        definitions[0] += " edition 0"
        self.source.mkdir(parents=True)
        extensions = ["sphinx_modelterms"] if self.variant.extension else []
        self._page("conf.py", CONF.format(extensions=extensions) + self.variant.settings)
        docnames = []
        share = -(-self.size.terms // self.size.glossaries)
        entries = zip(names, definitions, strict=True)
        for number, some in enumerate(iter(lambda: list(islice(entries, share)), [])):
            docnames.append(f"glossary{number}")
            self._page(f"{docnames[-1]}.rst", self._glossary(f"Words {number}", some))
        for number in range(self.size.pages):
            docnames.append(f"page{number}")
            self._page(f"{docnames[-1]}.rst", self._text_page(f"Page {number}", words, names))
        listed = "".join(f"   {docname}\n" for docname in docnames)
        self._page("index.rst", _title("Start") + f".. toctree::\n   :maxdepth: 1\n\n{listed}")

    def _page(self, name: str, text: str) -> None:
        (self.source / name).write_text(text, encoding="utf-8")

    def _glossary(self, title: str, entries: Sequence[tuple[str, str]]) -> str:
        if self.variant.cards:
            parts = [f".. term:: {name}\n\n   {text}.\n" for name, text in entries]
        else:
            parts = [".. glossary::\n", *(f"   {name}\n      {text}.\n" for name, text in entries)]
        return _title(title) + "\n".join(parts)

    def _text_page(self, title: str, words: Words, names: Sequence[str]) -> str:
        text = words.text(PAGE_WORDS)
        count = min(self.size.mentions, len(names))
        for name in words.random.sample(names, count):
            mention = f":term:`{name}`" if self.variant.mentions else name
            text.insert(words.random.randrange(len(text) + 1), mention)
        return _title(title) + "\n".join(_sections(text))


def _sections(text: Sequence[str]) -> Iterator[str]:
    length = -(-len(text) // (SECTIONS * PARAGRAPHS))
    for number, start in enumerate(range(0, len(text), length)):
        if number % PARAGRAPHS == 0:
            yield _title(f"Section {number // PARAGRAPHS + 1}", "-")
        yield " ".join(text[start : start + length]) + ".\n"


def _title(text: str, line: str = "=") -> str:
    return f"{text}\n{line * len(text)}\n\n"
