"""The order of names, as the language of the project has it, and the letter each stands under.

Most languages want nothing but letter case and accents evened out. Where a language counts a
letter with an accent, or two letters together, as a letter of its own, :data:`TAILORINGS` says
after which one it comes. The rules are those of the Unicode Common Locale Data Repository
(https://cldr.unicode.org/), as far as they concern letters that words begin with.

Scripts come in the order of Unicode, Latin first. Kana are in their own order whatever their kind
and voicing; Chinese characters, also in Japanese, have no order that follows from their form: they
come in the order of Unicode, which is by radical and strokes.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from sphinx_modelterms.glossary.text.names import fold

OTHER_LETTERS = "#"
"""What digits and symbols stand under."""

TAILORINGS = {
    "az": "c ç, e ə, g ğ, h x ı, k q, o ö, s ş, u ü",
    "be": "і й, у ў",
    "bg": "и й",
    "bs": "c č ć, d dž đ, l lj, n nj, s š, z ž",
    "cs": "c č, h ch, r ř, s š, z ž",
    "cy": "c ch, d dd, f ff, g ng, l ll, p ph, r rh, t th",
    "da": "z æ/ä ø/ö å",
    "eo": "c ĉ, g ĝ, h ĥ, j ĵ, s ŝ, u ŭ",
    "es": "n ñ",
    "et": "s š z ž, w õ ä ö ü",
    "eu": "n ñ",
    "fi": "z å ä/æ ö/ø",
    "gl": "n ñ",
    "hr": "c č ć, d dž đ, l lj, n nj, s š, z ž",
    "hu": "c cs, d dz dzs, g gy, l ly, n ny, o ö/ő, s sz, t ty, u ü/ű, z zs",
    "is": "a á, d ð, e é, i í, o ó, u ú, y ý, z þ æ/ä ö/ø å",
    "lt": "c č, i y, s š, z ž",
    "lv": "c č, g ģ, k ķ, l ļ, n ņ, s š, z ž",
    "mk": "г ѓ, з ѕ, и ј, л љ, к ќ, н њ, ч џ",
    "nb": "z æ/ä ø/ö å",
    "nn": "z æ/ä ø/ö å",
    "no": "z æ/ä ø/ö å",
    "pl": "a ą, c ć, e ę, l ł, n ń, o ó, s ś, z ź ż",
    "ro": "a ă â, i î, s ș/ş, t ț/ţ",
    "ru": "и й",
    "sk": "a ä, c č, h ch, o ô, s š, z ž",
    "sl": "c č ć, d đ, s š, z ž",
    "sq": "c ç, d dh, e ë, g gj, l ll, n nj, r rr, s sh, t th, x xh, z zh",
    "sr": "д ђ, и ј, л љ, н њ, т ћ, ч џ",
    "sv": "z å ä/æ ö/ø",
    "tr": "c ç, g ğ, h ı, o ö, s ş, u ü",
    "uk": "г ґ, е є, и і ї й",
    "vi": "a ă â, d đ, e ê, o ô ơ, u ư",
}
"""By language: a letter and those that come right after it; alike ones with a slash between."""

ALIKE = str.maketrans(
    {"æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"}
    | dict(zip("ぁぃぅぇぉっゃゅょゎ", "あいうえおつやゆよわ", strict=True))
    | {chr(code): chr(code - 0x60) for code in range(0x30A1, 0x30F7)}
)
"""Letters that Unicode does not take apart, and kana, as others sort them."""

TURKIC = frozenset({"az", "tr"})
"""Here the small letter of I has no dot, and that of İ has one."""

Letter = tuple[str, int]
"""A letter without accents, and its place among those that come right after it."""


class Collation:
    """How names are put in order.

    :param language: as Sphinx is told it, such as ``sv`` or ``pt_BR``
    """

    def __init__(self, language: str = "en") -> None:
        self.language = language.replace("-", "_").partition("_")[0].lower()
        self._letters = _tailored(self.language)
        self._longest = max(map(len, self._letters), default=0)

    def key(self, name: str) -> tuple[bool, tuple[Letter, ...], str, str]:
        """What to sort *name* by: digits and symbols first, accents and letter case evened out."""
        text = self._fold(name)
        letters = tuple(self._letters_of(text))
        return (self._initial(text) != OTHER_LETTERS, letters, fold(name), name)

    def initial(self, name: str) -> str:
        """The letter that *name* stands under, in upper case; else ``#``.

        >>> [Collation().initial(name) for name in ("Élan", "3D", ".NET", "神经网络")]
        ['E', '#', '#', '神']
        >>> Collation("sv").initial("ångström"), Collation("cs").initial("chyba")
        ('Å', 'Ch')
        """
        return self._initial(self._fold(name))

    def _initial(self, text: str) -> str:
        if tailored := self._tailored_at(text, 0):
            first = text[:tailored]
            if first in self._letters and self.language in TURKIC:
                return {"i": "İ", "ı": "I"}.get(first, first.upper())
            return first.capitalize()
        bare = _bare(text[:1])[:1]
        if bare == "i" and self.language in TURKIC:
            return "İ"
        return bare.upper() if bare.isalpha() else OTHER_LETTERS

    def _fold(self, name: str) -> str:
        if self.language in TURKIC:
            name = name.replace("I", "ı").replace("İ", "i")
        return unicodedata.normalize("NFC", fold(name))

    def _letters_of(self, text: str) -> list[Letter]:
        if text.isascii() and not self._letters:
            return [(char, 0) for char in text]
        letters: list[Letter] = []
        place = 0
        while place < len(text):
            if length := self._tailored_at(text, place):
                letters.append(self._letters[text[place : place + length]])
                place += length
                continue
            char = text[place]
            # One accent less at a time: ấ is an â, which can be a letter of its own.
            parts = unicodedata.normalize("NFD", char)
            for length in range(len(parts) - 1, 0, -1):
                part = unicodedata.normalize("NFC", parts[:length])
                if part in self._letters:
                    letters.append(self._letters[part])
                    break
            else:
                letters += ((bare, 0) for bare in _bare(char))
            place += 1
        return letters

    def _tailored_at(self, text: str, place: int) -> int:
        """How many signs of *text* are a letter of this language's own there; 0 for none."""
        for length in range(self._longest, 0, -1):
            if text[place : place + length] in self._letters:
                return length
        return 0


@cache
def _tailored(language: str) -> dict[str, Letter]:
    """The letters that a language has of its own."""
    letters: dict[str, Letter] = {}
    for chain in TAILORINGS.get(language, "").split(","):
        base, *others = chain.split() or [""]
        for rank, alike in enumerate(others, 1):
            letters |= dict.fromkeys(alike.split("/"), (base, rank))
    return letters


@cache
def _bare(char: str) -> str:
    """*char* without its accents."""
    if char.isascii():
        return char
    decomposed = unicodedata.normalize("NFKD", char)
    bare = "".join(part for part in decomposed if not unicodedata.combining(part))
    return bare.translate(ALIKE)
