"""The projects that are measured: the same words in each, made from a seed.

What differs is how the terms are written, and which extensions are loaded.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks import inventories
from benchmarks.markup import MARKUPS
from benchmarks.words import Words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

SECTIONS = 3
"""Number of sections in a text page."""

PARAGRAPHS = 2
"""Number of paragraphs in a section."""

PAGE_WORDS = 300
DEFINITION_WORDS = 25
SENTENCE_WORDS = (8, 20)

CONF = f"""\
import sys

sys.path.append({str(Path(__file__).parents[1])!r})
extensions = [*{{extensions!r}}, "benchmarks.counting"]
html_theme = "basic"
project = "Benchmark"
copyright = ""
"""


@dataclass(frozen=True)
class Size:
    """Size of a project, by kind of content."""

    pages: int
    """Text pages; the glossary pages and the start page come on top."""
    terms: int
    mentions: int = 20
    """``:term:`` roles on a text page."""
    plain: int = 0
    """Names of other terms on a text page, without a role."""
    waiting: int = 0
    """Names in the text that are no terms until :meth:`Project.add_term`."""
    waiting_share: float = 0.01
    """On how many of the pages such a name stands, at least on one."""
    foreign: int = 0
    """``:term:`` roles on a text page for terms of another project."""
    known: int = 0
    """Number of terms in that project."""
    published: int = 0
    """Number of terms that three more projects publish together, and that nothing mentions."""
    glossaries: int = 10
    """Pages over which the terms are spread evenly."""
    seed: int = 1


@dataclass(frozen=True)
class Variant:
    """One of the projects that are compared."""

    key: str
    title: str
    extensions: tuple[str, ...] = ()
    cards: bool = False
    """True if the terms are ``term`` directives; else they are in ``glossary`` directives."""
    markup: str = "rst"
    """``rst`` or ``md``."""
    mentions: bool = True
    """True if mentions are roles; else the same words are plain text."""
    settings: str = ""
    """Lines of ``conf.py``."""
    hovers: bool = False
    """True if pages show the definitions of the terms that they mention."""
    autolinks: bool = False
    """True if names without a role become links; these show definitions as mentions do."""
    peer: bool = False
    """True if it is another extension: it need not be installed, and may warn."""
    rounds: int | None = None
    """The most rounds that are run, for what is slow."""


class TextPage(NamedTuple):
    """Content of a text page."""

    docname: str
    mentions: frozenset[str]
    plain: frozenset[str]
    """The names without a role, the waiting ones too."""


class Change(NamedTuple):
    """An edit, and what has to follow from it."""

    read: frozenset[str]
    """The documents that it is in."""
    written: frozenset[str]
    """Those that show it, and the start page, which Sphinx writes with each page of its list."""
    shown: str = ""
    """Text that pages with the definition have now; none if that did not change."""


class Project:
    """A variant written to a folder.

    :param root: a folder for all projects; each makes its own in it for sources and output
    :param bytecode: where builds keep compiled modules
    """

    def __init__(self, variant: Variant, size: Size, root: Path, bytecode: Path) -> None:
        folder = root / f"{variant.key}-{size.pages}-{size.plain}-{size.known}"
        self.variant = variant
        self.size = size
        self.strict = not variant.peer
        self.bytecode = bytecode
        self.source = folder / "source"
        self.build = folder / "build"
        self.pages: list[TextPage] = []
        self._markup = MARKUPS[variant.markup]
        self.edited = ""
        """The name of the term whose definition is changed."""
        self._edits = 0
        self._write()

    @property
    def glossaries(self) -> list[str]:
        """The documents that the terms stand on."""
        count = min(self.size.glossaries, self.size.terms)
        return [f"glossary{number}" for number in range(count)]

    @property
    def documents(self) -> list[str]:
        """All documents."""
        return ["index", *self.glossaries, *(page.docname for page in self.pages)]

    @property
    def edition(self) -> str:
        """Text that is in the definition of that term only."""
        return f"Of edition {self._edits},"

    def showing(self, name: str) -> set[str]:
        """The text pages that show the definition of a term."""
        variant = self.variant
        return {
            page.docname
            for page in self.pages
            if variant.hovers
            and (
                (variant.mentions and name in page.mentions)
                or (variant.autolinks and name in page.plain)
            )
        }

    def edit_definition(self) -> Change:
        """Change one definition, as an author would between two builds.

        It is always that of the same term, which as many pages mention as is usual.
        """
        old = self.edition
        self._edits += 1
        docname = self.glossaries[self._names.index(self.edited) % len(self.glossaries)]
        path = self._path(docname)
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(old, self.edition, 1), encoding="utf-8", newline="\n")
        return self._change(docname, self.showing(self.edited), self.edition)

    def edit_page(self) -> Change:
        """Add a sentence to the first text page."""
        self._edits += 1
        path = self._path(self.pages[0].docname)
        with path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(f"\n{self.edition} it ends.\n")
        return self._change(self.pages[0].docname, ())

    def add_term(self) -> Change:
        """Make the next of the waiting names a term."""
        name = self._waiting.pop(0)
        path = self._path(self.glossaries[-1])
        text = path.read_text(encoding="utf-8")
        path.write_text(
            f"{text}\n{self._terms([(name, 'a new term.')])}", encoding="utf-8", newline="\n"
        )
        return self._change(self.glossaries[-1], self.showing(name))

    def _change(self, docname: str, showing: Collection[str], shown: str = "") -> Change:
        return Change(frozenset([docname]), frozenset({docname, "index", *showing}), shown)

    def _path(self, docname: str) -> Path:
        return self.source / f"{docname}{self._markup.suffix}"

    def _write(self) -> None:
        words = Words(self.size.seed)
        size = self.size
        names = iter(words.names(size.terms + size.waiting + size.known + size.published))
        self._names, self._waiting, self._known, published = (
            list(islice(names, count))
            for count in (size.terms, size.waiting, size.known, size.published)
        )
        self.source.mkdir(parents=True)
        conf = CONF.format(extensions=self.variant.extensions) + self.variant.settings
        if self._known:
            conf += inventories.CONF
            inventories.write_inventories(self.source, self._known)
        if published:
            conf += inventories.NEIGHBOURS_CONF
            inventories.write_neighbours(
                self.source, [(name, sentences(words, DEFINITION_WORDS)) for name in published]
            )
        (self.source / "conf.py").write_text(conf, encoding="utf-8", newline="\n")
        definitions = {name: sentences(words, DEFINITION_WORDS) for name in self._names}
        for number in range(self.size.pages):
            self._write_text_page(number, words)
        uses = Counter(name for page in self.pages for name in page.mentions)
        self.edited = sorted(self._names, key=lambda name: uses[name])[len(self._names) // 2]
        definitions[self.edited] = f"{self.edition} {definitions[self.edited]}"
        entries = list(definitions.items())
        for number, docname in enumerate(self.glossaries):
            some = entries[number :: len(self.glossaries)]
            self._write_page(docname, f"Words {number}", self._terms(some))
        self._write_page("index", "Start", self._markup.toctree(self.documents[1:]))

    def _write_page(self, docname: str, title: str, text: str) -> None:
        content = self._markup.title(title) + text
        self._path(docname).write_text(content, encoding="utf-8", newline="\n")

    def _terms(self, entries: Sequence[tuple[str, str]]) -> str:
        make = self._markup.cards if self.variant.cards else self._markup.glossary
        return make(entries)

    def _write_text_page(self, number: int, words: Words) -> None:
        named = words.random.sample(
            self._names, min(self.size.mentions + self.size.plain, len(self._names))
        )
        mentions, plain = named[: self.size.mentions], named[self.size.mentions :]
        plain += self._waiting_on(number)
        page = TextPage(f"page{number}", frozenset(mentions), frozenset(plain))
        self.pages.append(page)
        text = sentences(words, PAGE_WORDS).split(" ")
        roles = map(self._markup.mention, mentions) if self.variant.mentions else mentions
        foreign = map(self._markup.mention, self._foreign_words(words))
        for name in (*roles, *plain, *foreign):
            text.insert(words.random.randrange(len(text)), name)
        self._write_page(page.docname, f"Page {number}", "\n".join(self._sections(text)))

    def _foreign_words(self, words: Words) -> list[str]:
        """Names of another project in small letters, as in the middle of a sentence, and every
        second as it stands there, after the name of the project."""
        found = words.random.sample(self._known, self.size.foreign)
        named = [f"{inventories.GLOSSARY}:{name}" for name in found[1::2]]
        return [*(name.lower() for name in found[::2]), *named]

    def _waiting_on(self, number: int) -> list[str]:
        """The waiting names of a page: each stands on its share of the pages."""
        every = max(1, round(1 / self.size.waiting_share))
        count = max(1, self.size.pages // every)
        return [
            name
            for place, name in enumerate(self._waiting)
            if (number - place) % self.size.pages < count * every and (number - place) % every == 0
        ]

    def _sections(self, text: Sequence[str]) -> Iterator[str]:
        length = -(-len(text) // (SECTIONS * PARAGRAPHS))
        for number, start in enumerate(range(0, len(text), length)):
            if number % PARAGRAPHS == 0:
                yield self._markup.title(f"Section {number // PARAGRAPHS + 1}", 1)
            yield " ".join(text[start : start + length]).removesuffix(".") + ".\n"


def sentences(words: Words, count: int) -> str:
    """About *count* words in sentences, the last of them whole."""
    text: list[str] = []
    while len(text) < count:
        sentence = words.text(min(words.random.randint(*SENTENCE_WORDS), count - len(text)))
        text += [sentence[0].title(), *sentence[1:]]
        text[-1] += "."
    return " ".join(text)
