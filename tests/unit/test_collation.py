"""The order of names in several languages, and the letters they stand under."""

from __future__ import annotations

import random

import pytest

from sphinx_modelterms.glossary.text.collation import TAILORINGS, Collation

ORDERS = {
    "en": [".NET", "3D", "ångström", "Apple", "Éclair", "eclectic", "œdema", "Zebra"],
    "de": ["Apfel", "Ärger", "arm", "Öl", "Ort", "Strasse", "Straße", "Strauß", "Zahl"],
    "fr": ["cote", "coté", "côte", "côté", "élan", "œuf", "ombre"],
    "es": ["lima", "llama", "nube", "ñandú", "oso"],
    "sv": ["zebra", "ångström", "ärlig", "öl"],
    "da": ["zebra", "æble", "øl", "ål"],
    "nb": ["zebra", "ære", "øre", "ånd"],
    "fi": ["vesi", "zeta", "åbo", "äiti", "öljy"],
    "pl": ["cud", "ćma", "dom", "lód", "łódź", "mak", "nota", "ósmy", "żaba"],
    "cs": ["cena", "čas", "hora", "chyba", "internet", "řeka"],
    "sk": ["auto", "ängstlich", "cena", "čas", "chata"],
    "hr": ["cilj", "čaj", "ćup", "džep", "đak", "lak", "ljeto", "njega"],
    "hu": ["cukor", "csap", "óra", "ország", "őz"],
    "ro": ["apă", "ăsta", "iapă", "înger", "sat", "șir"],
    "tr": ["cam", "çam", "Ilgaz", "ısı", "İstanbul", "izmir"],
    "et": ["sõna", "šokolaad", "zoo", "tee", "õun", "äke", "ülo"],
    "lt": ["cukrus", "čia", "ilgas", "ypač", "jau"],
    "is": ["api", "ár", "dagur", "ðorn", "þorn", "æður", "ör"],
    "vi": ["an", "ăn", "ân", "dao", "đao", "ôi", "ơi"],
    "ru": ["еда", "ёж", "ель", "игра", "йод", "кот"],
    "uk": ["гора", "ґанок", "енергія", "єдність", "ирій", "іній", "їжак", "йод"],
    "ja": ["あさ", "アンカー", "いし", "カキ", "がっこう", "トークン", "学習", "重み"],
    "zh_CN": ["GPU", "向量", "模型", "神经网络"],
    "he": ["אבן", "בית", "גמל"],
}
"""Words in the order of a dictionary of the language."""


@pytest.mark.parametrize("language", ORDERS)
def test_names_come_in_the_order_of_the_language(language: str) -> None:
    names = ORDERS[language]
    assert sorted(random.Random(1).sample(names, len(names)), key=Collation(language).key) == names


@pytest.mark.parametrize(
    ("language", "name", "letter"),
    [
        ("de", "Öl", "O"),
        ("sv", "öl", "Ö"),
        ("sv_SE", "Ärlig", "Ä"),
        ("es", "ñandú", "Ñ"),
        ("cs", "chyba", "Ch"),
        ("cs", "CHYBA", "Ch"),
        ("en", "chain", "C"),
        ("tr", "istanbul", "İ"),
        ("tr", "Isı", "I"),
        ("pl", "Łódź", "Ł"),
        ("en", "Łódź", "L"),
        ("ja", "トークン", "と"),
        ("ja", "がっこう", "か"),
        ("zh_CN", "神经网络", "神"),
        ("en", "3D", "#"),
        ("en", "", "#"),
        ("ru", "Ёж", "Е"),
        ("uk", "їжак", "Ї"),
    ],
)
def test_names_stand_under_a_letter_of_the_language(language: str, name: str, letter: str) -> None:
    assert Collation(language).initial(name) == letter


def test_composed_and_decomposed_letters_are_the_same() -> None:
    for language in ("sv", "vi", "en"):
        collation = Collation(language)
        one, other = "a\u030angstr\u00f6m", "\u00e5ngstro\u0308m"
        assert collation.key(one)[:3] == collation.key(other)[:3]


def test_tailored_letters_are_written_as_they_are_looked_up() -> None:
    import unicodedata

    for language, rules in TAILORINGS.items():
        assert rules == unicodedata.normalize("NFC", rules.lower()), language


def test_a_long_glossary_is_put_in_order_at_once() -> None:
    import time

    names = [f"{word}{number}" for number in range(2000) for word in ORDERS["sv"]]
    start = time.process_time()
    sorted(names, key=Collation("sv").key)
    assert time.process_time() - start < 2
