"""Names in the text of projects in other languages, in both markups."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.test_spelling import (
    ARABIC,
    ELIDED,
    HEBREW,
    KOREAN,
    KOREAN_NAMES,
    NOT_TURKISH,
    SHARP,
    TURKISH,
)
from tests.word_forms import check_links, check_references, plain, terms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.conftest import Project

QUIET = {"suppress_warnings": ["modelterms.translation", "docutils"]}


def bare(text: str) -> str:
    return text.replace("’", "'").partition("'")[2]


def whole(names: Mapping[str, list[str]]) -> dict[str, list[str]]:
    return {f"- {form} -": [form] for forms in names.values() for form in forms}


CASES: dict[str, tuple[list[str], dict[str, list[str]]]] = {
    **{
        language: (names, {f"a {text} b.": [bare(text)] for text in texts})
        for language, (names, texts, _) in ELIDED.items()
    },
    "ko": (KOREAN_NAMES, KOREAN),
    "ar": ([*ARABIC], whole(ARABIC)),
    "he": ([*HEBREW], whole(HEBREW)),
    "tr": ([*TURKISH], whole(TURKISH) | {f"- {' '.join(NOT_TURKISH)} -": []}),
    "az": ([*TURKISH], whole(TURKISH)),
    "de": (
        [name for pair in SHARP for name in pair],
        {f"a {name} b": [name] for pair in SHARP for name in pair},
    ),
}


@pytest.mark.parametrize("language", CASES)
def test_names_are_found_as_the_language_writes_them(project: Project, language: str) -> None:
    names, texts = CASES[language]
    assert len(names) >= 10
    make = plain if language in {"fr", "he", "tr"} else terms
    # Texts that begin with a hyphen would be lists.
    texts = {text.strip("- "): found for text, found in texts.items()}
    check_links(project, make(names), texts, language=language, smartquotes=False, **QUIET)


def test_references_in_other_languages_find_names(project: Project) -> None:
    for language, text, anchor in (
        ("fr", "l'abeille", "term-Abeille"),
        ("it", "dell’ape", "term-Ape"),
        ("tr", "ISI", "term-Isi"),
        ("de", "maße", "term-Masze"),
    ):
        names = {"fr": ["Abeille"], "it": ["Ape"], "tr": ["Isı"], "de": ["Masse", "Maße"]}[
            language
        ]
        check_references(project, plain(names), {text: anchor}, language=language, **QUIET)
