"""Articles, particles and endings that languages attach to a word.

Each language is given by the first part of its code: the rules for ``fr`` are also those of
``fr_CA``.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from sphinx_modelterms.glossary.text.common_words import word_set
from sphinx_modelterms.glossary.text.language_codes import base_of
from sphinx_modelterms.glossary.text.named_tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Attached(NamedTuple):
    """Words and endings that a sign joins to a word, in lower case; the word is whole without."""

    before_apostrophe: frozenset[str] = frozenset()
    """Elided words: *l'abeille*."""
    before_hyphen: frozenset[str] = frozenset()
    """Prefixes: *ה-API*."""
    after_apostrophe: int = 0
    """Maximum number of letters of an ending: *API'nin*."""
    after_hyphen: frozenset[str] = frozenset()
    """Endings: *API-t*."""


NOTHING = Attached()

_PREFIXES_HE = "משהוכלב"
_SCANDINAVIAN = word_set("et en er erne ene erna ar arna n ets ers")
_SLAVIC = word_set("a u om em ja ju jem jom i e ji je jev ova ovi ove ima")

_ATTACHED = {
    "fr": Attached(
        word_set("l d j m t s c n qu jusqu lorsqu puisqu quoiqu presqu quelqu entr aujourd")
        - {"aujourd"}
    ),
    "it": Attached(
        word_set(
            "l un d c s m t v n gl dell all dall nell sull coll dall quell quest bell sant grand "
            "mezz anch senz com dov tutt"
        )
    ),
    "ca": Attached(word_set("l d m t s n")),
    "oc": Attached(word_set("l d m t s n qu")),
    "pt": Attached(word_set("d")),
    "lb": Attached(word_set("d")),
    "eo": Attached(word_set("l d")),
    "ga": Attached(word_set("d b m")),
    "mt": Attached(
        word_set("f b m t x s"),
        word_set("il l it is ir in id ix iz iż iċ fil fl bil bl tal mill għall mal sal"),
    ),
    "he": Attached(
        before_hyphen=frozenset(_PREFIXES_HE)
        | frozenset(map("".join, product(_PREFIXES_HE, _PREFIXES_HE)))
    ),
    "ar": Attached(
        before_hyphen=word_set(
            "ال الـ وال والـ بال بالـ لل للـ كال كالـ فال فالـ بـ لـ وـ كـ ب ل و ك"
        )
    ),
    "tr": Attached(after_apostrophe=8),
    "az": Attached(
        after_apostrophe=8,
        after_hyphen=word_set(
            "ın in un ün nın nin nun nün da də dan dən a ə ya yə ı i u ü yı yi nı ni la "
            "lə lar lər"
            "ları ləri larda lərdə dır dir"
        ),
    ),
    "pl": Attached(
        after_apostrophe=4,
        after_hyphen=word_set("u em owi om ów y i ami ach a e ie ie ą ę owe owy owa"),
    ),
    "hu": Attached(
        after_hyphen=word_set(
            "t at et ot öt k ak ek ok ök ban ben nak nek val vel hoz hez höz ból ből ról "
            "ről tól től ra re ba be ig ért on en ön n ja je jét ját kat ket okat eket "
            "kal kel kban kben kra kre"
        )
    ),
    "et": Attached(
        after_hyphen=word_set("d i st t le lt l ga ni ta na ks de te sse s des ide dega dele")
    ),
    "id": Attached(after_hyphen=word_set("nya ku mu lah kah")),
    "ms": Attached(after_hyphen=word_set("nya ku mu lah kah")),
    "sv": Attached(after_hyphen=_SCANDINAVIAN),
    "nb": Attached(after_hyphen=_SCANDINAVIAN),
    "nn": Attached(after_hyphen=_SCANDINAVIAN),
    "no": Attached(after_hyphen=_SCANDINAVIAN),
    "da": Attached(after_apostrophe=4, after_hyphen=_SCANDINAVIAN),
    "hr": Attached(after_hyphen=_SLAVIC),
    "sr": Attached(after_hyphen=_SLAVIC),
    "bs": Attached(after_hyphen=_SLAVIC),
    "sl": Attached(after_hyphen=_SLAVIC),
}


def attached_of(language: str) -> Attached:
    """Return what *language* attaches to words with a sign."""
    return _ATTACHED.get(base_of(language), NOTHING)


class Cut(NamedTuple):
    """The number of letters at either end of a written word that are not the name."""

    lead: int
    trail: int


