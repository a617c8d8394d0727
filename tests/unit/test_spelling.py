"""Letter case by language, and what languages attach to words; ids never change."""

from __future__ import annotations

import pytest

from sphinx_modelterms.glossary.autolink.name_table import NameTable
from sphinx_modelterms.glossary.lookup import Glossary
from sphinx_modelterms.glossary.model import SourceLocation, Term
from sphinx_modelterms.glossary.text.names import anchor, fold
from sphinx_modelterms.glossary.text.spelling import Spelling

IDS = {
    "Straße": "term-stra-e-16d969",
    "Maße": "term-ma-e-b799fa",
    "MAẞE": "term-ma-e-b799fa",
    "Buße": "term-bu-e-eb9257",
    "İstanbul": "term-istanbul-4a4df1",
    "ıssız": "term-ss-z-d877df",
    "Λόγος": "term-de34de",
    "ΛΟΓΟΣ": "term-5b8064",
    "Ǆ": "term-dz-d8e851",
    "神经网络": "term-eeed14",
    "C++": "term-c-cedb1b",
    "Café": "term-cafe-850f7d",
    "ﬁne tuning": "term-fine-tuning",
    "نموذج لغوي": "term-ba6d52",
    "토큰": "term-eb5405",
    "Größe & Maß": "term-gro-e-ma-ad4ec8",
    "Large Language Model": "term-large-language-model",
    "ŉ": "term-n-0188bd",
    "ΐ": "term-0c31b0",
    "IŞIK": "term-isik-ae2600",
}
"""Ids as they were made before languages had letter cases of their own."""


def glossary(language: str, names: list[str]) -> Glossary:
    terms = [
        Term("t", f"term-{n}", name, name, SourceLocation("", 1)) for n, name in enumerate(names)
    ]
    return Glossary(terms, spelling=Spelling(language))


def found(language: str, names: list[str], text: str) -> list[tuple[str, str]]:
    """The words found in *text*, with the names that they are of."""
    table = NameTable(glossary(language, names))
    return [
        (text[match.start : match.end], table.meaning(match.numbers, text).targets[0].name)
        for match in table.matcher.find(text)
    ]


def words(language: str, names: list[str], text: str) -> list[str]:
    return [word for word, _ in found(language, names, text)]


TURKISH = {
    "Işın": ["ışın", "IŞIN", "Işın"], "İğne": ["iğne", "İĞNE"], "Sınıf": ["sınıf", "SINIF"],
    "İşlev": ["işlev", "İŞLEV"], "Isı": ["ısı", "ISI"], "İmza": ["imza", "İMZA"],
    "Yığın": ["yığın", "YIĞIN"], "Kilit": ["kilit", "KİLİT"], "İplik": ["iplik", "İPLİK"],
    "Ilık": ["ılık", "ILIK"], "Dizi": ["dizi", "DİZİ"], "Arayüz işi": ["arayüz işi", "ARAYÜZ İŞİ"],
}  # fmt: skip
NOT_TURKISH = [
    "isin",
    "igne",
    "ığne",
    "SİNİF",
    "sinif",
    "isi",
    "İSİ",
    "KILIT",
    "DIZI",
    "ilik",
    "İLİK",
]


@pytest.mark.parametrize("language", ["tr", "az", "tr_TR"])
def test_dotted_and_dotless_i_are_two_letters(language: str) -> None:
    for name, forms in TURKISH.items():
        assert found(language, list(TURKISH), f"bir {' '.join(forms)} ") == [
            (f, name) for f in forms
        ]
        for form in forms:
            (target,) = glossary(language, list(TURKISH)).meanings(form)
            assert target.name == name
    for wrong in NOT_TURKISH:
        assert words(language, list(TURKISH), f"bir {wrong} ") == []
        assert glossary(language, list(TURKISH)).meanings(wrong) == ()


def test_other_languages_have_one_i() -> None:
    assert words("en", ["Index", "Kilit"], "INDEX index KILIT kilit") == [
        "INDEX", "index", "KILIT", "kilit",
    ]  # fmt: skip


SHARP = [
    ("Maße", "Masse"), ("Buße", "Busse"), ("Floß", "Floss"), ("Spaß", "Spass"), ("Ruß", "Russ"),
    ("Schoß", "Schoss"), ("Preußen", "Preussen"), ("Reißen", "Reissen"), ("Geißel", "Geissel"),
    ("Stoß", "Stoss"), ("Weiße", "Weisse"),
]  # fmt: skip


