"""Made-up sites of many projects: each a ``modelterms.json`` with a link report.

They look like real ones: projects of a field share names, with equal, reworded and different
definitions; some names are misspelt or written with a hyphen; most terms are a project's own.
What a project contains follows from the seed and its number, and not from the number of projects.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.words import Words

if TYPE_CHECKING:
    from pathlib import Path

FIELD = 40
"""Number of projects of one field, which share names."""

FIELD_NAMES = 300
"""Number of names that the projects of a field share."""

COMMON_NAMES = 40
"""Number of names that projects of all fields share."""

GENERAL_WORDS = 1000
"""Number of words that definitions of all fields share. Rarer words are those of one field, so
that more fields have more different words: about as many as Heaps' law expects of English text.
"""


class VocabularySize(NamedTuple):
    """Size of the sites."""

    projects: int
    terms: int = 150
    """Terms in each project."""
    mentions: int = 44
    """Mentions of each term."""
    seed: int = 1


class _Pool(NamedTuple):
    """Names that several projects share, each with its usual definition."""

    names: tuple[str, ...]
    definitions: tuple[tuple[str, ...], ...]


class Sites:
    """The sites of many projects."""

    def __init__(self, size: VocabularySize) -> None:
        self.size = size
        words = Words(size.seed)
        self._words = words.text(20_000)
        self._general = {word for word, _ in Counter(self._words).most_common(GENERAL_WORDS)}
        self._letters = sorted({word for word in self._words if len(word) > 3})
        self._abbreviations = sorted({word[:3].upper() for word in self._letters})
        self._pool = cache(self._make_pool)

    def write(self, folder: Path) -> Path:
        """Write all sites and the list of them, and return the path of the list."""
        lines = []
        for number in range(self.size.projects):
            site = folder / "sites" / f"p{number:05}"
            site.mkdir(parents=True)
            self._write_site(site, number)
            lines.append(
                f'[[site]]\nname = "{site.name}"\nsource = "sites/{site.name}"\n'
                f'base = "https://{site.name}.example.org/"\n'
            )
        listed = folder / "sites.toml"
        listed.write_text("\n".join(lines), encoding="utf-8", newline="\n")
        return listed

    def _write_site(self, site: Path, number: int) -> None:
        for name, content in (
            ("modelterms.json", self.glossary(number)),
            ("modelterms-report.json", self.report(number)),
        ):
            text = json.dumps(content, ensure_ascii=False)
            (site / name).write_text(text, encoding="utf-8", newline="\n")

    def glossary(self, number: int) -> dict[str, Any]:
        """Return the ``modelterms.json`` of a project."""
        draw = random.Random(f"{self.size.seed}-{number}")
        places = [
            {
                "page": f"guide/page-{place // 4}",
                "section": self._phrase(draw, 3).title(),
                "url": f"guide/page-{place // 4}.html#s{place % 4}",
            }
            for place in range(60)
        ]
        sentences = [self._sentence(draw, 14, number) for _ in range(200)]
        terms = [
            self._term(draw, name, definition, places, sentences)
            for name, definition in self._named(draw, number)
        ]
        for term in terms:
            others = draw.sample(terms, min(3, len(terms)))
            term["related"] = [{"name": one["name"], "url": one["url"]} for one in others]
        return {
            "version": 1,
            "language": "en",
            "generator": "made up",
            "project": f"Project {number}",
            "release": "1.0",
            "pages": 15,
            "terms": sorted(terms, key=lambda term: str(term["name"])),
            "comparisons": [],
        }

    def report(self, number: int) -> dict[str, Any]:
        """Return the part of the link report that is collected."""
        draw = random.Random(f"{self.size.seed}-report-{number}")
        return {
            "version": 1,
            "unexplained": [
                {"text": text, "count": draw.randint(1, 90), "pages": 3, "file": "a.rst"}
                for text in draw.sample(self._abbreviations, 16)
            ],
            "candidates": [],
        }

    def _named(self, draw: random.Random, number: int) -> list[tuple[str, str]]:
        """Return the names of a project with their definitions: a fifth of them are shared."""
        shared = self.size.terms // 5
        pools = (
            (self._pool(f"field {number // FIELD}", FIELD_NAMES), shared - shared // 6),
            (self._pool("common", COMMON_NAMES), shared // 6),
        )
        found: dict[str, str] = {}
        for pool, count in pools:
            for place in draw.sample(range(len(pool.names)), min(count, len(pool.names))):
                name = self._spelt(draw, pool.names[place])
                found[name] = self._defined(draw, pool.definitions[place], number)
        while len(found) < self.size.terms:
            name = self._phrase(draw, draw.choice((1, 2, 2, 3)))
            found.setdefault(name, self._sentence(draw, draw.randint(8, 24), number))
        return list(found.items())

    def _make_pool(self, key: str, count: int) -> _Pool:
        draw = random.Random(f"{self.size.seed}-{key}")
        names = {self._phrase(draw, 2): None for _ in range(count)}
        return _Pool(tuple(names), tuple(tuple(draw.choices(self._words, k=16)) for _ in names))

    def _spelt(self, draw: random.Random, name: str) -> str:
        kind = draw.random()
        if kind < 0.03:
            return name.replace(" ", "-")
        if kind < 0.05:
            place = draw.randrange(1, len(name) - 1)
            return name[:place] + name[place + 1 :]
        return name

    def _defined(self, draw: random.Random, usual: tuple[str, ...], number: int) -> str:
        """Return a definition: the usual one, a reworded one, or another one."""
        kind = draw.random()
        if kind < 0.5:
            return f"{' '.join(usual).capitalize()}."
        if kind < 0.8:
            words = list(usual)
            words[draw.randrange(len(words))] = draw.choice(self._words)
            return f"{' '.join(words).capitalize()}."
        return self._sentence(draw, 16, number)

    def _term(
        self,
        draw: random.Random,
        name: str,
        definition: str,
        places: list[dict[str, str]],
        sentences: list[str],
    ) -> dict[str, Any]:
        slug = name.replace(" ", "-")
        count = 0 if draw.random() < 0.08 else self.size.mentions
        term: dict[str, Any] = {
            "id": f"term-{slug}",
            "name": name,
            "summary": definition,
            "url": f"glossary.html#term-{slug}",
            "mentions": [
                {**place, "kind": kind, "context": f"{sentence} {name}."}
                for place, kind, sentence in zip(
                    draw.choices(places, k=count),
                    draw.choices(("automatic", "explicit"), (70, 30), k=count),
                    draw.choices(sentences, k=count),
                    strict=True,
                )
            ],
        }
        if draw.random() < 0.3:
            term["aliases"] = [f"{name} {draw.choice(self._letters)}"]
        if " " in name and draw.random() < 0.2:
            term["abbr"] = "".join(word[0] for word in name.split()).upper()
        return term

    def _phrase(self, draw: random.Random, count: int) -> str:
        return " ".join(draw.choices(self._letters, k=count))

    def _sentence(self, draw: random.Random, count: int, number: int) -> str:
        """Return a sentence in the words of the field of a project."""
        ending = self._letters[number // FIELD]
        words = (
            word if word in self._general else word + ending
            for word in draw.choices(self._words, k=count)
        )
        return f"{' '.join(words).capitalize()}."
