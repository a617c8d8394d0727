"""Projects that consist of data files: a page for each of their terms, or nothing but loading."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from benchmarks.projects import CONF, DEFINITION_WORDS
from benchmarks.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FOLDER = "terms"
"""Directory of the generated pages."""

FILE_TERMS = 1000
"""Number of full records in a file; a file of 5,000 is refused for its size."""

CATEGORIES = 10
RELATED = 3
PARAGRAPH_WORDS = 50
SHORT_WORDS = 8

PAGES_CONF = f"""
html_theme = {{theme!r}}
modelterms_data = ["terms*.yml"]
modelterms_pages = {FOLDER!r}
modelterms_pages_nav = "context"
"""

LOADING_CONF = """
modelterms_data = ["terms*.yml"]
suppress_warnings = ["modelterms.unplaced"]
"""

HOME = "Start\n=====\n\n"


@dataclass(frozen=True)
class Record:
    """A term of a data file; an empty field is left out."""

    name: str
    category: str
    definition: str
    related: tuple[str, ...] = ()
    requires: str = ""
    explanation: tuple[str, ...] = ()
    example: str = ""
    source: str = ""

    def yaml(self) -> str:
        """The item of a list in YAML."""
        lines = [f"- name: {self.name}", f"  category: {self.category}"]
        if self.related:
            lines.append(f"  related: [{', '.join(self.related)}]")
        if self.requires:
            lines.append(f"  requires: {self.requires}")
        lines.append(f"  definition: {self.definition}")
        if self.explanation:
            lines.append("  explanation: |")
            lines.append("\n\n".join(f"    {paragraph}" for paragraph in self.explanation))
        if self.example:
            lines.append(f"  examples: {self.example}")
        if self.source:
            lines.append(f"  sources: [{{title: {self.source}}}]")
        return "\n".join(lines) + "\n"


class RecordProject:
    """A project that is made of *records*.

    :param folder: a new folder for sources and output
    :param conf: what its configuration has beside that of all projects
    :param file_terms: how many terms stand in a file
    """

    strict = True

    def __init__(
        self, records: Sequence[Record], folder: Path, conf: str, file_terms: int = FILE_TERMS
    ) -> None:
        self.records = list(records)
        self.source = folder / "source"
        self.build = folder / "build"
        self.bytecode = folder.parent / "bytecode"
        self._file_terms = file_terms
        self.source.mkdir(parents=True)
        home = HOME
        if "modelterms_pages" in conf:
            home += f".. toctree::\n\n   {FOLDER}/index\n"
        (self.source / "index.rst").write_text(home, encoding="utf-8", newline="\n")
        text = CONF.format(extensions=["sphinx_modelterms"]) + conf
        (self.source / "conf.py").write_text(text, encoding="utf-8", newline="\n")
        self.data_bytes = sum(
            self._write_file(first) for first in range(0, len(self.records), file_terms)
        )

    @property
    def documents(self) -> int:
        """Return the number of generated pages: of terms, of categories, the index and the
        root."""
        return len(self.records) + len({record.category for record in self.records}) + 2

    def change_explanation(self, number: int) -> int:
        """Change the explanation of a record.

        :returns: how many documents show it
        """
        record = self.records[number]
        first, *others = record.explanation
        self._change(number, replace(record, explanation=(f"Changed. {first}", *others)))
        return 1

    def change_definition(self, number: int) -> int:
        """Change the definition of a record.

        :returns: how many documents show it: its own, its category's, the index of terms (with
            which Sphinx writes its parent, the root document), and those of the terms that name
            it, or that it names, as related or required: these have a hover card of it at least
        """
        record = self.records[number]
        self._change(number, replace(record, definition=f"Changed {record.definition}"))
        shows = [
            other
            for other in self.records
            if record.name in (*other.related, other.requires)
            or other.name in (*record.related, record.requires)
        ]
        return 4 + len(shows)

    def _change(self, number: int, record: Record) -> None:
        self.records[number] = record
        self._write_file(number - number % self._file_terms)

    def _write_file(self, first: int) -> int:
        """Write the file whose first record has the number *first*; its size in bytes."""
        records = self.records[first : first + self._file_terms]
        content = "".join(record.yaml() for record in records).encode()
        (self.source / f"terms{first // self._file_terms}.yml").write_bytes(content)
        return len(content)


def full_records(count: int, seed: int) -> list[Record]:
    """Records with all that makes a page long; what one requires stands before it."""
    words = Words(seed)
    names = words.names(count)
    return [
        Record(
            name,
            f"Category {words.random.randrange(CATEGORIES)}",
            _sentence(words, DEFINITION_WORDS),
            _others(words, names, name),
            words.random.choice(names[:number]) if number else "",
            (_sentence(words, PARAGRAPH_WORDS), _sentence(words, PARAGRAPH_WORDS)),
            _sentence(words, DEFINITION_WORDS),
            " ".join(words.text(4)).title(),
        )
        for number, name in enumerate(names)
    ]


def short_records(count: int, seed: int) -> list[Record]:
    """Records with little more than a definition, about 100 bytes each."""
    words = Words(seed)
    return [
        Record(name, f"C{words.random.randrange(CATEGORIES)}", _sentence(words, SHORT_WORDS))
        for name in words.names(count)
    ]


def _others(words: Words, names: Sequence[str], name: str) -> tuple[str, ...]:
    some = words.random.sample(names, RELATED + 1)
    return tuple([other for other in some if other != name][:RELATED])


def _sentence(words: Words, count: int) -> str:
    return " ".join(words.text(count)).capitalize() + "."
