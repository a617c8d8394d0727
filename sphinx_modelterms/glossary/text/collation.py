"""Collation: the order of names in the project's language, and the index heading of each.

For most languages it is enough to ignore letter case and accents. Where a language treats an
accented letter, or two letters together, as a letter of its own,
:data:`~sphinx_modelterms.glossary.text.alphabets.ALPHABETS` says which letter it follows.

Scripts come in the order of Unicode, Latin first. Kana are in their own order, whatever their kind
and voicing. Chinese characters, also in Japanese, come in the order of Unicode, which is by
radical and strokes: their form alone gives no other order.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.alphabets import ALPHABETS
from sphinx_modelterms.glossary.text.language_codes import base_of
from sphinx_modelterms.glossary.text.names import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

OTHER_LETTERS = "#"
"""Index heading of names that begin with a digit or symbol."""

ALIKE = str.maketrans(
    {"æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"}
    | dict(zip("ぁぃぅぇぉっゃゅょゎ", "あいうえおつやゆよわ", strict=True))
    | {chr(code): chr(code - 0x60) for code in range(0x30A1, 0x30F7)}
    | dict(zip("ךםןףץς", "כמנפצσ", strict=True))
)
"""Letters that Unicode does not decompose, kana and final letters, each with the letters that it
sorts as.
"""

HANGUL = dict(
    zip(map(chr, range(0x1100, 0x1113)), "ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅊㅋㅌㅍㅎ", strict=True)
)
"""Index heading for each initial consonant of a Korean syllable: a compatibility jamo, since those
are the letters shown alone; double consonants are listed under the single one.
"""

TURKIC = frozenset({"az", "tr"})
"""Languages in which the lower case of I has no dot, and that of İ has one."""

TURKIC_HEADS = {"i": "İ", "ı": "I"}

Letter = tuple[str, int]
"""A letter without accents, and its rank among the letters that sort right after it."""


class Collation:
    """The order of names in one language.

    :param language: as in Sphinx's ``language``, such as ``sv`` or ``pt_BR``
    """

    def __init__(self, language: str = "en") -> None:
        self.language = base_of(language)
        self._letters, self._heads = _tailored(self.language)
        self._longest = max(map(len, self._letters), default=0)

    def key(self, name: str) -> tuple[bool, tuple[Letter, ...], str, str]:
        """Return the sort key of *name*: digits and symbols first, letter case and accents
        ignored.
        """
        text = self._fold(name)
        letters = tuple(self._letters_of(text))
        return (self._initial(text) != OTHER_LETTERS, letters, fold(name), name)

    def initial(self, name: str) -> str:
        """Return the index heading of *name*: its first letter in upper case, or ``#``.

        >>> [Collation().initial(name) for name in ("Élan", "3D", ".NET", "神经网络")]
        ['E', '#', '#', '神']
        >>> Collation("sv").initial("ångström"), Collation("cs").initial("chyba")
        ('Å', 'Ch')
        """
        return self._initial(self._fold(name))

    def _initial(self, text: str) -> str:
        if not text[:1].isalpha():
            return OTHER_LETTERS
        letter = next(iter(self._letters_of(text)))
        head = self._heads.get(letter, letter[0])
        if self.language in TURKIC and head in TURKIC_HEADS:
            return TURKIC_HEADS[head]
        # title() rather than upper(): Georgian uses capitals for whole words only.
        return HANGUL.get(head) or head.capitalize()

    def _fold(self, name: str) -> str:
        if self.language in TURKIC:
            name = name.replace("I", "ı").replace("İ", "i")
        return unicodedata.normalize("NFC", fold(name)).replace("ß", "ss")

    def _letters_of(self, text: str) -> Iterator[Letter]:
        if text.isascii() and not self._letters:
            yield from ((char, 0) for char in text)
            return
        place = 0
        while place < len(text):
            if length := self._tailored_at(text, place):
                yield self._letters[text[place : place + length]]
                place += length
            else:
                yield from self._with_fewer_accents(text[place])
                place += 1

    def _with_fewer_accents(self, char: str) -> Iterable[Letter]:
        """Yield the tailored letter of which *char* is an accented form: ấ is a form
        of â, ặ of ă.
        """
        base, *accents = list(unicodedata.normalize("NFD", char))
        for accent in accents:
            part = unicodedata.normalize("NFC", base + accent)
            if part in self._letters:
                return (self._letters[part],)
        return ((letter, 0) for letter in plain_letters(char))

    def _tailored_at(self, text: str, place: int) -> int:
        """Return the length of the tailored letter of this language at *place* of *text*; 0 if
        none.
        """
        for length in range(self._longest, 0, -1):
            if text[place : place + length] in self._letters:
                return length
        return 0


@cache
def _tailored(language: str) -> tuple[dict[str, Letter], dict[Letter, str]]:
    """Return the letters that a language sorts elsewhere than Unicode does, and their headings."""
    letters: dict[str, Letter] = {}
    heads: dict[Letter, str] = {}
    for chain in ALPHABETS.get(language, "").split(", "):
        before, _, after = chain.rpartition(" < ")
        earlier, (base, *later) = before.split(), after.split() or [""]
        places = [*range(-len(earlier), 0), *range(len(later) + 1)]
        for rank, group in zip(places, [*earlier, base, *later], strict=True):
            alike = group.split("/")
            letter = (plain_letters(base[:1]), rank)
            letters |= dict.fromkeys(alike, letter)
            heads[letter] = alike[0]
    return letters, heads


@cache
def plain_letters(char: str) -> str:
    """Return the letters of *char* without accents, as languages without tailorings sort it."""
    if char.isascii():
        return char
    decomposed = unicodedata.normalize("NFKD", char)
    bare = "".join(part for part in decomposed if not unicodedata.combining(part))
    return bare.translate(ALIKE)