@pytest.mark.parametrize("language", ["de", "en", "de_AT"])
def test_sharp_s_is_another_letter_than_double_s(language: str) -> None:
    for sharp, double in SHARP:
        text = f"die {sharp} {sharp.lower()} {double} {double.lower()} {sharp.upper()}"
        names = [sharp, sharp, double, double, double]  # capitals are those of the plain name
        both = glossary(language, [double, sharp])
        assert [name for _, name in found(language, [double, sharp], text)] == names
        assert words(language, [sharp], text) == [sharp, sharp.lower(), sharp.upper()]
        assert words(language, [double], text) == [double, double.lower(), double.upper()]
        assert [t.name for t in both.meanings(sharp.lower())] == [sharp]
        assert glossary(language, [sharp]).meanings(double.lower()) == ()
        assert [t.name for t in glossary(language, [sharp]).meanings(sharp.upper())] == [sharp]


def test_capital_sharp_s_and_swiss_spelling() -> None:
    assert words("de", ["Maße", "Masse"], "MAẞE") == ["MAẞE"]
    assert found("de", ["Masse", "Maße"], "MAẞE")[0][1] == "Maße"
    assert words("de_CH", ["Straße", "Fußnote"], "die Strasse, Fussnote") == [
        "Strasse",
        "Fussnote",
    ]


def test_greek_sigma_and_accents_in_capitals() -> None:
    names = ["Λόγος", "Κόμβος", "Δίκτυο", "Έλεγχος"]
    text = "λόγος ΛΟΓΟΣ ΛΌΓΟΣ κόμβοσ ΚΟΜΒΟΣ ΔΙΚΤΥΟ ΕΛΕΓΧΟΣ"
    assert words("el", names, text) == text.split(" ")
    assert words("el", names, "λογος δικτυο") == []


def test_ids_do_not_depend_on_how_names_are_compared() -> None:
    assert {name: anchor(name) for name in IDS} == IDS
    assert fold("Maße") != fold("Masse")


