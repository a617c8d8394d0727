"""Sentences and abbreviations in texts of any length."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from sphinx_modelterms.glossary.autolink.page_text import Passage
from sphinx_modelterms.glossary.text.abbreviations import unexplained

if TYPE_CHECKING:
    from collections.abc import Callable

LONG = "word " * 400


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("First. A ", " here. Last.", "A token here."),
        ("", "", "token"),
        ("e.g. a ", ", i.e. some. The end", "e.g. a token, i.e. some."),
        (f"{LONG}end. A ", f" here. The {LONG}", "A token here."),
    ],
)
def test_a_passage_shows_its_sentence(before: str, after: str, sentence: str) -> None:
    passage = Passage(f"{before}token{after}", len(before), len(before) + 5)
    assert passage.sentence() == sentence


def test_a_sentence_without_end_is_cut_on_both_sides() -> None:
    passage = Passage(f"{LONG}token {LONG}", len(LONG), len(LONG) + 5)
    sentence = passage.sentence()
    assert sentence.startswith("…word ") and sentence.endswith(" word…") and " token " in sentence
    assert len(sentence) <= 162


def _sentences(count: int) -> None:
    text = "A token is here. " * count
    for number in range(count):
        Passage(text, 17 * number + 2, 17 * number + 7).sentence()


def _abbreviations(count: int) -> None:
    assert len(list(unexplained("The ABQ is here, and so (it) is. " * count, {}.get))) == count


@pytest.mark.parametrize("work", [_sentences, _abbreviations])
def test_time_grows_with_the_text(work: Callable[[int], None]) -> None:
    """One long paragraph: it took sixteen times as long for four times the text."""

    def seconds(count: int) -> float:
        def once() -> float:
            start = time.process_time()
            work(count)
            return time.process_time() - start

        return min(once() for _ in range(3))

    assert seconds(1600) < 9 * seconds(400)
