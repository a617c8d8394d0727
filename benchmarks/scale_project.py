"""Projects with many pages, whose text is full of names: for the time that an edit takes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.markup import Rest
from benchmarks.projects import CONF, DEFINITION_WORDS, PAGE_WORDS, sentences
from benchmarks.words import Words

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.projects import Variant

DAY = 86_400
"""Seconds."""

FIRST_DAY = 1_700_000_000
"""The time of the first build, in seconds since 1970."""

NAME_WORDS = 1800
"""Number of words for names."""

SENTENCE = 12
"""Number of words and names in a sentence."""


@dataclass(frozen=True)
class ScaleSize:
    """Size of such a project."""

    pages: int
    """Text pages; the glossary pages and the start page come on top."""
    terms: int = 3000
    names: int = 111
    """Names of terms in the text of a page, each of another term."""
    paragraphs: int = 3
    """Paragraphs of a page, each in a section of its own: with at most four automatic links in a
    paragraph, twelve names of a page become links."""
    waiting: int = 20
    """Names in the text that are no terms until :meth:`ScaleProject.add_term`."""
    holding: float = 0.01
    """On how many of the pages such a name stands, at least on one."""
    glossaries: int = 10
    """Pages over which the terms are spread evenly."""
    rounds: int | None = None
    """The most rounds that are run, for what is slow."""
    seed: int = 1


class Edit(NamedTuple):
    """What is different in the next build."""

    read: int
    """Number of documents that changed."""
    holding: int = 0
    """Number of pages with the name in question in their text."""


class ScaleProject:
    """A project written to a folder.

    :param root: a folder for all projects; each makes its own in it for sources and output
    :param bytecode: where builds keep compiled modules
    """

    strict = True

    def __init__(self, variant: Variant, size: ScaleSize, root: Path, bytecode: Path) -> None:
        self.variant = variant
        self.size = size
        self.bytecode = bytecode
        self.source = root / f"{variant.key}-{size.pages}" / "source"
        self.build = root / f"{variant.key}-{size.pages}" / "build"
        self._now = FIRST_DAY
        self._markup = Rest()
        self._pages = 0
        """Number of edits of pages."""
        self._editions = 0
        """Number of edits of the definition."""
        self._holding: Counter[str] = Counter()
        """Number of pages with a name, by name."""
        self._write()

    @property
    def glossaries(self) -> list[str]:
        """The documents that define the terms."""
        return [f"glossary{number}" for number in range(self.size.glossaries)]

    @property
    def documents(self) -> list[str]:
        """All documents."""
        return ["index", *self.glossaries, *map(_page, range(self.size.pages))]

    @property
    def variables(self) -> dict[str, str]:
        """The environment variables of its builds."""
        return {"SOURCE_DATE_EPOCH": str(self._now)}

    def edit_page(self) -> Edit:
        """Add a blank line to the end of a page, of another one each time."""
        path = self._path(_page((self.size.pages // 2 + self._pages) % self.size.pages))
        self._pages += 1
        self._store(path, path.read_text(encoding="utf-8") + "\n")
        return Edit(1)

    def edit_definition(self) -> Edit:
        """Change a definition, always that of the same term."""
        path = self._path(self.glossaries[0])
        text = path.read_text(encoding="utf-8")
        old = _edition(self._editions)
        self._editions += 1
        self._store(path, text.replace(old, _edition(self._editions), 1))
        return Edit(1, self._holding[self._edited])

    def add_term(self) -> Edit:
        """Make the next of the waiting names a term."""
        name = self._waiting.pop(0)
        path = self._path(self.glossaries[-1])
        text = path.read_text(encoding="utf-8")
        self._store(path, f"{text}\n{self._markup.glossary([(name, 'A new term.')])}")
        return Edit(1, self._holding[name])

    def change_nothing(self) -> Edit:
        """Leave everything as it is."""
        return Edit(0)

    def next_day(self) -> Edit:
        """Let the next build be made a day later."""
        self._now += DAY
        return Edit(0)

    def _path(self, docname: str) -> Path:
        return self.source / f"{docname}{self._markup.suffix}"

    def _store(self, path: Path, text: str) -> None:
        path.write_text(text, encoding="utf-8", newline="\n")

    def _write(self) -> None:
        words = Words(self.size.seed, NAME_WORDS)
        names = words.short_names(self.size.terms + self.size.waiting)
        # Names of two words: in a paragraph with many names, the longest are linked.
        self._waiting = [names.pop() for _ in range(self.size.waiting)]
        self._edited = names.pop()
        words.random.shuffle(names)
        self._names = [self._edited, *names]
        self.source.mkdir(parents=True)
        conf = CONF.format(extensions=self.variant.extensions) + self.variant.settings
        self._store(self.source / "conf.py", conf)
        entries = [(name, sentences(words, DEFINITION_WORDS)) for name in self._names]
        entries[0] = (entries[0][0], f"{_edition(0)} {entries[0][1]}")
        for number, docname in enumerate(self.glossaries):
            some = entries[number :: len(self.glossaries)]
            self._write_page(docname, f"Words {number}", self._markup.glossary(some))
        for number in range(self.size.pages):
            self._write_page(_page(number), f"Page {number}", self._text(number, words))
        self._write_page("index", "Start", self._markup.toctree(self.documents[1:]))

    def _write_page(self, docname: str, title: str, text: str) -> None:
        self._store(self._path(docname), self._markup.title(title) + text)

    def _text(self, number: int, words: Words) -> str:
        """The sections of a page: its names, and words up to the usual number."""
        names = words.random.sample(
            self._names, min(self.size.names, self.size.terms)
        ) + self._waiting_on(number)
        self._holding.update(names)
        pieces = names + words.text(PAGE_WORDS - sum(name.count(" ") + 1 for name in names))
        words.random.shuffle(pieces)
        length = -(-len(pieces) // self.size.paragraphs)
        return "\n".join(
            self._markup.title(f"Section {start // length + 1}", 1)
            + _sentences(pieces[start : start + length])
            for start in range(0, len(pieces), length)
        )

    def _waiting_on(self, number: int) -> list[str]:
        """The waiting names of a page: each is on its share of the pages."""
        every = round(1 / self.size.holding)
        return [
            name
            for place, name in enumerate(self._waiting)
            if (number - place) % min(every, self.size.pages) == 0
        ]


def _sentences(pieces: list[str]) -> str:
    """The words and names *pieces* in sentences; none begins with a capital letter, which would
    be another spelling of a name."""
    lines = (pieces[start : start + SENTENCE] for start in range(0, len(pieces), SENTENCE))
    return "\n".join(f"{' '.join(line)}." for line in lines) + "\n"


def _page(number: int) -> str:
    return f"page{number}"


def _edition(number: int) -> str:
    return f"Of edition {number}:"
