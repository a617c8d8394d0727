"""Word forms of other languages, by stems: forms, and words that only share a stem."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import PackageNotFoundError

import pytest

from sphinx_modelterms.glossary.autolink.name_table import NameTable
from sphinx_modelterms.glossary.lookup import Glossary
from sphinx_modelterms.glossary.model import SourceLocation, Term
from sphinx_modelterms.glossary.text.spelling import Spelling
from sphinx_modelterms.glossary.text.stems import STEMMERS

FORMS = {
    "es": {
        "Modelo": ["modelos"], "Función": ["funciones"], "Matriz": ["matrices"],
        "Red neuronal": ["redes neuronales"], "Variable": ["variables"], "Clase": ["clases"],
        "Archivo abierto": ["archivos abiertos"], "Servidor": ["servidores"], "Nodo": ["nodos"],
        "Capa oculta": ["capas ocultas"], "Vector": ["vectores"],
    },
    "de": {
        "Modell": ["Modelle", "Modells", "Modellen"], "Knoten": ["Knotens"],
        "Datei": ["Dateien"], "Haus": ["Häuser", "Hauses"], "Wort": ["Wörter", "Wortes"],
        "Tabelle": ["Tabellen"], "Funktion": ["Funktionen"], "Speicher": ["Speichers"],
        "Neuronales Netz": ["neuronale Netze", "neuronalen Netzen"], "Klasse": ["Klassen"],
        "Server": ["Servers", "Servern"], "Buch": ["Bücher", "Buches"],
    },
    "fr": {
        "Modèle": ["modèles"], "Réseau": ["réseaux"], "Fonction": ["fonctions"], "Nœud": ["nœuds"],
        "Canal": ["canaux"], "Fichier ouvert": ["fichiers ouverts"], "Serveur": ["serveurs"],
        "Couche cachée": ["couches cachées"], "Matrice": ["matrices"], "Classe": ["classes"],
        "Variable locale": ["variables locales"],
    },
    "it": {
        "Modello": ["modelli"], "Funzione": ["funzioni"], "Matrice": ["matrici"], "Nodo": ["nodi"],
        "Rete neurale": ["reti neurali"], "Classe": ["classi"], "Tabella": ["tabelle"],
        "Errore": ["errori"], "Utente": ["utenti"], "Vettore": ["vettori"],
    },
    "pt": {
        "Modelo": ["modelos"], "Função": ["funções"], "Imagem": ["imagens"], "Classe": ["classes"],
        "Rede neural": ["redes neurais"], "Tabela": ["tabelas"], "Servidor": ["servidores"],
        "Vetor": ["vetores"], "Camada": ["camadas"], "Variável": ["variáveis"],
    },
    "ru": {
        "Модель": ["модели", "моделью", "моделей", "моделями"], "Функция": ["функции", "функцией"],
        "Языковая модель": ["языковой модели", "языковые модели"], "Класс": ["классы", "классов"],
        "Таблица": ["таблицы", "таблиц"], "Узел сети": ["узел сетей"], "Сервер": ["серверы", "сервера"],
        "Ошибка": ["ошибки"], "Файл": ["файлы", "файлов"], "Ключ": ["ключа", "ключи"],
        "Переменная": ["переменной", "переменные"],
    },
    "fi": {
        "Taulukko": ["taulukkoa", "taulukkoon"], "Talo": ["talossa", "taloissa"],
        "Rivi": ["rivit"], "Tietokone": ["tietokoneen", "tietokoneessa"],
        "Muuttuja": ["muuttujan", "muuttujat"], "Olio": ["olion", "oliot"], "Luokka": ["luokkaa"],
        "Tiedosto": ["tiedoston", "tiedostossa"], "Kone": ["koneet"], "Solmu": ["solmut"],
    },
    "sv": {
        "Modell": ["modeller", "modellen", "modellerna"], "Klass": ["klasser", "klassen"],
        "Funktion": ["funktioner", "funktionen"], "Tabell": ["tabeller"], "Fil": ["filer", "filen"],
        "Server": ["servern"], "Rad": ["rader", "raden"], "Lista": ["listor"],
        "Nod": ["noder"], "Bild": ["bilder", "bilden"], "Sida": ["sidor"],
    },
    "nl": {
        "Model": ["modellen"], "Klasse": ["klassen"], "Functie": ["functies"], "Bestand": ["bestanden"],
        "Tabel": ["tabellen"], "Server": ["servers"], "Lijn": ["lijnen"], "Lijst": ["lijsten"],
        "Regel": ["regels"], "Variabele": ["variabelen"], "Bron": ["bronnen"],
    },
}  # fmt: skip

NO_FORMS = {
    "es": {"Universo": "universidad", "Común": "comunidad", "General": "generalización"},
    "de": {"Schon": "schön", "Modell": "Datenmodell", "Haus": "Haushalt", "Netz": "Netzwerk"},
    "fr": {"Modèle": "modélisation", "Général": "généralité", "Port": "porter"},
    "it": {"Universo": "università", "Modello": "modellare"},
    "ru": {"Сеть": "сетка", "Файл": "файловый"},
    "pt": {"Universo": "universidade"},
}


def glossary(language: str, names: list[str], inflected: tuple[str, ...]) -> Glossary:
    terms = [
        Term("t", f"term-{n}", name, name, SourceLocation("", 1)) for n, name in enumerate(names)
    ]
    return Glossary(terms, spelling=Spelling(language, inflected))


def words(some: Glossary, text: str) -> list[tuple[str, tuple[str, ...]]]:
    table = NameTable(some)
    return [
        (text[m.start : m.end], tuple(t.name for t in table.meaning(m.numbers, text).targets))
        for m in table.matcher.find(text)
    ]


@pytest.mark.parametrize("language", FORMS)
def test_inflected_words_are_found(language: str) -> None:
    names = FORMS[language]
    some = glossary(language, list(names), (language,))
    missing = []
    for name, forms in names.items():
        for form in forms:
            if words(some, f"x {form} y") != [(form, (name,))]:
                missing.append((form, words(some, f"x {form} y")))
            assert [t.name for t in some.meanings(form)] == [name], form
    assert missing == []


@pytest.mark.parametrize("language", NO_FORMS)
def test_words_that_only_share_a_stem_are_others(language: str) -> None:
    for name, word in NO_FORMS[language].items():
        some = glossary(language, [name], (language,))
        assert words(some, f"x {word} y") == [], word
        assert some.meanings(word) == (), word


def test_nothing_is_inflected_unless_asked_for() -> None:
    names = list(FORMS["ru"])
    assert words(glossary("ru", names, ()), "языковой модели, классов") == []
    assert glossary("ru", names, ()).meanings("моделями") == ()
    assert words(glossary("en", names, ("ru",)), "языковой модели") != []


def test_a_stem_that_two_names_share_links_neither() -> None:
    some = glossary("de", ["Neues Modell", "Neue Modelle"], ("de",))
    ((word, targets),) = words(some, "neuen Modellen")
    assert (word, sorted(targets)) == ("neuen Modellen", ["Neue Modelle", "Neues Modell"])
    assert some.meanings("neuen Modellen") == ()
    assert words(some, "neue Modelle") == [("neue Modelle", ("Neue Modelle",))]


def test_names_in_capitals_and_exact_names_have_no_stems() -> None:
    term = Term("t", "a", "Modell", "Modell", SourceLocation("", 1), case="exact")
    some = Glossary([term], spelling=Spelling("de", ("de",)))
    assert words(some, "Modellen Modelle Modell") == [("Modell", ("Modell",))]
    assert some.meanings("Modellen") == ()
    assert words(glossary("de", ["LISTE"], ("de",)), "Listen LISTE") == [("LISTE", ("LISTE",))]


def test_the_faster_stemmer_gives_the_same_stems() -> None:
    """The search index and the forms of names are the same with the extra ``fast``."""
    fast = pytest.importorskip("Stemmer", reason="PyStemmer is not installed")
    for language, names in FORMS.items():
        name = STEMMERS[language]
        pure = getattr(import_module(f"snowballstemmer.{name}_stemmer"), f"{name.title()}Stemmer")
        forms = [form.lower() for some in names.values() for form in some]
        for word in " ".join([*forms, *map(str.lower, names)]).split():
            assert fast.Stemmer(name).stemWord(word) == pure().stemWord(word), (language, word)


def test_another_version_of_a_stemmer_is_another_spelling(monkeypatch: pytest.MonkeyPatch) -> None:
    def key(**versions: str) -> tuple[object, ...]:
        def version(name: str) -> str:
            if name not in versions:
                raise PackageNotFoundError(name)
            return versions[name]

        monkeypatch.setattr("importlib.metadata.version", version)
        return Spelling("de", frozenset({"de"})).key

    pure = key(snowballstemmer="3.1.1")
    assert key(snowballstemmer="3.1.1", PyStemmer="3.1.0") != pure
    assert key(snowballstemmer="3.1.2") != pure == key(snowballstemmer="3.1.1")
