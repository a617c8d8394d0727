"""Names: comparing, anchors, near ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_modelterms.glossary.text.names import LONGEST_SLUG, anchor, fold, nearest, slug

SLUGS = {
    "Retrieval-Augmented Generation": "retrieval-augmented-generation",
    "  Fine  tuning ": "fine-tuning",
    "Top-p Sampling": "top-p-sampling",
    "A/B Test": "a-b-test",
    "snake_case": "snake-case",
    "GPT-4": "gpt-4",
    "C": "c",
    "ＡＰＩ": "api",
    "en–dash": "en-dash",
}

HASHED = ["C++", "C#", ".NET", "神经网络", "Café", "Q&A", "Straße", "İstanbul", "Node.js", "!", ""]


@pytest.mark.parametrize(("name", "expected"), SLUGS.items())
def test_plain_names_have_plain_slugs(name: str, expected: str) -> None:
    assert slug(name) == expected
    assert anchor(name) == f"term-{expected}"


@pytest.mark.parametrize("name", HASHED)
def test_a_name_that_loses_something_ends_in_a_hash(name: str) -> None:
    head, _, tail = f"-{slug(name)}".rpartition("-")
    assert len(tail) == 6
    assert int(tail, 16) >= 0
    assert head == head.lower()


def test_known_hashes_stay() -> None:
    """Anchors are public: links from elsewhere break if this test has to change."""
    assert [slug(name) for name in ("C++", "C#", "神经网络", "Café")] == [
        "c-cedb1b",
        "c-951a4d",
        "eeed14",
        "cafe-850f7d",
    ]


@given(st.text())
def test_slugs_are_safe_and_bounded(name: str) -> None:
    made = slug(name)
    assert 0 < len(made) <= LONGEST_SLUG
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not made.startswith("-")
    assert not made.endswith("-")


def test_fold_evens_out_case_space_and_forms() -> None:
    assert fold("Large\u00a0 Language\nMODEL") == fold("large language model")
    assert fold("Straße") == fold("STRAẞE") != fold("STRASSE")
    assert fold("ＡＰＩ") == "api"


def test_nearest_names_come_first() -> None:
    names = ["Embedding", "Token", "Tokenizer"]
    assert nearest("tokeniser", names)[0] == "Tokenizer"
    assert nearest("xyz", names) == []