def cuts_of(language: str) -> Callable[[str, bool], Iterator[Cut]] | None:
    """Return a function that yields what can be attached to a word without any sign; ``None`` for
    a language that attaches nothing.

    The function takes the word, and True if it is the first one of a name.
    """
    return _CUTS.get(base_of(language))


_AFTER_CONSONANT = word_set(
    "은 이 을 과 으로 이랑 이나 이라 이란 이라고 이라는 이라도 이며 이고 이다 "
    "이든지 으로서 으로써 으로는 으로도"
    "으로의 과는 과의 과도 이야말로"
)
_AFTER_VOWEL = word_set(
    "는 가 를 와 랑 나 라 란 라고 라는 라도 며 고 다 든지 와는 와의 와도 야말로"
)
_AFTER_VOWEL_OR_L = word_set("로 로서 로써 로는 로도 로의")
_AFTER_ANY = word_set(
    "의 에 에서 에게 한테 께 하고 도 만 까지 부터 마다 조차 마저 밖에 처럼 보다 "
    "에는 에도 에만 에서는 에서도 에서의"
    "에서만 에게는 에게서 만을 만이 만의 만은 만으로 까지는 까지의 까지도 "
    "부터는 인 인지 입니다 이었다 였다 들 들은 들이"
    "들을 들의 들에 들과 들도 들로 들에게 들에서 보다는 처럼은 뿐 뿐만 대로 이라면"
)
_LONGEST_PARTICLE = 4
_HANGUL = ("\uac00", "\ud7a3")
_FINALS = 28
"""Number of final consonants of a Hangul syllable; the first number stands for no consonant."""
_FINAL_L = 8


def _korean(word: str, is_first: bool) -> Iterator[Cut]:
    """Yield the particles at the end of a word; their sound has to fit the word before them."""
    for trail in range(1, min(_LONGEST_PARTICLE, len(word) - 2) + 1):
        particle, last = word[-trail:], word[-trail - 1]
        final = (ord(last) - ord(_HANGUL[0])) % _FINALS
        if _HANGUL[0] <= last <= _HANGUL[1]:
            fits = particle in (_AFTER_CONSONANT if final else _AFTER_VOWEL) or (
                particle in _AFTER_VOWEL_OR_L and final in {0, _FINAL_L}
            )
        else:
            fits = particle in _AFTER_CONSONANT | _AFTER_VOWEL | _AFTER_VOWEL_OR_L
        if fits or particle in _AFTER_ANY:
            yield Cut(0, trail)


_ARTICLES_AR = ("ال", "وال", "فال", "بال", "كال", "لل", "ولل", "فلل", "وبال", "وكال", "أال")
_PARTICLES_AR = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
_TATWEEL = "ـ"


def _arabic(word: str, is_first: bool) -> Iterator[Cut]:
    """Yield the article at the start of a word, with prepositions and conjunctions before it."""
    for prefix in _ARTICLES_AR if is_first else _ARTICLES_AR[:1]:
        if word.startswith(prefix):
            lead = len(prefix) + word.startswith(_TATWEEL, len(prefix))
            if len(word) - lead >= 2:
                yield Cut(lead, 0)
    for prefix in _PARTICLES_AR if is_first else ():
        if word.startswith(prefix):
            lead = len(prefix) + word.startswith(_TATWEEL, len(prefix))
            # Shorter rests are too often chance: most roots have three letters.
            if len(word) - lead >= 3:
                yield Cut(lead, 0)


_COMBINED_HE = ("ו", "ש", "כש", "מש", "לכש")
"""Conjunctions that another prefix can follow."""


def _hebrew(word: str, is_first: bool) -> Iterator[Cut]:
    """Yield the one-letter prefixes at the start of a word."""
    if not is_first:
        if word.startswith("ה") and len(word) > 3:
            yield Cut(1, 0)
        return
    prefixes = dict.fromkeys((*_PREFIXES_HE, "מה"))
    prefixes |= dict.fromkeys(
        f"{first}{second}" for first in _COMBINED_HE for second in _PREFIXES_HE
    )
    for prefix in prefixes:
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            yield Cut(len(prefix), 0)


_CUTS: dict[str, Callable[[str, bool], Iterator[Cut]]] = {
    "ko": _korean,
    "ar": _arabic,
    "he": _hebrew,
    "iw": _hebrew,
}


def covers_prefix(language: str) -> bool:
    """Return True if a link covers what is attached before a name."""
    return base_of(language) in {"ar", "he", "iw"}
