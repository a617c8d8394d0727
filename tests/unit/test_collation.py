"""The order of names in several languages, and the letters they stand under."""

from __future__ import annotations

import json
import random
import unicodedata
from pathlib import Path

import pytest

from sphinx_modelterms.glossary.text.alphabets import ALPHABETS
from sphinx_modelterms.glossary.text.collation import Collation

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


def test_letters_of_the_table_are_written_as_they_are_looked_up() -> None:
    for language, rules in ALPHABETS.items():
        assert rules == unicodedata.normalize("NFC", rules.lower()), language


CLDR = json.loads((Path(__file__).parents[1] / "fixtures" / "alphabets.json").read_text("utf-8"))
"""Letters in the order of the Unicode Common Locale Data Repository, and heads of its indices."""


@pytest.mark.parametrize("language", CLDR["alphabets"])
def test_letters_come_in_the_order_of_the_locale_repository(language: str) -> None:
    collation = Collation(language)
    keys = [
        [collation.key(letter)[:2] for letter in group] for group in CLDR["alphabets"][language]
    ]
    for group, letters in zip(keys, CLDR["alphabets"][language], strict=True):
        assert len(set(group)) == 1, f"{letters} sort alike"
    assert sorted(keys) == keys


@pytest.mark.parametrize("language", CLDR["heads"])
def test_letters_stand_under_the_heads_of_the_locale_repository(language: str) -> None:
    collation = Collation(language)
    for letter, head in CLDR["heads"][language].items():
        # CLDR writes CH where dictionaries have Ch.
        assert collation.initial(letter).casefold() == head.casefold(), letter


def test_korean_syllables_stand_under_the_letter_that_they_begin_with() -> None:
    names = ["토큰", "모델", "까치", "가지", "학습"]
    collation = Collation("ko")
    names.sort(key=collation.key)
    assert names == ["가지", "까치", "모델", "토큰", "학습"]
    assert [collation.initial(name) for name in names] == ["ㄱ", "ㄱ", "ㅁ", "ㅌ", "ㅎ"]


def test_a_long_glossary_is_put_in_order_at_once() -> None:
    import time

    names = [f"{word}{number}" for number in range(2000) for word in ORDERS["sv"]]
    start = time.process_time()
    sorted(names, key=Collation("sv").key)
    assert time.process_time() - start < 2
