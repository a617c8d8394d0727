"""The ends of sentences, which excerpts, hover cards, links and messages find in one way."""

from __future__ import annotations

import pytest

from sphinx_modelterms.glossary.autolink.page_text import Passage
from sphinx_modelterms.glossary.text.inline import BARRIER, plain, text_run
from sphinx_modelterms.glossary.text.sentences import (
    begins_sentence,
    is_sentence,
    sentence_ends,
)
from sphinx_modelterms.glossary.views.hover_text import excerpt


@pytest.mark.parametrize(
    "text",
    [
        "One is here.| Two is there.|",
        "Really?| Yes!| So…| Well…|",
        'He said "stop."| So (they did.)| End',
        "A model, e.g. Go, i.e. a game, by J. Doe and Dr. Roe at p. 5 of No. 7.|",
        "The U.S. Army and z. B. Ahorn.|",
        "The first k.| So z. B. Ahorn by J. R. Doe, c. 1900, p. 5.|",
        "Take it.| Made by AI.| In part 5.| In C++.| Version 3.5.| See conf.py.| End",
        "so on … and so on ... and on.| Wait...| End",
        f"Use {BARRIER}.| Then {BARRIER} is one.|",
        "一个模型。两个！？「三个。」四".replace("。", "。|")
        .replace("？", "？|")
        .replace("|」", "」|"),
        "approx. as big, e.g.\nas this,\nno end",
        "..........",
    ],
)
def test_sentences_end_at_stops_that_are_no_abbreviations(text: str) -> None:
    whole = text.replace("|", "")
    ends = [sum(map(len, text.split("|")[: n + 1])) for n in range(text.count("|"))]
    assert [end for end in sentence_ends(whole) if end < len(whole) or "|" in text[-1:]] == ends


def test_excerpts_and_hover_cards_cut_at_the_same_ends() -> None:
    """Excerpts once ended after "Dr.", and hover cards went on after "by AI."."""
    first = "This was shown by Dr. Roe for the longest of all texts that are made by AI."
    text = f"{first} {'And so on ' * 30}"
    assert plain(excerpt(text_run(text))) == f"{first} …"
    start = text.index("longest")
    assert Passage(text, start, start + 7).sentence() == first


@pytest.mark.parametrize(
    "before", ["", "End. ", "End.) ", 'He said "stop." ', "Note: ", "(", "。"]
)
def test_a_capital_may_come_from_the_place_of_the_word(before: str) -> None:
    assert begins_sentence(f"{before}Make it.", len(before))


@pytest.mark.parametrize("before", ["by ", "e.g. ", "by Dr. ", "x, ", "a) "])
def test_a_capital_within_a_sentence_is_meant(before: str) -> None:
    assert not begins_sentence(f"{before}Make it.", len(before))


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Some words.", True), ("Some words", False), ("Word.", False), ("a list, etc. ", True)],
)
def test_several_words_with_a_stop_are_a_sentence(text: str, expected: bool) -> None:
    assert is_sentence(text) is expected