ELIDED = {
    "fr": (
        ["Abeille", "Index", "Itérateur", "Objet", "API", "Attribut", "Étiquette", "Usine", "Ordinateur",
         "Écran", "Image", "Onde"],
        ["l’abeille", "d'index", "l'itérateur", "qu’objet", "l'API", "d’attribut", "l’étiquette",
         "jusqu'usine", "lorsqu’ordinateur", "l’écran", "d’images", "L’onde"],
        ["xl'abeille", "abc'index", "o’objet"],
    ),
    "it": (
        ["Ape", "Indice", "Oggetto", "API", "Iteratore", "Immagine", "Utente", "Attributo", "Ordine",
         "Albero", "Errore"],
        ["l’ape", "dell'indice", "un’oggetto", "un'API", "nell'iteratore", "all’immagine", "quell’utente",
         "sull’attributo", "d'ordine", "Dall'albero", "quest’errore"],
        ["x'ape", "abcd'indice"],
    ),
    "ca": (
        ["Abella", "Índex", "Objecte", "API", "Imatge", "Usuari", "Atribut", "Arbre", "Error", "Ordre"],
        ["l'abella", "d’índex", "l’objecte", "l'API", "s’imatge", "l’usuari", "d’atribut", "l’arbre",
         "d'error", "L’ordre"],
        ["x'abella"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", ELIDED)
def test_names_are_found_behind_elided_articles(language: str) -> None:
    names, texts, wrong = ELIDED[language]
    for name, text in zip(names, texts, strict=True):
        bare = text.replace("’", "'").partition("'")[2]
        assert found(language, names, f"a {text} b") == [(bare, name)]
        assert [t.name for t in glossary(language, names).meanings(text)] == [name]
    for text in wrong:
        assert words(language, names, f"a {text} b") == []
    assert words("de", names, f"a {texts[0]} b") == []


KOREAN_NAMES = [
    "토큰",
    "모델",
    "신경망",
    "데이터",
    "API",
    "큐",
    "학습률",
    "함수",
    "변수",
    "서버",
    "언어 모델",
    "벡터",
]
KOREAN = {
    "토큰은 토큰이 토큰을 토큰과 토큰으로": ["토큰"] * 5,
    "데이터는 데이터가 데이터를 데이터와 데이터로": ["데이터"] * 5,
    "모델의 모델로 모델에서는 모델만 모델입니다": ["모델"] * 5,
    "신경망에서 신경망까지도 신경망부터": ["신경망"] * 3,
    "API는 API를 API의": ["API"] * 3,
    "큰 언어 모델을 쓴다": ["언어 모델"],
    "학습률이란 함수와 변수들은": ["학습률", "함수", "변수"],
    "서버에게 벡터처럼": ["서버", "벡터"],
    "토큰는 데이터은 토큰가 데이터을": [],  # the wrong sound
    "토큰화 모델링 큐브 큐가 함수형 변수명 서버실": [],
}  # fmt: skip


def test_names_are_found_before_korean_particles() -> None:
    for text, wanted in KOREAN.items():
        assert words("ko", KOREAN_NAMES, text) == wanted
    for text, name in [("토큰은", "토큰"), ("데이터를", "데이터"), ("언어 모델에서", "언어 모델")]:
        assert [t.name for t in glossary("ko", KOREAN_NAMES).meanings(text)] == [name]
    assert words("en", KOREAN_NAMES, "토큰은") == []


ARABIC = {
    "نموذج": ["النموذج", "والنموذج", "بالنموذج", "للنموذج", "كالنموذج", "فالنموذج", "بنموذج", "ونموذج"],
    "خوارزمية": ["الخوارزمية", "للخوارزمية"], "بيانات": ["البيانات", "بالبيانات"],
    "شبكة عصبية": ["الشبكة العصبية", "والشبكة العصبية", "بالشبكة العصبية"], "خادم": ["الخادم"],
    "متغير": ["المتغير", "لمتغير"], "دالة": ["الدالة"], "مصفوفة": ["المصفوفة"], "كائن": ["الكائن"],
    "API": ["الـAPI"], "ملف": ["الملف", "بملف"],
}  # fmt: skip


def test_names_are_found_behind_arabic_articles() -> None:
    for name, forms in ARABIC.items():
        for form in forms:
            assert found("ar", list(ARABIC), f"هذا {form} هنا") == [(form, name)]
            assert [t.name for t in glossary("ar", list(ARABIC)).meanings(form)] == [name]
    assert words("ar", ["الشبكة العصبية"], "شبكة عصبية") == ["شبكة عصبية"]
    assert words("ar", list(ARABIC), "نماذج نموذجية خادمات") == []


HEBREW = {
    "מודל": ["המודל", "במודל", "למודל", "ומודל", "מהמודל", "שהמודל"], "נתונים": ["הנתונים", "בנתונים"],
    "רשת נוירונים": ["ברשת נוירונים", "רשת הנוירונים"], "שרת": ["השרת", "לשרת"], "משתנה": ["המשתנה"],
    "פונקציה": ["הפונקציה", "כפונקציה"], "קובץ": ["הקובץ", "מקובץ"], "תהליך": ["התהליך"],
    "מערך": ["המערך", "ובמערך"], "אובייקט": ["האובייקט"],
}  # fmt: skip


def test_names_are_found_behind_hebrew_prefixes() -> None:
    for name, forms in HEBREW.items():
        for form in forms:
            assert found("he", list(HEBREW), f"זה {form} כאן") == [(form, name)]
            assert [t.name for t in glossary("he", list(HEBREW)).meanings(form)] == [name]
    assert words("he", ["API"], "זה ה-API כאן, וב־API") == ["API", "API"]
    assert words("he", list(HEBREW), "מודלים גמודל") == []


SIGNED = {
    "tr": ("API'nin, API'ye, API’ler", 3), "az": ("API-nin, API-də", 2), "hu": ("API-t, API-kban", 2),
    "pl": ("API-u, API’owi", 2), "fi": ("API:n, API:ssa", 2), "sv": ("API-et, API:er", 2),
    "et": ("API-d", 1), "id": ("API-nya", 1), "mt": ("l-API, fil-API", 2), "ga": ("d'API", 1),
}  # fmt: skip


@pytest.mark.parametrize("language", SIGNED)
def test_names_are_found_with_endings_behind_a_sign(language: str) -> None:
    text, count = SIGNED[language]
    assert words(language, ["API"], text) == ["API"] * count
    assert words(language, ["API"], "API-first") == []
    assert words("en", ["API"], text.replace(":", "-")) == []
