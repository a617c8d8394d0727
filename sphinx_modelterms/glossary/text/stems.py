"""Word stems by ``snowballstemmer``, with a guard against stems that are too short.

A stemmer also gives one stem to words of different meanings: in Spanish, to *universo* and
*universidad*. So two words count as forms of one word only if they have the same stem and differ
by the endings with which the language inflects words.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.common_words import word_set
from sphinx_modelterms.glossary.text.language_codes import base_of
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian",
    "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian",
    "ne": "nepali", "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pl": "polish",
    "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish",
    "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
"""Name of the stemmer of each language; English has rules of its own."""

SHORTEST = 3
"""Minimum number of letters that a name and a form of it begin with."""

_RUSSIAN = word_set(
    "а я о е ё ы и у ю ь й ой ей ом ем ём ам ям ами ями ах ях ов ев ёв ью ия ии ию ий "
    "ие ием иям  иями иях иев ый ая яя ое ее ые ого его ому ему ым им ую юю ых их ыми "
    "ими ья ье ьи ьям ка ки ку"
)
_NORDIC = word_set(
    "n en et t ar er or a e s na arna erna orna ene ne ens ets ern erne arnas ernas "
    "ernes ers ars de"
)

_ENDINGS = {
    "de": word_set("e en n er ern es s em ens nen sen se ses ne nes"),
    "es": word_set("s es o a os as z ces ón ones án anes és eses ín ines én enes"),
    "fr": word_set("s x e es l ux aux al ales elle elles f fs ve ves né née nés nées que ques"),
    "it": word_set("o i a e io chi che co ca ghi ghe go ga gio gi ia ie"),
    "pt": word_set("s es o a os as ão ões ães ãos l is m ns el eis il éis"),
    "ca": word_set("s es o a os as ó ons à ans"),
    "ro": word_set("a e i ă ul ului le lor ea ei ii uri urile urilor ele elor ilor oi l lui u"),
    "ru": _RUSSIAN,
    "nl": word_set("s en e n eren es t len nen sen ten ken"),
    "sv": _NORDIC, "da": _NORDIC, "nb": _NORDIC, "nn": _NORDIC, "no": _NORDIC,
}  # fmt: skip
"""Endings with which languages inflect nouns and adjectives."""

_REWRITTEN = {
    "es": (("ces", "z"),),
    "pt": (
        ("ões", "ão"), ("ães", "ão"), ("ãos", "ão"), ("ns", "m"), ("ais", "al"), ("áveis", "ável"),
        ("íveis", "ível"), ("éis", "el"), ("eis", "el"), ("óis", "ol"), ("uis", "ul"),
    ),
    "nl": (("llen", "l"), ("nnen", "n"), ("ssen", "s"), ("tten", "t"), ("kken", "k")),
}  # fmt: skip
"""Plurals to which the stemmers give other stems than to the singular, rewritten before."""

_LONGEST_ENDING = {"fi": 7, "hu": 6, "et": 5, "eu": 5, "tr": 8, "ta": 6, "hy": 5, "lt": 4, "el": 4}
"""Maximum number of letters of an ending in languages without a list; 3 in others."""

UMLAUTS = str.maketrans("äöü", "aou")
"""German vowels whose umlauts inflect words."""
_UMLAUT_ENDINGS = word_set("e er en ern")


class Stem(NamedTuple):
    """The stem of a word in a language."""

    language: str
    text: str


@cache
def stemmer(language: str) -> Callable[[str], str] | None:
    """Return the function that gives the stem of a word in lower case; ``None`` if the installed
    version has none for *language*.
    """
    # Imported here: only projects that ask for it need it.
    import snowballstemmer  # type: ignore[import-untyped]

    name = STEMMERS.get(base_of(language), "")
    if name not in snowballstemmer.algorithms():
        return None
    stem_word = snowballstemmer.stemmer(name).stemWord
    rewritten = _REWRITTEN.get(base_of(language), ())

    @cache
    def stem(word: str) -> str:
        for plural, singular in rewritten:
            if word.endswith(plural):
                word = word.removesuffix(plural) + singular
                break
        return str(stem_word(word))

    return stem


def version_of_stemmers() -> str:
    """Return the versions of ``snowballstemmer`` and of PyStemmer, which it uses if that is
    installed: another one can give other stems.
    """
    from importlib.metadata import PackageNotFoundError, version

    versions = [version("snowballstemmer")]
    with suppress(PackageNotFoundError):
        versions.append(version("PyStemmer"))
    return " ".join(versions)


def is_inflected(name: str, word: str, language: str) -> bool:
    """Return True if *word* can be a form of *name*: both in lower case, with the same stem.

    >>> is_inflected("modelo", "modelos", "es"), is_inflected("universo", "universidad", "es")
    (True, False)
    >>> is_inflected("wort", "wörter", "de"), is_inflected("schon", "schön", "de")
    (True, False)
    """
    if name == word:
        return True
    base = base_of(language)
    plain = word.translate(UMLAUTS) if base == "de" and not set("äöü") & set(name) else word
    same = next(
        (n for n, (a, b) in enumerate(zip(name, plain, strict=False)) if a != b),
        min(len(name), len(plain)),
    )
    old, new = name[same:], plain[same:]
    if same < SHORTEST or (plain != word and new not in _UMLAUT_ENDINGS):
        return False
    endings = _ENDINGS.get(base)
    if endings is None:
        longest = _LONGEST_ENDING.get(base, 3)
        return len(old) <= longest and len(new) <= longest
    return (not old or old in endings) and (not new or new in endings)
