"""Our own words: catalogues that are complete and right, and what happens where they are not."""

from __future__ import annotations

import gettext
from typing import TYPE_CHECKING

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from sphinx_modelterms.glossary.text.templates import template_fields
from sphinx_modelterms.translations import LOCALE, date_text

if TYPE_CHECKING:
    from pathlib import Path

    from babel.messages.catalog import Catalog

    from tests.conftest import Project

LANGUAGES = sorted(path.name for path in LOCALE.iterdir() if path.is_dir())
KEYWORDS = {"_": None, "sentence": None, "counted": (1, 2)}
"""Functions whose messages are extracted, as in the Makefile."""

TERMS = """
    Terms
    =====

    .. term:: Token
       :aliases: piece, word piece
       :category: Text
       :level: beginner
       :reviewed: 2026-11-22
       :related: Word

       A piece of text.

    .. term:: Word
       :category: Text
       :requires: Token

       A word.
    """


def catalogue(language: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES" / "sphinx_modelterms.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def messages() -> set[str]:
    """All messages of the sources; of those with a plural the singular."""
    found = extract_from_dir(LOCALE.parent, keywords=KEYWORDS)
    texts = {text if isinstance(text, str) else text[0] for _, _, text, _, _ in found}
    assert len(texts) > 50
    return texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_has_a_translation_with_the_same_fields(language: str) -> None:
    translated = catalogue(language)
    missing = [
        text for text in messages() if not (found := translated.get(text)) or not found.string
    ]
    assert missing == [], "run: python noxfile.py messages, and fill in the catalogues"
    for message in translated:
        if not message.id:
            continue
        assert not message.fuzzy, message.id
        original = message.id if isinstance(message.id, tuple) else (message.id,)
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        for text in texts:
            assert template_fields(text) == template_fields(original[-1]), text
            assert text.startswith(" ") == original[0].startswith(" "), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogues_hold_nothing_else_and_are_compiled(language: str) -> None:
    written = catalogue(language)
    texts = {m.id if isinstance(m.id, str) else m.id[0]: m.string for m in written if m.id}
    assert texts.keys() == messages(), "run: python noxfile.py messages"
    with (LOCALE / language / "LC_MESSAGES" / "sphinx_modelterms.mo").open("rb") as file:
        compiled = read_mo(file)
    read = {m.id if isinstance(m.id, str) else m.id[0]: m.string for m in compiled if m.id}
    assert {k: tuple([v] if isinstance(v, str) else v) for k, v in read.items()} == {
        k: tuple([v] if isinstance(v, str) else v) for k, v in texts.items()
    }, "run: python noxfile.py messages"


def test_a_page_in_german(project: Project) -> None:
    project.write({"index": TERMS})
    built = project.build("text", language="de")
    assert built.warnings == []
    text = built.text("index.txt")
    for expected in (
        "Auch genannt: piece, word piece",
        "geprüft am 22. November 2026",
        "Führt zu: Word",
        "„Token“ und „Word“ gehören beide in die Kategorie „Text“. A word.",
        "Verwandte Begriffe",
    ):
        assert expected in text, expected


def test_lists_in_japanese(project: Project) -> None:
    project.write({"index": TERMS + "\n    .. term-list::\n"})
    text = project.build("text", language="ja").text("index.txt")
    assert "別名：piece、word piece" in text
    assert "（piece、word piece）" in text
    assert "2026年11月22日に確認" in text


def test_english_of_other_countries_is_english(project: Project) -> None:
    project.write({"index": TERMS})
    built = project.build("text", language="en_GB")
    assert built.warnings == []
    assert "reviewed 22 November 2026" in built.text("index.txt")


def test_regions_have_the_words_of_their_language(project: Project) -> None:
    project.write({"index": TERMS})
    built = project.build("text", language="pt_BR")
    assert built.warnings == []
    assert "Outros nomes: piece" in built.text("index.txt")


def test_without_a_catalogue_there_is_one_warning_and_english(project: Project) -> None:
    project.write({"index": TERMS, "more": ":orphan:\n\n.. term:: Sign\n\n   A mark.\n"})
    built = project.build("text", language="fi")
    assert len(built.warnings) == 1
    assert "'fi'" in built.warnings[0]
    assert "[modelterms.translation]" in built.warnings[0]
    assert "Also called: piece" in built.text("index.txt")


def test_a_language_that_nobody_knows_breaks_nothing(project: Project) -> None:
    project.write({"index": TERMS})
    built = project.build("text", language="qqq")
    assert len([w for w in built.warnings if "modelterms" in w]) == 1
    assert "reviewed 2026-11-22" in built.text("index.txt")


def test_a_site_without_terms_is_not_told_of_missing_words(project: Project) -> None:
    project.write(
        {"index": "Home\n====\n\n.. glossary::\n\n   Token\n      Text. :term:`token`\n"}
    )
    assert project.build("text", language="fi").warnings == []


def own_words(project: Project, language: str, *pairs: tuple[str, str]) -> Path:
    """A catalogue of the project itself."""
    entries = "".join(f'msgid "{a}"\nmsgstr "{b}"\n\n' for a, b in pairs)
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    name = f"locales/{language}/LC_MESSAGES/sphinx_modelterms.po"
    project.write({name: header + entries})
    return project.source / name


def test_projects_can_bring_their_own_words(project: Project) -> None:
    project.write({"index": TERMS})
    own_words(project, "de", ("Used in", "Kommt vor in"), ("Related terms", "Siehe auch"))
    text = project.build("text", language="de").text("index.txt")
    assert "Siehe auch" in text
    assert "Auch genannt: piece" in text
    own_words(project, "fi", ("Also called: {names}", "Toiselta nimeltään: {names}"))
    built = project.build("text", language="fi")
    assert built.warnings == []
    assert "Toiselta nimeltään: piece" in built.text("index.txt")


def test_pages_follow_the_words_of_the_project(project: Project) -> None:
    project.write({"index": TERMS.replace(":level:", ":layout: page\n       :level:")})
    project.build(language="de")
    own_words(project, "de", ("Used in", "Kommt vor in"), ("Frequently asked", "Gefragt"))
    built = project.build(language="de")
    assert "Gefragt" in built.body("index")
    assert project.build(language="de").read == []
    own_words(project, "de", ("Frequently asked", "Oft gefragt"))
    gettext._translations.clear()  # type: ignore[attr-defined]  # as in a new process
    assert "Oft gefragt" in project.build(language="de").body("index")


@pytest.mark.parametrize("broken", ["Siehe {nam}", "Siehe {names", "Siehe", "{names} {names!r}"])
def test_a_translation_with_wrong_fields_counts_as_missing(project: Project, broken: str) -> None:
    project.write({"index": TERMS})
    own_words(project, "de", ("Also called: {names}", broken), ("Leads to: {terms}", "{x}"))
    built = project.build("text", language="de")
    assert len(built.warnings) == 1
    assert "'Also called: {names}' and 1 more" in built.warnings[0]
    assert "Also called: piece, word piece" in built.text("index.txt")


def test_a_spoilt_catalogue_counts_as_missing(project: Project) -> None:
    project.write({"index": TERMS})
    path = own_words(project, "fi", ("Used in", "x"))
    path.with_suffix(".mo").write_bytes(b"\xde\x12\x04\x95 spoilt")
    built = project.build("text", language="fi")
    assert len([w for w in built.warnings if "modelterms.translation" in w]) == 1
    assert "Also called: piece" in built.text("index.txt")


def test_dates_are_written_in_the_language() -> None:
    assert date_text("2026-11-05", "en") == "November 5, 2026"
    assert date_text("2026-11-05", "de") == "5. November 2026"
    assert date_text("2026-11-05", "zh_CN") == "2026年11月5日"
    assert date_text("2026-11-05", "xx") == "2026-11-05"
