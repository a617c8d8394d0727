"""The matcher alone: ``python -m benchmarks.matching``.

Text made from a seed, in which about every hundredth character begins a name, is searched for 100
and for 100,000 names; also for names that are hard to tell apart. Then pages full of names (111
on each, of 3,000), and real text: Python's own help, for its most frequent nouns and pairs of
words. CPU time of the process, the median of several rounds in turn.
"""

from __future__ import annotations

import argparse
import re
import statistics
import time
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.words import Words
from sphinx_modelterms.gc_pause import paused_collector
from sphinx_modelterms.glossary.autolink.candidates import find_in_texts
from sphinx_modelterms.glossary.autolink.name_table import NameTable
from sphinx_modelterms.glossary.lookup import Glossary
from sphinx_modelterms.glossary.model import SourceLocation, Term
from sphinx_modelterms.glossary.text.common_words import EVERYDAY
from sphinx_modelterms.glossary.text.matcher import Matcher
from sphinx_modelterms.glossary.text.name_tree import Name
from sphinx_modelterms.glossary.text.plurals import nouns

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Sequence

LENGTH = 2_500_000
"""Characters of text."""

SPEED_MARK = 10
"""Megabytes a second, at least, with names that do not begin alike."""

GROWTH_MARK = 1.5
"""Maximum time for 100,000 names, as a multiple of that for 100."""

DENSITY = 100
"""Characters of text for each name in it."""


PAGES = 300
PAGE_WORDS = 300
PAGE_NAMES = 111
PAGE_BLOCKS = 6
TERMS = 3000
FREQUENT_NOUNS = 150
FREQUENT_PAIRS = 850


class Pages(NamedTuple):
    """Texts to search, and the names of the terms to find in them."""

    names: Sequence[str]
    pages: Sequence[Sequence[str]]
    """The texts of the blocks of each page."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.matching", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    words = Words(options.seed)
    few, many = (names(words, count) for count in (100, 100_000))
    text = with_names(words.random, running_text(words), few)
    sets = {
        "100 names": few,
        "100,000 names": few + many,
        "10,000 names that begin alike": few + [f"{few[0]} {name}" for name in many[:10_000]],
    }
    matchers = {title: matcher_of(some) for title, some in sets.items()}
    times: dict[str, list[float]] = {title: [] for title in matchers}
    found: dict[str, int] = {}
    for _ in range(options.rounds):
        for title, matcher in matchers.items():
            start = time.process_time()
            found[title] = sum(1 for _ in matcher.find(text))
            times[title].append(time.process_time() - start)
    megabytes = len(text.encode()) / 1e6
    base = statistics.median(times["100 names"])
    print(f"{megabytes:.2f} MB of text, {options.rounds} rounds")
    for title, some in times.items():
        median = statistics.median(some)
        speed, growth = megabytes / median, median / base
        ok = (speed >= SPEED_MARK or "alike" in title) and growth <= GROWTH_MARK
        print(
            f"  {title:32} {found[title]:6} found  {speed:5.1f} MB/s (mark: {SPEED_MARK})"
            f"  x{growth:.2f} (mark: {GROWTH_MARK})  {'ok' if ok else 'MISSED'}"
        )
    for title, pages in (("pages full of names", full_pages(words)), ("real text", real_pages())):
        report_pages(title, pages, options.rounds)


def report_pages(title: str, pages: Pages, rounds: int) -> None:
    """Search pages one by one, as a build does."""
    location = SourceLocation("", 1)
    terms = [
        Term("a", f"term-{number}", name, name, location)
        for number, name in enumerate(pages.names)
    ]
    glossary = Glossary(terms)
    times, making, found = [], [], 0
    with paused_collector():
        for _ in range(rounds):
            start = time.process_time()
            matcher = NameTable(glossary).matcher
            made = time.process_time()
            found = sum(
                len(names) for page in pages.pages for names in find_in_texts(page, matcher)
            )
            times.append(time.process_time() - made)
            making.append(made - start)
    megabytes = sum(len(text.encode()) for page in pages.pages for text in page) / 1e6
    speed = megabytes / statistics.median(times)
    print(
        f"  {title:32} {found:6} found  {speed:5.1f} MB/s (mark: {SPEED_MARK})"
        f"  {'ok' if speed >= SPEED_MARK else 'MISSED'}"
        f"  {megabytes * 1e6 / found:.0f} bytes a name,"
        f" {statistics.median(making) * 1000:.0f} ms for {len(terms)} names"
    )


def full_pages(words: Words) -> Pages:
    """Pages on which a third of all words are names."""
    some, pages = words.names(TERMS), []
    for _ in range(PAGES):
        text = words.text(PAGE_WORDS)
        for name in words.random.sample(some, PAGE_NAMES):
            text.insert(words.random.randrange(len(text)), name)
        length = -(-len(text) // PAGE_BLOCKS)
        pages.append([" ".join(text[n : n + length]) + "." for n in range(0, len(text), length)])
    return Pages(some, pages)


def real_pages() -> Pages:
    """The topics of Python's help, and names that are frequent in them."""
    from pydoc_data.topics import topics

    pages = [topics[title].split("\n\n") for title in sorted(topics)]
    text = " ".join(block for page in pages for block in page).lower()
    known = nouns() - EVERYDAY
    single = Counter(word for word in re.findall(r"[a-z]{4,}", text) if word in known)
    pairs = Counter(
        f"{first} {last}"
        for first, last in re.findall(r"(?=\b([a-z]{3,}) ([a-z]{4,})\b)", text)
        if first not in EVERYDAY and last in known
    )
    frequent = single.most_common(FREQUENT_NOUNS) + pairs.most_common(FREQUENT_PAIRS)
    return Pages([name for name, _ in frequent], pages)


def running_text(words: Words) -> str:
    """Sentences of made-up words, in lines."""
    rng, text, length = words.random, [], 0
    while length < LENGTH:
        sentence = " ".join(words.text(rng.randint(6, 20))).capitalize()
        text.append(sentence + rng.choice([".", ".", ".", ",", "’s", ":", " (so)."]))
        length += len(text[-1]) + 1
    return "\n".join(text)


def names(words: Words, count: int) -> list[str]:
    """Names of one to three words that the text has only where they are put."""
    joints = words.random.choices(["ix", "ix ", "ix ", "ix of "], k=count)
    pairs = (name.split() for name in words.names(count))
    return [f"{a}{joint}{b}" for (a, b), joint in zip(pairs, joints, strict=True)]


def with_names(rng: random.Random, text: str, some: list[str]) -> str:
    """*text* with one of the names for every :data:`DENSITY` characters."""
    words = text.split(" ")
    every = max(1, round(DENSITY * len(words) / len(text)))
    for position in range(0, len(words), every):
        words[position] = f"{rng.choice(some)} {words[position]}"
    return " ".join(words)


def matcher_of(some: Iterable[str]) -> Matcher:
    """A matcher of *some* names, some of them in exact letters."""
    return Matcher(Name(name, number, number % 10 == 0) for number, name in enumerate(some))


if __name__ == "__main__":
    main()
